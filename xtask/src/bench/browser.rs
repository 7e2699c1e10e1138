//! What only a browser can say: `end2end/measure*.mjs` drive Chromium and print JSON.

use std::{
    collections::BTreeSet,
    io::Write,
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::{
    crawl::{self, Page},
    table::{Figure, Goal, median, quantile},
};
use crate::{debian, npm, project::Project, running::RunningServer};

/// How often a hand-in is waited for on the dashboard.
const HAND_INS: usize = 20;

/// Teachers of eight classes, of four departments.
const TEACHERS: [&str; 8] = ["giaovien", "nthoa", "mtlan", "vtthang", "lvthanh", "totruong", "qtut", "dtkchi"];

/// First visits with a cold cache: the heaviest page of each path, and how soon the main ones show their content.
pub fn visits(project: &Project, server: &RunningServer, pages: &[Page]) -> Result<Vec<Figure>> {
    let visited: Vec<_> = crawl::heaviest(pages)
        .into_iter()
        .map(|page| json!({ "kind": page.kind, "path": page.path, "cookie": page.cookie }))
        .collect();
    let quick = [("/viec-cua-toi", "giaovien"), ("/bang-theo-doi", "hieutruong")]
        .map(|(path, who)| Ok(json!({ "path": path, "cookie": server.sign_in(who)? })))
        .into_iter()
        .collect::<Result<Vec<_>>>()?;
    let wanted = json!({ "url": server.url(), "pages": visited, "quick": quick });
    let measured = script(project, "measure.mjs", &wanted)?;
    let mut figures = Vec::new();
    let pages = measured["pages"].as_array().context("measure.mjs names no pages")?;
    let weight = |page: &Value, part: &str| page[part].as_u64().unwrap_or(u64::MAX);
    let heaviest = |part: &str, wanted: &dyn Fn(&str) -> bool| {
        let pages = pages.iter().filter(|page| wanted(page["kind"].as_str().unwrap_or_default()));
        pages.max_by_key(|page| weight(page, part)).context("measure.mjs visited no such page")
    };
    let mut weigh = |name: &str, part: &str, most: f64, wanted: &dyn Fn(&str) -> bool| -> Result<()> {
        let page = heaviest(part, wanted)?;
        let kilobytes = weight(page, part) as f64 / 1000.0;
        figures.push(Figure::new(name, kilobytes, "kB", Goal::AtMost(most)).about(told(page)));
        Ok(())
    };
    let is_dashboard = |kind: &str| kind.split('?').next() == Some("/bang-theo-doi");
    let is_hand_in = |kind: &str| kind.starts_with("/nop/");
    weigh("JavaScript and WASM, dashboard", "program", 145.0, &is_dashboard)?;
    weigh("JavaScript and WASM, hand-in", "program", 130.0, &is_hand_in)?;
    weigh("JavaScript and WASM, every other page", "program", 0.0, &|kind| !is_dashboard(kind) && !is_hand_in(kind))?;
    weigh("first visit in all, heaviest page", "all", 255.0, &|_| true)?;
    for one in measured["quick"].as_array().context("measure.mjs names no times")? {
        let path = one["path"].as_str().unwrap_or_default();
        let mut times = numbers(&one["paints"])?;
        let about =
            format!("CPU slowed 4×, cold cache, median of {}, slowest {:.2} s", times.len(), quantile(&mut times, 1.0) / 1000.0);
        let paint = median(&mut times) / 1000.0;
        figures.push(Figure::new(format!("{path}, largest contentful paint"), paint, "s", Goal::AtMost(1.0)).about(about));
        let mut blocked = numbers(&one["blocked"])?;
        let about = format!("of those visits; slowest {:.0} ms", quantile(&mut blocked, 1.0));
        let blocked = median(&mut blocked);
        figures.push(Figure::new(format!("{path}, total blocking time"), blocked, "ms", Goal::AtMost(150.0)).about(about));
        let mut shifts = numbers(&one["shifts"])?;
        let about = format!("of those visits; worst {:.3}", quantile(&mut shifts, 1.0));
        let shift = median(&mut shifts);
        figures.push(Figure::new(format!("{path}, layout shift"), shift, "", Goal::AtMost(0.05)).about(about));
    }
    Ok(figures)
}

fn told(page: &Value) -> String {
    let part = |name: &str| format!("{name} {:.1}", page[name].as_f64().unwrap_or(f64::NAN) / 1000.0);
    let kind = page["kind"].as_str().unwrap_or_default();
    format!("{kind}: {}", ["html", "style", "program", "fonts", "other"].map(part).join(", "))
}

/// From the answer to a hand-in until its cell of the dashboard has changed, and what came over the wire for it.
pub fn live(project: &Project, server: &RunningServer) -> Result<Vec<Figure>> {
    let mut owed = Vec::new();
    for who in TEACHERS {
        let cookie = server.sign_in(who)?;
        let page = server.connect()?.get("/viec-cua-toi", &format!("Cookie: {cookie}\r\n"))?;
        for address in of_weeks(page.text()?) {
            owed.push(json!({ "path": address, "cookie": cookie }));
        }
    }
    // Two who share a class owe the same.
    let mut seen = BTreeSet::new();
    owed.retain(|one| seen.insert(one["path"].to_string()));
    owed.truncate(HAND_INS);
    if owed.len() < HAND_INS {
        bail!("only {} records are left to hand in", owed.len());
    }
    let dashboard = json!({ "path": "/bang-theo-doi?ky=ca-nam", "cookie": server.sign_in("hieutruong")? });
    let wanted = json!({ "url": server.url(), "dashboard": dashboard, "owed": owed });
    let measured = script(project, "measure-live.mjs", &wanted)?;
    let (mut times, mut painted) = (numbers(&measured["times"])?, numbers(&measured["painted"])?);
    let mut bytes = numbers(&measured["bytes"])?;
    let (slowest, slowest_painted) = (quantile(&mut times, 1.0), quantile(&mut painted, 1.0));
    let name = "a hand-in on an open dashboard";
    Ok(vec![
        Figure::new(format!("{name}, changed"), median(&mut times), "ms", Goal::AtMost(300.0))
            .about(format!("median of {HAND_INS}, from the answer until the cell has changed; slowest {slowest:.0} ms")),
        Figure::new(format!("{name}, painted"), median(&mut painted), "ms", Goal::AtMost(25.0))
            .about(format!("median, until the frame that shows it is done; slowest {slowest_painted:.0} ms")),
        Figure::new(format!("{name}, on the wire"), median(&mut bytes) / 1000.0, "kB", Goal::AtMost(3.0))
            .about("median, of one update, headers included"),
    ])
}

/// The weekly plans that nobody has handed in yet: each will change the number in a cell of the dashboard.
fn of_weeks(page: &str) -> Vec<&str> {
    page.split("href=\"/nop/")
        .skip(1)
        .filter(|rest| {
            let button = rest.split("</a>").next().unwrap_or_default();
            [" Giáo án tuần ", " Kế hoạch tuần "].iter().any(|plan| button.contains(plan)) && !button.contains("Nộp lại")
        })
        .filter_map(|rest| rest.split('"').next())
        .collect()
}

fn numbers(values: &Value) -> Result<Vec<f64>> {
    let values = values.as_array().context("a script measured nothing")?;
    values.iter().map(|value| value.as_f64().context("a script measured no number")).collect()
}

fn script(project: &Project, name: &str, wanted: &Value) -> Result<Value> {
    let folder = project.path("end2end");
    debian::install(&[debian::CHROMIUM])?;
    npm::install(&folder)?;
    let mut node = Command::new("node")
        .arg(name)
        .current_dir(&folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot start node")?;
    node.stdin.take().context("node takes no input")?.write_all(wanted.to_string().as_bytes())?;
    let output = node.wait_with_output()?;
    if !output.status.success() {
        bail!("{name} ended with {}", output.status);
    }
    serde_json::from_slice(&output.stdout).with_context(|| format!("{name} printed no JSON"))
}
