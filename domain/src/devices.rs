//! Where somebody is signed in: the browser in words, from what it says of itself.

/// How much of what a browser says of itself is kept, in letters.
pub const MAX_AGENT: usize = 300;

/// "Chrome trên Windows"; what says nothing that is known is "Trình duyệt lạ".
pub fn browser_words(agent: &str) -> String {
    // The order matters: nearly all say that they are Chrome or Safari as well.
    const BROWSERS: [(&str, &str); 9] = [
        ("coc_coc_browser", "Cốc Cốc"),
        ("Zalo", "Zalo"),
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("FxiOS", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];
    const SYSTEMS: [(&str, &str); 7] = [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("CrOS", "Chromebook"),
        ("Mac OS X", "máy Mac"),
        ("Linux", "Linux"),
    ];
    let said = |list: &[(&'static str, &'static str)]| list.iter().find(|(sign, _)| agent.contains(sign)).map(|(_, words)| *words);
    match (said(&BROWSERS), said(&SYSTEMS)) {
        (Some(browser), Some(system)) => format!("{browser} trên {system}"),
        (Some(browser), None) => browser.to_owned(),
        (None, Some(system)) => format!("Trình duyệt lạ trên {system}"),
        (None, None) => "Trình duyệt lạ".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_named_as_its_owner_would() {
        for (agent, words) in [
            ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36", "Chrome trên Windows"),
            ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/142.0 Safari/537.36 Edg/142.0", "Edge trên Windows"),
            ("Mozilla/5.0 (Windows NT 6.1) coc_coc_browser/138.0 Chrome/132.0 Safari/537.36", "Cốc Cốc trên Windows"),
            ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile Safari/604.1", "Safari trên iPhone"),
            (
                "Mozilla/5.0 (Linux; Android 15) SamsungBrowser/28.0 Chrome/130 Mobile Safari/537.36",
                "Samsung Internet trên Android",
            ),
            ("Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0", "Firefox trên Linux"),
            ("curl/8.16.0", "Trình duyệt lạ"),
            ("", "Trình duyệt lạ"),
        ] {
            assert_eq!(browser_words(agent), words, "{agent}");
        }
    }
}
