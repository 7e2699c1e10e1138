//! The last minutes before a deadline: many people sign in and hand in at once, and the memory that it takes is given back.

use std::{
    fs,
    net::Ipv4Addr,
    sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};

use super::{
    MEBIBYTE,
    http::{Connection, encode},
    running::{PASSWORD, RunningServer, resident},
    table::{Figure, Goal},
    upload::film,
};

/// Each signs in and hands in a file, on a connection of their own.
const PEOPLE: u32 = 2000;
const WITHIN: Duration = Duration::from_secs(20);
/// A weekly plan with a picture, in bytes.
const FILE: usize = 300_000;
/// Every address of this machine holds few of the connections, as in a school.
const OF_ONE_ADDRESS: u32 = 20;
/// The goals are 300 MB at the peak and 120 MB afterwards.
const PEAK: Goal = Goal::AtMost(300e6 / MEBIBYTE);
const AFTERWARDS: Goal = Goal::AtMost(120e6 / MEBIBYTE);
/// Workers, the database's own, and those that wait for the disk or compute a password.
const THREADS: Goal = Goal::AtMost(64.0);
/// A thread of the bench does little but wait.
const STACK: usize = 256 * 1024;

/// How many of each answer came.
#[derive(Default)]
struct Answers {
    signed_in: AtomicUsize,
    handed_in: AtomicUsize,
    /// Told to try again: too many passwords wait already.
    later: AtomicUsize,
    other: AtomicUsize,
}

impl Answers {
    fn note(&self, answer: Result<u16>, done: &AtomicUsize) {
        let count = match answer {
            Ok(303) => done,
            Ok(503) => &self.later,
            Ok(_) | Err(_) => &self.other,
        };
        count.fetch_add(1, Ordering::Relaxed);
    }
}

pub fn measure(server: &RunningServer) -> Result<Vec<Figure>> {
    let cookie = server.sign_in("giaovien")?;
    let owed = server.connect()?.get("/viec-cua-toi", &format!("Cookie: {cookie}\r\n"))?;
    let page = owed.text()?.split_once("href=\"/nop/").context("giaovien owes nothing")?.1;
    let address = format!("/nop/{}", page.split('"').next().unwrap_or_default());
    let before = server.resident()?;
    let (most, most_threads, end) = (AtomicU64::new(before), AtomicU64::new(0), AtomicBool::new(false));
    let counted = Answers::default();
    let (cookie, address, answers) = (cookie.as_str(), address.as_str(), &counted);
    let began = Instant::now();
    thread::scope(|scope| {
        scope.spawn(|| {
            while !end.load(Ordering::Relaxed) {
                most.fetch_max(resident(server.id()).unwrap_or(0), Ordering::Relaxed);
                most_threads.fetch_max(threads(server.id()), Ordering::Relaxed);
                thread::sleep(Duration::from_millis(20));
            }
        });
        let people: Vec<_> = (0..PEOPLE)
            .map(|number| {
                // They come when they come, however slow the server is with those before.
                thread::sleep((WITHIN / PEOPLE * number).saturating_sub(began.elapsed()));
                let person = move || one_person(server, number, cookie, address, answers);
                thread::Builder::new().stack_size(STACK).spawn_scoped(scope, person)
            })
            .collect();
        people.into_iter().for_each(|person| _ = person.map(thread::ScopedJoinHandle::join));
        end.store(true, Ordering::Relaxed);
    });
    let took = began.elapsed().as_secs_f64();
    let count = |count: &AtomicUsize| count.load(Ordering::Relaxed);
    let about = format!(
        "{PEOPLE} people in {} s, served after {took:.1} s: {} signed in, {} handed in, {} told to try again, {} without an answer",
        WITHIN.as_secs(),
        count(&answers.signed_in),
        count(&answers.handed_in),
        count(&answers.later),
        count(&answers.other),
    );
    thread::sleep(Duration::from_secs(60));
    Ok(vec![
        super::memory("memory in a rush, at the peak", most.into_inner(), PEAK).about(about),
        super::memory("memory a minute after the rush", server.resident()?, AFTERWARDS)
            .about(format!("from {:.1} MiB", before as f64 / MEBIBYTE)),
        Figure::new("threads in a rush, at the peak", most_threads.into_inner() as f64, "threads", THREADS),
    ])
}

fn one_person(server: &RunningServer, number: u32, cookie: &str, address: &str, answers: &Answers) {
    let machine = Ipv4Addr::from(u32::from(Ipv4Addr::new(127, 1, 0, 1)) + number / OF_ONE_ADDRESS);
    let form = format!("username=giaovien&password={}", encode(PASSWORD));
    let sign_in = Connection::open_from(server.address, machine)
        .and_then(|mut connection| connection.post("/dang-nhap", "application/x-www-form-urlencoded", "", form.as_bytes()));
    answers.note(sign_in.map(|answer| answer.status), &answers.signed_in);
    let mut form = b"--B\r\nContent-Disposition: form-data; name=\"files\"; filename=\"phim.mp4\"\r\n\r\n".to_vec();
    form.extend(film(u64::from(number), FILE));
    form.extend(b"\r\n--B--\r\n");
    let hand_in = Connection::open_from(server.address, machine).and_then(|mut connection| {
        connection.post(address, "multipart/form-data; boundary=B", &format!("Cookie: {cookie}\r\n"), &form)
    });
    answers.note(hand_in.map(|answer| answer.status), &answers.handed_in);
}

fn threads(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    status.lines().find_map(|line| line.strip_prefix("Threads:")?.trim().parse().ok()).unwrap_or(0)
}
