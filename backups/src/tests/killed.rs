//! Runs that are killed at any moment, as by a power cut: a child process works, and is ended without a word.

use std::{
    env,
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use records::{Clock, Database};

use super::*;
use crate::{rehearse, sweep};

/// The folder of the child's school; whoever runs all tests has none.
const FOLDER: &str = "HOSO_TEST_KILLED";
const WORK: &str = "HOSO_TEST_KILLED_WORK";

/// What the child does, over and over, until it is killed.
#[tokio::test]
async fn the_child() {
    let (Some(folder), Ok(work)) = (env::var_os(FOLDER).map(PathBuf::from), env::var(WORK)) else { return };
    let (place, data) = (folder.join("o-ngoai/sao-luu"), folder.join("data"));
    let key = KeyFile::read(&folder.join("khoa.txt")).unwrap();
    loop {
        let backup = Chosen { place: &Address::from(&*place), key: &key, number: None, even_incomplete: false };
        match work.as_str() {
            "restore" => drop(restore(&Asked { backup, into: &folder.join("data-moi"), server: None }).await),
            "drill" => drop(rehearse(backup, &data).await.unwrap()),
            _ => {
                let database = Database::open_as_it_is(&DatabaseLocation::File(data.join("hoso.db")), Clock::System).await.unwrap();
                let school = records::schools::all(&database).await.unwrap().remove(0);
                let keep = async move |work: &mut Work| backups::key(work).await;
                let recovery = database.read(school.id, None, keep).await.unwrap().unwrap();
                let source = Source {
                    database: &database,
                    school: &school,
                    data: &data,
                    beside: &["signing-keys"],
                    key: &SchoolKey::of_secret(&[5; 32]),
                    recovery: &recovery,
                    program: "0.1.0",
                };
                make(&source, &Address::from(&*place), false).await.unwrap();
                database.close().await;
            }
        }
    }
}

fn child(kept: &Kept, work: &str) -> Child {
    Command::new(env::current_exe().unwrap())
        .args(["--exact", "tests::killed::the_child"])
        .envs([(FOLDER, kept.folder.as_os_str()), (WORK, work.as_ref())])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Kills it some milliseconds after the first sign of its work.
fn kill(mut child: Child, has_begun: impl Fn() -> bool, after: u64) {
    let begun = Instant::now();
    while !has_begun() {
        assert!(begun.elapsed() < Duration::from_secs(60), "the child does not begin");
        assert!(child.try_wait().unwrap().is_none(), "the child has ended by itself");
        sleep(Duration::from_millis(1));
    }
    sleep(Duration::from_millis(after));
    child.kill().unwrap();
    child.wait().unwrap();
}

/// What restores and drills lay aside in a folder.
fn laid_aside(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).unwrap();
    entries.filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().starts_with(".hoso-restore-")).count()
}

#[tokio::test]
async fn a_backup_that_is_killed_at_any_moment_leaves_the_last_good_one_and_hinders_no_next_one() {
    let kept = Kept::new().await;
    kept.hands_in(PLAN, &[bytes(1, 400_000), bytes(2, 90_000)]).await;
    kept.make(true).await.unwrap();
    let scratch = kept.data().join("backup-scratch");
    for round in 0..8_u64 {
        let has_begun = || scratch.join("copy").exists();
        kill(child(&kept, "backup"), has_begun, round * round * 3);
        let listed = list(&kept.place(), true).unwrap();
        assert!(!listed.is_empty());
        for one in &listed {
            assert_eq!(one.label.as_ref().unwrap().1, crate::Whole::Yes { read: true }, "round {round}: {}", one.name);
        }
        assert_eq!(kept.restore().await.unwrap().files, 2, "round {round}");
        fs::remove_dir_all(kept.target()).unwrap();
        // What lay about unlocked goes at the next start of the program.
        sweep(&kept.data()).unwrap();
        assert_eq!(fs::read_dir(&scratch).unwrap().count(), 1, "round {round}: the lock alone");
    }
    let before = list(&kept.place(), false).unwrap().len() as u64;
    let made = kept.make(false).await.unwrap();
    assert!(made.label.number >= before && made.label.is_good());
    assert_eq!(fs::read_dir(kept.place().join("tmp")).unwrap().count(), 0);
}

#[tokio::test]
async fn what_a_killed_restore_or_drill_leaves_unlocked_is_cleared_away_by_the_next_one() {
    let kept = Kept::new().await;
    kept.hands_in(PLAN, &[bytes(1, 900_000)]).await;
    kept.make(true).await.unwrap();
    for (work, within) in [("restore", kept.folder.to_path_buf()), ("drill", kept.data())] {
        for round in 0..6_u64 {
            kill(child(&kept, work), || laid_aside(&within) > 0, round * 7);
            if kept.target().exists() {
                // It was faster: then all of it is there.
                assert!(kept.target().join("hoso.db").exists());
                fs::remove_dir_all(kept.target()).unwrap();
            }
            sweep(&within).unwrap();
            assert_eq!(laid_aside(&within), 0, "{work}, round {round}");
        }
    }
    // One that goes on is left in peace: a drill whose folder is taken from it ends badly.
    let mut other = child(&kept, "drill");
    for _ in 0..200 {
        sweep(&kept.data()).unwrap();
        sleep(Duration::from_millis(5));
    }
    assert!(other.try_wait().unwrap().is_none(), "it was disturbed");
    other.kill().unwrap();
    other.wait().unwrap();
    // And the next restore clears away by itself.
    kill(child(&kept, "restore"), || laid_aside(&kept.folder) > 0, 10);
    if kept.target().exists() {
        fs::remove_dir_all(kept.target()).unwrap();
    }
    kept.restore().await.unwrap();
    assert_eq!(laid_aside(&kept.folder), 0);
}
