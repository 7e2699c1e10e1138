//! What the leadership may change in an open school, and where.

use crate::setup::Step;

/// One setting: a step of the first set-up that stays, or something that only an open school has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// One of `Step`'s that stay; staff have a page of their own.
    Of(Step),
    /// "Năm học mới": the calendar of the year after the one that is shown.
    NextYear,
    /// "Điểm trường": where the classes are.
    Sites,
    /// "Lượt dạy": who writes which week.
    Turns,
    /// "Chủ đề".
    Themes,
    /// "Quy định": until which hour, by versions that hold from a day.
    Rules,
    /// "Cách duyệt".
    Reviews,
    /// "Ai được xem hồ sơ".
    Fences,
    /// "Bổ sung sau khóa".
    Updates,
}

impl Setting {
    /// In the order of the page.
    pub const ALL: [Self; 12] = [
        Self::Of(Step::School),
        Self::Of(Step::Year),
        Self::NextYear,
        Self::Of(Step::Units),
        Self::Sites,
        Self::Turns,
        Self::Themes,
        Self::Of(Step::Types),
        Self::Rules,
        Self::Reviews,
        Self::Fences,
        Self::Updates,
    ];

    /// What the way to it says: what is not there yet is set up, and everything else changed.
    pub const fn deed(self, has_next_year: bool) -> &'static str {
        match self {
            Self::NextYear if !has_next_year => "Lập",
            Self::NextYear | Self::Of(_) | Self::Sites | Self::Turns | Self::Themes | Self::Rules => "Sửa",
            Self::Reviews | Self::Fences | Self::Updates => "Sửa",
        }
    }

    pub const fn title(self) -> &'static str {
        match self {
            Self::Of(step) => step.title(),
            Self::NextYear => "Năm học mới",
            Self::Sites => "Điểm trường",
            Self::Turns => "Lượt dạy",
            Self::Themes => "Chủ đề",
            Self::Rules => "Quy định về hạn và giờ nộp",
            Self::Reviews => "Cách duyệt",
            Self::Fences => "Ai được xem hồ sơ",
            Self::Updates => "Bổ sung sau khóa",
        }
    }
}
