//! What a record expects of the files that are handed in for it.

use super::{ContentWarning, Expected, check};
use crate::{
    facts::Facts,
    file_text::FileText,
    obligations::{Obligation, Owner, Period},
};

/// Types of the starter set whose files have something for each day of their week.
const PLANS_EACH_DAY: [&str; 2] = ["ke-hoach-tuan", "giao-an"];

/// What somebody should look at before a file of this text is used as this record.
pub fn check_record(text: &FileText, facts: &Facts, obligation: &Obligation) -> Vec<ContentWarning> {
    let organisation = facts.organisation();
    let classes: Vec<&str> = organisation.classes.iter().map(|class| class.name.as_str()).collect();
    let class = match obligation.terms.owner {
        Owner::Class(id) => organisation.class(id).map(|class| class.name.as_str()),
        Owner::Department(_) | Owner::Section(_) | Owner::School | Owner::Person(_) => None,
    };
    let week = match obligation.terms.period {
        Period::Week(number) => facts.calendar().week(number),
        Period::Month(_) | Period::Theme(_) | Period::Semester(_) | Period::Year => None,
    };
    let record_type = facts.record_type(obligation.terms.record_type);
    let plans_each_day = class.is_some() && record_type.is_some_and(|one| PLANS_EACH_DAY.contains(&one.code.as_str()));
    check(text, &Expected { calendar: facts.calendar_of(obligation), week, class, classes: &classes, plans_each_day })
}
