//! Departments with their classes and sections: a structure as it was planned, and what to change to get there.

mod form;
mod going;

pub use form::{UnitRow, UnitsForm};
pub use going::{UnitTraces, check_class_goes, check_department_goes, check_section_goes};

use crate::{
    names::{fold, same_name},
    people::{ClassGroupId, DepartmentId, DepartmentKind, Organisation, SectionId, SectionKind},
};

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

#[cfg(test)]
mod tests;
