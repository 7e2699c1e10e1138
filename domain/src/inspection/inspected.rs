//! How a stored file stands since it was looked into: who may open it, and what its readers are told.

use chrono::TimeDelta;

use super::{Cause, HeldIn, Inspection, Interruption, Scan};
use crate::{
    days::Timestamp,
    file_names::FileName,
    obligations::ObligationId,
    people::PersonId,
    refusal::{InspectionRefusal, Words},
    vietnamese,
};

/// A form counts from when it began to arrive, and its files are looked into when they have: so much later at most.
const LOOKED_WITHIN: TimeDelta = TimeDelta::hours(1);

/// How long whoever decided is told so above the list.
const TOLD_FOR: TimeDelta = TimeDelta::minutes(10);

/// What was found in a file, when, and what was decided since. The bytes alone count: the same content stands alike wherever it
/// was handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspected {
    pub at: Timestamp,
    pub inspection: Inspection,
    /// The newest decision about a file that is held, where nothing was found in it since.
    pub judgement: Option<Judgement>,
    /// What the virus scanner says of it.
    pub scan: Scan,
}

/// What somebody decided about a file that is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    pub by: PersonId,
    pub at: Timestamp,
    pub verdict: HeldVerdict,
}

/// "Cho mở" and "Trả lại".
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeldVerdict {
    /// Whoever may see the record opens the file.
    Released,
    /// The file stays with its sender, who is to hand in another version.
    Returned { reason: String },
}

/// A decision about a file, as whoever handed it in is told of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgedFile {
    pub name: FileName,
    /// Who handed it in, sent it with a request, or laid it beside an order or a decision.
    pub handed_in_by: PersonId,
    pub place: HeldIn,
    /// The record for which it was handed in; none for what lies beside a request, an order or a decision.
    pub obligation: Option<ObligationId>,
    pub judgement: Judgement,
}

/// What is told on every page of files that are held, or were.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeldFiles {
    /// What was decided lately, the newest first.
    pub judged: Vec<JudgedFile>,
    /// How many files of versions that count, and beside requests, orders and decisions, wait for a first decision, as they are
    /// listed: each wherever it lies.
    pub waiting: usize,
}

impl Inspected {
    /// What `person` has decided about it within the last minutes, where nobody has decided since.
    pub fn just_judged(&self, person: PersonId, now: Timestamp) -> Option<&HeldVerdict> {
        let judgement = self.judgement.as_ref().filter(|judgement| judgement.by == person)?;
        (TimeDelta::zero()..=TOLD_FOR).contains(&(now - judgement.at)).then_some(&judgement.verdict)
    }

    /// How a file stands of which this was found, decided and said. A decision that was taken before the scanner said something
    /// was about another file, as it were.
    pub fn of(at: Timestamp, inspection: Inspection, judgement: Option<Judgement>, scan: Scan) -> Self {
        let judgement = judgement.filter(|judgement| scan.is_seen_by(judgement.at));
        Self { at, inspection, judgement, scan }
    }

    /// Why the file is kept from others than its sender; nothing where it is not.
    pub fn causes(&self) -> &[Cause] {
        match &self.judgement {
            // What the scanner knows is let open by nobody.
            Some(Judgement { verdict: HeldVerdict::Released, .. }) if !self.is_infected() => &[],
            Some(_) | None => self.found(),
        }
    }

    /// What was found in it, whatever was decided since.
    fn found(&self) -> &[Cause] {
        match &self.inspection {
            _ if self.is_infected() => self.scan.causes(),
            Inspection::Held(causes) => causes,
            // What is impossible is refused at the door; one that was stored before there was a door stays with its sender.
            Inspection::Impossible(_) => &[Cause::Unreadable],
            Inspection::Clean | Inspection::Odd(_) | Inspection::Pending(_) => self.scan.causes(),
        }
    }

    /// "Cách ly": the virus scanner knows what is in it, so that nobody but its sender opens it, whoever decides.
    pub const fn is_infected(&self) -> bool {
        matches!(self.scan, Scan::Infected { .. })
    }

    /// "Đang kiểm tra": the virus scanner has not said anything yet.
    pub const fn waits_for_scan(&self) -> bool {
        matches!(self.scan, Scan::Waiting)
    }

