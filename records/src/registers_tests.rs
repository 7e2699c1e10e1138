#![allow(clippy::unwrap_used, clippy::expect_used)]
use domain::{
    files::{FileKind, StoredFile},
    forms::FormData,
    inspection::{Cause, InspectedFile, Inspection},
    registers::entry_told,
};

use super::*;
use crate::testing::{
    each_engine,
    school::{SmallSchool, paper},
};

const KEY: &str = "0199c0de-0000-7000-8000-000000000001";

fn form(kind: RegisterKind, key: &str, fields: &[(&str, &str)]) -> EntryForm {
    let fields = fields.iter().chain(&[("key", key)]).map(|(name, typed)| ((*name).to_owned(), (*typed).to_owned())).collect();
    EntryForm::read(kind.register(), &FormData::new(fields))
}

fn incident(key: &str, what: &str) -> EntryForm {
    form(RegisterKind::Incidents, key, &[("what", what), ("scope", "one"), ("page", "/viec-cua-toi")])
}

async fn enter(
    school: &SmallSchool,
    by: PersonId,
    kind: RegisterKind,
    form: EntryForm,
) -> Result<Result<EntryId, FormErrors>, Error> {
    let store = school.store.clone();
    school.database.write(school.id, Some(by), async move |work: &mut Work| super::enter(work, &store, kind, &form).await).await
}

async fn correct(school: &SmallSchool, by: PersonId, entry: (RegisterKind, EntryId), form: EntryForm) -> Result<Checked, Error> {
    let store = school.store.clone();
    school.database.write(school.id, Some(by), async move |work: &mut Work| super::correct(work, &store, entry, &form).await).await
}

async fn step(
    school: &SmallSchool,
    by: PersonId,
    entry: (RegisterKind, EntryId),
    (to, seen, words): (&str, &str, &str),
) -> Result<Checked, Error> {
    let form = MoveForm { to: to.to_owned(), seen: seen.to_owned(), words: words.to_owned() };
    let store = school.store.clone();
    school
        .database
        .write(school.id, Some(by), async move |work: &mut Work| super::take_proved_step(work, &store, entry, &form).await)
        .await
}

async fn listed(school: &SmallSchool, kind: RegisterKind, wanted: Wanted) -> Vec<(u32, String)> {
    let read = async move |work: &mut Work| super::list(work, kind, &wanted, (0, 100)).await;
    let (lines, in_all) = school.database.read(school.id, None, read).await.unwrap();
    assert_eq!(lines.len(), in_all);
    lines.into_iter().map(|line| (line.number, line.title().to_owned())).collect()
}

async fn one(school: &SmallSchool, (kind, id): (RegisterKind, EntryId)) -> Entry {
    school.database.read(school.id, None, async move |work: &mut Work| super::one(work, kind, id).await).await.unwrap()
}

fn refused<T>(refusal: RegisterRefusal) -> Result<T, Error> {
    Err(Error::Refused(refusal.into()))
}

