//! Pieces that know no feature: shapes, icons, notices, fields, the margin column.

#[cfg(any(feature = "ssr", feature = "dashboard"))]
mod column;
#[cfg(feature = "ssr")]
mod choice;
mod field;
#[cfg(feature = "ssr")]
mod file;
#[cfg(feature = "ssr")]
mod form;
mod notice;
#[cfg(any(feature = "ssr", feature = "dashboard"))]
mod print;
mod shape;
#[cfg(feature = "ssr")]
mod sheet;
#[cfg(feature = "ssr")]
mod standing;
#[cfg(feature = "ssr")]
pub mod symbols;
#[cfg(feature = "ssr")]
mod table;
mod text_area;

#[cfg(feature = "ssr")]
pub use choice::{CheckField, ChoiceField, Select};
#[cfg(any(feature = "ssr", feature = "dashboard"))]
pub use column::{Column, column_heads};
pub use field::{ErrorLine, reveal};
#[cfg(feature = "ssr")]
pub use file::FileField;
#[cfg(feature = "ssr")]
pub use form::{
    BRIEF, Cell, Extra, HiddenField, PasswordField, PasswordInput, SelectField, TextAreaField, TextField, TextInput, enter_goes_on,
    option, refused, refused_far_below, refused_fields, row_errors, select_cell,
};
#[cfg(feature = "ssr")]
pub use notice::{FileNotices, refused_and_done, refused_and_told};
pub use notice::{Notice, NoticeKind};
#[cfg(any(feature = "ssr", feature = "dashboard"))]
pub use print::PrintButton;
pub use shape::{Hidden, Icon, Shape};
#[cfg(feature = "ssr")]
pub use sheet::{group_of, head_below, quiet_line};
#[cfg(feature = "ssr")]
pub use standing::{Look, Status, standing_word, standing_words, verdict_words};
#[cfg(feature = "ssr")]
pub use table::{Caption, FilterDay, FilterField, Pages, SearchField, Table, pager};
pub use text_area::SafeTextArea;
