//! The addresses of the registers of the house.

use std::fmt::Display;

use domain::registers::RegisterKind;

use super::percent;

/// The registers that somebody has to do with.
pub const REGISTERS: &str = "/so";
/// Incidents.
pub const INCIDENTS: &str = "/so/su-co";
/// Proposals.
pub const PROPOSALS: &str = "/so/de-xuat";
/// Commendations.
pub const COMMENDATIONS: &str = "/so/khen-thuong";
/// Who is proposed for praise, to be printed and signed.
pub const PRAISE_LIST: &str = "/so/khen-thuong/de-nghi";
/// Violations.
pub const VIOLATIONS: &str = "/so/vi-pham";
/// Trainings.
pub const TRAININGS: &str = "/so/tap-huan";
/// Says that something does not work: the page from which one comes is known by itself.
pub const REPORT_INCIDENT: &str = "/so/su-co/moi";

addresses! {
    /// A register.
    REGISTER, register_at(register) = "/so/{register}";
    /// The same to be printed.
    REGISTER_PAPER, register_paper_at(register) = "/so/{register}/in";
    /// Makes an entry.
    NEW_ENTRY, new_entry_at(register) = "/so/{register}/moi";
    /// An entry.
    ENTRY, entry_at(register, entry) = "/so/{register}/{entry}";
    /// Corrects it.
    CORRECT_ENTRY, correct_entry_at(register, entry) = "/so/{register}/{entry}/sua";
    /// Takes a step with it.
    MOVE_ENTRY, move_entry_at(register, entry) = "/so/{register}/{entry}/buoc";
    /// Lays files beside it.
    ATTACH_TO_ENTRY, attach_to_entry_at(register, entry) = "/so/{register}/{entry}/tep";
    /// One of them.
    ENTRY_FILE, entry_file_at(register, entry, position) = "/so/{register}/{entry}/tep/{position}";
}

/// What of a register is asked for, in its address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegisterQuery {
    pub words: String,
    /// A code of a state; empty for every one.
    pub state: String,
}

impl RegisterQuery {
    fn parts(&self) -> Vec<String> {
        let words = (!self.words.is_empty()).then(|| format!("q={}", percent(&self.words)));
        let state = (!self.state.is_empty()).then(|| format!("trang-thai={}", percent(&self.state)));
        words.into_iter().chain(state).collect()
    }
}

fn asking_for(address: String, parts: &[String]) -> String {
    if parts.is_empty() { address } else { format!("{address}?{}", parts.join("&")) }
}

/// A page of a register, from 0.
pub fn register_page(kind: RegisterKind, query: &RegisterQuery, page: usize) -> String {
    let parts: Vec<String> = query.parts().into_iter().chain((page > 0).then(|| format!("trang={page}"))).collect();
    asking_for(register_at(kind.address()), &parts)
}

/// What was asked for, to be printed.
pub fn register_paper(kind: RegisterKind, query: &RegisterQuery) -> String {
    asking_for(register_paper_at(kind.address()), &query.parts())
}

/// The form of an incident, from a page that shows this code.
pub fn report_incident(code: Option<&str>) -> String {
    code.map_or_else(|| REPORT_INCIDENT.to_owned(), |code| format!("{REPORT_INCIDENT}?ma={}", percent(code)))
}

/// Where a type of records is made, begun with what this proposal says.
pub fn record_types_from(proposal: impl Display) -> String {
    format!("{}?de-xuat={proposal}#rieng", super::RECORD_TYPES)
}

/// The page from which a form of a register is sent: a form has its own, a step is taken on the page of its entry.
pub(super) fn page_of_register(address: &str) -> &str {
    address.strip_suffix("/buoc").unwrap_or(address)
}
