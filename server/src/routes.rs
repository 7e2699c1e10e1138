//! Every address of the program, in one table that also says at run time what is in it.

use app::{
    dashboard::ReadSheet,
    hand_in::{ForgetUpload, SaveDraft, SendHandIn, SignInOverPage},
    paths,
};
use axum::{
    Router,
    extract::DefaultBodyLimit,
    handler::Handler,
    http::{Extensions, HeaderMap, Method, StatusCode, Version, header},
    middleware,
    response::IntoResponse,
    routing::{MethodRouter, get, post},
};
use leptos::server_fn::ServerFn;
use tower_http::{
    CompressionLevel,
    catch_panic::CatchPanicLayer,
    compression::{CompressionLayer, DefaultPredicate, Predicate},
    csrf::CsrfLayer,
};

use crate::{
    api, assets,
    error::AppError,
    handlers::{
        absences, accounts, archive, backups, closures, comment_forms, comparisons, dashboard, data_requests, delegations,
        disposals, doubtful_times, events, extensions, hand_in, handovers, health, held_files, help, lateness, locks, log,
        mandates, my_work, notices, pending_forms, personal_copies, previews, receipts, record, record_list, registers, regulation,
        reviews, schedule, school_year, security_checks, setup, signing, staff, swaps, tasks, templates, updates, viewing,
        weekly_report, year_books, year_classes,
    },
    middleware::{
        body_timeout, error_pages, one_host, origin, own_pages, pending_forms as kept_forms, security_headers, whole_form,
    },
    state::AppState,
};

/// The router over one state of the application.
pub fn routes(state: AppState) -> Router {
    built(&state).router.with_state(state)
}

/// Every method and address that the router serves, as it was told to while it was built.
pub fn table(state: &AppState) -> Vec<(Method, &'static str)> {
    built(state).table
}

