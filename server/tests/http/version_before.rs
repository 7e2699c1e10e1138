//! A data folder that the version before has made: it opens, is brought up to date, and gives the same pages.
//!
//! The folder lies in `server/tests/version_before`, with what that version showed of it; its README tells how the next
//! one is made. SQLite only: a school on PostgreSQL has its rows in no folder. The migrations themselves run on both
//! engines in the tests of `records`.

mod page_text;
mod story;

use std::{
    collections::BTreeMap,
    fs,
    io::{Read, Write},
    path::{Path, PathBuf},
};

use flate2::{Compression, read::GzDecoder, write::GzEncoder};
use records::{
    Work,
    events::{self, EventKind},
    sql,
};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::support::{TestApp, User, folder, take_in};
use page_text::{first_difference, page_text};

/// The last step of `records/migrations` that the kept folder has seen.
const SCHEMA: i64 = 6;

fn kept() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/version_before")
}

/// The data folder as that version left it.
fn unpacked() -> TempDir {
    let folder = folder();
    let mut files = Vec::new();
    take_in(&kept().join("data"), &kept().join("data"), &mut files);
    for (path, bytes) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        if path.extension().is_some_and(|ending| ending == "gz") {
            let mut whole = Vec::new();
            GzDecoder::new(&bytes[..]).read_to_end(&mut whole).unwrap();
            fs::write(path.with_extension(""), whole).unwrap();
        } else {
            fs::write(path, bytes).unwrap();
        }
    }
    folder
}

/// What an address shows: the words of a page, or the fingerprint of a file.
async fn shown(user: &User, path: &str) -> String {
    let answer = user.get(path).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.words());
    if answer.header("content-disposition").starts_with("attachment") {
        let hash: String = Sha256::digest(&answer.bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        return format!("{} bytes, sha256 {hash}", answer.bytes.len());
    }
    page_text(answer.html())
}

/// The pages of one person, each under its address.
fn sections(text: &str) -> Vec<(&str, &str)> {
    let parts = text.split("== ").skip(1);
    parts.map(|part| part.split_once('\n').map(|(path, words)| (path.trim(), words.trim())).unwrap()).collect()
}

#[tokio::test]
async fn a_folder_of_the_version_before_gives_the_same_pages() {
    let app = TestApp::of_data(unpacked(), story::END).await;
    let mut differences = Vec::new();
    let (mut pages, mut files) = (0, 0);
    for entry in fs::read_dir(kept().join("pages")).unwrap() {
        let path = entry.unwrap().path();
        let who = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let text = fs::read_to_string(&path).unwrap();
        let user = app.as_user(&who).await;
        for (path, before) in sections(&text) {
            pages += 1;
            files += usize::from(path.starts_with("/tep/"));
            if let Some(difference) = first_difference(before, &shown(&user, path).await) {
                differences.push(format!("{who} {path}\n{difference}"));
            }
        }
    }
    assert!(differences.is_empty(), "{} of {pages} pages differ\n{}", differences.len(), differences.join("\n"));
    assert!(pages > 50 && files >= 2, "{pages} pages, {files} files: the snapshots are not all there");
}

#[tokio::test]
async fn a_folder_of_the_version_before_is_brought_up_to_date() {
    let app = TestApp::of_data(unpacked(), story::END).await;
    let steps: Vec<i64> = app
        .read(async |work: &mut Work| {
            let rows: Vec<(i64,)> = work.tx.all(sql("SELECT version FROM migrations ORDER BY version")).await?;
            Ok(rows.into_iter().map(|(version,)| version).collect())
        })
        .await;
    assert!(steps.len() as i64 >= SCHEMA && steps == (1..=steps.len() as i64).collect::<Vec<_>>(), "{steps:?}");
    let chain = app.read(events::verify).await;
    assert!(matches!(chain, Ok(Some(_))), "the chain of events holds: {chain:?}");
    let log = app.read(async |work: &mut Work| events::since(work, 0, 10_000).await).await;
    let unknown: Vec<&str> = log.iter().map(|one| one.kind.as_str()).filter(|kind| EventKind::parse(kind).is_none()).collect();
    assert!(log.len() > 300 && unknown.is_empty(), "every kind of event is known still: {unknown:?}");

    // And it goes on: what waited is handed in.
    let teacher = app.as_teacher().await;
    let waiting = fs::read_to_string(kept().join("pages/giaovien.txt")).unwrap();
    let (path, _) =
        sections(&waiting).into_iter().find(|(_, words)| words.contains("bài hát.pdf") && words.contains("Nộp")).unwrap();
    let page = teacher.get(path).await;
    let form = crate::support::Multipart::of(&page, "Em nộp.", &[]);
    let done = teacher.post_multipart(path, form).await;
    assert_eq!(done.status, 303, "{}", done.words());
    assert!(teacher.get(done.location()).await.words().contains("bài hát.pdf"));
}

/// The story must be playable when the next folder is due.
#[tokio::test]
async fn the_story_can_be_played_with_this_version() {
    let app = TestApp::demo_at(story::BEGIN).await;
    let pages = story::play(&app).await;
    for (who, path) in pages.iter().step_by(9) {
        shown(&app.as_user(who).await, path).await;
    }
}

/// Makes the folder and the snapshots of its pages anew: only in a checkout of the version before, see the README there.
#[tokio::test]
#[ignore = "writes into server/tests/version_before"]
async fn make_the_folder() {
    let app = TestApp::demo_at(story::BEGIN).await;
    let pages = story::play(&app).await;
    let TestApp { state, router, folder: played, .. } = app;
    state.database.close().await;
    drop((state, router));
    let mut files = Vec::new();
    take_in(played.path(), played.path(), &mut files);
    let _ = fs::remove_dir_all(kept().join("data"));
    for (path, bytes) in files {
        let path = kept().join("data").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        if path.extension().is_some_and(|ending| ending == "db") {
            let mut packed = GzEncoder::new(fs::File::create(path.with_extension("db.gz")).unwrap(), Compression::best());
            packed.write_all(&bytes).unwrap();
            packed.finish().unwrap();
        } else {
            fs::write(path, bytes).unwrap();
        }
    }
    record(pages).await;
}

/// What this version shows of the kept folder.
async fn record(pages: Vec<story::Seen>) {
    let app = TestApp::of_data(unpacked(), story::END).await;
    let mut texts: BTreeMap<&str, String> = BTreeMap::new();
    for (who, path) in pages {
        let words = shown(&app.as_user(who).await, &path).await;
        texts.entry(who).or_default().push_str(&format!("== {path}\n{words}\n\n"));
    }
    fs::create_dir_all(kept().join("pages")).unwrap();
    for (who, text) in texts {
        fs::write(kept().join("pages").join(format!("{who}.txt")), text).unwrap();
    }
}