#[tokio::test]
async fn an_incident_is_reported_once_answered_and_opened_again_and_all_of_it_stays() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let (kind, hoa, nguyet) = (RegisterKind::Incidents, school.hoa, school.nguyet);
        let id = enter(&school, hoa, kind, incident(KEY, "Máy in hỏng")).await.unwrap().unwrap();
        assert_eq!(enter(&school, hoa, kind, incident(KEY, "Máy in hỏng")).await.unwrap().unwrap(), id, "a second click");
        let other = enter(&school, hoa, kind, incident(KEY, "Mạng đứt")).await;
        assert_eq!(other, refused(RegisterRefusal::SentAlready), "the same page, written anew");
        // The key of somebody else's entry says nothing of that one.
        let hers = enter(&school, school.thao, kind, incident(KEY, "Máy in hỏng")).await.unwrap().unwrap();
        assert_ne!(hers, id);
        assert!(enter(&school, hoa, kind, incident("", "")).await.unwrap().is_err());
        let entry = (kind, id);
        // Whoever reported it says it better while nobody works on it; what the program knew stays.
        let better = EntryForm { seen: "1".to_owned(), ..incident(KEY, "Máy in ở phòng giáo viên hỏng") };
        let better = EntryForm { typed: better.typed.into_iter().filter(|(code, _)| code != "page").collect(), ..better };
        correct(&school, hoa, entry, better.clone()).await.unwrap().unwrap();
        correct(&school, hoa, entry, better).await.unwrap().unwrap();
        assert_eq!(
            correct(&school, school.thao, entry, incident(KEY, "Không phải")).await,
            refused(RegisterRefusal::NotYoursToCorrect)
        );
        assert_eq!(step(&school, hoa, entry, ("done", "1", "Tự hết")).await, refused(RegisterRefusal::NotYoursToMove));
        assert!(step(&school, nguyet, entry, ("done", "2", "")).await.unwrap().is_err(), "without an answer");
        assert_eq!(
            step(&school, nguyet, entry, ("working", "1", "")).await,
            refused(RegisterRefusal::ChangedMeanwhile),
            "she read less"
        );
        step(&school, nguyet, entry, ("working", "2", "")).await.unwrap().unwrap();
        assert_eq!(step(&school, nguyet, entry, ("done", "2", "Đã thay mực")).await, refused(RegisterRefusal::ChangedMeanwhile));
        step(&school, nguyet, entry, ("done", "3", "Đã thay mực")).await.unwrap().unwrap();
        step(&school, nguyet, entry, ("done", "3", "Đã thay mực")).await.unwrap().unwrap();
        assert_eq!(correct(&school, hoa, entry, incident(KEY, "Muộn rồi")).await, refused(RegisterRefusal::UnderWay));
        step(&school, hoa, entry, ("working", "4", "Vẫn không in được")).await.unwrap().unwrap();
        let kept = one(&school, entry).await;
        let states: Vec<&str> = kept.steps.iter().map(|step| step.state.as_str()).collect();
        assert_eq!((states, kept.versions.len()), (vec!["new", "working", "done", "working"], 2));
        assert_eq!((kept.versions[0].said["what"].as_str(), kept.line.title()), ("Máy in hỏng", "Máy in ở phòng giáo viên hỏng"));
        assert_eq!(kept.line.says("page"), "/viec-cua-toi");
        let told = entry_told(school.facts().await.organisation(), &kept.line);
        assert_eq!((told.name.as_str(), told.state), ("số 1/2026", "Đang xử lý"));
        assert_eq!(told.answer.map(|(words, _)| words), Some("Vẫn không in được".to_owned()));
        database.keeps(school.id, &["register_entries", "register_versions", "register_steps"]).await;
    })
    .await;
}

#[tokio::test]
async fn a_register_is_listed_by_person_state_and_words_and_numbers_begin_anew_each_year() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let (kind, hoa, thao) = (RegisterKind::Incidents, school.hoa, school.thao);
        let first = enter(&school, hoa, kind, incident("", "Máy in hỏng, 100% giấy kẹt")).await.unwrap().unwrap();
        enter(&school, thao, kind, incident("", "Mạng ở lớp đứt")).await.unwrap().unwrap();
        let proposal = [("title", "Thêm máy in"), ("kind", "equipment"), ("why", "Một máy không đủ")];
        enter(&school, hoa, RegisterKind::Proposals, form(RegisterKind::Proposals, "", &proposal)).await.unwrap().unwrap();
        step(&school, school.nguyet, (kind, first), ("working", "1", "")).await.unwrap().unwrap();
        let (printer, line) = ((1, "Máy in hỏng, 100% giấy kẹt".to_owned()), (2, "Mạng ở lớp đứt".to_owned()));
        assert_eq!(listed(&school, kind, Wanted::default()).await, [line.clone(), printer.clone()]);
        let of = |person| Wanted { only_of: Some(person), entered_by: Some(person), ..Wanted::default() };
        assert_eq!(listed(&school, kind, of(hoa)).await, std::slice::from_ref(&printer));
        let state = Wanted { state: Some("new"), ..Wanted::default() };
        assert_eq!(listed(&school, kind, state).await, std::slice::from_ref(&line));
        let words = |words: &str| Wanted { words: words.to_owned(), ..Wanted::default() };
        assert_eq!(listed(&school, kind, words("MAY  hong")).await, std::slice::from_ref(&printer));
        assert_eq!(listed(&school, kind, words("100%")).await, [printer]);
        assert_eq!(listed(&school, kind, words("số 2/2026")).await, [line]);
        assert_eq!(listed(&school, kind, words("_")).await, []);
        assert_eq!(listed(&school, kind, words(&"máy ".repeat(20_000))).await, [], "more than SQLite takes");
        let waiting = async |work: &mut Work| super::waiting(work).await;
        let waiting = database.read(school.id, None, waiting).await.unwrap();
        assert_eq!(waiting, Waiting { incidents: 2, proposals: 1 });
        let page = async move |work: &mut Work| super::list(work, kind, &Wanted::default(), (1, 1)).await;
        let (second, in_all) = database.read(school.id, None, page).await.unwrap();
        assert_eq!((second[0].number, second.len(), in_all), (1, 1, 2));
        school.at("2027-01-04T08:00:00+07:00");
        let id = enter(&school, hoa, kind, incident("", "Máy chiếu không lên")).await.unwrap().unwrap();
        assert_eq!(one(&school, (kind, id)).await.line.name(), "số 1/2027");
        let since = async |work: &mut Work| super::incidents(work, NaiveDate::from_ymd_opt(2026, 9, 7).unwrap()).await;
        let known = database.read(school.id, None, since).await.unwrap();
        let opened: Vec<_> = known.iter().map(|one| (one.year, one.number, one.by, one.open.len(), one.is_wide)).collect();
        assert_eq!(opened, [(2026, 1, hoa, 1, false), (2026, 2, thao, 1, false), (2027, 1, hoa, 1, false)]);
    })
    .await;
}