fn built(state: &AppState) -> Routes {
    api::register();
    // These measure for themselves how fast a body comes.
    let files = Routes::default()
        .get(paths::HAND_IN, hand_in::page)
        .post(paths::HAND_IN, hand_in::hand_in)
        .post(paths::UPLOADS, hand_in::upload)
        .post(paths::SCAN_MANDATE, mandates::add_scan)
        .post(paths::ATTACH_SCANS, locks::attach_scans)
        .post(paths::ATTACH_TO_ENTRY, registers::files::attach)
        .post(paths::RESCUE, personal_copies::give_back);
    // Words and files together, and words alone where they waited for a new sign-in.
    let mixed = Routes::default()
        .get(paths::NEW_UPDATE, updates::new_request)
        .post(paths::NEW_UPDATE, updates::send)
        .get(paths::NEW_TASK, tasks::new_form)
        .post(paths::NEW_TASK, tasks::give)
        .get(paths::CHANGE_TASK, tasks::change_form)
        .post(paths::CHANGE_TASK, tasks::change)
        .post(paths::ANSWER_TASK, tasks::answer)
        .get(paths::TEMPLATE, templates::page)
        .post(paths::TEMPLATE, templates::add)
        .map(|router| {
            router
                .layer(middleware::from_fn_with_state(state.clone(), kept_forms::keep))
                .layer(middleware::map_request(whole_form::timeout_of_words))
        });
    let words = Routes::default()
        .get(paths::START, my_work::start)
        .get(paths::SIGN_IN, accounts::sign_in_page)
        .post(paths::SIGN_IN, accounts::sign_in)
        .post(paths::SIGN_IN_CODE, accounts::enter_code)
        .post(paths::LOCK, accounts::lock)
        .post(paths::SIGN_OUT, accounts::sign_out)
        .get(paths::ACCOUNT, accounts::devices::page)
        .post(paths::END_ELSEWHERE, accounts::devices::end_elsewhere)
        .post(paths::BROWSERS_TOLD, accounts::devices::know_of_browsers)
        .get(paths::SECOND_FACTOR, accounts::second_factor::page)
        .post(paths::SECOND_FACTOR, accounts::second_factor::switch_on)
        .post(paths::RECOVERY_CODES, accounts::second_factor::renew_codes)
        .post(paths::END_SECOND_FACTOR, accounts::second_factor::switch_off)
        .post(paths::SECOND_FACTOR_DUTY, accounts::second_factor::set_duty)
        .get(paths::PASSWORD, accounts::password_page)
        .post(paths::PASSWORD, accounts::change_password)
        .post(paths::RESET_SEEN, accounts::acknowledge_reset)
        .post(paths::RESETS_TOLD, accounts::acknowledge_resets)
        .get(paths::MY_WORK, my_work::my_work_page)
        .get(paths::MY_WEEK, my_work::my_week_page)
        .get(paths::DONE, my_work::done_page)
        .post(paths::REMOVE_UPLOAD, hand_in::remove)
        .get(paths::EARLIER_RECORDS, hand_in::earlier::page)
        .post(paths::EARLIER_RECORDS, hand_in::earlier::begin)
        .post(paths::DISCARD_DRAFT, hand_in::discard_draft)
        .get(paths::RECEIPT, receipts::page)
        .get(paths::FILE, receipts::file)
        .get(paths::CHECK, signing::check)
        .get(paths::CHECK_CODE, signing::check_code)
        .get(paths::HELP, help::page)
        .get(paths::APPROVAL_SHEET, signing::sheet)
        .get(paths::APPROVAL_SHEET_FILE, signing::sheet_file)
        .get(paths::CHECK_SHEET, signing::check_sheet)
        .get(paths::CHECK_SHEET_FILE, signing::check_sheet_file)
        .post(paths::WITHDRAW, receipts::withdraw)
        .get(paths::PREVIEW, previews::page)
        .get(paths::PREVIEW_FILE, previews::file)
        .get(paths::PREVIEW_PICTURE, previews::picture)
        .get(paths::COMPARISON, comparisons::page)
        .get(paths::DASHBOARD, dashboard::page)
        .get(paths::REVIEW_DASHBOARD, dashboard::reviews_page)
        .get(paths::WEEKLY_REPORT, weekly_report::page)
        .get(paths::RECORD_LIST, record_list::page)
        .get(paths::RECORD, record::page)
        .post(paths::EXEMPT, record::exempt)
        .post(paths::END_EXEMPTION, record::end_exemption)
        .post(paths::COMMENT, comment_forms::add)
        .post(paths::SETTLE_COMMENT, comment_forms::settle)
        .get(paths::REVIEW_QUEUE, reviews::list)
        .post(paths::REVIEW_QUEUE, reviews::approve_ticked)
        .get(paths::SPOT_CHECKS, reviews::draw_page)
        .post(paths::SPOT_CHECKS, reviews::sign_checks)
        .post(paths::SPOT_CHECK, reviews::sign_check)
        .get(paths::REVIEW, reviews::page)
        .post(paths::REVIEW, reviews::decide)
        .get(paths::REVIEW_NEWS, reviews::news)
        .get(paths::REVIEW_LEFT, reviews::left)
        .post(paths::UNDO_REVIEW, reviews::undo)
        .get(paths::EVENTS, events::stream)
        .get(ReadSheet::PATH, api::answer)
        .post(SendHandIn::PATH, api::answer)
        .post(SaveDraft::PATH, api::answer)
        .post(ForgetUpload::PATH, api::answer)
        .post(SignInOverPage::PATH, api::answer)
        .get(paths::SCHOOL_YEAR, school_year::page)
        .get(paths::CALENDAR_HISTORY, school_year::history)
        .get(paths::UNANSWERED, school_year::unanswered)
        .get(paths::YEAR_CLASSES, year_classes::page)
        .post(paths::YEAR_CLASSES, year_classes::change)
        .post(paths::YEAR_CLASSES_FILE, year_classes::read_file)
        .get(paths::SETTINGS, setup::start)
        .post(paths::SETTINGS, setup::claim)
        .get(paths::SCHOOL, setup::school_page)
        .post(paths::SCHOOL, setup::save_school)
        .get(paths::CALENDAR, setup::year_page)
        .post(paths::CALENDAR, setup::save_year)
        .get(paths::CALENDAR_FILE, setup::calendar_file_page)
        .post(paths::CALENDAR_FILE, setup::read_calendar_file)
        .get(paths::UNITS, setup::units_page)
        .post(paths::UNITS, setup::save_units)
        .get(paths::SETUP_STAFF, setup::staff_page)
        .post(paths::SETUP_STAFF, setup::save_staff)
        .post(paths::SETUP_STAFF_FILE, setup::read_staff_file)
        .get(paths::RECORD_TYPES, setup::types_page)
        .post(paths::RECORD_TYPES, setup::save_types)
        .get(paths::SITES, setup::sites_page)
        .post(paths::SITES, setup::save_sites)
        .get(paths::TURNS, setup::turns_page)
        .get(paths::CLASS_TURNS, setup::class_turns_page)
        .post(paths::CLASS_TURNS, setup::save_turns)
        .get(paths::THEMES, setup::themes_page)
        .post(paths::THEMES, setup::save_themes)
        .get(paths::RULES, setup::rules_page)
        .post(paths::RULES, setup::add_rules)
        .get(paths::CORRECTION, setup::correction_page)
        .post(paths::CORRECTION, setup::correct)
        .get(paths::REVIEW_SETTINGS, setup::review_settings_page)
        .post(paths::REVIEW_SETTINGS, setup::save_review_settings)
        .get(paths::FENCES, setup::fences_page)
        .get(paths::FENCE, setup::fence_page)
        .post(paths::FENCE, setup::save_fence)
        .get(paths::UPDATE_PROCEDURE, setup::update_procedure_page)
        .post(paths::UPDATE_PROCEDURE, setup::save_update_procedure)
        .get(paths::PRACTICE, setup::practice_page)
        .post(paths::PRACTICE, setup::open)
        .get(paths::ISSUED_PASSWORDS, setup::issued_passwords_page)
        .post(paths::ISSUED_PASSWORDS, setup::forget_issued_passwords)
        .get(paths::SAMPLE_CALENDAR, setup::sample)
        .get(paths::STAFF, staff::page)
        .post(paths::STAFF, staff::add)
        .get(paths::STAFF_LIST, staff::list_page)
        .post(paths::STAFF_LIST, staff::change_list)
        .post(paths::STAFF_LIST_FILE, staff::read_list)
        .get(paths::WAITING_APPOINTMENTS, staff::waiting_page)
        .get(paths::NOTICES, notices::page)
        .post(paths::REMIND_DEPARTMENT, notices::remind)
        .get(paths::DELEGATIONS, delegations::page)
        .post(paths::DELEGATIONS, delegations::delegate)
        .post(paths::END_DELEGATION, delegations::end)
        .get(paths::MANDATES, mandates::list)
        .get(paths::RECORD_MANDATE, mandates::form)
        .post(paths::RECORD_MANDATE, mandates::record)
        .get(paths::RIGHTS, mandates::rights_page)
        .get(paths::PRINT_RIGHTS, mandates::rights_paper)
        .get(paths::MANDATE, mandates::page)
        .get(paths::MANDATE_FILE, mandates::file)
        .post(paths::GIVE, mandates::give)
        .post(paths::LINK_MANDATE, mandates::link)
        .post(paths::END_RIGHT, mandates::end_right)
        .post(paths::END_MANDATE, mandates::end)
        .get(paths::VIEW_AS, viewing::work)
        .get(paths::VIEW_AS_DONE, viewing::done)
        .get(paths::VIEW_AS_DASHBOARD, viewing::dashboard)
        .get(paths::LOCK_ORDERS, locks::list)
        .post(paths::LOCK_AUTHORITY, locks::settle)
        .get(paths::NEW_LOCK_ORDER, locks::new_order)
        .post(paths::NEW_LOCK_ORDER, locks::send)
        .get(paths::LOCK_ORDER, locks::page)
        .get(paths::ORDER_SCAN, locks::scan)
        .post(paths::SIGN_LOCK_ORDER, locks::sign)
        .post(paths::EXECUTE_LOCK_ORDER, locks::execute)
        .post(paths::REVOKE_LOCK_ORDER, locks::revoke)
        .get(paths::SCHEDULE, schedule::page)
        .get(paths::BACKUPS, backups::page)
        .post(paths::BACKUPS, backups::make)
        .get(paths::LOG, log::page)
        .get(paths::CLOSURES, closures::list)
        .get(paths::DECLARE_CLOSURE, closures::form)
        .post(paths::DECLARE_CLOSURE, closures::declare)
        .get(paths::CLOSURE, closures::page)
        .get(paths::PRINT_CLOSURE, closures::paper)
        .post(paths::TAKE_BACK_CLOSURE, closures::take_back)
        .get(paths::LATE_REASONS, lateness::list)
        .post(paths::EXPLAIN_LATENESS, lateness::explain)
        .post(paths::JUDGE_LATENESS, lateness::judge)
        .post(paths::REMIND, lateness::remind)
        .get(paths::ABSENCES, absences::list)
        .get(paths::NOTE_ABSENCE, absences::form)
        .post(paths::NOTE_ABSENCE, absences::note)
        .post(paths::END_ABSENCE, absences::end)
        .get(paths::CHANGE_COVER, absences::change_form)
        .post(paths::CHANGE_COVER, absences::change)
        .get(paths::EXTENSIONS, extensions::list)
        .get(paths::EXTEND_MANY, extensions::many_form)
        .post(paths::EXTEND_MANY, extensions::many)
        .get(paths::ASK_EXTENSION, extensions::ask_form)
        .post(paths::ASK_EXTENSION, extensions::ask)
        .post(paths::GRANT_EXTENSION, extensions::grant)
        .post(paths::FREE_REQUEST, extensions::free)
        .post(paths::REFUSE_EXTENSION, extensions::refuse)
        .post(paths::WITHDRAW_REQUEST, extensions::withdraw)
        .post(paths::TAKE_BACK_EXTENSION, extensions::take_back)
        .post(paths::END_EXEMPTIONS, extensions::end_exemptions)
        .get(paths::HANDOVERS, handovers::list)
        .get(paths::HAND_OVER, handovers::form)
        .post(paths::HAND_OVER, handovers::confirm)
        .get(paths::HANDOVER, handovers::page)
        .post(paths::SIGN_HANDOVER, handovers::sign)
        .get(paths::OWN_DATA, data_requests::own)
        .post(paths::OWN_DATA, data_requests::ask)
        .post(paths::EXPORT_DATA, data_requests::take)
        .get(paths::DATA_REQUESTS, data_requests::list)
        .post(paths::DATA_REQUESTS, data_requests::enter)
        .post(paths::GIVE_DATA, data_requests::give)
        .post(paths::REFUSE_DATA, data_requests::refuse)
        .get(paths::PERSONAL_COPIES, personal_copies::own)
        .post(paths::TAKE_COPY, personal_copies::take)
        .get(paths::EVERYBODYS_COPIES, personal_copies::everybody)
        .get(paths::RESCUE, personal_copies::rescue_form)
        .get(paths::YEAR_BOOKS, year_books::all)
        .get(paths::YEAR_BOOK, year_books::present)
        .post(paths::YEAR_BOOK, year_books::bind)
        .get(paths::BOUND_BOOK, year_books::bound)
        .get(paths::BOUND_BOOK_FILE, year_books::file)
        .get(paths::SECURITY_CHECKS, security_checks::list)
        .get(paths::RECORD_CHECK, security_checks::form)
        .post(paths::RECORD_CHECK, security_checks::record)
        .get(paths::SECURITY_CHECK, security_checks::page)
        .get(paths::CHECK_MINUTES, security_checks::minutes)
        .post(paths::MEND_FINDING, security_checks::mend)
        .get(paths::REGULATION, regulation::page)
        .post(paths::PLEDGE, regulation::pledge)
        .get(paths::NEW_REGULATION, regulation::form)
        .post(paths::NEW_REGULATION, regulation::publish)
        .get(paths::REGULATION_VERSION, regulation::version_page)
        .get(paths::REGULATION_CHANGES, regulation::changes_page)
        .get(paths::PLEDGES, regulation::pledges_page)
        .get(paths::PRINT_PLEDGES, regulation::pledges_paper)
        .post(paths::REMIND_OF_REGULATION, regulation::remind)
        .get(paths::SWAPS, swaps::list)
        .get(paths::OFFER_SWAP, swaps::offer_form)
        .post(paths::OFFER_SWAP, swaps::offer)
        .post(paths::ACCEPT_SWAP, swaps::accept)
        .post(paths::DECLINE_SWAP, swaps::decline)
        .post(paths::TAKE_SWAP_BACK, swaps::take_back)
        .get(paths::TASKS, tasks::list)
        .get(paths::TASK, tasks::page)
        .get(paths::TASK_FILE, tasks::file)
        .get(paths::ANSWER_FILE, tasks::answer_file)
        .post(paths::JUDGE_ANSWER, tasks::judge)
        .post(paths::END_TASK, tasks::end)
        .get(paths::ARCHIVE, archive::page)
        .post(paths::ARCHIVE, archive::put)
        .get(paths::ARCHIVE_PACKAGE, archive::packages::page)
        .post(paths::CHECK_PACKAGE, archive::packages::check)
        .post(paths::TAKE_PACKAGE, archive::packages::take)
        .get(paths::ARCHIVED_RECORD, archive::records::page)
        .post(paths::TAKE_OUT, archive::records::take_out)
        .get(paths::RETENTION, archive::retention::page)
        .post(paths::SET_RETENTION, archive::retention::set)
        .get(paths::HOLDS, archive::holds::page)
        .post(paths::HOLDS, archive::holds::hold)
        .post(paths::LIFT_HOLD, archive::holds::lift)
        .get(paths::SCHOOL_EXPORT, archive::exports::page)
        .post(paths::SCHOOL_EXPORT, archive::exports::make)
        .post(paths::TAKE_SCHOOL_EXPORT, archive::exports::take)
        .get(paths::DISPOSALS, disposals::page)
        .post(paths::DISPOSALS, disposals::draw_up)
        .get(paths::DRAW_UP, disposals::form)
        .get(paths::DISPOSAL, disposals::steps::page)
        .get(paths::DISPOSAL_PAPER, disposals::list_paper)
        .get(paths::DISPOSAL_MINUTES, disposals::minutes_paper)
        .post(paths::DISPOSAL_MINUTES, disposals::steps::enter_minutes)
        .post(paths::DECIDE_DISPOSAL, disposals::steps::decide)
        .post(paths::TAKE_BACK_DISPOSAL, disposals::steps::take_back)
        .post(paths::EXECUTE_DISPOSAL, disposals::steps::execute)
        .post(paths::DELETE_DISPOSED, disposals::steps::delete)
        .get(paths::TEMPLATES, templates::list)
        .get(paths::TEMPLATE_FILE, templates::file)
        .get(paths::UPDATES, updates::list)
        .get(paths::UPDATE, updates::page)
        .get(paths::UPDATE_FILE, updates::file)
        .get(paths::UPDATE_MINUTES, updates::minutes_page)
        .post(paths::GRANT_UPDATE, updates::grant)
        .post(paths::REFUSE_UPDATE, updates::refuse)
        .post(paths::WITHDRAW_UPDATE, updates::withdraw)
        .post(paths::FINISH_UPDATE, updates::finish)
        .post(paths::CLOSE_UPDATE, updates::close)
        .get(paths::FIRST_PASSWORDS, staff::first_passwords_page)
        .post(paths::FIRST_PASSWORDS, staff::hand_out_first_passwords)
        .post(paths::CONFIRM_ALL, staff::confirm_all)
        .post(paths::CONFIRM, staff::confirm)
        .post(paths::TURN_DOWN, staff::turn_down)
        .get(paths::PERSON, staff::person_page)
        .post(paths::PERSON, staff::change)
        .post(paths::RESET_PASSWORD, staff::reset_password)
        .post(paths::CONFIRM_RESET, staff::confirm_reset)
        .post(paths::ADD_POSITION, staff::add_position)
        .post(paths::END_POSITION, staff::end_position)
        .post(paths::SUSPEND, staff::suspend)
        .post(paths::REOPEN, staff::reopen)
        .post(paths::END_LOST_FACTOR, staff::end_factor)
        .get(paths::CLOCK, doubtful_times::page)
        .post(paths::CLOCK_RIGHT, doubtful_times::right)
        .post(paths::CLOCK_WRONG, doubtful_times::wrong)
        .post(paths::CLOCK_REOPEN, doubtful_times::reopen)
        .get(paths::HELD_FILES, held_files::page)
        .post(paths::RELEASE_FILE, held_files::release)
        .post(paths::RETURN_FILE, held_files::give_back)
        .post(paths::SCAN_FILE_AGAIN, held_files::scan_again)
        .get(paths::REGISTERS, registers::index)
        .get(paths::REGISTER, registers::list)
        .get(paths::REGISTER_PAPER, registers::paper)
        .get(paths::PRAISE_LIST, registers::praise)
        .get(paths::NEW_ENTRY, registers::new_form)
        .post(paths::NEW_ENTRY, registers::enter)
        .get(paths::ENTRY, registers::entry)
        .get(paths::CORRECT_ENTRY, registers::correct_form)
        .post(paths::CORRECT_ENTRY, registers::correct)
        .post(paths::MOVE_ENTRY, registers::take_step)
        .get(paths::ENTRY_FILE, registers::files::file)
        .get(paths::PENDING_FORM, pending_forms::page)
        .map(|router| {
            router
                .layer(middleware::from_fn_with_state(state.clone(), kept_forms::keep))
                .layer(middleware::from_fn(whole_form::whole_form))
                .layer(middleware::map_request(body_timeout::words_timeout))
        });
    let pages = files.merge(mixed).merge(words).map(|router| {
        router
            .fallback(async || AppError::NotFound)
            .layer(middleware::from_fn_with_state(state.clone(), origin::origin))
            .layer(DefaultBodyLimit::max(whole_form::MAX_FORM_BYTES))
            // One broken request must not end the others, and its person reads Vietnamese words.
            .layer(CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| AppError::Internal.into_response()))
            .layer(CsrfLayer::new().with_rejection_response(|_| AppError::Foreign.into_response()))
            .layer(middleware::from_fn(own_pages::own_pages))
            .layer(middleware::from_fn_with_state(state.clone(), error_pages::error_pages))
            .layer(
                CompressionLayer::new()
                    .quality(CompressionLevel::Fastest)
                    .compress_when(DefaultPredicate::new().and(is_no_download)),
            )
    });
    let https = state.https;
    let all = Routes::default().get(paths::HEALTH, health::health).get(paths::ASSET, assets::serve).merge(pages);
    all.map(|router| {
        let router =
            router.layer(middleware::from_fn(one_host::one_host)).layer(middleware::from_fn(security_headers::security_headers));
        if https { router.layer(middleware::map_response(security_headers::only_https)) } else { router }
    })
}

/// A router that keeps a list of what it serves, because axum's own tells nobody.
#[derive(Default)]
struct Routes {
    router: Router<AppState>,
    table: Vec<(Method, &'static str)>,
}

impl Routes {
    fn get<H: Handler<T, AppState>, T: 'static>(self, path: &'static str, handler: H) -> Self {
        self.route(Method::GET, path, get(handler))
    }

    fn post<H: Handler<T, AppState>, T: 'static>(self, path: &'static str, handler: H) -> Self {
        self.route(Method::POST, path, post(handler))
    }

    fn route(mut self, method: Method, path: &'static str, handler: MethodRouter<AppState>) -> Self {
        self.table.push((method, path));
        Self { router: self.router.route(path, handler), ..self }
    }

    /// Puts layers around all routes so far.
    fn map(self, around: impl FnOnce(Router<AppState>) -> Router<AppState>) -> Self {
        Self { router: around(self.router), ..self }
    }

    fn merge(mut self, other: Self) -> Self {
        self.table.extend(other.table);
        Self { router: self.router.merge(other.router), ..self }
    }
}

/// Office files and films are compressed already, and a browser shows how much is left only where the length is told.
fn is_no_download(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    !headers.contains_key(header::CONTENT_DISPOSITION)
}
