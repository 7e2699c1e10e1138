//! What is typed about a task: when it is given or changed, answered, judged and ended; kept as it was sent.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{
    recipients::{can_receive, recipients},
    target::{TaskPlan, TaskTarget},
    task::{EndKind, Task, TaskId, VerdictKind},
};
use crate::{
    days::{Timestamp, day_of},
    facts::Facts,
    files::StoredFile,
    forms::{FormData, FormErrors},
    ids::Id,
    lines,
    obligations::Reason,
    people::PersonId,
    vietnamese,
};

/// How many files lie beside a task, or beside one answer, at most.
pub const MAX_TASK_FILES: usize = 10;
/// How long what is to be done, or an answer, is at most, in letters.
pub const MAX_TASK_WORDS: usize = 4_000;

/// The form with which a task is given, and changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaskForm {
    /// The id that the task will have, so that a form which is sent twice gives once.
    pub key: String,
    /// How many times it had been changed when the form was opened; of a new one, nothing.
    pub changed: String,
    pub title: String,
    pub words: String,
    /// Codes of `TaskTarget`.
    pub targets: Vec<String>,
    /// dd/MM/yyyy.
    pub until: String,
    /// Ids of files that wait.
    pub files: Vec<String>,
    /// Why it is changed.
    pub reason: String,
    /// What was looked at; empty of a form that only looks.
    pub seen: String,
}

impl TaskForm {
    /// How long a title is at most, in letters.
    pub const MAX_TITLE: usize = 120;

    /// Nothing typed yet.
    pub fn empty(key: TaskId) -> Self {
        Self { key: key.to_string(), ..Self::default() }
    }

    /// The task as it stands, to be changed.
    pub fn of(task: &Task) -> Self {
        let now = task.now();
        Self {
            key: task.id.to_string(),
            changed: task.changes.len().to_string(),
            title: now.title.clone(),
            words: now.words.clone(),
            targets: now.targets.iter().map(|one| one.code()).collect(),
            until: vietnamese::date(now.until),
            ..Self::default()
        }
    }

    /// As sent: `key`, `changed`, `title`, `words`, `target`, `until`, `upload`, `reason`, `seen`.
    pub fn read(typed: &FormData) -> Self {
        let get = |field| typed.get(field).to_owned();
        Self {
            key: get("key"),
            changed: get("changed"),
            title: get("title"),
            words: lines::clean_text(typed.exactly("words")),
            targets: typed.all("target").map(str::to_owned).collect(),
            until: get("until"),
            files: typed.all("upload").map(str::to_owned).collect(),
            reason: get("reason"),
            seen: get("seen"),
        }
    }

    /// The id that the task will have.
    pub fn id(&self) -> Option<TaskId> {
        self.key.parse().ok()
    }

    /// The files that go with it, in the order of the form.
    pub fn uploads(&self) -> Vec<Id<StoredFile>> {
        self.files.iter().filter_map(|id| id.parse().ok()).collect()
    }

    /// What was typed, as `giver` may give it at `now`; `before` is the task that is changed by it.
    ///
    /// # Errors
    /// All that is wrong, by field.
    pub fn parse(&self, facts: &Facts, giver: PersonId, before: Option<&Task>, now: Timestamp) -> Result<TaskPlan, FormErrors> {
        let mut errors = FormErrors::default();
        let title = lines::clean(&self.title);
        match title.chars().count() {
            0 => errors.add("title", "Ghi tên việc, ví dụ: Chuẩn bị hội thi đồ dùng dạy học."),
            long if long > Self::MAX_TITLE => {
                let words =
                    format!("Tên việc dài {long} ký tự, nhiều nhất {}. Rút gọn, phần còn lại ghi ở Nội dung.", Self::MAX_TITLE);
                errors.add("title", words);
            }
            _ => {}
        }
        let words = check_words(&self.words, "Ghi phải làm gì, nộp gì.", &mut errors);
        let (targets, people) = self.recipients(facts, giver, now, &mut errors);
        let until = self.until(facts, before, now, &mut errors);
        if self.files.len() + before.map_or(0, |task| task.files.len()) > MAX_TASK_FILES {
            errors.add("files", format!("Một việc kèm nhiều nhất {MAX_TASK_FILES} tệp. Bỏ chọn bớt rồi gửi lại."));
        }
        let Some(until) = until else { return Err(errors) };
        errors.or(TaskPlan { title, words, until, targets, people })
    }

