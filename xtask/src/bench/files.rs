//! Files as strangers send them: how soon a long plan is on the screen, and what a hostile one costs: the time to a sentence, the
//! memory of the server, and whether the hand-in before it stands.

mod made;

use std::{
    fs, io,
    path::Path,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::{
    MEBIBYTE,
    table::{Figure, Goal, median, quantile},
};
use crate::{
    http::Answer,
    running::{Owed, RunningServer, peak_while},
};

/// How often the long plan is looked at for the first time, and again.
const FIRST_VIEWS: usize = 5;
const LATER_VIEWS: usize = 100;
const FIRST_VIEW: Goal = Goal::AtMost(2000.0);
const LATER_VIEW: Goal = Goal::AtMost(50.0);
const SENTENCE: Goal = Goal::AtMost(2.0);
/// "Unmoved": what a few requests and the buffers of an upload take, in MiB.
const MEMORY: Goal = Goal::AtMost(16.0);
const STANDS: Goal = Goal::AtLeast(1.0);

/// A teacher who hands in, and the head of the department who looks.
struct Desk<'s> {
    server: &'s RunningServer,
    teacher: String,
    head: String,
}

/// A hand-in: what its receipt's address ends with, and the bytes.
struct Receipt {
    id: String,
    bytes: Vec<u8>,
}

/// What came of a hostile file.
struct Outcome {
    seconds: f64,
    sentence: String,
}

/// `data` is the data folder of the server: what was read in a file is taken out of it, so that it is read anew.
pub fn measure(server: &RunningServer, data: &Path) -> Result<Vec<Figure>> {
    let cookie = |username| anyhow::Ok(format!("Cookie: {}\r\n", server.sign_in(username)?));
    let desk = Desk { server, teacher: cookie("giaovien")?, head: cookie("totruong")? };
    let mut figures = desk.long_plan(data)?;
    for (name, file, bytes) in made::hostile()? {
        figures.extend(desk.hostile(name, file, &bytes).with_context(|| format!("{name}, {} bytes", bytes.len()))?);
    }
    Ok(figures)
}

