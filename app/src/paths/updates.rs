//! The addresses of updates after a lock.

use std::fmt::Display;

/// What was asked for after a lock, and what became of it.
pub const UPDATES: &str = "/bo-sung";
/// Asks that records which are shut be opened.
pub const NEW_UPDATE: &str = "/bo-sung/xin";
/// What the procedure asks for.
pub const UPDATE_PROCEDURE: &str = "/cai-dat/bo-sung";

addresses! {
    /// One request with all that became of it.
    UPDATE, update(update) = "/bo-sung/{update}";
    /// Its minutes, to be printed.
    UPDATE_MINUTES, update_minutes(update) = "/bo-sung/{update}/in";
    /// A file that bears it out.
    UPDATE_FILE, update_file(update, position) = "/bo-sung/{update}/tep/{position}";
    /// Opens what is asked for.
    GRANT_UPDATE, grant_update(update) = "/bo-sung/{update}/mo";
    /// Refuses it.
    REFUSE_UPDATE, refuse_update(update) = "/bo-sung/{update}/tu-choi";
    /// Takes a request back.
    WITHDRAW_UPDATE, withdraw_update(update) = "/bo-sung/{update}/rut";
    /// Closes what is open before its hours are over.
    CLOSE_UPDATE, close_update(update) = "/bo-sung/{update}/khoa-lai";
    /// Says that one is done: what is open is shut again.
    FINISH_UPDATE, finish_update(update) = "/bo-sung/{update}/xong";
}

/// The form that asks for an update, with this record ticked.
pub fn ask_for_update(obligation: impl Display) -> String {
    format!("{NEW_UPDATE}?ho-so={obligation}")
}