    fn recipients(
        &self,
        facts: &Facts,
        giver: PersonId,
        now: Timestamp,
        errors: &mut FormErrors,
    ) -> (BTreeSet<TaskTarget>, Vec<PersonId>) {
        let (organisation, today) = (facts.organisation(), day_of(now));
        let is_known = |target: &TaskTarget| match target {
            TaskTarget::All => true,
            TaskTarget::Department(id) => organisation.department(*id).is_some(),
            TaskTarget::Person(id) => organisation.person(*id).is_some(),
        };
        let read = self.targets.iter().map(|code| TaskTarget::from_code(code).filter(is_known));
        let Some(targets) = read.collect::<Option<BTreeSet<TaskTarget>>>() else {
            errors.add("target", "Có người hoặc tổ không còn ở trường. Chọn lại người nhận.");
            return (BTreeSet::new(), Vec::new());
        };
        // Whoever is chosen by name and cannot get it is told, not left out in silence.
        let cannot = targets.iter().filter_map(|target| match target {
            TaskTarget::Person(id) if !can_receive(organisation, giver, *id, today) => Some(*id),
            TaskTarget::Person(_) | TaskTarget::All | TaskTarget::Department(_) => None,
        });
        let cannot: Vec<String> = cannot.map(|id| organisation.name_of(id, today)).collect();
        if !cannot.is_empty() {
            let words =
                "không nhận việc được: đã thôi làm ở trường, hoặc là hiệu trưởng hay chính người giao. Bỏ chọn rồi gửi lại.";
            errors.add("target", format!("{} {words}", cannot.join(", ")));
        }
        let people = recipients(organisation, giver, &targets, today);
        if targets.is_empty() {
            errors.add("target", "Chọn ít nhất một người, một tổ, hoặc cả trường.");
        } else if people.is_empty() && cannot.is_empty() {
            errors.add("target", "Chưa có ai ở đó để nhận việc. Chọn người khác hoặc tổ khác.");
        }
        (targets, people)
    }

    fn until(&self, facts: &Facts, before: Option<&Task>, now: Timestamp, errors: &mut FormErrors) -> Option<NaiveDate> {
        let Some(day) = vietnamese::parse_date(&self.until) else {
            errors.add("until", "Ghi ngày/tháng/năm, ví dụ 30/11/2026.");
            return None;
        };
        let last = facts.calendar().year().to;
        // A day that is not changed may have passed: then words are mended, and nobody's time.
        if before.is_some_and(|task| task.now().until == day) {
            return Some(day);
        }
        if day <= day_of(now) {
            errors.add("until", "Hạn phải từ ngày mai trở đi, để người nhận còn kịp làm.");
        } else if last < day {
            let words = format!("Việc giao trong năm học này có hạn muộn nhất {}.", vietnamese::date(last));
            errors.add("until", words);
        }
        Some(day)
    }
}

/// Checks words of several lines in the field `words`; `missing` says what stands there.
fn check_words(typed: &str, missing: &str, errors: &mut FormErrors) -> String {
    let words = lines::clean_text(typed);
    let letters = words.chars().count();
    if words.chars().filter(|letter| letter.is_alphanumeric()).count() < Reason::MIN_LETTERS {
        errors.add("words", missing);
    } else if letters > MAX_TASK_WORDS {
        let told = format!("Dài {letters} ký tự, nhiều nhất {MAX_TASK_WORDS} ký tự. Rút gọn, hoặc gửi kèm tệp.");
        errors.add("words", told);
    }
    words
}

