#![allow(clippy::unwrap_used, clippy::expect_used)]
use chrono::NaiveDate;
use domain::{
    inspection::Inspection,
    names::PersonName,
    people::{Honorific, Position, WaitingAppointment},
    staff::AppointmentForm,
};

use super::*;
use crate::{
    new_id,
    testing::{
        TestDatabase, allowed, each_engine,
        school::{SmallSchool, first_week, paper},
    },
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn refused<T>(refusal: impl Into<Refusal>) -> Result<T, Error> {
    Err(Error::Refused(refusal.into()))
}

/// The small school on 2 November 2026, with cô Ấm as vice principal and thầy Định, who is of the management team and nothing else.
struct School {
    small: SmallSchool,
    dinh: PersonId,
}

impl School {
    async fn of(database: &TestDatabase) -> Self {
        let small = SmallSchool::found(database).await;
        let am = small.am;
        let staff = async move |work: &mut Work| {
            let name = PersonName::parse("Phạm Văn Định").unwrap();
            let dinh = people::add_person(work, &allowed(), &name, Honorific::Thay, None).await?;
            accounts::open(work, &allowed(), dinh, "dinh", "$argon2id$", false).await?;
            people::appoint(work, &allowed(), dinh, Position::ManagementTeam, first_week(), "").await?;
            people::appoint(work, &allowed(), am, Position::VicePrincipal, first_week(), "").await?;
            Ok(dinh)
        };
        let dinh = database.write(small.id, None, staff).await.unwrap();
        Self { small, dinh }
    }

    async fn register(&self) -> Mandates {
        self.small.database.read(self.small.id, None, async |work: &mut Work| register(work).await).await.unwrap()
    }

    async fn every(&self) -> Vec<(AppointmentId, Appointment)> {
        self.small.database.read(self.small.id, None, async |work: &mut Work| people::every(work).await).await.unwrap()
    }

    /// The row of what somebody holds, the last to begin.
    async fn held(&self, person: PersonId, position: Position) -> (AppointmentId, Appointment) {
        let mut every = self.every().await;
        every.retain(|(_, one)| one.person == person && one.position == position);
        every.pop().expect("it is held")
    }

    async fn record(&self, by: PersonId, kind: &str, number: &str, days: (&str, &str)) -> Result<MandateId, Error> {
        let form = MandateForm {
            key: new_id::<Mandate>().to_string(),
            kind: kind.to_owned(),
            number: number.to_owned(),
            signed_on: "01/11/2026".to_owned(),
            signer: "Nguyễn Thị Nguyệt, hiệu trưởng".to_owned(),
            about: "Phân công".to_owned(),
            from: days.0.to_owned(),
            until: days.1.to_owned(),
        };
        let store = self.small.store.clone();
        let recorded = async move |work: &mut Work| record(work, &store, &form).await;
        self.small.database.write(self.small.id, Some(by), recorded).await.map(Result::unwrap)
    }

    async fn give(&self, by: PersonId, id: MandateId, person: PersonId, post: &str, place: &str) -> Result<Checked, Error> {
        let appointment = AppointmentForm {
            post: post.to_owned(),
            place: place.to_owned(),
            from: "02/11/2026".to_owned(),
            ..AppointmentForm::default()
        };
        let form = GiveForm { person: person.to_string(), appointment, until: String::new() };
        let store = self.small.store.clone();
        self.small.database.write(self.small.id, Some(by), async move |work: &mut Work| give(work, &store, id, &form).await).await
    }

    async fn end(&self, by: PersonId, id: MandateId, last: &str) -> Result<Checked, Error> {
        let form = MandateEndForm { last: last.to_owned(), reason: "Có quyết định mới".to_owned() };
        let store = self.small.store.clone();
        self.small.database.write(self.small.id, Some(by), async move |work: &mut Work| end(work, &store, id, &form).await).await
    }

    async fn link(&self, by: PersonId, id: MandateId, chosen: Vec<AppointmentId>) -> Result<usize, Error> {
        let store = self.small.store.clone();
        let link = async move |work: &mut Work| super::link(work, &store, id, &chosen).await;
        self.small.database.write(self.small.id, Some(by), link).await
    }

    async fn end_right(&self, by: PersonId, id: MandateId, of: AppointmentId, until: &str) -> Result<Checked, Error> {
        let (store, form) = (self.small.store.clone(), EndForm { until: until.to_owned(), ..EndForm::default() });
        let ends = async move |work: &mut Work| end_right(work, &store, id, of, &form).await;
        self.small.database.write(self.small.id, Some(by), ends).await
    }

    async fn confirm(&self, by: PersonId, id: AppointmentId) -> Result<(), Error> {
        let store = self.small.store.clone();
        let confirm = async move |work: &mut Work| staff::confirm(work, &store, id).await;
        self.small.database.write(self.small.id, Some(by), confirm).await
    }

    async fn waiting(&self) -> Vec<WaitingAppointment> {
        self.small.facts().await.organisation().waiting.clone()
    }

    async fn positions(&self, person: PersonId, on: &str) -> Vec<Position> {
        self.small.facts().await.organisation().positions(person, day(on))
    }
}

#[tokio::test]
async fn what_a_decision_gives_waits_for_the_leadership_and_is_held_on_its_days_alone() {
    each_engine(|database| async move {
        let school = School::of(&database).await;
        let (dinh, nguyet, hoa) = (school.dinh, school.small.nguyet, school.small.hoa);
        let id = school.record(dinh, "management-team", "15/QĐ-MNHS", ("01/11/2026", "31/05/2027")).await.unwrap();
        assert_eq!(school.give(dinh, id, hoa, "management-team", "").await, Ok(Ok(())));
        let [waiting] = school.waiting().await.try_into().expect("one waits");
        assert_eq!((waiting.mandate, waiting.until), (Some(id), Some(day("2027-05-31"))));
        assert!(!school.positions(hoa, "2026-11-02").await.contains(&Position::ManagementTeam));
        assert_eq!(school.confirm(dinh, waiting.id).await, refused(Refusal::ConfirmingNotYours));
        school.confirm(nguyet, waiting.id).await.unwrap();
        let is_member = async |on: &str| school.positions(hoa, on).await.contains(&Position::ManagementTeam);
        assert!(is_member("2026-11-02").await && is_member("2027-05-31").await);
        assert!(!is_member("2026-11-01").await, "nobody knew of it then");
        assert!(!is_member("2027-06-01").await, "the decision is over");
        assert_eq!(school.register().await.giving(waiting.id).map(|one| one.id), Some(id));
        // It is made no longer than its decision.
        let longer = {
            let store = school.small.store.clone();
            let form = EndForm { until: "01/06/2027".to_owned(), ..EndForm::default() };
            let longer = async move |work: &mut Work| staff::end_position(work, &store, hoa, waiting.id, &form).await;
            school.small.database.write(school.small.id, Some(nguyet), longer).await
        };
        let words = longer.unwrap().unwrap_err();
        assert!(words.of("until").is_some_and(|words| words.contains("đến hết 31/05/2027")), "{words:?}");
    })
    .await;
}

#[tokio::test]
async fn nobody_of_the_management_team_gives_themselves_anything_and_nobody_else_records() {
    each_engine(|database| async move {
        let school = School::of(&database).await;
        let (dinh, hoa) = (school.dinh, school.small.hoa);
        let id = school.record(dinh, "positions", "16/QĐ-MNHS", ("01/11/2026", "")).await.unwrap();
        let own = school.give(dinh, id, dinh, "section-holder", "Y tế học đường").await;
        assert_eq!(own, refused(MandateRefusal::OwnRights));
        assert_eq!(school.record(hoa, "positions", "17/QĐ-MNHS", ("01/11/2026", "")).await, refused(MandateRefusal::NotYours));
        assert_eq!(school.give(hoa, id, hoa, "teacher", "4B").await, refused(MandateRefusal::NotYours));
        assert_eq!(school.end(dinh, id, "02/11/2026").await, refused(MandateRefusal::EndingNotYours));
        assert_eq!(school.register().await.rights, []);
    })
    .await;
}

#[tokio::test]
async fn the_end_of_a_decision_takes_what_it_gave_at_once_and_what_waits_by_it_never_begins() {
    each_engine(|database| async move {
        let school = School::of(&database).await;
        let (dinh, nguyet, hoa, thuy) = (school.dinh, school.small.nguyet, school.small.hoa, school.small.thuy);
        let id = school.record(nguyet, "management-team", "15/QĐ-MNHS", ("01/11/2026", "31/05/2027")).await.unwrap();
        assert_eq!(school.give(nguyet, id, hoa, "management-team", "").await, Ok(Ok(())), "the leadership gives at once");
        assert_eq!(school.give(dinh, id, thuy, "management-team", "").await, Ok(Ok(())));
        let waiting = school.waiting().await.pop().unwrap();
        school.small.at("2026-11-10T10:00:00+07:00");
        assert!(school.positions(hoa, "2026-11-10").await.contains(&Position::ManagementTeam));
        assert_eq!(school.end(nguyet, id, "09/11/2026").await, Ok(Ok(())));
        assert!(!school.positions(hoa, "2026-11-10").await.contains(&Position::ManagementTeam), "with the next request");
        assert!(school.positions(hoa, "2026-11-09").await.contains(&Position::ManagementTeam), "what was stays so");
        let after = school.confirm(nguyet, waiting.id).await;
        let name = "Quyết định số 15/QĐ-MNHS".to_owned();
        assert_eq!(after, refused(MandateRefusal::After { name, last: day("2026-11-09") }));
        let again = school.end(nguyet, id, "09/11/2026").await;
        assert_eq!(again, refused(MandateRefusal::Ended { last: day("2026-11-09") }));
    })
    .await;
}

#[tokio::test]
async fn the_last_of_the_leadership_is_not_removed_by_any_decision() {
    each_engine(|database| async move {
        let school = School::of(&database).await;
        let (nguyet, am) = (school.small.nguyet, school.small.am);
        let id = school.record(nguyet, "positions", "18/QĐ-UBND", ("01/11/2026", "")).await.unwrap();
        let vice = school.held(am, Position::VicePrincipal).await.0;
        assert_eq!(school.end_right(nguyet, id, vice, "02/11/2026").await, Ok(Ok(())));
        let principal = school.held(nguyet, Position::Principal).await.0;
        let last = school.end_right(nguyet, id, principal, "02/11/2026").await;
        assert_eq!(last, refused(Refusal::LastOfLeadership { from: day("2026-11-03") }));
        let ended: Vec<AppointmentId> = school.register().await.of(id, Effect::Ends).collect();
        assert_eq!(ended, [vice]);
    })
    .await;
}

#[tokio::test]
async fn an_appointment_names_its_decision_afterwards_and_then_ends_with_it() {
    each_engine(|database| async move {
        let school = School::of(&database).await;
        let (dinh, nguyet) = (school.dinh, school.small.nguyet);
        let (of_dinh, before) = school.held(dinh, Position::ManagementTeam).await;
        assert_eq!(school.register().await.giving(of_dinh), None, "chưa có quyết định");
        let from = domain::vietnamese::date(before.from);
        let late = school.record(nguyet, "management-team", "20/QĐ-MNHS", ("02/11/2026", "")).await.unwrap();
        assert_eq!(school.link(nguyet, late, vec![of_dinh]).await, Ok(0), "it began before that decision");
        let id = school.record(nguyet, "management-team", "15/QĐ-MNHS", (&from, "31/05/2027")).await.unwrap();
        // What has no decision is found by the check of the accounts: he takes himself off that list by none.
        assert_eq!(school.link(dinh, id, vec![of_dinh]).await, refused(MandateRefusal::OwnRights));
        let positions = school.record(dinh, "positions", "16/QĐ-MNHS", (&from, "")).await.unwrap();
        let of_am = school.held(school.small.am, Position::Head(school.small.department)).await.0;
        assert_eq!(school.link(dinh, positions, vec![of_am]).await, refused(MandateRefusal::NamingIsTheLeaderships));
        let of_hoa = school.held(school.small.hoa, Position::Teacher(school.small.class_4a)).await.0;
        assert_eq!(school.link(dinh, positions, vec![of_hoa]).await, Ok(1));
        assert_eq!(school.link(nguyet, id, vec![of_dinh]).await, Ok(1));
        assert_eq!(school.held(dinh, Position::ManagementTeam).await.1.until, Some(day("2027-05-31")));
        assert_eq!(school.register().await.giving(of_dinh).map(|one| one.id), Some(id));
        assert_eq!(school.link(nguyet, id, vec![of_dinh]).await, Ok(0), "each names one decision");
    })
    .await;
}

#[tokio::test]
async fn an_end_that_the_management_team_drafts_waits_and_takes_effect_once_it_is_confirmed() {
    each_engine(|database| async move {
        let school = School::of(&database).await;
        let (dinh, nguyet, am) = (school.dinh, school.small.nguyet, school.small.am);
        let head = Position::Head(school.small.department);
        let of_am = school.held(am, head).await.0;
        // cô Ấm is no longer vice principal: whoever leads the school is not for the management team to change.
        let id = school.record(nguyet, "positions", "21/QĐ-MNHS", ("01/11/2026", "")).await.unwrap();
        let vice = school.held(am, Position::VicePrincipal).await.0;
        assert_eq!(school.end_right(nguyet, id, vice, "02/11/2026").await, Ok(Ok(())));
        school.small.at("2026-11-03T08:00:00+07:00");
        assert_eq!(school.end_right(dinh, id, of_am, "30/11/2026").await, Ok(Ok(())));
        let waiting = school.waiting().await.pop().unwrap();
        assert_eq!((waiting.ends, waiting.until), (Some(of_am), Some(day("2026-11-30"))));
        assert_eq!(school.held(am, head).await.1.until, None, "nothing has changed yet");
        let twice = school.end_right(dinh, id, of_am, "30/11/2026").await.unwrap().unwrap_err();
        assert!(twice.of("until").is_some(), "{twice:?}");
        school.confirm(nguyet, waiting.id).await.unwrap();
        assert_eq!(school.held(am, head).await.1.until, Some(day("2026-11-30")));
        assert!(school.register().await.of(id, Effect::Ends).any(|one| one == of_am));
        assert_eq!(school.waiting().await, []);
    })
    .await;
}

#[tokio::test]
async fn a_picture_of_the_paper_is_kept_once_and_what_can_act_is_not_taken() {
    each_engine(|database| async move {
        let school = School::of(&database).await;
        let (dinh, nguyet) = (school.dinh, school.small.nguyet);
        let id = school.record(nguyet, "positions", "22/QĐ-MNHS", ("01/11/2026", "")).await.unwrap();
        let add = async |name: &str, number: u8, inspection: Inspection| {
            let (store, file) = (school.small.store.clone(), InspectedFile { file: paper(name, number), inspection });
            let add = async move |work: &mut Work| add_scan(work, &store, id, &file).await;
            school.small.database.write(school.small.id, Some(dinh), add).await
        };
        for _ in 0..2 {
            add("qd-22.pdf", 50, Inspection::Clean).await.unwrap();
        }
        let held = Inspection::Held(vec![domain::inspection::Cause::Macros]);
        assert!(matches!(add("qd-22.docm", 51, held).await, Err(Error::Refused(Refusal::Inspection(_)))));
        for number in 52..56 {
            add("trang.jpg", number, Inspection::Clean).await.unwrap();
        }
        assert_eq!(add("trang-6.jpg", 60, Inspection::Clean).await, refused(MandateRefusal::TooManyScans { most: MAX_SCANS }));
        let scans = school.register().await.mandate(id).unwrap().scans.clone();
        assert_eq!((scans.len(), scans[0].name.as_str()), (5, "qd-22.pdf"));
    })
    .await;
}

#[tokio::test]
async fn nothing_of_the_register_is_changed_or_removed() {
    each_engine(|database| async move {
        let school = School::of(&database).await;
        let (nguyet, hoa) = (school.small.nguyet, school.small.hoa);
        let id = school.record(nguyet, "management-team", "15/QĐ-MNHS", ("01/11/2026", "31/05/2027")).await.unwrap();
        school.give(nguyet, id, hoa, "management-team", "").await.unwrap().unwrap();
        school.end(nguyet, id, "30/11/2026").await.unwrap().unwrap();
        for statement in [
            sql("UPDATE mandates SET until_day = NULL"),
            sql("DELETE FROM mandates"),
            sql("UPDATE mandates_ended SET reason = 'x'"),
            sql("DELETE FROM mandates_ended"),
            sql("UPDATE mandate_rights SET effect = 'ends'"),
            sql("DELETE FROM mandate_rights"),
        ] {
            let change = async move |work: &mut Work| work.run(statement).await;
            let changed = school.small.database.write_quietly(school.small.id, None, change).await;
            assert!(changed.is_err(), "{changed:?}");
        }
        assert!(school.register().await.mandate(id).unwrap().ended.is_some());
    })
    .await;
}
