//! What is one's own in a sentence: a line of the log that names somebody else is told without it.

use crate::people::{Organisation, Person, PersonId};

/// What stands in the place of a line that is about somebody else.
const OF_ANOTHER: &str = "một việc có tên người khác, xem ở Nhật ký của nhà trường";

/// `text`, which is about `person`, where it names nobody else of the school; else what kind of line it was.
pub fn without_others(organisation: &Organisation, person: PersonId, text: &str) -> String {
    let own = organisation.person(person).map(Person::mention);
    let names = |name: &str| text.to_lowercase().contains(&name.to_lowercase());
    let mut others = organisation.people.iter().filter(|one| one.id != person);
    let names_another =
        |one: &Person| names(&one.name.to_string()) || (Some(one.mention()) != own && says_word_by_word(text, &one.mention()));
    if others.any(names_another) { OF_ANOTHER.to_owned() } else { text.to_owned() }
}

/// "cô Hà" is not named by "cô Hàng".
fn says_word_by_word(text: &str, mention: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
    };
    let (text, mention) = (words(text), words(mention));
    !mention.is_empty() && text.windows(mention.len()).any(|window| window == mention)
}
