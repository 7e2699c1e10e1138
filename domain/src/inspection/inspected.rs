//! How a stored file stands since it was looked into: who may open it, and what its readers are told.

use chrono::TimeDelta;

use super::{Cause, HeldIn, Inspection, Interruption};
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
    /// The newest decision about a file that is held.
    pub judgement: Option<Judgement>,
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

    /// Why the file is kept from others than its sender; nothing where it is not.
    pub fn causes(&self) -> &[Cause] {
        match (&self.inspection, &self.judgement) {
            (_, Some(Judgement { verdict: HeldVerdict::Released, .. })) => &[],
            (Inspection::Held(causes), _) => causes,
            // What is impossible is refused at the door; one that was stored before there was a door stays with its sender.
            (Inspection::Impossible(_), _) => &[Cause::Unreadable],
            (Inspection::Clean | Inspection::Odd(_) | Inspection::Pending(_), _) => &[],
        }
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
        self.pending().is_some() || !self.causes().is_empty()
    }

    /// May somebody else than the sender open it?
    ///
    /// # Errors
    /// `InspectionRefusal::Held`, `InspectionRefusal::Returned`, `InspectionRefusal::Pending`.
    pub fn check_open(&self, name: &FileName) -> Result<(), InspectionRefusal> {
        let name = || name.clone();
        match (self.causes(), &self.judgement) {
            _ if self.pending().is_some() => Err(InspectionRefusal::Pending { name: name(), at: self.at }),
            ([], _) => Ok(()),
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
        let name = name.short();
        let told = |words: Words| Words { fact: format!("{name}: {}", vietnamese::with_small_beginning(&words.fact)), ..words };
        let held = |causes: &[Cause]| causes.iter().map(|cause| told(cause.words())).collect::<Vec<_>>();
        match (&self.inspection, &self.judgement) {
            (Inspection::Clean, _) => Vec::new(),
            (Inspection::Pending(why), _) => vec![Words {
                fact: format!("{name} đang được kiểm tra: lúc {} {}", vietnamese::moment(self.at), why.reason()),
                advice: "Máy chủ tự kiểm tra lại trong ít phút. Giờ nộp vẫn giữ nguyên, không phải làm gì; cho đến khi xong chỉ \
                         người nộp mở được tệp."
                    .to_owned(),
            }],
            (Inspection::Odd(oddities), _) => oddities.iter().map(|oddity| told(oddity.words())).collect(),
            (Inspection::Held(causes), Some(Judgement { verdict: HeldVerdict::Released, .. })) => {
                let seen = "Tổ quản lý phần mềm đã xem và cho mở.".to_owned();
                causes.iter().map(|cause| Words { advice: seen.clone(), ..told(cause.words()) }).collect()
            }
            (Inspection::Held(_) | Inspection::Impossible(_), judgement) => {
                let first = match judgement {
                    Some(Judgement { verdict: HeldVerdict::Returned { reason }, .. }) => Words {
                        // The notice ends the sentence by itself.
                        fact: format!("{name} đã được tổ quản lý phần mềm trả lại: {}", reason.trim_end_matches('.')),
                        advice: "Nộp phiên bản mới với tệp đã sửa; giờ nộp lần đầu vẫn giữ nguyên.".to_owned(),
                    },
                    Some(_) | None => Words {
                        fact: format!("{name} đang chờ tổ quản lý phần mềm xem"),
                        advice:
                            "Giờ nộp vẫn giữ nguyên. Chưa ai khác mở được tệp này; không muốn chờ thì sửa như dưới đây rồi nộp \
                                 phiên bản mới."
                                .to_owned(),
                    },
                };
                [first].into_iter().chain(held(self.causes())).collect()
            }
        }
    }
}

#[cfg(test)]
#[path = "inspected_tests.rs"]
mod tests;
