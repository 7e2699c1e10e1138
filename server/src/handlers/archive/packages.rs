//! "/luu-tru/goi/…": one package, its files compared once more, and the way home.

use std::collections::{BTreeMap, BTreeSet};

use ::records::{
    Error, Work,
    archive::{self, ArchivedRecord},
    disposals,
    views::{self, View},
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
    facts::Facts,
    files::Sha256,
    inspection::Kept,
    obligations::{Disposed, ObligationId},
    permissions::{Action, decide, decide_archive_page, decide_check_package, decide_take_package},
    personal_copies::PlacedFile,
    signing::{PublicKey, Signature, Statement},
    submissions::SubmissionId,
    vietnamese,
};
use sha2::Digest;

use super::super::{
    attempt::{Attempt, Done, with_status},
    receipts::place_to_send,
    viewer,
};
use crate::{
    error::AppError,
    extract::{PageRequest, ProofForm, Visit},
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
    shown(&visit, &request, number, Attempt { done: done.words(&DEEDS), ..Attempt::default() }).await
}

async fn shown(visit: &Visit, request: &PageRequest, number: u32, attempt: Attempt<()>) -> Result<Response, AppError> {
    decide_archive_page(&visit.actor())?;
    let store = visit.fact_store();
    let read = async move |work: &mut Work| {
        let (package, records) = (archive::package(work, number).await?, archive::records(work, number).await?);
        let (check, rules) = (archive::last_check(work, number).await?, archive::rules(work).await?);
        let ids: Vec<ObligationId> = records.iter().map(|one| one.packed.record.obligation).collect();
        let disposed = disposals::among(work, &ids).await?;
        let facts = store.of_year(work, package.year).await?;
        Ok::<_, Error>((package, records, check, Settled { rules, holds: archive::holds(work).await?, disposed }, facts))
    };
    let (package, records, check, settled, facts) = visit.read(read).await?;
    let (organisation, today) = (visit.today.organisation(), day_of(visit.now));
    let spoiled: BTreeSet<Sha256> = check.iter().flat_map(|check| check.broken.iter().copied()).collect();
    let broken = records.iter().flat_map(|one| {
        let opens = opens(visit, &facts, one.packed.record.obligation);
        let files = one.packed.files().into_values().filter(|file| spoiled.contains(&file.sha256));
        let line = |file: domain::files::StoredFile| {
            let name = if opens { file.name.to_string() } else { format!("Một tệp, mã {}", file.sha256) };
            format!("{name}, {}", one.packed.record.title)
        };
        files.map(line).collect::<Vec<_>>()
    });
    let page = PackageView {
        broken: broken.collect(),
        records: records.iter().map(|one| line(visit, &facts, &package, one, &settled)).collect(),
        who: vietnamese::capitalised(&organisation.name_of(package.by, today)),
        check,
        may_check: decide_check_package(&visit.actor()).is_ok(),
        may_take: decide_take_package(&visit.actor()).is_ok(),
        asks_again: visit.asks_again(),
        errors: attempt.errors,
        refused: attempt.refused,
        done: attempt.done,
        package,
    };
    let (title, viewer) = (format!("Gói lưu trữ số {number}"), viewer(visit)?);
    Ok(with_status(request.page(&title, |head| app::pages::archive_package(head, viewer, page)), attempt.status))
}

/// What was settled about the records of a package.
#[derive(Clone, Debug, Default)]
pub(super) struct Settled {
    pub rules: Vec<RetentionRule>,
    pub holds: Vec<Hold>,
    /// Those whose files are gone.
    pub disposed: BTreeMap<ObligationId, Disposed>,
}

/// Whether the visitor opens this record: what it holds, with names of files and who handed in and decided, is told to nobody else here
/// either. `facts` are those of its year.
pub(super) fn opens(visit: &Visit, facts: &Facts, record: ObligationId) -> bool {
    facts
        .obligation(record)
        .is_some_and(|one| decide(&visit.actor(), visit.today.organisation(), Action::OpenRecord(facts.record_facts(one))).is_ok())
}

fn line(visit: &Visit, facts: &Facts, package: &Package, one: &ArchivedRecord, settled: &Settled) -> PackedLine {
    let record = &one.packed.record;
    let newest = one.packed.newest().filter(|_| opens(visit, facts, record.obligation));
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
    let compared = super::compare(&state, &files.into_values().collect::<Vec<_>>()).await;
    let broken: BTreeSet<Sha256> = compared.into_iter().filter(|(_, fits)| !fits).map(|(file, _)| file).collect();
    let store = visit.fact_store();
    let check = visit.write(async move |work: &mut Work| archive::note_check(work, &store, number, &broken).await).await?;
    let deed = if check.is_whole() { "du" } else { "hong" };
    Ok(Redirect::to(&format!("{}?xong={deed}", paths::archive_package(number))).into_response())
}

