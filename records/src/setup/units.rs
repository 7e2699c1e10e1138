//! Departments, classes and sections as they were planned; nothing goes that somebody still holds.

use domain::{
    days::day_of,
    ids::Id,
    people::{Appointment, ClassGroupId, DepartmentId, Organisation, Position, SectionId, SectionKind},
    refusal::Refusal,
    units::{UnitDiff, UnitsPlan},
};
use uuid::Uuid;

use crate::{error::Error, events::Event, people, sql::sql, work::Work};

/// Makes the structure the planned one. While the school is not `open` yet, record types of what goes, go too.
///
/// # Errors
/// `Refused` where a unit that should go is still held by somebody or has records.
pub async fn arrange_units(work: &mut Work, plan: &UnitsPlan, open: bool) -> Result<(), Error> {
    let now = people::organisation(work, None).await?;
    let diff = plan.against(&now);
    refuse_held(work, &now, &diff, open).await?;
    make_room_for_names(work, plan, &diff, &now).await?;
    let departments = departments(work, plan, &diff, &now).await?;
    for (known, name, at) in &diff.classes {
        class(work, &now, *known, name, departments[*at]).await?;
    }
    for (known, name, at) in &diff.sections {
        section(work, &now, *known, name, departments[*at]).await?;
    }
    for id in &diff.gone_classes {
        let (school, id) = (work.school, *id);
        if has_past(work, id).await? {
            people::end_class(work, id, Some(day_of(work.now))).await?;
            continue;
        }
        work.tx.run(sql("DELETE FROM turns WHERE school_id = $1 AND class_id = $2").bind(school).bind(id)).await?;
        work.tx.run(sql("DELETE FROM classes WHERE school_id = $1 AND id = $2").bind(school).bind(id)).await?;
        work.note(Event::ClassRemoved { class: id });
    }
    for id in &diff.gone_sections {
        remove_types(work, *id).await?;
        work.tx.run(sql("DELETE FROM sections WHERE school_id = $1 AND id = $2").bind(work.school).bind(*id)).await?;
        work.note(Event::SectionRemoved { section: *id });
    }
    for id in &diff.gone_departments {
        remove_types(work, *id).await?;
        work.tx.run(sql("DELETE FROM departments WHERE school_id = $1 AND id = $2").bind(work.school).bind(*id)).await?;
        work.note(Event::DepartmentRemoved { department: *id });
    }
    Ok(())
}

/// Only reached where nothing was handed in and, in an open school, no type names the unit.
async fn remove_types<Of>(work: &mut Work, owner: Id<Of>) -> Result<(), Error> {
    work.tx
        .run(sql("DELETE FROM record_types WHERE school_id = $1 AND owed_by_id = $2").bind(work.school).bind(owner))
        .await
        .map(drop)
}

async fn refuse_held(work: &mut Work, now: &Organisation, diff: &UnitDiff, open: bool) -> Result<(), Error> {
    for id in &diff.gone_classes {
        let name = now.class(*id).map(|one| one.title()).unwrap_or_default();
        refuse_taught(work, now, *id, name).await?;
    }
    for id in &diff.gone_sections {
        let name = now.section(*id).map(|one| format!("Bộ phận {}", one.name)).unwrap_or_default();
        refuse_one(work, now, id.uuid(), name, open).await?;
    }
    for id in &diff.gone_departments {
        let name = now.department(*id).map(|one| format!("Tổ {}", one.name)).unwrap_or_default();
        for class in now.classes.iter().filter(|class| class.department == *id) {
            let stays = diff.classes.iter().any(|(known, ..)| *known == Some(class.id));
            if !stays && has_past(work, class.id).await? {
                let reason =
                    format!("lớp {} của tổ này đã có hồ sơ hoặc người dạy nên tổ phải còn; đổi tên tổ thì được", class.name);
                return Err(Error::Refused(Refusal::Field { field: name, reason }));
            }
        }
        refuse_one(work, now, id.uuid(), name, open).await?;
    }
    Ok(())
}

