//! The school says who opens a type of records, and somebody asks for their own data or takes a copy home, while somebody
//! follows what happens.

use std::collections::BTreeMap;

use domain::{
    data_requests::{AskForm, RefuseForm},
    files::{FileKind, Sha256, StoredFile},
    inspection::{InspectedFile, Inspection},
    personal_copies::{Accepted, CopyKind, CopySize, ListSignature},
    record_types::{FenceForm, Sensitivity},
    registers::{EntryForm, MoveForm, RegisterKind},
    templates::TemplateForm,
};

use crate::{
    data_requests,
    error::Error,
    facts::{FactStore, load_now},
    inspections,
    personal_copies::{self, GivenBack, TakenCopy},
    record_types, registers,
    signing::SchoolKey,
    submissions::content_digest,
    templates,
    testing::school::paper,
    views::{self, View},
    work::Work,
    year_books,
};

/// The first type is fenced off; and an incident is reported and answered, which changes no fact.
pub(super) async fn fences(work: &mut Work) -> Result<(), Error> {
    registers(work).await?;
    let facts = load_now(work).await?;
    let record_type = &facts.regime.record_types[0];
    let form = FenceForm { sensitivity: Sensitivity::Child.code().to_owned(), ..FenceForm::of(record_type) };
    record_types::set_fence(work, &FactStore::default(), record_type.id, &form).await?.unwrap();
    Ok(())
}

/// The first type gets a template.
pub(super) async fn keeps_a_template(work: &mut Work) -> Result<(), Error> {
    let store = FactStore::default();
    let record_type = load_now(work).await?.regime.record_types[0].id;
    let sent = InspectedFile { file: paper("mau.docx", 90), inspection: Inspection::Clean };
    let waits = templates::keep(work, &store, record_type, &[sent]).await?.remove(0).unwrap();
    let form = TemplateForm { files: vec![waits.to_string()], ..TemplateForm::empty(0, "2026-09-01".parse().unwrap()) };
    templates::add(work, &store, record_type, &form).await?.unwrap();
    Ok(())
}

/// The year-end book of the first class, as it is bound once its year is over.
pub(super) async fn binds_a_book(work: &mut Work) -> Result<(), Error> {
    let (year, class) = load_now(work).await.map(|facts| (facts.regime.year, facts.organisation().classes[0].id))?;
    let now = work.now;
    work.now = "2027-07-20T09:00:00+07:00".parse().unwrap();
    let bound = year_books::bind(work, &FactStore::default(), (year, class), &SchoolKey::of_secret(&[1; 32])).await;
    work.now = now;
    bound.map(drop)
}

/// The actor asks twice: the first time the data are given and taken, the second time that is refused.
pub(super) async fn asks(work: &mut Work) -> Result<(), Error> {
    let store = FactStore::default();
    data_requests::ask(work, &store, &AskForm::default()).await?.unwrap();
    let first = data_requests::all(work).await?.remove(0).id;
    data_requests::give(work, &store, first).await?;
    data_requests::export(work, &store, first).await?;
    data_requests::ask(work, &store, &AskForm::default()).await?.unwrap();
    let second = data_requests::all(work).await?.remove(0).id;
    let form = RefuseForm { reason: "Vừa giao xong".to_owned(), clause: "Điều 4".to_owned() };
    data_requests::refuse(work, &store, second, &form).await?.unwrap();
    Ok(())
}

/// The actor reports an incident, says it better, and answers it: nothing of it is a fact of the school.
async fn registers(work: &mut Work) -> Result<(), Error> {
    let (store, kind) = (FactStore::default(), RegisterKind::Incidents);
    let said = |what: &str| BTreeMap::from([("what".to_owned(), what.to_owned()), ("scope".to_owned(), "many".to_owned())]);
    let form = |what: &str, seen: &str| EntryForm { key: String::new(), seen: seen.to_owned(), typed: said(what) };
    let id = registers::enter(work, &store, kind, &form("Mạng đứt", "")).await?.unwrap();
    registers::correct(work, &store, (kind, id), &form("Mạng cả trường đứt", "1")).await?.unwrap();
    let step = MoveForm { to: "working".to_owned(), seen: "2".to_owned(), words: String::new() };
    registers::take_step(work, &store, (kind, id), &step).await.map(Result::unwrap)?;
    let shown = StoredFile { kind: FileKind::Png, ..paper("màn hình.png", 91) };
    registers::attach(work, &store, (kind, id), &[InspectedFile { file: shown, inspection: Inspection::Clean }]).await?;
    opens_a_case(work).await
}

