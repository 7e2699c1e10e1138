//! The form of departments with their classes and sections.

use super::{DepartmentPlan, UnitsPlan};
use crate::{
    forms::{FormData, FormErrors, NameColumn, Room, looks_like},
    lines,
    names::{same_name, same_words},
    people::{DepartmentKind, Organisation},
};

const ROOM: Room = Room { waiting: 1, asked_for: 4 };
/// In letters.
const MAX_NAME: usize = 80;
const NAMES: NameColumn = NameColumn { field: "d", what: "tổ", most: MAX_NAME, same: same_words };

/// One department as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitRow {
    /// Of a department that is known already.
    pub id: String,
    pub name: String,
    /// A code of `DepartmentKind`.
    pub kind: String,
    /// "4A, 4B, 4C".
    pub units: String,
}

/// The form as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitsForm {
    pub rows: Vec<UnitRow>,
}

impl UnitsForm {
    /// First values for a new school: the usual departments, without classes.
    pub fn first() -> Self {
        let row = |name: &str, kind: DepartmentKind, units: &str| UnitRow {
            id: String::new(),
            name: name.to_owned(),
            kind: kind.code().to_owned(),
            units: units.to_owned(),
        };
        Self {
            rows: vec![
                row("Nhà trẻ", DepartmentKind::Teaching, ""),
                row("Mẫu giáo 3–4 tuổi", DepartmentKind::Teaching, ""),
                row("Mẫu giáo 4–5 tuổi", DepartmentKind::Teaching, ""),
                row("Mẫu giáo 5–6 tuổi", DepartmentKind::Teaching, ""),
                row("Nuôi dưỡng", DepartmentKind::Kitchen, ""),
                row("Văn phòng", DepartmentKind::Office, "Kế toán, Y tế, Văn thư"),
            ],
        }
    }

    pub fn of(organisation: &Organisation) -> Self {
        let rows = organisation.departments.iter().map(|department| {
            let classes = organisation.open_classes().filter(|class| class.department == department.id);
            let sections = organisation.sections.iter().filter(|section| section.department == department.id);
            let units: Vec<&str> = classes.map(|one| one.name.as_str()).chain(sections.map(|one| one.name.as_str())).collect();
            UnitRow {
                id: department.id.to_string(),
                name: department.name.clone(),
                kind: department.kind.code().to_owned(),
                units: units.join(", "),
            }
        });
        Self { rows: rows.collect() }
    }

    /// Reads what was sent: `i0` id, `d0` name, `k0` kind, `c0` classes or sections …
    pub fn read(typed: &FormData) -> Self {
        let rows = (0..typed.rows("d")).map(|row| UnitRow {
            id: typed.cell("i", row).to_owned(),
            name: typed.cell("d", row).to_owned(),
            kind: typed.cell("k", row).to_owned(),
            units: typed.cell("c", row).to_owned(),
        });
        Self { rows: rows.filter(|row| !(row.name.is_empty() && row.units.is_empty())).collect() }
    }

    /// With empty rows at the end; `more` of them where somebody asked.
    #[must_use]
    pub fn with_room(self, more: bool) -> Self {
        let empty = UnitRow { kind: DepartmentKind::Teaching.code().to_owned(), ..UnitRow::default() };
        Self { rows: ROOM.behind(self.rows, &empty, more) }
    }

    /// Departments, classes and sections, as the foot of the table counts them.
    pub fn counts(&self) -> (usize, usize, usize) {
        let named = self.rows.iter().filter(|row| !row.name.is_empty());
        named.fold((0, 0, 0), |(departments, classes, sections), row| {
            let units = listed(&row.units).len();
            if row.kind == DepartmentKind::Teaching.code() {
                (departments + 1, classes + units, sections)
            } else {
                (departments + 1, classes, sections + units)
            }
        })
    }

    /// The structure.
    ///
    /// # Errors
    /// All that is wrong, by field.
    pub fn parse(&self) -> Result<UnitsPlan, FormErrors> {
        let mut errors = FormErrors::default();
        let mut plan = UnitsPlan::default();
        let names: Vec<&str> = self.rows.iter().map(|row| row.name.as_str()).collect();
        let mut classes: Vec<(String, usize)> = Vec::new();
        let mut sections: Vec<(String, usize)> = Vec::new();
        for (at, row) in self.rows.iter().enumerate() {
            if row.name.is_empty() && row.units.is_empty() {
                continue;
            }
            NAMES.check(&names, at, &mut errors);
            let Some(kind) = DepartmentKind::from_code(&row.kind) else {
                errors.add(format!("k{at}"), "Chọn loại tổ.");
                continue;
            };
            let units = listed(&row.units);
            let (seen, word) = match kind {
                DepartmentKind::Teaching => (&mut classes, "Lớp"),
                DepartmentKind::Kitchen | DepartmentKind::Office => (&mut sections, "Bộ phận"),
            };
            for unit in &units {
                if unit.chars().count() > MAX_NAME {
                    errors.add(format!("c{at}"), format!("Tên dài quá {MAX_NAME} ký tự; viết các tên cách nhau bằng dấu phẩy."));
                }
                let known = |is_one: fn(&str, &str) -> bool| seen.iter().find(|(known, _)| is_one(known, unit));
                if let Some((_, row)) = known(same_words) {
                    errors.add(format!("c{at}"), format!("{word} “{unit}” đã có ở dòng {}.", row + 1));
                } else if let Some((_, row)) = known(same_name) {
                    errors.add(format!("c{at}"), looks_like(word, unit, &format!("ở dòng {}", row + 1)));
                } else {
                    seen.push((unit.clone(), at));
                }
            }
            let (classes, sections) = match kind {
                DepartmentKind::Teaching => (units, Vec::new()),
                DepartmentKind::Kitchen | DepartmentKind::Office => (Vec::new(), units),
            };
            plan.departments.push(DepartmentPlan { id: row.id.parse().ok(), name: row.name.clone(), kind, classes, sections });
        }
        if errors.is_empty() && classes.is_empty() {
            errors.add("c0", "Cần ít nhất một lớp: viết tên lớp ở tổ chuyên môn, cách nhau bằng dấu phẩy.");
        }
        errors.or(plan)
    }
}

/// "4A, 4B; 4C" as three names, without the word "Lớp".
fn listed(units: &str) -> Vec<String> {
    units
        .split([',', ';', '\n'])
        .map(lines::clean)
        .map(|unit| unit.strip_prefix("Lớp ").or(unit.strip_prefix("lớp ")).unwrap_or(&unit).to_owned())
        .filter(|unit| !unit.is_empty())
        .collect()
}
