//! The same against Debian's `clamd`, with one signature of our own: a few words that harm nobody.

use std::{
    fs,
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use domain::inspection::{ScanAnswer, Undecided};
use server::files::scanner::clamd::{Clamd, ClamdAddress, Limits};
use tempfile::TempDir;
use tokio::time::sleep;

use super::{drained, handed_in, ordinary};
use crate::support::{TestApp, folder};

const PROGRAM: &str = "/usr/sbin/clamd";
const MARK: &[u8] = b"HO-SO-MAM-NON-DAU-HIEU-THU";
/// What it reads of a file; ours are smaller, but for one.
const LIMIT: &str = "1M";

/// A scanner of the test's own, gone with it.
struct RealClamd {
    process: Child,
    folder: TempDir,
}

impl RealClamd {
    /// `None` where the package is not installed.
    async fn start() -> Option<Self> {
        if !Path::new(PROGRAM).exists() {
            eprintln!("SKIPPED: {PROGRAM} is not here; install the package clamav-daemon to test against a real scanner");
            return None;
        }
        let folder = folder();
        let place = folder.path().display();
        let database = folder.path().join("db");
        fs::create_dir(&database).unwrap();
        let hex: String = MARK.iter().map(|byte| format!("{byte:02x}")).collect();
        fs::write(database.join("hoso.ndb"), format!("Hoso.Dau-Hieu-Thu:0:*:{hex}\n")).unwrap();
        let settings = format!(
            "DatabaseDirectory {place}/db\nLocalSocket {place}/s\nTemporaryDirectory {place}\nForeground yes\n\
             StreamMaxLength {LIMIT}\nMaxFileSize {LIMIT}\nAlertExceedsMax yes\n"
        );
        let config = folder.path().join("clamd.conf");
        fs::write(&config, settings).unwrap();
        let process = Command::new(PROGRAM)
            .arg(format!("--config-file={}", config.display()))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let started = Self { process, folder };
        for _ in 0..600 {
            if started.asked().version().await.is_ok() {
                return Some(started);
            }
            sleep(Duration::from_millis(100)).await;
        }
        panic!("{PROGRAM} does not answer within a minute");
    }

    fn address(&self) -> ClamdAddress {
        ClamdAddress::Unix(self.folder.path().join("s"))
    }

    fn asked(&self) -> Clamd {
        Clamd { address: self.address(), limits: Limits::default() }
    }
}

impl Drop for RealClamd {
    fn drop(&mut self) {
        _ = self.process.kill();
        _ = self.process.wait();
    }
}

fn marked() -> Vec<u8> {
    [b"Ke hoach ".as_slice(), MARK, b" tuan 12"].concat()
}

#[tokio::test]
async fn debians_clamd_answers_as_we_read_it() {
    let Some(real) = RealClamd::start().await else { return };
    let clamd = real.asked();
    assert!(clamd.version().await.unwrap().starts_with("ClamAV "));
    assert_eq!(clamd.scan(b"Ke hoach tuan 12".as_slice()).await.unwrap(), ScanAnswer::Clean);
    let ScanAnswer::Infected(name) = clamd.scan(marked().as_slice()).await.unwrap() else { panic!("it is marked") };
    assert!(name.starts_with("Hoso.Dau-Hieu-Thu"), "{name}");
    let large = clamd.scan(vec![b'a'; 3_000_000].as_slice()).await.unwrap();
    assert_eq!(large, ScanAnswer::Undecided(Undecided::TooLarge));
    // It answers on after a file that was too large.
    assert_eq!(clamd.scan(b"".as_slice()).await.unwrap(), ScanAnswer::Clean);
}

#[tokio::test]
async fn debians_clamd_keeps_a_marked_picture_from_the_head_and_lets_a_plan_through() {
    let Some(real) = RealClamd::start().await else { return };
    let app = TestApp::demo_scanned_by(&real.address()).await;
    let (teacher, head, management) = (app.as_teacher().await, app.as_head().await, app.as_management().await);
    let (_, plan) = handed_in(&app, &teacher, "ke-hoach.docx", &ordinary()).await;
    // A PDF may have a remark behind its end.
    let bytes = [crate::support::PDF, b"\n%".as_slice(), MARK, b"\n"].concat();
    let (_, infected) = handed_in(&app, &teacher, "giao-an.pdf", &bytes).await;
    drained(&app).await;
    assert_eq!(head.get(&format!("/tep/{plan}/0")).await.status, 200);
    assert_eq!(head.get(&format!("/tep/{infected}/0")).await.status, 403);
    management.get("/tep-giu-lai").await.says("Trình quét virus nhận ra Hoso.Dau-Hieu-Thu");
}