/// `POST /luu-tru/goi/{number}/tai`: the package, written while it is sent. What is not what was handed in, and what is kept from being
/// opened, lies not in it, and its page says so. So much leaves the school by it that the password is asked for again.
pub async fn take(
    State(state): State<AppState>,
    Path(number): Path<u32>,
    mut form: ProofForm<Visit>,
) -> Result<Response, AppError> {
    decide_take_package(&form.visit.actor())?;
    if let Err(errors) = form.prove().await? {
        return shown(&form.visit, &form.request, number, Attempt::wrong((), errors)).await;
    }
    let visit = form.visit;
    let (store, person) = (visit.fact_store(), visit.person);
    let read = async move |work: &mut Work| {
        let (package, records) = archive::to_take(work, &store, person, number).await?;
        let there = archive::files_there(work, &records).await?;
        let held = archive::kept(work, there.keys().copied()).await?;
        let broken = archive::last_check(work, number).await?.into_iter().flat_map(|check| check.broken);
        let broken = broken.filter(|file| there.contains_key(file)).collect();
        let ids: Vec<ObligationId> = records.iter().map(|one| one.packed.record.obligation).collect();
        let disposed = disposals::among(work, &ids).await?;
        Ok::<_, Error>((package, records, Lacking { broken, held }, disposed))
    };
    let (package, mut records, lacking, disposed) = visit.read(read).await?;
    // What was disposed of leaves in no package, and the package says so; what was written down of it stays as it is.
    for one in records.iter_mut().filter(|one| disposed.contains_key(&one.packed.record.obligation)) {
        let files = one.packed.record.versions.iter_mut().flat_map(|version| &mut version.files);
        files.for_each(|file| file.kept = Some(Kept::Disposed));
    }
    let share = place_to_send(&state, &visit)?;
    let name = format!("{}.zip", root_name(&package));
    let all = lacking.all();
    let taken = records.iter().flat_map(|one| &one.packed.record.versions).flat_map(|version| {
        let there = version.files.iter().filter(|file| file.kept != Some(Kept::Disposed) && !all.contains(&file.sha256));
        there.map(|file| (version.submission, file.sha256))
    });
    let note = noting(&visit, (number, all.len()), taken.collect());
    let parts = parts(&visit, &package, records, &lacking);
    let response = copies::send(&state.blobs, &name, parts, note).await.map_err(|error| {
        tracing::error!(%error, "a package of the archive could not be sent");
        AppError::Unavailable
    })?;
    Ok(share.until_sent(response))
}

/// Files that lie in no package that leaves.
struct Lacking {
    /// Not what was handed in, as the last check found them.
    broken: BTreeSet<Sha256>,
    /// Nobody opens them now.
    held: BTreeSet<Sha256>,
}

impl Lacking {
    fn all(&self) -> BTreeSet<Sha256> {
        self.broken.union(&self.held).copied().collect()
    }
}

/// So many downloads are noted in one transaction: others write between them.
const NOTED_AT_ONCE: usize = 50;

/// Notes it in transactions of its own: the session that asked for it must be there still. Whose files left the school so reads that
/// of each record, as where somebody takes one file; and so does whoever asks later who has a file that became known as infected.
fn noting(visit: &Visit, (number, lacking): (u32, usize), files: Vec<(SubmissionId, Sha256)>) -> Note {
    let visit = visit.clone();
    Box::new(move || {
        Box::pin(async move {
            let store = visit.fact_store();
            let note = async move |work: &mut Work| archive::note_taken(work, &store, number, lacking).await;
            visit.write(note).await?;
            for some in files.chunks(NOTED_AT_ONCE) {
                let seen: Vec<View> = some.iter().map(|(version, file)| View::File(*version, *file)).collect();
                visit.write(async move |work: &mut Work| views::note(work, &seen).await).await?;
            }
            Ok(())
        })
    })
}

/// What lies in the archive that is sent: the page, what the code is made of, what was written down of each record with its sheets and
/// files, and the hashes of all of it.
fn parts(visit: &Visit, package: &Package, records: Vec<ArchivedRecord>, lacking: &Lacking) -> Vec<(Entry, Content)> {
    let root = root_name(package);
    let lines: Vec<(ObligationId, Sha256)> = records.iter().map(|one| (one.packed.record.obligation, one.hash)).collect();
    let code = code_text(visit.school, (package.number, &package.school_year, package.at), &lines);
    let (manifests, mut packed): (Vec<String>, Vec<PackedRecord>) =
        records.into_iter().map(|one| (one.manifest, one.packed)).unzip();
    let files = domain::archive::placed(&mut packed, &root, &lacking.all());
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
    let page = package_page(&visit.facts.school.name, package, &packed, &sheets, (&lacking.broken, &lacking.held));
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
