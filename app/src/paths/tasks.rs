//! The addresses of what the principal asks of people beside all records.

use std::fmt::Display;

/// One's own tasks; for the leadership the board of all.
pub const TASKS: &str = "/viec-duoc-giao";
/// Gives one.
pub const NEW_TASK: &str = "/viec-duoc-giao/moi";

addresses! {
    /// One of them.
    TASK, task(task) = "/viec-duoc-giao/{task}";
    /// Changes it.
    CHANGE_TASK, change_task(task) = "/viec-duoc-giao/{task}/sua";
    /// Ends it or takes it back.
    END_TASK, end_task(task) = "/viec-duoc-giao/{task}/het";
    /// Answers it.
    ANSWER_TASK, answer_task(task) = "/viec-duoc-giao/{task}/tra-loi";
    /// Says whether an answer will do.
    JUDGE_ANSWER, judge_answer(task) = "/viec-duoc-giao/{task}/xem";
    /// A file beside it.
    TASK_FILE, task_file(task, position) = "/viec-duoc-giao/{task}/tep/{position}";
    /// A file of an answer.
    ANSWER_FILE, answer_file(task, by, number, position) = "/viec-duoc-giao/{task}/tra-loi/{by}/{number}/tep/{position}";
}
