//! The first form: the school's name, and who is setting it up; later also how large a file may be.

use super::{FormData, FormErrors, Post, problem_of_user_name};
use crate::{
    files::{DEFAULT_FILE_LIMIT, MAX_MEGABYTES, MEGABYTE},
    names::{PersonName, user_name},
    people::{Honorific, Position},
    refusal::Refusal,
};

/// In letters.
const MAX_NAME: usize = 120;

/// The form as typed, but for the password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchoolForm {
    pub name: String,
    pub who: String,
    /// A code of `Honorific`.
    pub call: String,
    pub username: String,
    /// A code of `Post`.
    pub post: String,
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

/// Who sets the school up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Founder {
    pub name: PersonName,
    pub honorific: Honorific,
    pub username: String,
    pub position: Position,
}

/// The positions from which a school is set up (Điều 3, 4 and 5).
pub const FOUNDING_POSTS: [Post; 3] = [Post::VicePrincipal, Post::ManagementTeam, Post::Principal];

impl SchoolForm {
    pub fn first() -> Self {
        Self {
            name: String::new(),
            who: String::new(),
            call: Honorific::Co.code().to_owned(),
            username: String::new(),
            post: Post::VicePrincipal.code().to_owned(),
            limit: megabytes(DEFAULT_FILE_LIMIT),
        }
    }

    /// The form of a school that stands.
    pub fn of(name: &str, file_limit: u64) -> Self {
        Self { name: name.to_owned(), limit: megabytes(file_limit), ..Self::first() }
    }

    pub fn read(typed: &FormData) -> Self {
        let field = |name| typed.get(name).to_owned();
        Self {
            name: field("name"),
            who: field("who"),
            call: field("call"),
            username: field("username"),
            post: field("post"),
            limit: field("limit"),
        }
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
        let name = self.name.split_whitespace().collect::<Vec<_>>().join(" ");
        match name.chars().count() {
            0 => Err(FormErrors::one("name", "Thiếu tên trường.")),
            letters if letters > MAX_NAME => Err(FormErrors::one("name", format!("Tên trường dài quá {MAX_NAME} chữ."))),
            _ => Ok(name),
        }
    }

    /// The founder, with a password typed twice.
    ///
    /// # Errors
    /// All that is wrong, by field.
    pub fn founder(&self, password: &str, again: &str, least: usize) -> Result<Founder, FormErrors> {
        let mut errors = self.school_name().err().unwrap_or_default();
        let name = PersonName::parse(&self.who);
        if let Err(problem) = &name {
            errors.add("who", problem.to_string());
        }
        if let Some(problem) = problem_of_user_name(&self.username) {
            errors.add("username", problem);
        }
        if password.chars().count() < least {
            let words = Refusal::PasswordTooShort { least }.words();
            errors.add("password", format!("{}. {}", words.fact, words.advice));
        } else if password != again {
            let words = Refusal::PasswordsDiffer.words();
            errors.add("again", format!("{}.", words.fact));
        }
        let position = match Post::from_code(&self.post) {
            Some(Post::Principal) => Position::Principal,
            Some(Post::ManagementTeam) => Position::ManagementTeam,
            _ => Position::VicePrincipal,
        };
        let honorific = Honorific::from_code(&self.call).unwrap_or(Honorific::Co);
        match name {
            Ok(name) if errors.is_empty() => Ok(Founder { name, honorific, username: user_name(&self.username), position }),
            _ => Err(errors),
        }
    }
}

/// A limit in the words of the form, never less than it is.
fn megabytes(bytes: u64) -> String {
    bytes.div_ceil(MEGABYTE).to_string()
}
