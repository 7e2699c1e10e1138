//! A year-end book that was bound.

use domain::{
    signing::CheckCode,
    year_books::{BookMark, LogEnd},
};

use super::*;

pub(super) fn mark() -> BookMark {
    let at = "2027-05-31T09:58:00Z".parse().unwrap();
    BookMark {
        class: id(2),
        year: id(4),
        number: 2,
        made_at: at,
        made_by: id(3),
        log: LogEnd { seq: 9, at, hash: Sha256::new([3; 32]) },
        digest: Sha256::new([2; 32]),
        code: CheckCode::new([7; CheckCode::CHANCE]),
    }
}
