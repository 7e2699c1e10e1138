//! Seven in the morning: many sign in within a minute. And what a stranger learns from the clock: nothing, whether an account is
//! there, is shut, or was never there.

use std::{
    net::Ipv4Addr,
    path::Path,
    sync::{Mutex, PoisonError},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Result, ensure};

use super::{
    MEBIBYTE, memory,
    table::{Figure, Goal, median, milliseconds, quantile},
};
use crate::{
    http::{Connection, encode},
    running::{PASSWORD, RunningServer},
};

const PEOPLE: u32 = 2_000;
const WITHIN: Duration = Duration::from_secs(60);
const SLOWEST: Goal = Goal::AtMost(2_000.0);
const PEAK: Goal = Goal::AtMost(256e6 / MEBIBYTE);
const EVERYBODY: Goal = Goal::AtLeast(PEOPLE as f64);
/// Between the medians of users who are not there and of those who are, or whose account is shut, in milliseconds.
const GAP: Goal = Goal::AtMost(2.0);
/// Tries of each sort.
const TRIES: usize = 2_000;
/// The brake lets so many wrong passwords of one account be looked at from all addresses, and one more slows it.
const OF_ONE_ACCOUNT: usize = 19;
/// So many of one address, with room before the brake.
const OF_ONE_ADDRESS: u32 = 40;
/// A thread of the bench does little but wait.
const STACK: usize = 256 * 1024;

/// On a school of its own: the brake against guessing counts what is tried here, and a start forgets it.
pub fn measure(program: &Path, folder: &Path) -> Result<Vec<Figure>> {
    let data = folder.join("sign-in");
    let began = Instant::now();
    drop(RunningServer::open(program, &data)?);
    let server = RunningServer::open(program, &data)?;
    let accounts = accounts(&server)?;
    let usernames: Vec<String> = accounts.iter().map(|(_, username)| username.clone()).collect();
    let mut figures = storm(&server, &usernames)?;
    drop(server);
    figures.extend(enumeration(|| later(program, &data, began), &accounts)?);
    Ok(figures)
}

/// Everybody of the demo with their ids, read from the page of those who hand out the passwords.
fn accounts(server: &RunningServer) -> Result<Vec<(String, String)>> {
    let cookie = server.sign_in("quanly")?;
    let staff = server.connect()?.get("/can-bo", &format!("Cookie: {cookie}\r\n"))?;
    // The name of a person is the head of its row and leads to their page, and the user name is the first cell after it.
    let row = |row: &str| {
        let (id, rest) = row.split_once('"')?;
        let username = rest.split_once("</th><td>")?.1.split('<').next()?;
        Some((id.to_owned(), username.to_owned())).filter(|_| !username.is_empty())
    };
    let accounts: Vec<(String, String)> =
        staff.text()?.split("<th scope=\"row\"><a href=\"/can-bo/").skip(1).filter_map(row).collect();
    ensure!(accounts.len() >= 30, "only {} accounts stand on the page of the staff", accounts.len());
    Ok(accounts)
}

/// They come when they come, however slow the server is with those before, and each is counted from that moment on.
fn storm(server: &RunningServer, usernames: &[String]) -> Result<Vec<Figure>> {
    let times = Mutex::new(Vec::with_capacity(PEOPLE as usize));
    let refused = Mutex::new(Vec::new());
    let began = Instant::now();
    thread::scope(|scope| {
        let people: Vec<_> = (0..PEOPLE)
            .zip(usernames.iter().cycle())
            .map(|(number, username)| {
                let comes = WITHIN / PEOPLE * number;
                thread::sleep(comes.saturating_sub(began.elapsed()));
                let (times, refused) = (&times, &refused);
                let person = move || {
                    let status = server.sign_in_from(machine(1, number), username).map(|answer| answer.status);
                    let time = milliseconds(began.elapsed().saturating_sub(comes));
                    match status {
                        Ok(303) => times.lock().unwrap_or_else(PoisonError::into_inner).push(time),
                        other => refused.lock().unwrap_or_else(PoisonError::into_inner).push(other.unwrap_or_default()),
                    }
                };
                thread::Builder::new().stack_size(STACK).spawn_scoped(scope, person)
            })
            .collect();
        people.into_iter().for_each(|person| _ = person.map(thread::ScopedJoinHandle::join));
    });
    let mut times = times.into_inner().unwrap_or_else(PoisonError::into_inner);
    let refused = refused.into_inner().unwrap_or_else(PoisonError::into_inner);
    ensure!(!times.is_empty(), "nobody was let in: {refused:?}");
    let about = format!("{PEOPLE} of {} accounts in {} s; refused: {refused:?}", usernames.len(), WITHIN.as_secs());
    Ok(vec![
        Figure::new("let in, of a morning", times.len() as f64, "people", EVERYBODY).about(about),
        Figure::new("sign-in in the morning, median", median(&mut times), "ms", Goal::None),
        Figure::new("sign-in in the morning, p99", quantile(&mut times, 0.99), "ms", SLOWEST),
        memory("memory in the morning, at the peak", server.peak()?, PEAK),
    ])
}

