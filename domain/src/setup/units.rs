//! The form of departments with their classes and sections.

use super::{FormData, FormErrors, places::same_name};
use crate::{
    names::fold,
    people::{ClassGroupId, DepartmentId, DepartmentKind, Organisation, SectionId, SectionKind},
};

const ROOM: usize = 1;
const MORE_ROOM: usize = 4;
/// In letters.
const MAX_NAME: usize = 80;

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

/// One department as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DepartmentPlan {
    pub id: Option<DepartmentId>,
    pub name: String,
    pub kind: DepartmentKind,
    pub classes: Vec<String>,
    pub sections: Vec<String>,
}

/// The whole structure as it should be, in dashboard order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitsPlan {
    pub departments: Vec<DepartmentPlan>,
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

    /// As sent: `i0` id, `d0` name, `k0` kind, `c0` classes or sections …
    pub fn read(typed: &FormData) -> Self {
        let rows = (0..typed.rows("d")).map(|row| UnitRow {
            id: typed.cell("i", row).to_owned(),
            name: typed.cell("d", row).to_owned(),
            kind: typed.cell("k", row).to_owned(),
            units: typed.cell("c", row).to_owned(),
        });
        Self { rows: rows.filter(|row| !(row.name.is_empty() && row.units.is_empty())).collect() }
    }

    #[must_use]
    pub fn with_room(mut self, more: bool) -> Self {
        let room = if more { MORE_ROOM } else { ROOM };
        let empty = || UnitRow { kind: DepartmentKind::Teaching.code().to_owned(), ..UnitRow::default() };
        self.rows.extend((0..room).map(|_| empty()));
        self
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
        let mut classes: Vec<(String, usize)> = Vec::new();
        let mut sections: Vec<(String, usize)> = Vec::new();
        for (at, row) in self.rows.iter().enumerate() {
            if row.name.is_empty() && row.units.is_empty() {
                continue;
            }
            name_problems(at, row, &self.rows[..at], &mut errors);
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
                    errors.add(format!("c{at}"), format!("Tên dài quá {MAX_NAME} chữ; viết các tên cách nhau bằng dấu phẩy."));
                }
                match seen.iter().find(|(known, _)| same_name(known, unit)) {
                    Some((_, row)) => {
                        errors.add(format!("c{at}"), format!("{word} “{unit}” đã có ở dòng {}.", row + 1));
                    }
                    None => seen.push((unit.clone(), at)),
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

fn name_problems(at: usize, row: &UnitRow, before: &[UnitRow], errors: &mut FormErrors) {
    let field = format!("d{at}");
    if row.name.is_empty() {
        errors.add(field, "Thiếu tên tổ.");
    } else if row.name.chars().count() > MAX_NAME {
        errors.add(field, format!("Tên tổ dài quá {MAX_NAME} chữ."));
    } else if let Some(other) = before.iter().position(|other| same_name(&other.name, &row.name)) {
        errors.add(field, format!("Tổ “{}” đã có ở dòng {}.", row.name, other + 1));
    }
}

/// "4A, 4B; 4C" as three names, without the word "Lớp".
fn listed(units: &str) -> Vec<String> {
    units
        .split([',', ';', '\n'])
        .map(|unit| unit.split_whitespace().collect::<Vec<_>>().join(" "))
        .map(|unit| unit.strip_prefix("Lớp ").or(unit.strip_prefix("lớp ")).unwrap_or(&unit).to_owned())
        .filter(|unit| !unit.is_empty())
        .collect()
}

impl SectionKind {
    /// What a section does, by the words of its name.
    pub fn of_name(name: &str) -> Self {
        let name = fold(name);
        let has = |words: &str| name.contains(words);
        match () {
            () if has("ke toan") || has("thu quy") => Self::Accounting,
            () if has("y te") => Self::Health,
            () if has("van thu") => Self::Clerical,
            () => Self::Other,
        }
    }
}

/// How a structure becomes the one that was planned. A department is named by its place in the plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitDiff {
    /// With the known one that it is.
    pub departments: Vec<Option<DepartmentId>>,
    pub classes: Vec<(Option<ClassGroupId>, String, usize)>,
    pub sections: Vec<(Option<SectionId>, String, usize)>,
    pub gone_departments: Vec<DepartmentId>,
    pub gone_classes: Vec<ClassGroupId>,
    pub gone_sections: Vec<SectionId>,
}

impl UnitsPlan {
    /// What to change. A name that stays is the same unit wherever it moves; of the other names of a department the
    /// first new one is the new name of the first old one, and so on, so that a renamed class keeps its records.
    /// The name of a class that was closed brings that class back.
    pub fn against(&self, now: &Organisation) -> UnitDiff {
        let mut diff = UnitDiff::default();
        for plan in &self.departments {
            let known = now.departments.iter().find(|one| Some(one.id) == plan.id);
            let by_name = || now.departments.iter().find(|one| same_name(&one.name, &plan.name));
            let id = known.or_else(by_name).map(|one| one.id).filter(|id| !diff.departments.contains(&Some(*id)));
            diff.departments.push(id);
        }
        diff.gone_departments =
            now.departments.iter().map(|one| one.id).filter(|id| !diff.departments.contains(&Some(*id))).collect();
        let classes: Vec<_> =
            now.classes.iter().map(|one| (one.id, one.name.as_str(), one.department, one.until.is_none())).collect();
        let sections: Vec<_> = now.sections.iter().map(|one| (one.id, one.name.as_str(), one.department, true)).collect();
        (diff.classes, diff.gone_classes) = paired(&diff.departments, &classes, |at| &self.departments[at].classes);
        (diff.sections, diff.gone_sections) = paired(&diff.departments, &sections, |at| &self.departments[at].sections);
        diff
    }
}

/// Each wanted unit with the known one that it is, and the known ones that nobody wants; of the known ones the last part
/// says whether they are open.
#[expect(clippy::type_complexity, reason = "used twice, right above")]
fn paired<'p, Id: Copy + PartialEq>(
    departments: &[Option<DepartmentId>],
    known: &[(Id, &str, DepartmentId, bool)],
    wanted: impl Fn(usize) -> &'p Vec<String>,
) -> (Vec<(Option<Id>, String, usize)>, Vec<Id>) {
    let mut units: Vec<(Option<Id>, String, usize)> = (0..departments.len())
        .flat_map(|at| wanted(at).iter().map(move |name| (at, name)))
        .map(|(at, name)| (known.iter().find(|(_, old, ..)| same_name(old, name)).map(|(id, ..)| *id), name.clone(), at))
        .collect();
    let stay: Vec<Id> = units.iter().filter_map(|(id, ..)| *id).collect();
    let mut left: Vec<_> = known.iter().filter(|(id, .., is_open)| *is_open && !stay.contains(id)).collect();
    for (id, _, at) in units.iter_mut().filter(|(id, ..)| id.is_none()) {
        if let Some(place) = left.iter().position(|(.., department, _)| Some(*department) == departments[*at]) {
            *id = Some(left.remove(place).0);
        }
    }
    (units, left.into_iter().map(|(id, ..)| *id).collect())
}
