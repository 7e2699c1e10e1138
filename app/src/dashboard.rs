//! "/bang-theo-doi": weeks and departments with their counts; filters, drill-down and fresh figures without a page load.
//!
//! The page and each update of it come from one value, the `Sheet`, which the server makes and both sides draw with the
//! same code. So an update never shows what a fresh page would not.

mod api;
mod cell_list;
mod choice;
mod focus;
mod island;
mod keys;
mod live;
mod matrix;
mod sheet;
mod state;
mod stream;
mod tallies;

#[cfg(feature = "ssr")]
mod make;
#[cfg(feature = "ssr")]
mod page;

pub use api::ReadSheet;
pub use choice::Choice;
pub use island::LiveDashboard;
pub use sheet::Sheet;

#[cfg(feature = "ssr")]
pub use api::DashboardSource;
#[cfg(feature = "ssr")]
pub use island::ended_dashboard;
#[cfg(feature = "ssr")]
pub use make::CellKey;
#[cfg(feature = "ssr")]
pub use page::{DashboardPage, EndedDashboardPage};

#[cfg(all(test, feature = "ssr"))]
pub use make::tests;
