//! "Lệnh khóa/mở": what the leadership decides about when records can be written, who carries it out, and what that means for
//! one record at one instant (Điều 3c, 4b, 4c and 5b of the regulation; readings in decision 0020).

mod authority;
mod concerned;
mod covered;
mod form;
mod kind;
mod order;
mod outlook;
mod preview;
mod reading;
mod scan;
mod standing;
mod told;

pub use authority::{AuthorityForm, LockAuthority, LockReading, Post, Signature, clause};
pub use concerned::{Concerned, is_own_alone};
pub use covered::check_covers;
pub use form::LockForm;
pub use kind::LockKind;
pub use order::{Act, Decided, LockOrder, LockPlan, OrderState, Stage, Start, UnderWay};
pub use outlook::{Outlook, outlook};
pub use preview::{Conflict, LockPreview, Unfinished, UnfinishedWork, preview};
pub use reading::reading_of;
pub use scan::OrderScan;
pub use standing::{Arrival, FINISH_WITHIN, Locks, overruling, standing};
pub use told::{DoneLine, OrderLine, OrderTold, Overruled, SignedLine, order_line, order_told};

#[cfg(test)]
mod clock_tests;
#[cfg(test)]
mod form_tests;
#[cfg(test)]
mod tests;
