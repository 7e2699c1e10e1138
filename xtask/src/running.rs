//! The program under measurement: started on a port nobody uses, ended by the process that started it.

use std::{
    fs,
    io::{BufRead, BufReader},
    net::{Ipv4Addr, SocketAddr},
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
    sync::atomic::{AtomicBool, AtomicU64, Ordering},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use crate::http::{Answer, Connection, encode};

/// Wednesday of week 12: twelve weeks handed in by forty people.
const CLOCK: &str = "2026-11-25T14:20:00+07:00";
/// Of every account of the demo.
pub const PASSWORD: &str = "nam-thanh-2024";

pub struct RunningServer {
    process: Child,
    pub address: SocketAddr,
    /// Kept open: a program whose words nobody takes would be ended by them.
    _words: BufReader<ChildStdout>,
}

/// A record that somebody has to hand in.
pub struct Owed {
    /// Where it is handed in.
    pub address: String,
    /// The id of whoever owes it, which every form carries.
    pub person: String,
}

/// What the processor did for a process, in seconds.
pub struct Worked(f64);

impl RunningServer {
    pub fn open(program: &Path, data: &Path) -> Result<Self> {
        Self::open_at(program, data, CLOCK)
    }

    /// With another hour on its clock.
    pub fn open_at(program: &Path, data: &Path, clock: &str) -> Result<Self> {
        let mut process = Command::new(program)
            .args(["--demo", "--clock", clock, "--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .env("RUST_LOG", "warn")
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start {}", program.display()))?;
        let mut words = BufReader::new(process.stdout.take().context("hoso says nothing")?);
        let mut line = String::new();
        loop {
            line.clear();
            if words.read_line(&mut line)? == 0 {
                bail!("hoso ended with {} and said no address", process.wait()?);
            }
            if let Some(address) = line.trim().strip_prefix("listening on http://") {
                let address = address.parse().context("hoso listens nowhere")?;
                return Ok(Self { process, address, _words: words });
            }
        }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn connect(&self) -> Result<Connection> {
        Connection::open(self.address)
    }

    /// Signs in as everybody does, and returns the cookie.
    pub fn sign_in(&self, username: &str) -> Result<String> {
        let answer = self.sign_in_from(Ipv4Addr::LOCALHOST, username)?;
        let cookie = answer.header("set-cookie").and_then(|cookie| cookie.split(';').next());
        cookie.map(str::to_owned).with_context(|| format!("{username} was not let in: {}", answer.status))
    }

    /// Sends the form of the sign-in from one of the addresses of this machine; the answer may be a no.
    pub fn sign_in_from(&self, machine: Ipv4Addr, username: &str) -> Result<Answer> {
        let form = format!("username={}&password={}", encode(username), encode(PASSWORD));
        let kind = "application/x-www-form-urlencoded";
        Connection::open_from(self.address, machine)?.post("/dang-nhap", kind, "", form.as_bytes())
    }

    /// What stands first among the things that the holder of a cookie owes; none of whoever owes nothing.
    pub fn owed(&self, cookie: &str) -> Result<Option<Owed>> {
        let answer = self.connect()?.get("/viec-cua-toi", &format!("Cookie: {cookie}\r\n"))?;
        let page = answer.text()?;
        // Up to the end of the attribute.
        let after = |words: &str| Some(page.split_once(words)?.1.split('"').next().unwrap_or_default());
        let person = after("?person=").context("a page does not say for whom it was made")?.to_owned();
        Ok(after("href=\"/nop/").map(|record| Owed { address: format!("/nop/{record}"), person }))
    }

    /// What the process holds in memory, in bytes.
    pub fn resident(&self) -> Result<u64> {
        resident(self.process.id())
    }

    /// The most that it has held since it was started, in bytes.
    pub fn peak(&self) -> Result<u64> {
        Ok(of_status(self.process.id(), "VmHWM")? * 1024)
    }

    pub fn id(&self) -> u32 {
        self.process.id()
    }

    pub fn worked(&self) -> Result<Worked> {
        worked(self.process.id())
    }
}

impl Owed {
    /// Hands a file in as the form does without scripts; `more` holds the cookie.
    pub fn hand_in(&self, connection: &mut Connection, more: &str, name: &str, bytes: &[u8]) -> Result<Answer> {
        let part = "--B\r\nContent-Disposition: form-data; name=";
        let person = &self.person;
        let before = format!("{part}\"person\"\r\n\r\n{person}\r\n{part}\"files\"; filename=\"{name}\"\r\n\r\n");
        let form = [before.as_bytes(), bytes, b"\r\n--B--\r\n"].concat();
        connection.post(&self.address, "multipart/form-data; boundary=B", more, &form)
    }
}

impl Worked {
    pub fn since(&self, before: &Self) -> f64 {
        self.0 - before.0
    }
}

/// What `task` brings, and the most that the process holds in memory meanwhile, in bytes, looked at every 10 ms.
pub fn peak_while<T>(process: u32, task: impl FnOnce() -> Result<T>) -> Result<(T, u64)> {
    let (most, end) = (AtomicU64::new(resident(process)?), AtomicBool::new(false));
    let done = thread::scope(|scope| {
        scope.spawn(|| {
            while !end.load(Ordering::Relaxed) {
                most.fetch_max(resident(process).unwrap_or(0), Ordering::Relaxed);
                thread::sleep(Duration::from_millis(10));
            }
        });
        let done = task();
        end.store(true, Ordering::Relaxed);
        done
    })?;
    Ok((done, most.into_inner()))
}

pub fn resident(process: u32) -> Result<u64> {
    Ok(of_status(process, "VmRSS")? * 1024)
}

/// What Linux tells of a process under this name: a count, or kilobytes.
pub fn of_status(process: u32, name: &str) -> Result<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    let told = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    let number = told.and_then(|told| told.split_whitespace().next()).with_context(|| format!("/proc tells no {name}"))?;
    Ok(number.parse()?)
}

pub fn worked(process: u32) -> Result<Worked> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat"))?;
    // The name in brackets may hold spaces; what follows it does not.
    let rest = stat.rsplit_once(')').context("/proc/…/stat is none")?.1;
    let mut ticks = rest.split_whitespace().skip(11).take(2).map(str::parse::<f64>);
    let (user, system) = (ticks.next().context("no user time")??, ticks.next().context("no system time")??);
    // Linux tells times in hundredths of a second, whatever its own clock does.
    Ok(Worked((user + system) / 100.0))
}

impl Drop for RunningServer {
    fn drop(&mut self) {
        // SIGTERM is its orderly end; only the process that we started gets it.
        _ = Command::new("kill").args(["-TERM", &self.process.id().to_string()]).status();
        let asked = Instant::now();
        while asked.elapsed() < Duration::from_secs(12) {
            if !matches!(self.process.try_wait(), Ok(None)) {
                return;
            }
            thread::sleep(Duration::from_millis(20));
        }
        _ = self.process.kill();
        _ = self.process.wait();
    }
}
