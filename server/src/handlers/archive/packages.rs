//! "/luu-tru/goi/…": one package, its files compared once more, and the way home.

use std::collections::{BTreeMap, BTreeSet};

use ::records::{
    Error, Work,
    archive::{self, ArchivedRecord},
    disposals,
};
use app::{
    archive::{PackageView, PackedLine},
    paths,
    signing::{Edition, Sheet},
};
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use bytes::Bytes;
use domain::{
    archive::{Hold, Package, PackedRecord, RetentionRule, code_text, holds_over, in_force, package_page, root_name},
    days::day_of,
    files::Sha256,
    inspection::Kept,
    obligations::{Disposed, ObligationId},
    permissions::{decide_archive_page, decide_check_package, decide_take_package},
    personal_copies::PlacedFile,
    signing::{PublicKey, Signature, Statement},
    vietnamese,
};
use sha2::Digest;

use super::super::{
    attempt::{Done, with_status},
    receipts::place_to_send,
    viewer,
};
use crate::{
    error::AppError,
    extract::{PageRequest, Visit},
    files::{
        copies::{self, Content, Note},
        zip::Entry,
    },
    state::AppState,
};

/// What is said of what was just done.
const DEEDS: [(&str, &str); 2] = [
    ("du", "Đã so từng tệp với lúc nộp: đủ và nguyên vẹn"),
    ("hong", "Đã so từng tệp với lúc nộp: có tệp không còn khớp, xem danh sách dưới đây"),
];

/// `GET /luu-tru/goi/{number}`
pub async fn page(
    Path(number): Path<u32>,
    visit: Visit,
    Query(done): Query<Done>,
    request: PageRequest,
) -> Result<Response, AppError> {
    decide_archive_page(&visit.actor())?;
    let read = async move |work: &mut Work| {
        let (package, records) = (archive::package(work, number).await?, archive::records(work, number).await?);
        let (check, rules) = (archive::last_check(work, number).await?, archive::rules(work).await?);
        let ids: Vec<ObligationId> = records.iter().map(|one| one.packed.record.obligation).collect();
        let disposed = disposals::among(work, &ids).await?;
        Ok::<_, Error>((package, records, check, Settled { rules, holds: archive::holds(work).await?, disposed }))
    };
    let (package, records, check, settled) = visit.read(read).await?;
    let (organisation, today) = (visit.today.organisation(), day_of(visit.now));
    let spoiled: BTreeSet<Sha256> = check.iter().flat_map(|check| check.broken.iter().copied()).collect();
    let broken = records.iter().flat_map(|one| {
        let files = one.packed.files().into_values().filter(|file| spoiled.contains(&file.sha256));
        let line = |file: domain::files::StoredFile| format!("{}, {}", file.name, one.packed.record.title);
        files.map(line).collect::<Vec<_>>()
    });
    let page = PackageView {
        broken: broken.collect(),
        records: records.iter().map(|one| line(&visit, &package, one, &settled)).collect(),
        who: vietnamese::capitalised(&organisation.name_of(package.by, today)),
        check,
        may_check: decide_check_package(&visit.actor()).is_ok(),
        may_take: decide_take_package(&visit.actor()).is_ok(),
        refused: None,
        done: done.words(&DEEDS),
        package,
    };
    let (title, viewer) = (format!("Gói lưu trữ số {number}"), viewer(&visit)?);
    Ok(with_status(request.page(&title, |head| app::pages::archive_package(head, viewer, page)), None))
}

/// What was settled about the records of a package.
#[derive(Clone, Debug, Default)]
pub(super) struct Settled {
    pub rules: Vec<RetentionRule>,
    pub holds: Vec<Hold>,
    /// Those whose files are gone.
    pub disposed: BTreeMap<ObligationId, Disposed>,
}

