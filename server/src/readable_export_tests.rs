#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::collections::{BTreeMap, BTreeSet};

use domain::inspection::{InspectedFile, Inspection};
use records::{
    FactStore, Work, inspections, moving,
    readable_export::{InExport, TABLES, WITHHELD},
    schools, submissions,
};
use tempfile::TempDir;

use super::*;
use crate::startup::{Config, data_folder, open};

/// A folder in which a demo was made, and nobody works any more.
async fn demo_folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let config = Config {
        data: folder.path().join("data"),
        database_url: None,
        demo: true,
        clock: Some("2026-11-20T16:58:00+07:00".parse().unwrap()),
        https: false,
        proxies: Vec::new(),
        program: std::env::current_exe().unwrap(),
        office: None,
        backup_to: None,
        clamd: None,
    };
    let state = open(&config).await.unwrap();
    for school in schools::all(&state.database).await.unwrap() {
        // The files of a demo came by no door at which one looks into them.
        let look = async |work: &mut Work| {
            let facts = FactStore::default().facts(work).await?;
            for one in facts.obligations.iter() {
                for version in submissions::versions(work, one.id).await? {
                    let clean = |file| InspectedFile { file, inspection: Inspection::Clean };
                    inspections::note(work, &version.files.into_iter().map(clean).collect::<Vec<_>>()).await?;
                }
            }
            Ok(())
        };
        state.database.write_quietly(school.id, None, look).await.unwrap();
    }
    state.database.close().await;
    drop(state);
    while data_folder::is_taken(&config.data) {
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    folder
}

/// Every file below `folder`, with its bytes, by its path.
fn files_in(root: &Path, folder: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files_in(root, &path, found);
        } else {
            found.insert(path.strip_prefix(root).unwrap().to_str().unwrap().to_owned(), fs::read(&path).unwrap());
        }
    }
}

/// The rows of a CSV file as RFC 4180 has them, read by nothing of ours.
fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = std::str::from_utf8(bytes).unwrap().strip_prefix('\u{feff}').unwrap();
    let (mut rows, mut row, mut cell, mut is_quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match (letter, is_quoted) {
            ('"', true) if letters.peek() == Some(&'"') => cell.push(letters.next().unwrap()),
            ('"', _) => is_quoted = !is_quoted,
            (',', false) => row.push(std::mem::take(&mut cell)),
            ('\r', false) => {}
            ('\n', false) => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            (letter, _) => cell.push(letter),
        }
    }
    rows
}

/// Where the links of a page lead.
fn links(page: &str) -> Vec<String> {
    page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).map(decoded).collect()
}

fn decoded(link: &str) -> String {
    let mut parts = link.split('%');
    let first = parts.next().unwrap().to_owned();
    parts.fold(first, |link, part| {
        let (digits, rest) = part.split_at(2);
        format!("{link}{}{rest}", char::from(u8::from_str_radix(digits, 16).unwrap()))
    })
}

