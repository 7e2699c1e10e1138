//! A PostgreSQL of the tests' own: in a temporary folder, on a port nobody uses, gone when the tests are done.

use std::{
    fs,
    net::{Ipv4Addr, TcpListener, TcpStream},
    os::unix::{fs::chown, process::CommandExt},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};
use tempfile::TempDir;

use crate::{debian::Package, run};

pub const PACKAGE: Package = Package { name: "postgresql", file: "/usr/lib/postgresql" };

pub struct Cluster {
    process: Child,
    port: u16,
    /// Kept for its end: the folder goes with it.
    _folder: TempDir,
}

impl Cluster {
    pub fn start() -> Result<Self> {
        let programs = programs()?;
        let user = run::is_root().then(|| User::named("postgres")).transpose()?;
        let folder = tempfile::Builder::new().prefix("hoso-postgres-").tempdir()?;
        if let Some(user) = &user {
            chown(folder.path(), Some(user.id), Some(user.group))?;
        }
        let data = folder.path().join("data");
        let program = |name: &str| {
            let mut command = Command::new(programs.join(name));
            command.current_dir(folder.path()).stdout(Stdio::null());
            if let Some(user) = &user {
                command.uid(user.id).gid(user.group);
            }
            command
        };
        // Collation C, as in production: people are sorted by the program.
        run::check(
            program("initdb")
                .args(["--encoding=UTF8", "--locale=C", "--username=hoso", "--auth=trust", "--no-sync", "--pgdata"])
                .arg(&data),
        )?;
        // Asked for and given back; nobody else takes it within the second that PostgreSQL needs.
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let log = folder.path().join("log");
        let process = program("postgres")
            .arg("-D")
            .arg(&data)
            .args(["-p", &port.to_string(), "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="])
            // The data is thrown away, so nothing need reach the disk.
            .args(["-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_connections=300"])
            .stderr(fs::File::create(&log)?)
            .spawn()
            .context("cannot start postgres")?;
        let mut cluster = Self { process, port, _folder: folder };
        cluster.wait_until_it_answers(&log)?;
        Ok(cluster)
    }

    pub fn url(&self) -> String {
        format!("postgres://hoso@127.0.0.1:{}/postgres", self.port)
    }

    fn wait_until_it_answers(&mut self, log: &Path) -> Result<()> {
        let start = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_err() {
            let ended = self.process.try_wait()?;
            if ended.is_some() || start.elapsed() > Duration::from_secs(30) {
                bail!("PostgreSQL does not start: {}", fs::read_to_string(log).unwrap_or_default());
            }
            thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // SIGINT is its "fast shutdown"; only the process that we started gets it.
        let asked = Command::new("kill").args(["-INT", &self.process.id().to_string()]).status();
        if !asked.is_ok_and(|status| status.success()) {
            _ = self.process.kill();
        }
        _ = self.process.wait();
    }
}

/// PostgreSQL refuses to run as root.
struct User {
    id: u32,
    group: u32,
}

impl User {
    fn named(name: &str) -> Result<Self> {
        let users = fs::read_to_string("/etc/passwd")?;
        let fields: Vec<_> = users
            .lines()
            .map(|line| line.split(':').collect::<Vec<_>>())
            .find(|fields| fields[0] == name)
            .with_context(|| format!("there is no user {name}"))?;
        ensure!(fields.len() > 3, "/etc/passwd: {name} has no number");
        Ok(Self { id: fields[2].parse()?, group: fields[3].parse()? })
    }
}

/// Debian keeps them out of the PATH, in a folder per version; the newest serves.
fn programs() -> Result<PathBuf> {
    let mut versions: Vec<_> = fs::read_dir(PACKAGE.file)
        .map(|versions| versions.flatten().map(|version| version.path().join("bin")).collect())
        .unwrap_or_default();
    versions.retain(|programs| programs.join("initdb").exists());
    versions.sort();
    versions
        .pop()
        .or_else(|| run::find("initdb")?.parent().map(Path::to_owned))
        .context("please install PostgreSQL 15 or newer: initdb is not to be found")
}
