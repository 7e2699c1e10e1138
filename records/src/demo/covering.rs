//! A teacher goes on a course in some weeks: the leadership has noted it, and who covers.

use chrono::Days;
use domain::{
    absences::{AbsenceForm, AbsenceId, AbsenceKind},
    days::{Timestamp, day_of, monday_of},
    facts::Facts,
    people::{PersonId, Position},
    vietnamese,
};

use super::cast::{COVERED, COVERING};
use crate::{absences, error::Error, facts::FactStore, values::new_id, work::Work};

/// What the principal notes.
pub(super) struct Covering {
    pub by: PersonId,
    form: AbsenceForm,
}

/// The two weeks around the first turn of hers that comes due in some weeks only, so that no page of these days is another one by
/// it.
pub(super) fn covering(facts: &Facts, now: Timestamp) -> Option<Covering> {
    let (organisation, today) = (facts.organisation(), day_of(now));
    let named = |name: &str| organisation.people.iter().find(|one| one.name.as_str() == name).map(|one| one.id);
    let (who, cover) = (named(COVERED)?, named(COVERING)?);
    let by = organisation.holders(Position::Principal, today).first()?.id;
    let turns = facts.open_obligations().filter(|one| one.terms.turn == Some(who));
    let due = turns.filter_map(|one| one.due_day()).filter(|due| today + Days::new(21) < *due).min()?;
    let from = monday_of(due);
    let key: AbsenceId = new_id();
    let form = AbsenceForm {
        key: key.to_string(),
        who: who.to_string(),
        kind: AbsenceKind::Training.code().to_owned(),
        from: vietnamese::date(from),
        until: vietnamese::date(from + Days::new(11)),
        duties: AbsenceForm::COVER.to_owned(),
        cover: cover.to_string(),
        words: "bồi dưỡng thường xuyên ở sở".to_owned(),
        decision: "43/QĐ-MNNT".to_owned(),
    };
    form.parse(facts, now).is_ok().then_some(Covering { by, form })
}

impl Covering {
    /// Notes it, as its page does.
    pub async fn note(&self, work: &mut Work, store: &FactStore) -> Result<(), Error> {
        let seen = absences::seen_of(work, store, &self.form).await?;
        let noted = absences::note(work, store, &self.form, &seen).await?;
        noted.map(drop).map_err(|errors| crate::error::internal("the demo", &format!("{errors:?}")))
    }
}
