//! Records go into the archive and come out of it, while somebody follows what happens.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use domain::{
    archive::{ArchiveChoice, HoldForm, RetentionForm},
    days::day_of,
    disposals::{DecisionForm, DrawUpForm, MinutesForm},
    files::Sha256,
    obligations::Reason,
    people::{PersonId, Position},
    readable_export::ExportSize,
    staff::AppointmentForm,
    vietnamese,
};

use crate::{
    archive, disposals,
    error::Error,
    facts::{FactStore, load_now},
    readable_export, staff,
    values::new_id,
    work::Work,
};

/// What is ready goes in; its files are compared once more and taken home; how long its type is kept is settled, and it is held for
/// a while.
pub(super) async fn archives(work: &mut Work) -> Result<(), Error> {
    let (store, year) = (FactStore::default(), load_now(work).await?.regime.year);
    let choice = ArchiveChoice::default();
    let by = work.actor.unwrap();
    let files = archive::files_to_compare(work, &store, (by, year), choice).await?;
    let compared = files.iter().map(|file| (file.sha256, true)).collect();
    let put = archive::put(work, &store, (new_id(), year), choice, &compared).await?;
    archive::note_check(work, &store, put.package.number, &BTreeSet::new()).await?;
    archive::note_taken(work, &store, put.package.number, 0).await?;
    let record_type = load_now(work).await?.regime.record_types[0].id;
    let form =
        RetentionForm { kind: "years".to_owned(), years: "5".to_owned(), basis: "Thông tư 08".to_owned(), seen: "0".to_owned() };
    archive::set_retention(work, &store, record_type, &form).await?.unwrap();
    let form = HoldForm { year: year.to_string(), reason: "Đang có đơn".to_owned(), ..HoldForm::default() };
    let number = archive::hold(work, &store, &form).await?.unwrap();
    archive::lift(work, &store, number, &Reason::parse("Đã giải quyết").unwrap()).await?;
    exports(work, &store).await
}

/// All of the school is exported, and taken away.
async fn exports(work: &mut Work, store: &FactStore) -> Result<(), Error> {
    let size = ExportSize { records: 3, versions: 4, files: 5, lacking: 1, bytes: 6_000 };
    let purpose = Reason::parse("Nộp lưu trữ").unwrap();
    let made = readable_export::note(work, store, purpose, (size, Sha256::new([7; 32]))).await?;
    readable_export::note_taken(work, store, made.number).await
}

/// The first of them is taken out.
pub(super) async fn takes_out(work: &mut Work) -> Result<(), Error> {
    let store = FactStore::default();
    let facts = load_now(work).await?;
    let archived = facts.obligations.iter().find(|one| one.archived.is_some()).unwrap();
    archive::take_out(work, &store, archived.id, &Reason::parse("Thiếu một trang").unwrap()).await.map(drop)
}

/// One record of the archive is disposed of: a list that is taken back, then one on which all agree. Each step is somebody else's,
/// and years go by between them.
pub(super) async fn disposes(work: &mut Work) -> Result<(), Error> {
    let (store, principal) = (FactStore::default(), work.actor.unwrap());
    let facts = load_now(work).await?;
    let (year, choice, today) = (facts.regime.year, ArchiveChoice::default(), vietnamese::date(day_of(work.now)));
    let files = archive::files_to_compare(work, &store, (principal, year), choice).await?;
    let whole = files.iter().map(|file| (file.sha256, true)).collect();
    // What came out goes in once more.
    archive::put(work, &store, (new_id(), year), choice, &whole).await?;
    // Whoever holds such a post already is not given it again.
    let organisation = facts.organisation();
    let leads = |person: PersonId| {
        let posts = organisation.positions(person, day_of(work.now));
        [Position::Principal, Position::VicePrincipal, Position::ManagementTeam].iter().any(|post| posts.contains(post))
    };
    let people: Vec<PersonId> = organisation.people.iter().map(|one| one.id).filter(|id| !leads(*id)).collect();
    let [team, vice, member] = [people[0], people[1], people[2]];
    for (person, post) in [(team, "management-team"), (vice, "vice-principal")] {
        let (post, place, reason) = (post.to_owned(), String::new(), String::new());
        let form = AppointmentForm { post, place, from: today.clone(), reason };
        staff::add_positions(work, &FactStore::default(), person, &form).await?.unwrap();
    }
    let record = load_now(work).await?.obligations.iter().find(|one| one.archived.is_some()).unwrap().clone();
    let seen = archive::rules(work).await?.iter().filter(|rule| rule.record_type == record.terms.record_type).count().to_string();
    let form = RetentionForm { kind: "years".to_owned(), years: "3".to_owned(), basis: "Thông tư 08".to_owned(), seen };
    archive::set_retention(work, &store, record.terms.record_type, &form).await?.unwrap();
    let at_least = work.at_least;
    work.at_least += TimeDelta::days(365 * 10);
    let form =
        DrawUpForm {
            id: String::new(), explanation: "Đã hết thời hạn lưu".to_owned(), records: vec![record.id.to_string()]
        };
    work.actor = Some(team);
    let first = disposals::draw_up(work, &store, new_id(), &form).await?.unwrap();
    disposals::take_back(work, &store, first, &Reason::parse("Nhầm lớp").unwrap()).await?;
    let number = disposals::draw_up(work, &store, new_id(), &form).await?.unwrap();
    let minutes = MinutesForm {
        number: "05/BB-HĐ".to_owned(),
        on: today,
        chair: vice.to_string(),
        members: vec![team.to_string(), member.to_string()],
        ..MinutesForm::default()
    };
    disposals::enter_minutes(work, &store, number, &minutes).await?.unwrap();
    work.actor = Some(principal);
    let decision = DecisionForm { outcome: "approve".to_owned(), number: "15/QĐ".to_owned(), reason: String::new() };
    disposals::decide(work, &store, number, &decision).await?.unwrap();
    work.actor = Some(vice);
    disposals::execute(work, &store, number).await?;
    (work.actor, work.at_least) = (Some(principal), at_least);
    Ok(())
}
