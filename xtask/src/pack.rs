//! Packing once, when building, as tightly as it goes: the server never packs these files again.

use std::{fs, io::Write, path::Path};

use anyhow::Result;
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};

use crate::project::Mode;

/// How many bytes of a file travel.
pub struct Packed {
    pub brotli: usize,
}

/// Writes `FILE.br` and `FILE.gz`, unless the file is of a kind that is packed in itself.
pub fn beside(file: &Path, bytes: &[u8], mode: Mode) -> Result<Packed> {
    if file.extension().is_some_and(|ending| ending == "woff2" || ending == "png") {
        return Ok(Packed { brotli: bytes.len() });
    }
    let brotli = keep(&file.with_added_extension("br"), || brotli(bytes, mode))?;
    keep(&file.with_added_extension("gz"), || gzip(bytes, mode))?;
    Ok(Packed { brotli })
}

/// Makes a file that is not there yet, and returns its size. Its name holds a hash of what it is made from, so one that
/// is there is right; it appears whole or not at all, whatever interrupts us.
pub fn keep(place: &Path, make: impl FnOnce() -> Result<Vec<u8>>) -> Result<usize> {
    if !place.exists() {
        let unfinished = place.with_added_extension("unfinished");
        fs::write(&unfinished, make()?)?;
        fs::rename(unfinished, place)?;
    }
    Ok(usize::try_from(fs::metadata(place)?.len())?)
}

fn brotli(mut bytes: &[u8], mode: Mode) -> Result<Vec<u8>> {
    let quality = if mode.is_release() { 11 } else { 4 };
    let mut packed = Vec::new();
    let parameters = BrotliEncoderParams { quality, size_hint: bytes.len(), ..BrotliEncoderParams::default() };
    brotli::BrotliCompress(&mut bytes, &mut packed, &parameters)?;
    Ok(packed)
}

fn gzip(bytes: &[u8], mode: Mode) -> Result<Vec<u8>> {
    let level = if mode.is_release() { Compression::best() } else { Compression::fast() };
    let mut packed = GzEncoder::new(Vec::new(), level);
    packed.write_all(bytes)?;
    Ok(packed.finish()?)
}
