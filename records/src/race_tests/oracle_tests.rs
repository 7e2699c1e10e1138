//! The oracle finds what it looks for: stories of logs as they might have been written.

use chrono::{DateTime, TimeDelta, Utc};
use domain::days::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

use super::oracle::{CameTo, Marks, Played, Tried, Way, judge};
use crate::{
    error::Error,
    events::{Entry, EventKind, Touches},
};

/// Whose record the stories below are about.
const RECORD: Uuid = Uuid::from_u128(7);
/// Of that record, with a file that was held.
const VERSION: Uuid = Uuid::from_u128(70);

fn nine_o_clock() -> Timestamp {
    "2026-11-05T09:00:00+07:00".parse::<DateTime<Utc>>().unwrap()
}

/// A log as it might have been written, and what was tried meanwhile.
#[derive(Clone, Default)]
struct Story {
    chain: Vec<Entry>,
    tried: Vec<Tried>,
    /// After nine o'clock.
    seconds: i64,
}

impl Story {
    fn now(&self) -> Timestamp {
        nine_o_clock() + TimeDelta::seconds(self.seconds)
    }

    fn after(mut self, seconds: i64) -> Self {
        self.seconds += seconds;
        self
    }

    fn writes(mut self, kind: &str, subject: Uuid, detail: Value) -> Self {
        let (seq, at) = (self.chain.len() as i64 + 1, self.now());
        let (kind, subject, detail) = (kind.to_owned(), Some(subject), detail.to_string());
        self.chain.push(Entry { seq, at, actor: None, kind, subject, detail, origin: None, prev: Vec::new(), hash: Vec::new() });
        self
    }

    /// An order of this number, decided at once by whoever holds this post.
    fn orders(self, number: u128, kind: &str, post: &str, more: Value) -> Self {
        let mut plan = json!({
            "number": number as u64, "kind": kind, "scope": "weeks=10", "from": null, "waits": false, "until": null,
            "under_way": "finishes",
        });
        plan.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let id = Uuid::from_u128(number);
        self.writes("locks.drafted", id, plan).writes("locks.signed", id, json!({ "post": post, "decided": true }))
    }

    fn locks(self, number: u128) -> Self {
        self.orders(number, "lock", "principal", json!({}))
    }

    /// A hand-in that began to arrive so many seconds before.
    fn hands_in(mut self, ago: i64) -> Self {
        self.tries(Some(ago), CameTo::Done);
        self.writes("submissions.handed_in", RECORD, json!({}))
    }

    fn refuses(mut self, ago: Option<i64>) -> Self {
        self.tries(ago, CameTo::Shut);
        self
    }

    fn tries(&mut self, ago: Option<i64>, came_to: CameTo) {
        let (now, behind, what) = (self.now(), self.chain.len() as i64, "a hand-in".to_owned());
        let (began, way) = (ago.map(|ago| now - TimeDelta::seconds(ago)), if ago.is_some() { Way::HandsIn } else { Way::Reviews });
        self.tried.push(Tried { what, record: RECORD, by: None, way, behind, now, began, came_to });
    }

    fn check(self, what: &str, violations: usize) {
        let mark = |name: &str, value: &str| (name.to_owned(), [value.to_owned()].into());
        let marks: Marks = [mark("weeks", "10"), mark("types", "giao-an")].into();
        let played = Played { records: [(RECORD, marks)].into(), versions: [(VERSION, RECORD)].into() };
        let verdict = judge(&self.chain, &played, &self.tried);
        assert_eq!(verdict.violations.len(), violations, "{what}: {verdict:?}");
    }
}

