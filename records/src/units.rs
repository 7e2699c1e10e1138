//! Departments, classes and sections as they were planned; nothing goes that somebody still holds.

use chrono::NaiveDate;
use domain::{
    days::day_of,
    ids::Id,
    people::{ClassGroupId, DepartmentId, DepartmentKind, Organisation, SectionId, SectionKind},
    permissions::{Allowed, ChangeSchool},
    setup::{Phase, Step},
    units::{UnitDiff, UnitTraces, UnitsForm, UnitsPlan, check_class_goes, check_department_goes, check_section_goes},
};
use uuid::Uuid;

use crate::{
    error::{Checked, Error},
    events::Event,
    follow_up, people, permissions,
    sql::sql,
    values::{new_id, one_row},
    work::Work,
};

/// Changes departments, classes and sections to what the form says.
///
/// # Errors
/// `Refused` where that is not the actor's to do, or a unit that should go is still held by somebody or has records.
pub async fn change(work: &mut Work, phase: Phase, form: &UnitsForm) -> Result<Checked, Error> {
    let allowed = permissions::change_school(work, phase).await?;
    let plan = match form.parse() {
        Ok(plan) => plan,
        Err(errors) => return Ok(Err(errors)),
    };
    arrange(work, &allowed, &plan, phase).await?;
    follow_up::after(work, &allowed, phase, Step::Staff, "tổ và lớp được sửa").await.map(Ok)
}

/// Makes the structure the planned one. While the school is being set up, record types of what goes, go too.
///
/// # Errors
/// `Refused` where a unit that should go is still held by somebody or has records.
pub(crate) async fn arrange(work: &mut Work, allowed: &Allowed<ChangeSchool>, plan: &UnitsPlan, phase: Phase) -> Result<(), Error> {
    let now = people::organisation(work, None).await?;
    let diff = plan.against(&now);
    check_what_goes(work, &now, &diff, phase).await?;
    make_room_for_names(work, allowed, plan, &diff, &now).await?;
    let departments = departments(work, allowed, plan, &diff, &now).await?;
    for (known, name, at) in &diff.classes {
        class(work, allowed, &now, *known, name, departments[*at]).await?;
    }
    for (known, name, at) in &diff.sections {
        section(work, allowed, &now, *known, name, departments[*at]).await?;
    }
    for id in &diff.gone_classes {
        let (school, id) = (work.school, *id);
        if has_past(work, id).await? {
            end_class(work, allowed, id, Some(day_of(work.now))).await?;
            continue;
        }
        work.run(sql("DELETE FROM turns WHERE school_id = $1 AND class_id = $2").bind_all((school, id))).await?;
        work.run(sql("DELETE FROM classes WHERE school_id = $1 AND id = $2").bind_all((school, id))).await?;
        work.note(Event::ClassRemoved { class: id });
    }
    for id in &diff.gone_sections {
        remove_types(work, allowed, *id).await?;
        work.run(sql("DELETE FROM sections WHERE school_id = $1 AND id = $2").bind_all((work.school, *id))).await?;
        work.note(Event::SectionRemoved { section: *id });
    }
    for id in &diff.gone_departments {
        remove_types(work, allowed, *id).await?;
        work.run(sql("DELETE FROM departments WHERE school_id = $1 AND id = $2").bind_all((work.school, *id))).await?;
        work.note(Event::DepartmentRemoved { department: *id });
    }
    Ok(())
}

/// Only reached where nothing was handed in and, in an open school, no type names the unit.
async fn remove_types<Of>(work: &mut Work, _allowed: &Allowed<ChangeSchool>, owner: Id<Of>) -> Result<(), Error> {
    work.run(sql("DELETE FROM record_types WHERE school_id = $1 AND owed_by_id = $2").bind_all((work.school, owner)))
        .await
        .map(drop)
}

/// Asks of every unit that should go whether it may.
async fn check_what_goes(work: &mut Work, now: &Organisation, diff: &UnitDiff, phase: Phase) -> Result<(), Error> {
    for id in &diff.gone_classes {
        check_class_goes(now, *id, day_of(work.now))?;
    }
    for id in &diff.gone_sections {
        check_section_goes(now, *id, &traces(work, *id).await?, phase)?;
    }
    for id in &diff.gone_departments {
        let mut with_past = None;
        for class in diff.left_behind(now, *id) {
            if with_past.is_none() && has_past(work, class.id).await? {
                with_past = Some(class);
            }
        }
        check_department_goes(now, *id, with_past, &traces(work, *id).await?, phase)?;
    }
    Ok(())
}

