//! Whether a unit may go: none does that somebody holds, for which something was handed in, or by which a type is owed.

use chrono::NaiveDate;

use super::UnitDiff;
use crate::{
    people::{ClassGroup, ClassGroupId, DepartmentId, Organisation, PersonId, Position, SectionId},
    refusal::Refusal,
    setup::Phase,
};

/// What a department or section has left behind in the records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitTraces {
    /// Something was handed in for it or within it.
    pub has_hand_ins: bool,
    /// The name of a type of records that is owed by it alone.
    pub record_type: Option<String>,
}

impl UnitDiff {
    /// The classes of a department, closed ones too, that are in no department of the plan.
    pub fn left_behind<'o>(&self, now: &'o Organisation, department: DepartmentId) -> impl Iterator<Item = &'o ClassGroup> {
        let stays = |class: &ClassGroup| self.classes.iter().any(|(known, ..)| *known == Some(class.id));
        now.classes.iter().filter(move |class| class.department == department && !stays(class))
    }
}

/// A class that somebody teaches on `today` or will teach is not taken away under them.
///
/// # Errors
/// `Refusal::Field` with who teaches it.
pub fn check_class_goes(now: &Organisation, class: ClassGroupId, today: NaiveDate) -> Result<(), Refusal> {
    let teaches = |position, until: Option<NaiveDate>| position == Position::Teacher(class) && until.is_none_or(|day| today < day);
    let held = now.appointments.iter().find(|one| teaches(one.position, one.until)).map(|one| one.person);
    // Whoever waits to teach it would find no class once that is confirmed.
    let waits = || now.waiting.iter().find(|one| teaches(one.position, None)).map(|one| one.person);
    let Some(held) = held.or_else(waits) else { return Ok(()) };
    let field = now.class(class).map(ClassGroup::title).unwrap_or_default();
    let who = holder(now, held);
    let reason = format!("đang có {who} phụ trách nên chưa bỏ được; cho kết thúc phân công ở trang Cán bộ trước, hoặc đổi tên lớp");
    Err(Refusal::Field { field, reason })
}

/// A section goes that nobody holds or has held, that has left no hand-ins, and by which an open school has no type owed.
///
/// # Errors
/// `Refusal::Field` with what keeps it.
pub fn check_section_goes(now: &Organisation, section: SectionId, traces: &UnitTraces, phase: Phase) -> Result<(), Refusal> {
    let field = now.section(section).map(|one| format!("Bộ phận {}", one.name)).unwrap_or_default();
    check_goes(now, |position| position == Position::SectionHolder(section), traces, phase, field)
}

/// A department goes as a section does, and only where it leaves no class behind `with_past`: one that was taught, or for
/// which something was handed in.
///
/// # Errors
/// `Refusal::Field` with what keeps it.
pub fn check_department_goes(
    now: &Organisation,
    department: DepartmentId,
    with_past: Option<&ClassGroup>,
    traces: &UnitTraces,
    phase: Phase,
) -> Result<(), Refusal> {
    let field = now.department(department).map(|one| format!("Tổ {}", one.name)).unwrap_or_default();
    if let Some(class) = with_past {
        let reason = format!("lớp {} của tổ này đã có hồ sơ hoặc người dạy nên tổ phải còn; đổi tên tổ thì được", class.name);
        return Err(Refusal::Field { field, reason });
    }
    let is_of =
        |position| [Position::Head(department), Position::DeputyHead(department), Position::Member(department)].contains(&position);
    check_goes(now, is_of, traces, phase, field)
}

fn check_goes(
    now: &Organisation,
    is_of: impl Fn(Position) -> bool,
    traces: &UnitTraces,
    phase: Phase,
    field: String,
) -> Result<(), Refusal> {
    let held = now.appointments.iter().find(|one| is_of(one.position)).map(|one| one.person);
    let waits = || now.waiting.iter().find(|one| is_of(one.position)).map(|one| one.person);
    let reason = if let Some(held) = held.or_else(waits) {
        format!("đang có {} phụ trách nên chưa bỏ được; đổi phân công trước, hoặc đổi tên", holder(now, held))
    } else if traces.has_hand_ins {
        "đã có hồ sơ nộp rồi nên không bỏ được; đổi tên thì được, hồ sơ đi theo".to_owned()
    } else if let Some(name) = traces.record_type.as_ref().filter(|_| phase.is_open()) {
        format!("đang giữ loại hồ sơ “{name}” nên không bỏ được; đổi tên thì được")
    } else {
        return Ok(());
    };
    Err(Refusal::Field { field, reason })
}

/// "cô Nguyễn Thị Hoa"
fn holder(now: &Organisation, person: PersonId) -> String {
    now.person(person).map(|one| format!("{} {}", one.honorific.word(), one.name)).unwrap_or_default()
}
