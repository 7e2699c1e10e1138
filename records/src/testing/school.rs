//! A school that is small enough to know everybody: "Trường Mầm non Hoa Sen", with two classes and six people.

use std::sync::Arc;

use chrono::NaiveDate;
use domain::{
    calendar::{CalendarParts, SchoolCalendar},
    days::Timestamp,
    deadlines::{DueRule, Hours},
    facts::Facts,
    files::{FileKind, FileName, Sha256, StoredFile},
    names::PersonName,
    obligations::{Obligation, ObligationId, Reason},
    people::{ClassGroupId, DepartmentId, DepartmentKind, Honorific, PersonId, Position, SchoolId, SectionId, SectionKind},
    record_types::{ApprovalRoute, OwedBy, Readers, RecordType, Recurrence, RuleVersion, STARTER_SET, Sensitivity, StarterOwner},
    school_years::{YearForm, YearId},
    staff::{AppointmentForm, EndForm},
    submissions::Submission,
};
use uuid::Uuid;

use super::{TestDatabase, allowed};
use crate::{
    FactStore, accounts,
    error::{AfterLook, Checked, Error},
    events, exemptions, facts, new_id, obligations, people, record_types, school_years, schools, staff,
    submissions::{self, HandIn},
    units,
    work::Work,
};

/// The school and its people, by the names under which stories are told.
#[derive(Clone, Debug)]
pub struct SmallSchool {
    /// Where it is kept.
    pub database: TestDatabase,
    /// Its facts, as a server keeps them.
    pub store: FactStore,
    /// The school.
    pub id: SchoolId,
    /// 2026–2027, counted from 30 October: week 9 is the first that is owed.
    pub year: YearId,
    /// Mẫu giáo, headed by cô Ấm.
    pub department: DepartmentId,
    /// Y tế học đường, held by cô Hoà.
    pub health: SectionId,
    /// Of cô Hoa and cô Thảo.
    pub class_4a: ClassGroupId,
    /// Of cô Thủy.
    pub class_4b: ClassGroupId,
    /// Hiệu trưởng.
    pub nguyet: PersonId,
    /// Tổ trưởng.
    pub am: PersonId,
    /// Giáo viên 4A.
    pub hoa: PersonId,
    /// Giáo viên 4A.
    pub thao: PersonId,
    /// Giáo viên 4B.
    pub thuy: PersonId,
    /// Y tế.
    pub hoa_y_te: PersonId,
}

/// Who works there: name, user name.
const PEOPLE: [(&str, &str); 6] = [
    ("Nguyễn Thị Minh Nguyệt", "nguyet"),
    ("Lê Thị Ấm", "am"),
    ("Nguyễn Thị Hoa", "hoa"),
    ("Vũ Thị Phương Thảo", "thao"),
    ("Đặng Thị Thanh Thủy", "thuy"),
    ("Phạm Thị Hoà", "hoayte"),
];

/// The Monday of week 1.
pub fn first_week() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 9, 7).expect("a day")
}

/// The calendar as it stands before a story changes it.
pub fn calendar() -> CalendarParts {
    CalendarParts::starting("2026-2027", first_week())
}

/// From which day the school counts.
pub fn counts_from() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, 30).expect("a day")
}

impl SmallSchool {
    /// Sets it up through the use cases of the first set-up, one piece of work.
    pub async fn found(database: &TestDatabase) -> Self {
        let id = schools::found(database, "Trường Mầm non Hoa Sen").await.expect("the school is founded");
        let (keep, store) = (database.clone(), FactStore::default());
        let task = async move |work: &mut Work| fill(work, keep, store, id).await;
        database.write(id, None, task).await.expect("the school is set up")
    }

    /// What is known of it now.
    pub async fn facts(&self) -> Arc<Facts> {
        let store = self.store.clone();
        let facts = self.database.read(self.id, None, async move |work: &mut Work| store.facts(work).await);
        facts.await.expect("the facts are there")
    }

    /// The record of this title: "Giáo án tuần 10 · Lớp 4A".
    pub async fn record(&self, title: &str) -> Obligation {
        let facts = self.facts().await;
        let found = facts.obligations.iter().find(|one| facts.title(one) == title);
        found.unwrap_or_else(|| panic!("no record {title}")).clone()
    }

    /// What is known of it now, by whoever has followed it and by whoever has just come.
    pub async fn known(&self) -> Arc<Facts> {
        let followed = self.facts().await;
        let fresh = async |work: &mut Work| crate::facts::load_now(work).await;
        assert_eq!(*followed, self.database.read(self.id, None, fresh).await.expect("the facts are there"));
        followed
    }

    /// When the record of this title is due.
    pub async fn due(&self, title: &str) -> String {
        self.record(title).await.due_day().expect("it has a due day").to_string()
    }

