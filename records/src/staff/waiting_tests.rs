#![allow(clippy::unwrap_used, clippy::expect_used)]
use domain::{
    names::PersonName,
    people::Honorific,
    staff::{AppointmentForm, StaffRow},
};

use super::*;
use crate::{
    accounts, people, staff,
    testing::{
        TestDatabase, allowed, each_engine,
        school::{SmallSchool, first_week},
    },
};

const TODAY: &str = "02/11/2026";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn refused<T>(refusal: Refusal) -> Result<T, Error> {
    Err(Error::Refused(refusal))
}

/// The small school with cô Ấm as vice principal and thầy Định, who is of the management team and nothing else.
struct School {
    small: SmallSchool,
    dinh: PersonId,
}

impl School {
    async fn of(database: &TestDatabase) -> Self {
        let small = SmallSchool::found(database).await;
        let (am, health) = (small.am, small.health);
        let staff = async move |work: &mut Work| {
            let name = PersonName::parse("Phạm Văn Định").unwrap();
            let dinh = people::add_person(work, &allowed(), &name, Honorific::Thay, None).await?;
            accounts::open(work, &allowed(), dinh, "dinh", "$argon2id$", false).await?;
            people::appoint(work, &allowed(), dinh, Position::ManagementTeam, first_week(), "").await?;
            people::appoint(work, &allowed(), am, Position::VicePrincipal, first_week(), "").await?;
            // The health book is fenced off, as in the starter set.
            let mut types = crate::record_types::all(work).await?;
            let book = types.iter_mut().find(|one| one.owed_by == domain::record_types::OwedBy::Section(health)).unwrap();
            book.sensitivity = domain::record_types::Sensitivity::Child;
            let update = sql("UPDATE record_types SET sensitivity = $1 WHERE school_id = $2 AND id = $3");
            work.run(update.bind_all((book.sensitivity.code(), work.school, book.id))).await?;
            Ok(dinh)
        };
        let dinh = database.write(small.id, None, staff).await.unwrap();
        Self { small, dinh }
    }

    async fn enter(&self, by: PersonId, person: PersonId, post: &str, place: &str) -> Result<Checked, Error> {
        self.small.enter(by, person, post, place, TODAY).await
    }

    /// Enters for somebody, and what then waits.
    async fn waits(&self, by: PersonId, person: PersonId, post: &str, place: &str) -> WaitingAppointment {
        self.enter(by, person, post, place).await.unwrap().unwrap();
        self.waiting().await.pop().expect("it waits")
    }

    async fn waiting(&self) -> Vec<WaitingAppointment> {
        self.small.facts().await.organisation().waiting.clone()
    }

    async fn positions(&self, person: PersonId) -> Vec<Position> {
        self.small.facts().await.organisation().positions(person, day("2026-11-02"))
    }

    fn confirm(&self, by: PersonId, id: AppointmentId) -> impl Future<Output = Result<(), Error>> + Send + use<> {
        let store = self.small.store.clone();
        self.small.database.write(self.small.id, Some(by), async move |work: &mut Work| confirm(work, &store, id).await)
    }

    fn turn_down(
        &self,
        by: PersonId,
        id: AppointmentId,
        reason: &str,
    ) -> impl Future<Output = Result<Checked, Error>> + Send + use<> {
        let (store, reason) = (self.small.store.clone(), reason.to_owned());
        self.small.database.write(self.small.id, Some(by), async move |work: &mut Work| turn_down(work, &store, id, &reason).await)
    }

    async fn confirm_all(&self, by: PersonId, shown: Vec<AppointmentId>) -> Result<Confirmed, Error> {
        let facts = self.small.facts().await;
        let (now, organisation) = (self.small.database.hand.shows(), facts.organisation());
        let actor = facts.actor(by, now);
        let is_theirs =
            |one: &&WaitingAppointment| shown.contains(&one.id) && decide_confirm(&actor, organisation, one, day_of(now)).is_ok();
        let of_page: Vec<&WaitingAppointment> = organisation.waiting.iter().filter(is_theirs).collect();
        let seen = seen_waiting(&facts.regime, &of_page, day_of(now));
        self.confirm_seen(by, shown, seen).await
    }

    async fn confirm_seen(&self, by: PersonId, shown: Vec<AppointmentId>, seen: String) -> Result<Confirmed, Error> {
        let store = self.small.store.clone();
        let all = async move |work: &mut Work| confirm_all(work, &store, &shown, &seen).await;
        self.small.database.write(self.small.id, Some(by), all).await
    }
}

