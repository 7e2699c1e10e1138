//! TCVN 5712:1993, third set ("ABC"), whose vowels with marks have one code each.

/// Codes above ASCII, as the letters that Windows' Western set has in their places.
const CODES: &str = concat!("¡¢£¤¥¦§", "¨©ª«¬\u{ad}®", "µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑ", "ÒÓÔÕÖ×ØÜÝÞßáâãäåæçèé", "êëìíîïñòóôõö÷øùúûüýþ",);

/// What is drawn in these places, in the same order.
const LETTERS: &str = concat!("ĂÂÊÔƠƯĐ", "ăâêôơưđ", "àảãáạằẳẵắặầẩẫấậèẻẽéẹ", "ềểễếệìỉĩíịòỏõóọồổỗốộ", "ờởỡớợùủũúụừửữứựỳỷỹýỵ",);

/// The text in Unicode.
pub fn to_unicode(text: &str) -> String {
    text.chars().map(letter).collect()
}

fn letter(code: char) -> char {
    if code.is_ascii() {
        return code;
    }
    CODES.chars().zip(LETTERS.chars()).find(|(known, _)| *known == code).map_or(code, |(_, letter)| letter)
}
