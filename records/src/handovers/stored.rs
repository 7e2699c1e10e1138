//! Handovers as their rows have them.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    handovers::{Handed, Handover, HandoverSignature, Leaving, SignedWay},
    ids::Id,
    locks::{Post, Signature},
};
use uuid::Uuid;

use crate::{
    error::Error,
    sql::sql,
    values::{count, known, position},
    work::Work,
};

const TABLE: &str = "handovers";

#[derive(sqlx::FromRow)]
struct HandoverRow {
    id: Uuid,
    number: i64,
    person_id: Uuid,
    last_day: NaiveDate,
    leaving: String,
    words: String,
    by_person_id: Uuid,
    post: String,
    at: DateTime<Utc>,
}

type ItemRow = (Uuid, String, Option<Uuid>, Option<Uuid>);
type SignatureRow = (Uuid, Uuid, String, Uuid, DateTime<Utc>);

/// Every handover, the last one first.
pub(super) async fn all(work: &mut Work) -> Result<Vec<Handover>, Error> {
    let select = sql("SELECT id, number, person_id, last_day, leaving, words, by_person_id, post, at FROM handovers \
         WHERE school_id = $1 ORDER BY number DESC");
    let rows: Vec<HandoverRow> = work.all(select.bind(work.school)).await?;
    let select = sql("SELECT handover_id, position, unit_id, to_person_id FROM handover_items WHERE school_id = $1 \
         ORDER BY handover_id, number");
    let items: Vec<ItemRow> = work.all(select.bind(work.school)).await?;
    let select = sql("SELECT handover_id, person_id, way, by_person_id, at FROM handover_signatures WHERE school_id = $1 \
         ORDER BY handover_id, at, person_id");
    let signatures: Vec<SignatureRow> = work.all(select.bind(work.school)).await?;
    rows.into_iter().map(|row| row.read(&items, &signatures)).collect()
}

impl HandoverRow {
    fn read(self, items: &[ItemRow], signatures: &[SignatureRow]) -> Result<Handover, Error> {
        let item = |(_, kind, unit, to): &ItemRow| Ok(Handed { position: position(kind, *unit)?, to: to.map(Id::new) });
        let signed = |(_, person, way, by, at): &SignatureRow| {
            let way = known("handover_signatures", "way", way, SignedWay::from_code)?;
            Ok(HandoverSignature { person: Id::new(*person), way, by: Id::new(*by), at: *at })
        };
        let post = known(TABLE, "post", &self.post, Post::from_code)?;
        Ok(Handover {
            id: Id::new(self.id),
            number: count(TABLE, "number", self.number)?,
            of: Id::new(self.person_id),
            last: self.last_day,
            leaving: known(TABLE, "leaving", &self.leaving, Leaving::from_code)?,
            words: self.words,
            confirmed: Signature { by: Id::new(self.by_person_id), post, at: self.at },
            items: items.iter().filter(|(id, ..)| *id == self.id).map(item).collect::<Result<_, Error>>()?,
            signatures: signatures.iter().filter(|(id, ..)| *id == self.id).map(signed).collect::<Result<_, Error>>()?,
        })
    }
}