#[tokio::test]
async fn nobody_decides_about_their_own_proposal_and_nobody_fills_a_register() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let kind = RegisterKind::Proposals;
        let proposal = || form(kind, "", &[("title", "Thêm máy in"), ("kind", "equipment"), ("why", "Một máy không đủ")]);
        let own = enter(&school, school.nguyet, kind, proposal()).await.unwrap().unwrap();
        assert_eq!(step(&school, school.nguyet, (kind, own), ("agreed", "1", "")).await, refused(RegisterRefusal::OwnEntry));
        let hers = enter(&school, school.hoa, kind, proposal()).await.unwrap().unwrap();
        step(&school, school.nguyet, (kind, hers), ("agreed", "1", "")).await.unwrap().unwrap();
        let not_entered = enter(&school, school.hoa, RegisterKind::Incoming, form(RegisterKind::Incoming, "", &[])).await;
        assert_eq!(not_entered, refused(RegisterRefusal::NotYoursToEnter { name: "Công văn đến".to_owned() }));
        // The id of an entry of another register is none.
        let elsewhere = step(&school, school.nguyet, (RegisterKind::Incidents, hers), ("done", "1", "Xong")).await;
        assert_eq!(elsewhere, Err(Error::NotFound));
        for _ in 0..MAX_OPEN_INCIDENTS {
            enter(&school, school.thao, RegisterKind::Incidents, incident("", "Máy treo")).await.unwrap().unwrap();
        }
        let more = enter(&school, school.thao, RegisterKind::Incidents, incident("", "Máy treo")).await;
        assert_eq!(more, refused(RegisterRefusal::TooManyOpen { most: MAX_OPEN_INCIDENTS }));
    })
    .await;
}

/// Cô Hoa asks for one printer, cô Nguyệt reads it, cô Hoa asks for three, and cô Nguyệt presses "Duyệt".
#[tokio::test]
async fn nobody_approves_what_was_written_anew_since_they_read_it() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let kind = RegisterKind::Proposals;
        let asks = |title: &str| form(kind, "", &[("title", title), ("kind", "equipment"), ("why", "Một máy không đủ")]);
        let id = enter(&school, school.hoa, kind, asks("Thêm một máy in")).await.unwrap().unwrap();
        let more = EntryForm { seen: "1".to_owned(), ..asks("Thêm ba máy in") };
        correct(&school, school.hoa, (kind, id), more.clone()).await.unwrap().unwrap();
        let agreed = async |seen: &str| step(&school, school.nguyet, (kind, id), ("agreed", seen, "")).await;
        assert_eq!(agreed("1").await, refused(RegisterRefusal::ChangedMeanwhile));
        agreed("2").await.unwrap().unwrap();
        // And what she approved stays what she read, whoever asks.
        let again = EntryForm { seen: "2".to_owned(), ..asks("Thêm năm máy in") };
        for by in [school.hoa, school.nguyet] {
            assert_eq!(correct(&school, by, (kind, id), again.clone()).await, refused(RegisterRefusal::Decided));
        }
    })
    .await;
}

