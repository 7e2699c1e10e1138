#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::{
    fs,
    net::TcpListener,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use domain::files::FileKind;

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

#[tokio::test]
async fn without_libreoffice_there_is_no_pdf() {
    let office = Office::new(&own(), None);
    assert!(!office.is_here());
    let error = office.pdf("/etc/hostname".into(), FileKind::Doc).await.unwrap_err();
    assert!(matches!(error, OfficeError::Missing), "{error}");
}

#[tokio::test]
async fn what_it_makes_comes_back_and_nothing_is_left() {
    let (folder, files) = (programs(), tempfile::tempdir().unwrap());
    let file = files.path().join("a");
    fs::write(&file, "Kế hoạch").unwrap();
    let office = stand_in(folder.path(), "pwd > /dev/null; cat \"$IN\" > \"$OUT\"; echo \" $IN\" >> \"$OUT\"");
    let made = String::from_utf8(office.pdf(file.clone(), FileKind::Doc).await.unwrap()).unwrap();
    let (content, place) = made.trim().rsplit_once(' ').unwrap();
    assert_eq!(content, "Kế hoạch");
    assert!(place.ends_with("/tep.doc") && !Path::new(place).parent().unwrap().exists(), "{place}");
    let nothing = stand_in(folder.path(), "exit 0").pdf(file.clone(), FileKind::Doc).await.unwrap_err();
    assert!(matches!(nothing, OfficeError::OverTheFile), "{nothing}");
    let killed = stand_in(folder.path(), "kill -9 $$").pdf(file.clone(), FileKind::Doc).await.unwrap_err();
    assert!(matches!(killed, OfficeError::CutShort), "{killed}");
    let link = stand_in(folder.path(), "ln -s /etc/passwd \"$OUT\"").pdf(file, FileKind::Doc).await.unwrap_err();
    assert!(matches!(link, OfficeError::OverTheFile), "{link}");
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
    let made = stand_in(folder.path(), &does).pdf(file, FileKind::Ppt).await.unwrap();
    let made = String::from_utf8(made).unwrap();
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
    let child = String::from_utf8(office.pdf(file, FileKind::Xls).await.unwrap()).unwrap();
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

#[tokio::test]
async fn the_real_one_shows_a_presentation() {
    let Some(program) = look_for() else {
        println!("NOT TESTED: LibreOffice is not on this machine; the one that takes its place was tested alone");
        return;
    };
    let sample = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("samples/tu-lieu-tuan-12.pptx");
    let began = Instant::now();
    let pdf = Office::new(&own(), Some(&program)).pdf(sample, FileKind::Pptx).await.unwrap();
    println!("a presentation of {} bytes of PDF after {:?}", pdf.len(), began.elapsed());
    assert!(pdf.starts_with(b"%PDF-"));
}
