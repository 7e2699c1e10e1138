//! What others have written about records: told to their authors, and to whoever asked once it is answered.

use super::{KEPT, News, Notice, is_of, told_at};
use crate::{
    comments::CommentMark,
    days::{Timestamp, day_of},
    delegations::{DoneBy, commented_for},
    facts::Facts,
    obligations::Obligation,
    permissions::Actor,
    reviews::check_comment,
};

/// What `actor` is told at `now` of comments.
pub(super) fn notices(facts: &Facts, actor: &Actor, now: Timestamp) -> Vec<Notice> {
    let commented = facts.open_obligations().filter(|one| !one.comments.is_empty());
    let readable = commented.filter(|one| check_comment(facts, actor, one).is_ok());
    readable.flat_map(|one| of_record(facts, one, actor, now)).collect()
}

fn of_record(facts: &Facts, obligation: &Obligation, actor: &Actor, now: Timestamp) -> Vec<Notice> {
    let (person, is_own) = (actor.person, is_of(facts, obligation, actor));
    let began = |mark: &CommentMark| {
        let thread = obligation.comments.iter().find(|one| Some(one.id) == mark.answers);
        thread.is_some_and(|thread| thread.by == person)
    };
    let mut told: Vec<(Timestamp, &CommentMark)> = obligation
        .comments
        .iter()
        .filter(|mark| mark.by != person && (is_own || began(mark)))
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
        let (obligation, title) = (obligation.id, facts.title(obligation));
        let news = match is_own {
            true => News::Commented { obligation, title, by, comments: day.len() - answers, answers },
            false => News::Answered { obligation, title, by, answers },
        };
        Some(Notice { at: *at, news })
    });
    gathered.collect()
}
