use chrono::NaiveDate;
use domain::{
    closures::{Closure, ClosureKind, ClosurePlan},
    days::Span,
    locks,
    scope::{Scope, Whose},
};

use super::id;

pub fn closed(declared: locks::Signature, (from, to): (NaiveDate, NaiveDate)) -> Closure {
    Closure {
        id: id(2),
        number: 3,
        plan: ClosurePlan {
            kind: ClosureKind::Storm,
            days: Span::new(from, to),
            scope: Scope { whose: [Whose::Class(id(3))].into(), ..Scope::whole() },
            words: "bão số 13".to_owned(),
        },
        declared,
        taken_back: None,
    }
}
