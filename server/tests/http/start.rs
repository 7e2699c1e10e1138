//! Starts that cannot go on say why, and starts after a fault go on.

use std::{fs, path::Path, process::Command};

use records::{Clock, Database, DatabaseLocation, demo, schools};
use server::startup::{self, Config, StartError};

use crate::support::folder;

const WEDNESDAY: &str = "2026-11-25T14:20:00+07:00";

fn config(data: &Path) -> Config {
    Config {
        data: data.to_owned(),
        database_url: None,
        demo: true,
        clock: Some(WEDNESDAY.parse().unwrap()),
        https: false,
        proxies: Vec::new(),
        program: env!("CARGO_BIN_EXE_hoso").into(),
        office: None,
        backup_to: None,
        clamd: None,
    }
}

async fn open(config: &Config) -> Result<server::state::AppState, StartError> {
    startup::open_with(config, Clock::manual(WEDNESDAY.parse().unwrap()).0).await
}

#[tokio::test]
async fn a_second_process_is_refused_before_it_opens_anything() {
    let folder = folder();
    let first = open(&Config { demo: false, clock: None, ..config(folder.path()) }).await.unwrap();
    let names = || fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect::<Vec<_>>();
    // The database of the first is out of sight: whoever opened one now would make a new one.
    for name in ["hoso.db", "hoso.db-wal", "hoso.db-shm"] {
        fs::rename(folder.path().join(name), folder.path().join(format!("{name}.aside"))).unwrap();
    }
    let before = names();
    let refusal = open(&config(folder.path())).await.unwrap_err();
    assert!(refusal.to_string().contains("đang được một chương trình khác dùng"), "{refusal}");
    assert_eq!(names(), before);
    first.database.close().await;
}

/// A demo that was killed while it was made, as far as the founding of its school.
async fn half_a_demo(data: &Path, name: &str) {
    let place = DatabaseLocation::File(data.join("hoso.db"));
    let database = Database::open(&place, Clock::manual(WEDNESDAY.parse().unwrap()).0).await.unwrap();
    schools::found(&database, name).await.unwrap();
    database.close().await;
}

#[tokio::test]
async fn a_demo_that_was_killed_while_it_was_made_is_made_again() {
    let folder = folder();
    half_a_demo(folder.path(), demo::NAME).await;
    fs::write(folder.path().join("demo-unfinished"), b"").unwrap();
    let real = Config { demo: false, clock: None, ..config(folder.path()) };
    assert!(matches!(open(&real).await, Err(StartError::DemoUnfinished)), "and it is no real school");
    let state = open(&config(folder.path())).await.unwrap();
    assert!(state.is_set_up().await);
    assert!(!folder.path().join("demo-unfinished").exists());
    state.database.close().await;
}

#[tokio::test]
async fn a_school_that_is_no_half_made_demo_is_left_alone() {
    for (name, marked) in [(demo::NAME, false), ("Trường Mầm non Hoa Sen", true)] {
        let folder = folder();
        half_a_demo(folder.path(), name).await;
        if marked {
            fs::write(folder.path().join("demo-unfinished"), b"").unwrap();
        }
        assert!(open(&config(folder.path())).await.is_err(), "{name}");
        let place = DatabaseLocation::File(folder.path().join("hoso.db"));
        let database = Database::open(&place, Clock::System).await.unwrap();
        assert_eq!(schools::all(&database).await.unwrap()[0].name, name);
        database.close().await;
    }
}

#[test]
fn a_log_that_goes_to_a_file_has_no_colours_and_a_start_that_fails_says_why() {
    let folder = folder();
    fs::write(folder.path().join("hoso.db"), "Kính gửi phòng giáo dục ".repeat(100)).unwrap();
    let mut hoso = Command::new(env!("CARGO_BIN_EXE_hoso"));
    let ended = hoso.args(["--listen", "127.0.0.1:0", "--data"]).arg(folder.path()).output().unwrap();
    let said = String::from_utf8(ended.stderr).unwrap();
    assert!(!ended.status.success() && said.contains("ERROR"), "{said}");
    assert!(said.contains("bị hỏng") && said.contains("khôi phục từ bản sao lưu"), "{said}");
    assert!(!said.contains('\u{1b}'), "{said:?}");
}

/// What the program says before it ends by itself.
fn says(arguments: &[&str]) -> String {
    let ended = Command::new(env!("CARGO_BIN_EXE_hoso")).args(arguments).output().unwrap();
    assert!(!ended.status.success(), "{arguments:?}");
    let said = String::from_utf8(ended.stderr).unwrap();
    said.lines().find(|line| line.starts_with("hoso: ")).unwrap_or_else(|| panic!("no reason in: {said}")).to_owned()
}

#[test]
fn a_port_that_is_taken_is_told_before_anything_is_opened() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let (address, folder) = (taken.local_addr().unwrap().to_string(), folder());
    let data = folder.path().join("data");
    let said = says(&["--listen", &address, "--data", data.to_str().unwrap()]);
    assert!(
        said.contains(&address) && said.contains("đang được một chương trình khác dùng") && said.contains("--listen"),
        "{said}"
    );
    assert!(!data.exists(), "no folder was made");
    let said = says(&["--listen", "192.0.2.1:3000", "--data", data.to_str().unwrap()]);
    assert!(said.contains("không có địa chỉ 192.0.2.1"), "{said}");
}

#[test]
fn a_database_server_that_does_not_answer_is_told_with_what_to_do() {
    let (nobody, folder) = (std::net::TcpListener::bind("127.0.0.1:0").unwrap(), folder());
    let url = format!("postgres://hoso:bi-mat@{}/truong", nobody.local_addr().unwrap());
    drop(nobody);
    let data = folder.path().to_str().unwrap();
    let said = says(&["--listen", "127.0.0.1:0", "--data", data, "--database-url", &url]);
    assert!(said.contains("127.0.0.1/truong") && said.contains("PostgreSQL đã chạy chưa"), "{said}");
    assert!(!said.contains("bi-mat") && !said.contains("pool"), "{said}");
    let said = says(&["--listen", "127.0.0.1:0", "--data", data, "--database-url", "postgres://["]);
    assert!(said.contains("postgres://TÊN:MẬT_KHẨU@MÁY/CƠ_SỞ_DỮ_LIỆU"), "{said}");
}

#[test]
fn the_console_makes_no_database_where_there_is_none() {
    let folder = folder();
    for data in [folder.path().to_owned(), folder.path().join("không có")] {
        let said = says(&["reset-password", "--username", "hieutruong", "--data", data.to_str().unwrap()]);
        assert!(said.contains("không thấy cơ sở dữ liệu") && said.contains("--data"), "{said}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}
