//! "/bang-theo-doi": weeks and departments with their counts; filters, drill-down and fresh figures without a page load.
//!
//! The server renders the dashboard, for the page and for every change after it; the island asks for the part anew and
//! puts what differs into the page. So the browser loads neither the figures twice nor the code that draws them.

mod island;
mod morph;

#[cfg(feature = "ssr")]
mod cell_list;
#[cfg(feature = "ssr")]
mod content;
#[cfg(feature = "ssr")]
mod matrix;
#[cfg(feature = "ssr")]
mod tallies;

pub use island::LiveDashboard;

#[cfg(feature = "ssr")]
pub use content::{CellKey, DashboardPage, NoCalendarPage, address, cell_of, dashboard_content};
