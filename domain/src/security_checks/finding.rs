//! What is found in the accounts as they are now: a pure function of what is known of them.

use chrono::{NaiveDate, TimeDelta};

use crate::{
    days::{Timestamp, day_of},
    people::{Organisation, PersonId, Position},
    vietnamese,
};

/// An account in which nobody has signed in for longer than this is dormant. Two weeks at Tết are the longest time in which the
/// school is shut within a year, and whoever works hands something in every week: thirty days are no holiday any more.
pub const DORMANT_AFTER: TimeDelta = TimeDelta::days(30);
/// How far back failed sign-ins, browsers and quick changes are counted: about as long as from one check to the next.
pub const LOOKED_BACK: TimeDelta = TimeDelta::days(30);
/// Whoever has forgotten their password tries it three or four times and then calls; two such days in a month are nothing.
pub const MIN_FAILED_SIGN_INS: u32 = 10;
/// Whoever mistypes the code once or twice comes in with the next one; this often it may be somebody who knows the password and
/// nothing else.
pub const MIN_WRONG_CODES: u32 = 5;
/// The tablet of the class, the PC of the staff room, a telephone and a PC at home; more than these are asked about.
pub const MAX_BROWSERS: u32 = 4;
/// Two accounts that sign in in one browser within so long were hardly used by two people who had changed seats, sat down and worked.
pub const QUICK_CHANGE: TimeDelta = TimeDelta::minutes(5);
/// At a shared PC one or two such changes in a month are chance.
pub const MIN_QUICK_CHANGES: u32 = 3;

/// When somebody last was in an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LastSeen {
    SignedIn(Timestamp),
    /// Nobody has signed in since it was opened.
    Opened(Timestamp),
    /// Neither is known.
    Unknown,
}

/// What is known of one account: numbers and times, and neither a password nor a browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccountSigns {
    pub person: PersonId,
    /// A first password was handed out; without one nobody can sign in.
    pub has_password: bool,
    /// Since when the password is one that was handed out.
    pub handed_out_at: Option<Timestamp>,
    /// Nobody can sign in with it.
    pub is_shut: bool,
    pub last_seen: LastSeen,
    /// In how many browsers its owner has signed in within `LOOKED_BACK`.
    pub browsers: u32,
    /// How often a wrong password was typed for it within `LOOKED_BACK`, and on which day last.
    pub failed: Option<(u32, NaiveDate)>,
    /// The same of a wrong code beside the right password.
    pub wrong_codes: Option<(u32, NaiveDate)>,
}

/// How often one person signed in in the browser in which another one had signed in within `QUICK_CHANGE` before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuickChange {
    pub before: PersonId,
    pub after: PersonId,
    pub times: u32,
    pub last: NaiveDate,
}

/// A right that somebody holds, with no number of the decision that gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UndecidedRight {
    pub person: PersonId,
    pub position: Position,
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
}

/// All that a check looks at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signs {
    pub accounts: Vec<AccountSigns>,
    pub changes: Vec<QuickChange>,
    pub undecided: Vec<UndecidedRight>,
}

/// What is found, in the order in which a list tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FindingKind {
    Leaver,
    InitialPassword,
    NoPassword,
    WrongCodes,
    FailedSignIns,
    NoDecision,
    Dormant,
    ManyBrowsers,
    SharedBrowser,
}

impl FindingKind {
    pub const ALL: [Self; 9] = [
        Self::Leaver,
        Self::InitialPassword,
        Self::NoPassword,
        Self::WrongCodes,
        Self::FailedSignIns,
        Self::NoDecision,
        Self::Dormant,
        Self::ManyBrowsers,
        Self::SharedBrowser,
    ];

