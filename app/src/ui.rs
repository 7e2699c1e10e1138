//! Pieces that know no feature: shapes, icons, notices, fields, the margin column.

mod field;
mod notice;
mod shape;
#[cfg(feature = "ssr")]
pub mod symbols;
mod text_area;

pub use field::{ErrorLine, reveal};
pub use notice::{Notice, NoticeKind};
pub use shape::{Hidden, Icon, Shape, Status};
pub use text_area::SafeTextArea;
