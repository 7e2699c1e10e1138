//! Formulas of Excel 97–2003: a list of tokens (MS-XLS 2.5.198), written here as the text that Excel shows, so that one reader
//! judges the formulas of both times.

use crate::inspection::{
    findings::Findings,
    formulas::{self, Addresses},
};

/// A text is built no longer than this, in bytes: Excel allows 8,192 letters.
const MAX_TEXT: usize = 32 * 1024;

/// Functions that are asked for something, by their numbers (MS-XLS 2.5.198.17); the others take the name `F`.
const NAMES: [(u16, &str); 8] = [
    (110, "EXEC"),
    (111, "CHAR"),
    (149, "REGISTER"),
    (150, "CALL"),
    (267, "REGISTER.ID"),
    (336, "CONCATENATE"),
    (359, "HYPERLINK"),
    (379, "RTD"),
];

/// Those without an argument: NA, PI, TRUE, FALSE, RAND, NOW, TODAY.
const WITHOUT_ARGUMENT: [u16; 7] = [10, 19, 34, 35, 63, 74, 221];

/// The tokens of a formula or of a shared one. Excel does not open what makes no sense.
pub fn judge(tokens: &[u8], addresses: &mut Addresses, findings: &mut Findings) {
    if let Some(text) = written(tokens) {
        formulas::judge(&text, addresses, findings);
    }
}

/// As Excel shows it, as far as anybody asks here: places are `A1`, and signs between two values `+` or `&`. `None` where the
/// tokens make no sense.
fn written(tokens: &[u8]) -> Option<String> {
    let mut values: Vec<String> = Vec::new();
    let mut rest = tokens;
    while let [token, after @ ..] = rest {
        // Three classes of the same token.
        let kind = if *token >= 0x60 {
            token - 0x40
        } else if *token >= 0x40 {
            token - 0x20
        } else {
            *token
        };
        let size = size_of(kind, after)?;
        let (body, next) = after.split_at_checked(size)?;
        rest = next;
        match kind {
            0x03..=0x11 => {
                let (right, left) = (values.pop()?, values.pop()?);
                values.push(format!("{left}{}{right}", if kind == 0x08 { '&' } else { '+' }));
            }
            0x15 => {
                let inner = values.pop()?;
                values.push(format!("({inner})"));
            }
            0x16 => values.push(String::new()),
            0x17 => values.push(format!("\"{}\"", text(body)?.replace('"', "\"\""))),
            0x1E => values.push(u16::from_le_bytes([*body.first()?, *body.get(1)?]).to_string()),
            // One with a fixed number of arguments, which is not told: those asked for here have one, and what others leave
            // lies under what follows.
            0x21 => {
                let function = u16::from_le_bytes([*body.first()?, *body.get(1)?]);
                let argument = if WITHOUT_ARGUMENT.contains(&function) { String::new() } else { values.pop()? };
                values.push(format!("{}({argument})", name(function)));
            }
            0x22 => {
                let count = usize::from(*body.first()? & 0x7F);
                let function = u16::from_le_bytes([*body.get(1)?, *body.get(2)? & 0x7F]);
                let arguments = values.split_off(values.len().checked_sub(count)?);
                values.push(format!("{}({})", name(function), arguments.join(",")));
            }
            // Signs of one value, and marks for how Excel computes.
            0x12..=0x14 | 0x18 | 0x19 | 0x26..=0x29 => {}
            _ => values.push("A1".to_owned()),
        }
        if values.iter().map(String::len).sum::<usize>() > MAX_TEXT {
            return None;
        }
    }
    Some(values.join("+"))
}

fn name(function: u16) -> &'static str {
    NAMES.iter().find(|(number, _)| *number == function).map_or("F", |(_, name)| name)
}

/// How many bytes follow a token.
fn size_of(kind: u8, after: &[u8]) -> Option<usize> {
    Some(match kind {
        0x01 | 0x02 => 4,
        0x03..=0x16 => 0,
        0x17 => 2 + usize::from(*after.first()?) * if after.get(1)? & 1 == 1 { 2 } else { 1 },
        0x18 => 5,
        // A choice among so many places, with the distance to each.
        0x19 if after.first()? & 4 != 0 => 3 + 2 * (usize::from(u16::from_le_bytes([*after.get(1)?, *after.get(2)?])) + 1),
        0x19 => 3,
        0x1C | 0x1D => 1,
        0x1E | 0x21 | 0x29 => 2,
        0x1F | 0x25 | 0x2B | 0x2D => 8,
        0x20 => 7,
        0x22 => 3,
        0x23 | 0x24 | 0x2A | 0x2C => 4,
        0x26..=0x28 | 0x39 | 0x3A | 0x3C => 6,
        0x3B | 0x3D => 10,
        _ => return None,
    })
}

/// A text with its length in letters, one byte each or two.
fn text(body: &[u8]) -> Option<String> {
    let [_, flags, letters @ ..] = body else { return None };
    if flags & 1 == 0 {
        return Some(letters.iter().map(|byte| char::from(*byte)).collect());
    }
    let units = letters.as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair));
    Some(char::decode_utf16(units).map(|letter| letter.unwrap_or('\u{fffd}')).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_written_as_excel_shows_them() {
        let quoted = |text: &str| [&[0x17, text.len() as u8, 0][..], text.as_bytes()].concat();
        let joined = [quoted(r"\\"), quoted("may\"1"), vec![0x08], quoted("Xem"), vec![0x42, 2, 0x67, 1]].concat();
        assert_eq!(written(&joined).as_deref(), Some(r#"HYPERLINK("\\"&"may""1","Xem")"#));
        let sum = [0x25, 0, 0, 0, 0, 1, 0, 1, 0, 0x19, 0x10, 0, 0];
        assert_eq!(written(&sum).as_deref(), Some("A1"));
        assert_eq!(written(&[0x24, 0, 0, 0, 0, 0x1E, 2, 0, 0x03, 0x15]).as_deref(), Some("(A1+2)"));
        assert_eq!(written(&[0x1E, 92, 0, 0x41, 111, 0]).as_deref(), Some("CHAR(92)"));
        let today = [0x24, 0, 0, 0, 0, 0x21, 221, 0, 0x03];
        assert_eq!(written(&today).as_deref(), Some("A1+F()"));
        for broken in [&[0x17, 9, 0][..], &[0x08], &[0xFF], &[0x22, 3, 1, 0]] {
            assert_eq!(written(broken), None, "{broken:?}");
        }
    }
}
