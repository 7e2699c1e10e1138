//! A log of a million entries: a page of it, by whatever it is narrowed and however far back; and looking whether all of it fits.

use std::{path::Path, process::Command, time::Instant};

use anyhow::{Context, Result, ensure};

use super::table::{Figure, Goal, median, milliseconds, quantile};
use crate::{
    http::{Answer, Connection},
    project::{self, Project},
    run,
    running::RunningServer,
};

const TIMES: usize = 100;
const WARM_UP: usize = 5;
const PAGE: Goal = Goal::AtMost(15.0);
/// A shorter log would say nothing.
const ENTRIES: u64 = 1_000_000;
/// In seconds, with the start of the program and all files of the demo.
const VERIFIED: Goal = Goal::AtMost(30.0);

/// After the last entry: a write comes two hours after the one before.
const LATER: &str = "2027-02-01T08:00:00+07:00";

/// What is asked for, and by whom.
const PAGES: [(&str, &str, &str); 9] = [
    ("all of it", "hieutruong", "/nhat-ky"),
    ("sign-ins", "hieutruong", "/nhat-ky?loai=tai-khoan"),
    ("locks, which are few", "hieutruong", "/nhat-ky?loai=khoa"),
    ("views of one week", "hieutruong", "/nhat-ky?loai=xem&tu=14/12/2026&den=20/12/2026"),
    ("a day long ago", "hieutruong", "/nhat-ky?tu=25/11/2026&den=25/11/2026"),
    ("found by a name", "hieutruong", "/nhat-ky?q=th%E1%BA%A3o"),
    ("found by a title", "hieutruong", "/nhat-ky?q=gi%C3%A1o+%C3%A1n+tu%E1%BA%A7n+10"),
    ("what concerns a teacher", "giaovien", "/nhat-ky"),
    ("a teacher's own hand-ins", "giaovien", "/nhat-ky?loai=nop"),
];

/// On a school of its own, for nothing else is measured in one of this size.
pub fn measure(project: &Project, program: &Path, folder: &Path) -> Result<Vec<Figure>> {
    let data = folder.join("log");
    drop(RunningServer::open(program, &data)?);
    run::check(
        Command::new(project::cargo())
            .current_dir(&project.root)
            .args([
                "run",
                "--quiet",
                "--release",
                "--package",
                "records",
                "--features",
                "demo,testing",
                "--example",
                "long_log",
                "--",
            ])
            .arg(&data),
    )?;
    let mut figures = vec![verified(program, &data)?];
    let server = RunningServer::open_at(program, &data, LATER)?;
    for (what, username, address) in PAGES {
        let more = format!("Cookie: {}\r\n", server.sign_in(username)?);
        figures.extend(page(&mut server.connect()?, &more, what, address)?);
    }
    // Of one person, and of one record, whose ids only the page knows.
    let more = format!("Cookie: {}\r\n", server.sign_in("hieutruong")?);
    let shown = server.connect()?.get("/nhat-ky", &more)?;
    let people = shown.text()?.split_once("Mọi người").context("nobody can be chosen")?.1;
    for (what, address) in [
        ("of one person", format!("/nhat-ky?nguoi={}", id_behind(people, "value=\"")?)),
        ("of one record", format!("/nhat-ky?ho-so={}", id_behind(shown.text()?, "href=\"/ho-so/")?)),
    ] {
        figures.extend(page(&mut server.connect()?, &more, what, &address)?);
    }
    figures.extend(pages(&server)?);
    Ok(figures)
}

/// What stands behind `mark`, up to the end of its attribute.
fn id_behind<'h>(html: &'h str, mark: &str) -> Result<&'h str> {
    html.split_once(mark).and_then(|(_, rest)| rest.split('"').next()).with_context(|| format!("nothing stands behind {mark}"))
}

fn verified(program: &Path, data: &Path) -> Result<Figure> {
    let start = Instant::now();
    let said = Command::new(program).arg("verify").arg("--data").arg(data).output()?;
    let seconds = start.elapsed().as_secs_f64();
    let words = String::from_utf8_lossy(&said.stdout).trim().replace('\n', " ");
    ensure!(said.status.success(), "hoso verify: {}", String::from_utf8_lossy(&said.stderr));
    let count = words.split(" dòng nhật ký").next().and_then(|before| before.rsplit(' ').next()).unwrap_or_default();
    let count: u64 = count.replace('.', "").parse().with_context(|| format!("how many entries were verified? {words}"))?;
    ensure!(count >= ENTRIES, "the log has {count} entries alone");
    Ok(Figure::new("the whole log and every file verified", seconds, "s", VERIFIED).about(words))
}

fn page(connection: &mut Connection, more: &str, what: &str, address: &str) -> Result<Vec<Figure>> {
    let (mut answer, mut times) = (Answer::default(), Vec::with_capacity(TIMES));
    for turn in 0..WARM_UP + TIMES {
        let start = Instant::now();
        connection.get_into(address, more, &mut answer)?;
        let time = start.elapsed();
        ensure!(answer.status == 200, "{address} answered {}", answer.status);
        if turn >= WARM_UP {
            times.push(milliseconds(time));
        }
    }
    let about = format!("{} lines, {} bytes", answer.text()?.matches("Dòng số").count(), answer.body.len());
    Ok(vec![
        Figure::new(format!("log, {what}, median"), median(&mut times), "ms", Goal::None).about(about),
        Figure::new(format!("log, {what}, p95"), quantile(&mut times, 0.95), "ms", PAGE),
    ])
}

/// One page after the other, back in time: the last one costs what the first one does.
fn pages(server: &RunningServer) -> Result<Vec<Figure>> {
    let more = format!("Cookie: {}\r\n", server.sign_in("hieutruong")?);
    let (mut connection, mut address, mut times) = (server.connect()?, "/nhat-ky".to_owned(), Vec::with_capacity(TIMES));
    for _ in 0..WARM_UP + TIMES {
        let start = Instant::now();
        let answer = connection.get(&address, &more)?;
        times.push(milliseconds(start.elapsed()));
        let html = answer.text()?;
        let next = html.split("href=\"").find(|rest| rest.contains("sau=") && rest.contains("Việc cũ hơn"));
        let next = next.and_then(|rest| rest.split('"').next()).context("the log has no further page")?;
        address = next.replace("&amp;", "&");
    }
    Ok(vec![Figure::new("log, page after page, p95", quantile(&mut times, 0.95), "ms", PAGE)])
}
