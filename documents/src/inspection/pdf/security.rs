//! Whether a PDF opens without a password (ISO 32000-2, 7.6.4, and ISO 32000-1, 7.6.3): many only forbid printing or copying, and
//! every reader opens those.
//!
//! Nothing is unpacked with what is found here: the check of the empty password is all that is done.

mod aes;

use md5::{Digest, Md5};
use sha2::{Sha256, Sha384, Sha512};

/// What is put behind a password that is shorter; the empty one is nothing else.
const PADDING: [u8; 32] = [
    0x28, 0xBF, 0x4E, 0x5E, 0x4E, 0x75, 0x8A, 0x41, 0x64, 0x00, 0x4E, 0x56, 0xFF, 0xFA, 0x01, 0x08, 0x2E, 0x2E, 0x00, 0xB6, 0xD0,
    0x68, 0x3E, 0x80, 0x2F, 0x0C, 0xA9, 0xFE, 0x64, 0x53, 0x69, 0x7A,
];

/// The longest key of the older ways, in bytes.
const MAX_KEY: usize = 16;

/// A round more than this has no file: the end is met with one in some eight of them, after sixty-four.
const MAX_ROUNDS: usize = 1_000;

/// The dictionary that says how a file is encrypted.
#[derive(Clone, Debug, Default)]
pub struct Security {
    /// The handler that asks for passwords; others ask for certificates.
    pub is_standard: bool,
    pub revision: Option<i64>,
    /// In bits.
    pub length: Option<i64>,
    pub permissions: Option<i64>,
    pub owner: Vec<u8>,
    pub user: Vec<u8>,
    pub metadata_is_plain: bool,
}

impl Security {
    /// Whether everything is there that the check of a password needs.
    pub fn is_whole(&self) -> bool {
        self.is_standard && self.revision.is_some() && !self.user.is_empty()
    }

    /// Does it open without a password? `ids` are what may be the first part of the file's id. `None` where nobody can tell here.
    pub fn opens_unasked(&self, ids: &[Vec<u8>]) -> Option<bool> {
        match self.revision? {
            revision @ 2..=4 => {
                let lengths = [self.length.map_or(MAX_KEY, |bits| usize::try_from(bits / 8).unwrap_or(MAX_KEY)), MAX_KEY, 5];
                let empty = [Vec::new()];
                let ids = if ids.is_empty() { &empty[..] } else { ids };
                let opens = |id: &[u8], length: usize| self.opens_with(revision, id, length.clamp(5, MAX_KEY));
                let tried: Option<Vec<bool>> = ids.iter().flat_map(|id| lengths.map(|length| opens(id, length))).collect();
                tried.map(|tried| tried.contains(&true))
            }
            revision @ (5 | 6) => {
                let (hash, salt) = (self.user.get(..32)?, self.user.get(32..40)?);
                Some(if revision == 5 { Sha256::digest(salt).as_slice() == hash } else { hardened(salt)? == hash })
            }
            _ => None,
        }
    }

    /// The older ways, with MD5 and RC4: the key is made of the empty password, and what it makes is compared.
    fn opens_with(&self, revision: i64, id: &[u8], length: usize) -> Option<bool> {
        let permissions = self.permissions?;
        let length = if revision == 2 { 5 } else { length };
        let mut hash = Md5::new();
        hash.update(PADDING);
        hash.update(self.owner.get(..32)?);
        // Of a number that was written without its sign the same 32 bits.
        hash.update((permissions as u32).to_le_bytes());
        hash.update(id);
        if revision == 4 && self.metadata_is_plain {
            hash.update([0xFF; 4]);
        }
        let mut key = hash.finalize();
        if revision > 2 {
            for _ in 0..50 {
                key = Md5::digest(key.get(..length)?);
            }
        }
        let key = key.get(..length)?;
        if revision == 2 {
            return Some(rc4(key, &PADDING) == *self.user.get(..32)?);
        }
        let first = Md5::new().chain_update(PADDING).chain_update(id).finalize();
        let made = (0..20_u8).fold(first.to_vec(), |bytes, round| {
            let key: Vec<u8> = key.iter().map(|byte| byte ^ round).collect();
            rc4(&key, &bytes)
        });
        Some(made == *self.user.get(..16)?)
    }
}

/// RC4, which makes and takes away alike.
fn rc4(key: &[u8], bytes: &[u8]) -> Vec<u8> {
    let mut state: Vec<u8> = (0..=u8::MAX).collect();
    let mut other = 0_u8;
    for (at, of_key) in (0..state.len()).zip(key.iter().cycle()) {
        other = other.wrapping_add(state.get(at).copied().unwrap_or_default()).wrapping_add(*of_key);
        state.swap(at, usize::from(other));
    }
    let (mut one, mut other) = (0_u8, 0_u8);
    let next = |byte: &u8| {
        one = one.wrapping_add(1);
        let first = state.get(usize::from(one)).copied().unwrap_or_default();
        other = other.wrapping_add(first);
        state.swap(usize::from(one), usize::from(other));
        let second = state.get(usize::from(one)).copied().unwrap_or_default();
        byte ^ state.get(usize::from(first.wrapping_add(second))).copied().unwrap_or_default()
    };
    bytes.iter().map(next).collect()
}

/// The hash of revision 6 over the empty password (ISO 32000-2, algorithm 2.B).
fn hardened(salt: &[u8]) -> Option<Vec<u8>> {
    let mut key = Sha256::digest(salt).to_vec();
    for round in 1..=MAX_ROUNDS {
        let made = aes::encrypt(key.get(..16)?.try_into().ok()?, key.get(16..32)?.try_into().ok()?, &key.repeat(64));
        // Of sixteen bytes as one number the rest by three is that of their sum, because 256 leaves one.
        let rest = made.get(..16)?.iter().map(|byte| u32::from(*byte)).sum::<u32>() % 3;
        key = match rest {
            0 => Sha256::digest(&made).to_vec(),
            1 => Sha384::digest(&made).to_vec(),
            _ => Sha512::digest(&made).to_vec(),
        };
        if round >= 64 && usize::from(*made.last()?) + 32 <= round {
            return Some(key.get(..32)?.to_vec());
        }
    }
    None
}

#[cfg(test)]
mod tests;