impl Desk<'_> {
    fn long_plan(&self, data: &Path) -> Result<Vec<Figure>> {
        let plan = made::long_plan()?;
        let receipt = self.hand_in("ke-hoach-ca-nam.docx", &plan)?;
        let address = format!("/xem/{}/0", receipt.id);
        let view = || {
            let start = Instant::now();
            let answer = self.server.connect()?.get(&address, &self.head)?;
            let took = milliseconds(start.elapsed());
            let page = answer.text()?;
            ensure!(answer.status == 200 && page.contains("<table"), "{address} answered {}: {}", answer.status, told(&answer));
            Ok((took, page.len()))
        };
        let (mut first, mut letters) = (Vec::new(), 0);
        for _ in 0..FIRST_VIEWS {
            match fs::remove_dir_all(data.join("pages-1")) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
                _ => {}
            }
            let (took, length) = view()?;
            first.push(took);
            letters = length;
        }
        let mut later = (0..LATER_VIEWS).map(|_| Ok(view()?.0)).collect::<Result<Vec<_>>>()?;
        let about = format!(
            "{} tables, docx of {:.0} kB, page of {:.0} kB; slowest of {FIRST_VIEWS} {:.0} ms",
            made::TABLES,
            plan.len() as f64 / 1000.0,
            letters as f64 / 1000.0,
            quantile(&mut first, 1.0),
        );
        let slowest = quantile(&mut later, 1.0);
        Ok(vec![
            Figure::new("a plan of 130 pages, first view", median(&mut first), "ms", FIRST_VIEW).about(about),
            Figure::new("a plan of 130 pages, second view", quantile(&mut later, 0.95), "ms", LATER_VIEW)
                .about(format!("p95 of {LATER_VIEWS}, slowest {slowest:.0} ms")),
        ])
    }

    fn hostile(&self, name: &str, file: &str, bytes: &[u8]) -> Result<Vec<Figure>> {
        let receipt = self.hand_in("ke-hoach.docx", &made::plan()?)?;
        let before = self.server.resident()?;
        let (outcome, peak) = peak_while(self.server.id(), || self.sentence(file, bytes))?;
        let after = self.server.resident()?;
        let stands = self.stands(&receipt)?;
        let size = bytes.len() as f64 / 1000.0;
        let growth = |now: u64| now.saturating_sub(before) as f64 / MEBIBYTE;
        Ok(vec![
            Figure::new(format!("{name}: to a sentence"), outcome.seconds, "s", SENTENCE)
                .about(format!("{size:.0} kB, {}", outcome.sentence)),
            Figure::new(format!("{name}: memory growing, at the peak"), growth(peak), "MiB", MEMORY).about(format!(
                "from {:.1} MiB; afterwards {:+.1}",
                before as f64 / MEBIBYTE,
                after as f64 / MEBIBYTE - before as f64 / MEBIBYTE
            )),
            Figure::new(format!("{name}: the hand-in before it stands"), f64::from(u8::from(stands)), "", STANDS),
        ])
    }

    /// From choosing the file until its sender reads why it is not taken; where it is taken, until a colleague who opens it reads
    /// why nothing is shown, or sees it. Of both ways the longer one.
    fn sentence(&self, file: &str, bytes: &[u8]) -> Result<Outcome> {
        let Owed { address, person } = self.owed()?;
        let address = format!("{address}/tep?person={person}&name={file}");
        let more = format!("{}Accept: application/json\r\n", self.teacher);
        let start = Instant::now();
        let answer = self.server.connect()?.post(&address, "application/octet-stream", &more, bytes)?;
        let seconds = start.elapsed().as_secs_f64();
        if answer.status != 200 {
            ensure!(answer.status < 500, "the upload answered {}: {}", answer.status, told(&answer));
            return Ok(Outcome { seconds, sentence: format!("refused: {}", told(&answer)) });
        }
        let taken = self.hand_in(file, bytes)?;
        let start = Instant::now();
        let page = self.server.connect()?.get(&format!("/xem/{}/0", taken.id), &self.head)?;
        let seconds = seconds.max(start.elapsed().as_secs_f64());
        ensure!(page.status < 500, "its page answered {}: {}", page.status, told(&page));
        ensure!(self.stands(&taken)?, "what was taken is not given back as it came");
        Ok(Outcome { seconds, sentence: format!("taken, a colleague reads: {}", told(&page)) })
    }

    fn owed(&self) -> Result<Owed> {
        let cookie = self.teacher.trim_start_matches("Cookie: ").trim_end();
        self.server.owed(cookie)?.context("the teacher owes nothing")
    }

    fn hand_in(&self, name: &str, bytes: &[u8]) -> Result<Receipt> {
        let answer = self.owed()?.hand_in(&mut self.server.connect()?, &self.teacher, name, bytes)?;
        let receipt = answer.header("location").and_then(|place| place.strip_prefix("/bien-nhan/"));
        let id = receipt.with_context(|| format!("a hand-in was answered by {}: {}", answer.status, told(&answer)))?;
        Ok(Receipt { id: id.to_owned(), bytes: bytes.to_vec() })
    }

    /// Its receipt is there, and its file comes back as it was sent.
    fn stands(&self, receipt: &Receipt) -> Result<bool> {
        let mut connection = self.server.connect()?;
        let page = connection.get(&format!("/bien-nhan/{}", receipt.id), &self.teacher)?.status;
        let file = connection.get(&format!("/tep/{}/0", receipt.id), &self.teacher)?;
        Ok(page == 200 && file.status == 200 && file.body == receipt.bytes)
    }
}

/// The sentence of an answer: of a page that shows nothing, of an error page, or of a JSON.
fn told(answer: &Answer) -> String {
    let Ok(text) = answer.text() else { return format!("{} bytes", answer.body.len()) };
    if let Ok(value) = serde_json::from_str::<Value>(text) {
        // A refusal stands under its name.
        return value["Refused"]["fact"].as_str().map_or_else(|| value.to_string(), str::to_owned);
    }
    let begins = ["<div class=\"empty\"><p>", "<h1>"].into_iter().find_map(|begins| text.split_once(begins));
    let words = begins.map_or("a page", |(_, rest)| rest);
    words.split('<').next().unwrap_or_default().to_owned()
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
