#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::{
    fs,
    io::Write,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use documents::testing::hostile;
use domain::{
    files::FileKind,
    inspection::{Inspection, Interruption},
};
use tempfile::NamedTempFile;

use super::{
    Ending, Looked, Reader, ReaderError,
    wire::{Job, Said},
};

const SOON: Duration = Duration::from_secs(60);

impl Reader {
    /// Of the program that was built beside the tests.
    pub fn beside_tests() -> Self {
        let tests = std::env::current_exe().unwrap();
        Self::new(&tests.parent().unwrap().parent().unwrap().join("hoso"))
    }
}

fn file_of(bytes: &[u8]) -> NamedTempFile {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    file
}

fn resident() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[tokio::test]
async fn every_hostile_document_is_answered_by_the_child() {
    let reader = Reader::beside_tests();
    let all = hostile::all();
    let folder = tempfile::tempdir().unwrap();
    let files: Vec<_> = (0..)
        .zip(all)
        .map(|(number, hostile)| {
            let path = folder.path().join(format!("{number}"));
            fs::write(&path, &hostile.bytes).unwrap();
            (path, hostile.name, hostile.kind, hostile.wanted)
        })
        .collect();
    let before = resident();
    let (mut wrong, mut slowest) = (Vec::new(), (Duration::ZERO, ""));
    for (path, name, kind, wanted) in &files {
        let began = Instant::now();
        let looked = reader.look_into(path.clone()).await.unwrap();
        slowest = slowest.max((began.elapsed(), name));
        let known = match looked {
            // Refused at the door.
            Err(_) => true,
            // A file that was taken for another kind than it is by name is looked into as what it is.
            Ok(Looked { kind: found, .. }) if found != *kind => true,
            Ok(Looked { inspection, .. }) => wanted.is(&inspection),
        };
        if !known {
            wrong.push(format!("{kind:?} {name}"));
        }
    }
    let grown = resident().saturating_sub(before);
    println!("{} hostile documents, the slowest {slowest:?}, memory grew by {grown} kB", files.len());
    assert!(wrong.is_empty(), "{wrong:?}");
    assert!(grown < 16 * 1024, "{grown} kB");
}

#[tokio::test]
async fn a_plan_is_clean_in_the_child_too() {
    let plan = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("samples/ke-hoach-tuan-12-lop-4A.docx");
    let looked = Reader::beside_tests().look_into(plan).await.unwrap().unwrap();
    assert_eq!(looked.inspection, Inspection::Clean);
}

#[tokio::test]
async fn a_reader_that_hangs_grows_or_says_too_much_ends() {
    let reader = Reader::beside_tests();
    let file = file_of(b"%PDF-1.7\n%%EOF");
    for (job, most) in [(Job::Hang, 1024), (Job::Grow, 1024), (Job::Inspect, 8)] {
        let began = Instant::now();
        let answer = reader.ask(file.path().to_owned(), &job, most, SOON).await.unwrap();
        assert_eq!(answer.ending, Ending::OverTheFile, "{job:?}");
        println!("{job:?} ended after {:?}", began.elapsed());
    }
    assert!(reader.look_into(file.path().to_owned()).await.unwrap().is_ok(), "the next one is read");
}

#[tokio::test]
async fn a_reader_reaches_nothing_beside_its_file() {
    let reader = Reader::beside_tests();
    let answer = reader.ask(file_of(b"x").path().to_owned(), &Job::Escape, 1024, SOON).await.unwrap();
    let Some(Said::Begun { missing }) = answer.said.first() else { panic!("{:?}", answer.said) };
    if missing.is_empty() {
        assert_eq!(answer.said.get(1), Some(&Said::Escaped(Vec::new())));
    } else {
        println!("NOT TESTED: this machine lacks {missing:?}");
    }
}

#[tokio::test]
async fn a_fault_of_the_disk_is_not_the_fault_of_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let reader = Reader::beside_tests();
    for path in [folder.path().to_owned(), folder.path().join("gone")] {
        let fault = reader.look_into(path).await.unwrap_err();
        assert!(matches!(&fault, ReaderError::Machine(error) if error.raw_os_error().is_some()), "{fault}");
    }
}

/// The program beside the tests, ended by this signal so many times before it reads as ever; before that it may say something.
fn killed_first(folder: &Path, times: usize, signal: &str, says: &str) -> Reader {
    let tests = std::env::current_exe().unwrap();
    let program = tests.parent().unwrap().parent().unwrap().join("hoso");
    let script = folder.join("killed");
    let (count, program) = (folder.join("count"), program.display());
    let lines = format!(
        "#!/bin/sh\necho x >> {count}\nif [ $(wc -l < {count}) -le {times} ]; then\n[ -z '{says}' ] || echo '{says}'\nkill -{signal} $$\nfi\nexec {program} \"$@\"\n",
        count = count.display()
    );
    fs::write(&script, lines).unwrap();
    fs::set_permissions(&script, PermissionsExt::from_mode(0o755)).unwrap();
    Reader::new(&script)
}

#[tokio::test]
async fn a_reader_that_somebody_ended_says_nothing_of_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let plan = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("samples/ke-hoach-tuan-12-lop-4A.docx");
    let once = killed_first(folder.path(), 1, "KILL", "");
    assert_eq!(once.look_into(plan.clone()).await.unwrap().unwrap().inspection, Inspection::Clean, "looked into again at once");
    for signal in ["KILL", "TERM"] {
        let folder = tempfile::tempdir().unwrap();
        let always = killed_first(folder.path(), 9, signal, "");
        let error = always.look_into(plan.clone()).await.unwrap_err();
        assert!(matches!(error, ReaderError::CutShort { kind: None, why: Interruption::Killed }), "{signal}: {error}");
    }
    let folder = tempfile::tempdir().unwrap();
    let later = killed_first(folder.path(), 9, "KILL", "{\"Kind\":{\"Ok\":\"Docx\"}}");
    let error = later.look_into(plan.clone()).await.unwrap_err();
    assert!(matches!(error, ReaderError::CutShort { kind: Some(FileKind::Docx), .. }), "{error}");
    let folder = tempfile::tempdir().unwrap();
    let crashed = killed_first(folder.path(), 9, "SEGV", "");
    assert!(crashed.look_into(plan).await.unwrap().is_err(), "what falls over the file is about the file");
}
