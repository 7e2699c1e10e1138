#![allow(clippy::unwrap_used, clippy::expect_used)]
use domain::{deadlines::Lateness, files::MAX_FILES, obligations::Standing, people::Position};

use super::*;
use crate::{
    drafts, events,
    testing::{
        each_engine,
        school::{SmallSchool, paper},
    },
    uploads::{self, UploadId},
};

const PLAN: &str = "Giáo án tuần 10 · Lớp 4A";

/// The number of rows that a story left in a table of this school.
async fn rows(school: &SmallSchool, count: &'static str) -> i64 {
    let count = async move |work: &mut Work| work.tx.one::<(i64,)>(sql(count).bind(work.school)).await;
    school.database.read(school.id, None, count).await.unwrap().0
}

/// (number, due day, why) of each judgement of a record, the first one first.
async fn judgements(school: &SmallSchool, id: ObligationId) -> Vec<(i64, Option<NaiveDate>, String)> {
    let rows = async move |work: &mut Work| {
        let rows = sql("SELECT number, due_day, cause FROM judgements WHERE school_id = $1 AND obligation_id = $2 ORDER BY number");
        work.tx.all(rows.bind(work.school).bind(id)).await
    };
    school.database.read(school.id, None, rows).await.unwrap()
}

fn day(text: &str) -> Option<NaiveDate> {
    Some(text.parse().unwrap())
}

fn refused(refusal: Refusal) -> Result<Submission, Error> {
    Err(Error::Refused(refusal))
}

async fn send_with(school: &SmallSchool, person: PersonId, form: HandIn, waiting: UploadId) -> Result<Submission, Error> {
    let chosen = Chosen::of_uploads(&[waiting]);
    let send = async move |work: &mut Work| hand_in_chosen(work, &FactStore::default(), form, &chosen).await;
    school.database.write(school.id, Some(person), send).await
}

#[tokio::test]
async fn a_second_window_keeps_its_files_and_hears_what_became_of_those_it_shared() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let now = school.at("2026-11-06T15:00:00+07:00");
        let id = school.record(PLAN).await.id;
        let hoa = school.hoa;
        let waits = async |name: &'static str, bytes: u8| {
            let add = async move |work: &mut Work| uploads::add(work, hoa, id, &paper(name, bytes), work.now).await;
            database.write_quietly(school.id, Some(hoa), add).await.unwrap()
        };
        let (plan, picture) = (waits("Giáo án.docx", 1).await, waits("Tranh.docx", 2).await);
        let first = send_with(&school, hoa, HandIn { files: Vec::new(), ..school.form(id) }, plan).await.unwrap();
        assert_eq!(first.files, [paper("Giáo án.docx", 1)]);
        // The other window shows the same plan, and a picture of its own.
        let again = send_with(&school, hoa, HandIn { files: Vec::new(), ..school.form(id) }, plan).await;
        assert_eq!(again, refused(Refusal::HandedInElsewhere { at: now }));
        let second = send_with(&school, hoa, HandIn { files: Vec::new(), ..school.form(id) }, picture).await.unwrap();
        assert_eq!((second.version, second.files), (2, vec![paper("Tranh.docx", 2)]));
        assert_eq!(rows(&school, "SELECT count(*) FROM uploads WHERE school_id = $1").await, 0);
    })
    .await;
}

