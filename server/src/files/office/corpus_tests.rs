//! Ordinary documents that LibreOffice has saved anew, in old formats and new ones: many schools write with it, and what a program
//! writes is not what its imitations do.

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::Command,
};

use documents::{inspection::inspect, kind::kind_of};
use domain::{files::FileKind, inspection::Inspection};

use super::look_for;

/// Into what each kind is saved.
const SAVED: [(FileKind, &[FileKind]); 3] = [
    (FileKind::Docx, &[FileKind::Doc, FileKind::Docx, FileKind::Pdf]),
    (FileKind::Xlsx, &[FileKind::Xls, FileKind::Xlsx, FileKind::Pdf]),
    (FileKind::Pptx, &[FileKind::Ppt, FileKind::Pptx, FileKind::Pdf]),
];

#[test]
fn what_libreoffice_saves_anew_is_neither_held_nor_warned_about() {
    let Some(program) = look_for() else {
        println!("NOT TESTED: LibreOffice is not on this machine; of its files only the samples were looked into");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let (mut wrong, mut seen) = (Vec::new(), 0);
    for (kind, targets) in SAVED {
        let files = originals(kind);
        for target in targets {
            let out = folder.path().join(format!("{}-{}", kind.ending(), target.ending()));
            let saved = Command::new(&program)
                .arg(format!("-env:UserInstallation=file://{}", folder.path().join("profile").display()))
                .args(["--headless", "--convert-to", target.ending(), "--outdir"])
                .arg(&out)
                .args(&files)
                .env("HOME", folder.path())
                // Names of files are Vietnamese.
                .env("LC_ALL", "C.UTF-8")
                .output()
                .unwrap();
            for file in &files {
                let made = out.join(file.file_name().unwrap()).with_extension(target.ending());
                assert!(made.is_file(), "{}: {}", made.display(), String::from_utf8_lossy(&saved.stderr));
                let is_kind = kind_of(File::open(&made).unwrap()).unwrap();
                let found = inspect(File::open(&made).unwrap(), *target).unwrap();
                if is_kind != Ok(*target) || found != Inspection::Clean {
                    wrong.push(format!("{}: {is_kind:?}, {found:?}", made.strip_prefix(folder.path()).unwrap().display()));
                }
                seen += 1;
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {seen}:\n{}", wrong.len(), wrong.join("\n"));
    println!("{seen} documents that LibreOffice has saved");
}

/// The samples of a kind: of invented documents LibreOffice opens only those that are whole in every part.
fn originals(kind: FileKind) -> Vec<PathBuf> {
    let samples = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("samples")).unwrap();
    let is_of_kind = |path: &PathBuf| path.extension().is_some_and(|ending| ending == kind.ending());
    samples.map(|one| one.unwrap().path()).filter(is_of_kind).collect()
}
