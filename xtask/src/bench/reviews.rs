//! Ten thousand records that wait for one head of department: the list, and a decision about one of them; and signing, while
//! all those wait.

use std::{path::Path, process::Command, time::Instant};

use anyhow::{Context, Result, ensure};

use super::table::{Figure, Goal, median, milliseconds, quantile};
use crate::{
    http::{Answer, encode},
    pages::bound,
    project::{self, Project},
    run,
    running::RunningServer,
};

const TIMES: usize = 300;
const WARM_UP: usize = 20;
/// Decisions of each kind; fewer where fewer wait.
const DECISIONS: usize = 100;
const LIST: Goal = Goal::AtMost(15.0);
const DECISION: Goal = Goal::AtMost(20.0);

/// When all of them have been handed in, a second apart.
const EVENING: &str = "2026-11-25T20:00:00+07:00";

/// On a school of its own, for nothing else is measured in one of this size.
pub fn measure(project: &Project, program: &Path, folder: &Path) -> Result<Vec<Figure>> {
    let data = folder.join("reviews");
    drop(RunningServer::open(program, &data)?);
    run::check(
        Command::new(project::cargo())
            .current_dir(&project.root)
            .args(["run", "--quiet", "--package", "records", "--features", "demo,testing", "--example", "full_queue", "--"])
            .arg(&data),
    )?;
    let server = RunningServer::open_at(program, &data, EVENING)?;
    let mut figures = list(&server, "totruong")?;
    figures.extend(decisions(&server, "totruong", "approving one of them")?);
    figures.extend(decisions(&server, "hieutruong", "signing one beside them")?);
    Ok(figures)
}

fn list(server: &RunningServer, username: &str) -> Result<Vec<Figure>> {
    let more = format!("Cookie: {}\r\n", server.sign_in(username)?);
    let (mut connection, mut answer, mut times) = (server.connect()?, Answer::default(), Vec::with_capacity(TIMES));
    let before = server.worked()?;
    for turn in 0..WARM_UP + TIMES {
        let start = Instant::now();
        connection.get_into("/cho-duyet", &more, &mut answer)?;
        ensure!(answer.status == 200, "/cho-duyet answered {}", answer.status);
        if turn >= WARM_UP {
            times.push(milliseconds(start.elapsed()));
        }
    }
    let worked = server.worked()?.since(&before) * 1000.0 / (WARM_UP + TIMES) as f64;
    let (waiting, bytes) = (waiting(answer.text()?), answer.body.len());
    let about = format!("{waiting}, {TIMES} requests one after another, {bytes} bytes; {worked:.1} ms of the processor each");
    Ok(vec![
        Figure::new("list of what waits, median", median(&mut times), "ms", Goal::None).about(about),
        Figure::new("list of what waits, p95", quantile(&mut times, 0.95), "ms", LIST),
    ])
}

/// One after the other, as the program leads from each to the next.
fn decisions(server: &RunningServer, username: &str, name: &str) -> Result<Vec<Figure>> {
    let more = format!("Cookie: {}\r\n", server.sign_in(username)?);
    let mut connection = server.connect()?;
    let list = connection.get("/cho-duyet", &more)?;
    let first = list.text()?.split("href=\"/cho-duyet/").nth(1).and_then(|rest| rest.split('"').next());
    let mut address = format!("/cho-duyet/{}", first.with_context(|| format!("nothing waits for {username}"))?);
    let (mut opening, mut deciding) = (Vec::new(), Vec::new());
    let before = server.worked()?;
    while deciding.len() < DECISIONS {
        let start = Instant::now();
        let desk = connection.get(&address, &more)?;
        opening.push(milliseconds(start.elapsed()));
        let mut fields = bound(desk.text()?);
        if fields.is_empty() {
            break;
        }
        let approval = first_outcome(desk.text()?).context("the desk offers no decision")?;
        fields.extend(
            [("outcome", approval), ("consent", "1"), ("proof", "nam-thanh-2024")].map(|(name, value)| (name.into(), value.into())),
        );
        let pairs: Vec<String> = fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        let path = address.split('?').next().unwrap_or_default();
        let start = Instant::now();
        let answer = connection.post(path, "application/x-www-form-urlencoded", &more, pairs.join("&").as_bytes())?;
        deciding.push(milliseconds(start.elapsed()));
        let next = answer.header("location").filter(|_| answer.status == 303);
        address = next.with_context(|| format!("{path} answered {}", answer.status))?.to_owned();
    }
    let worked = server.worked()?.since(&before) * 1000.0 / deciding.len() as f64;
    let about =
        format!("{username}, {} one after the other; {worked:.1} ms of the processor for desk and decision", deciding.len());
    Ok(vec![
        Figure::new(format!("{name}: its desk, p95"), quantile(&mut opening, 0.95), "ms", Goal::None),
        Figure::new(format!("{name}, median"), median(&mut deciding), "ms", Goal::None).about(about),
        Figure::new(format!("{name}, p95"), quantile(&mut deciding, 0.95), "ms", DECISION),
    ])
}

/// What the form calls an approval, which it offers before a return: another program than today's may be measured.
fn first_outcome(page: &str) -> Option<&str> {
    page.split_once("name=\"outcome\" value=\"")?.1.split('"').next()
}

/// "10000 hồ sơ" of "10000 hồ sơ, cũ nhất ở trên".
fn waiting(page: &str) -> &str {
    page.split_once("<div class=\"lead\">").and_then(|(_, rest)| rest.split_once("<p>")?.1.split([',', '<']).next()).unwrap_or("?")
}
