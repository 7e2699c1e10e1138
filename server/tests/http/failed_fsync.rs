//! A disk that breaks off while it is to keep something for good: whoever handed in hears that it was not taken.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use uuid::Uuid;

use crate::support::{TestApp, WORD, hand_in};

/// Every fsync of one file fails in this process, with EIO, until it is asked to end.
struct Failing {
    strace: Child,
    log: PathBuf,
}

impl Failing {
    /// None, and loud words, where this process cannot be traced.
    fn fsync_of(file: &Path) -> Option<Self> {
        let log = file.with_extension("strace");
        let strace = Command::new("strace")
            .args(["-f", "-qq", "-e", "trace=fsync,fdatasync", "-e", "inject=fsync,fdatasync:error=EIO", "-o"])
            .arg(&log)
            .arg("-P")
            .arg(file.canonicalize().unwrap())
            .args(["-p", &std::process::id().to_string()])
            .stderr(Stdio::null())
            .spawn();
        let Ok(strace) = strace else {
            println!("NOT TESTED: there is no strace here; install it to see what happens when an fsync fails");
            return None;
        };
        let failing = Self { strace, log };
        let since = Instant::now();
        while !is_traced() {
            if since.elapsed() > Duration::from_secs(10) {
                println!("NOT TESTED: strace may not trace this process; run as root to see what happens when an fsync fails");
                return None;
            }
            sleep(Duration::from_millis(20));
        }
        Some(failing)
    }

    /// How many failed.
    fn end(mut self) -> usize {
        assert!(Command::new("kill").args(["-INT", &self.strace.id().to_string()]).status().unwrap().success());
        self.strace.wait().unwrap();
        fs::read_to_string(&self.log).unwrap().matches("(INJECTED)").count()
    }
}

/// Whether each thread of this process is traced.
fn is_traced() -> bool {
    let threads = fs::read_dir("/proc/self/task").unwrap();
    // A thread that ended meanwhile needs no tracing.
    let mut states = threads.filter_map(|thread| fs::read_to_string(thread.unwrap().path().join("status")).ok());
    states.all(|state| state.lines().any(|line| line.starts_with("TracerPid:") && !line.ends_with("\t0")))
}

#[tokio::test]
async fn a_hand_in_whose_fsync_fails_is_not_acknowledged_and_the_next_one_is() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let record = app.owed_by("giaovien").await[0].id;
    let path = format!("/nop/{record}");
    let upload = teacher.upload(&path, "Kế hoạch tuần.docx", WORD).await.json()["id"].as_str().unwrap().to_owned();
    let call = hand_in(&path, "", &Uuid::now_v7().to_string(), "Em nộp ạ", &[&upload]);
    let Some(failing) = Failing::fsync_of(&app.folder.path().join("hoso.db-wal")) else { return };
    for _ in 0..2 {
        assert_eq!(teacher.call(&call).await.status, 503);
    }
    let failed = failing.end();
    assert!(failed >= 1, "no fsync was made to fail");
    assert!(app.facts().await.obligation(record).unwrap().handed_in.is_none());

    let address: String = teacher.call(&call).await.result().unwrap();
    assert_eq!(app.receipt(&address).await.files.len(), 1);
}
