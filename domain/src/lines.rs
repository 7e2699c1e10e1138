//! One line of words as people type it: which letters are kept, how long it may be, and which two lines look alike.
//!
//! Whatever is typed into a field comes through `clean` once, where a form is read (`FormData`); behind it nobody meets a
//! letter that cannot be seen, an end of line, or NUL, which PostgreSQL does not keep.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Marks that may stand on one letter beside those composed with it. Vietnamese needs two, as single letters; a heap of them would
/// grow over the words of others, above and below.
const MAX_MARKS: usize = 4;
/// Blank lines that may follow one another in a text: more of them only push away what comes behind.
const MAX_BLANK_LINES: usize = 2;

/// A line as it is kept: composed letters (NFC) with at most `MAX_MARKS` marks each, one space between words, none around, and
/// nothing that cannot be seen. A mark without a letter before it goes too: it would sit on whatever stands in front of the line.
pub fn clean(typed: &str) -> String {
    let spaced = typed.chars().map(|letter| if letter.is_whitespace() { ' ' } else { letter });
    // Before composing: a mark may hide behind a letter without width.
    let seen: String = spaced.filter(|letter| !is_unseen(*letter)).nfc().filter(few_marks()).collect();
    let line = seen.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    line.trim_start_matches(|letter| letter == ' ' || is_combining_mark(letter)).to_owned()
}

/// A text of several lines as it is kept: as typed, without what cannot be seen, with at most `MAX_MARKS` marks on a letter and
/// `MAX_BLANK_LINES` blank lines in a row, and without any at either end. The letters that join two pictures to one stay, for a
/// text may hold pictures.
pub fn clean_text(typed: &str) -> String {
    let is_kept = |letter: &char| matches!(letter, '\n' | '\t' | '\u{200d}' | '\u{fe0f}') || !is_unseen(*letter);
    let text: String = typed.chars().filter(is_kept).filter(few_marks()).collect();
    let mut blank = 0;
    let lines = text.trim().split('\n').filter(|line| {
        blank = if is_blank(line) { blank + 1 } else { 0 };
        blank <= MAX_BLANK_LINES
    });
    // The last line may have been one of marks alone, behind blank ones.
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// Whether a letter stays, asked for one after the other: a mark does not where its letter has its marks already. What joins two
/// pictures begins no new letter.
fn few_marks() -> impl FnMut(&char) -> bool {
    let mut marks = 0;
    move |letter: &char| {
        let is_mark = is_combining_mark(*letter);
        if is_mark {
            marks += 1;
        } else if *letter != '\u{200d}' {
            marks = 0;
        }
        !is_mark || marks <= MAX_MARKS
    }
}

/// Nothing is to be seen in it: marks alone have no letter to sit on.
fn is_blank(line: &str) -> bool {
    line.chars().all(|letter| letter.is_whitespace() || letter == '\u{200d}' || is_combining_mark(letter))
}

/// Control letters, letters without width, letters that turn the direction of the text, those that only fill a place, and
/// those that mean nothing outside of one machine (Unicode: Cc, Default_Ignorable_Code_Point, private use, noncharacters).
pub(crate) fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}')
        || matches!(letter, '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(letter, '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
        || matches!(letter, '\u{ffa0}' | '\u{fff0}'..='\u{ffff}' | '\u{fdd0}'..='\u{fdef}' | '\u{e000}'..='\u{f8ff}')
        || matches!(letter, '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{10ffff}')
}

/// Why a name cannot stand, in whole sentences; `None` where it can. `name` is clean, `what` is named by it, and `most` is
/// the number of letters that it may have.
pub fn problem_of_name(name: &str, what: &str, most: usize) -> Option<String> {
    match name.chars().count() {
        0 => Some(format!("Thiếu tên {what}.")),
        letters if letters > most => Some(format!("Tên {what} dài quá {most} ký tự.")),
        _ => None,
    }
}

/// How a line looks on a screen: two lines of one look are one to whoever reads them. Letters of other alphabets stand as the
/// Latin ones that they look like, capitals as small letters, every dash and quotation mark as the plain one; marks stay,
/// for "Mai" and "Mái" are two names.
pub fn look(line: &str) -> String {
    clean(line).nfkd().map(latin).flat_map(char::to_lowercase).nfc().collect()
}

/// Whether two lines have one look.
pub fn look_alike(one: &str, other: &str) -> bool {
    look(one) == look(other)
}