#[tokio::test]
async fn co_hoa_hands_in_on_friday_afternoon_and_reads_the_receipt_that_was_kept() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let now = school.at("2026-11-06T16:58:07+07:00");
        let id = school.record(PLAN).await.id;
        // A file and words that wait for this record are used up by handing it in.
        let hoa = school.hoa;
        let waiting = database
            .write_quietly(school.id, Some(hoa), async move |work: &mut Work| {
                drafts::save(work, hoa, id, "Đang gõ dở").await?;
                uploads::add(work, hoa, id, &paper("Tranh ảnh.docx", 2), work.now).await
            })
            .await
            .unwrap();
        let files = vec![paper("Tranh ảnh.docx", 2), paper("Giáo án tuần 10.docx", 1)];
        let note = " Phần tạo hình\r\nđể sang thứ Năm.\0\u{7} ".to_owned();
        let form = HandIn { note, files: vec![paper("Giáo án tuần 10.docx", 1)], ..school.form(id) };
        let submission = send_with(&school, hoa, form, waiting).await.unwrap();
        assert_eq!(
            submission,
            Submission {
                id: submission.id,
                obligation: id,
                version: 1,
                person: hoa,
                received_at: now,
                clock: ClockMark::Believed,
                note: "Phần tạo hình\nđể sang thứ Năm.".to_owned(),
                files,
                composition: Composition::default(),
                receipt: Receipt {
                    number: ReceiptNumber { year: 2026, number: 1 },
                    verdict: Verdict::OnTime,
                    due: day("2026-11-06"),
                },
                withdrawn_at: None,
            }
        );
        assert_eq!(submission.receipt.number.to_string(), "BN-2026-00001");
        let facts = school.facts().await;
        let handed_in = facts.obligation(id).unwrap().handed_in.clone().unwrap();
        assert_eq!((handed_in.first_at, handed_in.last_at, handed_in.versions, handed_in.files), (now, now, 1, 2));
        assert_eq!((handed_in.judged.by, handed_in.last_by, handed_in.submission), (day("2026-11-06"), hoa, submission.id));
        assert_eq!(judgements(&school, id).await, [(1, day("2026-11-06"), "hand-in".to_owned())]);
        assert_eq!(rows(&school, "SELECT count(*) FROM uploads WHERE school_id = $1").await, 0);
        assert_eq!(rows(&school, "SELECT count(*) FROM drafts WHERE school_id = $1").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_second_version_lies_beside_the_first_and_only_the_first_is_judged() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let friday = school.at("2026-11-06T15:00:00+07:00");
        school.hand_in(school.hoa, PLAN).await.unwrap();
        // On Monday cô Thảo, of the same class, hands in a corrected one.
        let monday = school.at("2026-11-09T07:30:00+07:00");
        let second = school.hand_in(school.thao, PLAN).await.unwrap();
        assert_eq!((second.version, second.receipt.verdict, second.receipt.number.number), (2, Verdict::NotJudged, 2));
        let facts = school.facts().await;
        let record = school.record(PLAN).await;
        assert_eq!(facts.standing(&record, monday), Standing::OnTime);
        let handed_in = record.handed_in.clone().unwrap();
        assert_eq!((handed_in.first_at, handed_in.last_at, handed_in.last_by), (friday, monday, school.thao));
        assert_eq!(judgements(&school, record.id).await.len(), 1);
        let versions = database.read(school.id, None, async move |work: &mut Work| versions(work, record.id).await).await.unwrap();
        assert_eq!(versions.iter().map(|one| (one.version, one.person)).collect::<Vec<_>>(), [(2, school.thao), (1, school.hoa)]);
        assert_eq!(versions[1].receipt.verdict, Verdict::OnTime);
    })
    .await;
}

#[tokio::test]
async fn late_begins_after_the_last_second_of_the_due_day_and_the_arrival_counts() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let cases = [
            (school.hoa, "Giáo án tuần 10 · Lớp 4A", "2026-11-06T23:59:59+07:00", Verdict::OnTime),
            (school.hoa, "Kế hoạch tuần 10 · Lớp 4A", "2026-11-07T00:00:00+07:00", Verdict::Late(Lateness::Minutes(1))),
            (school.thuy, "Giáo án tuần 10 · Lớp 4B", "2026-11-08T20:14:00+07:00", Verdict::Late(Lateness::Hours(44))),
            (school.thuy, "Kế hoạch tuần 10 · Lớp 4B", "2026-11-11T09:00:00+07:00", Verdict::Late(Lateness::WorkingDays(3))),
            (school.thuy, "Tư liệu tuần 10 · Lớp 4B", "2026-11-16T09:00:00+07:00", Verdict::NotJudged),
        ];
        for (person, title, at, verdict) in cases {
            school.at(at);
            assert_eq!(school.hand_in(person, title).await.unwrap().receipt.verdict, verdict, "{title}");
        }
        // It began to arrive before midnight; that its files took a minute is not her fault.
        school.at("2026-11-14T00:01:00+07:00");
        let id = school.record("Giáo án tuần 11 · Lớp 4B").await.id;
        let received_at = "2026-11-13T23:59:58+07:00".parse().unwrap();
        let submission = school.send(school.thuy, HandIn { received_at, ..school.form(id) }).await.unwrap();
        assert_eq!(submission.receipt.verdict, Verdict::OnTime);
    })
    .await;
}

