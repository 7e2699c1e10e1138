//! The first form: the school's name, and who is setting it up.

use super::{Errors, Post, Typed, problem_of_user_name};
use crate::{
    names::{PersonName, user_name},
    people::{Address, Position},
    refusal::Refusal,
};

/// In letters.
const LONGEST_NAME: usize = 120;

/// The form as typed, but for the password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchoolForm {
    pub name: String,
    pub who: String,
    /// A code of `Address`.
    pub call: String,
    pub username: String,
    /// A code of `Post`.
    pub post: String,
}

/// Who sets the school up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Founder {
    pub name: PersonName,
    pub address: Address,
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
            call: Address::Co.code().to_owned(),
            username: String::new(),
            post: Post::VicePrincipal.code().to_owned(),
        }
    }

    pub fn read(typed: &Typed) -> Self {
        let field = |name| typed.get(name).to_owned();
        Self { name: field("name"), who: field("who"), call: field("call"), username: field("username"), post: field("post") }
    }

    /// The school's name.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn school_name(&self) -> Result<String, Errors> {
        let name = self.name.split_whitespace().collect::<Vec<_>>().join(" ");
        match name.chars().count() {
            0 => Err(Errors::one("name", "Thiếu tên trường.")),
            letters if letters > LONGEST_NAME => Err(Errors::one("name", format!("Tên trường dài quá {LONGEST_NAME} chữ."))),
            _ => Ok(name),
        }
    }

    /// The founder, with a password typed twice.
    ///
    /// # Errors
    /// All that is wrong, by field.
    pub fn founder(&self, password: &str, again: &str, least: usize) -> Result<Founder, Errors> {
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
        let address = Address::from_code(&self.call).unwrap_or(Address::Co);
        match name {
            Ok(name) if errors.is_empty() => Ok(Founder { name, address, username: user_name(&self.username), position }),
            _ => Err(errors),
        }
    }
}
