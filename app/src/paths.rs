//! Every address of the product, once: the router's table, the handlers' redirects and the links of the screens all read
//! it here; only a server function is declared with its own. Addresses are Vietnamese, because people see them.
//!
//! A constant in capitals is what the router is given, with `{…}` where an id stands; the function of the same name puts
//! the ids in.

use std::fmt::Display;

use domain::{school_years::WhichYear, settings::Setting, setup::Step};

/// Writes an address with places for ids once: the constant is the router's pattern, the function the address of one
/// record.
macro_rules! addresses {
    ($($(#[$about:meta])* $pattern:ident, $address:ident($($id:ident),+) = $text:literal;)+) => {$(
        $(#[$about])*
        pub const $pattern: &str = $text;

        $(#[$about])*
        pub fn $address($($id: impl Display),+) -> String {
            format!($text)
        }
    )+};
}

mod absences;
mod accounts;
mod archive;
mod closures;
mod disposals;
mod extensions;
mod handovers;
mod kept_forms;
mod lateness;
mod locks;
mod mandates;
mod personal_data;
mod log;
mod record_list;
mod registers;
mod regulation;
mod reviews;
mod school_year;
mod security_checks;
mod swaps;
mod tasks;
mod templates;
mod year_books;
mod updates;

pub use kept_forms::waits_for_sign_in;
pub use {
    absences::*, accounts::*, archive::*, closures::*, disposals::*, extensions::*, handovers::*, lateness::*, locks::*, log::*,
    mandates::*, personal_data::*, record_list::*, registers::*, regulation::*, reviews::*, school_year::*, security_checks::*,
    swaps::*, tasks::*, templates::*, updates::*, year_books::*,
};

/// The start, which leads everybody to what they need first.
pub const START: &str = "/";
/// Whether the server is well, for whoever watches it.
pub const HEALTH: &str = "/healthz";
/// Style sheets, scripts and fonts, by their hashed names.
pub const ASSET: &str = "/assets/{name}";

/// User name and password.
pub const SIGN_IN: &str = "/dang-nhap";
/// Help, one screen for each kind of work.
pub const HELP: &str = "/huong-dan";
/// The sign-in that says that the session was closed as wished.
pub const SIGNED_OUT: &str = "/dang-nhap?da-dang-xuat=1";
/// Ends the session.
pub const SIGN_OUT: &str = "/dang-xuat";
/// A password of one's own.
pub const PASSWORD: &str = "/doi-mat-khau";
/// Acknowledges who handed out one's password.
pub const RESET_SEEN: &str = "/doi-mat-khau/da-biet";
/// The principal has read of passwords that others handed out.
pub const RESETS_TOLD: &str = "/can-bo/mat-khau/da-biet";
/// The page of one's password, saying that it was changed.
pub const PASSWORD_CHANGED: &str = "/doi-mat-khau?xong=1";

/// What one person owes.
pub const MY_WORK: &str = "/viec-cua-toi";
/// What one person owes in one week.
pub const MY_WEEK: &str = "/viec-cua-toi/tuan/{week}";
/// What one person has handed in.
pub const DONE: &str = "/da-nop";
/// Weeks and departments with their counts.
pub const DASHBOARD: &str = "/bang-theo-doi";
/// The records behind a number of the dashboard.
pub const RECORD_LIST: &str = "/bang-theo-doi/danh-sach";
/// Weeks and departments with how much of what was handed in is approved.
pub const REVIEW_DASHBOARD: &str = "/bang-theo-doi/duyet";
/// The report on a week, to be printed and signed.
pub const WEEKLY_REPORT: &str = "/bang-theo-doi/bao-cao-tuan";
/// What waits for the reader's approval.
pub const REVIEW_QUEUE: &str = "/cho-duyet";
/// What departments have approved, drawn for the leadership to look through.
pub const SPOT_CHECKS: &str = "/kiem-tra-ngau-nhien";
/// The stream that says that something changed.
pub const EVENTS: &str = "/su-kien";

/// The settings of an open school; before there is one, the question for the code.
pub const SETTINGS: &str = "/cai-dat";
/// The question for the code, asked once more of a browser that has lost the right to set up.
pub const SETUP_CODE_AGAIN: &str = "/cai-dat?nhap-lai=1";
/// The school's name, and how large a file may be.
pub const SCHOOL: &str = "/cai-dat/truong";
/// Departments with their classes, and sections.
pub const UNITS: &str = "/cai-dat/to-lop";
/// All members of staff at once, during the first set-up.
pub const SETUP_STAFF: &str = "/cai-dat/can-bo";
/// Types of records and their deadlines.
pub const RECORD_TYPES: &str = "/cai-dat/loai-ho-so";
/// The week of practice, and the opening of the school.
pub const PRACTICE: &str = "/cai-dat/tap-duot";
/// The first passwords, to be printed.
pub const ISSUED_PASSWORDS: &str = "/cai-dat/mat-khau";
/// The places where the school has its classes.
pub const SITES: &str = "/cai-dat/diem-truong";
/// Who writes which week in classes that several teachers share.
pub const TURNS: &str = "/cai-dat/luot-day";
/// The themes of the school year.
pub const THEMES: &str = "/cai-dat/chu-de";
/// Which way records take past those who approve them.
pub const REVIEW_SETTINGS: &str = "/cai-dat/duyet";
/// Everybody who works here, with their accounts.
pub const STAFF: &str = "/can-bo";
/// First passwords for everybody who has none.
pub const FIRST_PASSWORDS: &str = "/can-bo/mat-khau";
/// A list of the staff, pasted or as a file.
pub const STAFF_LIST: &str = "/can-bo/nhap";
/// Reads such a file.
pub const STAFF_LIST_FILE: &str = "/can-bo/nhap/tep";
/// The list where it became another one while it was looked at.
pub const STAFF_LIST_CHANGED: &str = "/can-bo/nhap?xem-lai=1";
/// The same file in the first set-up.
pub const SETUP_STAFF_FILE: &str = "/cai-dat/can-bo/tep";
/// The appointments that wait for the leadership.
pub const WAITING_APPOINTMENTS: &str = "/can-bo/cho-xac-nhan";
/// What somebody is told.
pub const NOTICES: &str = "/thong-bao";
/// The words with which a head reminds the department, there.
pub const REMINDERS: &str = "/thong-bao#g-nhac";
/// Who acts in whose place.
pub const DELEGATIONS: &str = "/uy-quyen";
/// What happens by itself at a minute that was ordered.
pub const SCHEDULE: &str = "/viec-theo-gio";
/// How backups stand, for the management team and the leadership.
pub const BACKUPS: &str = "/sao-luu";
/// Whether the server's clock is right, and what was noted while nobody knew.
pub const CLOCK: &str = "/gio-may-chu";
/// Where anybody types the code of a signature; nobody needs an account for it.
pub const CHECK: &str = "/kiem-tra";
/// The files that wait for the management team.
pub const HELD_FILES: &str = "/tep-giu-lai";
/// Confirms those of them that the page showed.
pub const CONFIRM_ALL: &str = "/can-bo/cho-xac-nhan/tat-ca";

addresses! {
    /// Handing in for one record.
    HAND_IN, hand_in(obligation) = "/nop/{obligation}";
    /// Where the files go that are sent one by one before the hand-in.
    UPLOADS, uploads(obligation) = "/nop/{obligation}/tep";
    /// What it can be begun with: files of an earlier record.
    EARLIER_RECORDS, earlier_records(obligation) = "/nop/{obligation}/bai-cu";
    /// Takes an upload away that was not handed in.
    REMOVE_UPLOAD, remove_upload(obligation, upload) = "/nop/{obligation}/tep/{upload}/bo";
    /// The note as far as it was typed, not wanted any more.
    DISCARD_DRAFT, discard_draft(obligation) = "/nop/{obligation}/loi-nhan/bo";
    /// The receipt of one hand-in.
    RECEIPT, receipt(receipt) = "/bien-nhan/{receipt}";
    /// Takes a hand-in back.
    WITHDRAW, withdraw(receipt) = "/bien-nhan/{receipt}/rut-lai";
    /// One file of a hand-in; `position` counts from 0.
    FILE, file(receipt, position) = "/tep/{receipt}/{position}";
    /// What is behind the code of a signature.
    CHECK_CODE, check_code(code) = "/kiem-tra/{code}";
    /// The sheet of a version that the leadership has signed.
    APPROVAL_SHEET, approval_sheet(receipt) = "/phieu-duyet/{receipt}";
    /// An approval sheet as a file of its own.
    APPROVAL_SHEET_FILE, approval_sheet_file(receipt) = "/phieu-duyet/{receipt}/tep";
    /// The sheet of a version that the leadership has checked.
    CHECK_SHEET, check_sheet(receipt) = "/phieu-kiem-tra/{receipt}";
    /// The sheet of a check as a file of its own.
    CHECK_SHEET_FILE, check_sheet_file(receipt) = "/phieu-kiem-tra/{receipt}/tep";
    /// What stands in one file of a hand-in, to be read in the browser.
    PREVIEW, preview(receipt, position) = "/xem/{receipt}/{position}";
    /// The file itself, for the browser's own viewer: pdf, jpg and png alone.
    PREVIEW_FILE, preview_file(receipt, position) = "/xem/{receipt}/{position}/tep";
    /// A picture inside of a file.
    PREVIEW_PICTURE, preview_picture(receipt, position, picture) = "/xem/{receipt}/{position}/anh/{picture}";
    /// What a file of a hand-in says that the one of another version did not.
    COMPARISON, comparison(receipt, position) = "/so-sanh/{receipt}/{position}";
    /// Lets others open a file that is held.
    RELEASE_FILE, release_file(receipt, position) = "/tep-giu-lai/{receipt}/{position}/cho-mo";
    /// Gives a file that is held back to its sender.
    RETURN_FILE, return_file(receipt, position) = "/tep-giu-lai/{receipt}/{position}/tra-lai";
    /// Asks the virus scanner about it again.
    SCAN_FILE_AGAIN, scan_file_again(receipt, position) = "/tep-giu-lai/{receipt}/{position}/quet-lai";
    /// One record with all that happened to it.
    RECORD, record(obligation) = "/ho-so/{obligation}";
    /// Ends what was lent of somebody's place.
    END_DELEGATION, end_delegation(delegation) = "/uy-quyen/{delegation}/ket-thuc";
    /// One order that shuts or opens records.
    LOCK_ORDER, lock_order(order) = "/lenh-khoa/{order}";
    /// Puts one's name under an order.
    SIGN_LOCK_ORDER, sign_lock_order(order) = "/lenh-khoa/{order}/ra-lenh";
    /// Carries an order out.
    EXECUTE_LOCK_ORDER, execute_lock_order(order) = "/lenh-khoa/{order}/thi-hanh";
    /// Lays scans of the decision beside an order.
    ATTACH_SCANS, attach_scans(order) = "/lenh-khoa/{order}/ban-quet";
    /// One of them, by its place from 0.
    ORDER_SCAN, order_scan(order, position) = "/lenh-khoa/{order}/ban-quet/{position}";
    /// Takes an order back.
    REVOKE_LOCK_ORDER, revoke_lock_order(order) = "/lenh-khoa/{order}/thu-hoi";
    /// Exempts a record.
    EXEMPT, exempt(obligation) = "/ho-so/{obligation}/mien";
    /// Takes an exemption back.
    END_EXEMPTION, end_exemption(obligation) = "/ho-so/{obligation}/bo-mien";
    /// Comments on a record, and answers a comment.
    COMMENT, comment(obligation) = "/ho-so/{obligation}/gop-y";
    /// Settles a thread, or opens it again.
    SETTLE_COMMENT, settle_comment(obligation, comment) = "/ho-so/{obligation}/gop-y/{comment}";
    /// One record before whoever decides about it.
    REVIEW, review(obligation) = "/cho-duyet/{obligation}";
    /// What has become of a version since the page was opened that shows it.
    REVIEW_NEWS, review_news(obligation, submission, step) = "/cho-duyet/{obligation}/tin/{submission}/{step}";
    /// What whoever decides about a record has not looked at yet, as a sentence.
    REVIEW_LEFT, review_left(obligation) = "/cho-duyet/{obligation}/con-lai";
    /// Signs that one version was checked.
    SPOT_CHECK, spot_check(obligation) = "/cho-duyet/{obligation}/kiem-tra";
    /// Takes a decision back.
    UNDO_REVIEW, undo_review(obligation, decision) = "/cho-duyet/{obligation}/rut-lai/{decision}";
    /// Who writes which week in one class.
    CLASS_TURNS, class_turns(class) = "/cai-dat/luot-day/{class}";
    /// One member of staff.
    PERSON, person(person) = "/can-bo/{person}";
    /// Hands out a new password.
    RESET_PASSWORD, reset_password(person) = "/can-bo/{person}/mat-khau";
    /// Confirms a password that was handed out.
    CONFIRM_RESET, confirm_reset(person) = "/can-bo/{person}/mat-khau/xac-nhan";
    /// Gives a person one more position.
    ADD_POSITION, add_position(person) = "/can-bo/{person}/chuc-vu";
    /// Sets the last day of a position.
    END_POSITION, end_position(person, appointment) = "/can-bo/{person}/chuc-vu/{appointment}";
    /// Lets an appointment that waits take effect.
    CONFIRM, confirm(appointment) = "/can-bo/cho-xac-nhan/{appointment}";
    /// Turns an appointment that waits down, or takes it back.
    TURN_DOWN, turn_down(appointment) = "/can-bo/cho-xac-nhan/{appointment}/tu-choi";
    /// Finds the server's clock right in a doubtful time.
    CLOCK_RIGHT, clock_right(time) = "/gio-may-chu/{time}/dung";
    /// Sets the server's clock right in a doubtful time.
    CLOCK_WRONG, clock_wrong(time) = "/gio-may-chu/{time}/chinh-lai";
    /// Asks anew what was decided about the server's clock.
    CLOCK_REOPEN, clock_reopen(time) = "/gio-may-chu/{time}/hoi-lai";
    /// Suspends an account.
    SUSPEND, suspend(person) = "/can-bo/{person}/tam-khoa";
    /// Opens a suspended account again.
    REOPEN, reopen(person) = "/can-bo/{person}/mo-lai";
    /// A form that was sent when its session was over, to be sent again.
    PENDING_FORM, pending_form(id) = "/gui-lai/{id}";
}

/// How the addresses of all forms begin whose words wait for a new sign-in when they come after the end of the session:
/// the forms at which people type for long; of a password in one of them (`PROOF`) nothing is kept.
pub const PENDING_FORMS_KEPT: [&str; 19] = [
    "/so/",
    TASKS,
    "/cai-dat/",
    STAFF,
    "/ho-so/",
    "/cho-duyet/",
    HELD_FILES,
    DELEGATIONS,
    LOCK_ORDERS,
    CLOSURES,
    EXTENSIONS,
    UPDATES,
    ABSENCES,
    SWAP_OFFERS,
    MANDATES,
    SECURITY_CHECKS,
    NEW_REGULATION,
    OWN_DATA,
    DATA_REQUESTS,
];

/// The field of such a form in which the password is typed again; it waits for nothing, and is kept nowhere.
pub const PROOF: &str = "proof";

/// The field of a form that is sent from the page where it waited: its number there, so that it waits no longer.
pub const WAITING_FORM: &str = "pending";

/// The field in which somebody agrees to sign what the screen says: it is kept nowhere, so that whoever signs has seen it.
pub const CONSENT: &str = "consent";

/// Whether somebody agrees in a form at this address to sign for what was drawn: the draw stands in its field `draw`.
pub fn signs_for_draw(address: &str) -> bool {
    address == SPOT_CHECKS || (address.starts_with("/cho-duyet/") && address.ends_with("/kiem-tra"))
}

/// The page from which a form at this address is sent, for whoever has to sign in before they look at it again; the start where
/// several pages send it.
pub fn page_of_form(address: &str) -> &str {
    let list = [DELEGATIONS, HELD_FILES, WAITING_APPOINTMENTS, CLOCK].into_iter().find(|list| address.starts_with(list));
    let of_one = [
        "/ho-so/",
        "/cho-duyet/",
        "/can-bo/",
        "/bien-nhan/",
        "/nop/",
        "/lenh-khoa/",
        "/nghi-dot-xuat/",
        "/bo-sung/",
        "/quyet-dinh/",
        ASKS,
        SWAP_OFFERS,
    ];
    let of_one = of_one.into_iter().find_map(|begins| {
        let id = address.strip_prefix(begins)?.split('/').next()?;
        address.get(..begins.len() + id.len())
    });
    match list.or(of_one) {
        _ if address == RESETS_TOLD => START,
        _ if address == LOCK_AUTHORITY => LOCK_ORDERS,
        Some(page) => page,
        None if address == CALENDAR_FILE => CALENDAR,
        None if address.starts_with(EXTENSIONS) => EXTENSIONS,
        None if address.starts_with(ABSENCES) => ABSENCES,
        None if address.starts_with(SWAPS) => SWAPS,
        None if address.starts_with(TASKS) => TASKS,
        None if address.starts_with("/so/") => page_of_register(address),
        None if address.starts_with(HANDOVERS) => HANDOVERS,
        None if address.starts_with(SECURITY_CHECKS) => SECURITY_CHECKS,
        None if address.starts_with(NEW_REGULATION) => NEW_REGULATION,
        None if address.starts_with(REGULATION) => REGULATION,
        None if address.starts_with(OWN_DATA) => OWN_DATA,
        None if address.starts_with(DATA_REQUESTS) => DATA_REQUESTS,
        None if address.starts_with(PERSONAL_COPIES) => PERSONAL_COPIES,
        None if [REVIEW_QUEUE, SPOT_CHECKS, STAFF].contains(&address) || address.starts_with("/cai-dat/") => address,
        None => START,
    }
}

/// The page of help for one kind of work.
pub fn help_for(of: &str) -> String {
    format!("{HELP}?cho={of}")
}

/// The staff, as far as a search leaves it.
pub fn staff_search(words: &str) -> String {
    format!("{STAFF}?q={}", percent(words))
}

/// The page of lists, with how many people were added and filled up.
pub fn staff_list_done(added: usize, changed: usize) -> String {
    format!("{STAFF_LIST}?them={added}&doi={changed}")
}

/// The page for a step of the first set-up, and later for the setting of the same name.
pub const fn step(step: Step) -> &'static str {
    match step {
        Step::School => SCHOOL,
        Step::Year => CALENDAR,
        Step::Units => UNITS,
        Step::Staff => SETUP_STAFF,
        Step::Types => RECORD_TYPES,
        Step::Practice => PRACTICE,
    }
}

/// The page for a setting of an open school.
pub const fn setting(setting: Setting) -> &'static str {
    match setting {
        Setting::Of(of) => step(of),
        Setting::NextYear => NEXT_CALENDAR,
        Setting::Sites => SITES,
        Setting::Turns => TURNS,
        Setting::Themes => THEMES,
        Setting::Rules => RULES,
        Setting::Reviews => REVIEW_SETTINGS,
        Setting::Fences => FENCES,
        Setting::Updates => UPDATE_PROCEDURE,
    }
}

/// The page with the calendar of that year.
pub const fn calendar(which: WhichYear) -> &'static str {
    match which {
        WhichYear::Present => CALENDAR,
        WhichYear::Next => NEXT_CALENDAR,
    }
}

