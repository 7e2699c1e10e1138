//! What the board may change in an open school, and where.

use super::Step;

/// One setting: a step of the first set-up that stays, or something that only an open school has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// One of `Step`'s that stay; staff have a page of their own.
    Of(Step),
    /// "Lượt dạy": who writes which week.
    Turns,
    /// "Chủ đề".
    Themes,
}

impl Setting {
    /// In the order of the page.
    pub const ALL: [Self; 6] =
        [Self::Of(Step::School), Self::Of(Step::Year), Self::Of(Step::Units), Self::Turns, Self::Themes, Self::Of(Step::Types)];

    pub const fn title(self) -> &'static str {
        match self {
            Self::Of(step) => step.title(),
            Self::Turns => "Lượt dạy",
            Self::Themes => "Chủ đề",
        }
    }

    pub const fn path(self) -> &'static str {
        match self {
            Self::Of(step) => step.path(),
            Self::Turns => "/cai-dat/luot-day",
            Self::Themes => "/cai-dat/chu-de",
        }
    }
}
