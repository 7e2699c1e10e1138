//! The addresses of what is disposed of.

use std::fmt::Display;

/// The lists, and the packages whose period is over.
pub const DISPOSALS: &str = "/luu-tru/tieu-huy";
/// The form that draws up a list.
pub const DRAW_UP: &str = "/luu-tru/tieu-huy/moi";

addresses! {
    /// One list, and what comes next.
    DISPOSAL, disposal(number) = "/luu-tru/tieu-huy/{number}";
    /// The list on paper.
    DISPOSAL_PAPER, disposal_paper(number) = "/luu-tru/tieu-huy/{number}/in";
    /// The minutes of the council: on paper, and where they are entered.
    DISPOSAL_MINUTES, disposal_minutes(number) = "/luu-tru/tieu-huy/{number}/bien-ban";
    /// The principal decides.
    DECIDE_DISPOSAL, decide_disposal(number) = "/luu-tru/tieu-huy/{number}/quyet-dinh";
    /// Takes a list back.
    TAKE_BACK_DISPOSAL, take_back_disposal(number) = "/luu-tru/tieu-huy/{number}/rut";
    /// Lets the files go.
    EXECUTE_DISPOSAL, execute_disposal(number) = "/luu-tru/tieu-huy/{number}/thi-hanh";
    /// Deletes what could not be deleted then.
    DELETE_DISPOSED, delete_disposed(number) = "/luu-tru/tieu-huy/{number}/xoa-not";
}

/// The form that draws up a list from a package.
pub fn draw_up_from(package: u32) -> String {
    format!("{DRAW_UP}?goi={package}")
}