#[test]
fn the_oracle_finds_what_stands_behind_a_lock_in_the_log() {
    let story = Story::default;
    story().hands_in(0).locks(1).check("in their order", 0);
    story().locks(1).hands_in(0).check("in the wrong order, within one second", 1);
    story().locks(1).after(60).writes("reviews.decided", RECORD, json!({})).check("a decision", 1);
    story().locks(1).after(60).writes("reviews.decided", Uuid::from_u128(8), json!({})).check("of a record that is not played", 0);
    story().locks(1).after(60).hands_in(61).check("begun before the lock", 0);
    story().locks(1).after(60).hands_in(60).check("begun with the lock", 1);
    story().locks(1).after(3_600).hands_in(3_605).check("an hour later", 1);
    story().locks(1).after(3_599).hands_in(3_605).check("the hour is not over", 0);
    let at_once = json!({ "under_way": "stops" });
    story().orders(1, "lock", "principal", at_once).after(60).hands_in(61).check("khóa ngay", 1);
    let other = json!({ "scope": "weeks=10;types=tu-lieu" });
    story().orders(1, "lock", "principal", other).hands_in(0).check("over other records", 0);
    story().orders(1, "lock", "principal", json!({ "scope": "all" })).hands_in(0).check("over all records", 1);
}

/// What the program finds in a file, or is asked to look for once more; and what no order shuts.
const NOT_SHUT: [&str; 6] = [
    "inspections.held",
    "scans.found",
    "scans.cleared",
    "scans.asked_again",
    "archive.record_taken_out",
    "disposals.record_disposed",
];

/// Of every kind of event by which somebody writes about a record, a way in that forgot to ask.
#[test]
fn the_oracle_finds_each_kind_of_event_behind_a_lock() {
    let mut kinds = 0;
    for kind in EventKind::ALL {
        let (code, extension) = (kind.code(), Uuid::from_u128(71));
        let (subject, detail) = match code {
            "inspections.released" | "inspections.returned" => (VERSION, json!({})),
            "extensions.asked" => (extension, json!({ "obligation": RECORD })),
            "extensions.given" | "extensions.taken_back" => (extension, json!({ "records": [RECORD] })),
            _ => (RECORD, json!({})),
        };
        let touches_it =
            matches!(kind.touches(Some(RECORD)), Touches::Obligation(_) | Touches::HeldFiles) && !NOT_SHUT.contains(&code);
        let is_about_it = touches_it || subject == extension || code == "signing.signed";
        let before = if code == "extensions.taken_back" {
            Story::default().writes("extensions.given", extension, detail.clone())
        } else {
            Story::default()
        };
        if is_about_it {
            kinds += 1;
            before.clone().writes(code, subject, detail.clone()).locks(1).check(code, 0);
            before.locks(1).after(60).writes(code, subject, detail).check(code, 1);
        }
    }
    assert_eq!(kinds, 19);
}

#[test]
fn the_oracle_knows_which_of_several_orders_decides() {
    let story = Story::default;
    let unlock = |story: Story, post: &str| story.after(5).orders(2, "unlock", post, json!({}));
    unlock(story().locks(1), "principal").hands_in(0).check("opened again", 0);
    unlock(story().locks(1), "vice-principal").hands_in(0).check("the principal's is heeded first", 1);
    unlock(story().orders(1, "lock", "vice-principal", json!({})), "vice-principal").hands_in(0).check("the later of two", 0);
    let back = |story: Story| story.after(5).writes("locks.revoked", Uuid::from_u128(1), json!({}));
    back(story().locks(1)).hands_in(0).check("taken back", 0);
    back(story().locks(1).hands_in(0)).check("taken back too late", 1);
    let waits = || story().orders(1, "lock", "principal", json!({ "waits": true }));
    waits().after(5).hands_in(0).check("nobody has carried it out", 0);
    waits().after(5).writes("locks.executed", Uuid::from_u128(1), json!({})).hands_in(0).check("carried out", 1);
    let minute = json!({ "from": nine_o_clock() + TimeDelta::seconds(60), "until": nine_o_clock() + TimeDelta::seconds(120) });
    let timed = || story().orders(1, "lock", "principal", minute.clone());
    timed().after(59).hands_in(0).check("before its minute", 0);
    timed().after(60).hands_in(0).check("at its minute", 1);
    timed().after(120).hands_in(0).check("at its end", 0);
    let proposed = json!({ "post": "vice-principal", "decided": false });
    let second = json!({ "post": "principal", "decided": true });
    let id = Uuid::from_u128(1);
    let asks = || story().writes("locks.drafted", id, drafted()).writes("locks.signed", id, proposed.clone());
    asks().hands_in(0).check("proposed", 0);
    asks().writes("locks.signed", id, second).hands_in(0).check("decided by both", 1);
}

