#![allow(clippy::unwrap_used)]
use std::path::PathBuf;

use sqlx::sqlite::SqliteConnectOptions;

use super::*;
use crate::db::{DatabaseLocation, Pools};
use crate::testing::Folder;

async fn refusal(path: PathBuf) -> OpenError {
    Pools::open(&DatabaseLocation::File(path)).await.unwrap_err()
}

#[tokio::test]
async fn every_setting_reads_back_on_both_kinds_of_connection() {
    let folder = Folder::fresh();
    let path = folder.join("hoso.db");
    let db = Pools::open(&DatabaseLocation::File(path.clone())).await.unwrap();
    let EnginePools::Sqlite { writer, readers } = db.pools() else { unreachable!() };
    let (mut hold, mut reader) = (writer.hold().await.unwrap(), readers.acquire().await.unwrap());
    for connection in [&mut *hold, &mut *reader] {
        for (name, wanted) in SETTINGS {
            let found: String = ask(connection, &path, &format!("PRAGMA {name}")).await.unwrap();
            assert_eq!(found, wanted, "{name}");
        }
    }
    hold.let_go();
    let refused = sqlx::query("CREATE TABLE t (a TEXT)").execute(readers).await;
    assert!(refused.is_err(), "a reader must not write");
}

#[test]
fn an_old_sqlite_is_refused() {
    for old in ["3.51.2", "3.46.0", "3.9.99", "2.99.99"] {
        assert!(refuse_old(old).is_err(), "{old}");
    }
    for good in ["3.51.3", "3.51.10", "3.52.0", "4.0.0"] {
        assert_eq!(refuse_old(good), Ok(()), "{good}");
    }
}

#[tokio::test]
async fn a_file_of_another_program_is_refused_and_left_alone() {
    let folder = Folder::fresh();
    let path = folder.join("photos.db");
    let other = sqlx::SqlitePool::connect_with(SqliteConnectOptions::new().filename(&path).create_if_missing(true));
    let other = other.await.unwrap();
    sqlx::query("CREATE TABLE photos (name TEXT)").execute(&other).await.unwrap();
    other.close().await;
    assert_eq!(refusal(path.clone()).await, OpenError::NotOurs { path });
}

#[tokio::test]
async fn a_damaged_file_is_refused() {
    let folder = Folder::fresh();
    let path = folder.join("hoso.db");
    let db = Pools::open(&DatabaseLocation::File(path.clone())).await.unwrap();
    let EnginePools::Sqlite { writer, .. } = db.pools() else { unreachable!() };
    let fill = "CREATE TABLE t (a TEXT); CREATE INDEX i ON t (a); \
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) \
        INSERT INTO t SELECT 'hồ sơ ' || i FROM n;";
    let mut hold = writer.hold().await.unwrap();
    sqlx::raw_sql(fill).execute(&mut *hold).await.unwrap();
    hold.let_go();
    db.close().await;
    let mut bytes = std::fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 8192].fill(0xA5);
    std::fs::write(&path, &bytes).unwrap();
    assert!(matches!(refusal(path).await, OpenError::Damaged { .. }));

    let text = folder.join("letter.db");
    std::fs::write(&text, "Kính gửi phòng giáo dục ".repeat(100)).unwrap();
    assert!(matches!(refusal(text).await, OpenError::Damaged { .. }));
}

#[tokio::test]
async fn a_folder_that_is_not_there_is_said_to_be_so() {
    let refusal = refusal(Folder::fresh().join("no/such/folder/hoso.db")).await;
    assert!(refusal.to_string().starts_with("Không mở được cơ sở dữ liệu"), "{refusal}");
}

#[cfg(unix)]
#[tokio::test]
async fn nobody_else_on_the_machine_reads_the_files_of_the_database() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::fresh();
    let path = folder.join("hoso.db");
    let mode = |name: &str| std::fs::metadata(folder.join(name)).unwrap().permissions().mode() & 0o777;
    let db = Pools::open(&DatabaseLocation::File(path.clone())).await.unwrap();
    for name in ["hoso.db", "hoso.db-wal", "hoso.db-shm"] {
        assert_eq!(mode(name), 0o600, "{name}");
    }
    db.close().await;
    // As the version before left it.
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o644)).unwrap();
    let again = Pools::open(&DatabaseLocation::File(path)).await.unwrap();
    assert_eq!((mode("hoso.db"), mode("hoso.db-wal")), (0o600, 0o600));
    again.close().await;
}