/// Whether anybody ever taught the class, or handed something in for it: then it is closed and keeps its past.
async fn has_past(work: &mut Work, class: ClassGroupId) -> Result<bool, Error> {
    let taught: Option<(Uuid,)> = work
        .tx
        .optional(sql("SELECT id FROM appointments WHERE school_id = $1 AND unit_id = $2 LIMIT 1").bind(work.school).bind(class))
        .await?;
    let handed_in: Option<(Uuid,)> = work
        .tx
        .optional(
            sql("SELECT o.id FROM obligations o JOIN submission_summaries s ON s.school_id = o.school_id AND s.obligation_id = o.id \
             WHERE o.school_id = $1 AND o.owner_id = $2 LIMIT 1")
                .bind(work.school)
                .bind(class),
        )
        .await?;
    Ok(taught.is_some() || handed_in.is_some())
}

/// A class that somebody teaches today or will teach is not taken away under them.
async fn refuse_taught(work: &mut Work, now: &Organisation, class: ClassGroupId, field: String) -> Result<(), Error> {
    let today = day_of(work.now);
    let teaches = |one: &&Appointment| one.position == Position::Teacher(class) && one.until.is_none_or(|until| today < until);
    let Some(held) = now.appointments.iter().find(teaches) else { return Ok(()) };
    let who = now.person(held.person).map(|one| format!("{} {}", one.honorific.word(), one.name)).unwrap_or_default();
    let reason = format!("đang có {who} phụ trách nên chưa bỏ được; cho kết thúc phân công ở trang Cán bộ trước, hoặc đổi tên lớp");
    Err(Error::Refused(Refusal::Field { field, reason }))
}

async fn refuse_one(work: &mut Work, now: &Organisation, unit: Uuid, field: String, open: bool) -> Result<(), Error> {
    let held: Option<(Uuid,)> = work
        .tx
        .optional(
            sql("SELECT person_id FROM appointments WHERE school_id = $1 AND unit_id = $2 LIMIT 1").bind(work.school).bind(unit),
        )
        .await?;
    if let Some((person,)) = held {
        let who = now.person(Id::new(person)).map(|one| format!("{} {}", one.honorific.word(), one.name)).unwrap_or_default();
        let reason = format!("đang có {who} phụ trách nên chưa bỏ được; đổi phân công trước, hoặc đổi tên");
        return Err(Error::Refused(Refusal::Field { field, reason }));
    }
    let handed_in: Option<(Uuid,)> = work
        .tx
        .optional(sql("SELECT o.id FROM obligations o JOIN submission_summaries s ON s.school_id = o.school_id AND s.obligation_id = o.id \
             WHERE o.school_id = $1 AND (o.owner_id = $2 OR o.department_id = $2) LIMIT 1")
            .bind(work.school).bind(unit))
        .await?;
    if handed_in.is_some() {
        let reason = "đã có hồ sơ nộp rồi nên không bỏ được; đổi tên thì được, hồ sơ đi theo".to_owned();
        return Err(Error::Refused(Refusal::Field { field, reason }));
    }
    let owes: Option<(String,)> = work
        .tx
        .optional(
            sql("SELECT name FROM record_types WHERE school_id = $1 AND owed_by_id = $2 LIMIT 1").bind(work.school).bind(unit),
        )
        .await?;
    match owes.filter(|_| open) {
        Some((name,)) => {
            let reason = format!("đang giữ loại hồ sơ “{name}” nên không bỏ được; đổi tên thì được");
            Err(Error::Refused(Refusal::Field { field, reason }))
        }
        None => Ok(()),
    }
}

