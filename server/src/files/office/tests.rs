#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::{
    fs::{self, File},
    io::Read,
    net::TcpListener,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use documents::{inspection::inspect, kind::kind_of};
use domain::{files::FileKind, inspection::Inspection};

use super::{Office, OfficeError, look_for};

/// This program as it was built beside the tests.
fn own() -> PathBuf {
    std::env::current_exe().unwrap().parent().unwrap().parent().unwrap().join("hoso")
}

/// A program that takes the place of LibreOffice and does this; `$OUT` is where the PDF belongs.
fn stand_in(folder: &Path, does: &str) -> Office {
    let program = folder.join("soffice");
    let lines = format!(
        "#!/bin/bash\nwhile [ $# -gt 1 ]; do [ \"$1\" = --outdir ] && OUT=\"$2/tep.pdf\" DIR=\"$2\"; shift; done\nIN=\"$1\"\nmkdir -p \"$DIR\"\n{does}\n"
    );
    fs::write(&program, lines).unwrap();
    fs::set_permissions(&program, PermissionsExt::from_mode(0o755)).unwrap();
    Office::new(&own(), Some(&program))
}

/// Where programs may lie, so that what takes the place of LibreOffice is seen.
fn programs() -> tempfile::TempDir {
    tempfile::tempdir_in("/opt").unwrap_or_else(|_| tempfile::tempdir().unwrap())
}

impl Office {
    /// On nobody's behalf.
    async fn made(&self, path: PathBuf, kind: FileKind) -> Result<File, OfficeError> {
        let turn = self.turn(None).await.unwrap();
        self.pdf(path, kind, &turn).await
    }
}

fn text(mut made: File) -> String {
    let mut text = String::new();
    made.read_to_string(&mut text).unwrap();
    text
}

#[tokio::test]
async fn without_libreoffice_there_is_no_pdf() {
    let office = Office::new(&own(), None);
    assert!(!office.is_here());
    let error = office.made("/etc/hostname".into(), FileKind::Doc).await.unwrap_err();
    assert!(matches!(error, OfficeError::Missing), "{error}");
}

#[tokio::test]
async fn what_it_makes_comes_back_and_nothing_is_left() {
    let (folder, files) = (programs(), tempfile::tempdir().unwrap());
    let file = files.path().join("a");
    fs::write(&file, "Kế hoạch").unwrap();
    let office = stand_in(folder.path(), "pwd > /dev/null; cat \"$IN\" > \"$OUT\"; echo \" $IN\" >> \"$OUT\"");
    let made = text(office.made(file.clone(), FileKind::Doc).await.unwrap());
    let (content, place) = made.trim().rsplit_once(' ').unwrap();
    assert_eq!(content, "Kế hoạch");
    assert!(place.ends_with("/tep.doc") && !Path::new(place).parent().unwrap().exists(), "{place}");
    let says_so = "echo 'Error: source file could not be loaded' >&2; exit 0";
    let nothing = stand_in(folder.path(), says_so).made(file.clone(), FileKind::Doc).await.unwrap_err();
    assert!(matches!(nothing, OfficeError::OverTheFile), "{nothing}");
    let killed = stand_in(folder.path(), "kill -9 $$").made(file.clone(), FileKind::Doc).await.unwrap_err();
    assert!(matches!(killed, OfficeError::CutShort), "{killed}");
    let link = stand_in(folder.path(), "ln -s /etc/passwd \"$OUT\"").made(file, FileKind::Doc).await.unwrap_err();
    assert!(matches!(link, OfficeError::OverTheFile), "{link}");
}

/// Only what LibreOffice itself says of a file is the file's fault.
#[tokio::test]
async fn a_crash_a_limit_and_silence_say_nothing_of_the_file() {
    let (folder, files) = (programs(), tempfile::tempdir().unwrap());
    let file = files.path().join("a");
    fs::write(&file, "x").unwrap();
    for does in ["kill -SEGV $$", "exit 1", "exit 0", "echo 'No space left on device' >&2; exit 0"] {
        let error = stand_in(folder.path(), does).made(file.clone(), FileKind::Doc).await.unwrap_err();
        assert!(matches!(error, OfficeError::CutShort), "{does}: {error}");
    }
    let slow = Office { within: Duration::from_millis(300), ..stand_in(folder.path(), "sleep 60") };
    let began = Instant::now();
    let late = slow.made(file.clone(), FileKind::Doc).await.unwrap_err();
    assert!(matches!(late, OfficeError::CutShort) && began.elapsed() < Duration::from_secs(20), "{late}");
    let program = folder.path().join("soffice");
    fs::set_permissions(&program, PermissionsExt::from_mode(0o644)).unwrap();
    let not_started = Office::new(&own(), Some(&program)).made(file.clone(), FileKind::Doc).await.unwrap_err();
    assert!(matches!(&not_started, OfficeError::Machine(error) if error.to_string().contains("soffice")), "{not_started:?}");
    let gone = Office::new(&own(), Some(Path::new("/opt/no/soffice"))).made(file, FileKind::Doc).await.unwrap_err();
    assert!(matches!(gone, OfficeError::Machine(_)), "{gone:?}");
}

