//! "Mẫu hồ sơ": the template of each type, version by version. Only its pages and those of records read it: no fact of what is owed
//! depends on it.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    files::StoredFile,
    forms::FormErrors,
    ids::Id,
    people::PersonId,
    permissions::{AddTemplate, Allowed, decide_add_template},
    record_types::RecordTypeId,
    refusal::{Refusal, TemplateRefusal},
    templates::{Template, TemplateForm, TemplatePlan},
};
use uuid::Uuid;

use crate::{
    error::{Error, internal},
    events::Event,
    facts::FactStore,
    sql::sql,
    tasks::files,
    uploads::UploadId,
    values::{FileRow, count},
    work::Work,
};

const TABLE: &str = "record_templates";

#[derive(sqlx::FromRow)]
struct TemplateRow {
    record_type_id: Uuid,
    number: i64,
    from_day: NaiveDate,
    basis: String,
    words: String,
    #[sqlx(flatten)]
    file: FileRow,
    by_person_id: Uuid,
    at: DateTime<Utc>,
}

impl TemplateRow {
    fn read(self) -> Result<Template, Error> {
        Ok(Template {
            record_type: Id::new(self.record_type_id),
            number: count(TABLE, "number", self.number)?,
            from: self.from_day,
            basis: self.basis,
            words: self.words,
            file: self.file.read(TABLE)?,
            by: Id::new(self.by_person_id),
            at: self.at,
        })
    }
}

/// Every version of every type of the school, the first one of each at the front.
///
/// # Errors
/// Those of the database.
pub async fn all(work: &mut Work) -> Result<Vec<Template>, Error> {
    let select = sql("SELECT record_type_id, number, from_day, basis, words, name, size, sha256, kind, by_person_id, at \
         FROM record_templates WHERE school_id = $1 ORDER BY record_type_id, number");
    let rows: Vec<TemplateRow> = work.all(select.bind(work.school)).await?;
    rows.into_iter().map(TemplateRow::read).collect()
}

/// Every version of one type, the first one at the front.
///
/// # Errors
/// Those of the database.
pub async fn of_type(work: &mut Work, record_type: RecordTypeId) -> Result<Vec<Template>, Error> {
    let select = sql("SELECT record_type_id, number, from_day, basis, words, name, size, sha256, kind, by_person_id, at \
         FROM record_templates WHERE school_id = $1 AND record_type_id = $2 ORDER BY number");
    let rows: Vec<TemplateRow> = work.all(select.bind_all((work.school, record_type))).await?;
    rows.into_iter().map(TemplateRow::read).collect()
}

/// Keeps a file of the actor of this work that came into the store, until the form about the template of this type is sent.
///
/// # Errors
/// `Refused` where it is not the actor's to add a version, or the file can act.
pub async fn keep(
    work: &mut Work,
    store: &FactStore,
    record_type: RecordTypeId,
    sent: &[domain::inspection::InspectedFile],
) -> Result<Vec<Result<UploadId, Refusal>>, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let allowed = decide_add_template(&facts.actor(by, work.now))?;
    crate::inspections::note(work, sent).await?;
    files::all_of(work, (by, record_type.uuid()), sent, &allowed).await
}

/// Adds a version, as the actor of this work. The same file from the same day again adds nothing.
///
/// # Errors
/// `Refused` where it is not the actor's, somebody added one since the form was shown, the file waits no more, or can act;
/// `NotFound` for a type of another school; what is wrong with the form is told inside.
pub async fn add(
    work: &mut Work,
    store: &FactStore,
    record_type: RecordTypeId,
    form: &TemplateForm,
) -> Result<Result<u32, FormErrors>, Error> {
    let by = work.actor.ok_or(Refusal::SessionOver)?;
    let facts = store.facts(work).await?;
    let allowed = decide_add_template(&facts.actor(by, work.now))?;
    facts.record_type(record_type).ok_or(Error::NotFound)?;
    let plan = match form.parse() {
        Ok(plan) => plan,
        Err(errors) => return Ok(Err(errors)),
    };
    let known = of_type(work, record_type).await?;
    let chosen = files::chosen(work, (record_type.uuid(), by), &[plan.file]).await;
    if form.seen.parse() != Ok(known.len()) {
        let Some(last) = known.last() else { return Err(Refusal::from(TemplateRefusal::AddedMeanwhile { number: 0 }).into()) };
        if is_the_same_again((last, known.len()), form, (&plan, by), &chosen) {
            return Ok(Ok(last.number));
        }
        return Err(Refusal::from(TemplateRefusal::AddedMeanwhile { number: last.number }).into());
    }
    let (waited, file) = chosen?.remove(0);
    if let Some(last) = known.last().filter(|last| last.from == plan.from && last.file.sha256 == file.sha256) {
        return Ok(Ok(last.number));
    }
    let number = u32::try_from(known.len() + 1).map_err(|_| internal(TABLE, "a number beyond 2^32"))?;
    save(work, (record_type, number, by), &plan, (waited, &file), &allowed).await?;
    Ok(Ok(number))
}

/// Whether the form, whose page knew one version less, is the one by which the last version was added: the button was pressed twice.
/// A file that came by itself before is gone into that version.
fn is_the_same_again(
    (last, versions): (&Template, usize),
    form: &TemplateForm,
    (plan, by): (&TemplatePlan, PersonId),
    chosen: &Result<Vec<(UploadId, StoredFile)>, Error>,
) -> bool {
    let of_the_form = (last.by, last.from, &last.basis, &last.words) == (by, plan.from, &plan.basis, &plan.words);
    of_the_form
        && form.seen.parse::<usize>().is_ok_and(|seen| seen.checked_add(1) == Some(versions))
        && match chosen {
            Ok(files) => files.iter().all(|(_, file)| file.sha256 == last.file.sha256),
            Err(error) => *error == Error::Refused(Refusal::FileGone),
        }
}

async fn save(
    work: &mut Work,
    (record_type, number, by): (RecordTypeId, u32, PersonId),
    plan: &TemplatePlan,
    (waited, file): (UploadId, &StoredFile),
    allowed: &Allowed<AddTemplate>,
) -> Result<(), Error> {
    let insert =
        sql("INSERT INTO record_templates (school_id, record_type_id, number, from_day, basis, words, by_person_id, at, name, \
         size, sha256, kind) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)")
        .bind_all((work.school, record_type, i64::from(number), plan.from, plan.basis.as_str(), plan.words.as_str()))
        .bind_all((by, work.now));
    files::place(work, insert, (waited, file), allowed).await?;
    work.note(Event::TemplateAdded { record_type, number, from: plan.from, file });
    Ok(())
}

#[cfg(test)]
#[path = "templates_tests.rs"]
mod tests;
