//! The text with which a school begins, until its principal has put a version into force: the regulation of 5 September 2024.

use super::{
    clause::{Clause, ClauseNumber},
    paste,
    subject::Subject,
};

/// Its clauses, each with what it is about.
pub fn starting() -> Vec<Clause> {
    let about = |clause: Clause| Clause { subject: subject_of(clause.number), ..clause };
    paste::read(include_str!("starting.txt")).into_iter().map(about).collect()
}

/// What a clause of that text is about: later versions say it of each clause themselves.
fn subject_of(ClauseNumber { article, letter }: ClauseNumber) -> Option<Subject> {
    Some(match (article, letter) {
        (1, Some('a')) => Subject::Scope,
        (1, Some('b')) => Subject::Permissions,
        (2, None) => Subject::OwnAccount,
        (3, Some('a')) => Subject::ManagementTeam,
        (3, Some('b')) | (4, Some('a')) => Subject::Accounts,
        (3, Some('c')) | (4, Some('b' | 'c')) => Subject::Locks,
        (3 | 4, Some('d')) => Subject::Checking,
        (3 | 4, Some('e')) => Subject::Approval,
        (3 | 4, Some('g')) | (10, Some('b')) => Subject::Violations,
        (5, Some('a')) => Subject::Granting,
        (5, Some('b')) => Subject::DataSecurity,
        (5, Some('c')) => Subject::Templates,
        (5, Some('d')) => Subject::Guidance,
        (6, Some('a')) => Subject::TeachersRecords,
        (6, Some('b')) | (7, Some('c')) => Subject::Incidents,
        (7, Some('a')) => Subject::DepartmentsRecords,
        (7, Some('b')) => Subject::DepartmentApproval,
        (8, None) => Subject::SectionsRecords,
        (9, None) => Subject::DueDays,
        (10, Some('a')) => Subject::Praise,
        (11, None) => Subject::Effect,
        _ => return None,
    })
}
