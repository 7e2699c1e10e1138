//! The last minutes before a deadline: many people sign in and hand in at once, and the memory that it takes is given back.

use std::{
    collections::BTreeMap,
    fmt::{self, Display, Formatter},
    net::Ipv4Addr,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use anyhow::{Result, ensure};

use super::{
    MEBIBYTE,
    table::{Figure, Goal},
    upload::film,
};
use crate::{
    http::{Answer, Connection},
    running::{Owed, RunningServer, of_status},
};

/// Each hands in a file and signs in anew, on a connection of their own each time.
const PEOPLE: u32 = 2000;
const WITHIN: Duration = Duration::from_secs(20);
/// A weekly plan with a picture, in bytes.
const FILE: usize = 300_000;
/// Every address of this machine holds few of the connections, as in a school, and each of them for another account.
const OF_ONE_ADDRESS: u32 = 20;
/// How many of the demo's accounts owe something at least: with fewer, one account is signed in to more often at once than
/// the brake against guessing lets pass, and a rush that is turned away at the door takes no memory.
const MIN_ACCOUNTS: usize = 30;
/// Whoever is told to try again does so after so long, and gives up in the end.
const AGAIN: Duration = Duration::from_secs(5);
const GIVES_UP: Duration = Duration::from_secs(180);
/// The goals are 300 MB at the peak and 120 MB afterwards.
const PEAK: Goal = Goal::AtMost(300e6 / MEBIBYTE);
const AFTERWARDS: Goal = Goal::AtMost(120e6 / MEBIBYTE);
/// Workers, the database's own, and those that wait for the disk or compute a password.
const THREADS: Goal = Goal::AtMost(64.0);
/// Of those who were turned away the memory says nothing.
const EVERYBODY: Goal = Goal::AtLeast(PEOPLE as f64);
/// A thread of the bench does little but wait.
const STACK: usize = 256 * 1024;

/// Somebody who owes a record, and has been signed in since before the rush.
struct Account {
    username: String,
    cookie: String,
    owed: Owed,
}

/// How many of each answer came, by status; none where the connection broke.
#[derive(Default)]
struct Answers(Mutex<BTreeMap<Option<u16>, usize>>);

impl Answers {
    fn note(&self, answer: &Result<Answer>) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *counts.entry(answer.as_ref().ok().map(|answer| answer.status)).or_default() += 1;
    }

    fn done(&self) -> f64 {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&Some(303)).map_or(0.0, |count| *count as f64)
    }
}

impl Display for Answers {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        let counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let told = counts.iter().map(|(status, count)| match status {
            Some(status) => format!("{count} × {status}"),
            None => format!("{count} × no answer"),
        });
        out.write_str(&told.collect::<Vec<_>>().join(", "))
    }
}

pub fn measure(server: &RunningServer) -> Result<Vec<Figure>> {
    let accounts = accounts(server)?;
    let before = server.resident()?;
    let (most_threads, end) = (AtomicU64::new(0), AtomicBool::new(false));
    let (handed_in, signed_in) = (Answers::default(), Answers::default());
    let began = Instant::now();
    thread::scope(|scope| {
        scope.spawn(|| {
            while !end.load(Ordering::Relaxed) {
                most_threads.fetch_max(of_status(server.id(), "Threads").unwrap_or(0), Ordering::Relaxed);
                thread::sleep(Duration::from_millis(20));
            }
        });
        let people: Vec<_> = (0..PEOPLE)
            .zip(accounts.iter().cycle())
            .map(|(number, account)| {
                // They come when they come, however slow the server is with those before.
                thread::sleep((WITHIN / PEOPLE * number).saturating_sub(began.elapsed()));
                let (handed_in, signed_in) = (&handed_in, &signed_in);
                let person = move || {
                    until_done(handed_in, || hand_in(server, number, account));
                    until_done(signed_in, || server.sign_in_from(machine(number), &account.username));
                };
                thread::Builder::new().stack_size(STACK).spawn_scoped(scope, person)
            })
            .collect();
        people.into_iter().for_each(|person| _ = person.map(thread::ScopedJoinHandle::join));
        end.store(true, Ordering::Relaxed);
    });
    let about = format!(
        "{PEOPLE} people of {} accounts in {} s, served after {:.1} s; from {:.1} MiB",
        accounts.len(),
        WITHIN.as_secs(),
        began.elapsed().as_secs_f64(),
        before as f64 / MEBIBYTE,
    );
    // No part of the bench before this one takes as much, so that the peak of the process is that of the rush.
    let peak = server.peak()?;
    thread::sleep(Duration::from_secs(60));
    Ok(vec![
        Figure::new("handed in during a rush", handed_in.done(), "people", EVERYBODY).about(handed_in.to_string()),
        Figure::new("signed in during a rush", signed_in.done(), "people", EVERYBODY).about(signed_in.to_string()),
        super::memory("memory in a rush, at the peak", peak, PEAK).about(about),
        super::memory("memory a minute after the rush", server.resident()?, AFTERWARDS),
        Figure::new("threads in a rush, at the peak", most_threads.into_inner() as f64, "threads", THREADS),
    ])
}

/// The accounts of the demo that owe something, read from the page of those who hand out the passwords.
fn accounts(server: &RunningServer) -> Result<Vec<Account>> {
    let cookie = server.sign_in("quanly")?;
    let staff = server.connect()?.get("/can-bo", &format!("Cookie: {cookie}\r\n"))?;
    // The name of a person is the head of its row, and the user name the first cell after it.
    let usernames = staff.text()?.split("</th><td>").skip(1).map(|cell| cell.split('<').next().unwrap_or_default());
    let mut accounts = Vec::new();
    for username in usernames {
        let cookie = server.sign_in(username)?;
        if let Some(owed) = server.owed(&cookie)? {
            accounts.push(Account { username: username.to_owned(), cookie, owed });
        }
    }
    ensure!(accounts.len() >= MIN_ACCOUNTS, "only {} accounts owe anything", accounts.len());
    Ok(accounts)
}

/// Tries again for as long as a person would.
fn until_done(answers: &Answers, attempt: impl Fn() -> Result<Answer>) {
    let began = Instant::now();
    loop {
        let answer = attempt();
        answers.note(&answer);
        let is_told_to_try_again = answer.is_ok_and(|answer| answer.status == 503);
        if !is_told_to_try_again || began.elapsed() > GIVES_UP {
            return;
        }
        thread::sleep(AGAIN);
    }
}

fn hand_in(server: &RunningServer, number: u32, account: &Account) -> Result<Answer> {
    let cookie = format!("Cookie: {}\r\n", account.cookie);
    let mut connection = Connection::open_from(server.address, machine(number))?;
    account.owed.hand_in(&mut connection, &cookie, "phim.mp4", &film(u64::from(number), FILE))
}

fn machine(number: u32) -> Ipv4Addr {
    Ipv4Addr::from(u32::from(Ipv4Addr::new(127, 1, 0, 1)) + number / OF_ONE_ADDRESS)
}
