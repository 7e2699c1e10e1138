//! A request as its person, and as whoever keeps the register, reads of it.

use chrono::NaiveDate;

use super::{DataRequest, DataRequestId, Outcome};
use crate::{days::day_of, people::Organisation, vietnamese};

/// How a request stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RequestState {
    /// "Mới".
    Waits,
    /// Nobody has answered, and the day is over.
    Late,
    /// "Đã giao"; whether that was after its day.
    Given { late: bool },
    /// "Từ chối".
    Refused { late: bool, reason: String, clause: String },
}

impl RequestState {
    /// On screen.
    pub const fn words(&self) -> &'static str {
        match self {
            Self::Waits => "Mới",
            Self::Late => "Quá hạn trả lời",
            Self::Given { late: false } => "Đã giao",
            Self::Given { late: true } => "Đã giao, muộn",
            Self::Refused { late: false, .. } => "Từ chối",
            Self::Refused { late: true, .. } => "Từ chối, muộn",
        }
    }
}

/// A request in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestTold {
    pub id: DataRequestId,
    pub number: u32,
    /// "cô Nguyễn Thị Hoa".
    pub who: String,
    /// "08:10 ngày 25/11/2026", and by whom where somebody else entered it.
    pub asked: String,
    pub due: NaiveDate,
    pub reason: String,
    /// Empty where they have signed in.
    pub identity: String,
    pub state: RequestState,
    /// Who answered when.
    pub answered: Option<String>,
    pub entered_for_them: bool,
}

impl RequestTold {
    /// There is a file to take.
    pub const fn is_given(&self) -> bool {
        matches!(self.state, RequestState::Given { .. })
    }

    pub const fn waits(&self) -> bool {
        matches!(self.state, RequestState::Waits | RequestState::Late)
    }
}

fn state(request: &DataRequest, today: NaiveDate) -> RequestState {
    let Some(answer) = &request.answered else {
        return if today > request.due { RequestState::Late } else { RequestState::Waits };
    };
    let late = day_of(answer.at) > request.due;
    match &answer.what {
        Outcome::Given => RequestState::Given { late },
        Outcome::Refused { reason, clause } => RequestState::Refused { late, reason: reason.clone(), clause: clause.clone() },
    }
}

/// The request as it stands on `today`.
pub fn request_told(organisation: &Organisation, request: &DataRequest, today: NaiveDate) -> RequestTold {
    let at = vietnamese::moment(request.at);
    let entered_for_them = request.is_entered_for_them();
    let asked = if entered_for_them { format!("{at}, do {} ghi", organisation.name_of(request.by, today)) } else { at };
    let answer = |one: &super::DataAnswer| format!("{}, {}", organisation.name_of(one.by, today), vietnamese::moment(one.at));
    RequestTold {
        id: request.id,
        number: request.number,
        who: organisation.name_of(request.person, today),
        asked,
        due: request.due,
        reason: request.reason.clone(),
        identity: request.identity.clone(),
        state: state(request, today),
        answered: request.answered.as_ref().map(answer),
        entered_for_them,
    }
}

/// How many wait, and how many of those are late.
pub fn waiting(requests: &[DataRequest], today: NaiveDate) -> (usize, usize) {
    let open = requests.iter().filter(|one| one.waits());
    (open.clone().count(), open.filter(|one| today > one.due).count())
}

/// "2 yêu cầu đang chờ, 1 quá hạn".
pub fn in_short(requests: &[DataRequest], today: NaiveDate) -> String {
    match waiting(requests, today) {
        (0, _) => "không có yêu cầu nào đang chờ".to_owned(),
        (open, 0) => format!("{open} yêu cầu đang chờ"),
        (open, late) => format!("{open} yêu cầu đang chờ, {late} quá hạn"),
    }
}