#[test]
fn the_oracle_knows_to_whom_what_is_shut_is_opened_and_for_how_long() {
    let id = Uuid::from_u128(9);
    let asks = |story: Story| story.writes("updates.requested", id, json!({ "records": [{ "obligation": RECORD.to_string() }] }));
    let grants = |story: Story, post: &str, open_for: &str| {
        let names = json!([{ "post": post }]);
        story.writes("updates.granted", id, json!({ "hours": 2, "open_for": open_for, "names": names }))
    };
    let by_it = |story: Story| story.hands_in(0).writes("updates.handed_in", id, json!({ "obligation": RECORD.to_string() }));
    let decides = |story: Story| story.writes("reviews.decided", RECORD, json!({}));
    let open = || grants(asks(Story::default().locks(1)), "principal", "hours").after(60);
    asks(Story::default().locks(1)).hands_in(0).check("nobody has granted it", 1);
    by_it(open()).check("within the hours", 0);
    by_it(by_it(open())).check("twice", 0);
    by_it(open().after(7_200)).check("after the hours", 1);
    open().after(10_800).hands_in(10_810).check("begun within the hours, and too long ago", 1);
    open().after(7_200).hands_in(70).check("begun within the hours", 0);
    by_it(open().writes("updates.finished", id, json!({}))).check("done", 1);
    let once = || by_it(grants(asks(Story::default().locks(1)), "principal", "once"));
    once().check("once", 0);
    once().hands_in(0).check("once, and once more", 1);
    decides(open()).check("what came before the lock is not decided", 1);
    decides(by_it(open())).check("what came by it is", 0);
    decides(by_it(open()).after(7_200)).check("also after the hours", 0);
    decides(by_it(open()).after(14_400)).check("until the next day is over", 0);
    decides(by_it(open()).after(3 * 86_400)).check("and no longer", 1);
    open().writes("submissions.withdrawn", RECORD, json!({})).check("nothing else is opened", 1);
    open().refuses(Some(0)).check("refused though it is open", 1);
    let again = |post: &str, granted: &str| {
        grants(asks(Story::default().locks(1)), granted, "hours").after(5).orders(2, "lock", post, json!({}))
    };
    by_it(again("principal", "principal")).check("shut again by the later order", 1);
    by_it(again("vice-principal", "principal")).check("the order that decides is the principal's before the grant", 0);
    let other = grants(asks(Story::default().orders(1, "lock", "vice-principal", json!({}))), "principal", "hours");
    by_it(other.after(5).orders(2, "lock", "vice-principal", json!({}))).check("nobody else undoes the principal's", 0);
}

fn drafted() -> Value {
    json!({ "number": 1, "kind": "lock", "scope": "all", "from": null, "waits": false, "until": null, "under_way": "finishes" })
}

#[test]
fn the_oracle_finds_what_was_refused_though_it_had_begun_before() {
    let story = Story::default;
    story().refuses(Some(0)).check("nothing is shut", 1);
    story().refuses(Some(0)).locks(1).check("shut only afterwards", 1);
    story().locks(1).refuses(Some(0)).check("shut", 0);
    story().locks(1).refuses(None).check("a comment", 0);
    story().locks(1).after(60).refuses(Some(61)).check("begun before", 1);
    story().locks(1).after(3_600).refuses(Some(3_605)).check("an hour later", 0);
    let mut closure = story().locks(1).refuses(None);
    closure.tried[0].way = Way::Free;
    closure.check("what no order shuts", 1);
    let mut failed = story().locks(1);
    failed.tries(None, CameTo::Failed(Error::Internal));
    failed.check("neither done nor refused", 1);
    let mut late = story().locks(1);
    late.tries(None, CameTo::Failed(Error::Unavailable));
    late.check("not answered", 0);
}

#[test]
fn the_oracle_finds_a_log_that_runs_backwards() {
    let mut story = Story::default().hands_in(0).after(60).hands_in(0);
    story.chain[1].at = nine_o_clock() - TimeDelta::seconds(1);
    story.check("a time that runs back", 1);
    let mut story = Story::default().hands_in(0).hands_in(0);
    story.chain[1].seq = 3;
    story.check("a number that is missing", 1);
}
