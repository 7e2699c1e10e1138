//! "Khối 4 tuổi", "Mẫu giáo nhỡ", "4A1": which department a list means, where it does not write its name.

use crate::{
    names::{fold, same_name},
    people::{Department, DepartmentKind, Organisation},
};

/// The department that these words name; else the one of the age that they, or the name of a class, say.
pub(super) fn department_of<'o>(words: &str, organisation: &'o Organisation) -> Option<&'o Department> {
    let by_name = teaching(organisation).find(|one| same_name(&one.name, words));
    by_name.or_else(|| of_age(age(words)?, organisation))
}

/// The department over whose classes these words stand: a name such as "Bé" is somebody's too, so an age is said in full.
pub(super) fn department_of_title<'o>(words: &str, organisation: &'o Organisation) -> Option<&'o Department> {
    let plain = fold(words);
    let says_age = ["khoi", "tuoi", "mau giao", "nha tre", "nhom tre"].iter().any(|word| plain.contains(word));
    department_of(words, organisation).filter(|one| says_age || same_name(&one.name, words))
}

/// The department of a class of this name: that of its age, else that of every other class whose name begins alike.
pub(super) fn department_of_class<'o>(class: &str, organisation: &'o Organisation) -> Option<&'o Department> {
    let begins = |name: &str| fold(name).chars().next();
    let by_age = age_of_class(class).and_then(|age| of_age(age, organisation));
    by_age.or_else(|| {
        let mut alike = organisation.open_classes().filter(|one| begins(&one.name) == begins(class)).map(|one| one.department);
        let first = alike.next()?;
        alike.all(|one| one == first).then(|| organisation.department(first)).flatten()
    })
}

/// Those that have classes.
pub(super) fn teaching(organisation: &Organisation) -> impl Iterator<Item = &Department> {
    organisation.departments.iter().filter(|one| one.kind == DepartmentKind::Teaching)
}

fn of_age(wanted: u32, organisation: &Organisation) -> Option<&Department> {
    let mut found = teaching(organisation).filter(|one| age(&one.name) == Some(wanted));
    let only = found.next()?;
    found.next().is_none().then_some(only)
}

/// Of children before kindergarten.
const NURSERY: u32 = 2;
/// As schools say the ages of kindergarten; "nhỡ" and "nhỏ" are one word without their marks.
const NAMED: [(u32, &[&str]); 3] = [(3, &["bé", "mầm", "nhỏ"]), (4, &["nhỡ", "chồi"]), (5, &["lớn", "lá"])];

/// How old children are, in years, where words of a department say it.
fn age(words: &str) -> Option<u32> {
    let (plain, small) = (fold(words), words.to_lowercase());
    if ["nha tre", "nhom tre", "thang"].iter().any(|word| plain.contains(word)) {
        return Some(NURSERY);
    }
    let said = ["tuoi", "khoi", "mau giao", "mg"].iter().any(|word| plain.contains(word));
    let number = plain.split(|letter: char| !letter.is_ascii_digit()).find(|part| !part.is_empty());
    if let Some(number) = number.and_then(|digits| digits.parse().ok()).filter(|number| said && (3..=5).contains(number)) {
        return Some(number);
    }
    let has = |word: &str| small.split(|letter: char| !letter.is_alphabetic()).any(|one| one == word);
    NAMED.into_iter().find(|(_, names)| names.iter().any(|name| has(name))).map(|(age, _)| age)
}

fn age_of_class(class: &str) -> Option<u32> {
    let plain = fold(class);
    let first = plain.chars().next().and_then(|letter| letter.to_digit(10)).filter(|digit| (3..=5).contains(digit));
    first.or_else(|| if plain.starts_with("nt") { Some(NURSERY) } else { age(class) })
}
