//! "Việc được giao": what the principal asks of people beside what the regulation demands of records (Điều 2; readings in decision
//! 0036), with a day, an answer, and pages of their own. Nothing here is counted where records are.

mod check;
mod form;
mod list;
mod one;
mod recipients;
mod standing;
mod target;
mod task;

pub use check::{check_answer, check_not_ended, check_open_year, check_verdict};
pub use form::{AnswerForm, MAX_TASK_FILES, MAX_TASK_WORDS, TaskEndForm, TaskForm, VerdictForm, VerdictPlan};
pub use list::{Board, BoardTask, DepartmentCounts, OwnTask, OwnTasks, TaskCounts, board, own_tasks};
pub use one::{AnswerTold, MyPart, PersonLine, TaskTold, VersionTold, task_told};
pub use recipients::{NO_DEPARTMENT, TaskOutlook, by_department, can_receive, recipients};
pub use standing::{TaskStanding, due_words, hours_of, is_taken_back, standing};
pub use target::{TaskPlan, TaskTarget};
pub use task::{EndKind, Task, TaskAnswer, TaskEnd, TaskId, TaskVerdict, TaskVersion, VerdictKind};

#[cfg(test)]
pub(crate) mod tests;
