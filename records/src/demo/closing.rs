//! One class had no power for a day in the ninth week: the principal declared it that morning.

use chrono::{NaiveTime, TimeDelta};
use domain::{
    closures::{Closure, ClosureForm, ClosureKind},
    days::{Timestamp, at, day_of},
    facts::Facts,
    ids::Id,
    people::{PersonId, Position},
    scope::Whose,
};

use crate::values::new_id;

/// The class of which nothing else is told.
const CLASS: &str = "3C";
const WEEK: u8 = 9;

/// What the principal declares, and when.
pub(super) struct Closing {
    pub at: Timestamp,
    pub by: PersonId,
    pub form: ClosureForm,
}

/// In the middle of the week, where nothing of a class is due; nothing before the week after.
pub(super) fn closing(facts: &Facts, until: Timestamp) -> Option<Closing> {
    let week = facts.calendar().week(WEEK).filter(|week| week.span().to < day_of(until))?;
    let day = week.taught().days().skip(2).find(|day| facts.calendar().is_open(*day))?;
    let class = facts.organisation().classes.iter().find(|one| one.name == CLASS)?;
    let key: Id<Closure> = new_id();
    let form = ClosureForm {
        kind: ClosureKind::PowerCut.code().to_owned(),
        whose: vec![Whose::Class(class.id).key()],
        words: "mất điện để sửa trạm biến áp".to_owned(),
        ..ClosureForm::preset(key, day)
    };
    let by = facts.organisation().holders(Position::Principal, day).first()?.id;
    Some(Closing { at: at(day, NaiveTime::MIN + TimeDelta::hours(7) + TimeDelta::minutes(5)), by, form })
}
