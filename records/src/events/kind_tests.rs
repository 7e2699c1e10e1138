use std::collections::HashSet;

use super::*;

/// All kinds as they are stored, with what they touch. A line that changes breaks the chains of every school that is
/// kept: names are only ever added.
const KINDS: &str = "\
accounts.opened                   nothing
accounts.password_set             nothing
accounts.reopened                 nothing
accounts.suspended                nothing
appointments.begun                all
appointments.ended                all
calendar.kept                     all
classes.added                     all
classes.changed                   all
classes.closed                    all
classes.removed                   all
classes.reopened                  all
departments.added                 all
departments.changed               all
departments.removed               all
obligations.brought_up_to_date    all
obligations.exempted              its obligation
obligations.exemption_ended       its obligation
people.added                      all
people.changed                    all
people.removed                    all
record_types.added                all
record_types.changed              all
rules.added                       all
rules.changed                     all
school_years.renamed              all
schools.file_limit_set            nothing
schools.founded                   all
schools.renamed                   all
sections.added                    all
sections.changed                  all
sections.removed                  all
sessions.begun                    nothing
setup.finished                    all
setup.opened                      all
setup.step_reached                nothing
staff.arranged                    all
submissions.handed_in             its obligation
themes.added                      all
themes.changed                    all
themes.removed                    all
turns.set                         all
";

#[test]
fn every_kind_keeps_its_name_and_says_what_it_touches() {
    let subject = Uuid::from_u128(7);
    let mut lines: Vec<String> = EventKind::ALL
        .iter()
        .map(|kind| {
            let touches = match kind.touches(Some(subject)) {
                Touches::Nothing => "nothing",
                Touches::Obligation(id) if id.uuid() == subject => "its obligation",
                Touches::Obligation(_) => "another obligation",
                Touches::All => "all",
            };
            format!("{:<33} {touches}\n", kind.code())
        })
        .collect();
    lines.sort();
    assert_eq!(lines.concat(), KINDS);
}

#[test]
fn every_kind_is_one_of_its_own_and_is_read_back() {
    let codes: HashSet<&str> = EventKind::ALL.iter().map(|kind| kind.code()).collect();
    assert_eq!(codes.len(), EventKind::ALL.len());
    for kind in EventKind::ALL {
        assert_eq!(EventKind::parse(kind.code()), Some(*kind));
        let (feature, verb) = kind.code().split_once('.').unwrap_or_default();
        assert!(!feature.is_empty() && !verb.is_empty(), "{kind:?}");
    }
}

#[test]
fn whatever_this_version_does_not_know_may_have_touched_anything() {
    let subject = Some(Uuid::from_u128(7));
    for unknown in ["things.counted", "departments.renamed", "submissions", ""] {
        assert_eq!(EventKind::parse(unknown), None);
        assert_eq!(touches(unknown, subject), Touches::All);
    }
    // And so may a hand-in of which nobody says what was handed in.
    assert_eq!(touches("submissions.handed_in", None), Touches::All);
}
