//! Files that lie beside the records: scans of decisions and orders, what bears requests out, files of tasks, answers and registers,
//! templates. Each table that names such files is listed once, and a test compares the list with all that name any.

use std::io;

use domain::{
    inspection::{Inspected, Kept},
    personal_copies::path_name,
    readable_export::ATTACHED,
};

use super::{Exported, Outlet, not_whole};
use crate::{
    error::Error,
    inspections,
    sql::{Sql, sql},
    values::FileRow,
    work::Work,
};

/// The longest name of a file, in letters.
const MAX_NAME: usize = 60;

/// The files of one table.
type Files = fn() -> Sql;

/// The tables, each with its files in the order of its rows.
pub(super) const BESIDE: [(&str, Files); 7] = [
    ("lock_order_files", || {
        sql("SELECT name, size, sha256, kind FROM lock_order_files WHERE school_id = $1 ORDER BY order_id, position")
    }),
    ("mandate_files", || {
        sql("SELECT name, size, sha256, kind FROM mandate_files WHERE school_id = $1 ORDER BY mandate_id, position")
    }),
    ("record_templates", || {
        sql("SELECT name, size, sha256, kind FROM record_templates WHERE school_id = $1 ORDER BY record_type_id, number")
    }),
    ("register_files", || {
        sql("SELECT name, size, sha256, kind FROM register_files WHERE school_id = $1 ORDER BY entry_id, position")
    }),
    ("task_answer_files", || {
        sql("SELECT name, size, sha256, kind FROM task_answer_files WHERE school_id = $1 \
             ORDER BY task_id, person_id, number, position")
    }),
    ("task_files", || sql("SELECT name, size, sha256, kind FROM task_files WHERE school_id = $1 ORDER BY task_id, position")),
    ("update_files", || sql("SELECT name, size, sha256, kind FROM update_files WHERE school_id = $1 ORDER BY update_id, position")),
];

/// Writes all of them that may be opened, a folder for each table; which row one belongs to says its hash.
///
/// # Errors
/// Those of the database; of the disk inside.
pub(super) async fn write(work: &mut Work, exported: &mut Exported, outlet: &mut impl Outlet) -> Result<io::Result<()>, Error> {
    for (table, select) in BESIDE {
        let rows: Vec<FileRow> = work.all(select().bind(work.school)).await?;
        for (number, row) in (1..).zip(rows) {
            let file = row.read(table)?;
            let path = format!("{ATTACHED}/{table}/{number:05}-{}", path_name(file.name.as_str(), MAX_NAME));
            let inspected = inspections::of(work, file.sha256).await?;
            if let Some(kept) = inspected.as_ref().map_or(Some(Kept::Pending), Inspected::kept) {
                exported.lacking.push(format!("{path}: {}", kept.state()));
                continue;
            }
            match outlet.copy(&path, &file) {
                Ok(true) => exported.files += 1,
                Ok(false) => exported.lacking.push(not_whole(&path, file.sha256)),
                Err(error) => return Ok(Err(error)),
            }
        }
    }
    Ok(Ok(()))
}
