//! "/nhat-ky": what happened. The leadership and the management team read the school's log, everybody else what concerns themselves.

use std::sync::Arc;

use app::log::{LogView, PER_PAGE};
use axum::{extract::Query, response::Response};
use chrono::NaiveDate;
use domain::{
    days::day_of,
    log::{LogFilter, Topic, told, wanted},
    permissions::{LogScope, log_scope},
    refusal::Words,
    vietnamese,
};
use records::{Work, accounts, log};
use serde::Deserialize;

use super::{record::seen, viewer};
use crate::{
    error::AppError,
    extract::{PageRequest, Visit},
};

/// What the address says.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct LogQuery {
    #[serde(default)]
    q: String,
    #[serde(default)]
    nguoi: String,
    #[serde(default)]
    loai: String,
    #[serde(default)]
    tu: String,
    #[serde(default)]
    den: String,
    #[serde(default, rename = "ho-so")]
    record: String,
    #[serde(default, rename = "sau")]
    behind: String,
}

impl LogQuery {
    /// What is asked for, and why a day was not followed.
    fn read(&self) -> (LogFilter, Option<Words>) {
        let day = |typed: &str| -> Result<Option<NaiveDate>, String> {
            let typed = typed.trim();
            if typed.is_empty() { Ok(None) } else { vietnamese::parse_date(typed).map(Some).ok_or_else(|| typed.to_owned()) }
        };
        let (from, until) = (day(&self.tu), day(&self.den));
        let wrong = [&from, &until].into_iter().find_map(|day| day.as_ref().err()).map(|typed| Words {
            fact: format!("“{}” không phải là ngày", typed.chars().take(20).collect::<String>()),
            advice: "Ghi ngày như 20/11/2026 rồi bấm Xem.".to_owned(),
        });
        let search = self.q.trim();
        let filter = LogFilter {
            person: self.nguoi.parse().ok(),
            topic: Topic::from_code(&self.loai),
            from: from.ok().flatten(),
            until: until.ok().flatten(),
            record: self.record.parse().ok(),
            search: (!search.is_empty()).then(|| search.to_owned()),
            account: None,
            behind: self.behind.parse().ok(),
        };
        (filter, wrong)
    }
}

/// `GET /nhat-ky`
pub async fn page(visit: Visit, Query(query): Query<LogQuery>, request: PageRequest) -> Result<Response, AppError> {
    let (mut filter, wrong) = query.read();
    let visit = match filter.record {
        Some(record) => visit.at_record(record).await?,
        None => visit,
    };
    let record = filter.record.map(|id| seen(&visit, id).map(|one| (id, visit.facts.title(one)))).transpose()?;
    let (actor, facts) = (visit.actor(), Arc::clone(&visit.facts));
    let scope = log_scope(&actor);
    if let Some(username) = filter.search.clone().filter(|_| scope == LogScope::School) {
        let known = visit.read(async move |work: &mut Work| accounts::by_username(work, &username).await).await?;
        filter.account = known.map(|account| account.person);
    }
    let wanted = wanted(&facts, &actor, scope, &filter);
    let per_page = i64::try_from(PER_PAGE).unwrap_or(i64::MAX);
    let read = async move |work: &mut Work| {
        // One more than is shown: whether there is another page.
        let entries = log::page(work, &wanted, per_page + 1).await?;
        let titles = log::titles(work, &facts, &entries).await?;
        Ok((entries, titles, log::anchor(work).await?))
    };
    let (entries, titles, anchor) = visit.read(read).await?;
    let lines: Vec<_> = entries.iter().take(PER_PAGE).map(|entry| told(&visit.facts, entry, &titles)).collect();
    let older = lines.last().filter(|_| entries.len() > PER_PAGE).map(|last| last.key());
    let view = LogView {
        now: visit.now,
        scope,
        lines,
        filter,
        typed_days: (query.tu, query.den),
        wrong,
        people: if scope == LogScope::School { people(&visit) } else { Vec::new() },
        record,
        older,
        honorific: visit.person()?.honorific.word(),
        anchor,
    };
    let viewer = viewer(&visit)?;
    Ok(request.page("Nhật ký", |head| app::pages::log(head, viewer, view)))
}

/// Everybody of the school, by name.
fn people(visit: &Visit) -> Vec<(String, String)> {
    let organisation = visit.facts.organisation();
    let today = Some(day_of(visit.now));
    organisation.people.iter().map(|one| (one.id.to_string(), organisation.distinct_name(one, today))).collect()
}
