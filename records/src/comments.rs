//! "Góp ý": one transaction that asks who may write, and keeps a comment, an answer, or that a thread is settled.

use chrono::{DateTime, Utc};
use domain::{
    comments::{About, Comment, CommentId, NewComment, Pin, Settled, Settlement, check_room},
    files::Sha256,
    ids::Id,
    locks::Arrival,
    obligations::{Obligation, ObligationId},
    people::PersonId,
    permissions::{Allowed, CommentOn, SettleThread},
    refusal::{CommentRefusal, Refusal},
    reviews::{Comments, check_comment, check_settle},
};
use uuid::Uuid;

use crate::{
    error::Error,
    events::Event,
    facts::FactStore,
    sql::sql,
    submissions,
    values::{count, known, new_id, sha256, unread},
    work::Work,
};

/// Comments on a version of a record, or answers, as the actor of this work. A second click on the same form finds its own comment.
///
/// # Errors
/// `Refused` where it is not the actor's to comment; `NotFound` where record, version, file or thread are none of this record.
pub async fn add(work: &mut Work, store: &FactStore, id: ObligationId, new: NewComment) -> Result<CommentId, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let obligation = facts.obligation(id).ok_or(Error::NotFound)?;
    // What is owed no longer takes no words; a lock is asked when it is known that these are new.
    obligation.check_writable(None)?;
    let allowed = check_comment(&facts, &facts.actor(by, work.now), obligation)?;
    check_subject(work, obligation, &new).await?;
    let known = of_record(work, id).await?.all;
    if let Some(same) = new.said_before(&known, by).map_err(Refusal::from)? {
        return Ok(same);
    }
    facts.check_reviewable(obligation, Arrival::at(work.now))?;
    check_room(&obligation.comments, by).map_err(Refusal::from)?;
    let NewComment { key, submission, about, words } = new;
    let comment = Comment { id: key.unwrap_or_else(new_id), submission, about, by, at: work.now, words };
    save(work, id, &comment, allowed).await?;
    Ok(comment.id)
}

/// What is commented on is a version of this record, and a file of that version; what is answered began a thread of this record.
async fn check_subject(work: &mut Work, obligation: &Obligation, new: &NewComment) -> Result<(), Error> {
    let version = submissions::one(work, new.submission).await?;
    let is_there = match &new.about {
        About::Version(None) => true,
        About::Version(Some(pin)) => version.files.get(pin.file).is_some_and(|file| file.sha256 == pin.sha256),
        About::Thread(thread) => obligation.comments.iter().any(|mark| mark.id == *thread && mark.answers.is_none()),
    };
    if version.obligation != obligation.id || !is_there {
        return Err(Error::NotFound);
    }
    if version.withdrawn_at.is_some() { Err(Refusal::from(CommentRefusal::Withdrawn).into()) } else { Ok(()) }
}

async fn save(work: &mut Work, obligation: ObligationId, comment: &Comment, _allowed: Allowed<CommentOn>) -> Result<(), Error> {
    let (answers, pin) = match &comment.about {
        About::Version(pin) => (None, pin.as_ref()),
        About::Thread(thread) => (Some(*thread), None),
    };
    let last = sql("SELECT max(number) FROM comments WHERE school_id = $1 AND obligation_id = $2");
    let (last,): (Option<i64>,) = work.one(last.bind_all((work.school, obligation))).await?;
    let insert = sql("INSERT INTO comments (school_id, id, obligation_id, submission_id, answers_id, by_person_id, at, words, \
         file_position, file_sha256, place, quote, number) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)")
    .bind_all((work.school, comment.id, obligation, comment.submission, answers))
    .bind_all((comment.by, comment.at, comment.words.clone()))
    .bind_all((
        pin.map(|pin| i64::try_from(pin.file).unwrap_or(i64::MAX)),
        pin.map(|pin| pin.sha256.bytes().to_vec()),
        pin.and_then(|pin| pin.spot).map(|spot| spot.to_string()),
        pin.map(|pin| pin.quote.clone()),
        last.unwrap_or_default() + 1,
    ));
    work.run(insert).await?;
    work.note(Event::Commented { obligation, comment });
    Ok(())
}

