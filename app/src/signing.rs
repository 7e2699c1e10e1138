//! "Ký": the page on which anybody checks a signature, and the sheet that is printed and downloaded.

mod check;
mod page;
mod sheet;

pub use check::{CheckAnswer, CheckPage, CheckView, PublicKeyLine};
pub use page::{SheetPage, SheetView};
pub use sheet::{Edition, Sheet, SheetReadError};
