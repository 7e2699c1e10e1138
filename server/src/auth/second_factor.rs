//! Codes beside the password: the key from which every secret follows, the codes of RFC 6238, and codes on paper.
//!
//! No secret is kept. Of each the database knows a number, and the key lies in a file of the data folder: a copy of the
//! database alone opens nothing, and there is nothing in it that would have to be encrypted (decision 0032).

use std::{
    fmt,
    fs::{self, File},
    io::{self, ErrorKind, Write},
    path::{Path, PathBuf},
};

use domain::{
    people::{PersonId, SchoolId},
    second_factor::{RECOVERY_CODES, RECOVERY_LETTERS, TypedCode, steps_taken},
};
use hmac::{Hmac, KeyInit, Mac};
use records::second_factors::{CodeProof, SecondFactor};
use sha1::Sha1;
use sha2::Sha256;
use tokio::sync::OnceCell;

use crate::error::AppError;

/// Of the data folder.
pub const FILE: &str = "second-factor-key";
/// How the file begins; the hex digits of the key follow.
const HEAD: &str = "hoso-second-factor 1 ";
/// Bytes of a secret: as long as what SHA-1 makes (RFC 4226, 4).
const SECRET_BYTES: usize = 20;
/// Bytes of the number from which a secret follows.
pub const NONCE_BYTES: usize = 16;

/// Where the key of this server lies: it is read, or made, when the first code is asked for.
#[derive(Debug)]
pub struct SecondFactors {
    data: PathBuf,
    key: OnceCell<SecondFactorKey>,
}

impl SecondFactors {
    /// That of a data folder; nothing is read or made yet.
    pub fn of(data: &Path) -> Self {
        Self { data: data.to_owned(), key: OnceCell::new() }
    }

    /// The key.
    ///
    /// # Errors
    /// `AppError::DiskFull` or `Internal` where it can be neither read nor made: then no second factor works.
    pub async fn key(&self) -> Result<&SecondFactorKey, AppError> {
        let read = || async {
            let data = self.data.clone();
            tokio::task::spawn_blocking(move || SecondFactorKey::of(&data)).await.map_err(io::Error::other)?
        };
        self.key.get_or_try_init(read).await.map_err(|error| {
            tracing::error!(%error, "the key of second factors can be neither read nor made");
            if error.kind() == ErrorKind::StorageFull { AppError::DiskFull } else { AppError::Internal }
        })
    }
}

/// The key of this server.
#[derive(Clone)]
pub struct SecondFactorKey([u8; 32]);

impl fmt::Debug for SecondFactorKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SecondFactorKey").finish_non_exhaustive()
    }
}

impl SecondFactorKey {
    /// The one in the data folder, made where there is none. It waits for the disk.
    ///
    /// # Errors
    /// What the disk says; `InvalidData` for a file that holds no key.
    pub fn of(data: &Path) -> io::Result<Self> {
        let path = data.join(FILE);
        match fs::read_to_string(&path) {
            Ok(text) => {
                let key = text.trim_end().strip_prefix(HEAD).and_then(domain::hex::read);
                key.map(Self).ok_or_else(|| io::Error::new(ErrorKind::InvalidData, format!("{} holds no key", path.display())))
            }
            Err(error) if error.kind() == ErrorKind::NotFound => Self::make(data, &path),
            Err(error) => Err(error),
        }
    }

    fn make(data: &Path, path: &Path) -> io::Result<Self> {
        let key = random::<32>().map_err(|error| io::Error::other(format!("no random bytes: {error}")))?;
        // The temporary file is made for its owner alone (0600) from the beginning.
        let mut file = tempfile::NamedTempFile::new_in(data)?;
        writeln!(file, "{HEAD}{}", hex(&key))?;
        file.as_file().sync_all()?;
        file.persist_noclobber(path).map_err(|error| error.error)?;
        File::open(data)?.sync_all()?;
        Ok(Self(key))
    }

    /// The secret of a person's second factor.
    pub fn secret(&self, school: SchoolId, person: PersonId, nonce: &[u8]) -> [u8; SECRET_BYTES] {
        let made = self.derive("secret", school, person, nonce);
        let mut secret = [0; SECRET_BYTES];
        secret.copy_from_slice(&made[..SECRET_BYTES]);
        secret
    }

