//! "Bản lưu cá nhân": what one person takes home of their records, so that it is there when the system fails (Điều 6a, 7a, 8).
//!
//! It holds ordinary records alone: health, children, staff and money stay in the system (reading in decision 0043).

mod belonging;
mod copy;
mod file_tree;
mod index_page;
mod left_out;
mod listed;
mod path_names;
mod rescue;
mod seal;
mod standing;

pub use belonging::{Belongs, belongs, is_uncopied, uncopied};
pub use copy::{CopyKind, CopySize, PersonalCopy};
pub(crate) use file_tree::place_all;
pub use file_tree::{MAX_PATH, PlacedFile, arrange, root_name};
pub(crate) use index_page::STYLE;
pub use index_page::{index_page, record_told};
pub use left_out::LeftOut;
pub use listed::{CopiedFile, CopiedRecord, CopiedVersion, CopyList, FORMAT, KnownVersion, ListHead, copied_record};
pub use path_names::{link_to, path_name};
pub use rescue::{
    Accepted, CopyRefusal, Fate, ListSignature, NotTaken, RescueLine, Rescued, Trust, check_list, fits_its_time,
    known_after_rescue, person_here, record_here,
};
pub use seal::{CopySeal, LIST_FILE, SEAL_FILE, sealed_bytes};
pub use standing::{CopyLine, CopyLines, FRESH_FOR, KnownCopies, copy_lines, uncopied_for_long};

#[cfg(test)]
mod tests;
