#![allow(clippy::unwrap_used)]
use chrono::TimeDelta;
use domain::{
    log::Origin,
    registers::{EntryForm, RegisterKind},
};

use super::*;
use crate::{
    events::{self, Entry},
    origin,
    testing::{each_engine, school::SmallSchool},
};

async fn looks(school: &SmallSchool, person: PersonId, view: View) {
    school
        .database
        .write_quietly(school.id, Some(person), async move |work: &mut Work| note(work, &[view, view]).await)
        .await
        .unwrap();
}

async fn noted(school: &SmallSchool) -> Vec<Entry> {
    let all = async |work: &mut Work| events::since(work, 0, 10_000).await;
    let all = school.database.read(school.id, None, all).await.unwrap();
    all.into_iter().filter(|one| one.kind.starts_with("records.")).collect()
}

#[tokio::test]
async fn who_opens_a_version_of_somebody_else_is_noted_once_a_day() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let version = school.hand_in(school.hoa, "Giáo án tuần 10 · Lớp 4A").await.unwrap();
        let opened = View::Version(version.id);
        let taken = View::File(version.id, version.files[0].sha256);
        // Whoever wrote it opens it to work on it.
        looks(&school, school.hoa, opened).await;
        assert_eq!(noted(&school).await, []);
        // Twice in one write, and again an hour later.
        let from = Origin::new("192.168.1.23".to_owned(), "Firefox, Windows");
        origin::within(from, looks(&school, school.am, opened)).await;
        database.hand.advance(TimeDelta::hours(1));
        looks(&school, school.am, opened).await;
        looks(&school, school.am, taken).await;
        looks(&school, school.nguyet, opened).await;
        let lines = noted(&school).await;
        let said: Vec<(&str, Option<PersonId>)> =
            lines.iter().map(|one| (one.kind.as_str(), one.actor.map(PersonId::new))).collect();
        let (am, nguyet) = (Some(school.am), Some(school.nguyet));
        assert_eq!(said, [("records.seen", am), ("records.downloaded", am), ("records.seen", nguyet)]);
        assert_eq!(lines[0].origin.as_deref(), Some("192.168.1.23 Firefox, Windows"));
        assert_eq!(lines[1].origin, None);
        // And once more on the next day.
        database.hand.advance(TimeDelta::hours(20));
        looks(&school, school.am, opened).await;
        assert_eq!(noted(&school).await.len(), 4);
        // A version that is not there is passed over.
        looks(&school, school.am, View::Version(crate::new_id())).await;
        assert_eq!(noted(&school).await.len(), 4);
    })
    .await;
}

#[tokio::test]
async fn who_opens_a_file_beside_the_records_is_noted_once_a_day_but_for_its_sender() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let answer = Attachment::Answer(crate::new_id(), school.hoa);
        let of_answer = View::Attached(answer, Some(school.hoa), Sha256::new([1; 32]));
        let scan = View::Attached(Attachment::MandateScan(crate::new_id()), None, Sha256::new([1; 32]));
        looks(&school, school.hoa, of_answer).await;
        looks(&school, school.nguyet, of_answer).await;
        looks(&school, school.nguyet, of_answer).await;
        looks(&school, school.nguyet, scan).await;
        let all = async |work: &mut Work| events::since(work, 0, 10_000).await;
        let all = school.database.read(school.id, None, all).await.unwrap();
        let lines: Vec<Entry> = all.into_iter().filter(|one| one.kind == "attachments.opened").collect();
        assert_eq!(lines.iter().map(|one| one.actor).collect::<Vec<_>>(), [Some(school.nguyet.uuid()); 2]);
        // Whoever sent the answer finds the line among their own.
        assert_eq!(lines[0].subject, Some(school.hoa.uuid()));
    })
    .await;
}

#[tokio::test]
async fn who_reads_a_case_is_noted_once_a_day_but_for_whoever_opened_it() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let typed = [
            ("what", "Ba tuần liền không nộp giáo án, nhắc không trả lời".to_owned()),
            ("who", school.hoa.to_string()),
            ("answer_by", "20/11/2026".to_owned()),
        ];
        let typed = typed.map(|(column, value)| (column.to_owned(), value)).into();
        school.at("2026-11-16T08:00:00+07:00");
        let (store, form) = (school.store.clone(), EntryForm { key: String::new(), seen: String::new(), typed });
        let open = async move |work: &mut Work| registers::enter(work, &store, RegisterKind::Violations, &form).await;
        let case = database.write(school.id, Some(school.nguyet), open).await.unwrap().unwrap();
        for person in [school.nguyet, school.hoa, school.hoa] {
            looks(&school, person, View::Case(case)).await;
        }
        looks(&school, school.hoa, View::Case(crate::new_id())).await;
        let all = async |work: &mut Work| events::since(work, 0, 10_000).await;
        let all = school.database.read(school.id, None, all).await.unwrap();
        let lines: Vec<Entry> = all.into_iter().filter(|one| one.kind == "registers.case_seen").collect();
        assert_eq!(lines.iter().map(|one| one.actor).collect::<Vec<_>>(), [Some(school.hoa.uuid())]);
        assert_eq!((lines[0].subject, lines[0].detail.contains("giáo án")), (Some(case.uuid()), false));
    })
    .await;
}
