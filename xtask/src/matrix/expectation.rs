//! What each cell should be: small rules over the lists of `records` and `people`, which a person can read beside the
//! regulation.

use super::{
    people::{JUDGES, LEADERSHIP, REVIEWERS, Who},
    records::{Kind, State},
};

/// What somebody tries with a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// `GET /ho-so/…`
    See,
    /// `GET /nop/…`
    HandInPage,
    /// `GET /bien-nhan/…`
    Receipt,
    /// `GET /tep/…/0`
    Download,
    /// `GET /xem/…/0`
    Preview,
    /// `GET /phieu-duyet/…`
    Sheet,
    /// `GET /cho-duyet/…`
    Desk,
    /// The record stands in `GET /cho-duyet`.
    Listed,
    /// Approves, or signs where it is the turn of the leadership, with the form of whoever may.
    Approve,
    /// Approves on the desk with the fingerprint of other bytes.
    ApproveOtherBytes,
    /// Approves from the list, after opening it.
    ApproveTicked,
    /// Gives it back.
    GiveBack,
    /// Takes the last decision back.
    TakeBack,
    /// Writes about the last version.
    Comment,
    Exempt,
    EndExemption,
    /// Lets others open a file that is held.
    ReleaseFile,
    /// Gives a file that is held back to its sender.
    ReturnFile,
    HandIn,
}

impl Action {
    /// Those that change nothing first.
    pub const ALL: [Self; 19] = [
        Self::See,
        Self::HandInPage,
        Self::Receipt,
        Self::Download,
        Self::Preview,
        Self::Sheet,
        Self::Desk,
        Self::Listed,
        Self::Comment,
        Self::ApproveOtherBytes,
        Self::Approve,
        Self::ApproveTicked,
        Self::GiveBack,
        Self::TakeBack,
        Self::Exempt,
        Self::EndExemption,
        Self::ReleaseFile,
        Self::ReturnFile,
        Self::HandIn,
    ];

    pub const fn is_reading(self) -> bool {
        matches!(
            self,
            Self::See | Self::HandInPage | Self::Receipt | Self::Download | Self::Preview | Self::Sheet | Self::Desk | Self::Listed
        )
    }

    /// Whether the record stands as before where it is done.
    pub const fn leaves_it(self) -> bool {
        self.is_reading() || matches!(self, Self::Comment)
    }

    /// Whether it is about something that was handed in.
    pub const fn needs_version(self) -> bool {
        !matches!(self, Self::See | Self::HandInPage | Self::Exempt | Self::EndExemption | Self::HandIn | Self::Listed)
    }
}

/// What comes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A page or a file.
    Shown,
    /// Done, or done before by the same person.
    Done,
    /// A no, and nothing has changed.
    Refused,
    /// As if there were no such thing.
    Missing,
    /// The way to the sign-in.
    SignIn,
    /// Of a list: it does not stand there.
    Absent,
    /// An answer that nobody should get, by its status.
    Strange(u16),
}

/// A cell: a record of this kind in this state, and what somebody tries.
#[derive(Clone, Copy, Debug)]
pub struct Cell {
    pub kind: &'static Kind,
    pub state: State,
    pub who: Who,
    pub action: Action,
}

impl Cell {
    /// Who handed in the last version.
    fn sender(&self) -> Option<Who> {
        self.kind.authors.last().copied()
    }

    /// Nobody approves what they had a part in, two steps are two people, and only whose turn it is decides.
    fn decides(&self) -> bool {
        let Some(step) = self.state.waiting(self.kind) else { return false };
        let is_author = self.kind.authors.contains(&self.who);
        let is_approver = self.kind.steps[..step].iter().any(|before| before.by.first() == Some(&self.who));
        self.kind.steps[step].by.contains(&self.who) && !is_author && !is_approver && self.reviews()
    }

    /// Opens the desk of this record.
    fn reviews(&self) -> bool {
        REVIEWERS.contains(&self.who) && self.kind.opens.contains(&self.who)
    }

    /// Whose decision about this record is the last one, also where it was taken back.
    fn decided(&self) -> bool {
        let last = match self.state {
            State::Returned | State::ApprovedOnce => self.kind.steps.first(),
            State::Approved | State::TakenBack => self.kind.steps.last(),
            _ => None,
        };
        last.and_then(|step| step.by.first()) == Some(&self.who)
    }

