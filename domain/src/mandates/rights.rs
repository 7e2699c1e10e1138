//! "Ai có quyền gì vào ngày …": who could do what on a day, from the appointments as they were known on it, what was lent and who
//! stood in included. What a right is, the rules themselves say: each is asked of each person.

use chrono::NaiveDate;

use super::{mandate::Term, register::Mandates};
use crate::{
    delegations::acting_words,
    ids::{Id, MandateId},
    obligations::owners,
    people::{Appointment, DepartmentId, Organisation, Person, PersonId, Position},
    permissions::{Action, Actor, Credential, RecordFacts, decide, lock_post},
    record_types::{RecordType, Sensitivity},
    regime::Regime,
    staff::what_it_opens,
    vietnamese,
};

/// By what somebody holds something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GivenBy {
    /// By a decision of the register: "Quyết định số 15/QĐ-MNNT ngày 05/09/2026".
    Mandate { id: MandateId, name: String },
    /// In somebody's place: "thay cô Lê Thị Ấm theo Quyết định số 15/QĐ-MNNT", "dạy thay cô Hoa".
    Acting(String),
    /// It names no decision yet.
    Nothing,
}

impl GivenBy {
    /// In a list; "chưa có quyết định" is told and nobody's fault.
    pub fn words(&self) -> &str {
        match self {
            Self::Mandate { name, .. } => name,
            Self::Acting(words) => words,
            Self::Nothing => "chưa có quyết định",
        }
    }
}

/// One thing that somebody holds on the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RightLine {
    /// "Tổ trưởng Mẫu giáo 4–5 tuổi".
    pub title: String,
    /// What it opens, in whole sentences.
    pub opens: String,
    /// "từ 07/09/2026 đến hết 31/05/2027".
    pub days: String,
    pub by: GivenBy,
}

impl RightLine {
    /// In a narrow column: no last day needs no words.
    pub fn brief_days(&self) -> &str {
        self.days.strip_suffix(Term::NO_LAST_DAY).unwrap_or(&self.days).trim_end()
    }
}

/// What one person holds on the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRights {
    pub person: PersonId,
    /// The name, told apart from others.
    pub name: String,
    /// The highest of the positions that are their own.
    pub highest: Option<Position>,
    pub lines: Vec<RightLine>,
}

/// One right, and who has it on the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RightHolders {
    /// "Đổi cài đặt của trường".
    pub right: String,
    /// In the order of names.
    pub holders: Vec<String>,
}

/// The answer for one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RightsOn {
    pub day: NaiveDate,
    /// Whoever holds anything, in the order of names.
    pub people: Vec<PersonRights>,
    pub rights: Vec<RightHolders>,
    /// How much is held by no decision that the register names.
    pub without_mandate: usize,
}

impl RightsOn {
    /// Everybody as a paper lists them: the leadership first, then the management team and the heads, the rest by name.
    pub fn by_post(&self) -> Vec<&PersonRights> {
        let rank = |one: &&PersonRights| match one.highest {
            Some(Position::Principal) => 0,
            Some(Position::VicePrincipal) => 1,
            Some(Position::ManagementTeam) => 2,
            Some(Position::Head(_) | Position::DeputyHead(_)) => 3,
            Some(Position::Teacher(_) | Position::SectionHolder(_) | Position::Member(_)) | None => 4,
        };
        let mut people: Vec<&PersonRights> = self.people.iter().collect();
        people.sort_by_key(rank);
        people
    }
}

/// Who has which right on `day`: `held` are all appointments with their ids, as they are kept.
pub fn rights_on(regime: &Regime, mandates: &Mandates, held: &[(Id<Appointment>, Appointment)], day: NaiveDate) -> RightsOn {
    let organisation = &regime.organisation;
    let people: Vec<PersonRights> =
        organisation.people.iter().filter_map(|person| rights_of(regime, mandates, held, person, day)).collect();
    let actors: Vec<Actor> = people.iter().map(|one| holding(organisation, one.person, day)).collect();
    let holders = |may: &dyn Fn(&Actor) -> bool| {
        let named = people.iter().zip(&actors).filter(|(_, actor)| may(actor));
        named.map(|(one, _)| one.name.clone()).collect::<Vec<_>>()
    };
    let of_school = SCHOOL_WIDE.map(|(right, action)| {
        let may = |actor: &Actor| decide(actor, organisation, action).is_ok();
        RightHolders { right: right.to_owned(), holders: holders(&may) }
    });
    let orders =
        RightHolders { right: "Ra lệnh khóa và mở hồ sơ".to_owned(), holders: holders(&|actor| lock_post(actor).is_ok()) };
    let of_departments = organisation.departments.iter().map(|department| {
        let leads = |actor: &Actor| actor.departments_led().contains(&department.id);
        RightHolders { right: format!("Xem và duyệt hồ sơ tổ {}", department.name), holders: holders(&leads) }
    });
    let fenced = regime.record_types.iter().filter(|one| one.sensitivity != Sensitivity::Ordinary);
    let of_fenced = fenced.map(|one| {
        let opens = |actor: &Actor| opens_all_of(actor, organisation, one);
        RightHolders { right: format!("Mở hồ sơ kín: {}", one.short), holders: holders(&opens) }
    });
    let rights = of_school.into_iter().chain([orders]).chain(of_departments).chain(of_fenced).collect();
    let without_mandate = people.iter().flat_map(|one| &one.lines).filter(|line| line.by == GivenBy::Nothing).count();
    RightsOn { day, people, rights, without_mandate }
}

