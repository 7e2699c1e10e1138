//! The school's name and, once it is open, how large a file may be, at which address people reach it, and whether pages lock
//! themselves also where one person alone uses the machine.

mod address;
mod contacts;

pub use address::SystemAddress;
pub use contacts::Contacts;

use crate::{
    files::{DEFAULT_FILE_LIMIT, MAX_MEGABYTES, MEGABYTE},
    forms::{FormData, FormErrors},
    lines,
};

/// In letters.
const MAX_NAME: usize = 120;

/// The form as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchoolForm {
    pub name: String,
    /// In MB; asked only in an open school.
    pub limit: String,
    /// Of the system, as people type it into a browser; empty where there is none, and missing where it was not asked.
    pub address: Option<String>,
    /// Whom to call about the system, one to a line; missing where it was not asked.
    pub contacts: Option<String>,
    /// Pages lock themselves also in browsers that one person alone uses; asked only in an open school.
    pub own_lock: bool,
}

/// What an open school settles about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchoolPlan {
    pub name: String,
    /// The largest file that is taken, in bytes.
    pub file_limit: u64,
    /// Where people reach the server; `None` where nobody has said it.
    pub address: Option<SystemAddress>,
    /// Pages lock themselves also in browsers that one person alone uses.
    pub own_lock: bool,
}

impl SchoolForm {
    /// No name yet, and the limit that a school begins with.
    pub fn first() -> Self {
        Self { name: String::new(), limit: megabytes(DEFAULT_FILE_LIMIT), address: None, contacts: None, own_lock: false }
    }

    /// The form of a school that stands, whose own machines lock no page.
    pub fn of(name: &str, file_limit: u64, address: Option<&SystemAddress>) -> Self {
        let address = address.map(ToString::to_string).unwrap_or_default();
        Self { name: name.to_owned(), limit: megabytes(file_limit), address: Some(address), contacts: None, own_lock: false }
    }

    /// The same with whom to call.
    pub fn with_contacts(self, contacts: &Contacts) -> Self {
        Self { contacts: Some(contacts.to_string()), ..self }
    }

    /// Reads what was sent: `name`, `limit`, `address`, `contacts`, `own_lock`.
    pub fn read(typed: &FormData) -> Self {
        let get = |field: &str| typed.get(field).to_owned();
        let address = typed.sent("address").then(|| get("address"));
        let contacts = typed.sent("contacts").then(|| typed.exactly("contacts").to_owned());
        Self { name: get("name"), limit: get("limit"), address, contacts, own_lock: typed.sent("own_lock") }
    }

    /// Name, file limit and address of an open school, whose limit is `now`; `known` is its address where none was asked.
    ///
    /// # Errors
    /// All that is wrong, by field.
    pub fn plan(&self, now: u64, known: Option<&SystemAddress>) -> Result<SchoolPlan, FormErrors> {
        let limit = self.file_limit(now).map_err(|words| FormErrors::one("limit", words));
        let address = self.system_address(known).map_err(|words| FormErrors::one("address", words));
        let (name, (file_limit, address)) = FormErrors::both(self.school_name(), FormErrors::both(limit, address))?;
        Ok(SchoolPlan { name, file_limit, address, own_lock: self.own_lock })
    }

    /// Whom to call; `known` where it was not asked.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn contacts(&self, known: &Contacts) -> Result<Contacts, FormErrors> {
        let typed = self.contacts.as_deref();
        typed.map_or_else(|| Ok(known.clone()), Contacts::parse).map_err(|words| FormErrors::one("contacts", words))
    }

    fn system_address(&self, known: Option<&SystemAddress>) -> Result<Option<SystemAddress>, String> {
        match self.address.as_deref() {
            None => Ok(known.cloned()),
            Some("") => Ok(None),
            Some(typed) => SystemAddress::parse(typed).map(Some),
        }
    }

    fn file_limit(&self, now: u64) -> Result<u64, String> {
        // A limit that is no whole number of MB stays what it is until somebody types another one.
        if self.limit == megabytes(now) {
            return Ok(now);
        }
        let typed = self.limit.trim_end_matches(['M', 'm', 'B', 'b']).trim_end();
        let range = format!("viết một số từ 1 đến {MAX_MEGABYTES}, như 200.");
        match typed.parse::<u64>() {
            Ok(number @ 1..=MAX_MEGABYTES) => Ok(number * MEGABYTE),
            _ if self.limit.is_empty() => Err(format!("Còn để trống, {range}")),
            Ok(_) => Err(format!("“{}” nằm ngoài mức cho phép, {range}", self.limit)),
            Err(_) => Err(format!("“{}” không phải là số nguyên, {range}", self.limit)),
        }
    }

    /// The school's name.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn school_name(&self) -> Result<String, FormErrors> {
        let name = lines::clean(&self.name);
        match lines::problem_of_name(&name, "trường", MAX_NAME) {
            Some(words) => Err(FormErrors::one("name", words)),
            None => Ok(name),
        }
    }
}

/// A limit in the words of the form, never less than it is.
fn megabytes(bytes: u64) -> String {
    bytes.div_ceil(MEGABYTE).to_string()
}

#[cfg(test)]
mod tests;
