//! Seven in the morning: many sign in within a minute. And what a stranger learns from the clock: nothing, whether an account is
//! there or not.

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
    running::RunningServer,
};

const PEOPLE: u32 = 2_000;
const WITHIN: Duration = Duration::from_secs(60);
const SLOWEST: Goal = Goal::AtMost(2_000.0);
const PEAK: Goal = Goal::AtMost(256e6 / MEBIBYTE);
const EVERYBODY: Goal = Goal::AtLeast(PEOPLE as f64);
/// Of the medians of known and unknown users, in milliseconds.
const GAP: Goal = Goal::AtMost(2.0);
/// Tries of each sort.
const TRIES: usize = 1_000;
/// The brake lets so many wrong passwords of one account be looked at from all addresses, and one more slows it.
const OF_ONE_ACCOUNT: usize = 19;
/// So many of one address, with room before the brake.
const OF_ONE_ADDRESS: u32 = 40;
/// A thread of the bench does little but wait.
const STACK: usize = 256 * 1024;

/// On a school of its own: the brake against guessing counts what is tried here, and a start forgets it.
pub fn measure(program: &Path, folder: &Path) -> Result<Vec<Figure>> {
    let data = folder.join("sign-in");
    drop(RunningServer::open(program, &data)?);
    let server = RunningServer::open(program, &data)?;
    let usernames = usernames(&server)?;
    let mut figures = storm(&server, &usernames)?;
    drop(server);
    figures.extend(enumeration(program, &data, &usernames)?);
    Ok(figures)
}

/// Everybody of the demo, read from the page of those who hand out the passwords.
fn usernames(server: &RunningServer) -> Result<Vec<String>> {
    let cookie = server.sign_in("quanly")?;
    let staff = server.connect()?.get("/can-bo", &format!("Cookie: {cookie}\r\n"))?;
    // The name of a person is the head of its row, and the user name the first cell after it.
    let cells = staff.text()?.split("</th><td>").skip(1).map(|cell| cell.split('<').next().unwrap_or_default().to_owned());
    let usernames: Vec<String> = cells.filter(|name| !name.is_empty()).collect();
    ensure!(usernames.len() >= 30, "only {} accounts stand on the page of the staff", usernames.len());
    Ok(usernames)
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

/// A wrong password for somebody and for nobody, in turn, so that what else the machine does meets both.
fn enumeration(program: &Path, data: &Path, usernames: &[String]) -> Result<Vec<Figure>> {
    let (mut known, mut unknown) = (Vec::with_capacity(TRIES), Vec::with_capacity(TRIES));
    let mut machines = 0;
    while known.len() < TRIES {
        // What was tried before is forgotten by a new start.
        let server = RunningServer::open(program, data)?;
        for round in 0..OF_ONE_ACCOUNT {
            for (number, username) in usernames.iter().enumerate() {
                if known.len() >= TRIES {
                    break;
                }
                machines += 1;
                let nobody = format!("{}{round}x{number}", &username[..username.len().min(3)]);
                for (name, times) in [(username.as_str(), &mut known), (nobody.as_str(), &mut unknown)] {
                    times.push(wrong(&server, machine(2, machines), name)?);
                }
            }
        }
    }
    let (known, unknown) = (median(&mut known), median(&mut unknown));
    let about = format!("{TRIES} wrong passwords each; {known:.2} ms for somebody, {unknown:.2} ms for nobody");
    Ok(vec![Figure::new("gap of the medians of known and unknown users", (known - unknown).abs(), "ms", GAP).about(about)])
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
