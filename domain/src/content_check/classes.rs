//! Which class a file is of, by its own words.

use super::{
    ContentWarning, Expected,
    words::{Token, tokens},
};
use crate::file_text::{Passage, Place};

/// What stands behind "Lớp" that is still part of a class's name, in words.
const MAX_WORDS: usize = 10;

/// Where the words behind "Lớp" are about something else.
const ENDS: [&str; 14] =
    ["chủ", "giáo", "gv", "gvcn", "thời", "năm", "ngày", "tuần", "tháng", "trường", "số", "người", "cô", "lĩnh"];

pub(super) fn check(head: &[Passage], expected: &Expected<'_>) -> Option<ContentWarning> {
    let class = expected.class?;
    let own = key(class);
    let stated: Vec<(Vec<String>, Place)> =
        head.iter().flat_map(|passage| statements(&passage.text).into_iter().map(|words| (words, passage.place))).collect();
    if own.is_empty() || stated.iter().any(|(words, _)| names(words, &own)) {
        return None;
    }
    stated.iter().find_map(|(words, place)| {
        let of_school = expected.classes.iter().find(|other| names(words, &key(other))).map(|other| (*other).to_owned());
        let other = of_school.or_else(|| like(words, &own))?;
        Some(ContentWarning::OtherClass { class: class.to_owned(), stated: other, place: *place })
    })
}

/// A class's name without spaces and the words before it that only say what it is.
fn key(name: &str) -> String {
    let words = words(&tokens(name));
    let kind = words.iter().take_while(|word| ["lớp", "nhóm", "trẻ"].contains(&word.as_str())).count();
    words.get(kind..).unwrap_or_default().concat()
}

/// What stands behind each "Lớp" or "Nhóm" of the text.
fn statements(text: &str) -> Vec<Vec<String>> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let Token::Word(word) = token else { continue };
        let before = tokens.get(..at).unwrap_or_default().iter().rev().find_map(|token| match token {
            Token::Word(word) => Some(word.as_str()),
            Token::Number { .. } | Token::Sign(_) | Token::Space | Token::Gap => None,
        });
        // "vào lớp 1" is where the children go next year.
        if !["lớp", "nhóm"].contains(&word.as_str()) || before == Some("vào") {
            continue;
        }
        let behind = tokens.get(at + 1..).unwrap_or_default();
        // A gap right behind the word or its colon is only space.
        let begins = behind.iter().take_while(|token| matches!(token, Token::Space | Token::Gap | Token::Sign(':'))).count();
        let behind = behind.get(begins..).unwrap_or_default();
        let ends = |token: &Token| match token {
            Token::Gap | Token::Sign(';' | '|' | '(') => true,
            Token::Word(word) => ENDS.contains(&word.as_str()) || ["lớp", "nhóm"].contains(&word.as_str()),
            Token::Number { .. } | Token::Sign(_) | Token::Space => false,
        };
        // "Mẫu giáo" is no teacher.
        let mut length = 0;
        let mut last = "";
        for (at, token) in behind.iter().enumerate() {
            // "24–36 tháng A" is no month.
            let is_of_name = match token {
                Token::Word(word) if word == "giáo" => last == "mẫu",
                Token::Word(word) if word == "tháng" => !matches!(behind.get(at + 2), Some(Token::Number { .. })),
                _ => false,
            };
            if ends(token) && !is_of_name {
                break;
            }
            if let Token::Word(word) = token {
                last = word;
            }
            length += 1;
        }
        let words: Vec<String> = words(behind.get(..length).unwrap_or_default()).into_iter().take(MAX_WORDS).collect();
        if !words.is_empty() {
            found.push(words);
        }
    }
    found
}

/// Words and numbers without signs; figures and letters that touch are two words.
fn words(tokens: &[Token]) -> Vec<String> {
    let word = |token: &Token| match token {
        Token::Word(word) => Some(word.clone()),
        Token::Number { value, .. } => Some(value.to_string()),
        Token::Sign(_) | Token::Space | Token::Gap => None,
    };
    tokens.iter().filter_map(word).collect()
}

/// Whether some words in a row are this name.
fn names(words: &[String], key: &str) -> bool {
    (0..words.len()).any(|from| (from + 1..=words.len()).any(|to| words.get(from..to).is_some_and(|some| some.concat() == key)))
}

/// Words in a row that are made like this name, of figures and letters, and are another one: "4C" where the school has none.
fn like(words: &[String], key: &str) -> Option<String> {
    let shape = |word: &str| -> String { word.chars().map(|letter| if letter.is_ascii_digit() { '0' } else { 'a' }).collect() };
    let of_key = shape(key);
    if !(of_key.contains('0') && of_key.contains('a')) || key.chars().count() > 3 {
        return None;
    }
    let pairs = words.windows(2).map(<[String]>::concat);
    pairs.filter(|pair| shape(pair) == of_key && pair != key).map(|pair| pair.to_uppercase()).next()
}