#[tokio::test]
async fn whoever_manages_accounts_gets_nowhere_by_their_own_hand() {
    each_engine(|database| async move {
        let school = School::of(&database).await;
        let dinh = school.dinh;
        for (post, place) in
            [("section-holder", "Y tế học đường"), ("head", "Văn phòng"), ("teacher", "4A, 4B"), ("member", "Văn phòng")]
        {
            assert_eq!(school.enter(dinh, dinh, post, place).await, Ok(Ok(())), "{post}");
        }
        assert_eq!(school.positions(dinh).await, [Position::ManagementTeam], "nothing of it is in effect");
        assert_eq!(school.waiting().await.len(), 5);
        for waiting in school.waiting().await {
            assert_eq!(school.confirm(dinh, waiting.id).await, refused(Refusal::ConfirmingNotYours));
        }
        let shown = school.waiting().await.iter().map(|one| one.id).collect();
        assert_eq!(school.confirm_all(dinh, shown).await, refused(Refusal::ConfirmingNotYours));
        // Time changes nothing.
        school.small.at("2027-03-01T08:00:00+07:00");
        let facts = school.small.facts().await;
        assert_eq!(facts.organisation().positions(dinh, day("2027-03-01")), [Position::ManagementTeam]);
        // Entered twice it waits once.
        let again = school.enter(dinh, dinh, "head", "Văn phòng").await.unwrap().unwrap_err();
        assert!(again.of("post").is_some(), "{again:?}");
    })
    .await;
}

#[tokio::test]
async fn a_new_person_for_a_fenced_off_post_waits_too_whoever_keeps_the_slip() {
    each_engine(|database| async move {
        let school = School::of(&database).await;
        let (dinh, store) = (school.dinh, school.small.store.clone());
        let row = |name: &str, position: &str, place: &str| StaffRow {
            name: name.to_owned(),
            honorific: "co".to_owned(),
            position: position.to_owned(),
            place: place.to_owned(),
            ..StaffRow::default()
        };
        let rows = [row("Kẻ Thế Thân", "section-holder", "Y tế học đường"), row("Lý Thị Sen", "teacher", "4B")];
        for row in rows {
            let store = store.clone();
            let add = async move |work: &mut Work| staff::add(work, &store, row, "$argon2id$").await;
            school.small.database.write(school.small.id, Some(dinh), add).await.unwrap().unwrap();
        }
        let facts = school.small.facts().await;
        let person = |name: &str| facts.organisation().people.iter().find(|one| one.name.as_str() == name).unwrap().id;
        let (dummy, sen) = (person("Kẻ Thế Thân"), person("Lý Thị Sen"));
        assert_eq!(school.positions(dummy).await, []);
        assert_eq!(school.positions(sen).await, [Position::Teacher(school.small.class_4b)], "the ordinary ones are hers to give");
        let waiting = school.waiting().await.pop().unwrap();
        assert_eq!((waiting.person, waiting.position), (dummy, Position::SectionHolder(school.small.health)));
        assert_eq!(school.confirm(school.small.am, waiting.id).await, Ok(()));
        assert_eq!(school.positions(dummy).await, [Position::SectionHolder(school.small.health)]);
    })
    .await;
}

