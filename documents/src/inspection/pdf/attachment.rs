//! A file that is attached to a PDF: what it is by its beginning.

use domain::inspection::Cause;
use flate2::{Decompress, FlushDecompress};

use super::{objects::StreamFacts, skip_line_end};
use crate::inspection::{findings::Findings, foreign::Looks};

/// What is kept of the attached file, in bytes.
const BEGINNING: usize = 4096;

/// Collects the beginning of one attached file.
pub struct Attachment {
    is_packed: bool,
    is_unknown: bool,
    beginning: Vec<u8>,
}

impl Attachment {
    pub const fn new(facts: &StreamFacts) -> Self {
        let is_packed = facts.is_flate && facts.filters == 1 && !facts.has_predictor;
        Self { is_packed, is_unknown: facts.filters > 0 && !is_packed, beginning: Vec::new() }
    }

    pub fn take(&mut self, bytes: &[u8]) {
        let room = (BEGINNING + 2).saturating_sub(self.beginning.len());
        self.beginning.extend(bytes.iter().take(room));
    }

    /// Words and pictures may be attached; documents, archives and programs are files of their own that nobody looked into.
    pub fn judge(self, findings: &mut Findings) {
        let mut bytes = skip_line_end(&self.beginning, 0).to_vec();
        if self.is_packed {
            let mut unpacked = vec![0; BEGINNING];
            let mut inflate = Decompress::new(true);
            // Cut off where the beginning ends, so a mishap in the middle is none.
            let _status = inflate.decompress(&bytes, &mut unpacked, FlushDecompress::None);
            unpacked.truncate(usize::try_from(inflate.total_out()).unwrap_or(BEGINNING));
            bytes = unpacked;
        }
        match Looks::of(&bytes) {
            _ if self.is_unknown => findings.hold(Cause::PdfAttachment),
            Looks::Zip | Looks::Compound | Looks::Pdf | Looks::RichText | Looks::WebPage | Looks::Program => {
                findings.hold(Cause::PdfAttachment);
            }
            Looks::Jpeg | Looks::Png | Looks::Webp | Looks::Boxes | Looks::Sound | Looks::Xml | Looks::Nothing => {}
        }
    }
}