#[tokio::test]
async fn a_register_of_one_school_says_nothing_to_another() {
    each_engine(|database| async move {
        let (hers, other) = (SmallSchool::found(&database).await, SmallSchool::found(&database).await);
        let kind = RegisterKind::Incidents;
        let id = enter(&hers, hers.hoa, kind, incident("", "Máy in hỏng")).await.unwrap().unwrap();
        let read = async move |work: &mut Work| {
            assert_eq!(super::one(work, kind, id).await, Err(Error::NotFound));
            assert_eq!(super::list(work, kind, &Wanted::default(), (0, 100)).await, Ok((Vec::new(), 0)));
            assert_eq!(super::waiting(work).await, Ok(Waiting::default()));
            assert_eq!(super::incidents(work, NaiveDate::MIN).await, Ok(Vec::new()));
            Ok(())
        };
        database.read(other.id, None, read).await.unwrap();
        assert_eq!(step(&other, other.nguyet, (kind, id), ("done", "1", "Xong rồi")).await, Err(Error::NotFound));
    })
    .await;
}

/// A scan that came by the door.
fn scan(name: &str, number: u8, inspection: Inspection) -> InspectedFile {
    let kind = if name.ends_with(".pdf") { FileKind::Pdf } else { FileKind::Docx };
    InspectedFile { file: StoredFile { kind, ..paper(name, number) }, inspection }
}

async fn attach(school: &SmallSchool, by: PersonId, entry: (RegisterKind, EntryId), sent: Vec<InspectedFile>) -> Result<(), Error> {
    let store = school.store.clone();
    school.database.write(school.id, Some(by), async move |work: &mut Work| super::attach(work, &store, entry, &sent).await).await
}

#[tokio::test]
async fn a_scan_lies_beside_an_entry_once_and_stays_and_what_can_act_or_is_no_scan_does_not() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let (hoa, nguyet) = (school.hoa, school.nguyet);
        let came = [("subject", "Tăng cường phòng dịch"), ("sender", "Phòng Giáo dục"), ("came", "01/11/2026")];
        let letter =
            enter(&school, nguyet, RegisterKind::Incoming, form(RegisterKind::Incoming, KEY, &came)).await.unwrap().unwrap();
        let letter = (RegisterKind::Incoming, letter);
        let good = || scan("công văn 125.pdf", 61, Inspection::Clean);
        attach(&school, nguyet, letter, vec![good(), scan("phụ lục.pdf", 62, Inspection::Clean)]).await.unwrap();
        attach(&school, nguyet, letter, vec![good()]).await.unwrap();
        let read = async move |work: &mut Work| files(work, letter.1).await;
        let lies = school.database.read(school.id, None, read).await.unwrap();
        assert_eq!(
            lies.iter().map(|one| (one.by, one.file.sha256)).collect::<Vec<_>>(),
            [(nguyet, paper("", 61).sha256), (nguyet, paper("", 62).sha256)]
        );
        // Of whoever may not, of another register, of what is none, and of what can act nothing stays.
        assert_eq!(attach(&school, hoa, letter, vec![good()]).await, refused(RegisterRefusal::NotYoursToAttach));
        assert_eq!(attach(&school, nguyet, (RegisterKind::Outgoing, letter.1), vec![good()]).await, Err(Error::NotFound));
        let written = scan("công văn.docx", 63, Inspection::Clean);
        let name = written.file.name.clone();
        assert_eq!(attach(&school, nguyet, letter, vec![good(), written]).await, refused(RegisterRefusal::NotAScan { name }));
        let acts = scan("lạ.pdf", 64, Inspection::Held(vec![Cause::Macros]));
        assert!(matches!(attach(&school, nguyet, letter, vec![acts]).await, Err(Error::Refused(Refusal::Inspection(_)))));
        assert!(matches!(attach(&school, nguyet, letter, Vec::new()).await, Err(Error::Refused(_))));
        assert_eq!(school.database.read(school.id, None, read).await.unwrap().len(), 2);
        // Whoever reported an incident adds a picture while it is open.
        let id =
            enter(&school, hoa, RegisterKind::Incidents, incident("0199c0de-0000-7000-8000-000000000002", "Màn hình trắng")).await;
        let id = (RegisterKind::Incidents, id.unwrap().unwrap());
        attach(&school, hoa, id, vec![scan("màn hình.pdf", 65, Inspection::Clean)]).await.unwrap();
        step(&school, nguyet, id, ("done", "1", "Đã khởi động lại")).await.unwrap().unwrap();
        let more = vec![scan("màn hình 2.pdf", 66, Inspection::Clean)];
        assert_eq!(attach(&school, hoa, id, more.clone()).await, refused(RegisterRefusal::Over));
        attach(&school, nguyet, id, more).await.unwrap();
        // A proposal is its words.
        let typed = [("title", "Máy tính"), ("kind", "equipment"), ("why", "Thiếu máy")];
        let proposal = form(RegisterKind::Proposals, "0199c0de-0000-7000-8000-000000000003", &typed);
        let proposal = enter(&school, hoa, RegisterKind::Proposals, proposal).await.unwrap().unwrap();
        assert_eq!(attach(&school, hoa, (RegisterKind::Proposals, proposal), vec![good()]).await, Err(Error::NotFound));
        database.keeps(school.id, &["register_files"]).await;
        // The sweep takes none of them for a stranger, and the archive of the school knows them.
        for number in [61, 62, 65, 66] {
            let named = crate::stored_files::named(&database, number).await.unwrap();
            assert!(named.contains_key(&paper("", number).sha256), "{number}");
        }
    })
    .await;
}