#[tokio::test]
async fn a_principal_who_makes_herself_head_waits_for_the_vice_principal() {
    each_engine(|database| async move {
        let school = School::of(&database).await;
        let (nguyet, am) = (school.small.nguyet, school.small.am);
        let waiting = school.waits(nguyet, nguyet, "head", "Mẫu giáo").await;
        assert_eq!(school.positions(nguyet).await, [Position::Principal]);
        assert_eq!(school.confirm(nguyet, waiting.id).await, refused(Refusal::OwnAppointment));
        school.small.at("2026-11-02T09:30:00+07:00");
        assert_eq!(school.confirm(am, waiting.id).await, Ok(()));
        let held = async move |work: &mut Work| people::held(work, nguyet).await;
        let held = school.small.database.read(school.small.id, None, held).await.unwrap();
        let (id, appointment) = held.last().unwrap();
        assert_eq!((*id, appointment.position), (waiting.id, Position::Head(school.small.department)));
        let confirmed = "2026-11-02T09:30:00+07:00".parse::<DateTime<Utc>>().unwrap();
        assert_eq!(appointment.known_since, Some(confirmed), "it counts from the confirmation on");
        // For somebody else she does it alone, at once.
        assert_eq!(school.enter(nguyet, school.small.thuy, "deputy-head", "Mẫu giáo").await, Ok(Ok(())));
        assert_eq!(school.waiting().await, []);
        assert_eq!(school.positions(school.small.thuy).await.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn two_tabs_a_second_click_and_a_forged_id() {
    each_engine(|database| async move {
        let school = School::of(&database).await;
        let (dinh, nguyet, am, hoa) = (school.dinh, school.small.nguyet, school.small.am, school.small.hoa);
        let one = school.waits(dinh, hoa, "head", "Văn phòng").await.id;
        // Both of the leadership at the same moment: it begins once.
        let (first, second) = tokio::join!(tokio::spawn(school.confirm(nguyet, one)), tokio::spawn(school.confirm(am, one)));
        assert_eq!((first.unwrap(), second.unwrap()), (Ok(()), Ok(())));
        assert_eq!(school.positions(hoa).await.len(), 2);
        let revision = school.small.facts().await.revision;
        assert_eq!(school.confirm(nguyet, one).await, Ok(()), "a second click");
        assert_eq!(school.small.facts().await.revision, revision);
        assert_eq!(school.turn_down(am, one, "Nhầm người").await, refused(Refusal::ConfirmedMeanwhile), "in the other tab");

        let other = school.waits(dinh, hoa, "management-team", "").await.id;
        assert_eq!(school.turn_down(hoa, other, "Không muốn").await, refused(Refusal::ConfirmingNotYours));
        let empty = school.turn_down(am, other, " . ").await.unwrap().unwrap_err();
        assert!(empty.of("reason").is_some());
        let at = school.small.at("2026-11-02T10:00:00+07:00");
        assert_eq!(school.turn_down(am, other, "Chưa có quyết định").await, Ok(Ok(())));
        assert_eq!(school.turn_down(am, other, "Chưa có quyết định").await, Ok(Ok(())), "twice is once");
        let reason = "Chưa có quyết định".to_owned();
        assert_eq!(school.confirm(nguyet, other).await, refused(Refusal::TurnedDown { at, reason: reason.clone() }));
        let told = async move |work: &mut Work| turned_down(work, hoa).await;
        let told = school.small.database.read(school.small.id, None, told).await.unwrap();
        let (position, from) = (Position::ManagementTeam, day("2026-11-02"));
        assert_eq!(told, [TurnedDown { position, from, by: am, at, reason }]);
        assert_eq!(school.positions(hoa).await.len(), 2);

        let forged = new_id();
        assert_eq!(school.confirm(nguyet, forged).await, Err(Error::NotFound));
        assert_eq!(school.turn_down(nguyet, forged, "Không có").await, Err(Error::NotFound));
        assert_eq!(school.turn_down(hoa, forged, "Không có").await, refused(Refusal::SettingsNotYours));
        assert_eq!(school.confirm(hoa, forged).await, refused(Refusal::ConfirmingNotYours));
    })
    .await;
}

#[tokio::test]
async fn all_at_once_are_those_that_were_shown_and_none_of_ones_own() {
    each_engine(|database| async move {
        let school = School::of(&database).await;
        let (dinh, nguyet, hoa, thuy) = (school.dinh, school.small.nguyet, school.small.hoa, school.small.thuy);
        let shown = vec![
            school.waits(dinh, hoa, "section-holder", "Y tế học đường").await.id,
            school.waits(nguyet, nguyet, "teacher", "4A").await.id,
            school.waits(dinh, thuy, "head", "Văn phòng").await.id,
            new_id(),
        ];
        let later = school.waits(dinh, thuy, "deputy-head", "Mẫu giáo").await.id;
        assert_eq!(school.confirm_all(nguyet, shown.clone()).await, Ok(Confirmed { confirmed: 2, left: 1 }));
        let left: Vec<AppointmentId> = school.waiting().await.iter().map(|one| one.id).collect();
        assert_eq!(left, [shown[1], later], "her own, and the one that came after the page was made");
        assert_eq!(school.confirm_all(nguyet, shown).await, Ok(Confirmed { confirmed: 0, left: 1 }));
    })
    .await;
}

#[tokio::test]
async fn all_at_once_are_confirmed_only_as_they_were_looked_at() {
    each_engine(|database| async move {
        let school = School::of(&database).await;
        let (dinh, nguyet, hoa) = (school.dinh, school.small.nguyet, school.small.hoa);
        let shown = vec![school.waits(dinh, hoa, "head", "Văn phòng").await.id];
        let another = school.confirm_seen(nguyet, shown.clone(), "0123456789abcdef".to_owned()).await;
        assert_eq!(another, refused(MandateRefusal::LookedAtAnother.into()));
        assert_eq!(school.waiting().await.len(), 1, "it waits on");
        assert_eq!(school.confirm_all(nguyet, shown.clone()).await, Ok(Confirmed { confirmed: 1, left: 0 }));
        let second_click = school.confirm_seen(nguyet, shown, String::new()).await;
        assert_eq!(second_click, Ok(Confirmed { confirmed: 0, left: 0 }));
    })
    .await;
}

#[tokio::test]
async fn what_no_longer_fits_is_not_confirmed_and_its_place_is_not_taken_away_under_it() {
    each_engine(|database| async move {
        let school = School::of(&database).await;
        let (dinh, nguyet, am, hoa) = (school.dinh, school.small.nguyet, school.small.am, school.small.hoa);
        let waiting = school.waits(dinh, hoa, "head", "Văn phòng").await;
        // The principal has done it herself meanwhile.
        let position = waiting.position;
        let by_hand = async move |work: &mut Work| people::appoint(work, &allowed(), hoa, position, day("2026-11-02"), "").await;
        school.small.database.write(school.small.id, Some(nguyet), by_hand).await.unwrap();
        let Err(Error::Refused(Refusal::NoLongerFits { reason })) = school.confirm(am, waiting.id).await else {
            panic!("it is held already");
        };
        assert!(reason.contains("đã giữ từ 02/11/2026"), "{reason}");
        assert_eq!(school.confirm_all(am, vec![waiting.id]).await, Ok(Confirmed { confirmed: 0, left: 1 }));
        assert_eq!(school.positions(hoa).await.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_position_that_ends_is_not_made_longer_by_those_who_could_not_give_it() {
    each_engine(|database| async move {
        let school = School::of(&database).await;
        let (dinh, nguyet, nurse) = (school.dinh, school.small.nguyet, school.small.hoa_y_te);
        let end = async |by: PersonId, person: PersonId, until: &str| {
            let (store, form) =
                (school.small.store.clone(), domain::staff::EndForm { until: until.to_owned(), ..Default::default() });
            let task = async move |work: &mut Work| {
                let id = people::held(work, person).await?[0].0;
                staff::end_position(work, &store, person, id, &form).await
            };
            school.small.database.write(school.small.id, Some(by), task).await
        };
        let anew = || refused(Refusal::LongerIsAnew { until: day("2026-11-30") });
        // Shorter is for whoever could give it, and for whoever holds it.
        for (person, shorter) in [(dinh, Ok(Ok(()))), (nurse, refused(Refusal::EndIsTheLeaderships))] {
            assert_eq!(end(nguyet, person, "30/11/2026").await, Ok(Ok(())));
            assert_eq!(end(dinh, person, "31/05/2027").await, anew());
            assert_eq!(end(dinh, person, "29/11/2026").await, shorter);
            assert_eq!(end(nguyet, person, "31/05/2027").await, Ok(Ok(())));
        }
    })
    .await;
}

#[tokio::test]
async fn a_start_in_the_past_is_the_leaderships_with_a_reason() {
    each_engine(|database| async move {
        let school = School::of(&database).await;
        school.small.at("2026-11-12T09:00:00+07:00");
        let (dinh, nguyet, thao) = (school.dinh, school.small.nguyet, school.small.thao);
        let begin = async |by: PersonId, from: &str, reason: &str| {
            let (from, reason, store) = (from.to_owned(), reason.to_owned(), school.small.store.clone());
            let form = AppointmentForm { post: "teacher".to_owned(), place: "4B".to_owned(), from, reason };
            let task = async move |work: &mut Work| staff::add_positions(work, &store, thao, &form).await;
            school.small.database.write(school.small.id, Some(by), task).await
        };
        let wrong = async |by: PersonId, from: &str, reason: &str, field: &str| {
            begin(by, from, reason).await.unwrap().unwrap_err().of(field).unwrap_or_default().to_owned()
        };
        assert!(wrong(dinh, "11/11/2026", "Có quyết định", "from").await.contains("việc của hiệu trưởng và phó hiệu trưởng"));
        assert!(wrong(nguyet, "11/11/2026", "", "reason").await.contains("Ghi lý do"));
        assert!(wrong(nguyet, "29/10/2026", "Có quyết định", "from").await.contains("từ 30/10/2026"));
        assert!(wrong(nguyet, "01/01/1990", "Có quyết định", "from").await.contains("từ 30/10/2026"));
        assert_eq!(begin(nguyet, "02/11/2026", "Quyết định đến muộn").await, Ok(Ok(())));
        let held = async move |work: &mut Work| people::held(work, thao).await;
        let held = school.small.database.read(school.small.id, None, held).await.unwrap();
        let late = held.iter().find(|(_, one)| one.from == day("2026-11-02")).unwrap();
        assert_eq!(late.1.entered_late(), Some(day("2026-11-12")));
        let facts = school.small.facts().await;
        let teaches = |on: &str| facts.organisation().positions(thao, day(on)).contains(&Position::Teacher(school.small.class_4b));
        assert_eq!([teaches("2026-11-06"), teaches("2026-11-11"), teaches("2026-11-12")], [false, false, true]);
    })
    .await;
}
