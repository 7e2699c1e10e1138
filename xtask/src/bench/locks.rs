//! An order over a whole school year, as it is looked at before it is given; and that year, computed anew after its calendar was
//! changed.

use std::{path::Path, time::Instant};

use anyhow::{Context, Result, ensure};

use super::table::{Figure, Goal, median, milliseconds, quantile};
use crate::{
    http::{Connection, encode},
    pages::filled,
    running::RunningServer,
};

const TIMES: usize = 100;
const WARM_UP: usize = 5;
/// Changes of the calendar of each kind; every second one takes the one before it back.
const CHANGES: usize = 20;
const GOAL: Goal = Goal::AtMost(200.0);
const FORM: &str = "application/x-www-form-urlencoded";
const PREVIEW: &str = "/lenh-khoa/soan";
const CALENDAR: &str = "/cai-dat/lich-nam-hoc";

/// Days that are put into the calendar: what it does to the year, from which day on, kind and name of the row.
const ROWS: [(&str, [&str; 3]); 2] =
    [("a day is closed", ["04/12/2026", "closure", "Nghỉ bão"]), ("all later weeks move", ["14/12/2026", "week_off", "Nghỉ dịch"])];

/// On a school of its own, whose calendar nothing else depends on.
pub fn measure(program: &Path, folder: &Path) -> Result<Vec<Figure>> {
    let data = folder.join("locks");
    drop(RunningServer::open(program, &data)?);
    let server = RunningServer::open(program, &data)?;
    let more = format!("Cookie: {}\r\n", server.sign_in("hieutruong")?);
    let mut connection = server.connect()?;
    let (mut figures, records) = previews(&mut connection, &more)?;
    figures.extend(changes(&mut connection, &more, &records)?);
    Ok(figures)
}

/// A look at a lock of the whole year, which changes nothing; and of how many records it is.
fn previews(connection: &mut Connection, more: &str) -> Result<(Vec<Figure>, String)> {
    let before = revision(connection, more)?;
    let lock = [("kind", "lock"), ("year", "on"), ("start", "decided"), ("reason", "Chốt hồ sơ cuối năm"), ("act", "xem")];
    let body = form(lock.map(|(name, value)| (name.to_owned(), value.to_owned())));
    let (mut times, mut told) = (Vec::with_capacity(TIMES), None);
    for turn in 0..WARM_UP + TIMES {
        let start = Instant::now();
        let answer = connection.post(PREVIEW, FORM, more, body.as_bytes())?;
        let time = start.elapsed();
        ensure!(answer.status == 200, "{PREVIEW} answered {}", answer.status);
        told = Some((records(answer.text()?).context("a preview tells no number of records")?, answer.body.len()));
        if turn >= WARM_UP {
            times.push(milliseconds(time));
        }
    }
    let after = revision(connection, more)?;
    ensure!(before == after, "previews have led the school from revision {before} to {after}");
    let (records, bytes) = told.context("nothing was looked at")?;
    let about = format!("{records} records, {TIMES} one after the other, {bytes} bytes; revision {after} as before");
    let figures = vec![
        Figure::new("preview of a lock of the year, median", median(&mut times), "ms", Goal::None).about(about),
        Figure::new("preview of a lock of the year, p95", quantile(&mut times, 0.95), "ms", GOAL),
    ];
    Ok((figures, records))
}

/// The whole year, generated anew and compared with what is kept, as often as the calendar is saved: with all that a save takes,
/// from the form to the disk.
fn changes(connection: &mut Connection, more: &str, records: &str) -> Result<Vec<Figure>> {
    let page = connection.get(CALENDAR, more)?;
    let known = filled(page.text()?, "first_week");
    let free = known.iter().find_map(|(name, value)| name.strip_prefix('f').filter(|_| value.is_empty())?.parse::<usize>().ok());
    let free = free.context("the calendar has no row left")?;
    let mut figures = Vec::new();
    for (what, [from, kind, name]) in ROWS {
        let typed = [(format!("f{free}"), from), (format!("k{free}"), kind), (format!("n{free}"), name)];
        let kept = known.iter().filter(|(name, _)| typed.iter().all(|(other, _)| other != name)).cloned();
        let changed = form(kept.chain(typed.iter().map(|(name, value)| (name.clone(), (*value).to_owned()))));
        let as_before = form(known.iter().cloned());
        let (mut times, mut looks) = (Vec::with_capacity(CHANGES), Vec::with_capacity(CHANGES));
        for body in [&changed, &as_before].into_iter().cycle().take(CHANGES) {
            let before = revision(connection, more)?;
            // What moves anybody's day is shown first, and done when it comes back as it was looked at.
            let start = Instant::now();
            let look = connection.post(CALENDAR, FORM, more, body.as_bytes())?;
            looks.push(milliseconds(start.elapsed()));
            ensure!(look.status == 200, "{CALENDAR} answered {} before anybody looked at it where {what}", look.status);
            let seen = filled(look.text()?, "first_week").into_iter().find(|(name, _)| name == "seen");
            let seen = form([seen.context("a look tells nothing to send back")?]);
            ensure!(revision(connection, more)? == before, "a look has changed the school where {what}");
            let body = format!("{body}&{seen}");
            let start = Instant::now();
            let answer = connection.post(CALENDAR, FORM, more, body.as_bytes())?;
            times.push(milliseconds(start.elapsed()));
            ensure!(answer.status == 303, "{CALENDAR} answered {} where {what}", answer.status);
            // One event tells the calendar, and another one what of the year follows it.
            let events = revision(connection, more)? - before;
            ensure!(events >= 2, "nothing followed the calendar where {what}");
        }
        let about = format!("{records} records, {CHANGES} saves of the calendar, each second one takes the one before back");
        figures.extend([
            Figure::new(format!("year computed anew, {what}, median"), median(&mut times), "ms", Goal::None).about(about),
            Figure::new(format!("year computed anew, {what}, p95"), quantile(&mut times, 0.95), "ms", GOAL),
            Figure::new(format!("look at what moves, {what}, p95"), quantile(&mut looks, 0.95), "ms", GOAL),
        ]);
    }
    Ok(figures)
}

/// The school's revision, as its dashboard has it.
fn revision(connection: &mut Connection, more: &str) -> Result<i64> {
    let page = connection.get("/bang-theo-doi", more)?;
    let told = page.text()?.split_once("data-revision=\"").and_then(|(_, rest)| rest.split('"').next());
    told.context("the dashboard tells no revision")?.parse().context("a revision is a number")
}

/// "2014" of "Khóa 2014 hồ sơ, 6 việc đang dở của 4 cô".
fn records(page: &str) -> Option<String> {
    let number = |rest: &str| rest.split_once(" hồ sơ").map(|(number, _)| number.to_owned());
    let is_number = |text: &String| !text.is_empty() && text.chars().all(|letter| letter.is_ascii_digit());
    page.split("Khóa ").skip(1).filter_map(number).find(is_number)
}

fn form(fields: impl IntoIterator<Item = (String, String)>) -> String {
    let pairs = fields.into_iter().map(|(name, value)| format!("{}={}", encode(&name), encode(&value)));
    pairs.collect::<Vec<_>>().join("&")
}
