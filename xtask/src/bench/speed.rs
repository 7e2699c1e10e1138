//! How long the server takes for the two pages that everybody opens, and how many of them it makes in a second.

use std::{
    sync::atomic::{AtomicBool, AtomicU64, Ordering},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};

use super::table::{Figure, Goal, median, quantile};
use crate::{
    http::Answer,
    running::{RunningServer, worked},
};

const TIMES: usize = 1000;
/// The first ones find nothing in any cache.
const WARM_UP: usize = 50;
const CONNECTIONS: usize = 8;
const SECONDS: u64 = 10;

/// As a program asks, and as every browser asks.
const ENCODINGS: [(&str, &str); 2] = [("", "plain"), ("Accept-Encoding: br\r\n", "brotli")];

struct Page {
    path: &'static str,
    cookie: String,
}

/// The teacher's page and the principal's.
fn pages(server: &RunningServer) -> Result<[Page; 2]> {
    let page = |path, username| anyhow::Ok(Page { path, cookie: server.sign_in(username)? });
    Ok([page("/viec-cua-toi", "giaovien")?, page("/bang-theo-doi", "hieutruong")?])
}

pub fn times(server: &RunningServer) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    for page in pages(server)? {
        for (accept, encoding) in ENCODINGS {
            let mut connection = server.connect()?;
            let more = format!("Cookie: {}\r\n{accept}", page.cookie);
            let mut answer = Answer::default();
            let mut times = Vec::with_capacity(TIMES);
            for turn in 0..WARM_UP + TIMES {
                let start = Instant::now();
                connection.get_into(page.path, &more, &mut answer)?;
                let time = start.elapsed();
                ensure!(answer.status == 200, "{} answered {}", page.path, answer.status);
                if turn >= WARM_UP {
                    times.push(time.as_secs_f64() * 1000.0);
                }
            }
            let (path, bytes) = (page.path, answer.body.len());
            let about = format!("{TIMES} requests one after another, {encoding}, {bytes} bytes");
            figures.push(Figure::new(format!("{path}, median"), median(&mut times), "ms", Goal::AtMost(5.0)).about(about));
            figures.push(Figure::new(format!("{path}, p95"), quantile(&mut times, 0.95), "ms", Goal::AtMost(15.0)).about(encoding));
        }
    }
    Ok(figures)
}

/// Both pages in turn. The load generator works on the same cores as the server, so the server could do a little more.
pub fn throughput(server: &RunningServer) -> Result<Vec<Figure>> {
    let pages = pages(server)?;
    let mut figures = Vec::new();
    for (accept, encoding) in ENCODINGS {
        let (end, done) = (AtomicBool::new(false), AtomicU64::new(0));
        let (ours, theirs) = (worked(std::process::id())?, server.worked()?);
        let start = Instant::now();
        thread::scope(|scope| {
            let threads: Vec<_> = (0..CONNECTIONS)
                .map(|at| {
                    scope.spawn({
                        let (pages, end, done) = (&pages, &end, &done);
                        move || one_connection(server, pages, accept, at, end, done)
                    })
                })
                .collect();
            thread::sleep(Duration::from_secs(SECONDS));
            end.store(true, Ordering::Relaxed);
            threads.into_iter().try_for_each(|thread| thread.join().ok().context("a connection panicked")?)
        })?;
        let seconds = start.elapsed().as_secs_f64();
        let (ours, theirs) = (worked(std::process::id())?.since(&ours), server.worked()?.since(&theirs));
        let rate = done.load(Ordering::Relaxed) as f64 / seconds;
        let about = format!(
            "{CONNECTIONS} connections, {SECONDS} s, {encoding}; the server worked {theirs:.1} s, the bench on the same cores {ours:.1} s"
        );
        figures.push(Figure::new("both pages in turn", rate, "pages/s", Goal::AtLeast(1000.0)).about(about));
    }
    Ok(figures)
}

fn one_connection(
    server: &RunningServer,
    pages: &[Page; 2],
    accept: &str,
    first: usize,
    end: &AtomicBool,
    done: &AtomicU64,
) -> Result<()> {
    let headers = pages.each_ref().map(|page| format!("Cookie: {}\r\n{accept}", page.cookie));
    let mut connection = server.connect()?;
    let mut answer = Answer::default();
    let mut at = first;
    while !end.load(Ordering::Relaxed) {
        let page = at % pages.len();
        connection.get_into(pages[page].path, &headers[page], &mut answer)?;
        ensure!(answer.status == 200, "{} answered {}", pages[page].path, answer.status);
        done.fetch_add(1, Ordering::Relaxed);
        at += 1;
    }
    Ok(())
}
