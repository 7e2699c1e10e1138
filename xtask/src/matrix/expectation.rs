//! What each cell should be: small rules over the lists of `records` and `people`, which a person can read beside the
//! regulation.

use super::{
    people::{JUDGES, LEADERSHIP, REVIEWERS, Who},
    records::{Kind, RETURNED, State, WAITS},
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
    /// `GET /so-sanh/…/0`, with the version before.
    Compare,
    /// `GET /phieu-duyet/…`
    Sheet,
    /// `GET /phieu-kiem-tra/…`
    CheckSheet,
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
    /// Signs that they have checked it, a moment after it was approved or before it ever was.
    SpotCheck,
    /// Takes the last decision back.
    TakeBack,
    /// Writes about the last version.
    Comment,
    /// Answers a thread that the first reviewer has begun.
    Answer,
    /// Settles that thread.
    Settle,
    /// Takes the last hand-in back.
    Withdraw,
    Exempt,
    EndExemption,
    /// Lets others open a file that is held.
    ReleaseFile,
    /// Gives a file that is held back to its sender.
    ReturnFile,
    HandIn,
    /// Asks for an update of what is shut.
    AskForUpdate,
}

impl Action {
    /// Those that change nothing first.
    pub const ALL: [Self; 26] = [
        Self::See,
        Self::HandInPage,
        Self::Receipt,
        Self::Download,
        Self::Preview,
        Self::Compare,
        Self::Sheet,
        Self::CheckSheet,
        Self::Desk,
        Self::Listed,
        Self::AskForUpdate,
        Self::Comment,
        Self::Answer,
        Self::Settle,
        Self::Withdraw,
        Self::SpotCheck,
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
            Self::See
                | Self::HandInPage
                | Self::Receipt
                | Self::Download
                | Self::Preview
                | Self::Compare
                | Self::Sheet
                | Self::CheckSheet
                | Self::Desk
                | Self::Listed
        )
    }

    /// Whether the record stands as before where it is done.
    pub const fn leaves_it(self) -> bool {
        self.is_reading() || matches!(self, Self::Comment | Self::Answer | Self::Settle | Self::AskForUpdate)
    }

    /// Whether it is about something that was handed in.
    pub const fn needs_version(self) -> bool {
        !matches!(self, Self::See | Self::HandInPage | Self::Exempt | Self::EndExemption | Self::HandIn | Self::Listed)
    }

    /// Whether it is tried on a record in this state. What nobody has opened is there to be taken back, before anybody looks; of
    /// what was taken back nobody has begun a thread, for whoever writes about a version has opened it.
    pub fn is_tried(self, state: State) -> bool {
        match state {
            _ if self == Self::AskForUpdate => state == State::Locked,
            State::NotHandedIn | State::Exempt => !self.needs_version(),
            State::Unopened => self == Self::Withdraw,
            State::Withdrawn => !matches!(self, Self::Answer | Self::Settle),
            _ => true,
        }
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
    /// Of the version before the last one: whether a file of it is held; `None` where there is none.
    pub before: Option<bool>,
}

impl Cell {
    /// Who handed in the last version.
    fn sender(&self) -> Option<Who> {
        self.kind.authors.last().copied()
    }

    /// Nobody approves what they had a part in, two steps are two people, and only whose turn it is decides.
    fn decides(&self) -> bool {
        self.turn().is_some()
    }

    /// The step that is open to whoever tries it.
    pub fn turn(&self) -> Option<usize> {
        let is_author = self.kind.authors.contains(&self.who);
        let approved = self.state.approved(self.kind);
        let is_approver = approved.iter().any(|step| self.kind.steps[*step].by.first() == Some(&self.who));
        let open = self.state.open(self.kind).into_iter().find(|step| self.kind.steps[*step].by.contains(&self.who));
        open.filter(|_| !is_author && !is_approver && self.reviews())
    }

    /// Opens the desk of this record.
    fn reviews(&self) -> bool {
        REVIEWERS.contains(&self.who) && self.kind.opens.contains(&self.who)
    }

