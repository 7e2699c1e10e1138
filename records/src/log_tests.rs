#![allow(clippy::unwrap_used)]
use std::sync::Arc;

use chrono::TimeDelta;
use domain::{
    log::{LogFilter, LogLine, Topic, told, wanted},
    permissions::LogScope,
};

use super::*;
use crate::testing::{each_engine, school::SmallSchool};

/// The lines that `person` reads who asks so, page by page of `limit` until there are no more.
async fn lines(school: &SmallSchool, person: PersonId, scope: LogScope, filter: LogFilter, limit: i64) -> Vec<LogLine> {
    let facts = school.facts().await;
    let (mut all, mut filter) = (Vec::new(), filter);
    loop {
        let actor = facts.actor(person, school.database.now());
        let (asked, known) = (wanted(&facts, &actor, scope, &filter), Arc::clone(&facts));
        let read = async move |work: &mut Work| {
            let entries = page(work, &asked, limit).await?;
            let titles = titles(work, &known, &entries).await?;
            Ok(entries.iter().map(|entry| told(&known, entry, &titles)).collect::<Vec<_>>())
        };
        let some = school.database.read(school.id, None, read).await.unwrap();
        assert!(some.len() <= usize::try_from(limit).unwrap());
        let Some(last) = some.last() else { return all };
        filter.behind = Some(last.key());
        all.extend(some);
    }
}

fn said(lines: &[LogLine]) -> Vec<String> {
    lines.iter().map(|line| format!("{} {}", line.who, line.what)).collect()
}

const PLAN: &str = "Giáo án tuần 10 · Lớp 4A";

#[tokio::test]
async fn pages_follow_each_other_however_small_they_are() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        for (person, title) in [(school.hoa, PLAN), (school.thuy, "Giáo án tuần 10 · Lớp 4B"), (school.hoa, PLAN)] {
            database.hand.advance(TimeDelta::minutes(7));
            school.hand_in(person, title).await.unwrap();
        }
        let of = |filter: LogFilter, limit| lines(&school, school.nguyet, LogScope::School, filter, limit);
        let all = of(LogFilter::default(), 1000).await;
        let revision = school.facts().await.revision;
        let numbers: Vec<i64> = all.iter().map(|line| line.seq).collect();
        assert_eq!(numbers, (1..=revision).rev().collect::<Vec<_>>());
        assert_eq!(of(LogFilter::default(), 3).await, all);
        for topic in Topic::ALL {
            let filter = LogFilter { topic: Some(topic), ..LogFilter::default() };
            assert_eq!(of(filter.clone(), 2).await, of(filter, 1000).await, "{topic:?}");
        }
        let filter = LogFilter { topic: Some(Topic::HandIns), ..LogFilter::default() };
        let newest = said(&of(filter.clone(), 1000).await);
        assert_eq!(newest.len(), 3);
        assert!(
            newest[0].starts_with("Cô Nguyễn Thị Hoa nộp Giáo án tuần 10 · Lớp 4A, phiên bản 2, 1 tệp, biên nhận"),
            "{newest:?}"
        );
        assert_eq!(of(LogFilter { person: Some(school.thuy), ..filter.clone() }, 1).await.len(), 1);
        // A day on which nothing happened, and the one on which everything did.
        let today = domain::days::day_of(database.now());
        let on = |from, until| LogFilter { from: Some(from), until: Some(until), ..filter.clone() };
        assert_eq!(of(on(today, today), 2).await.len(), 3);
        assert_eq!(of(on(today.succ_opt().unwrap(), today.succ_opt().unwrap()), 2).await.len(), 0);
        assert_eq!(of(on(today.pred_opt().unwrap(), today.pred_opt().unwrap()), 2).await.len(), 0);
    })
    .await;
}

#[tokio::test]
async fn everybody_reads_what_concerns_themselves_and_nothing_of_others() {
    each_engine(|database| async move {
        let school = SmallSchool::found(&database).await;
        school.hand_in(school.hoa, PLAN).await.unwrap();
        school.hand_in(school.thuy, "Giáo án tuần 10 · Lớp 4B").await.unwrap();
        let filter = LogFilter { topic: Some(Topic::HandIns), ..LogFilter::default() };
        let own = |person, filter: LogFilter| lines(&school, person, LogScope::Own, filter, 2);
        // Cô Thảo shares the class with cô Hoa: the record is hers as well.
        for person in [school.hoa, school.thao] {
            let said = said(&own(person, filter.clone()).await);
            assert_eq!(said.len(), 1, "{said:?}");
            assert!(said[0].contains(PLAN), "{said:?}");
        }
        assert_eq!(own(school.hoa_y_te, filter.clone()).await, []);
        // Of a record of somebody else: what they did about it themselves, which is nothing.
        let record = Some(school.record(PLAN).await.id);
        let of_record = |person| own(person, LogFilter { record, ..LogFilter::default() });
        assert!(!of_record(school.hoa).await.is_empty());
        assert_eq!(of_record(school.thuy).await, []);
        // And a search looks in nothing else.
        let search = |words: &str| LogFilter { search: Some(words.to_owned()), ..filter.clone() };
        assert_eq!(own(school.thuy, search("lớp 4A")).await, []);
        assert_eq!(own(school.thuy, search("lớp 4B")).await.len(), 1);
        let all = lines(&school, school.nguyet, LogScope::School, search("thủy"), 2).await;
        assert_eq!(all.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_code_of_the_end_is_that_of_the_last_entry() {
    each_engine(|database| async move {
        let school = database.found("Hoa Sen").await;
        let code = database.read(school, None, async |work: &mut Work| anchor(work).await).await.unwrap().unwrap();
        let last = database.read(school, None, async |work: &mut Work| events::since(work, 0, 9).await).await.unwrap().remove(0);
        assert_eq!(code, AnchorCode::of(last.at, 1, &last.hash));
        assert!(code.to_string().starts_with("261102-1-"), "{code}");
    })
    .await;
}