/// Names are unique: two classes that swap theirs need a third name in between.
async fn make_room_for_names(work: &mut Work, plan: &UnitsPlan, diff: &UnitDiff, now: &Organisation) -> Result<(), Error> {
    for (known, planned) in diff.departments.iter().zip(&plan.departments) {
        if let Some(one) = known.and_then(|id| now.department(id)).filter(|one| one.name != planned.name) {
            let clear = sql("UPDATE departments SET name = $1 WHERE school_id = $2 AND id = $3");
            work.tx.run(clear.bind(one.id.to_string()).bind(work.school).bind(one.id)).await?;
        }
    }
    for (known, name, _) in &diff.classes {
        if let Some(one) = known.and_then(|id| now.class(id)).filter(|one| one.name != *name) {
            let clear = sql("UPDATE classes SET name = $1 WHERE school_id = $2 AND id = $3");
            work.tx.run(clear.bind(one.id.to_string()).bind(work.school).bind(one.id)).await?;
        }
    }
    for (known, name, _) in &diff.sections {
        if let Some(one) = known.and_then(|id| now.section(id)).filter(|one| one.name != *name) {
            let clear = sql("UPDATE sections SET name = $1 WHERE school_id = $2 AND id = $3");
            work.tx.run(clear.bind(one.id.to_string()).bind(work.school).bind(one.id)).await?;
        }
    }
    // What goes keeps no name that something new wants.
    for id in &diff.gone_departments {
        let clear = sql("UPDATE departments SET name = $1 WHERE school_id = $2 AND id = $3");
        work.tx.run(clear.bind(id.to_string()).bind(work.school).bind(*id)).await?;
    }
    Ok(())
}

/// The ids of the planned departments, in their order.
async fn departments(work: &mut Work, plan: &UnitsPlan, diff: &UnitDiff, now: &Organisation) -> Result<Vec<DepartmentId>, Error> {
    let mut ids = Vec::new();
    for ((known, planned), sort_order) in diff.departments.iter().zip(&plan.departments).zip(1_i64..) {
        let id = match known {
            Some(id) => *id,
            None => people::add_department(work, &planned.name, planned.kind).await?,
        };
        let same = now
            .department(id)
            .is_some_and(|one| one.name == planned.name && one.kind == planned.kind && one.sort_order == sort_order);
        if !same {
            let change = sql("UPDATE departments SET name = $1, kind = $2, sort_order = $3 WHERE school_id = $4 AND id = $5");
            work.tx
                .run(change.bind(planned.name.as_str()).bind(planned.kind.code()).bind(sort_order).bind(work.school).bind(id))
                .await?;
            work.note(Event::DepartmentChanged { department: id, name: &planned.name, kind: planned.kind });
        }
        ids.push(id);
    }
    Ok(ids)
}

async fn class(
    work: &mut Work,
    now: &Organisation,
    known: Option<ClassGroupId>,
    name: &str,
    department: DepartmentId,
) -> Result<(), Error> {
    match known {
        None => people::add_class(work, name, department).await.map(drop),
        Some(id) => {
            let before = now.class(id);
            if before.is_some_and(|one| one.until.is_some()) {
                people::end_class(work, id, None).await?;
            }
            if before.is_some_and(|one| one.name == name && one.department == department) {
                return Ok(());
            }
            people::change_class(work, id, name, department).await
        }
    }
}

async fn section(
    work: &mut Work,
    now: &Organisation,
    known: Option<SectionId>,
    name: &str,
    department: DepartmentId,
) -> Result<(), Error> {
    match known {
        None => people::add_section(work, name, SectionKind::of_name(name), department).await.map(drop),
        Some(id) => match now.section(id) {
            Some(one) if one.name == name && one.department == department => Ok(()),
            one => {
                // A new name that says nothing of its duty leaves the duty as it was.
                let kind = match SectionKind::of_name(name) {
                    SectionKind::Other => one.map_or(SectionKind::Other, |one| one.kind),
                    kind => kind,
                };
                people::change_section(work, id, name, kind, department).await
            }
        },
    }
}
