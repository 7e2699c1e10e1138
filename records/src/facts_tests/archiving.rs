//! Records go into the archive and come out of it, while somebody follows what happens.

use std::collections::BTreeSet;

use domain::{
    archive::{ArchiveChoice, HoldForm, RetentionForm},
    files::Sha256,
    obligations::Reason,
    readable_export::ExportSize,
};

use crate::{
    archive,
    error::Error,
    facts::{FactStore, load_now},
    readable_export,
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
    let whole: BTreeSet<_> = files.iter().map(|file| file.sha256).collect();
    let put = archive::put(work, &store, (new_id(), year), choice, &whole).await?;
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