    fn judges(&self) -> bool {
        let is_fenced_off = matches!(self.kind.code, "ke-toan" | "y-te");
        JUDGES.contains(&self.who) && (!is_fenced_off || self.kind.opens.contains(&self.who))
    }

    pub fn expected(&self) -> Outcome {
        use Outcome::{Absent, Done, Missing, Refused, Shown, SignIn};
        let (who, kind, state) = (self.who, self.kind, self.state);
        match who {
            Who::Guest | Who::OtherSession => return SignIn,
            Who::OtherSchool => {
                return match self.action {
                    Action::Listed => Absent,
                    action if action.is_reading() => Missing,
                    _ => Refused,
                };
            }
            _ => {}
        }
        let opens = kind.opens.contains(&who);
        let shown = |may: bool| if may { Shown } else { Refused };
        let done = |may: bool| if may { Done } else { Refused };
        match self.action {
            Action::See => shown(opens || kind.also_sees.contains(&who)),
            Action::HandInPage => shown(kind.hands_in.contains(&who)),
            Action::Receipt => shown(opens),
            Action::Download | Action::Preview if state.is_held() => shown(self.judges() || self.sender() == Some(who)),
            Action::Download | Action::Preview => shown(opens),
            Action::Sheet => match (opens, state) {
                (false, _) => Refused,
                (true, State::Approved | State::TakenBack) if kind.steps.last().is_some_and(|last| last.is_signed()) => Shown,
                (true, _) => Missing,
            },
            Action::Desk => shown(self.reviews()),
            Action::Listed if !REVIEWERS.contains(&who) => Refused,
            Action::Listed => {
                if self.decides() {
                    Shown
                } else {
                    Absent
                }
            }
            Action::ApproveOtherBytes => Refused,
            // Whoever has approved already hears the same again.
            Action::Approve | Action::ApproveTicked => {
                done(self.decides() && !state.is_held() || self.decided() && state == State::Approved)
            }
            Action::GiveBack => done(self.decides() || self.decided() && state == State::Returned),
            Action::TakeBack => done(self.decided()),
            // Heads and deputies look through and comment (Điều 7b), so does the leadership; authors answer.
            Action::Comment => done(opens),
            Action::Exempt => done(LEADERSHIP.contains(&who) && state == State::NotHandedIn),
            Action::EndExemption => done(LEADERSHIP.contains(&who) && state == State::Exempt),
            Action::ReleaseFile | Action::ReturnFile => done(state == State::Held && self.judges() && self.sender() != Some(who)),
            Action::HandIn => done(kind.hands_in.contains(&who)),
        }
    }

    /// How the record is told to stand after what was done; `None` where the page says nothing of a review.
    pub fn told_after(&self, outcome: Outcome) -> Option<&'static str> {
        let is_last = |step: usize| step + 1 == self.kind.steps.len();
        let approved = |step: usize| match (is_last(step), self.kind.steps[step].is_signed()) {
            (true, true) => "Ban giám hiệu đã ký",
            (true, false) => "Tổ đã duyệt",
            (false, _) => "Tổ đã duyệt, chờ ban giám hiệu",
        };
        let waits = |step: usize| if step == 0 { WAITS } else { approved(step - 1) };
        let as_it_was = match self.state {
            State::NotHandedIn | State::Exempt => None,
            State::Returned => Some(RETURNED),
            State::Approved => Some(approved(self.kind.steps.len() - 1)),
            state => state.waiting(self.kind).map(waits),
        };
        if outcome != Outcome::Done {
            return as_it_was;
        }
        match (self.action, self.state.waiting(self.kind)) {
            (Action::Approve | Action::ApproveTicked, Some(step)) => Some(approved(step)),
            (Action::GiveBack, Some(_)) => Some(RETURNED),
            (Action::TakeBack, _) if self.state == State::ApprovedOnce => Some(waits(0)),
            (Action::TakeBack, None) if self.state == State::Returned => Some(waits(0)),
            (Action::TakeBack, None) => Some(waits(self.kind.steps.len() - 1)),
            (Action::HandIn, _) if self.state == State::Exempt => None,
            (Action::HandIn, _) => (!self.kind.steps.is_empty()).then_some(WAITS),
            _ => as_it_was,
        }
    }
}

/// How the page of a record ends the words of what waits for the first step.
pub const WAITS: &str = "chờ duyệt";
const RETURNED: &str = "Trả lại để sửa";
