//! The school's name and, once it is open, how large a file may be.

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
}

/// What an open school settles about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchoolPlan {
    pub name: String,
    /// The largest file that is taken, in bytes.
    pub file_limit: u64,
}

impl SchoolForm {
    /// No name yet, and the limit that a school begins with.
    pub fn first() -> Self {
        Self { name: String::new(), limit: megabytes(DEFAULT_FILE_LIMIT) }
    }

    /// The form of a school that stands.
    pub fn of(name: &str, file_limit: u64) -> Self {
        Self { name: name.to_owned(), limit: megabytes(file_limit) }
    }

    /// As sent: `name`, `limit`.
    pub fn read(typed: &FormData) -> Self {
        Self { name: typed.get("name").to_owned(), limit: typed.get("limit").to_owned() }
    }

    /// Name and file limit of an open school, whose limit is `now`.
    ///
    /// # Errors
    /// All that is wrong, by field.
    pub fn plan(&self, now: u64) -> Result<SchoolPlan, FormErrors> {
        let name = self.school_name();
        let limit = self.file_limit(now);
        match (name, limit) {
            (Ok(name), Ok(file_limit)) => Ok(SchoolPlan { name, file_limit }),
            (name, limit) => {
                let mut errors = name.err().unwrap_or_default();
                if let Err(words) = limit {
                    errors.add("limit", words);
                }
                Err(errors)
            }
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
