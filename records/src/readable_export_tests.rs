#![allow(clippy::unwrap_used, clippy::expect_used)]
use std::collections::BTreeSet;

use domain::{
    inspection::{InspectedFile, Inspection},
    obligations::Reason,
    readable_export::ExportSize,
    refusal::{ArchiveRefusal, Refusal},
};

use super::*;
use crate::{
    Clock, inspections,
    testing::{
        TestDatabase, each_engine,
        school::{SmallSchool, paper},
    },
};

/// What happens while an export is written: behind the first file with this beginning.
type During = (&'static str, Box<dyn FnOnce() + Send + Sync>);

/// Keeps all of it, and lets things happen on the way.
#[derive(Default)]
struct Shelf {
    files: BTreeMap<String, Vec<u8>>,
    open: String,
    during: Vec<During>,
}

impl Outlet for Shelf {
    fn begin(&mut self, path: &str) -> io::Result<()> {
        if let Some(at) = self.during.iter().position(|(begins, _)| path.starts_with(begins)) {
            (self.during.remove(at).1)();
        }
        path.clone_into(&mut self.open);
        self.files.insert(path.to_owned(), Vec::new());
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.files.get_mut(&self.open).unwrap().extend(bytes);
        Ok(())
    }

    fn end(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn copy(&mut self, path: &str, _file: &StoredFile) -> io::Result<bool> {
        self.files.insert(path.to_owned(), b"a file".to_vec());
        Ok(true)
    }
}

impl Shelf {
    fn text(&self, path: &str) -> &str {
        std::str::from_utf8(&self.files[path]).unwrap()
    }

    /// How many lines of a table have these words.
    fn rows_with(&self, table: &str, words: &str) -> usize {
        self.text(&format!("bang/{table}.csv")).lines().filter(|line| line.contains(words)).count()
    }
}

/// Another server process over the same database takes a hand-in, while this one is in the middle of an export.
fn hands_in(school: &SmallSchool, person: domain::people::PersonId, title: &'static str) -> Box<dyn FnOnce() + Send + Sync> {
    let school = school.clone();
    Box::new(move || {
        let other = async move {
            let TestDatabase { hand, place, .. } = school.database.clone();
            let (clock, _) = Clock::manual(hand.shows());
            let database = Database::open_as_it_is(&place, clock).await.unwrap();
            let beside = SmallSchool { database: TestDatabase { database, hand, place }, ..school };
            beside.hand_in(person, title).await.unwrap();
            beside.database.close().await;
        };
        let runtime = || tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        std::thread::spawn(move || runtime().block_on(other)).join().unwrap();
    })
}

#[tokio::test]
async fn whatever_is_handed_in_during_an_export_is_whole_in_it_or_not_at_all() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let looked = InspectedFile { file: paper("Giáo án.docx", 1), inspection: Inspection::Clean };
        let look = async move |work: &mut Work| inspections::note(work, &[looked]).await;
        database.write_quietly(school.id, None, look).await.unwrap();
        let before = school.hand_in(school.hoa, "Giáo án tuần 10 · Lớp 4A").await.unwrap();
        let during: Vec<During> = vec![
            ("ho-so-han-che/", hands_in(&school, school.thuy, "Giáo án tuần 10 · Lớp 4B")),
            ("trang/", hands_in(&school, school.hoa, "Giáo án tuần 10 · Lớp 4A")),
            ("bang/submissions", hands_in(&school, school.hoa, "Giáo án tuần 11 · Lớp 4A")),
            ("bang/submission_files", hands_in(&school, school.thuy, "Giáo án tuần 11 · Lớp 4B")),
        ];
        let (shelf, exported) = write(&database, school.id, Shelf { during, ..Shelf::default() }).await.unwrap();
        assert!(shelf.during.is_empty(), "all of it happened");
        // What came before is whole: on its page, with its file, its rows and its entry of the log.
        let id = before.id.to_string();
        assert_eq!((exported.records, exported.versions, exported.files), (1, 1, 1));
        assert_eq!((shelf.rows_with("submissions", &id), shelf.rows_with("submission_files", &id)), (1, 1));
        let pages = |words: &str| -> usize {
            let of_pages = shelf.files.keys().filter(|path| path.starts_with("trang/"));
            of_pages.map(|path| shelf.text(path).matches(words).count()).sum()
        };
        assert_eq!((pages("<p>Phiên bản "), pages(&before.receipt.number.to_string())), (1, 1));
        assert_eq!(shelf.rows_with("events", "submissions.handed_in"), 1);
        // Of what came during it nothing is in it, wherever it was written when that came; and nothing of it is lost.
        let rows = |table: &str| shelf.text(&format!("bang/{table}.csv")).lines().count() - 1;
        assert_eq!((rows("submissions"), rows("submission_files")), (1, 1));
        let (shelf, exported) = write(&database, school.id, Shelf::default()).await.unwrap();
        assert_eq!(exported.versions, 5);
        assert_eq!(shelf.rows_with("events", "submissions.handed_in"), 5);
    })
    .await;
}

