//! Number formats: a value as Excel in Vietnamese shows it, with a decimal comma, a thousands point, and days first.
//!
//! Of the language of these formats (ECMA-376 part 1, 18.8.31) the part is read that teachers' tables have: figures,
//! thousands, percent, words in quotes, days and hours. What is beyond (fractions, powers of ten) is shown as a plain number.

mod days;
#[cfg(test)]
mod tests;

/// Letters of a format's code that are read.
const MAX_CODE: usize = 255;
/// Figures behind the comma that are shown.
const MAX_DECIMALS: usize = 10;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct NumberFormat {
    /// For positive numbers, negative ones and zero; the first stands for those that are missing.
    sections: Vec<Section>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Section {
    General,
    Number(Figures),
    Moment(days::Moment),
    /// Words without the number.
    Words(String),
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Figures {
    before: String,
    after: String,
    /// Figures before the comma, at least.
    whole: usize,
    /// Figures behind the comma: always these …
    decimals: usize,
    /// … and up to these where they are not zero.
    more_decimals: usize,
    has_thousands: bool,
    /// By how many powers of a thousand the number is made smaller.
    thousands_off: u32,
    is_percent: bool,
}

impl NumberFormat {
    /// The format of this id, with the code that the workbook gives it.
    pub(super) fn of(id: u32, code: Option<&str>) -> Self {
        let built_in = match id {
            1 => "0",
            2 => "0.00",
            3 | 37 | 38 => "#,##0",
            4 | 39 | 40 => "#,##0.00",
            9 => "0%",
            10 => "0.00%",
            14 | 27..=31 | 50..=54 | 57 | 58 => "dd/mm/yyyy",
            15 => "d-mmm-yy",
            16 => "d-mmm",
            17 => "mmm-yy",
            18 | 19 => "h:mm AM/PM",
            20 => "h:mm",
            21 => "h:mm:ss",
            22 => "dd/mm/yyyy h:mm",
            45 => "mm:ss",
            46 => "[h]:mm:ss",
            47 => "mm:ss",
            41..=44 => "#,##0",
            _ => "General",
        };
        let code = code.unwrap_or(built_in);
        Self { sections: sections(code).iter().map(|section| Section::read(section)).collect() }
    }

    /// The day that the number is, where the format shows a whole one.
    pub(super) fn day(&self, number: f64, is_1904: bool) -> Option<chrono::NaiveDate> {
        match self.sections.first()? {
            Section::Moment(moment) => moment.day(number, is_1904),
            Section::General | Section::Number(_) | Section::Words(_) => None,
        }
    }

    /// The number as it is shown. `is_1904`: days are counted from 1904 on, as old workbooks of the Mac do.
    pub(super) fn show(&self, number: f64, is_1904: bool) -> String {
        let section = match self.sections.as_slice() {
            [_, negative, ..] if number < 0.0 => return negative.show(-number, false, is_1904),
            [_, _, zero, ..] if number == 0.0 => Some(zero),
            sections => sections.first(),
        };
        section.unwrap_or(&Section::General).show(number, true, is_1904)
    }
}

/// The sections of a code, cut where a semicolon is none of the words in it.
fn sections(code: &str) -> Vec<String> {
    let mut sections = vec![String::new()];
    let mut letters = code.chars().take(MAX_CODE);
    let mut is_quoted = false;
    while let Some(letter) = letters.next() {
        let Some(section) = sections.last_mut() else { break };
        match letter {
            ';' if !is_quoted => {
                sections.push(String::new());
                continue;
            }
            '"' => is_quoted = !is_quoted,
            '\\' if !is_quoted => {
                section.push(letter);
                section.extend(letters.next());
                continue;
            }
            _ => {}
        }
        section.push(letter);
    }
    sections.truncate(3);
    sections
}

impl Section {
    fn read(code: &str) -> Self {
        if code.trim().eq_ignore_ascii_case("general") || code.trim() == "@" {
            return Self::General;
        }
        if let Some(moment) = days::Moment::read(code) {
            return Self::Moment(moment);
        }
        let mut figures = Figures::default();
        let (mut has_figures, mut is_behind_comma, mut commas) = (false, false, 0);
        for token in tokens(code) {
            match token {
                Token::Words(words) if has_figures => figures.after.push_str(&words),
                Token::Words(words) => figures.before.push_str(&words),
                Token::Letter(figure @ ('0' | '#' | '?')) => {
                    has_figures = true;
                    figures.has_thousands |= commas > 0 && !is_behind_comma;
                    commas = 0;
                    match (is_behind_comma, figure) {
                        (true, '0') => figures.decimals = figures.more_decimals + 1,
                        (false, '0') => figures.whole += 1,
                        _ => {}
                    }
                    figures.more_decimals += usize::from(is_behind_comma);
                }
                Token::Letter('.') => is_behind_comma = true,
                Token::Letter(',') if has_figures => commas += 1,
                Token::Letter('%') => {
                    figures.is_percent = true;
                    if has_figures { figures.after.push('%') } else { figures.before.push('%') }
                }
                // Fractions and powers of ten.
                Token::Letter('/' | 'E' | 'e') if has_figures => return Self::General,
                Token::Letter(letter @ ('-' | '+' | '(' | ')' | ' ' | ':' | '$' | '₫' | 'đ' | '/')) => {
                    if has_figures {
                        figures.after.push(letter)
                    } else {
                        figures.before.push(letter)
                    }
                }
                Token::Letter(_) => {}
            }
        }
        figures.thousands_off = commas;
        figures.decimals = figures.decimals.min(MAX_DECIMALS);
        figures.more_decimals = figures.more_decimals.min(MAX_DECIMALS);
        if has_figures { Self::Number(figures) } else { Self::Words(figures.before) }
    }

    /// `has_sign`: a minus is shown; a section for negative numbers brings its own.
    fn show(&self, number: f64, has_sign: bool, is_1904: bool) -> String {
        match self {
            Self::General => general(if has_sign { number } else { -number }),
            Self::Words(words) => words.clone(),
            Self::Moment(moment) => moment.show(number, is_1904).unwrap_or_else(|| general(number)),
            Self::Number(figures) => figures.show(number, has_sign),
        }
    }
}

impl Figures {
    fn show(&self, number: f64, has_sign: bool) -> String {
        let scaled = if self.is_percent { number * 100.0 } else { number } / 1000_f64.powi(self.thousands_off.min(4) as i32);
        if !scaled.is_finite() || scaled.abs() >= 1e21 {
            return general(number);
        }
        // Excel rounds what it shows, not what is stored: 2.675 is 2,68 there.
        let decimals = self.more_decimals;
        let nudged = scaled.abs() * (1.0 + f64::EPSILON * 2.0);
        let written = format!("{nudged:.decimals$}");
        let (whole, behind) = written.split_once('.').unwrap_or((&written, ""));
        let whole = format!("{whole:0>width$}", width = self.whole);
        let whole = if self.whole == 0 && whole == "0" && decimals > 0 { "" } else { &whole };
        let kept = behind.trim_end_matches('0').len().max(self.decimals.min(behind.len()));
        let behind = behind.get(..kept).unwrap_or_default();
        let whole = if self.has_thousands { grouped(whole) } else { whole.to_owned() };
        let is_zero = !written.bytes().any(|byte| (b'1'..=b'9').contains(&byte));
        let sign = if has_sign && scaled < 0.0 && !is_zero { "-" } else { "" };
        let comma = if behind.is_empty() { "" } else { "," };
        format!("{sign}{}{whole}{comma}{behind}{}", self.before, self.after)
    }
}

fn grouped(whole: &str) -> String {
    let mut grouped = String::new();
    for (at, figure) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(figure);
    }
    grouped
}

/// As a cell without a format shows it: up to eleven figures.
pub(super) fn general(number: f64) -> String {
    if !number.is_finite() {
        return String::new();
    }
    let size = number.abs();
    if size != 0.0 && !(1e-9..1e15).contains(&size) {
        return format!("{number:.5E}").replace('.', ",");
    }
    let whole_figures = if size < 1.0 { 1 } else { size.log10().floor() as usize + 1 };
    let written = format!("{number:.places$}", places = 10_usize.saturating_sub(whole_figures));
    let shown = if written.contains('.') { written.trim_end_matches('0').trim_end_matches('.') } else { &written };
    if shown == "-0" { "0".to_owned() } else { shown.replace('.', ",") }
}

#[derive(Debug)]
enum Token {
    /// In quotes, or behind a backslash.
    Words(String),
    Letter(char),
}

/// A section's code without colours, languages, widths and fillings.
fn tokens(code: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut letters = code.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => tokens.push(Token::Words(letters.by_ref().take_while(|letter| *letter != '"').collect())),
            '\\' => tokens.extend(letters.next().map(|letter| Token::Words(letter.to_string()))),
            '[' => {
                let inside: String = letters.by_ref().take_while(|letter| *letter != ']').collect();
                // "[$₫-42A]": a sign of money, and the language of the format.
                if let Some(money) = inside.strip_prefix('$').map(|rest| rest.split('-').next().unwrap_or_default()) {
                    tokens.push(Token::Words(money.to_owned()));
                }
            }
            // A gap as wide as the next letter, a filling with it.
            '_' => tokens.extend(letters.next().map(|_| Token::Words(" ".to_owned()))),
            '*' => {
                letters.next();
            }
            letter => tokens.push(Token::Letter(letter)),
        }
    }
    tokens
}