    /// What is kept of a recovery code.
    pub fn recovery_hash(&self, school: SchoolId, person: PersonId, code: &str) -> Vec<u8> {
        self.derive("recovery", school, person, code.as_bytes()).to_vec()
    }

    /// Whether `typed` is a code of this second factor at this instant, and which: the database says whether it was used.
    pub fn proof(
        &self,
        (school, person): (SchoolId, PersonId),
        kept: &SecondFactor,
        typed: &str,
        machine: domain::days::Timestamp,
    ) -> Option<CodeProof> {
        match TypedCode::read(typed) {
            TypedCode::Digits(digits) => {
                let secret = self.secret(school, person, &kept.nonce);
                let step = steps_taken(machine, kept.last_step).find(|step| code(&secret, *step) == digits)?;
                Some(CodeProof::Step { nonce: kept.nonce.clone(), step })
            }
            TypedCode::Recovery(code) => Some(CodeProof::Recovery { hash: self.recovery_hash(school, person, &code) }),
            TypedCode::Neither => None,
        }
    }

    fn derive(&self, what: &str, school: SchoolId, person: PersonId, of: &[u8]) -> [u8; 32] {
        let (school, person) = (school.uuid(), person.uuid());
        let parts: [&[u8]; 4] = [what.as_bytes(), school.as_bytes(), person.as_bytes(), of];
        let mut mac = Hmac::<Sha256>::new(&block(&self.0).into());
        for part in parts {
            // Each behind its length, so that no two lists of parts are one text.
            mac.update(&part.len().to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }
}

/// The code of a step: six digits as a number (RFC 4226, 5.3, with the step of RFC 6238, 4.2).
pub fn code(secret: &[u8; SECRET_BYTES], step: i64) -> u32 {
    let mut mac = Hmac::<Sha1>::new(&block(secret).into());
    mac.update(&step.to_be_bytes());
    let made: [u8; SECRET_BYTES] = mac.finalize().into_bytes().into();
    let offset = usize::from(made[SECRET_BYTES - 1] & 0xf);
    let word = made[offset..offset + 4].iter().fold(0_u32, |word, byte| (word << 8) | u32::from(*byte));
    (word & 0x7fff_ffff) % 1_000_000
}

/// A key as HMAC takes it (RFC 2104): padded with zeros to the block of the hash; both hashes have blocks of 64 bytes.
fn block<const N: usize>(key: &[u8; N]) -> [u8; 64] {
    let mut block = [0; 64];
    block[..N].copy_from_slice(key);
    block
}

/// A secret as authenticators read it: base 32 (RFC 4648, 6) without padding.
pub fn base32(secret: &[u8; SECRET_BYTES]) -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    // Five bytes are eight letters, and a secret is four times that.
    let of_five = |five: &[u8]| {
        let word = five.iter().fold(0_u64, |word, byte| (word << 8) | u64::from(*byte));
        let letter = move |at: u32| char::from(LETTERS[usize::try_from((word >> (35 - 5 * at)) & 31).unwrap_or_default()]);
        (0..8).map(letter).collect::<String>()
    };
    secret.chunks(5).map(of_five).collect()
}

/// What a QR code says to an authenticator.
pub fn address(secret: &[u8; SECRET_BYTES], username: &str) -> String {
    let username = percent_encoding::utf8_percent_encode(username, percent_encoding::NON_ALPHANUMERIC);
    format!("otpauth://totp/Ho%20so%20Mam%20non:{username}?secret={}&issuer=Ho%20so%20Mam%20non", base32(secret))
}

/// Random bytes.
///
/// # Errors
/// Where the operating system gives none.
pub fn random<const N: usize>() -> Result<[u8; N], getrandom::Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

/// Recovery codes as they are printed, "abcde-fghj2": letters and digits that nobody mistakes for another.
///
/// # Errors
/// Where the operating system gives no random bits.
pub fn recovery_codes() -> Result<Vec<String>, getrandom::Error> {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let one = || -> Result<String, getrandom::Error> {
        let word: String = random::<RECOVERY_LETTERS>()?.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect();
        Ok(format!("{}-{}", &word[..RECOVERY_LETTERS / 2], &word[RECOVERY_LETTERS / 2..]))
    };
    (0..RECOVERY_CODES).map(|_| one()).collect()
}

/// Small hex digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
#[path = "second_factor_tests.rs"]
mod tests;
