//! What others have written about records: told to their authors, to whoever takes part in the thread, and to whoever's turn it is
//! to review the version.

use super::{News, Notice, is_of, told_by};
use crate::{
    comments::CommentMark,
    days::{Timestamp, day_of},
    delegations::{DoneBy, commented_for},
    facts::Facts,
    ids::SubmissionId,
    obligations::Obligation,
    permissions::Actor,
    reviews::{check_comment, check_review, review_of},
};

/// What `actor` is told at `now` of comments.
pub(super) fn notices(facts: &Facts, actor: &Actor, now: Timestamp) -> Vec<Notice> {
    facts.open_obligations().flat_map(|one| of_record(facts, one, actor, now)).collect()
}

fn of_record(facts: &Facts, obligation: &Obligation, actor: &Actor, now: Timestamp) -> Vec<Notice> {
    let person = actor.person;
    let of_others = obligation.comments.iter().filter(|mark| mark.by != person);
    // Every page counts what is new: of most records of a year nothing is told any more, and whose they are is not asked.
    let recent: Vec<(Timestamp, &CommentMark)> = of_others.filter_map(|mark| Some((told_by(facts, mark.at, now)?, mark))).collect();
    if recent.is_empty() || check_comment(facts, actor, obligation).is_err() {
        return Vec::new();
    }
    let is_own = is_of(facts, obligation, actor);
    let waits = waiting_version(facts, obligation, actor, now);
    // What stood there before they came into the thread they have read when they wrote there.
    let takes_part = |mark: &CommentMark| {
        let mut own = obligation.comments.iter().filter(|one| one.by == person && one.at <= mark.at);
        own.any(|one| one.thread() == mark.thread())
    };
    let is_told = |mark: &CommentMark| is_own || waits == Some(mark.submission) || takes_part(mark);
    let mut told: Vec<(Timestamp, &CommentMark)> = recent.into_iter().filter(|(_, mark)| is_told(mark)).collect();
    told.sort_by_key(|(at, mark)| (day_of(*at), mark.by, *at));
    let one_day = |(one, first): &(Timestamp, &CommentMark), (next, second): &(Timestamp, &CommentMark)| {
        first.by == second.by && day_of(*one) == day_of(*next)
    };
    let gathered = told.chunk_by(one_day).filter_map(|day| {
        let (at, last) = day.last()?;
        let answers = day.iter().filter(|(_, mark)| mark.answers.is_some()).count();
        let by = DoneBy { person: last.by, acting: commented_for(facts, obligation, last.by, last.at) };
        let (obligation, title, comments) = (obligation.id, facts.title(obligation), day.len() - answers);
        let news = match is_own {
            true => News::Commented { obligation, title, by, comments, answers },
            false => News::Discussed { obligation, title, by, comments, answers },
        };
        Some(Notice { at: *at, news })
    });
    gathered.collect()
}

/// The version that waits for `actor` to decide about it.
fn waiting_version(facts: &Facts, obligation: &Obligation, actor: &Actor, now: Timestamp) -> Option<SubmissionId> {
    let waiting = review_of(facts, obligation).waiting().ok()?;
    check_review(facts, actor, obligation, &waiting, now).ok()?;
    Some(waiting.submission)
}