    /// Gives up the weekly lesson plans, or takes them up again: their records are closed, and owed again.
    pub async fn retire_plans(&self, retired: bool) -> events::Brought {
        let year = self.year;
        let task = async move |work: &mut Work| {
            let types = record_types::all(work).await?;
            let plan = types.iter().find(|one| one.code == "giao-an").unwrap();
            record_types::change(work, &allowed(), &RecordType { retired, ..plan.clone() }).await?;
            bring(work, year, "Trường bỏ giáo án tuần").await
        };
        self.database.write(self.id, Some(self.nguyet), task).await.unwrap()
    }

    /// The principal enters the calendar of 2027–2028, which takes over four weeks before 6 September 2027.
    pub async fn enters_next_year(&self) {
        let next = SchoolCalendar::new(CalendarParts::starting("2027-2028", "2027-09-06".parse().unwrap())).unwrap();
        let enter = async move |work: &mut Work| school_years::change_next(work, &YearForm::of(&next), "").await;
        let entered = self.database.write(self.id, Some(self.nguyet), enter).await.unwrap();
        assert_eq!(entered, AfterLook::Made);
    }

    /// `person` hands in now, as by a form that was opened for it.
    pub async fn hand_in(&self, person: PersonId, title: &str) -> Result<Submission, Error> {
        let obligation = self.record(title).await.id;
        self.send(person, self.form(obligation)).await
    }

    /// A filled form, with one file and a fresh key, arriving now.
    pub fn form(&self, obligation: ObligationId) -> HandIn {
        HandIn {
            obligation,
            key: Uuid::new_v4(),
            note: String::new(),
            files: vec![paper("Giáo án.docx", 1)],
            arrived: self.database.hand.shows(),
            received_at: self.database.hand.shows(),
        }
    }

    /// Sends a form as the server does.
    pub fn send(&self, person: PersonId, form: HandIn) -> impl Future<Output = Result<Submission, Error>> + Send + use<> {
        let store = self.store.clone();
        self.database.write(self.id, Some(person), async move |work: &mut Work| submissions::hand_in(work, &store, form).await)
    }

    /// `by` exempts a record, as the page of the record does.
    pub fn exempt(&self, by: PersonId, id: ObligationId, reason: &str) -> impl Future<Output = Result<(), Error>> + Send + use<> {
        let (store, reason) = (self.store.clone(), Reason::parse(reason).expect("a reason"));
        self.database.write(self.id, Some(by), async move |work: &mut Work| exemptions::exempt(work, &store, id, &reason).await)
    }

    /// `by` takes an exemption back.
    pub fn end_exemption(
        &self,
        by: PersonId,
        id: ObligationId,
        reason: &str,
    ) -> impl Future<Output = Result<(), Error>> + Send + use<> {
        let (store, reason) = (self.store.clone(), Reason::parse(reason).expect("a reason"));
        self.database
            .write(self.id, Some(by), async move |work: &mut Work| exemptions::end_exemption(work, &store, id, &reason).await)
    }

    /// `by` enters a position of `person` from a day on, dd/MM/yyyy, as the page of the person does.
    pub fn enter(
        &self,
        by: PersonId,
        person: PersonId,
        post: &str,
        place: &str,
        from: &str,
    ) -> impl Future<Output = Result<Checked, Error>> + Send + use<> {
        let (post, place, from) = (post.to_owned(), place.to_owned(), from.to_owned());
        let (store, form) = (self.store.clone(), AppointmentForm { post, place, from, reason: String::new() });
        self.database.write(self.id, Some(by), async move |work: &mut Work| staff::add_positions(work, &store, person, &form).await)
    }

    /// `by` ends a position of `person` on a day, dd/MM/yyyy, as the page of the person does.
    pub async fn end_position(&self, by: PersonId, person: PersonId, position: Position, until: &str) {
        let (store, form) = (
            self.store.clone(),
            EndForm { until: until.to_owned(), reason: "Quyết định đến muộn".to_owned(), ..EndForm::default() },
        );
        let task = async move |work: &mut Work| {
            let held = people::held(work, person).await?;
            let (id, _) = held.iter().find(|(_, one)| one.position == position).ok_or(Error::NotFound)?;
            staff::end_position(work, &store, person, *id, &form).await
        };
        self.database.write(self.id, Some(by), task).await.expect("it is theirs to end").expect("the form is taken");
    }

    /// The principal changes the calendar, and what is owed follows.
    pub async fn change_calendar(&self, parts: CalendarParts, reason: &'static str) -> events::Brought {
        let year = self.year;
        let task = async move |work: &mut Work| {
            let calendar = SchoolCalendar::new(parts).expect("a calendar");
            school_years::keep(work, &allowed(), &calendar, counts_from(), None).await?;
            bring(work, year, reason).await
        };
        self.database.write(self.id, Some(self.nguyet), task).await.expect("the calendar is kept")
    }

