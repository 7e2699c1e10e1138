//! Every page and form: load, decide, show. One file per feature, under its word.

pub mod absences;
pub mod accounts;
pub mod archive;
mod attempt;
pub mod backups;
mod choices;
pub mod closures;
pub mod comment_forms;
mod comments;
pub mod comparisons;
pub mod dashboard;
pub mod data_requests;
pub mod delegations;
pub mod disposals;
pub mod doubtful_times;
pub mod events;
pub mod extensions;
mod file_notices;
pub mod hand_in;
pub mod handovers;
pub mod health;
pub mod held_files;
pub mod help;
mod known_times;
mod list_file;
pub mod lateness;
pub mod locks;
pub mod mandates;
pub mod log;
pub mod my_work;
pub mod notices;
pub mod pending_forms;
pub mod personal_copies;
pub mod previews;
pub mod receipts;
pub mod record;
pub mod record_list;
pub mod registers;
pub mod regulation;
pub mod reviews;
pub mod schedule;
pub mod school_year;
pub mod security_checks;
pub mod setup;
pub mod signing;
pub mod staff;
pub mod swaps;
pub mod tasks;
mod template_line;
pub mod templates;
pub mod updates;
pub mod viewing;
mod words_and_files;
pub mod weekly_report;
pub mod year_books;
mod withdrawals;
pub mod year_classes;

use app::layout::{ClockNotice, ResetNotice, ResetTold, Viewer};
use domain::{
    dashboard::Scope,
    days::day_of,
    delegations::{acting_words, has_to_do},
    my_work::{AtAGlance, MyWork, at_a_glance},
    notices::{WaitingOrders, unread},
    people::PasswordReset,
    permissions::{
        Action, Actor, decide, decide_archive_page, decide_delegations, decide_orders, sees_all_tasks, sees_all_updates,
    },
    regulation::{VersionLine, asked_of},
    reviews::{WaitingRecords, may_see_queue},
    second_factor::DutyStanding,
    staff::{resets_to_read, to_confirm},
    tasks::own_tasks,
    updates::updates_for,
    vietnamese,
    year_end::year_end,
};

use crate::{error::AppError, extract::Visit};

/// What the bar shows of the one who reads.
pub fn viewer(visit: &Visit) -> Result<Viewer, AppError> {
    viewer_with_queue(visit, &WaitingRecords::of(&visit.today, visit.person, visit.now))
}

/// The same with what the leadership is told of a year that comes to its end, for the pages on which it begins.
pub fn viewer_at_year_end(visit: &Visit) -> Result<Viewer, AppError> {
    let told = year_end(&visit.facts, &visit.actor(), visit.now);
    viewer(visit).map(|viewer| Viewer { year_end: told, ..viewer })
}

/// What the bar shows, from what waits for the viewer and the page has found already.
pub fn viewer_with_queue(visit: &Visit, waits: &WaitingRecords) -> Result<Viewer, AppError> {
    known(visit, at_a_glance(&visit.today, visit.person, visit.now), waits)
}

/// What the bar shows, from the viewer's work that the page has computed already.
pub fn viewer_with_work(visit: &Visit, work: &MyWork) -> Result<Viewer, AppError> {
    let waits = WaitingRecords::of(&visit.today, visit.person, visit.now);
    known(visit, AtAGlance { left: work.left, owes: work.owes }, &waits)
}

