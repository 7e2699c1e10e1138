//! Files that lie beside the records, and who opened them: the codes are those of `attachments::Attachment`.

use crate::{
    ids::{LockOrderId, UpdateId},
    log::{Happened, Said},
    tasks::TaskId,
    vietnamese,
};

pub fn opened(of: &Happened<'_>) -> Said {
    let (of_what, about) = match of.text("place") {
        "evidence" => (format!("minh chứng của {}", update(of)), of.about_update()),
        "order-scan" => (format!("bản quét của {}", order(of)), of.about_order()),
        "mandate-scan" => ("bản quét của một quyết định".to_owned(), None),
        "task" => (format!("kèm {}", task(of, of.subject.map(TaskId::new))), None),
        "answer" => (answer(of), of.about_person()),
        "register" => ("của một mục trong sổ của trường".to_owned(), None),
        _ => ("đính kèm".to_owned(), None),
    };
    Said::new(format!("mở một tệp {of_what}")).about(about)
}

fn update(of: &Happened<'_>) -> String {
    let known = of.subject.and_then(|id| of.facts.updates.update(UpdateId::new(id)));
    known.map_or_else(|| "một đề nghị bổ sung sau khóa".to_owned(), |one| vietnamese::with_small_beginning(&one.name()))
}

fn order(of: &Happened<'_>) -> String {
    let known = of.subject.and_then(|id| of.facts.locks.order(LockOrderId::new(id)));
    known.map_or_else(|| "một lệnh".to_owned(), |one| vietnamese::with_small_beginning(&one.name()))
}

fn answer(of: &Happened<'_>) -> String {
    format!("trả lời của {} cho {}", of.whose(), task(of, of.text("task").parse().ok()))
}

/// Of a school year that is over, its number is not known here.
fn task(of: &Happened<'_>, id: Option<TaskId>) -> String {
    let known = id.and_then(|id| of.facts.task(id));
    known.map_or_else(|| "một việc được giao".to_owned(), |one| format!("việc được giao số {}", one.number))
}
