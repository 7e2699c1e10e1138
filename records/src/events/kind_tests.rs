use std::collections::HashSet;

use super::*;

/// All kinds as they are stored, with what they touch. A line that changes breaks the chains of every school that is
/// kept: names are only ever added.
const KINDS: &str = "\
absences.cover_changed            the regime
absences.ended                    the regime
absences.noted                    the regime
accounts.opened                   nothing
accounts.password_reset           the regime
accounts.password_reset_confirmed the regime
accounts.password_reset_seen      the regime
accounts.password_reset_told      the regime
accounts.password_set             nothing
accounts.recovery_code_used       nothing
accounts.reopened                 the regime
accounts.second_factor_duty_set   nothing
accounts.second_factor_end_asked  nothing
accounts.second_factor_ended      nothing
accounts.second_factor_kept       nothing
accounts.suspended                the regime
appointments.begun                the regime
appointments.confirmed            the regime
appointments.delegated            the regime
appointments.ended                the regime
appointments.entered              the regime
appointments.turned_down          the regime
archive.export_taken              nothing
archive.held                      nothing
archive.hold_lifted               nothing
archive.package_checked           nothing
archive.package_made              all
archive.package_taken             nothing
archive.record_taken_out          its obligation
archive.retention_set             nothing
archive.school_exported           nothing
attachments.opened                nothing
backups.recovery_key_made         nothing
backups.restore_tried             nothing
backups.tried                     nothing
calendar.kept                     all
classes.added                     the regime
classes.at_site                   the regime
classes.changed                   the regime
classes.closed                    the regime
classes.removed                   the regime
classes.reopened                  the regime
closures.declared                 the regime
closures.taken_back               the regime
comments.added                    its obligation
comments.reopened                 its obligation
comments.settled                  its obligation
data_requests.asked               nothing
data_requests.exported            nothing
data_requests.given               nothing
data_requests.refused             nothing
decisions.corrected               all
delegations.ended                 the regime
departments.added                 the regime
departments.changed               the regime
departments.removed               the regime
digests.told                      the digests
disposals.decided                 nothing
disposals.drawn_up                nothing
disposals.executed                nothing
disposals.minuted                 nothing
disposals.record_disposed         its obligation
disposals.taken_back              nothing
doubtful_times.begun              all
doubtful_times.decided            all
doubtful_times.ended              all
extensions.answered               the regime
extensions.asked                  the regime
extensions.given                  the regime
extensions.taken_back             the regime
handovers.confirmed               nothing
handovers.signed                  nothing
inspections.held                  held files
inspections.released              held files
inspections.returned              held files
lateness.explained                its obligation
lateness.judged                   its obligation
lateness.reminded                 nothing
locks.authority_set               the locks
locks.drafted                     the locks
locks.ended                       the locks
locks.executed                    the locks
locks.revoked                     the locks
locks.scanned                     nothing
locks.signed                      the locks
locks.took_effect                 the locks
mandates.ended                    nothing
mandates.recorded                 nothing
mandates.right_named              nothing
mandates.scanned                  nothing
obligations.brought_up_to_date    all
obligations.exempted              its obligation
obligations.exemption_ended       its obligation
people.added                      the regime
people.changed                    the regime
people.removed                    the regime
personal_copies.taken             nothing
record_types.added                the regime
record_types.changed              the regime
record_types.fence_set            the regime
records.downloaded                nothing
records.seen                      nothing
registers.case_moved              nothing
registers.case_opened             nothing
registers.case_seen               nothing
registers.corrected               nothing
registers.entered                 nothing
registers.file_added              nothing
registers.moved                   nothing
regulation.pledged                the regulation
regulation.published              the regulation
regulation.reminded               the regulation
review_settings.changed           the regime
reviews.decided                   its obligation
reviews.undone                    its obligation
rules.added                       the regime
rules.changed                     the regime
scans.asked_again                 nothing
scans.cleared                     held files
scans.found                       held files
scans.set                         nothing
school_years.renamed              the regime
schools.address_set               nothing
schools.contacts_set              nothing
schools.file_limit_set            nothing
schools.founded                   all
schools.own_lock_set              nothing
schools.renamed                   the regime
sections.added                    the regime
sections.changed                  the regime
sections.removed                  the regime
security_checks.mended            nothing
security_checks.recorded          nothing
sessions.begun                    nothing
sessions.code_refused             nothing
sessions.ended                    nothing
sessions.refused                  nothing
sessions.signed_out               nothing
setup.finished                    all
setup.opened                      all
setup.step_reached                nothing
signing.key_made                  nothing
signing.signed                    nothing
sites.kept                        the regime
sites.removed                     the regime
spot_checks.signed                its obligation
staff.arranged                    the regime
submissions.handed_in             its obligation
submissions.rescued               its obligation
submissions.withdrawn             its obligation
swaps.accepted                    the regime
swaps.declined                    the regime
swaps.offered                     the regime
swaps.taken_back                  the regime
tasks.accepted                    tasks
tasks.answered                    tasks
tasks.asked_again                 tasks
tasks.changed                     tasks
tasks.ended                       tasks
tasks.given                       tasks
templates.added                   nothing
themes.added                      the regime
themes.changed                    the regime
themes.removed                    the regime
turns.set                         the regime
updates.closed                    the locks
updates.finished                  the locks
updates.granted                   the locks
updates.handed_in                 the locks
updates.procedure_set             the locks
updates.proposed                  the locks
updates.refused                   the locks
updates.requested                 the locks
updates.shut_again                the locks
updates.withdrawn                 the locks
views.as_somebody                 nothing
year_books.bound                  nothing
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
                Touches::HeldFiles => "held files",
                Touches::Locks => "the locks",
                Touches::Digests => "the digests",
                Touches::Regulation => "the regulation",
                Touches::Tasks => "tasks",
                Touches::Regime => "the regime",
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
