//! What another list of themes would do to what is owed, before it is saved.

use uuid::Uuid;

use super::ThemesPlan;
use crate::{
    days::Timestamp,
    deadlines::DueDayError,
    facts::Facts,
    ids::Id,
    moved_days::{ChangeOutlook, MovedDays},
    record_types::Theme,
    regime::Regime,
    seen::Digest,
};

impl ThemesPlan {
    /// The list as somebody looks at it at `now`. What it changes is on the screen already, row by row.
    ///
    /// # Errors
    /// As of `reconcile`.
    pub fn outlook(&self, facts: &Facts, now: Timestamp) -> Result<ChangeOutlook, DueDayError> {
        // Ids that no row has: nothing of this is kept.
        let theme = |(number, plan): (u128, &super::ThemePlan)| Theme {
            id: plan.id.unwrap_or_else(|| Id::new(Uuid::from_u128(u128::MAX - number))),
            name: plan.name.clone(),
            from_week: plan.from_week,
            through_week: plan.through_week,
        };
        let themes: Vec<Theme> = (0..).zip(&self.themes).map(theme).collect();
        let rows = themes.iter().map(|one| format!("{} {} {}", one.name, one.from_week, one.through_week));
        let what = Digest::new().with_all(rows);
        let moved = MovedDays::of(facts, &Regime { themes: themes.clone(), ..Regime::clone(&facts.regime) }, now)?;
        Ok(ChangeOutlook::new(what, Vec::new(), moved, None))
    }
}