/// The Latin letter that one of another alphabet is taken for, and the plain form of a dash or quotation mark; every other
/// letter is itself.
fn latin(letter: char) -> char {
    match letter {
        'а' | 'α' | 'ɑ' => 'a',
        'А' | 'Α' => 'A',
        'В' | 'Β' => 'B',
        'с' => 'c',
        'С' => 'C',
        'ԁ' => 'd',
        'ð' | 'ɖ' => 'đ',
        'Ð' | 'Ɖ' => 'Đ',
        'е' => 'e',
        'Е' | 'Ε' => 'E',
        'ɡ' => 'g',
        'Ԍ' => 'G',
        'һ' | 'հ' => 'h',
        'Н' | 'Η' => 'H',
        'і' | 'ι' | 'ı' => 'i',
        'І' | 'Ι' | 'Ӏ' => 'I',
        'ј' => 'j',
        'Ј' => 'J',
        'к' | 'κ' => 'k',
        'К' | 'Κ' => 'K',
        'ӏ' => 'l',
        'М' | 'Μ' => 'M',
        'Ν' => 'N',
        'о' | 'ο' | 'օ' => 'o',
        'О' | 'Ο' => 'O',
        'р' | 'ρ' => 'p',
        'Р' | 'Ρ' => 'P',
        'ԛ' => 'q',
        'Ԛ' => 'Q',
        'ѕ' => 's',
        'Ѕ' => 'S',
        'Т' | 'Τ' => 'T',
        'υ' | 'ս' => 'u',
        'ν' => 'v',
        'ԝ' => 'w',
        'Ԝ' => 'W',
        'х' | 'χ' => 'x',
        'Х' | 'Χ' => 'X',
        'у' => 'y',
        'У' | 'Υ' => 'Y',
        'Ζ' => 'Z',
        '‐' | '‒' | '–' | '—' | '―' | '−' => '-',
        '‘' | '’' | 'ʼ' | '′' => '\'',
        '“' | '”' | '„' | '«' | '»' => '"',
        other => other,
    }
}

/// What people write before the number of a decision, in small letters.
const BEFORE_NUMBER: [&str; 3] = ["quyết định", "qđ", "số"];

/// A list that was typed one to a line, such as the reasons of which somebody chooses: at most `most`, of at most `longest` letters
/// each, and none twice.
///
/// # Errors
/// What is wrong with it first.
pub fn listed_reasons(typed: &str, most: usize, longest: usize) -> Result<Vec<String>, String> {
    let reasons: Vec<String> = typed.lines().map(clean).filter(|line| !line.is_empty()).collect();
    if reasons.len() > most {
        return Err(format!("Có {} lý do, nhiều nhất {most}. Bỏ bớt rồi lưu lại.", reasons.len()));
    }
    if let Some(long) = reasons.iter().find(|one| one.chars().count() > longest) {
        let letters = long.chars().count();
        return Err(format!("“{long}” dài {letters} ký tự, nhiều nhất {longest}. Rút gọn rồi lưu lại."));
    }
    let twice = reasons.iter().enumerate().find(|(at, one)| reasons.iter().take(*at).any(|before| look_alike(before, one)));
    match twice {
        Some((_, one)) => Err(format!("“{one}” có hai lần. Bỏ một dòng rồi lưu lại.")),
        None => Ok(reasons),
    }
}

/// The number alone: "15/QĐ-MNNT" of "QĐ số 15/QĐ-MNNT"; empty where there is none.
pub fn bare_number(typed: &str) -> &str {
    let mut rest = typed.trim();
    while let Some(shorter) = BEFORE_NUMBER.into_iter().find_map(|word| after_word(rest, word)) {
        rest = shorter;
    }
    rest
}

/// "Quyết định số 15/QĐ-MNNT", also where such words were typed before the number. Sheets of forms 4 to 6 are drawn with these
/// words and must be drawn again byte by byte: other words need another edition of the sheets, and these stay for the files of
/// today.
pub fn decision_words(number: &str) -> String {
    let bare = bare_number(number);
    format!("Quyết định số {}", if bare.is_empty() { number } else { bare })
}

/// By which document something is so, however it was typed: "Quyết định số 15/QĐ-MNNT" of a number, and what bears no number first
/// by its own words, "Quy chế quản lý hồ sơ điện tử".
pub fn document_words(typed: &str) -> String {
    let typed = typed.trim_end_matches(['.', ' ']);
    if bare_number(typed).starts_with(|letter: char| letter.is_ascii_digit()) { decision_words(typed) } else { typed.to_owned() }
}

/// What follows `word` in a text that begins with it, in small or capital letters; `None` where it is the beginning of something
/// else, as in "QĐ-MNNT".
fn after_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let mut letters = text.chars();
    let is_word = word.chars().all(|wanted| letters.next().is_some_and(|letter| letter.to_lowercase().eq([wanted])));
    let behind = letters.as_str();
    let rest = behind.trim_start_matches(|letter: char| letter.is_whitespace() || letter == ':' || letter == '.');
    let ends = behind.is_empty() || rest.len() < behind.len() || rest.starts_with(|letter: char| letter.is_ascii_digit());
    (is_word && ends).then_some(rest)
}

#[cfg(test)]
mod tests;