/// Whether anybody ever taught the class, or handed something in for it: then it is closed and keeps its past.
async fn has_past(work: &mut Work, class: ClassGroupId) -> Result<bool, Error> {
    let taught: Option<(Uuid,)> = work
        .optional(sql("SELECT id FROM appointments WHERE school_id = $1 AND unit_id = $2 LIMIT 1").bind_all((work.school, class)))
        .await?;
    let handed_in = sql("SELECT o.id FROM obligations o \
         JOIN submissions s ON s.school_id = o.school_id AND s.obligation_id = o.id \
         WHERE o.school_id = $1 AND o.owner_id = $2 LIMIT 1");
    let handed_in: Option<(Uuid,)> = work.optional(handed_in.bind_all((work.school, class))).await?;
    Ok(taught.is_some() || handed_in.is_some())
}

/// What a department or section has left behind.
async fn traces<Of>(work: &mut Work, unit: Id<Of>) -> Result<UnitTraces, Error> {
    let handed_in = sql("SELECT o.id FROM obligations o \
         JOIN submissions s ON s.school_id = o.school_id AND s.obligation_id = o.id \
         WHERE o.school_id = $1 AND (o.owner_id = $2 OR o.department_id = $2) LIMIT 1");
    let handed_in: Option<(Uuid,)> = work.optional(handed_in.bind_all((work.school, unit))).await?;
    let owes: Option<(String,)> = work
        .optional(
            sql("SELECT name FROM record_types WHERE school_id = $1 AND owed_by_id = $2 LIMIT 1").bind_all((work.school, unit)),
        )
        .await?;
    Ok(UnitTraces { has_hand_ins: handed_in.is_some(), record_type: owes.map(|(name,)| name) })
}

/// Names are unique: two classes that swap theirs need a third name in between.
async fn make_room_for_names(
    work: &mut Work,
    _allowed: &Allowed<ChangeSchool>,
    plan: &UnitsPlan,
    diff: &UnitDiff,
    now: &Organisation,
) -> Result<(), Error> {
    for (known, planned) in diff.departments.iter().zip(&plan.departments) {
        if let Some(one) = known.and_then(|id| now.department(id)).filter(|one| one.name != planned.name) {
            let clear = sql("UPDATE departments SET name = $1 WHERE school_id = $2 AND id = $3");
            work.run(clear.bind_all((one.id.to_string(), work.school, one.id))).await?;
        }
    }
    for (known, name, _) in &diff.classes {
        if let Some(one) = known.and_then(|id| now.class(id)).filter(|one| one.name != *name) {
            let clear = sql("UPDATE classes SET name = $1 WHERE school_id = $2 AND id = $3");
            work.run(clear.bind_all((one.id.to_string(), work.school, one.id))).await?;
        }
    }
    for (known, name, _) in &diff.sections {
        if let Some(one) = known.and_then(|id| now.section(id)).filter(|one| one.name != *name) {
            let clear = sql("UPDATE sections SET name = $1 WHERE school_id = $2 AND id = $3");
            work.run(clear.bind_all((one.id.to_string(), work.school, one.id))).await?;
        }
    }
    // What goes keeps no name that something new wants.
    for id in &diff.gone_departments {
        let clear = sql("UPDATE departments SET name = $1 WHERE school_id = $2 AND id = $3");
        work.run(clear.bind_all((id.to_string(), work.school, *id))).await?;
    }
    Ok(())
}

/// The ids of the planned departments, in their order.
async fn departments(
    work: &mut Work,
    allowed: &Allowed<ChangeSchool>,
    plan: &UnitsPlan,
    diff: &UnitDiff,
    now: &Organisation,
) -> Result<Vec<DepartmentId>, Error> {
    let mut ids = Vec::new();
    for ((known, planned), sort_order) in diff.departments.iter().zip(&plan.departments).zip(1_i64..) {
        let id = match known {
            Some(id) => *id,
            None => add_department(work, allowed, &planned.name, planned.kind).await?,
        };
        let same = now
            .department(id)
            .is_some_and(|one| one.name == planned.name && one.kind == planned.kind && one.sort_order == sort_order);
        if !same {
            let change = sql("UPDATE departments SET name = $1, kind = $2, sort_order = $3 WHERE school_id = $4 AND id = $5");
            work.run(change.bind_all((planned.name.as_str(), planned.kind.code(), sort_order, work.school, id))).await?;
            work.note(Event::DepartmentChanged { department: id, name: &planned.name, kind: planned.kind });
        }
        ids.push(id);
    }
    Ok(ids)
}

async fn class(
    work: &mut Work,
    allowed: &Allowed<ChangeSchool>,
    now: &Organisation,
    known: Option<ClassGroupId>,
    name: &str,
    department: DepartmentId,
) -> Result<(), Error> {
    match known {
        None => add_class(work, allowed, name, department).await.map(drop),
        Some(id) => {
            let before = now.class(id);
            if before.is_some_and(|one| one.until.is_some()) {
                end_class(work, allowed, id, None).await?;
            }
            if before.is_some_and(|one| one.name == name && one.department == department) {
                return Ok(());
            }
            change_class(work, allowed, id, name, department).await
        }
    }
}

