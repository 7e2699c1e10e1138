//! "Dạy thay, làm thay": who stands in for somebody who is away, in the classes and sections of that one and nowhere else.

use chrono::{Days, NaiveDate};

use serde::{Deserialize, Serialize};

use super::{ClassGroupId, DepartmentId, Organisation, PersonId, Position};
use crate::days::Span;

/// How long after the last day whoever covered may still hand in what came due meanwhile.
pub const HANDOVER: Days = Days::new(7);

/// One person in the place of another one. It follows from an absence that was noted (`absences::covers`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cover {
    pub of: PersonId,
    pub by: PersonId,
    /// Who was to do so before this one was named.
    pub after: Option<PersonId>,
    /// The due days of which the duty has passed; none, the last before the first, where another one was named before they came.
    pub days: Span,
    /// The days on which whoever covers may hand in, and read, what the classes and sections owe.
    pub rights: Span,
}

impl Organisation {
    /// Who stands in for `person` in what is due on `day`.
    pub fn cover_of(&self, person: PersonId, day: NaiveDate) -> Option<PersonId> {
        let covers = self.covers.iter().filter(|one| one.of == person && one.days.contains(day));
        covers.map(|one| one.by).find(|by| self.works_on(*by, day))
    }

    /// For whom `person` stands in, in what is due on `day`.
    pub fn covered_by(&self, person: PersonId, day: NaiveDate) -> impl Iterator<Item = PersonId> {
        let covers = self.covers.iter().filter(move |one| one.by == person && one.days.contains(day)).map(|one| one.of);
        // Whoever is back and away again on one day is covered by the first one until that day is over.
        covers.filter(move |of| self.cover_of(*of, day) == Some(person))
    }

    /// The classes and sections in which `person` may do on `day` what whoever they stand in for does there.
    pub fn positions_covered(&self, person: PersonId, day: NaiveDate) -> impl Iterator<Item = Position> {
        let held = self.covers.iter().filter(move |one| one.by == person && one.rights.contains(day));
        held.filter(move |_| self.works_on(person, day)).flat_map(move |one| self.stands_in_for(one))
    }

    /// The positions in which whoever covers may stand in on any day of the cover: the duty of a record goes by its due day, and so
    /// does the right to hand it in, whatever either of the two holds today.
    fn stands_in_for(&self, cover: &Cover) -> Vec<Position> {
        // Whoever was replaced before their first day was to cover from that one on.
        let days = Span { to: cover.days.to.max(cover.days.from), ..cover.days };
        // Nothing changes but on a day on which one of the two begins, or has ended, to hold something.
        let both = self.own_appointments().filter(|one| [cover.of, cover.by].contains(&one.person));
        let changes = both.flat_map(|one| [Some(one.first_day()), one.last_day().and_then(|last| last.succ_opt())]).flatten();
        let mut found: Vec<Position> = Vec::new();
        for day in changes.chain([days.from]).filter(|day| days.contains(*day)) {
            let held = self.positions(cover.of, day).into_iter();
            let passes = held.filter(|position| self.works_on(cover.by, day) && self.may_stand_in(cover.by, *position, day));
            found.extend(passes.filter(|one| !found.contains(one)).collect::<Vec<_>>());
        }
        found
    }

    /// Whether `person` may do on `day` the work of `position` for somebody who is away. In a class whoever works in a department
    /// that teaches, in a section whoever works in its department, and the leadership in both. Whoever leads a department or the
    /// school lends that by a decision of its own ("ủy quyền").
    pub fn may_stand_in(&self, person: PersonId, position: Position, day: NaiveDate) -> bool {
        let teaches = |department| self.classes.iter().any(|class| class.department == department);
        let works_where = |is_there: &dyn Fn(DepartmentId) -> bool| self.department_of(person, day).is_some_and(is_there);
        let leads = || {
            let held = self.positions(person, day);
            held.contains(&Position::Principal) || held.contains(&Position::VicePrincipal)
        };
        match position {
            Position::Teacher(_) => works_where(&teaches) || leads(),
            Position::SectionHolder(id) => {
                let own = self.section(id).map(|section| section.department);
                works_where(&|department| own == Some(department)) || leads()
            }
            Position::Principal
            | Position::VicePrincipal
            | Position::ManagementTeam
            | Position::Head(_)
            | Position::DeputyHead(_)
            | Position::Member(_) => false,
        }
    }

    /// What whoever stands in for `person` does: "dạy thay" for a teacher, "làm thay" for everybody else.
    pub fn cover_word(&self, person: PersonId, day: NaiveDate) -> &'static str {
        let teaches = self.positions(person, day).iter().any(|one| matches!(one, Position::Teacher(_)));
        if teaches { "dạy thay" } else { "làm thay" }
    }

    /// Whether what comes due on `day`, and was `before`'s to write, passes on that very day to `after`, who stands in from then on.
    pub fn takes_over(&self, before: PersonId, after: PersonId, day: NaiveDate) -> bool {
        let is_of = |one: &Cover| one.of == before || one.after == Some(before);
        self.covers.iter().any(|one| (one.by, one.days.from) == (after, day) && is_of(one))
    }

    /// Whether `person` covers anybody in what comes due on `day`, whose turn of this week of the class it is by the roster.
    pub fn has_turn_by_cover(&self, person: PersonId, (class, week): (ClassGroupId, u8), day: NaiveDate) -> bool {
        self.turn_of(class, week).is_some_and(|turn| self.cover_of(turn, day) == Some(person))
    }

    /// Whoever has left the school stands in for nobody: the duty is again of whoever is away.
    pub fn works_on(&self, person: PersonId, day: NaiveDate) -> bool {
        self.own_appointments().any(|one| one.person == person && one.holds_on(day))
    }
}
