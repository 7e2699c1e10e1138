//! Decisions as their rows have them.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    corrections::Numbered,
    ids::{Id, MandateId},
    mandates::{Effect, Mandate, MandateEnd, MandateKind, MandateRight, Mandates},
    people::PersonId,
    permissions::{Allowed, Deed},
    staff::AppointmentId,
};
use uuid::Uuid;

use crate::{
    corrections::stored as corrections,
    error::Error,
    events::Event,
    sql::sql,
    values::{FileRow, known},
    work::Work,
};

const MANDATES: &str = "mandates";
const FILES: &str = "mandate_files";

#[derive(sqlx::FromRow)]
struct MandateRow {
    id: Uuid,
    kind: String,
    number: String,
    signed_on: NaiveDate,
    signer: String,
    about: String,
    from_day: NaiveDate,
    until_day: Option<NaiveDate>,
    entered_by: Uuid,
    entered_at: DateTime<Utc>,
}

impl MandateRow {
    fn read(self) -> Result<Mandate, Error> {
        Ok(Mandate {
            id: Id::new(self.id),
            kind: known(MANDATES, "kind", &self.kind, MandateKind::from_code)?,
            number: self.number,
            signed_on: self.signed_on,
            signer: self.signer,
            about: self.about,
            from: self.from_day,
            until: self.until_day,
            entered_by: Id::new(self.entered_by),
            entered_at: self.entered_at,
            scans: Vec::new(),
            ended: None,
        })
    }
}

#[derive(sqlx::FromRow)]
struct ScanRow {
    mandate_id: Uuid,
    #[sqlx(flatten)]
    file: FileRow,
}

/// The decisions of the school, the last to be signed first, with all that they give and end.
///
/// # Errors
/// Those of the database.
pub async fn register(work: &mut Work) -> Result<Mandates, Error> {
    let mandates = sql("SELECT id, kind, number, signed_on, signer, about, from_day, until_day, entered_by, entered_at \
         FROM mandates WHERE school_id = $1 ORDER BY signed_on DESC, id DESC");
    let rows: Vec<MandateRow> = work.all(mandates.bind(work.school)).await?;
    let mut all = rows.into_iter().map(MandateRow::read).collect::<Result<Vec<Mandate>, Error>>()?;
    let corrections = corrections::all(work).await?;
    for one in &mut all {
        one.number = corrections.right(Numbered::Mandate(one.id), &one.number).to_owned();
    }
    let ended = sql("SELECT mandate_id, by_person_id, at, last_day, reason FROM mandates_ended WHERE school_id = $1");
    let ended: Vec<(Uuid, Uuid, DateTime<Utc>, NaiveDate, String)> = work.all(ended.bind(work.school)).await?;
    for (id, by, at, last, reason) in ended {
        if let Some(mandate) = of(&mut all, id) {
            mandate.ended = Some(MandateEnd { by: Id::new(by), at, last, reason });
        }
    }
    let scans = sql("SELECT mandate_id, name, size, sha256, kind FROM mandate_files WHERE school_id = $1 \
         ORDER BY mandate_id, position");
    let scans: Vec<ScanRow> = work.all(scans.bind(work.school)).await?;
    for ScanRow { mandate_id, file } in scans {
        if let Some(mandate) = of(&mut all, mandate_id) {
            mandate.scans.push(file.read(FILES)?);
        }
    }
    let rights = sql("SELECT mandate_id, appointment_id, effect, by_person_id, at FROM mandate_rights WHERE school_id = $1 \
         ORDER BY mandate_id, appointment_id, effect");
    let rights: Vec<(Uuid, Uuid, String, Uuid, DateTime<Utc>)> = work.all(rights.bind(work.school)).await?;
    let rights = rights.into_iter().map(|(mandate, appointment, effect, by, at)| {
        let effect = known("mandate_rights", "effect", &effect, Effect::from_code)?;
        Ok(MandateRight { mandate: Id::new(mandate), appointment: Id::new(appointment), effect, by: Id::new(by), at })
    });
    Ok(Mandates { all, rights: rights.collect::<Result<_, Error>>()? })
}

fn of(all: &mut [Mandate], id: Uuid) -> Option<&mut Mandate> {
    let id: MandateId = Id::new(id);
    all.iter_mut().find(|one| one.id == id)
}

/// The decision by which an appointment is held; `None` where it names none.
///
/// # Errors
/// Those of the database.
pub async fn giving(work: &mut Work, appointment: AppointmentId) -> Result<Option<Mandate>, Error> {
    Ok(register(work).await?.giving(appointment).cloned())
}

/// Says that a decision gives or ends an appointment.
pub(crate) async fn name<D: Deed>(
    work: &mut Work,
    mandate: &Mandate,
    (appointment, effect): (AppointmentId, Effect),
    by: PersonId,
    _allowed: &Allowed<D>,
) -> Result<(), Error> {
    let right = MandateRight { mandate: mandate.id, appointment, effect, by, at: work.now };
    let insert = sql("INSERT INTO mandate_rights (school_id, mandate_id, appointment_id, effect, by_person_id, at) \
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (school_id, appointment_id, effect) DO NOTHING");
    let added = work.run(insert.bind_all((work.school, mandate.id, appointment, effect.code(), by, work.now))).await?;
    if added > 0 {
        work.note(Event::MandateRightNamed { right: &right });
    }
    Ok(())
}