/// A page of settings that are kept by year, of that year.
pub fn of_year(address: &str, which: WhichYear) -> String {
    match which {
        WhichYear::Present => address.to_owned(),
        WhichYear::Next => asking(address, "moi=1"),
    }
}

/// The page that fills the calendar of that year from a file.
pub const fn calendar_file(which: WhichYear) -> &'static str {
    match which {
        WhichYear::Present => CALENDAR_FILE,
        WhichYear::Next => NEXT_CALENDAR_FILE,
    }
}

/// A settings page that says that it was saved.
pub fn saved(page: &str) -> String {
    asking(page, "da-luu=1")
}

/// The address with one more thing asked of its page, before the place in it.
fn asking(address: &str, part: &str) -> String {
    let (page, place) = address.find('#').map_or((address, ""), |at| address.split_at(at));
    let mark = if page.contains('?') { '&' } else { '?' };
    format!("{page}{mark}{part}{place}")
}

/// A page with comments, which says that one was sent.
pub fn saying(address: &str) -> String {
    asking(address, "da-gui=1")
}

/// What `framed` asks for.
const FRAMED: &str = "khung";

/// The page of a file as another page shows it inside of itself: without what stands around it.
pub fn framed(address: &str) -> String {
    asking(address, &format!("{FRAMED}=1"))
}

