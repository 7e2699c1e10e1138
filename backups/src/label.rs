//! The label of a backup: which objects belong to it, signed with the school's key. It tells nothing of what is inside but counts.

use chrono::SubsecRound;
use domain::{
    backups::Kept,
    days::Timestamp,
    files::Sha256,
    hex,
    people::SchoolId,
    signing::{PublicKey, Signature},
};
use records::signing::{SchoolKey, verifies};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::error::LabelFault;

/// The name of the form, and of the bytes that are signed: this line, then the body.
const FORM: &str = "hoso backup 1";
const ANY_FORM: &str = "hoso backup ";

/// Something locked, as it lies in the place of backups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Object {
    /// Of the locked bytes: also its name.
    pub sha256: Sha256,
    /// Locked, in bytes.
    pub size: u64,
}

/// A file of the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tagged {
    /// By which the server knows again what the place has already; it is derived from the content and a secret of the server's own.
    pub tag: Sha256,
    pub object: Object,
}

/// What a label says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// The random name of the database and its store of files.
    pub store: Uuid,
    pub school: SchoolId,
    /// Counted on in each place, from 1.
    pub number: u64,
    /// What was committed before this is in it.
    pub at: Timestamp,
    /// Of the database.
    pub schema: i64,
    /// The version of the program.
    pub program: String,
    /// For which key it is locked: which one, not what it is.
    pub key: Sha256,
    /// Lines of the log.
    pub entries: u64,
    /// Files that the server itself had lost or broken, and so are in no backup.
    pub lacking: u64,
    /// Whether the log fitted when the backup was made.
    pub log_is_whole: bool,
    /// How many lists of what is disposed of were executed before it: whoever restores an older one is told what comes back.
    #[serde(default, skip_serializing_if = "is_none")]
    pub disposals: u64,
    pub database: Object,
    /// What the files are inside, and whatever else lies beside the database.
    pub contents: Object,
    pub files: Vec<Tagged>,
}

impl Label {
    /// Whether it is whole: nothing was lost or broken already when it was made.
    pub const fn is_good(&self) -> bool {
        self.lacking == 0 && self.log_is_whole
    }

    /// For the rule of what stays.
    pub const fn kept(&self) -> Kept {
        Kept { number: self.number, at: self.at, is_good: self.is_good() }
    }

    /// Everything that belongs to it.
    pub fn objects(&self) -> impl Iterator<Item = Object> {
        self.files.iter().map(|file| file.object).chain([self.database, self.contents])
    }

    /// In bytes, as it lies in the place.
    pub fn bytes(&self) -> u64 {
        self.objects().map(|object| object.size).sum()
    }

    /// The name of its file.
    pub fn file_name(&self) -> String {
        label_name(self.number)
    }

    /// As it is kept: three lines and the body.
    pub(crate) fn write(&self, key: &SchoolKey) -> Result<Vec<u8>, serde_json::Error> {
        let rounded = Self { at: self.at.trunc_subsecs(0), ..self.clone() };
        let body = serde_json::to_string(&rounded)?;
        let signature = key.sign(&signed(&body));
        Ok(format!("{FORM}\n{}\n{signature}\n{body}\n", key.public()).into_bytes())
    }

    /// What a file says, and by whom it is signed.
    ///
    /// # Errors
    /// `LabelFault`, but for those of another school.
    pub(crate) fn read(bytes: &[u8]) -> Result<(Self, PublicKey), LabelFault> {
        let text = std::str::from_utf8(bytes).map_err(|_| LabelFault::Damaged)?;
        let (form, rest) = text.split_once('\n').ok_or(LabelFault::Damaged)?;
        if form != FORM {
            return Err(if form.starts_with(ANY_FORM) { LabelFault::Newer } else { LabelFault::Damaged });
        }
        let (public, rest) = rest.split_once('\n').ok_or(LabelFault::Damaged)?;
        let (signature, body) = rest.split_once('\n').ok_or(LabelFault::Damaged)?;
        let body = body.strip_suffix('\n').ok_or(LabelFault::Damaged)?;
        let public = hex::read(public).map(PublicKey::new).ok_or(LabelFault::Damaged)?;
        let signature = hex::read(signature).map(Signature::new).ok_or(LabelFault::Damaged)?;
        if !verifies(&public, &signed(body), &signature) {
            return Err(LabelFault::NotSigned);
        }
        Ok((serde_json::from_str(body).map_err(|_| LabelFault::Damaged)?, public))
    }
}

/// As serde asks it.
const fn is_none(count: &u64) -> bool {
    *count == 0
}

/// The name of the label of this number.
pub(crate) fn label_name(number: u64) -> String {
    format!("{number:08}.hoso")
}

fn signed(body: &str) -> Vec<u8> {
    [FORM.as_bytes(), b"\n", body.as_bytes()].concat()
}