/// What is asked of everybody, with the words for it.
const SCHOOL_WIDE: [(&str, Action); 6] = [
    ("Đổi cài đặt của trường: lịch, loại hồ sơ, cách duyệt", Action::ChangeSchool),
    ("Xác nhận phân công và mật khẩu cấp lại", Action::ConfirmAppointments),
    ("Quản lý tài khoản, ghi phân công và quyết định", Action::ManageAccounts),
    ("Xem bảng theo dõi của cả trường", Action::SeeDashboard),
    ("Mở hoặc trả lại tệp đang giữ", Action::JudgeHeldFiles),
    ("Xác định giờ của máy chủ", Action::DecideClock),
];

/// The person as they held it on `day`; whether a password waits to be confirmed today says nothing of that.
fn holding(organisation: &Organisation, person: PersonId, day: NaiveDate) -> Actor {
    Actor { credential: Credential::Trusted, ..Actor::of(organisation, person, day) }
}

/// Whether `actor` opens a record of this type, whosever it is.
fn opens_all_of(actor: &Actor, organisation: &Organisation, one: &RecordType) -> bool {
    let department: Option<DepartmentId> = None;
    owners(one.owed_by, organisation).into_iter().any(|owner| {
        let record = RecordFacts { owner, department, sensitivity: one.sensitivity, readers: one.readers, turn: None };
        decide(actor, organisation, Action::OpenRecord(record)).is_ok()
    })
}

fn rights_of(
    regime: &Regime,
    mandates: &Mandates,
    held: &[(Id<Appointment>, Appointment)],
    person: &Person,
    day: NaiveDate,
) -> Option<PersonRights> {
    let organisation = &regime.organisation;
    let title = |position: Position| organisation.titles(&[position]);
    let opens = |position: Position| what_it_opens(position, &regime.record_types, organisation);
    let mut theirs: Vec<&(Id<Appointment>, Appointment)> =
        held.iter().filter(|(_, one)| one.person == person.id && one.holds_on(day)).collect();
    theirs.sort_by_key(|(_, one)| (one.acting.is_some(), one.position, one.from));
    let highest = theirs.iter().filter(|(_, one)| one.acting.is_none()).map(|(_, one)| one.position).min();
    let by = |id: Id<Appointment>, one: &Appointment| match (acting_words(organisation, one), mandates.giving(id)) {
        (Some(words), _) => GivenBy::Acting(words),
        (None, Some(mandate)) => GivenBy::Mandate { id: mandate.id, name: mandate.full_name() },
        (None, None) => GivenBy::Nothing,
    };
    let appointed = theirs.into_iter().map(|(id, one)| RightLine {
        title: title(one.position),
        opens: opens(one.position),
        days: Term { from: one.first_day(), until: one.last_day() }.words(),
        by: by(*id, one),
    });
    let covers = organisation.covers.iter().filter(|one| one.by == person.id && one.rights.contains(day));
    let covered = covers.flat_map(|cover| {
        let positions = organisation.positions(cover.of, day).into_iter();
        let positions = positions.filter(|position| organisation.may_stand_in(person.id, *position, day));
        let words = format!("{} {}", organisation.cover_word(cover.of, day), organisation.name_of(cover.of, day));
        positions.map(move |position| RightLine {
            title: title(position),
            opens: opens(position),
            days: vietnamese::days(cover.rights),
            by: GivenBy::Acting(words.clone()),
        })
    });
    let lines: Vec<RightLine> = appointed.chain(covered).collect();
    let name = organisation.distinct_name(person, Some(day));
    (!lines.is_empty()).then_some(PersonRights { person: person.id, name, highest, lines })
}