    /// Whose decision about this record is the last one, also where it was taken back.
    fn decided(&self) -> bool {
        let last = match self.state {
            State::Returned | State::ApprovedOnce => self.kind.steps.first(),
            State::Approved | State::TakenBack | State::SignedFirst => self.kind.steps.last(),
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
            who if who.is_shut_out() => return SignIn,
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
        // What is shut is read as before, and written by nobody but whoever it is opened to; nothing but a hand-in is opened to them.
        let writes = state == State::Opened && self.sender() == Some(who);
        if state.is_shut() && (!self.action.is_reading() || self.action == Action::HandInPage) {
            return match self.action {
                Action::HandInPage => shown(writes),
                Action::HandIn => done(writes),
                Action::AskForUpdate => done(kind.hands_in.contains(&who)),
                _ => Refused,
            };
        }
        match self.action {
            Action::See => shown(opens || kind.also_sees.contains(&who)),
            Action::HandInPage => shown(kind.hands_in.contains(&who)),
            Action::Receipt => shown(opens),
            Action::Download | Action::Preview if state.is_held() => shown(self.judges() || self.sender() == Some(who)),
            Action::Download | Action::Preview => shown(opens),
            Action::Compare => match self.before {
                _ if !opens => Refused,
                None => Missing,
                Some(was_held) => shown(!(state.is_held() || was_held) || self.judges() || self.sender() == Some(who)),
            },
            Action::Sheet => match (opens, state) {
                (false, _) => Refused,
                (true, State::Approved | State::TakenBack | State::SignedFirst)
                    if kind.steps.last().is_some_and(|last| last.is_signed()) =>
                {
                    Shown
                }
                (true, _) => Missing,
            },
            Action::CheckSheet if !opens => Refused,
            Action::CheckSheet => Missing,
            // Where nothing is handed in there is nothing on the desk.
            Action::Desk => shown(self.reviews() && !(state == State::Withdrawn && state.is_owed(kind))),
            Action::Listed if !REVIEWERS.contains(&who) => Refused,
            Action::Listed => {
                if self.decides() {
                    Shown
                } else {
                    Absent
                }
            }
            // What can still be taken back is not checked yet: see `spot_checks`.
            Action::ApproveOtherBytes | Action::SpotCheck => Refused,
            // Whoever has approved already hears the same again.
            Action::Approve | Action::ApproveTicked | Action::GiveBack if state == State::Withdrawn => Refused,
            Action::Approve | Action::ApproveTicked => {
                done(self.decides() && !state.is_held() || self.decided() && state == State::Approved)
            }
            Action::GiveBack => done(self.decides() || self.decided() && state == State::Returned),
            Action::TakeBack => done(self.decided()),
            // Heads and deputies look through and comment (Điều 7b), so does the leadership; authors answer.
            Action::Comment => done(opens && state != State::Withdrawn),
            Action::Answer => done(opens),
            // Whoever asked knows whether it is answered; nobody settles it instead while they are there: see `departures`.
            Action::Settle => done(kind.asks() == who),
            // Its author, while nobody else has opened it.
            Action::Withdraw => done(self.sender() == Some(who) && matches!(state, State::Unopened | State::Withdrawn)),
            Action::Exempt => done(LEADERSHIP.contains(&who) && state.is_owed(kind)),
            Action::EndExemption => done(LEADERSHIP.contains(&who) && state == State::Exempt),
            Action::ReleaseFile | Action::ReturnFile => done(state == State::Held && self.judges() && self.sender() != Some(who)),
            Action::HandIn => done(kind.hands_in.contains(&who)),
            // Of what is open nothing is asked for.
            Action::AskForUpdate => Refused,
        }
    }

    /// How the record is told to stand after what was done; `None` where the page says nothing of a review.
    pub fn told_after(&self, outcome: Outcome) -> Option<&'static str> {
        let (state, kind) = (self.state, self.kind);
        let as_it_was = state.told(kind);
        if outcome != Outcome::Done {
            return as_it_was;
        }
        match (self.action, self.turn()) {
            (Action::Approve | Action::ApproveTicked, Some(step)) => {
                let mut approved = state.approved(kind);
                approved.push(step);
                Some(kind.told_of(&approved))
            }
            (Action::GiveBack, Some(_)) => Some(RETURNED),
            (Action::TakeBack, _) => match state {
                State::Approved => Some(kind.told_of(&(0..kind.steps.len().saturating_sub(1)).collect::<Vec<_>>())),
                State::ApprovedOnce | State::SignedFirst | State::Returned => Some(WAITS),
                _ => as_it_was,
            },
            (Action::Withdraw, _) => State::Withdrawn.told(kind),
            (Action::HandIn, _) if state == State::Exempt => None,
            (Action::HandIn, _) => (!kind.steps.is_empty()).then_some(WAITS),
            _ => as_it_was,
        }
    }
}