    /// Whether somebody has to decide about it, and may open it for that: what no scanner has seen yet, and what one knows, is
    /// opened by nobody for being looked into.
    pub fn is_looked_into(&self) -> bool {
        !self.waits_for_scan() && !self.is_infected() && !self.causes().is_empty()
    }

    /// What cut short the last look into the file, where nobody has come to its end yet.
    pub const fn pending(&self) -> Option<Interruption> {
        match self.inspection {
            Inspection::Pending(why) => Some(why),
            Inspection::Clean | Inspection::Odd(_) | Inspection::Held(_) | Inspection::Impossible(_) => None,
        }
    }

    /// Whether it was looked into as it came with the hand-in of this instant, and not because somebody opened it later.
    pub fn came_with(&self, handed_in: Timestamp) -> bool {
        self.at <= handed_in + LOOKED_WITHIN
    }

    /// Only its sender opens it now, and whoever decides about it.
    pub fn is_kept_from_others(&self) -> bool {
        self.pending().is_some() || self.waits_for_scan() || !self.causes().is_empty()
    }

    /// May a page, a picture or a PDF be made of it, for its sender too?
    ///
    /// # Errors
    /// `InspectionRefusal::Scanning`, `InspectionRefusal::Infected`, `InspectionRefusal::Held`, by what the virus scanner said.
    pub fn check_read(&self, name: &FileName) -> Result<(), InspectionRefusal> {
        match &self.scan {
            Scan::NotAsked | Scan::Clean { .. } => Ok(()),
            Scan::Waiting => Err(InspectionRefusal::Scanning { name: name.clone() }),
            Scan::Infected { .. } => Err(InspectionRefusal::Infected { name: name.clone() }),
            Scan::Undecided { .. } if self.causes().is_empty() => Ok(()),
            Scan::Undecided { .. } => Err(InspectionRefusal::Held { name: name.clone() }),
        }
    }

    /// May somebody let others open it?
    ///
    /// # Errors
    /// `InspectionRefusal::VirusStays`.
    pub const fn check_release(&self) -> Result<(), InspectionRefusal> {
        if self.is_infected() { Err(InspectionRefusal::VirusStays) } else { Ok(()) }
    }

    /// May somebody else than the sender open it?
    ///
    /// # Errors
    /// `InspectionRefusal::Held`, `InspectionRefusal::Returned`, `InspectionRefusal::Pending`, `InspectionRefusal::Scanning`,
    /// `InspectionRefusal::Infected`.
    pub fn check_open(&self, name: &FileName) -> Result<(), InspectionRefusal> {
        let name = || name.clone();
        match (self.causes(), &self.judgement) {
            _ if self.pending().is_some() => Err(InspectionRefusal::Pending { name: name(), at: self.at }),
            _ if self.waits_for_scan() => Err(InspectionRefusal::Scanning { name: name() }),
            ([], _) => Ok(()),
            _ if self.is_infected() => Err(InspectionRefusal::Infected { name: name() }),
            (_, Some(Judgement { verdict: HeldVerdict::Returned { .. }, .. })) => Err(InspectionRefusal::Returned { name: name() }),
            (_, Some(Judgement { verdict: HeldVerdict::Released, .. }) | None) => Err(InspectionRefusal::Held { name: name() }),
        }
    }

    /// May somebody else than its sender open it beside a request, an order or a decision, where it is no version's?
    ///
    /// # Errors
    /// `InspectionRefusal::HeldBeside`, `InspectionRefusal::KeptBeside`, `InspectionRefusal::Pending`.
    pub fn check_open_beside(&self, name: &FileName) -> Result<(), InspectionRefusal> {
        self.check_open(name).map_err(|refusal| match refusal {
            InspectionRefusal::Held { name } => InspectionRefusal::HeldBeside { name },
            InspectionRefusal::Returned { name } => InspectionRefusal::KeptBeside { name },
            other => other,
        })
    }