async fn section(
    work: &mut Work,
    allowed: &Allowed<ChangeSchool>,
    now: &Organisation,
    known: Option<SectionId>,
    name: &str,
    department: DepartmentId,
) -> Result<(), Error> {
    match known {
        None => add_section(work, allowed, name, SectionKind::of_name(name), department).await.map(drop),
        Some(id) => match now.section(id) {
            Some(one) if one.name == name && one.department == department => Ok(()),
            one => {
                // A new name that says nothing of its duty leaves the duty as it was.
                let kind = match SectionKind::of_name(name) {
                    SectionKind::Other => one.map_or(SectionKind::Other, |one| one.kind),
                    kind => kind,
                };
                change_section(work, allowed, id, name, kind, department).await
            }
        },
    }
}

/// Adds a tổ at the end of the list.
pub(crate) async fn add_department(
    work: &mut Work,
    _allowed: &Allowed<ChangeSchool>,
    name: &str,
    kind: DepartmentKind,
) -> Result<DepartmentId, Error> {
    let id = new_id();
    let select = sql("SELECT max(sort_order) FROM departments WHERE school_id = $1");
    let (last,): (Option<i64>,) = work.one(select.bind(work.school)).await?;
    let insert = sql("INSERT INTO departments (school_id, id, name, kind, sort_order) VALUES ($1, $2, $3, $4, $5)");
    work.run(insert.bind_all((work.school, id, name, kind.code(), last.unwrap_or(0) + 1))).await?;
    work.note(Event::DepartmentAdded { department: id, name, kind });
    Ok(id)
}

pub(crate) async fn add_section(
    work: &mut Work,
    _allowed: &Allowed<ChangeSchool>,
    name: &str,
    kind: SectionKind,
    department: DepartmentId,
) -> Result<SectionId, Error> {
    let id = new_id();
    let insert = sql("INSERT INTO sections (school_id, id, name, kind, department_id) VALUES ($1, $2, $3, $4, $5)");
    work.run(insert.bind_all((work.school, id, name, kind.code(), department))).await?;
    work.note(Event::SectionAdded { section: id, name, kind });
    Ok(id)
}

pub(crate) async fn add_class(
    work: &mut Work,
    allowed: &Allowed<ChangeSchool>,
    name: &str,
    department: DepartmentId,
) -> Result<ClassGroupId, Error> {
    open_class(work, allowed, name, department, None).await
}

/// The same from a day on that is to come: it owes nothing before.
pub(crate) async fn open_class(
    work: &mut Work,
    _allowed: &Allowed<ChangeSchool>,
    name: &str,
    department: DepartmentId,
    from: Option<NaiveDate>,
) -> Result<ClassGroupId, Error> {
    let id = new_id();
    let insert = sql("INSERT INTO classes (school_id, id, name, department_id, from_day) VALUES ($1, $2, $3, $4, $5)");
    work.run(insert.bind_all((work.school, id, name, department, from))).await?;
    work.note(Event::ClassAdded { class: id, name });
    Ok(id)
}

pub(crate) async fn change_class(
    work: &mut Work,
    _allowed: &Allowed<ChangeSchool>,
    id: ClassGroupId,
    name: &str,
    department: DepartmentId,
) -> Result<(), Error> {
    let update = sql("UPDATE classes SET name = $1, department_id = $2 WHERE school_id = $3 AND id = $4");
    let touched = work.run(update.bind_all((name, department, work.school, id))).await?;
    one_row(touched)?;
    work.note(Event::ClassChanged { class: id, name });
    Ok(())
}

/// Says until which day there is such a class, or that it is open again.
pub(crate) async fn end_class(
    work: &mut Work,
    _allowed: &Allowed<ChangeSchool>,
    id: ClassGroupId,
    until: Option<NaiveDate>,
) -> Result<(), Error> {
    let update = sql("UPDATE classes SET until_day = $1 WHERE school_id = $2 AND id = $3");
    let touched = work.run(update.bind_all((until, work.school, id))).await?;
    one_row(touched)?;
    work.note(match until {
        Some(until) => Event::ClassClosed { class: id, until },
        None => Event::ClassReopened { class: id },
    });
    Ok(())
}

pub(crate) async fn change_section(
    work: &mut Work,
    _allowed: &Allowed<ChangeSchool>,
    id: SectionId,
    name: &str,
    kind: SectionKind,
    department: DepartmentId,
) -> Result<(), Error> {
    let update = sql("UPDATE sections SET name = $1, kind = $2, department_id = $3 WHERE school_id = $4 AND id = $5");
    let touched = work.run(update.bind_all((name, kind.code(), department, work.school, id))).await?;
    one_row(touched)?;
    work.note(Event::SectionChanged { section: id, name, kind });
    Ok(())
}