#[tokio::test]
async fn it_reaches_neither_the_network_nor_other_files() {
    let (folder, files) = (programs(), tempfile::tempdir().unwrap());
    let (file, secret) = (files.path().join("a"), files.path().join("hoso.db"));
    fs::write(&file, "x").unwrap();
    fs::write(&secret, "secret").unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let does = format!(
        "{{ echo begun; cat {secret} && echo read; echo x > {other} && echo written; ls {folder} && echo listed\n\
         (exec 3<>/dev/tcp/127.0.0.1/{port}) && echo connected; }} > \"$OUT\" 2>/dev/null\ntrue",
        secret = secret.display(),
        other = files.path().join("b").display(),
        folder = files.path().display(),
    );
    let made = stand_in(folder.path(), &does).made(file, FileKind::Ppt).await.unwrap();
    let made = text(made);
    assert!(!made.contains("connected"), "{made}");
    if made == "begun\n" {
        assert!(!files.path().join("b").exists());
    } else {
        println!("NOT TESTED: this kernel has no Landlock, so LibreOffice sees other files: {made}");
    }
}

#[tokio::test]
async fn whatever_it_starts_ends_with_it() {
    let (folder, files) = (programs(), tempfile::tempdir().unwrap());
    let file = files.path().join("a");
    fs::write(&file, "x").unwrap();
    let office = stand_in(folder.path(), "sleep 300 & echo $! > \"$OUT\"");
    let began = Instant::now();
    let child = text(office.made(file, FileKind::Xls).await.unwrap());
    assert!(began.elapsed() < Duration::from_secs(20));
    let state = || fs::read_to_string(format!("/proc/{}/stat", child.trim())).unwrap_or_default();
    let is_gone = || state().is_empty() || state().contains(") Z ");
    for _ in 0..50 {
        if is_gone() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("{}", state());
}

/// What teachers have in old formats, made of the samples by LibreOffice itself: `--convert-to`.
#[tokio::test]
async fn the_real_one_shows_old_files_and_presentations() {
    let Some(program) = look_for() else {
        println!("NOT TESTED: LibreOffice is not on this machine; the one that takes its place was tested alone");
        return;
    };
    let samples = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("samples");
    let (old, office) = (tempfile::tempdir().unwrap(), Office::new(&own(), Some(&program)));
    let of_old = [
        ("ke-hoach-tuan-12-lop-4A.docx", FileKind::Doc),
        ("so-theo-doi-suc-khoe.xlsx", FileKind::Xls),
        ("tu-lieu-tuan-12.pptx", FileKind::Ppt),
    ];
    let mut files = vec![(samples.join("tu-lieu-tuan-12.pptx"), FileKind::Pptx)];
    for (sample, kind) in of_old {
        let saved = Command::new(&program)
            .arg(format!("-env:UserInstallation=file://{}", old.path().join("profile").display()))
            .args(["--headless", "--convert-to", kind.ending(), "--outdir"])
            .args([old.path(), &samples.join(sample)])
            .env("HOME", old.path())
            .output()
            .unwrap();
        let file = old.path().join(sample).with_extension(kind.ending());
        assert!(file.is_file(), "{sample}: {}", String::from_utf8_lossy(&saved.stderr));
        assert_eq!(kind_of(&File::open(&file).unwrap()).unwrap().unwrap(), kind, "{sample}");
        assert_eq!(inspect(File::open(&file).unwrap(), kind).unwrap(), Inspection::Clean, "{sample} as {kind:?}");
        files.push((file, kind));
    }
    for (file, kind) in files {
        let began = Instant::now();
        let mut pdf = office.made(file.clone(), kind).await.unwrap();
        println!("{kind:?}: {} bytes of PDF after {:?}", pdf.metadata().unwrap().len(), began.elapsed());
        let mut first = [0; 5];
        pdf.read_exact(&mut first).unwrap();
        assert_eq!(&first, b"%PDF-", "{}", file.display());
        assert_eq!(inspect(pdf, FileKind::Pdf).unwrap(), Inspection::Clean, "{}", file.display());
    }
    let none = old.path().join("none.ppt");
    fs::write(&none, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0]).unwrap();
    let error = office.made(none, FileKind::Ppt).await.unwrap_err();
    assert!(matches!(error, OfficeError::OverTheFile), "it says itself that it cannot read it: {error:?}");
}
