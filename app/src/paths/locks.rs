//! Addresses of the orders that shut and open records.

use std::fmt::Display;

/// The orders that shut and open records.
pub const LOCK_ORDERS: &str = "/lenh-khoa";
/// An order that is being drafted.
pub const NEW_LOCK_ORDER: &str = "/lenh-khoa/soan";
/// Settles who decides about orders.
pub const LOCK_AUTHORITY: &str = "/lenh-khoa/quyen";

/// An order that is drafted anew from this one.
pub fn draft_order_from(order: impl Display) -> String {
    format!("{NEW_LOCK_ORDER}?tu={order}")
}
