//! Why there is no PDF of a file, as it is kept: for ever only what LibreOffice says of the file, or what is found in what it made.

use domain::{
    days::Timestamp,
    inspection::{MAX_TRIES, is_tried_again},
};
use serde::{Deserialize, Serialize};

use crate::files::reader::PreviewError;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum NoPdf {
    /// It would be the same another time.
    OfTheFile,
    /// LibreOffice did not come to its end; so often, and the last time then.
    CutShort { tries: usize, last: Timestamp },
}

impl NoPdf {
    /// After one more try that was cut short.
    pub fn once_more(before: Option<Self>, now: Timestamp) -> Self {
        let tries = match before {
            Some(Self::CutShort { tries, .. }) => tries,
            Some(Self::OfTheFile) | None => 0,
        };
        Self::CutShort { tries: tries + 1, last: now }
    }

    /// What is told at `now`; nothing where it is tried again. A file that cuts short every try is itself the reason.
    pub fn told(&self, now: Timestamp) -> Option<PreviewError> {
        match *self {
            Self::CutShort { tries, last } if tries < MAX_TRIES => (!is_tried_again(last, now)).then_some(PreviewError::NotNow),
            Self::CutShort { .. } | Self::OfTheFile => Some(PreviewError::Always(
                "LibreOffice không chuyển được tệp này sang PDF. Hãy tải bản gốc về và mở bằng phần mềm trên máy.".to_owned(),
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use domain::inspection::BETWEEN_TRIES;

    use super::*;

    #[test]
    fn what_was_cut_short_is_tried_again_and_not_for_ever() {
        let mut now: Timestamp = "2026-11-25T14:20:00+07:00".parse().unwrap();
        let mut kept = NoPdf::once_more(None, now);
        for _ in 1..MAX_TRIES {
            assert_eq!(kept.told(now), Some(PreviewError::NotNow), "not at once");
            now += BETWEEN_TRIES;
            assert_eq!(kept.told(now), None, "{kept:?} is tried again");
            kept = NoPdf::once_more(Some(kept), now);
        }
        now += BETWEEN_TRIES * 100;
        assert!(matches!(kept.told(now), Some(PreviewError::Always(_))), "{kept:?}");
        assert_eq!(kept.told(now), NoPdf::OfTheFile.told(now));
    }
}