fn known(visit: &Visit, work: AtAGlance, waits: &WaitingRecords) -> Result<Viewer, AppError> {
    let person = visit.person()?;
    let actor = visit.actor();
    let organisation = visit.today.organisation();
    let may = |action| decide(&actor, organisation, action).is_ok();
    Ok(Viewer {
        person: person.id.to_string(),
        name: person.name.to_string(),
        school: visit.today.school.name.clone(),
        now: visit.now,
        titles: titles(visit, &actor),
        left: work.left,
        owes: work.owes,
        unread: unread(&visit.today, person.id, waits, visit.notices_read_at, visit.now),
        sees_dashboard: Scope::of(&actor, organisation).is_ok(),
        to_review: may_see_queue(&actor).then(|| waits.len()),
        sees_staff: may(Action::ManageAccounts),
        changes_school: may(Action::ChangeSchool),
        sees_delegations: decide_delegations(&actor).is_ok() || has_to_do(organisation, person.id),
        sees_locks: decide_orders(&actor).is_ok(),
        sees_archive: decide_archive_page(&actor).is_ok(),
        tasks: tasks_of(visit, &actor),
        orders: WaitingOrders::of(&visit.today, &actor, visit.now),
        sees_updates: sees_all_updates(&actor) || visit.today.updates.all.iter().any(|one| one.requested.by == visit.person),
        updates: updates_for(&visit.today, &actor, visit.now),
        held_files: may(Action::JudgeHeldFiles).then_some(visit.today.held_files.waiting),
        lost_files: if may(Action::ManageAccounts) { visit.lost_files() } else { 0 },
        faults: if may(Action::ManageAccounts) { visit.faults() } else { Vec::new() },
        clock: clock_notice(visit, may(Action::DecideClock)),
        lock: visit.lock,
        new_browsers: visit.new_browsers,
        factor_due: match visit.second_factor {
            DutyStanding::Until(until) => Some(vietnamese::moment(until)),
            DutyStanding::Free | DutyStanding::Over => None,
        },
        resets_told: resets_to_read(&visit.today, &actor).into_iter().filter_map(|reset| reset_told(visit, reset)).collect(),
        to_confirm: to_confirm(&visit.today, &actor, visit.now),
        views: None,
        looks_back: visit.looks_back().map(str::to_owned),
        ended: visit.today.regime.ended.first().map(|(_, name)| name.clone()),
        year_end: None,
        regulation: asked_of(&visit.today.regulation, organisation, person.id, day_of(visit.now)).map(VersionLine::name),
        reset: organisation.reset_of(person.id).filter(|reset| reset.seen_at.is_none()).map(|reset| reset_notice(visit, reset)),
    })
}

/// The own positions, then in whose place others are held: "tổ trưởng …, thay cô Lê Thị Ấm theo Quyết định số 15/QĐ-MNNT".
fn titles(visit: &Visit, actor: &Actor) -> String {
    let organisation = visit.today.organisation();
    let lent = organisation.lent_to(actor.person, day_of(visit.now));
    let lent = lent.filter_map(|one| Some(format!("{} ({})", organisation.title(one.position)?, acting_words(organisation, one)?)));
    [organisation.titles(&actor.positions)].into_iter().chain(lent).collect::<Vec<_>>().join(", ")
}

/// Whose password somebody handed out, as the principal is told.
fn reset_told(visit: &Visit, reset: &PasswordReset) -> Option<ResetTold> {
    let person = visit.today.organisation().person(reset.person)?;
    Some(ResetTold {
        whose: format!("{} {}", person.honorific.word(), person.name),
        by: reset_by(visit, reset),
        at: vietnamese::moment(reset.at),
        key: format!("{}.{}", reset.person, reset.at.to_rfc3339()),
    })
}

/// What the viewer is told of the server's clock.
fn clock_notice(visit: &Visit, may_decide: bool) -> Option<ClockNotice> {
    let open = visit.today.doubtful_time();
    match (may_decide, open) {
        (true, Some(time)) => Some(ClockNotice::Doubted {
            since: vietnamese::moment(time.doubt.began_at),
            certain: vietnamese::moment(time.doubt.certain),
        }),
        (true, None) => (!visit.today.doubtful_times.is_empty()).then_some(ClockNotice::AgreesAgain),
        (false, open) => open.map(|_| ClockNotice::Told),
    }
}

/// Who handed out the viewer's password and when.
fn reset_notice(visit: &Visit, reset: &PasswordReset) -> ResetNotice {
    ResetNotice { by: reset_by(visit, reset), at: vietnamese::moment(reset.at), waits: reset.confirmed_at.is_none() }
}

/// "cô Nguyễn Thị Hoa", or where nobody signed in.
fn reset_by(visit: &Visit, reset: &PasswordReset) -> String {
    let person = reset.by.and_then(|id| visit.today.organisation().person(id));
    person.map_or_else(|| "người giữ máy chủ".to_owned(), |person| format!("{} {}", person.honorific.word(), person.name))
}

/// How many tasks the visitor has to answer, where they have any or read those of others.
fn tasks_of(visit: &Visit, actor: &Actor) -> Option<usize> {
    let has_any = sees_all_tasks(actor) || visit.today.tasks.iter().any(|one| one.was_for(visit.person));
    has_any.then(|| own_tasks(&visit.today, visit.person, visit.now).open.len())
}