const LONG: &str = "Ba tuần liền không nộp giáo án, nhắc hai lần không trả lời.";

fn case(of: PersonId, adviser: Option<PersonId>, records: &str) -> EntryForm {
    let (of, adviser) = (of.to_string(), adviser.map(|id| id.to_string()).unwrap_or_default());
    let usual = [("what", LONG), ("who", &of), ("adviser", &adviser), ("records", records), ("facts", "Người này luôn nộp muộn.")];
    let fields: Vec<(&str, &str)> = usual.into_iter().chain([("answer_by", "20/11/2026")]).collect();
    form(RegisterKind::Violations, "", &fields)
}

async fn of(school: &SmallSchool, kind: RegisterKind, by: PersonId) -> Vec<String> {
    let facts = school.facts().await;
    let actor = facts.actor(by, school.database.now());
    let scope = decide_read_register(&actor, facts.organisation(), kind.register()).unwrap();
    let (only_of, entered_by) = scope.entries_of(by);
    let wanted = Wanted { only_of, entered_by, ..Wanted::default() };
    listed(school, kind, wanted).await.into_iter().map(|(_, title)| title).collect()
}

async fn waits(school: &SmallSchool, by: PersonId) -> usize {
    let store = school.store.clone();
    let read = async move |work: &mut Work| super::secret(work, &store, by).await;
    school.database.read(school.id, None, read).await.unwrap().len()
}

#[tokio::test]
async fn a_case_says_what_the_program_knew_and_is_known_to_those_whom_it_names() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-16T08:00:00+07:00");
        let (kind, nguyet, hoa) = (RegisterKind::Violations, school.nguyet, school.hoa);
        let missing = school.record("Giáo án tuần 10 · Lớp 4A").await;
        let whose = missing.terms.turn.unwrap_or(hoa);
        // What is typed into what the program alone knows is not taken, and a record of somebody else is none of hers.
        let others = school.record("Giáo án tuần 10 · Lớp 4B").await.id.to_string();
        let odd = enter(&school, nguyet, kind, case(whose, None, &others)).await.unwrap().unwrap_err();
        assert!(odd.of("records").is_some());
        let id = enter(&school, nguyet, kind, case(whose, None, &missing.id.to_string())).await.unwrap().unwrap();
        let kept = one(&school, (kind, id)).await.line;
        assert!(
            kept.says("facts").starts_with("Giáo án tuần 10 · Lớp 4A: hạn 06/11/2026, chưa nộp, quá"),
            "{}",
            kept.says("facts")
        );
        assert!(!kept.says("facts").contains("luôn nộp muộn"));
        // Nobody but the principal and the person finds it.
        for (by, wanted) in [(nguyet, 1), (whose, 1), (school.am, 0), (school.thuy, 0), (school.hoa_y_te, 0)] {
            assert_eq!((of(&school, kind, by).await.len(), waits(&school, by).await), (wanted, wanted));
        }
        assert_eq!(enter(&school, nguyet, kind, case(nguyet, None, "")).await, refused(RegisterRefusal::AboutOneself));
        let not_hers = RegisterRefusal::NotYoursToEnter { name: "Vi phạm".to_owned() };
        assert_eq!(enter(&school, school.am, kind, case(whose, None, "")).await, refused(not_hers));
        database.keeps(school.id, &["register_people"]).await;
    })
    .await;
}