fn line(visit: &Visit, package: &Package, one: &ArchivedRecord, settled: &Settled) -> PackedLine {
    let (record, newest) = (&one.packed.record, one.packed.newest());
    let who = |person| visit.today.organisation().name_of(person, day_of(visit.now));
    let returned = one.returned.as_ref();
    PackedLine {
        obligation: record.obligation,
        title: record.title.clone(),
        receipt: newest.map(|one| one.receipt_number.clone()).unwrap_or_default(),
        handed_in: newest.map(|one| format!("{}, {}", one.person_name, vietnamese::moment(one.received_at))).unwrap_or_default(),
        kept: kept(visit, package, &one.packed, settled).join(". "),
        returned: returned
            .map(|back| format!("Đã lấy ra lúc {}, {}", vietnamese::moment(back.at), who(back.by)))
            .unwrap_or_default(),
    }
}

/// Until when a record is kept, that its period is over, and what holds it; or that its files are gone.
pub(super) fn kept(visit: &Visit, package: &Package, packed: &PackedRecord, settled: &Settled) -> Vec<String> {
    let Settled { rules, holds, disposed } = settled;
    if let Some(disposed) = disposed.get(&packed.record.obligation) {
        return vec![disposed.words()];
    }
    let record_type = packed.record.record_type;
    let retention = in_force(rules, record_type).map(|rule| rule.retention).unwrap_or_default();
    let until = retention.keeps_until(packed.year_end);
    let over = until.is_over(day_of(visit.now)).then(|| "đã hết thời hạn, chỉ hủy theo biên bản của hội đồng".to_owned());
    let held = holds_over(holds, packed.record.obligation, package.year, record_type);
    let held = held.map(|hold| format!("Giữ lại theo lệnh số {}: {}", hold.number, vietnamese::without_stop(hold.reason.as_str())));
    std::iter::once(over.map_or_else(|| until.words(), |over| format!("{}, {over}", until.words()))).chain(held).collect()
}

/// `POST /luu-tru/goi/{number}/kiem-tra`: every file is read and compared with what was handed in; nothing is hashed into the package
/// anew.
pub async fn check(State(state): State<AppState>, Path(number): Path<u32>, visit: Visit) -> Result<Response, AppError> {
    decide_check_package(&visit.actor())?;
    let records = visit.read(async move |work: &mut Work| archive::records(work, number).await).await?;
    let files = visit.read(async move |work: &mut Work| archive::files_there(work, &records).await).await?;
    let whole = super::whole_of(&state, &files.values().cloned().collect::<Vec<_>>()).await?;
    let broken: BTreeSet<Sha256> = files.into_keys().filter(|file| !whole.contains(file)).collect();
    let store = visit.fact_store();
    let check = visit.write(async move |work: &mut Work| archive::note_check(work, &store, number, &broken).await).await?;
    let deed = if check.is_whole() { "du" } else { "hong" };
    Ok(Redirect::to(&format!("{}?xong={deed}", paths::archive_package(number))).into_response())
}

/// `POST /luu-tru/goi/{number}/tai`: the package, written while it is sent. What is not what was handed in, and what is kept from being
/// opened, lies not in it, and its page says so.
pub async fn take(State(state): State<AppState>, Path(number): Path<u32>, visit: Visit) -> Result<Response, AppError> {
    decide_take_package(&visit.actor())?;
    let (store, person) = (visit.fact_store(), visit.person);
    let read = async move |work: &mut Work| {
        let (package, records) = archive::to_take(work, &store, person, number).await?;
        let there = archive::files_there(work, &records).await?;
        let mut lacking = archive::kept(work, there.keys().copied()).await?;
        let broken = archive::last_check(work, number).await?.into_iter().flat_map(|check| check.broken);
        lacking.extend(broken.filter(|file| there.contains_key(file)));
        let ids: Vec<ObligationId> = records.iter().map(|one| one.packed.record.obligation).collect();
        let disposed = disposals::among(work, &ids).await?;
        Ok::<_, Error>((package, records, lacking, disposed))
    };
    let (package, mut records, lacking, disposed) = visit.read(read).await?;
    // What was disposed of leaves in no package, and the package says so; what was written down of it stays as it is.
    for one in records.iter_mut().filter(|one| disposed.contains_key(&one.packed.record.obligation)) {
        let files = one.packed.record.versions.iter_mut().flat_map(|version| &mut version.files);
        files.for_each(|file| file.kept = Some(Kept::Disposed));
    }
    let share = place_to_send(&state, &visit)?;
    let name = format!("{}.zip", root_name(&package));
    let many = lacking.len();
    let parts = parts(&visit, &package, records, &lacking);
    let response = copies::send(&state.blobs, &name, parts, noting(&visit, number, many)).await.map_err(|error| {
        tracing::error!(%error, "a package of the archive could not be sent");
        AppError::Unavailable
    })?;
    Ok(share.until_sent(response))
}

