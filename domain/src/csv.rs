//! Cells of the CSV files that the program writes; whoever opens one in Excel gets words and no formulas.

use std::borrow::Cow;

/// A cell as RFC 4180 wants it: in quotes where it has a comma, a quote or a line break, with its quotes doubled. One that Excel
/// or LibreOffice would compute, because it begins with `=`, `+`, `-`, `@` or a tab, has an apostrophe before it, and is text
/// there; so has one that would begin so once the program has read over a line break.
pub fn cell(text: &str) -> Cow<'_, str> {
    let plain =
        if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) };
    if plain.contains([',', '"', '\n', '\r']) { Cow::Owned(format!("\"{}\"", plain.replace('"', "\"\""))) } else { plain }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_computed_is_text_and_the_rest_stays_as_it_is() {
        let check = |text: &str, written: &str| assert_eq!(cell(text), written);
        check("Nghỉ Tết Dương lịch", "Nghỉ Tết Dương lịch");
        check("", "");
        check("nghỉ bão, lụt", "\"nghỉ bão, lụt\"");
        check("nghỉ \"bù\"", "\"nghỉ \"\"bù\"\"\"");
        check("=HYPERLINK(\"http://x.vn\")", "\"'=HYPERLINK(\"\"http://x.vn\"\")\"");
        check("=1+1", "'=1+1");
        check("+84 901", "'+84 901");
        check("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0");
        check("@SUM(1)", "'@SUM(1)");
        check("\t=1", "'\t=1");
        check("\r=1", "\"'\r=1\"");
        check("20/11 – nghỉ", "20/11 – nghỉ");
    }
}
