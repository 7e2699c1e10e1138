//! What stands in the registers of the invented school: an incident that was mended, proposals that were approved, letters, a training
//! with who attended, and a praise. None of it waits for anybody: whoever signs in finds their own page as if there were no registers.
//! There is no case of a violation, for it would be known to those alone whom it names.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, NaiveTime, TimeDelta};
use domain::{
    days::{self, Timestamp, day_of},
    facts::Facts,
    people::{PersonId, Position},
    registers::{ColumnKind, EntryForm, EntryId, MoveForm, RegisterKind},
    vietnamese,
};

use crate::{
    error::{Error, internal},
    facts::FactStore,
    registers,
    values::new_id,
    work::Work,
};

/// Who does something.
#[derive(Clone, Copy)]
enum Who {
    Principal,
    /// The first of the vice principals.
    Vice,
    Team,
    /// The first teacher of this class.
    Of(&'static str),
}

/// One entry and what became of it.
struct Told {
    kind: RegisterKind,
    by: Who,
    /// How many days before the demo is shown, and at which hour.
    when: (u64, i64),
    /// Column and words. A day is said by its distance from the day on which the demo is shown, people by their classes, each behind
    /// "@".
    says: &'static [(&'static str, &'static str)],
    /// Who took which step with which words, an hour after the one before.
    steps: &'static [(Who, &'static str, &'static str)],
}

const TOLD: [Told; 7] = [
    Told {
        kind: RegisterKind::Incidents,
        by: Who::Of("3B"),
        when: (20, 9),
        says: &[("what", "Máy tính phòng giáo viên không mở được tệp PDF."), ("scope", "one")],
        steps: &[(Who::Team, "working", "Đang xem"), (Who::Team, "done", "Đã cài lại phần mềm đọc PDF, mở được rồi.")],
    },
    Told {
        kind: RegisterKind::Proposals,
        by: Who::Team,
        when: (30, 13),
        says: &[
            ("title", "Xin mẫu kế hoạch giáo dục mới"),
            ("kind", "template"),
            ("why", "Mẫu đang dùng chưa có phần đánh giá cuối chủ đề."),
            ("unit", "Phòng Văn hóa - Xã hội phường Nam Thanh"),
        ],
        steps: &[
            (Who::Principal, "agreed", "Đồng ý gửi"),
            (Who::Team, "sent", "Gửi Phòng Văn hóa - Xã hội phường Nam Thanh, văn bản số 41/TrMNNT"),
        ],
    },
    Told {
        kind: RegisterKind::Proposals,
        by: Who::Of("4C"),
        when: (9, 8),
        says: &[
            ("title", "Sổ theo dõi đồ chơi ngoài trời"),
            ("kind", "content"),
            ("why", "Mỗi tháng một lần, lớp ghi đồ chơi hỏng và đã sửa; tổ trưởng và ban giám hiệu xem."),
        ],
        steps: &[(Who::Principal, "agreed", "Làm từ đầu học kỳ II")],
    },
    Told {
        kind: RegisterKind::Incoming,
        by: Who::Vice,
        when: (15, 8),
        says: &[
            ("subject", "Tăng cường phòng dịch tay chân miệng trong trường học"),
            ("sender", "Ủy ban nhân dân phường Nam Thanh"),
            ("mark", "318/UBND-VHXH"),
            ("dated", "-17"),
            ("came", "-15"),
        ],
        steps: &[(Who::Vice, "passed", "Chuyển y tế học đường, các lớp khử khuẩn đồ chơi trong tuần")],
    },
    Told {
        kind: RegisterKind::Outgoing,
        by: Who::Vice,
        when: (28, 10),
        says: &[
            ("subject", "Đề nghị cập nhật mẫu kế hoạch giáo dục"),
            ("recipient", "Phòng Văn hóa - Xã hội phường Nam Thanh"),
            ("mark", "41/TrMNNT"),
            ("dated", "-28"),
            ("signer", "Hiệu trưởng"),
        ],
        steps: &[(Who::Vice, "sent", "Gửi qua văn thư phường, cùng ngày")],
    },
    Told {
        kind: RegisterKind::Trainings,
        by: Who::Team,
        when: (40, 16),
        says: &[
            ("title", "Nộp giáo án bằng máy tính bảng"),
            ("day", "-40"),
            ("by", "Tổ quản lý phần mềm"),
            ("people", "@3A @3B @4A @5B"),
        ],
        steps: &[(Who::Team, "held", "Bốn cô nộp thử được ngay tại lớp")],
    },
    Told {
        kind: RegisterKind::Commendations,
        by: Who::Vice,
        when: (11, 14),
        says: &[("what", "Nộp giáo án đủ, đúng hạn, giúp lớp bạn khi có người nghỉ"), ("term", "1"), ("people", "@3C")],
        steps: &[(Who::Principal, "agreed", "Biểu dương trong họp hội đồng")],
    },
];

/// One thing that somebody does at a moment.
pub(super) struct Registering {
    pub at: Timestamp,
    pub by: PersonId,
    deed: Deed,
}

enum Deed {
    Enter(RegisterKind, EntryForm),
    Step(RegisterKind, EntryId, MoveForm),
}

/// All of it, the first thing first; nothing of before the school's year began.
pub(super) fn registering(facts: &Facts, until: Timestamp) -> Vec<Registering> {
    let mut all: Vec<Registering> = TOLD.iter().filter_map(|told| deeds(facts, told, until)).flatten().collect();
    all.sort_by_key(|one| one.at);
    all
}

/// `None` for an entry of a day on which it could not be made.
fn deeds(facts: &Facts, told: &Told, until: Timestamp) -> Option<Vec<Registering>> {
    let ((days, hour), today) = (told.when, day_of(until));
    let day = today - Days::new(days);
    let at = days::at(day, NaiveTime::MIN) + TimeDelta::hours(hour);
    if day < facts.calendar().first_day() {
        return None;
    }
    let column = |code: &str| told.kind.register().columns.iter().find(|one| one.code == code);
    let mut typed = BTreeMap::new();
    for (code, words) in told.says {
        typed.insert((*code).to_owned(), value(facts, column(code)?.kind, words, today)?);
    }
    let id: EntryId = new_id();
    let enter = Deed::Enter(told.kind, EntryForm { key: id.to_string(), seen: String::new(), typed });
    let mut deeds = vec![Registering { at, by: holder(facts, told.by, day)?, deed: enter }];
    for (number, (who, to, words)) in (1_u32..).zip(told.steps) {
        let step = MoveForm { to: (*to).to_owned(), seen: number.to_string(), words: (*words).to_owned() };
        let at = at + TimeDelta::hours(i64::from(number));
        deeds.push(Registering { at, by: holder(facts, *who, day)?, deed: Deed::Step(told.kind, id, step) });
    }
    Some(deeds)
}

fn holder(facts: &Facts, who: Who, day: NaiveDate) -> Option<PersonId> {
    let position = match who {
        Who::Principal => Position::Principal,
        Who::Vice => Position::VicePrincipal,
        Who::Team => Position::ManagementTeam,
        Who::Of(class) => Position::Teacher(facts.organisation().classes.iter().find(|one| one.name == class)?.id),
    };
    facts.organisation().holders(position, day).first().map(|one| one.id)
}

/// What stands in a column of this kind.
fn value(facts: &Facts, kind: ColumnKind, words: &'static str, today: NaiveDate) -> Option<String> {
    match kind {
        ColumnKind::Day => Some(vietnamese::date(today.checked_add_signed(TimeDelta::days(words.parse().ok()?))?)),
        ColumnKind::People => {
            let classes = words.split(' ').filter_map(|class| class.strip_prefix('@'));
            let people: Option<Vec<String>> =
                classes.map(|class| holder(facts, Who::Of(class), today).map(|id| id.to_string())).collect();
            people.map(|people| people.join(","))
        }
        ColumnKind::Line { .. }
        | ColumnKind::Text { .. }
        | ColumnKind::Choice(_)
        | ColumnKind::Person
        | ColumnKind::Adviser
        | ColumnKind::Units
        | ColumnKind::Records
        | ColumnKind::Known => Some(words.to_owned()),
    }
}

impl Registering {
    /// Does it, as its page does.
    pub async fn play(&self, work: &mut Work, store: &FactStore) -> Result<(), Error> {
        let done = match &self.deed {
            Deed::Enter(kind, form) => registers::enter(work, store, *kind, form).await?.map(drop),
            Deed::Step(kind, id, form) => registers::take_proved_step(work, store, (*kind, *id), form).await?,
        };
        done.map_err(|errors| internal("the demo", &format!("{errors:?}")))
    }
}
