//! What others have written about records: told to their authors, to whoever takes part in the thread, and to whoever's turn it is
//! to review the version.

use super::{KEPT, News, Notice, is_of, told_at};
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
    let commented = facts.open_obligations().filter(|one| !one.comments.is_empty());
    let readable = commented.filter(|one| check_comment(facts, actor, one).is_ok());
    readable.flat_map(|one| of_record(facts, one, actor, now)).collect()
}

fn of_record(facts: &Facts, obligation: &Obligation, actor: &Actor, now: Timestamp) -> Vec<Notice> {
    let (person, is_own) = (actor.person, is_of(facts, obligation, actor));
    let waits = waiting_version(facts, obligation, actor, now);
    // What stood there before they came into the thread they have read when they wrote there.
    let takes_part = |mark: &CommentMark| {
        let mut own = obligation.comments.iter().filter(|one| one.by == person && one.at <= mark.at);
        own.any(|one| one.thread() == mark.thread())
    };
    let mut told: Vec<(Timestamp, &CommentMark)> = obligation
        .comments
        .iter()
        .filter(|mark| mark.by != person && (is_own || waits == Some(mark.submission) || takes_part(mark)))
        .map(|mark| (told_at(facts.calendar(), mark.at), mark))
        .filter(|(at, _)| *at <= now && now - *at <= KEPT)
        .collect();
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