#[tokio::test]
async fn a_retry_brings_the_first_receipt_and_another_content_under_its_key_is_refused() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let form = school.form(school.record(PLAN).await.id);
        let first = school.send(school.hoa, form.clone()).await.unwrap();
        database.hand.advance(chrono::TimeDelta::minutes(3));
        // A retry arrives later; nothing else about it differs.
        let retry = HandIn { received_at: database.hand.shows(), ..form.clone() };
        assert_eq!(school.send(school.hoa, retry).await.unwrap(), first);
        let others = [
            HandIn { files: vec![paper("Giáo án.docx", 2)], ..form.clone() },
            HandIn { files: vec![paper("Giáo án (1).docx", 1)], ..form.clone() },
            HandIn { note: "Thêm một câu".to_owned(), ..form.clone() },
            HandIn { obligation: school.record("Kế hoạch tuần 10 · Lớp 4A").await.id, ..form.clone() },
        ];
        for other in others {
            assert_eq!(school.send(school.hoa, other).await, refused(Refusal::KeyUsedForOtherFiles));
        }
        assert_eq!(rows(&school, "SELECT count(*) FROM submissions WHERE school_id = $1").await, 1);

        let (hoa, thao, key) = (school.hoa, school.thao, form.key);
        let by_key = database.read(school.id, None, async move |work: &mut Work| {
            let hers = by_key(work, hoa, key).await?;
            let of_another = by_key(work, thao, key).await?;
            let unknown = by_key(work, hoa, Uuid::new_v4()).await?;
            Ok((hers, of_another, unknown))
        });
        assert_eq!(by_key.await.unwrap(), (Some(first), None, None));
        // Another person's key is another key.
        assert_eq!(school.send(school.thao, form).await.unwrap().version, 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_double_click_brings_one_receipt() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let form = school.form(school.record(PLAN).await.id);
        let (one, other) =
            tokio::join!(tokio::spawn(school.send(school.hoa, form.clone())), tokio::spawn(school.send(school.hoa, form)),);
        assert_eq!(one.unwrap().unwrap(), other.unwrap().unwrap());
        assert_eq!(rows(&school, "SELECT count(*) FROM submissions WHERE school_id = $1").await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_at_once_get_numbers_without_gaps_and_a_refusal_takes_none() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let mut hand_ins = Vec::new();
        for week in 10..20 {
            for title in [format!("Giáo án tuần {week} · Lớp 4A"), format!("Kế hoạch tuần {week} · Lớp 4A")] {
                let form = school.form(school.record(&title).await.id);
                hand_ins.push(tokio::spawn(school.send(school.thuy, form.clone())));
                hand_ins.push(tokio::spawn(school.send(school.thao, form)));
            }
        }
        let mut numbers = Vec::new();
        for hand_in in hand_ins {
            match hand_in.await.unwrap() {
                Ok(submission) => numbers.push(submission.receipt.number.number),
                other => assert_eq!(other, refused(Refusal::NotYoursToHandIn)),
            }
        }
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=20).collect::<Vec<i64>>());
        let head = database.read(school.id, None, events::verify).await.unwrap().unwrap().unwrap();
        assert_eq!(Some(head.seq), database.read(school.id, None, async |work| work.revision().await).await.ok());
    })
    .await;
}

#[tokio::test]
async fn bytes_of_an_older_version_of_the_same_record_are_known_again() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let plan = school.record(PLAN).await.id;
        school.at("2026-11-06T15:00:00+07:00");
        let first = school.send(school.hoa, school.form(plan)).await.unwrap();
        let at = school.at("2026-11-06T16:00:00+07:00");
        let known = async |until| {
            let (file, of) = (first.files[0].sha256, plan);
            let look = async move |work: &mut Work| same_bytes_before(work, file, of, until).await;
            database.read(school.id, None, look).await.unwrap()
        };
        assert_eq!(known(at).await, Some((first.id, 1)));
        assert_eq!(known(first.received_at).await, None, "a version is not compared with itself");
    })
    .await;
}

