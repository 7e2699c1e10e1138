//! Words that were typed for a hand-in and not handed in yet: they wait for their page for a day, like uploads.

use domain::{files::MAX_NOTE, lines::clean_text, obligations::ObligationId, people::PersonId, refusal::Refusal};

use crate::{error::Error, sql::sql, uploads, work::Work};

/// In letters: words that are too long to be handed in are kept all the same, so that they can be shortened; not without end.
const MAX_LENGTH: usize = 10 * MAX_NOTE;

/// Stands at the end of words that were too long to be kept whole.
const CUT: &str = "\n\n(Lời nhắn quá dài, phần sau không giữ lại được.)";

/// Saves the words typed on a page that is left before they are handed in: its session had ended, or a file was taken
/// off its list.
///
/// # Errors
/// `Refused` for more letters than anybody types.
pub async fn save(work: &mut Work, person: PersonId, obligation: ObligationId, note: &str) -> Result<(), Error> {
    let note = clean_text(note);
    let letters = note.chars().count();
    if letters > MAX_LENGTH {
        return Err(Refusal::NoteTooLong { letters, most: MAX_LENGTH }.into());
    }
    uploads::sweep(work).await?;
    let upsert = sql("INSERT INTO drafts (school_id, person_id, obligation_id, note, at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (school_id, person_id, obligation_id) DO UPDATE SET note = excluded.note, at = excluded.at");
    work.run(upsert.bind_all((work.school, person, obligation, note, work.running()))).await?;
    Ok(())
}

/// What `save` takes of words that came through a sign-in: of too many the beginning, and that the rest is gone. Whoever knows
/// the password is not kept out for them.
pub fn beginning(note: &str) -> String {
    let note = clean_text(note);
    if note.chars().count() <= MAX_LENGTH {
        return note;
    }
    let kept: String = note.chars().take(MAX_LENGTH - CUT.chars().count()).collect();
    format!("{kept}{CUT}")
}

/// Forgets the draft that waits for `obligation`.
pub async fn forget(work: &mut Work, person: PersonId, obligation: ObligationId) -> Result<(), Error> {
    let delete = sql("DELETE FROM drafts WHERE school_id = $1 AND person_id = $2 AND obligation_id = $3");
    work.run(delete.bind_all((work.school, person, obligation))).await?;
    Ok(())
}

/// The words that wait for `obligation`; `None` where there are none, or they have waited for more than a day.
pub async fn load(work: &mut Work, person: PersonId, obligation: ObligationId) -> Result<Option<String>, Error> {
    let select = sql("SELECT note FROM drafts WHERE school_id = $1 AND person_id = $2 AND obligation_id = $3 AND at >= $4");
    let row: Option<(String,)> =
        work.optional(select.bind_all((work.school, person, obligation, work.at_least - uploads::KEPT_FOR))).await?;
    Ok(row.map(|(note,)| note))
}

#[cfg(test)]
#[path = "drafts_tests.rs"]
mod tests;
