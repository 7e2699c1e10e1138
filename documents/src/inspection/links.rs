//! Where a link leads, judged by its address alone.

/// What a link does for whoever clicks it, or opens what it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// A place in the same file, an address of mail or telephone, or a file beside this one of which nothing is known.
    Harmless,
    /// A page on the web.
    Web,
    /// A document, picture, sound or film on a disk of the machine on which the file was written.
    OwnMachine,
    /// Another machine in the network: to look there tells it the user's name and a digest of the password.
    OtherMachine,
    /// A program or script, or an address that starts one.
    Program,
}

/// Programs and scripts, by the endings that Windows starts. `com` counts on a disk only: people type addresses without a scheme.
const PROGRAMS: [&str; 45] = [
    "exe",
    "scr",
    "pif",
    "bat",
    "cmd",
    "ps1",
    "psm1",
    "vbs",
    "vbe",
    "js",
    "jse",
    "wsf",
    "wsh",
    "hta",
    "msi",
    "msp",
    "mst",
    "lnk",
    "url",
    "cpl",
    "jar",
    "reg",
    "dll",
    "ocx",
    "sys",
    "inf",
    "scf",
    "chm",
    "hlp",
    "gadget",
    "application",
    "appref-ms",
    "msc",
    "sct",
    "xll",
    "wll",
    "ppam",
    "xlam",
    "docm",
    "dotm",
    "xlsm",
    "xltm",
    "pptm",
    "potm",
    "iso",
];

/// What lies on a disk and only shows something.
const SHOWN: [&str; 44] = [
    "docx", "doc", "dotx", "dot", "rtf", "txt", "csv", "xlsx", "xls", "xlsb", "xltx", "pptx", "ppt", "ppsx", "pps", "pdf", "jpg",
    "jpeg", "png", "gif", "bmp", "tif", "tiff", "heic", "webp", "emf", "wmf", "svg", "mp3", "wav", "wma", "m4a", "aac", "mid",
    "midi", "mp4", "avi", "wmv", "mpg", "mpeg", "mov", "flv", "mkv", "3gp",
];

/// Addresses that show a page or begin a letter or a call.
const KNOWN_SCHEMES: [&str; 12] =
    ["http", "https", "mailto", "tel", "sms", "ftp", "ftps", "skype", "zalo", "callto", "webcal", "onenote"];

impl Link {
    pub fn of(target: &str) -> Self {
        let target = target.trim_matches(|letter: char| letter.is_whitespace() || letter.is_control());
        if target.is_empty() || target.starts_with('#') || target.eq_ignore_ascii_case("null") {
            return Self::Harmless;
        }
        let target = decoded(target).replace('\\', "/").to_lowercase();
        if target.starts_with("//") {
            return Self::OtherMachine;
        }
        match target.split_once(':') {
            Some((scheme, rest)) if scheme.chars().all(|letter| letter.is_ascii_alphanumeric() || "+-.".contains(letter)) => {
                Self::with_scheme(scheme, rest)
            }
            _ => Self::on_disk(&target, Self::Harmless),
        }
    }

    fn with_scheme(scheme: &str, rest: &str) -> Self {
        match scheme {
            "file" => Self::file(rest),
            _ if scheme.len() == 1 => Self::on_disk(rest, Self::OwnMachine),
            "http" | "https" | "ftp" | "ftps" => {
                let path = rest.trim_start_matches('/').split(['?', '#']).next().unwrap_or_default();
                match path.split_once('/') {
                    Some((_, path)) if is_program(path) => Self::Program,
                    _ => Self::Web,
                }
            }
            _ if KNOWN_SCHEMES.contains(&scheme) => Self::Harmless,
            // Buttons of web pages that come along when a page is copied into a document.
            "javascript" if ["", ";", "void(0)", "void(0);"].contains(&rest.trim()) => Self::Harmless,
            "about" if rest.trim() == "blank" => Self::Harmless,
            "data" if rest.starts_with("image/") => Self::Harmless,
            _ => Self::Program,
        }
    }

    /// `file:///C:/…` is a disk of the same machine, `file://machine/…` and `file:////machine/…` are others.
    fn file(rest: &str) -> Self {
        let path = rest.trim_start_matches('/');
        let slashes = rest.len() - path.len();
        let is_drive = matches!(path.as_bytes(), [drive, b':' | b'|', ..] if drive.is_ascii_alphabetic());
        match path.strip_prefix("localhost/") {
            Some(path) => Self::on_disk(path, Self::OwnMachine),
            None if is_drive || slashes <= 1 || slashes == 3 => Self::on_disk(path, Self::OwnMachine),
            None => Self::OtherMachine,
        }
    }

    /// A path without a machine's name: what its ending says.
    fn on_disk(path: &str, without: Self) -> Self {
        let path = path.split('#').next().unwrap_or_default();
        let name = path.rsplit('/').next().unwrap_or_default();
        match name.rsplit_once('.') {
            _ if is_program(path) => Self::Program,
            Some((_, "com")) if without == Self::OwnMachine => Self::Program,
            Some((_, ending)) if SHOWN.contains(&ending) => Self::OwnMachine,
            _ => without,
        }
    }
}

/// The name at the end of the path is one that Windows starts. Points and blanks after it are dropped there.
pub fn is_program(path: &str) -> bool {
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    let name = name.trim_end_matches(|letter: char| letter == '.' || letter.is_whitespace() || letter.is_control());
    name.rsplit_once('.').is_some_and(|(_, ending)| PROGRAMS.iter().any(|program| ending.eq_ignore_ascii_case(program)))
}

/// `%41` is `A`. Once: what is hidden twice is no address.
fn decoded(target: &str) -> String {
    let mut bytes = Vec::with_capacity(target.len());
    let mut rest = target.as_bytes();
    loop {
        match rest {
            [b'%', high, low, after @ ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                let digit =
                    |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok()).unwrap_or_default();
                bytes.push(digit(high) << 4 | digit(low));
                rest = after;
            }
            [byte, after @ ..] => {
                bytes.push(*byte);
                rest = after;
            }
            [] => return String::from_utf8_lossy(&bytes).into_owned(),
        }
    }
}

#[cfg(test)]
mod tests;