#[tokio::test]
async fn only_who_owes_a_record_hands_it_in() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let plan = school.record(PLAN).await.id;
        for other in [school.thuy, school.am, school.nguyet, school.hoa_y_te] {
            assert_eq!(school.send(other, school.form(plan)).await, refused(Refusal::NotYoursToHandIn));
        }
        let (form, store) = (school.form(plan), school.store.clone());
        let nobody = database.write(school.id, None, async move |work: &mut Work| hand_in(work, &store, form).await);
        assert_eq!(nobody.await, refused(Refusal::SessionOver));
        // Cô Thảo leaves the class on Thursday: on Friday it is no longer hers.
        let thao = school.thao;
        school.at("2026-11-06T08:00:00+07:00");
        school.end_position(school.nguyet, thao, Position::Teacher(school.class_4a), "04/11/2026").await;
        assert_eq!(school.hand_in(thao, PLAN).await, refused(Refusal::NotYoursToHandIn));
        assert_eq!(rows(&school, "SELECT count(*) FROM submissions WHERE school_id = $1").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_record_that_was_closed_meanwhile_says_since_when_and_why() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let form = school.form(school.record(PLAN).await.id);
        let at = school.at("2026-11-03T10:00:00+07:00");
        assert_eq!(school.retire_plans(true).await, events::Brought { added: 0, updated: 0, closed: 54 });
        let reason = "Trường bỏ giáo án tuần".to_owned();
        assert_eq!(school.send(school.hoa, form.clone()).await, refused(Refusal::ObligationClosed { at, reason }));
        assert_eq!(school.retire_plans(false).await, events::Brought { added: 0, updated: 54, closed: 0 });
        assert_eq!(school.send(school.hoa, form).await.unwrap().version, 1);
    })
    .await;
}

#[tokio::test]
async fn a_form_without_files_or_with_too_much_is_refused_whole() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let form = school.form(school.record(PLAN).await.id);
        let cases = [
            (HandIn { files: Vec::new(), ..form.clone() }, Refusal::NoFiles),
            (
                HandIn { files: (0..=MAX_FILES).map(|n| paper("Ảnh.docx", n as u8)).collect(), ..form.clone() },
                Refusal::TooManyFiles { files: MAX_FILES + 1, most: MAX_FILES },
            ),
            (
                HandIn { note: "ấ".repeat(MAX_NOTE + 1), ..form.clone() },
                Refusal::NoteTooLong { letters: MAX_NOTE + 1, most: MAX_NOTE },
            ),
        ];
        for (form, refusal) in cases {
            assert_eq!(school.send(school.hoa, form).await, refused(refusal));
        }
        // Line ends come from a browser as two letters; they are counted, and kept, as one.
        let note = format!("{}\r\n{}", "a".repeat(MAX_NOTE - 2), "b");
        let submission = school.send(school.hoa, HandIn { note, ..form }).await.unwrap();
        assert_eq!((submission.note.chars().count(), submission.receipt.number.number), (MAX_NOTE, 1));
    })
    .await;
}

#[tokio::test]
async fn receipts_are_counted_anew_in_each_calendar_year() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-12-31T23:00:00+07:00");
        assert_eq!(
            school.hand_in(school.hoa, "Giáo án tuần 18 · Lớp 4A").await.unwrap().receipt.number.to_string(),
            "BN-2026-00001"
        );
        // Still the old year in London.
        school.at("2027-01-01T00:30:00+07:00");
        assert_eq!(
            school.hand_in(school.hoa, "Giáo án tuần 19 · Lớp 4A").await.unwrap().receipt.number.to_string(),
            "BN-2027-00001"
        );
        assert_eq!(
            school.hand_in(school.hoa, "Giáo án tuần 20 · Lớp 4A").await.unwrap().receipt.number.to_string(),
            "BN-2027-00002"
        );
    })
    .await;
}

#[tokio::test]
async fn what_was_handed_in_never_changes_and_never_goes() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.hand_in(school.hoa, PLAN).await.unwrap();
        database.keeps(school.id, &["submissions", "submission_files", "judgements"]).await;
        for table in [
            "SELECT count(*) FROM submissions WHERE school_id = $1",
            "SELECT count(*) FROM submission_files WHERE school_id = $1",
            "SELECT count(*) FROM judgements WHERE school_id = $1",
        ] {
            assert_eq!(rows(&school, table).await, 1);
        }
    })
    .await;
}
