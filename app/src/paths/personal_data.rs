//! The addresses of who opens which records, and of requests for one's own data, and of copies for home.

use std::fmt::Display;

/// Of each type of records what it is for and who opens it.
pub const FENCES: &str = "/cai-dat/ai-duoc-xem";

/// One's own requests for one's own data.
pub const OWN_DATA: &str = "/du-lieu-cua-toi";
/// The register of all requests, for those who answer them.
pub const DATA_REQUESTS: &str = "/yeu-cau-du-lieu";

/// What one takes home of one's own records.
pub const PERSONAL_COPIES: &str = "/ban-luu";
/// How old everybody's copy is.
pub const EVERYBODYS_COPIES: &str = "/ban-luu/moi-nguoi";
/// Takes versions back from copies after a loss.
pub const RESCUE: &str = "/ban-luu/nhan-lai";
/// Takes a copy home.
pub const TAKE_COPY: &str = "/ban-luu/tai";

addresses! {
    /// Takes the data that were given.
    EXPORT_DATA, export_data(request) = "/du-lieu-cua-toi/{request}/tai";
    /// Gives what was asked for.
    GIVE_DATA, give_data(request) = "/yeu-cau-du-lieu/{request}/giao";
    /// Refuses it.
    REFUSE_DATA, refuse_data(request) = "/yeu-cau-du-lieu/{request}/tu-choi";
    /// The same of one type.
    FENCE, fence(record_type) = "/cai-dat/ai-duoc-xem/{record_type}";
}