    /// The word in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Leaver => "leaver",
            Self::InitialPassword => "initial_password",
            Self::NoPassword => "no_password",
            Self::WrongCodes => "wrong_codes",
            Self::FailedSignIns => "failed_sign_ins",
            Self::NoDecision => "no_decision",
            Self::Dormant => "dormant",
            Self::ManyBrowsers => "many_browsers",
            Self::SharedBrowser => "shared_browser",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// On screen and on paper.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Leaver => "Không còn chức vụ mà tài khoản còn mở",
            Self::InitialPassword => "Còn dùng mật khẩu được phát",
            Self::NoPassword => "Chưa được phát mật khẩu",
            Self::WrongCodes => "Mật khẩu đúng mà mã xác nhận sai nhiều lần",
            Self::FailedSignIns => "Nhiều lần gõ sai mật khẩu",
            Self::NoDecision => "Có quyền quản lý mà chưa ghi số quyết định",
            Self::Dormant => "Lâu không đăng nhập",
            Self::ManyBrowsers => "Đăng nhập trên nhiều máy",
            Self::SharedBrowser => "Hai tài khoản trên một máy cách nhau vài phút",
        }
    }

    /// What can be done about it.
    pub const fn advice(self) -> &'static str {
        match self {
            Self::Leaver => "Tạm khóa tài khoản ở trang của người ấy; nếu còn làm việc thì ghi chức vụ.",
            Self::InitialPassword => "Nhắc tự đặt mật khẩu; không dùng nữa thì tạm khóa.",
            Self::NoPassword => "Phát mật khẩu ở danh sách cán bộ; không dùng đến thì tạm khóa.",
            Self::WrongCodes => {
                "Có thể người khác đã biết mật khẩu. Hỏi có phải tự gõ nhầm mã không; nếu không thì đặt lại mật khẩu ngay."
            }
            Self::FailedSignIns => "Hỏi có phải tự gõ nhầm không; nếu không thì đặt lại mật khẩu.",
            Self::NoDecision => "Bổ sung quyết định, hoặc kết thúc chức vụ.",
            Self::Dormant => "Hỏi có còn dùng không; không dùng thì tạm khóa.",
            Self::ManyBrowsers => {
                "Hỏi có nhận ra các máy ấy không; nghi ngờ thì đặt lại mật khẩu. Máy bị xóa dữ liệu trình duyệt được đếm là máy mới."
            }
            Self::SharedBrowser => {
                "Đây là dấu hiệu để hỏi, không phải bằng chứng: máy dùng chung ở phòng hội đồng cũng cho thấy như vậy."
            }
        }
    }

    /// Whether it can be seen from the accounts that it is mended. What has happened does not go away by time passing: that somebody
    /// has asked about it is for them to say.
    pub const fn mends_itself(self) -> bool {
        match self {
            Self::Leaver | Self::InitialPassword | Self::NoPassword | Self::NoDecision | Self::Dormant | Self::ManyBrowsers => true,
            Self::WrongCodes | Self::FailedSignIns | Self::SharedBrowser => false,
        }
    }
}

/// One thing that a check finds, as it is on that day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    pub kind: FindingKind,
    /// Whose account.
    pub person: PersonId,
    /// Whose account besides, where it is about two.
    pub other: Option<PersonId>,
    /// Since when it is so, or the day on which it happened last; `None` where nobody knows.
    pub since: Option<NaiveDate>,
    /// How often or how many; 0 where it is not counted.
    pub times: u32,
}

impl Finding {
    /// Whether the account of `person` is one of those that it is about.
    pub fn is_about(&self, person: PersonId) -> bool {
        self.person == person || self.other == Some(person)
    }

    /// Whether `now`, found later, is this very fact and no new one of its kind: a password that was handed out again is another one,
    /// and so is a second absence from the account.
    pub fn is_still(&self, now: &Self) -> bool {
        let same = (self.kind, self.person, self.other) == (now.kind, now.person, now.other);
        match self.kind {
            FindingKind::InitialPassword | FindingKind::Dormant => same && self.since == now.since,
            FindingKind::Leaver
            | FindingKind::NoPassword
            | FindingKind::WrongCodes
            | FindingKind::FailedSignIns
            | FindingKind::NoDecision
            | FindingKind::ManyBrowsers
            | FindingKind::SharedBrowser => same,
        }
    }

    /// "Phát ngày 01/11/2026, chưa đổi."
    pub fn fact(&self) -> String {
        let (times, day) = (self.times, self.since.map(vietnamese::date));
        let last = || day.clone().map(|day| format!(", lần gần nhất ngày {day}")).unwrap_or_default();
        let days = LOOKED_BACK.num_days();
        match self.kind {
            FindingKind::Leaver => day.clone().map_or_else(
                || "Không giữ chức vụ nào, tài khoản vẫn đăng nhập được.".to_owned(),
                |day| format!("Chức vụ cuối cùng kết thúc ngày {day}, tài khoản vẫn đăng nhập được."),
            ),
            FindingKind::InitialPassword => {
                let day = day.clone().unwrap_or_default();
                format!("Phát ngày {day}, chưa tự đặt mật khẩu.")
            }
            FindingKind::NoPassword => {
                let since = day.clone().map(|day| format!(" ngày {day}")).unwrap_or_default();
                format!("Tài khoản mở{since}, chưa ai phát mật khẩu nên chưa đăng nhập được.")
            }
            FindingKind::WrongCodes | FindingKind::FailedSignIns => format!("{times} lần trong {days} ngày{}.", last()),
            FindingKind::NoDecision => {
                let since = day.clone().map(|day| format!(", sớm nhất từ {day}")).unwrap_or_default();
                format!("{times} chức vụ chưa ghi số quyết định{since}.")
            }
            FindingKind::Dormant => day
                .clone()
                .map_or_else(|| "Chưa thấy đăng nhập lần nào.".to_owned(), |day| format!("Không đăng nhập từ ngày {day}.")),
            FindingKind::ManyBrowsers => format!("{times} máy (trình duyệt) trong {days} ngày."),
            FindingKind::SharedBrowser => {
                let within = QUICK_CHANGE.num_minutes();
                format!("{times} lần trong {days} ngày, cách nhau không quá {within} phút{}.", last())
            }
        }
    }
}