/// The actor opens a case about somebody, who reads it, and takes it back.
async fn opens_a_case(work: &mut Work) -> Result<(), Error> {
    let (store, kind) = (FactStore::default(), RegisterKind::Violations);
    let facts = load_now(work).await?;
    let today = domain::days::day_of(work.now);
    let (organisation, actor) = (facts.organisation(), work.actor.unwrap());
    let is_other = |one: &&domain::people::Person| {
        one.id != actor && !organisation.positions(one.id, today).contains(&domain::people::Position::Principal)
    };
    let other = organisation.people.iter().find(is_other).unwrap().id;
    let typed = [
        ("what", "Ba tuần liền không nộp giáo án, nhắc không trả lời".to_owned()),
        ("who", other.to_string()),
        ("answer_by", domain::vietnamese::date(domain::registers::usual_answer_by(today))),
    ];
    let typed = typed.map(|(column, value)| (column.to_owned(), value)).into();
    let form = EntryForm { key: String::new(), seen: String::new(), typed };
    let id = registers::enter(work, &store, kind, &form).await?.unwrap();
    work.actor = Some(other);
    views::note(work, &[View::Case(id)]).await?;
    work.actor = Some(actor);
    let step = MoveForm { to: "withdrawn".to_owned(), seen: "1".to_owned(), words: "Mở nhầm".to_owned() };
    registers::take_step(work, &store, (kind, id), &step).await.map(Result::unwrap)
}

/// The actor takes home all that is theirs.
pub(super) async fn takes_home(work: &mut Work) -> Result<(), Error> {
    let (store, person) = (FactStore::default(), work.actor.unwrap());
    let versions = personal_copies::holding(work, &store, person).await?.list.versions();
    let taken = TakenCopy { kind: CopyKind::All, size: CopySize::default(), versions };
    personal_copies::note(work, &store, &taken, &SchoolKey::of_secret(&[1; 32])).await.map(drop)
}

/// Another version of what somebody has handed in comes back from their copy.
pub(super) async fn gives_back(work: &mut Work) -> Result<(), Error> {
    let (store, facts) = (FactStore::default(), load_now(work).await?);
    let person = facts.obligations.iter().find_map(|one| one.handed_in.as_ref()).unwrap().last_by;
    let mut list = personal_copies::holding(work, &store, person).await?.list;
    let record = &mut list.records[0];
    let mut back = record.versions[0].clone();
    (back.submission, back.version, back.receipt.number.number) = (crate::new_id(), back.version + 1, 9_000);
    // Other bytes than those that are found to be held later.
    back.files.iter_mut().for_each(|file| file.sha256 = paper("Giáo án.docx", 8).sha256);
    let stored = |file: &domain::personal_copies::CopiedFile| StoredFile {
        name: file.name.clone(),
        size: file.size,
        sha256: file.sha256,
        kind: file.kind,
    };
    let files: Vec<StoredFile> = back.files.iter().map(stored).collect();
    back.digest = Sha256::new(content_digest(record.obligation, &back.note, &files).try_into().unwrap());
    record.versions = vec![back];
    list.records.truncate(1);
    let looked: Vec<InspectedFile> =
        files.iter().map(|file| InspectedFile { file: file.clone(), inspection: Inspection::Clean }).collect();
    let files = files.into_iter().map(|file| (file.sha256, file.kind)).collect();
    let key = SchoolKey::of_secret(&[1; 32]).id();
    let given = GivenBack { list, signature: ListSignature::By(key), files };
    let accepted = Accepted { school: work.school, keys: vec![key], is_here: true };
    personal_copies::take_back(work, &store, &given, &accepted).await?.unwrap();
    // The next round looks into what came back; before that nobody approves it.
    inspections::note(work, &looked).await
}
