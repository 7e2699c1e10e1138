//! Sound, film and phone pictures.

use std::io::{self, Read, Seek};

use domain::files::FileKind;

use super::UnfitError;
use crate::source::Source;

/// The film brands that every browser and phone plays as MP4.
const FILM: [&[u8; 4]; 15] = [
    b"isom", b"iso2", b"iso3", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"mp71", b"mmp4", b"avc1", b"dash", b"M4V ", b"M4VH",
    b"M4VP",
];
/// Films and sounds of phones, which are made of the same boxes.
const PHONE: [(&[u8; 4], FileKind); 6] = [
    (b"qt  ", FileKind::Mov),
    (b"M4A ", FileKind::M4a),
    (b"M4B ", FileKind::M4a),
    (b"3gp4", FileKind::ThreeGp),
    (b"3gp5", FileKind::ThreeGp),
    (b"3gp6", FileKind::ThreeGp),
];
const PICTURE: [&[u8; 4]; 6] = [b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"];
/// Brands of the container alone: what is inside stands in the list of compatible brands.
const ANY_PICTURE: [&[u8; 4]; 2] = [b"mif1", b"msf1"];

/// Files made of boxes (ISO/IEC 14496-12): the first box names the brand.
pub fn boxed(beginning: &[u8]) -> Result<FileKind, UnfitError> {
    let (length, rest) = beginning.split_first_chunk::<4>().ok_or(UnfitError::Unknown)?;
    let length = u32::from_be_bytes(*length) as usize;
    let first_box = rest.get(4..length.min(beginning.len()).saturating_sub(4)).ok_or(UnfitError::Unknown)?;
    let (brands, _) = first_box.as_chunks::<4>();
    let [major, _version, compatible @ ..] = brands else { return Err(UnfitError::Unknown) };
    if FILM.contains(&major) {
        return Ok(FileKind::Mp4);
    }
    if let Some((_, kind)) = PHONE.iter().find(|(brand, _)| *brand == major) {
        return Ok(*kind);
    }
    let inside = |brand: &[u8; 4]| PICTURE.contains(&brand);
    if inside(major) || (ANY_PICTURE.contains(&major) && compatible.iter().any(inside)) {
        return Ok(FileKind::Heic);
    }
    Err(UnfitError::Unknown)
}

/// How much of the sound is looked at, in bytes: some programs leave empty room between tag and sound.
const SOUND: usize = 256 * 1024;

/// MPEG audio layer III: two frames that follow each other, after the tag if there is one.
pub fn mp3<R: Read + Seek>(source: &Source<R>, beginning: &[u8]) -> io::Result<Result<FileKind, UnfitError>> {
    let start = tag_length(beginning);
    let sound = source.piece(start, SOUND)?;
    let blank = if start == 0 { 0 } else { sound.iter().take_while(|byte| **byte == 0).count() };
    let sound = sound.get(blank..).unwrap_or_default();
    let Some(length) = frame_length(sound) else { return Ok(Err(UnfitError::Unknown)) };
    Ok(match sound.get(length..) {
        Some(next) if frame_length(next).is_some() => Ok(FileKind::Mp3),
        // One frame and nothing else, or only the old tag after it.
        Some(next) if start > 0 && (next.is_empty() || next.starts_with(b"TAG")) => Ok(FileKind::Mp3),
        _ => Err(UnfitError::Unknown),
    })
}

/// ID3v2: ten bytes, the length in four times seven bits.
fn tag_length(beginning: &[u8]) -> u64 {
    match beginning {
        [b'I', b'D', b'3', _, _, flags, a, b, c, d, ..] if (a | b | c | d) & 0x80 == 0 => {
            let length = [a, b, c, d].into_iter().fold(0, |length, seven| length << 7 | u64::from(*seven));
            let footer = if flags & 0x10 == 0 { 0 } else { 10 };
            10 + length + footer
        }
        _ => 0,
    }
}

/// The length in bytes of the layer III frame that begins here, if one does.
fn frame_length(audio: &[u8]) -> Option<usize> {
    const MPEG_1: [usize; 14] = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
    const MPEG_2: [usize; 14] = [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
    let [0xFF, second, third, _, ..] = audio else { return None };
    // Eleven bits of sync, then layer III.
    if second & 0xE0 != 0xE0 || second & 0x06 != 0x02 {
        return None;
    }
    let (rates, divisor, words) = match second >> 3 & 3 {
        3 => (MPEG_1, 1, 144),
        2 => (MPEG_2, 2, 72),
        0 => (MPEG_2, 4, 72),
        _ => return None,
    };
    let kilobits = rates.get(usize::from(third >> 4).checked_sub(1)?)?;
    let samples = [44_100, 48_000, 32_000].get(usize::from(third >> 2 & 3))? / divisor;
    let padding = usize::from(third >> 1 & 1);
    Some(words * kilobits * 1000 / samples + padding)
}