/// Shuts the accounts of every second one; whoever of them may not be shut keeps theirs. The user names of both sorts.
fn shut_some(server: &RunningServer, accounts: &[(String, String)]) -> Result<(Vec<String>, Vec<String>)> {
    let more = format!("Cookie: {}\r\n", server.sign_in("hieutruong")?);
    let (mut open, mut shut) = (Vec::new(), Vec::new());
    for (number, (id, username)) in accounts.iter().enumerate() {
        let form = format!("proof={}", encode(PASSWORD));
        let address = format!("/can-bo/{id}/tam-khoa");
        let shuts = || server.connect()?.post(&address, "application/x-www-form-urlencoded", &more, form.as_bytes());
        let is_shut = number % 2 == 1 && shuts()?.status == 303;
        let sort = if is_shut { &mut shut } else { &mut open };
        sort.push(username.clone());
    }
    ensure!(shut.len() >= 10, "only {} accounts could be shut", shut.len());
    Ok((open, shut))
}

/// Started anew, with as much later on its clock as has gone by and a minute more: a clock before the last entry is refused.
fn later(program: &Path, data: &Path, began: Instant) -> Result<RunningServer> {
    let seconds = began.elapsed().as_secs() + 60;
    let (hours, minutes, seconds) = (14 + seconds / 3600, 20 + seconds / 60 % 60, seconds % 60);
    RunningServer::open_at(program, data, &format!("2026-11-25T{:02}:{:02}:{seconds:02}+07:00", hours + minutes / 60, minutes % 60))
}

/// A wrong password for somebody, for nobody and for somebody whose account is shut, in turn, so that what else the machine does
/// meets all three. Each of them is the first of three as often as the others: what the server still writes after the answer before
/// (that a known account was guessed at) would else meet the same one always.
fn enumeration(start: impl Fn() -> Result<RunningServer>, accounts: &[(String, String)]) -> Result<Vec<Figure>> {
    let (open, shut) = shut_some(&start()?, accounts)?;
    let sort = || Vec::with_capacity(TRIES);
    let (mut known, mut unknown, mut closed) = (sort(), sort(), sort());
    let mut machines = 0;
    while known.len() < TRIES {
        // What was tried before is forgotten by a new start.
        let server = start()?;
        for round in 0..OF_ONE_ACCOUNT {
            for (number, (somebody, shut)) in open.iter().zip(&shut).enumerate() {
                if known.len() >= TRIES {
                    break;
                }
                // Three tries from each, which all count for their address.
                machines += 3;
                let nobody = format!("{}{round}x{number}", &somebody[..somebody.len().min(3)]);
                let mut three = [(somebody, &mut known), (&nobody, &mut unknown), (shut, &mut closed)];
                three.rotate_left((round + number) % 3);
                for (name, times) in three {
                    times.push(wrong(&server, machine(2, machines), name)?);
                }
            }
        }
    }
    let (known, unknown, closed) = (median(&mut known), median(&mut unknown), median(&mut closed));
    let gap = |what: &str, of: f64| {
        let about = format!("{TRIES} wrong passwords each; {of:.2} ms, and {unknown:.2} ms for nobody");
        Figure::new(format!("gap of the medians of unknown users and {what}"), (of - unknown).abs(), "ms", GAP).about(about)
    };
    Ok(vec![gap("known ones", known), gap("those whose account is shut", closed)])
}

fn wrong(server: &RunningServer, machine: Ipv4Addr, username: &str) -> Result<f64> {
    let form = format!("username={}&password=sai-mat-khau", encode(username));
    let mut connection = Connection::open_from(server.address, machine)?;
    let start = Instant::now();
    let answer = connection.post("/dang-nhap", "application/x-www-form-urlencoded", "", form.as_bytes())?;
    let time = milliseconds(start.elapsed());
    ensure!(answer.status == 401, "a wrong password for {username} was answered with {}", answer.status);
    Ok(time)
}

/// Addresses of this machine, each for a few.
fn machine(net: u8, number: u32) -> Ipv4Addr {
    Ipv4Addr::from(u32::from(Ipv4Addr::new(127, net, 0, 1)) + number / OF_ONE_ADDRESS)
}