#[tokio::test]
async fn an_export_is_noted_with_its_purpose_and_taken_by_whoever_made_it_alone() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        let size = ExportSize { records: 3, versions: 4, files: 5, lacking: 1, bytes: 6_000 };
        let purpose = || Reason::parse("Nộp lưu trữ của huyện").unwrap();
        let make = async |by| {
            let store = school.store.clone();
            let task = async move |work: &mut Work| note(work, &store, purpose(), (size, Sha256::new([7; 32]))).await;
            school.database.write(school.id, Some(by), task).await
        };
        let take = async |by, number| {
            let store = school.store.clone();
            let task = async move |work: &mut Work| note_taken(work, &store, number).await;
            school.database.write(school.id, Some(by), task).await
        };
        assert_eq!(make(school.am).await, Err(Refusal::from(ArchiveRefusal::NotYoursToExport).into()));
        let first = make(school.nguyet).await.unwrap();
        assert_eq!((first.number, first.by, first.size), (1, Some(school.nguyet), size));
        let at_console = async move |work: &mut Work| note_at_console(work, size, Sha256::new([8; 32])).await;
        let second = school.database.write(school.id, None, at_console).await.unwrap();
        assert_eq!((second.number, second.by, second.purpose), (2, None, None));
        assert_eq!(take(school.am, 1).await, Err(Refusal::from(ArchiveRefusal::NotYoursToExport).into()));
        assert_eq!(take(school.nguyet, 2).await, Err(Refusal::from(ArchiveRefusal::ExportGone).into()));
        take(school.nguyet, 1).await.unwrap();
        school.at("2026-11-02T09:00:00+07:00");
        take(school.nguyet, 1).await.unwrap();
        let known = school.database.read(school.id, None, async |work: &mut Work| made(work).await).await.unwrap();
        assert_eq!(known.iter().map(|one| (one.number, one.taken.len())).collect::<Vec<_>>(), [(2, 0), (1, 2)]);
        assert_eq!(known[1].purpose, Some(purpose()));
        database.keeps(school.id, &["school_exports", "school_export_takings"]).await;
        // Another school knows nothing of it.
        let other = database.found("Trường Mầm non Hoa Sen").await;
        assert_eq!(database.read(other, None, async |work: &mut Work| made(work).await).await, Ok(Vec::new()));
    })
    .await;
}

#[tokio::test]
async fn every_table_is_in_or_has_its_reason_and_what_is_withheld_is_there() {
    each_engine(|database| async move {
        let engine = database.db().engine();
        let school = database.found("Trường Mầm non Hoa Sen").await;
        let read = async move |work: &mut Work| {
            let tables = Tables::of(&mut work.tx, engine).await.expect("the schema");
            let of_schema: BTreeSet<String> = tables.names().map(str::to_owned).collect();
            let listed: BTreeSet<String> = TABLES.iter().map(|(name, _)| (*name).to_owned()).collect();
            assert_eq!(of_schema, listed, "a new table is written or has a reason");
            for (name, shown) in TABLES {
                let key = if name == "schools" { "id" } else { "school_id" };
                let is_written = matches!(shown, InExport::In(_));
                assert!(!is_written || tables.columns(name).any(|column| column == key), "{name}");
            }
            for (name, column, _) in WITHHELD {
                assert!(tables.columns(name).any(|known| known == column), "{name}.{column}");
            }
            let secret = ["password", "secret", "nonce", "id_hash", "key_hash", "browser_hash", "code_hash"];
            for (name, shown) in TABLES {
                for column in tables.columns(name).filter(|column| secret.iter().any(|word| column.contains(word))) {
                    let is_withheld = WITHHELD.iter().any(|(of, known, _)| (*of, *known) == (name, column));
                    assert!(matches!(shown, InExport::NotIn(_)) || is_withheld, "{name}.{column}");
                }
            }
            Ok(())
        };
        database.read(school, None, read).await.unwrap();
    })
    .await;
}

/// A table that names files for good and is not listed here would leave its files behind.
#[test]
fn every_table_that_names_files_gives_them_to_the_export() {
    let mut listed: Vec<&str> = beside::BESIDE.iter().map(|(table, _)| *table).chain(["submission_files"]).collect();
    let mut kept: Vec<&str> = crate::uploads::KEPT_IN.iter().map(|(table, _)| *table).collect();
    listed.sort_unstable();
    kept.sort_unstable();
    assert_eq!(listed, kept);
}