/// The form of an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnswerForm {
    /// How many answers of their own the person had sent when the form was opened, so that two windows answer once.
    pub after: String,
    pub words: String,
    /// Ids of files that wait.
    pub files: Vec<String>,
}

impl AnswerForm {
    /// Nothing typed yet, behind so many answers.
    pub fn empty(after: usize) -> Self {
        Self { after: after.to_string(), ..Self::default() }
    }

    /// As sent: `after`, `words`, `upload`.
    pub fn read(typed: &FormData) -> Self {
        Self {
            after: typed.get("after").to_owned(),
            words: lines::clean_text(typed.exactly("words")),
            files: typed.all("upload").map(str::to_owned).collect(),
        }
    }

    /// The files that go with it, in the order of the form.
    pub fn uploads(&self) -> Vec<Id<StoredFile>> {
        self.files.iter().filter_map(|id| id.parse().ok()).collect()
    }

    /// The words, which may be missing where there are files.
    ///
    /// # Errors
    /// All that is wrong, by field.
    pub fn parse(&self) -> Result<String, FormErrors> {
        let mut errors = FormErrors::default();
        let words = if self.files.is_empty() || !self.words.is_empty() {
            check_words(&self.words, "Ghi trả lời, hoặc gửi kèm tệp.", &mut errors)
        } else {
            String::new()
        };
        if self.files.len() > MAX_TASK_FILES {
            errors.add("files", format!("Một lần trả lời kèm nhiều nhất {MAX_TASK_FILES} tệp. Bỏ chọn bớt rồi gửi lại."));
        }
        errors.or(words)
    }
}

/// The form with which an answer is judged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VerdictForm {
    /// Whose answer.
    pub person: String,
    /// Which one was looked at.
    pub number: String,
    /// A code of `VerdictKind`.
    pub verdict: String,
    pub words: String,
}

/// What is said of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerdictPlan {
    pub person: PersonId,
    pub number: u32,
    pub kind: VerdictKind,
    pub words: String,
}

impl VerdictForm {
    /// As sent: `person`, `number`, `verdict`, `words`.
    pub fn read(typed: &FormData) -> Self {
        let get = |field| typed.get(field).to_owned();
        Self { person: get("person"), number: get("number"), verdict: get("verdict"), words: get("words") }
    }

    /// What is said, of whose answer; `None` where no page sends such a form.
    ///
    /// # Errors
    /// What is wrong with the words: an answer that will not do is asked for again with a sentence.
    pub fn parse(&self) -> Option<Result<VerdictPlan, FormErrors>> {
        let (person, number, kind) = (self.person.parse().ok()?, self.number.parse().ok()?, VerdictKind::from_code(&self.verdict)?);
        let plan = |words: String| VerdictPlan { person, number, kind, words };
        let needs_words = kind == VerdictKind::AskedAgain || !self.words.is_empty();
        Some(if needs_words {
            Reason::parse_in("words", &self.words).map(|words| plan(words.as_str().to_owned()))
        } else {
            Ok(plan(String::new()))
        })
    }
}

/// The form with which a task is ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TaskEndForm {
    /// A code of `EndKind`.
    pub end: String,
    pub reason: String,
}

impl TaskEndForm {
    /// As sent: `end`, `reason`.
    pub fn read(typed: &FormData) -> Self {
        Self { end: typed.get("end").to_owned(), reason: typed.get("reason").to_owned() }
    }

    /// How it ends, and why.
    ///
    /// # Errors
    /// All that is wrong, by field.
    pub fn parse(&self) -> Result<(EndKind, Reason), FormErrors> {
        let kind = EndKind::from_code(&self.end);
        let kind = kind.ok_or_else(|| FormErrors::one("end", "Chọn kết thúc hoặc thu hồi."));
        FormErrors::both(kind, Reason::parse(&self.reason))
    }
}
