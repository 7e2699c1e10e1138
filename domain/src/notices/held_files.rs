//! What somebody is told of a file of theirs that was held: others may open it now, or it stays kept from them.

use super::{News, Notice, told_by};
use crate::{
    days::Timestamp,
    delegations::{DoneBy, judged_for},
    facts::Facts,
    inspection::{HeldIn, JudgedFile, Judgement},
    permissions::{Action, Actor, decide},
    tasks::TaskId,
};

/// Once for each decision about a file of the reader's, but not of their own deed.
pub(super) fn notices(facts: &Facts, actor: &Actor, now: Timestamp) -> Vec<Notice> {
    let organisation = facts.organisation();
    // What is fenced off tells nothing to whoever has left the post, also by the name of a file.
    let record_title = |file: &JudgedFile| {
        let record = facts.obligation(file.obligation?)?;
        let version = Action::OpenVersion { record: facts.record_facts(record), by: actor.person };
        decide(actor, organisation, version).is_ok().then(|| facts.title(record))
    };
    let judged = facts.held_files.judged.iter();
    let told = judged.filter(|file| file.handed_in_by == actor.person && file.judgement.by != actor.person).filter_map(|file| {
        let Judgement { by, at, .. } = file.judgement;
        let title = match file.place {
            HeldIn::Version(_) => record_title(file)?,
            HeldIn::Evidence(_) | HeldIn::OrderScan(_) | HeldIn::MandateScan(_) => held_beside(facts, file.place)?,
            HeldIn::EntryFile(..) | HeldIn::TaskFile(_) | HeldIn::AnswerFile(..) | HeldIn::Template(_) => {
                held_beside(facts, file.place)?
            }
        };
        let by = DoneBy { person: by, acting: judged_for(organisation, by, at) };
        Some(Notice { at: told_by(facts, at, now)?, news: News::HeldFile { file: file.clone(), title, by } })
    });
    told.collect()
}

/// What a file beside a request, an order, a decision, an entry, a task or a type of records is: "Minh chứng của Đề nghị bổ sung số 03". Nothing of one that is part
/// of a version, nor of one beside something that is not there.
pub fn held_beside(facts: &Facts, place: HeldIn) -> Option<String> {
    match place {
        HeldIn::Version(_) => None,
        HeldIn::Evidence(id) => facts.updates.update(id).map(|update| format!("Minh chứng của {}", update.name())),
        HeldIn::OrderScan(id) => facts.locks.order(id).map(|order| format!("Bản quét của {}", order.full_name())),
        HeldIn::MandateScan(_) => Some("Bản quét của một quyết định".to_owned()),
        HeldIn::EntryFile(kind, _) => Some(format!("Tệp của một mục trong sổ {}", kind.register().name)),
        HeldIn::TaskFile(id) => Some(format!("Tệp của {}", task(facts, id))),
        HeldIn::AnswerFile(id, ..) => Some(format!("Tệp trả lời {}", task(facts, id))),
        HeldIn::Template(id) => {
            Some(facts.record_type(id).map_or_else(|| "Mẫu hồ sơ".to_owned(), |one| format!("Mẫu của loại {}", one.name)))
        }
    }
}

/// Of a school year that is over, its number is not known here.
fn task(facts: &Facts, id: TaskId) -> String {
    facts.task(id).map_or_else(|| "một việc được giao".to_owned(), |one| format!("việc được giao số {}", one.number))
}