/// Whether an address with this query, if it has any, was made by `framed`.
pub fn is_framed(query: Option<&str>) -> bool {
    query.is_some_and(|query| query.split('&').any(|part| part.split('=').next() == Some(FRAMED)))
}

/// Whether a page at this path is ever shown inside of another one: what stands in files, and what differs in them.
pub fn may_be_framed(path: &str) -> bool {
    ["/xem/", "/so-sanh/"].iter().any(|begins| path.starts_with(begins))
}

/// The path of the page to be shown alone in the place of what a frame shows at `path`: of a file in the browser's viewer its page.
pub fn out_of_frame(path: &str) -> &str {
    path.strip_suffix("/tep").unwrap_or(path)
}

/// The address of a file that opens at this page of a PDF, from 1.
pub fn at_page(address: &str, page: u32) -> String {
    asking(address, &format!("trang={page}"))
}

/// The sign-in after the end of a session, and from there on to `next`, which must be percent-encoded.
pub fn sign_in_again(next: impl Display) -> String {
    format!("{SIGN_IN}?next={next}&het-phien=1")
}

/// The sign-in with a user name filled in.
pub fn sign_in_as(username: impl Display) -> String {
    format!("{SIGN_IN}?username={username}")
}

/// The id in the address of a hand-in page or of what lies below it, as it stands there.
pub fn obligation_of_hand_in(address: &str) -> Option<&str> {
    address.strip_prefix("/nop/")?.split(['?', '/']).next()
}

/// The number in the address of a form that waits, as it stands there.
pub fn id_of_pending_form(address: &str) -> Option<&str> {
    address.strip_prefix("/gui-lai/")
}

/// The records of one week.
pub fn records_of_week(week: impl Display) -> String {
    record_list(format_args!("tuan={week}"))
}

/// What the viewer owes in the week of this number.
pub fn my_week(week: impl Display) -> String {
    format!("{MY_WORK}/tuan/{week}")
}
