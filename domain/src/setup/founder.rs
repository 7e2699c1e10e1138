//! Who is setting the school up: the one person who has an account with a password before the school is open.

use crate::{
    forms::{FormData, FormErrors},
    names::{PersonName, user_name},
    passwords::{self, KnownNames},
    people::{Honorific, Position},
    refusal::Refusal,
    staff::{Post, problem_of_user_name},
};

/// The form as typed, but for the password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FounderForm {
    pub who: String,
    /// A code of `Honorific`.
    pub call: String,
    pub username: String,
    /// A code of `Post`.
    pub post: String,
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

impl FounderForm {
    /// First values: a vice principal prepares the year in most schools.
    pub fn first() -> Self {
        Self {
            who: String::new(),
            call: Honorific::Co.code().to_owned(),
            username: String::new(),
            post: Post::VicePrincipal.code().to_owned(),
        }
    }

    /// Reads what was sent: `who`, `call`, `username`, `post`.
    pub fn read(typed: &FormData) -> Self {
        let field = |name| typed.get(name).to_owned();
        Self { who: field("who"), call: field("call"), username: field("username"), post: field("post") }
    }

    /// The founder; their password is checked by `chosen_password`.
    ///
    /// # Errors
    /// All that is wrong, by field.
    pub fn parse(&self) -> Result<Founder, FormErrors> {
        let mut errors = FormErrors::default();
        let name = PersonName::parse(&self.who);
        if let Err(problem) = &name {
            errors.add("who", problem.to_string());
        }
        if let Some(problem) = problem_of_user_name(&self.username) {
            errors.add("username", problem);
        }
        let position = match Post::from_code(&self.post) {
            Some(Post::Principal) => Position::Principal,
            Some(Post::ManagementTeam) => Position::ManagementTeam,
            // A post that the form does not offer is as good as none: the one that is chosen at first.
            Some(Post::VicePrincipal | Post::Head | Post::DeputyHead | Post::Teacher | Post::SectionHolder | Post::Member)
            | None => Position::VicePrincipal,
        };
        let honorific = Honorific::from_code(&self.call).unwrap_or(Honorific::Co);
        match name {
            Ok(name) if errors.is_empty() => Ok(Founder { name, honorific, username: user_name(&self.username), position }),
            _ => Err(errors),
        }
    }
}

/// The password in the fields `password` and `again`: one that may be chosen by somebody with these names, typed twice alike.
///
/// # Errors
/// What is wrong, by field.
pub fn chosen_password<'t>(typed: &'t FormData, names: &KnownNames<'_>) -> Result<&'t str, FormErrors> {
    let password = typed.exactly("password");
    if let Err(refusal) = passwords::check(password, names) {
        let words = refusal.words();
        Err(FormErrors::one("password", format!("{}. {}", words.fact, words.advice)))
    } else if passwords::composed(password) != passwords::composed(typed.exactly("again")) {
        let words = Refusal::PasswordsDiffer.words();
        Err(FormErrors::one("again", format!("{}.", words.fact)))
    } else {
        Ok(password)
    }
}
