//! Sites as their rows have them.

use domain::people::{Site, SiteId};
use uuid::Uuid;

use crate::{error::Error, sql::sql, work::Work};

/// The sites of the school, the main one first.
pub(crate) async fn all(work: &mut Work) -> Result<Vec<Site>, Error> {
    let select = sql("SELECT id, name, short, address, sort_order FROM sites WHERE school_id = $1 ORDER BY sort_order, id");
    let rows: Vec<(Uuid, String, String, String, i64)> = work.all(select.bind(work.school)).await?;
    let site = |(id, name, short, address, sort_order)| Site { id: SiteId::new(id), name, short, address, sort_order };
    Ok(rows.into_iter().map(site).collect())
}
