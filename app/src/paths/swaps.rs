//! The addresses of weeks that teachers swap.

use std::fmt::Display;

/// What waits for one's answer, what one has offered, and what was swapped.
pub const SWAPS: &str = "/doi-luot";
/// How the addresses begin at which a week is offered.
pub const SWAP_OFFERS: &str = "/doi-luot/moi/";

addresses! {
    /// Offers the week of a record to a colleague.
    OFFER_SWAP, offer_swap(obligation) = "/doi-luot/moi/{obligation}";
    /// Confirms what was offered.
    ACCEPT_SWAP, accept_swap(swap) = "/doi-luot/{swap}/dong-y";
    /// Turns it down.
    DECLINE_SWAP, decline_swap(swap) = "/doi-luot/{swap}/khong-doi";
    /// Needs it no longer.
    TAKE_SWAP_BACK, take_swap_back(swap) = "/doi-luot/{swap}/rut";
}
