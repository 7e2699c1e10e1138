//! The last minutes before a deadline, on the program itself: what a rush takes has a bound that does not grow with the
//! number of people.

use std::{
    collections::BTreeMap,
    fs,
    io::{BufRead, BufReader},
    net::{Ipv4Addr, SocketAddr},
    process::{Child, ChildStdout, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use records::{Work, accounts};
use server::startup::DEMO_PASSWORD;
use tempfile::TempDir;
use tokio::{
    task::JoinSet,
    time::{sleep, timeout},
};

use crate::support::{HOST, TestApp, raw_from};

/// Fewer than the passwords that may wait: nobody is told to try again.
const PEOPLE: usize = 240;
/// How many of them are waited for until they are let in: a password takes its time, and the most memory is taken at once.
const LET_IN: usize = 60;
/// What all of them together may take, in bytes. Two passwords are computed at once, with 19 MiB each; with a thread for
/// each that may wait it were 600 MB. A file that is received takes half a megabyte.
const MAX_GROWTH: u64 = 200_000_000;
/// Workers, the database's, and those that wait for the disk or compute a password.
const MAX_THREADS: u64 = 64;
const PATIENCE: Duration = Duration::from_secs(120);

/// The program on a folder of its own, ended with the test.
struct Hoso {
    process: Child,
    address: SocketAddr,
    /// Kept open: a program whose words nobody takes would be ended by them.
    _words: BufReader<ChildStdout>,
    _data: TempDir,
}

impl Hoso {
    /// On what the app has laid out; its clock goes on from there.
    async fn instead_of(app: TestApp) -> Self {
        app.state.database.close().await;
        let (moment, data) = (app.clock.shows().to_rfc3339(), app.folder);
        drop((app.state, app.router));
        let mut hoso = Command::new(env!("CARGO_BIN_EXE_hoso"));
        hoso.args(["--demo", "--clock", &moment, "--listen", "127.0.0.1:0", "--data"]).arg(data.path());
        let mut process = hoso.env("RUST_LOG", "warn").stdout(Stdio::piped()).spawn().unwrap();
        let mut words = BufReader::new(process.stdout.take().unwrap());
        let mut line = String::new();
        words.read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening on http://").expect("an address").parse().unwrap();
        Self { process, address, _words: words, _data: data }
    }

    fn id(&self) -> u32 {
        self.process.id()
    }
}

impl Drop for Hoso {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

/// What Linux tells of a process under this name; nothing of one that has ended.
fn of_status(process: u32, name: &str) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(name)).unwrap_or_default();
    line.split_whitespace().nth(1).map_or(0, |number| number.parse().unwrap())
}

/// The most that a process has held in memory since its start, in bytes.
fn peak(process: u32) -> u64 {
    of_status(process, "VmHWM:") * 1024
}

/// Somebody who signs in and sends a file.
struct Person {
    username: String,
    id: String,
    /// Where a record is handed in.
    address: String,
}

/// Everybody who owes something.
async fn owing(app: &TestApp) -> Vec<Person> {
    let mut people = Vec::new();
    for (id, username, _) in app.read(async move |work: &mut Work| accounts::usernames(work).await).await {
        if let Some(owed) = app.owed_by(&username).await.first() {
            people.push(Person { username, id: id.to_string(), address: format!("/nop/{}", owed.id) });
        }
    }
    people
}

/// A form or a file as it goes over the wire, on a connection that ends with the answer.
fn request(path: &str, more: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let from = format!("Host: {HOST}\r\nOrigin: http://{HOST}\r\n");
    let head = format!("POST {path} HTTP/1.1\r\n{from}Content-Length: {length}\r\nConnection: close\r\n{more}\r\n");
    [head.as_bytes(), body].concat()
}

/// All of them at once, ten to an address. What the first `waited_for` were answered, with their numbers; the others go away.
async fn all_at_once(hoso: &Hoso, waited_for: usize, what: impl Fn(usize) -> Vec<u8>) -> Vec<(usize, String)> {
    let mut under_way = JoinSet::new();
    for number in 0..PEOPLE {
        let machine = Ipv4Addr::from(u32::from(Ipv4Addr::new(127, 1, 0, 1)) + u32::try_from(number / 10).unwrap());
        let (to, request) = (hoso.address, what(number));
        under_way.spawn(async move { (number, raw_from(machine, to, &request).await) });
    }
    let mut answers = Vec::new();
    while answers.len() < waited_for {
        let answer = timeout(PATIENCE, under_way.join_next()).await.expect("everybody is answered");
        answers.push(answer.unwrap().unwrap());
    }
    answers
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_people_at_once_take_no_more_memory_than_the_few_that_are_served() {
    let app = TestApp::demo().await;
    let people = owing(&app).await;
    assert!(people.len() > 20, "each account is signed in to ten times at once, and the brake passes twenty: {}", people.len());
    let person = |number: usize| &people[number % people.len()];
    let hoso = Hoso::instead_of(app).await;
    let (before, began) = (peak(hoso.id()), Instant::now());
    let (most_threads, done) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicBool::new(false)));
    let looking = tokio::spawn({
        let (process, most_threads, done) = (hoso.id(), most_threads.clone(), done.clone());
        async move {
            while !done.load(Ordering::Relaxed) {
                most_threads.fetch_max(of_status(process, "Threads:"), Ordering::Relaxed);
                sleep(Duration::from_millis(2)).await;
            }
        }
    });

    let signed_in = all_at_once(&hoso, LET_IN, |number| {
        let form = format!("username={}&password={DEMO_PASSWORD}", person(number).username);
        request("/dang-nhap", "Content-Type: application/x-www-form-urlencoded\r\n", form.as_bytes())
    })
    .await;
    // One for each account: nobody may have more than a dozen files under way.
    let of_account = signed_in.iter().map(|(number, answer)| (number % people.len(), (person(*number), cookie(answer))));
    let sessions: Vec<(&Person, &str)> = of_account.collect::<BTreeMap<_, _>>().into_values().collect();
    assert!(sessions.len() >= PEOPLE / 12, "{} accounts were let in", sessions.len());
    let (signing_in, took) = (peak(hoso.id()).saturating_sub(before), began.elapsed());
    let sent = all_at_once(&hoso, PEOPLE, |number| {
        let (Person { id, address, .. }, cookie) = sessions[number % sessions.len()];
        let path = format!("{address}/tep?person={id}&name=phim.mp4");
        let more = format!("Content-Type: application/octet-stream\r\nAccept: application/json\r\nCookie: {cookie}\r\n");
        request(&path, &more, &film(number))
    })
    .await;
    done.store(true, Ordering::Relaxed);
    looking.await.unwrap();
    let (grown, threads) = (peak(hoso.id()).saturating_sub(before), most_threads.load(Ordering::Relaxed));
    println!("from {before} bytes by {signing_in} while {LET_IN} of {PEOPLE} people were let in, in {took:?}");
    println!("by {grown} when they had sent a file each, after {:?}; {threads} threads", began.elapsed());
    sent.iter().for_each(|(_, answer)| assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}"));
    assert!(grown < MAX_GROWTH, "{grown}");
    assert!(threads <= MAX_THREADS, "{threads}");
}

fn cookie(answer: &str) -> &str {
    assert!(answer.starts_with("HTTP/1.1 303 "), "{answer}");
    let set = answer.lines().find_map(|line| line.strip_prefix("set-cookie: ")).expect("a session");
    set.split(';').next().unwrap()
}

/// A weekly plan with a picture is as large; each of them is another one.
fn film(number: usize) -> Vec<u8> {
    let mut film = b"\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41".to_vec();
    film.resize(300_000, number as u8);
    film
}
