//! From where something was done: the address of the machine and what its browser says that it is.

use std::fmt;

/// A browser says of itself what it likes; of a longer name no more than so many letters are kept.
const MAX_BROWSER: usize = 60;

/// As an event carries it, hashed with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// "192.168.1.23": of the machine, or of the network behind which it stands.
    pub address: String,
    /// "Chrome, Windows"; empty where the browser says nothing.
    pub browser: String,
}

/// How browsers name themselves, the more special ones first: most of them also say "Chrome" or "Safari".
const BROWSERS: [(&str, &str); 9] = [
    ("Edg", "Edge"),
    ("coc_coc", "Cốc Cốc"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
];

/// The same of what they run on.
const SYSTEMS: [(&str, &str); 7] = [
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
];

impl Origin {
    /// From the address of a request and its `User-Agent`.
    pub fn new(address: String, user_agent: &str) -> Self {
        let named =
            |names: &[(&str, &'static str)]| names.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, name)| *name);
        let browser = match (named(&BROWSERS), named(&SYSTEMS)) {
            (Some(browser), Some(system)) => format!("{browser}, {system}"),
            (Some(one), None) | (None, Some(one)) => one.to_owned(),
            (None, None) => {
                let is_plain = |letter: &char| !letter.is_control();
                user_agent.trim().chars().filter(is_plain).take(MAX_BROWSER).collect()
            }
        };
        Self { address: address.split_whitespace().collect(), browser }
    }

    /// Reads what an event carries.
    pub fn read(stored: &str) -> Self {
        let (address, browser) = stored.split_once(' ').unwrap_or((stored, ""));
        Self { address: address.to_owned(), browser: browser.to_owned() }
    }
}

/// As it is stored and shown: the address, a space, and the browser.
impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { address, browser } = self;
        if browser.is_empty() { f.write_str(address) } else { write!(f, "{address} {browser}") }
    }
}