#[tokio::test]
async fn a_case_waits_for_the_answer_or_its_day_and_nobody_but_the_principal_decides() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-16T08:00:00+07:00");
        let (kind, nguyet, hoa) = (RegisterKind::Violations, school.nguyet, school.hoa);
        let id = enter(&school, nguyet, kind, case(hoa, None, "")).await.unwrap().unwrap();
        let entry = (kind, id);
        let until = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        let early = step(&school, nguyet, entry, ("found", "1", "Vi phạm Điều 6a")).await;
        assert_eq!(early, refused(RegisterRefusal::AnswerAwaited { until }));
        let stranger = step(&school, school.thao, entry, ("answered", "1", "Tôi trả lời thay")).await;
        assert_eq!(stranger, refused(RegisterRefusal::NotYours { name: "Vi phạm".to_owned() }));
        assert!(step(&school, hoa, entry, ("answered", "1", "")).await.unwrap().is_err(), "an answer without words");
        step(&school, hoa, entry, ("answered", "1", "Em nghỉ ốm hai tuần, đã báo cô Ấm")).await.unwrap().unwrap();
        assert_eq!(step(&school, hoa, entry, ("cleared", "2", "Không có lỗi")).await, refused(RegisterRefusal::AboutOneself));
        assert_eq!(correct(&school, nguyet, entry, case(hoa, None, "")).await, refused(RegisterRefusal::StaysAsItIs));
        // By the way that asks for no password nothing is decided about anybody, however the entry stands by then.
        let (store, form) =
            (school.store.clone(), MoveForm { to: "cleared".to_owned(), seen: "2".to_owned(), words: "Có lý do".to_owned() });
        let unproved = async move |work: &mut Work| super::take_step(work, &store, entry, &form).await;
        assert_eq!(database.write(school.id, Some(nguyet), unproved).await, refused(RegisterRefusal::ChangedMeanwhile));
        step(&school, nguyet, entry, ("cleared", "2", "Có lý do chính đáng")).await.unwrap().unwrap();
        assert_eq!(waits(&school, hoa).await, 0);
        // Of the second one nobody hears anything: from the day after its day on it is decided all the same.
        let silent = (kind, enter(&school, nguyet, kind, case(school.thuy, None, "")).await.unwrap().unwrap());
        school.at("2026-11-20T23:50:00+07:00");
        assert_eq!(
            step(&school, nguyet, silent, ("found", "1", "Điều 6a")).await,
            refused(RegisterRefusal::AnswerAwaited { until })
        );
        school.at("2026-11-21T00:10:00+07:00");
        step(&school, nguyet, silent, ("found", "1", "Điều 6a; nhắc nhở")).await.unwrap().unwrap();
        // A second look opens it again, and she answers then.
        step(&school, nguyet, silent, ("answered", "2", "Có thông tin mới")).await.unwrap().unwrap();
        step(&school, nguyet, silent, ("cleared", "3", "Không vi phạm")).await.unwrap().unwrap();
        assert_eq!(one(&school, silent).await.steps.len(), 4);
    })
    .await;
}