#[tokio::test]
async fn a_school_is_read_without_the_program_and_nothing_lacks_and_nothing_is_secret() {
    let folder = demo_folder().await;
    let [data, out] = ["data", "out"].map(|name| folder.path().join(name));
    let digests = moving::export(&startup::place(&data, None), &mut io::sink()).await.unwrap();
    let told = export(&out, &data, None).await.unwrap();
    assert!(told.contains("Mở index.html"), "{told}");
    let mut files = BTreeMap::new();
    files_in(&out, &out, &mut files);

    // Every row of every table that is in it, and no file of one that is not.
    let counts: BTreeMap<&str, u64> = digests.tables.iter().map(|one| (one.table.as_str(), one.rows)).collect();
    for (table, shown) in TABLES {
        let file = files.get(&format!("bang/{table}.csv"));
        match shown {
            InExport::In(_) => {
                let rows = rows(file.unwrap());
                assert_eq!(rows.len() as u64 - 1, counts[table], "{table}");
                assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{table}");
                let withheld = WITHHELD.iter().filter(|(of, ..)| *of == table);
                assert!(withheld.clone().all(|(_, column, _)| !rows[0].iter().any(|head| head == column)), "{table}");
            }
            InExport::NotIn(_) => assert_eq!(file, None, "{table}"),
        }
    }

    // Every version stands on a page, and every file of it lies where its link leads, with the bytes of its hash.
    let versions: BTreeSet<String> = rows(&files["bang/submissions.csv"]).into_iter().skip(1).map(|row| row.join(",")).collect();
    let pages: Vec<(&String, &str)> = files
        .iter()
        .filter(|(path, _)| path.starts_with("trang/"))
        .map(|(path, bytes)| (path, std::str::from_utf8(bytes).unwrap()))
        .collect();
    let on_pages: usize = pages.iter().map(|(_, page)| page.matches("<p>Phiên bản ").count()).sum();
    assert!(on_pages > 0);
    assert_eq!(on_pages, versions.len());
    for (_, page) in &pages {
        for link in links(page) {
            let path = link.strip_prefix("../").unwrap();
            assert!(files.contains_key(path), "{link}");
        }
    }
    for link in links(std::str::from_utf8(&files["index.html"]).unwrap()) {
        assert!(files.contains_key(&link), "{link}");
    }

    // Each hash fits, and none is forgotten.
    let list = files.remove(SUMS).unwrap();
    let sums = String::from_utf8(list.clone()).unwrap();
    let sums: BTreeMap<&str, &str> =
        sums.lines().map(|line| line.split_once("  ").map(|(hash, path)| (path, hash)).unwrap()).collect();
    assert_eq!(sums.len(), files.len());
    for (path, bytes) in &files {
        let hash = domain::files::Sha256::new(Sha256::digest(bytes).into()).to_string();
        assert_eq!(sums.get(path.as_str()), Some(&hash.as_str()), "{path}");
    }

    // Nothing with which somebody could sign in.
    let is_secret = |bytes: &[u8]| bytes.windows(7).any(|part| part == b"$argon2");
    assert!(files.values().all(|bytes| !is_secret(bytes)));
    let submissions = rows(&files["bang/submissions.csv"]);
    let column = submissions[0].iter().position(|name| name == "obligation_id").unwrap();
    let records: BTreeSet<&str> = submissions[1..].iter().filter_map(|row| row.get(column)).map(String::as_str).collect();
    assert!(told.contains(&format!("{} hồ sơ", vietnamese::number(records.len() as i64))), "{} of {told}", records.len());

    // What is fenced off lies in a folder of its own, with a warning.
    assert!(String::from_utf8(files["ho-so-han-che/CANH-BAO.txt"].clone()).unwrap().contains("hạn chế"));
    let names = |root: &str| files.keys().filter(|path| path.starts_with(root)).cloned().collect::<Vec<_>>().join("\n");
    assert!(!names("ho-so/").contains("So theo doi suc khoe"), "{}", names("ho-so/"));
    assert!(names("ho-so-han-che/").contains("So theo doi suc khoe"), "{}", names("ho-so-han-che/"));
    let read_me = String::from_utf8(files["README.txt"].clone()).unwrap();
    assert!(read_me.contains("certutil -hashfile") && read_me.contains("accounts.password_hash") && read_me.contains("\r\n"));

    // It stands in the log, without a person, with the hash of the list of hashes.
    let database = Database::open_as_it_is(&startup::place(&data, None), Clock::System).await.unwrap();
    let school = schools::all(&database).await.unwrap().remove(0).id;
    let made = database.read(school, None, async |work: &mut Work| readable_export::made(work).await).await.unwrap();
    database.close().await;
    assert_eq!((made.len(), made[0].by, made[0].purpose.clone()), (1, None, None));
    assert_eq!(made[0].sums.bytes().as_slice(), Sha256::digest(&list).as_slice());
    let bytes: usize = files.values().map(Vec::len).sum();
    assert_eq!(made[0].size.bytes, (bytes + list.len()) as u64);
    assert_eq!(made[0].size.versions, versions.len() as u64);

    // Never over anything.
    assert!(matches!(export(&out, &data, None).await, Err(NotExported::IsThere(_))));
    assert!(matches!(
        export(&folder.path().join("x"), &folder.path().join("nowhere"), None).await,
        Err(NotExported::NoDatabase(_))
    ));
}

#[tokio::test]
async fn a_file_that_was_spoiled_in_the_store_is_named_and_not_exported() {
    let folder = demo_folder().await;
    let [data, out] = ["data", "out"].map(|name| folder.path().join(name));
    let mut blobs = BTreeMap::new();
    files_in(&data.join("blobs"), &data.join("blobs"), &mut blobs);
    for spoiled in blobs.keys().filter(|path| path.len() == 67) {
        let place = data.join("blobs").join(spoiled);
        let mut permissions = fs::metadata(&place).unwrap().permissions();
        #[allow(clippy::permissions_set_readonly_false, reason = "the folder is the test's own")]
        permissions.set_readonly(false);
        fs::set_permissions(&place, permissions).unwrap();
        fs::write(&place, b"something else").unwrap();
    }
    // What the disk does not give at all holds up nothing else: a folder in its place is opened, and not read.
    let unread = data.join("blobs").join(blobs.keys().find(|path| path.len() == 67).unwrap());
    fs::remove_file(&unread).unwrap();
    fs::create_dir(&unread).unwrap();
    let told = export(&out, &data, None).await.unwrap();
    assert!(told.contains("không còn nguyên trong kho tệp"), "{told}");
    let lacking = fs::read_to_string(out.join(LACKING)).unwrap();
    assert!(lacking.contains("không còn nguyên trong kho tệp"), "{lacking}");
}