    /// Puts the clock: "2026-11-06T16:58:00+07:00".
    pub fn at(&self, instant: &str) -> Timestamp {
        let instant = instant.parse().expect("an instant");
        self.database.hand.set(instant);
        instant
    }
}

/// Brings what is owed up to what this work has changed.
pub async fn bring(work: &mut Work, year: YearId, reason: &str) -> Result<events::Brought, Error> {
    let revision = work.revision().await?;
    let facts = facts::load(work, revision).await?;
    obligations::bring_up_to_date(work, year, &facts, reason).await
}

/// `person` signs in with the password that they have.
pub async fn sign_in(work: &mut Work, person: PersonId, id_hash: &[u8]) -> Result<(), Error> {
    let account = accounts::of_person(work, person).await?;
    accounts::begin_session(work, &account, id_hash).await
}

/// A file in the store, told from others by a number.
pub fn paper(name: &str, number: u8) -> StoredFile {
    StoredFile {
        name: FileName::clean(name),
        size: 1_000 + u64::from(number),
        sha256: Sha256::new([number; 32]),
        kind: FileKind::Docx,
    }
}

async fn fill(work: &mut Work, database: TestDatabase, store: FactStore, id: SchoolId) -> Result<SmallSchool, Error> {
    let department = units::add_department(work, &allowed(), "Mẫu giáo", DepartmentKind::Teaching).await?;
    let bureau = units::add_department(work, &allowed(), "Văn phòng", DepartmentKind::Office).await?;
    let health = units::add_section(work, &allowed(), "Y tế học đường", SectionKind::Health, bureau).await?;
    let class_4a = units::add_class(work, &allowed(), "4A", department).await?;
    let class_4b = units::add_class(work, &allowed(), "4B", department).await?;
    let mut staff = Vec::new();
    for (name, username) in PEOPLE {
        let name = PersonName::parse(name).expect("a name");
        let person = people::add_person(work, &allowed(), &name, Honorific::Co, None).await?;
        accounts::open(work, &allowed(), person, username, "$argon2id$", false).await?;
        staff.push(person);
    }
    let [nguyet, am, hoa, thao, thuy, hoa_y_te] = staff[..] else { panic!("six people") };
    for (person, position) in [
        (nguyet, Position::Principal),
        (am, Position::Head(department)),
        (hoa, Position::Teacher(class_4a)),
        (thao, Position::Teacher(class_4a)),
        (thuy, Position::Teacher(class_4b)),
        (hoa_y_te, Position::SectionHolder(health)),
    ] {
        people::appoint(work, &allowed(), person, position, first_week(), "01/QĐ-MNHS").await?;
    }
    let calendar = SchoolCalendar::new(calendar()).expect("a calendar");
    let year = school_years::keep(work, &allowed(), &calendar, counts_from(), None).await?;
    rules(work, health).await?;
    bring(work, year, "Mở năm học").await?;
    Ok(SmallSchool { database, store, id, year, department, health, class_4a, class_4b, nguyet, am, hoa, thao, thuy, hoa_y_te })
}

/// Giáo án, kế hoạch tuần and tư liệu of each class, and the health book.
async fn rules(work: &mut Work, health: SectionId) -> Result<(), Error> {
    let wanted = |code: &str| matches!(code, "giao-an" | "ke-hoach-tuan" | "tu-lieu" | "y-te");
    for (sort_order, starter) in (1..).zip(STARTER_SET.iter().filter(|one| wanted(one.code))) {
        let owed_by = match starter.owed_by {
            StarterOwner::Health => OwedBy::Section(health),
            _ => OwedBy::EachClass,
        };
        record_types::add(work, &allowed(), &weekly(starter.code, starter.short, owed_by, starter.demo_due, sort_order)).await?;
    }
    let version = RuleVersion::first(new_id(), Hours::default());
    record_types::add_rules(work, &allowed(), &version, &Default::default(), "").await
}

/// A type that is owed every week.
pub fn weekly(code: &str, name: &str, owed_by: OwedBy, due: DueRule, sort_order: i64) -> RecordType {
    RecordType {
        id: new_id(),
        code: code.to_owned(),
        name: name.to_owned(),
        short: name.to_owned(),
        owed_by,
        recurrence: Recurrence::EachWeek,
        approval_route: ApprovalRoute::Department,
        sensitivity: Sensitivity::Ordinary,
        readers: Readers::NOBODY,
        purpose: String::new(),
        sort_order,
        retired: false,
        due,
    }
}
