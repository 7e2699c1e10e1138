//! Where somebody is signed in: the browser in words, from what it says of itself, and when its pages lock themselves.

use crate::refusal::Words;

/// How much of what a browser says of itself is kept, in letters.
pub const MAX_AGENT: usize = 300;

/// Whether the pages of a browser lock themselves where nobody has a hand on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageLock {
    /// Several people use the machine.
    Shared,
    /// One person uses it, and the school has said that theirs lock as well.
    Own,
    Never,
}

impl PageLock {
    /// Of a browser that `is_shared` by whoever signed in there, at a school that `locks_own` ones as well.
    pub const fn of(is_shared: bool, locks_own: bool) -> Self {
        match (is_shared, locks_own) {
            (true, _) => Self::Shared,
            (false, true) => Self::Own,
            (false, false) => Self::Never,
        }
    }

    /// After how many seconds without a hand; `None` where they never do. Two minutes at the machines of the staff room; ten at
    /// one's own desk, where one reads and looks up.
    pub const fn seconds(self) -> Option<u32> {
        match self {
            Self::Shared => Some(120),
            Self::Own => Some(600),
            Self::Never => None,
        }
    }
}

/// Why somebody's session was ended before its time, by whatever was done elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionEnd {
    /// The owner ended it from another browser.
    Elsewhere,
    /// The owner has chosen another password.
    PasswordChanged,
    /// Somebody handed another password out.
    PasswordReset,
    /// The account is shut.
    Suspended,
}

impl SessionEnd {
    pub const ALL: [Self; 4] = [Self::Elsewhere, Self::PasswordChanged, Self::PasswordReset, Self::Suspended];

    /// The word in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Elsewhere => "elsewhere",
            Self::PasswordChanged => "password_changed",
            Self::PasswordReset => "password_reset",
            Self::Suspended => "suspended",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// For the browser in which the session was, where it signs in again.
    pub fn words(self) -> Words {
        let (fact, advice) = match self {
            Self::Elsewhere => (
                "Máy này đã được đăng xuất từ máy khác",
                "Đăng nhập lại được ngay. Nếu không phải mình bấm thì vào rồi đổi mật khẩu.",
            ),
            Self::PasswordChanged => (
                "Mật khẩu đã được đổi ở máy khác",
                "Đăng nhập bằng mật khẩu mới. Nếu không phải mình đổi thì gọi tổ quản lý phần mềm.",
            ),
            Self::PasswordReset => {
                ("Mật khẩu đã được đặt lại", "Đăng nhập bằng mật khẩu vừa được phát. Chưa nhận được thì gọi tổ quản lý phần mềm.")
            }
            Self::Suspended => ("Tài khoản đang tạm khóa", "Hỏi hiệu trưởng, phó hiệu trưởng hoặc tổ quản lý phần mềm."),
        };
        Words { fact: fact.to_owned(), advice: advice.to_owned() }
    }
}

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
    fn a_shared_machine_locks_soon_and_ones_own_where_the_school_says_so() {
        for (is_shared, locks_own, seconds) in
            [(true, false, Some(120)), (true, true, Some(120)), (false, true, Some(600)), (false, false, None)]
        {
            assert_eq!(PageLock::of(is_shared, locks_own).seconds(), seconds, "{is_shared} {locks_own}");
        }
    }

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