/// Notes it in a transaction of its own: the session that asked for it must be there still.
fn noting(visit: &Visit, number: u32, lacking: usize) -> Note {
    let visit = visit.clone();
    Box::new(move || {
        Box::pin(async move {
            let store = visit.fact_store();
            let note = async move |work: &mut Work| archive::note_taken(work, &store, number, lacking).await;
            visit.write(note).await
        })
    })
}

/// What lies in the archive that is sent: the page, what the code is made of, what was written down of each record with its sheets and
/// files, and the hashes of all of it.
fn parts(visit: &Visit, package: &Package, records: Vec<ArchivedRecord>, lacking: &BTreeSet<Sha256>) -> Vec<(Entry, Content)> {
    let root = root_name(package);
    let lines: Vec<(ObligationId, Sha256)> = records.iter().map(|one| (one.packed.record.obligation, one.hash)).collect();
    let code = code_text(visit.school, (package.number, &package.school_year, package.at), &lines);
    let (manifests, mut packed): (Vec<String>, Vec<PackedRecord>) =
        records.into_iter().map(|one| (one.manifest, one.packed)).unzip();
    let files = domain::archive::placed(&mut packed, &root, lacking);
    let mut made: Vec<(String, Vec<u8>)> = vec![("goi.txt".to_owned(), code.into_bytes())];
    let mut sheets: BTreeMap<ObligationId, Vec<(String, String)>> = BTreeMap::new();
    for (one, manifest) in packed.iter().zip(manifests) {
        made.push((format!("{}/ho-so.json", one.record.folder), manifest.into_bytes()));
        for (signed, place) in one.signatures.iter().zip(1_usize..) {
            let Some(sheet) = sheet(signed) else { continue };
            let path = format!("{}/phieu-duyet-{place}.html", one.record.folder);
            sheets.entry(one.record.obligation).or_default().push((path.clone(), signed.code.clone()));
            made.push((path, sheet.into_bytes()));
        }
    }
    let page = package_page(&visit.facts.school.name, package, &packed, &sheets, lacking);
    made.insert(0, ("index.html".to_owned(), page.into_bytes()));
    let hash = |bytes: &[u8]| Sha256::new(sha2::Sha256::digest(bytes).into());
    let sums = made.iter().map(|(path, bytes)| format!("{}  {path}\n", hash(bytes)));
    let sums: String = sums.chain(files.iter().map(|one| format!("{}  {}\n", one.file.sha256, one.path))).collect();
    made.push(("SHA256SUMS".to_owned(), sums.into_bytes()));
    let made = made.into_iter().map(|(path, bytes)| {
        let entry = Entry { path: format!("{root}/{path}"), size: bytes.len() as u64, at: package.at };
        (entry, Content::Made(Bytes::from(bytes)))
    });
    let stored = files.into_iter().map(|PlacedFile { path, file, at }| {
        let entry = Entry { path: format!("{root}/{path}"), size: file.size, at };
        (entry, Content::Stored(file))
    });
    made.chain(stored).collect()
}

/// The sheet of a signature, as it is downloaded from its page; without the address of the school, which nobody signed.
fn sheet(signed: &domain::archive::PackedSignature) -> Option<String> {
    let statement = Statement::parse(signed.statement.as_bytes()).ok()?;
    let (signature, key) = (Signature::from_hex(&signed.signature)?, PublicKey::from_hex(&signed.key)?);
    Some(Sheet { statement, signature, key, origin: String::new(), edition: Edition::default() }.document())
}