/// Settles a thread that the actor of this work began, or whose beginner has left, or opens it again. What is so already stays
/// so.
///
/// # Errors
/// `Refused` where somebody else began it; `NotFound` for what is no thread of this record.
pub async fn settle(work: &mut Work, store: &FactStore, id: ObligationId, thread: CommentId, is: Settled) -> Result<(), Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let obligation = facts.obligation(id).ok_or(Error::NotFound)?;
    facts.check_reviewable(obligation, Arrival::at(work.now))?;
    let actor = facts.actor(by, work.now);
    check_comment(&facts, &actor, obligation)?;
    let mark = obligation.comments.iter().find(|mark| mark.id == thread && mark.answers.is_none()).ok_or(Error::NotFound)?;
    let allowed = check_settle(&facts, &actor, obligation, mark.by, work.now)?;
    if mark.settled_at.is_some() != (is == Settled::Done) {
        save_settlement(work, id, (thread, by), is, allowed).await?;
    }
    Ok(())
}

async fn save_settlement(
    work: &mut Work,
    obligation: ObligationId,
    (thread, by): (CommentId, PersonId),
    is: Settled,
    _allowed: Allowed<SettleThread>,
) -> Result<(), Error> {
    let id: Id<Settlement> = new_id();
    let insert = sql("INSERT INTO comment_settlements (school_id, id, comment_id, obligation_id, at, is_now, by_person_id) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)");
    work.run(insert.bind_all((work.school, id, thread, obligation, work.now, is.code(), by))).await?;
    work.note(match is {
        Settled::Done => Event::ThreadSettled { obligation, thread },
        Settled::Reopened => Event::ThreadReopened { obligation, thread },
    });
    Ok(())
}

/// All comments of a record with what was said of their threads, the first one first.
pub async fn of_record(work: &mut Work, id: ObligationId) -> Result<Comments, Error> {
    let comments = sql("SELECT id, submission_id, answers_id, by_person_id, at, words, file_position, file_sha256, place, quote \
         FROM comments WHERE school_id = $1 AND obligation_id = $2 ORDER BY COALESCE(number, 0), at, id");
    let rows: Vec<CommentRow> = work.all(comments.bind_all((work.school, id))).await?;
    let settlements = sql("SELECT s.comment_id, COALESCE(s.by_person_id, c.by_person_id), s.at, s.is_now \
         FROM comment_settlements s JOIN comments c ON c.school_id = s.school_id AND c.id = s.comment_id \
         WHERE s.school_id = $1 AND s.obligation_id = $2 ORDER BY s.at, s.id");
    type Said = (Uuid, Uuid, DateTime<Utc>, String);
    let settled: Vec<Said> = work.all(settlements.bind_all((work.school, id))).await?;
    let settlement = |(comment, by, at, is): Said| {
        let is = known("comment_settlements", "is_now", &is, Settled::from_code)?;
        Ok(Settlement { comment: Id::new(comment), by: Id::new(by), at, is })
    };
    Ok(Comments {
        all: rows.into_iter().map(CommentRow::read).collect::<Result<_, Error>>()?,
        settlements: settled.into_iter().map(settlement).collect::<Result<_, Error>>()?,
    })
}

#[derive(sqlx::FromRow)]
struct CommentRow {
    id: Uuid,
    submission_id: Uuid,
    answers_id: Option<Uuid>,
    by_person_id: Uuid,
    at: DateTime<Utc>,
    words: String,
    file_position: Option<i64>,
    file_sha256: Option<Vec<u8>>,
    place: Option<String>,
    quote: Option<String>,
}

impl CommentRow {
    fn read(self) -> Result<Comment, Error> {
        const TABLE: &str = "comments";
        let about = match (self.answers_id, self.file_position, self.file_sha256) {
            (Some(thread), _, _) => About::Thread(Id::new(thread)),
            (None, Some(file), Some(bytes)) => {
                let spot = self.place.map(|place| place.parse().map_err(|_| unread(TABLE, "place", &place))).transpose()?;
                let sha256: Sha256 = sha256(TABLE, &bytes)?;
                let file: u32 = count(TABLE, "file_position", file)?;
                let file = usize::try_from(file).unwrap_or(usize::MAX);
                About::Version(Some(Pin { file, sha256, spot, quote: self.quote.unwrap_or_default() }))
            }
            (None, _, _) => About::Version(None),
        };
        let submission = Id::new(self.submission_id);
        Ok(Comment { id: Id::new(self.id), submission, about, by: Id::new(self.by_person_id), at: self.at, words: self.words })
    }
}

#[cfg(test)]
#[path = "comments_tests.rs"]
mod tests;