#[tokio::test]
async fn who_is_praised_reads_it_once_it_is_agreed_with_the_figures_of_that_day() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let (kind, nguyet, hoa) = (RegisterKind::Commendations, school.nguyet, school.hoa);
        let people = [hoa.to_string(), school.thao.to_string()].join(",");
        let department = school.department.to_string();
        let praise = |people: &str| {
            form(
                kind,
                "",
                &[("what", "Nộp đúng hạn"), ("term", "1"), ("people", people), ("units", &department), ("figures", "Nhất trường")],
            )
        };
        assert_eq!(enter(&school, nguyet, kind, praise(&nguyet.to_string())).await, refused(RegisterRefusal::AboutOneself));
        let sent = EntryForm { typed: praise("").typed.into_iter().chain([("people".to_owned(), people)]).collect(), ..praise("") };
        let id = enter(&school, nguyet, kind, sent).await.unwrap().unwrap();
        let kept = one(&school, (kind, id)).await.line;
        let figures: Vec<&str> = kept.says("figures").lines().collect();
        assert_eq!(figures.len(), 3, "{figures:?}");
        assert!(figures[0].starts_with("Nguyễn Thị Hoa: ") && figures[1].starts_with("Vũ Thị Phương Thảo: "), "{figures:?}");
        assert!(figures.iter().all(|line| !line.contains("Nhất trường")), "{figures:?}");
        assert_eq!(of(&school, kind, hoa).await, Vec::<String>::new());
        step(&school, nguyet, (kind, id), ("agreed", "1", "Giấy khen")).await.unwrap().unwrap();
        assert_eq!(of(&school, kind, hoa).await, ["Nộp đúng hạn"]);
        assert_eq!(of(&school, kind, school.thuy).await, Vec::<String>::new());
        let about = async move |work: &mut Work| super::of_person(work, hoa).await;
        assert_eq!(database.read(school.id, None, about).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_log_tells_of_a_case_to_the_principal_and_to_whoever_did_it() {
    each_engine(|database| async move {
        use domain::{
            log::{LogFilter, wanted},
            permissions::LogScope,
        };
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-16T08:00:00+07:00");
        let (kind, nguyet, hoa) = (RegisterKind::Violations, school.nguyet, school.hoa);
        let id = enter(&school, nguyet, kind, case(hoa, None, "")).await.unwrap().unwrap();
        let reads = async move |work: &mut Work| crate::views::note(work, &[crate::views::View::Case(id)]).await;
        database.write_quietly(school.id, Some(hoa), reads).await.unwrap();
        step(&school, hoa, (kind, id), ("answered", "1", "Em nghỉ ốm hai tuần")).await.unwrap().unwrap();
        let facts = school.facts().await;
        let seen = async |reader: PersonId, person: Option<PersonId>| {
            let actor = facts.actor(reader, database.now());
            let wanted = wanted(&facts, &actor, LogScope::School, &LogFilter { person, ..LogFilter::default() });
            let entries =
                database.read(school.id, None, async move |work: &mut Work| crate::log::page(work, &wanted, 10_000).await);
            let entries = entries.await.unwrap();
            entries.iter().filter(|entry| entry.subject == Some(id.uuid())).count()
        };
        assert_eq!(seen(nguyet, None).await, 3);
        assert_eq!(seen(hoa, None).await, 2, "that she read it, and her own answer");
        for person in [None, Some(hoa), Some(nguyet)] {
            assert_eq!(seen(school.am, person).await, 0);
        }
    })
    .await;
}

#[tokio::test]
async fn what_stands_about_somebody_is_theirs_to_take_and_theirs_who_read_it() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-16T08:00:00+07:00");
        let (nguyet, hoa) = (school.nguyet, school.hoa);
        let of_hoa = enter(&school, nguyet, RegisterKind::Violations, case(hoa, None, "")).await.unwrap().unwrap();
        let people = hoa.to_string();
        let praise = [("what", "Nộp đúng hạn"), ("term", "1"), ("people", people.as_str())];
        let praised = form(RegisterKind::Commendations, "", &praise);
        let praised = enter(&school, nguyet, RegisterKind::Commendations, praised).await.unwrap().unwrap();
        let facts = school.facts().await;
        let takes = async |person: PersonId, reader: PersonId| {
            let facts = facts.clone();
            let read = async move |work: &mut Work| crate::data_requests::own_entries(work, &facts, (person, reader)).await;
            let entries = database.read(school.id, None, read).await.unwrap();
            entries.into_iter().map(|entry| entry.line.id).collect::<Vec<_>>()
        };
        assert_eq!(takes(hoa, hoa).await, [of_hoa], "nobody has agreed to the praise");
        step(&school, nguyet, (RegisterKind::Commendations, praised), ("agreed", "1", "")).await.unwrap().unwrap();
        let mut both = takes(hoa, hoa).await;
        both.sort_unstable();
        let mut wanted = [of_hoa, praised];
        wanted.sort_unstable();
        assert_eq!(both, wanted);
        assert_eq!(takes(hoa, nguyet).await.len(), 2);
        for other in [school.am, school.thao, school.thuy] {
            assert_eq!((takes(hoa, other).await, takes(other, other).await), (Vec::new(), Vec::new()));
        }
    })
    .await;
}
