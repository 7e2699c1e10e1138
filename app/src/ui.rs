//! Pieces that know no feature: shapes, icons, notices, fields, the margin column.

mod field;
mod notice;
mod shape;
#[cfg(feature = "ssr")]
mod standing;
#[cfg(feature = "ssr")]
pub mod symbols;
mod text_area;

pub use field::{ErrorLine, reveal};
pub use notice::{Notice, NoticeKind};
pub use shape::{Hidden, Icon, Shape};
#[cfg(feature = "ssr")]
pub use standing::{Look, Status, standing_words, verdict_words};
pub use text_area::SafeTextArea;