    /// May it bear a request out? Nothing depends on when it came, so what can act is refused at once and waits for nobody; what
    /// nobody could look into yet is kept from others until somebody has.
    ///
    /// # Errors
    /// `InspectionRefusal::NotAsEvidence`.
    pub fn check_evidence(&self, name: &FileName) -> Result<(), InspectionRefusal> {
        match self.causes() {
            [] => Ok(()),
            [why, ..] => Err(InspectionRefusal::NotAsEvidence { name: name.clone(), why: *why }),
        }
    }

    /// May somebody decide about it who has seen the decision of this instant, or none?
    ///
    /// # Errors
    /// `InspectionRefusal::NotHeld`, `InspectionRefusal::Decided`.
    pub fn check_judge(&self, seen: Option<Timestamp>) -> Result<(), InspectionRefusal> {
        let decided = self.judgement.as_ref().map(|judgement| judgement.at);
        match decided {
            _ if self.causes().is_empty() => Err(InspectionRefusal::NotHeld),
            Some(at) if seen != decided => Err(InspectionRefusal::Decided { at }),
            _ => Ok(()),
        }
    }

    /// What is told of the file of this name above it and on the receipt, to its sender and to whoever reads it.
    pub fn notices(&self, name: &FileName) -> Vec<Words> {
        let scanning = self.waits_for_scan().then(|| Words {
            fact: format!("{} đang được kiểm tra virus", name.short()),
            advice: "Giờ nộp vẫn giữ nguyên, không phải làm gì; cho đến khi quét xong chỉ người nộp mở được tệp.".to_owned(),
        });
        scanning.into_iter().chain(self.notices_inside(&name.short())).collect()
    }

    /// What is told of what was found in it.
    fn notices_inside(&self, name: &str) -> Vec<Words> {
        let told = |words: Words| Words { fact: format!("{name}: {}", vietnamese::with_small_beginning(&words.fact)), ..words };
        match (&self.inspection, self.found(), &self.judgement) {
            (Inspection::Pending(why), ..) => vec![Words {
                fact: format!("{name} đang được kiểm tra: lúc {} {}", vietnamese::moment(self.at), why.reason()),
                advice: "Máy chủ tự kiểm tra lại trong ít phút. Giờ nộp vẫn giữ nguyên, không phải làm gì; cho đến khi xong chỉ \
                         người nộp mở được tệp."
                    .to_owned(),
            }],
            (Inspection::Odd(oddities), [], _) => oddities.iter().map(|oddity| told(oddity.words())).collect(),
            (_, [], _) => Vec::new(),
            (_, causes, Some(Judgement { verdict: HeldVerdict::Released, .. })) if !self.is_infected() => {
                let seen = "Tổ quản lý phần mềm đã xem và cho mở.".to_owned();
                causes.iter().map(|cause| Words { advice: seen.clone(), ..told(cause.words()) }).collect()
            }
            (_, causes, judgement) => {
                let first = self.first_notice(name, judgement.as_ref());
                [first].into_iter().chain(causes.iter().map(|cause| told(cause.words()))).collect()
            }
        }
    }

    /// Whose turn it is with a file that is held, in the words for its sender.
    fn first_notice(&self, name: &str, judgement: Option<&Judgement>) -> Words {
        match judgement {
            Some(Judgement { verdict: HeldVerdict::Returned { reason }, .. }) => Words {
                // The notice ends the sentence by itself.
                fact: format!("{name} đã được tổ quản lý phần mềm trả lại: {}", reason.trim_end_matches('.')),
                advice: "Nộp phiên bản mới với tệp đã sửa; giờ nộp lần đầu vẫn giữ nguyên.".to_owned(),
            },
            Some(_) | None if self.is_infected() => Words {
                fact: format!("{name} đang bị cách ly"),
                advice: "Giờ nộp vẫn giữ nguyên. Không ai khác mở được tệp này; làm như dưới đây rồi nộp phiên bản mới.".to_owned(),
            },
            Some(_) | None => Words {
                fact: format!("{name} đang chờ tổ quản lý phần mềm xem"),
                advice: "Giờ nộp vẫn giữ nguyên. Chưa ai khác mở được tệp này; không muốn chờ thì sửa như dưới đây rồi nộp \
                         phiên bản mới."
                    .to_owned(),
            },
        }
    }
}

#[cfg(test)]
#[path = "inspected_tests.rs"]
mod tests;