/// All that is found in the accounts of the school at `now`, kind by kind and in each in the order of the people.
pub fn findings(organisation: &Organisation, signs: &Signs, now: Timestamp) -> Vec<Finding> {
    let today = day_of(now);
    let open = |account: &&AccountSigns| !account.is_shut;
    let mut found: Vec<Finding> =
        signs.accounts.iter().filter(open).flat_map(|account| of_account(organisation, account, now)).collect();
    let is_open = |person: PersonId| signs.accounts.iter().any(|one| one.person == person && !one.is_shut);
    let both_open = |one: &&QuickChange| is_open(one.before) && is_open(one.after);
    found.extend(pairs(signs.changes.iter().filter(both_open)));
    found.extend(without_decision(&signs.undecided, today));
    let place = |one: &Finding| organisation.people.iter().position(|person| person.id == one.person);
    found.sort_by_key(|one| (one.kind, place(one), one.other));
    found
}

/// What is found in one account that is open.
fn of_account(organisation: &Organisation, account: &AccountSigns, now: Timestamp) -> Vec<Finding> {
    let person = account.person;
    let finding = |kind, since, times| Finding { kind, person, other: None, since, times };
    if !account.has_password {
        let opened = match account.last_seen {
            LastSeen::SignedIn(at) | LastSeen::Opened(at) => Some(day_of(at)),
            LastSeen::Unknown => None,
        };
        return vec![finding(FindingKind::NoPassword, opened, 0)];
    }
    let mut found = Vec::new();
    if let Some(last) = last_day_of_leaver(organisation, person, day_of(now)) {
        found.push(finding(FindingKind::Leaver, last, 0));
    }
    match (account.handed_out_at, account.last_seen) {
        // Whoever has never set a password of their own has never been in: that is said once.
        (Some(at), _) => found.push(finding(FindingKind::InitialPassword, Some(day_of(at)), 0)),
        (None, LastSeen::SignedIn(at) | LastSeen::Opened(at)) if DORMANT_AFTER < now - at => {
            found.push(finding(FindingKind::Dormant, Some(day_of(at)), 0));
        }
        (None, LastSeen::SignedIn(_) | LastSeen::Opened(_)) => {}
        (None, LastSeen::Unknown) => found.push(finding(FindingKind::Dormant, None, 0)),
    }
    if let Some((times, last)) = account.wrong_codes.filter(|(times, _)| MIN_WRONG_CODES <= *times) {
        found.push(finding(FindingKind::WrongCodes, Some(last), times));
    }
    if let Some((times, last)) = account.failed.filter(|(times, _)| MIN_FAILED_SIGN_INS <= *times) {
        found.push(finding(FindingKind::FailedSignIns, Some(last), times));
    }
    if MAX_BROWSERS < account.browsers {
        found.push(finding(FindingKind::ManyBrowsers, None, account.browsers));
    }
    found
}

/// The last day on which `person` held anything, where they hold nothing now or later; `Some(None)` for whoever never did.
fn last_day_of_leaver(organisation: &Organisation, person: PersonId, today: NaiveDate) -> Option<Option<NaiveDate>> {
    let waits = organisation.waiting.iter().any(|one| one.person == person);
    let mut theirs = organisation.appointments.iter().filter(|one| one.person == person);
    let has_left = !waits && theirs.clone().all(|one| one.until.is_some_and(|until| until < today));
    has_left.then(|| theirs.by_ref().filter_map(|one| one.until).max())
}

/// Who followed whom and who went before is one pair: both ways are counted together.
fn pairs<'c>(changes: impl Iterator<Item = &'c QuickChange>) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    for change in changes {
        let (person, other) = (change.before.min(change.after), change.before.max(change.after));
        match found.iter_mut().find(|one| (one.person, one.other) == (person, Some(other))) {
            Some(known) => {
                known.times += change.times;
                known.since = known.since.max(Some(change.last));
            }
            None => found.push(Finding {
                kind: FindingKind::SharedBrowser,
                person,
                other: Some(other),
                since: Some(change.last),
                times: change.times,
            }),
        }
    }
    found.retain(|one| MIN_QUICK_CHANGES <= one.times);
    found
}

/// Whether `position` gives power over the work or the accounts of others: such a right is given by a decision (Điều 3a, 1b).
pub const fn gives_power(position: Position) -> bool {
    match position {
        Position::Principal | Position::VicePrincipal | Position::ManagementTeam | Position::Head(_) | Position::DeputyHead(_) => {
            true
        }
        Position::Teacher(_) | Position::SectionHolder(_) | Position::Member(_) => false,
    }
}

/// Rights that nobody has put down a decision for, held on `today`: one finding for each person. What counts as a decision is
/// whoever's to say that brings the `rights`; here it is only asked which of them matter.
pub fn without_decision(rights: &[UndecidedRight], today: NaiveDate) -> Vec<Finding> {
    let held = |one: &&UndecidedRight| one.from <= today && one.until.is_none_or(|until| today <= until);
    let mut found: Vec<Finding> = Vec::new();
    for right in rights.iter().filter(held).filter(|one| gives_power(one.position)) {
        match found.iter_mut().find(|one| one.person == right.person) {
            Some(known) => {
                known.times += 1;
                known.since = known.since.min(Some(right.from));
            }
            None => found.push(Finding {
                kind: FindingKind::NoDecision,
                person: right.person,
                other: None,
                since: Some(right.from),
                times: 1,
            }),
        }
    }
    found
}
