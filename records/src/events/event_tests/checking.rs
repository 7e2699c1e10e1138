//! A check of accounts, with facts whose words stay as they are.

use chrono::NaiveDate;
use domain::{
    days::Timestamp,
    security_checks::{Assigned, Checked, Finding as Found, FindingKind, SecurityCheck},
};

use super::id;

pub(super) fn checked(at: Timestamp) -> SecurityCheck {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    SecurityCheck {
        id: id(2),
        number: 5,
        by: id(5),
        at,
        note: String::new(),
        findings: vec![Checked {
            number: 1,
            finding: Found { kind: FindingKind::Dormant, person: id(3), other: None, since: Some(day("2026-10-01")), times: 0 },
            assigned: Some(Assigned { to: id(5), by_day: day("2026-11-30") }),
            note: "gọi hỏi".to_owned(),
            mended: None,
        }],
    }
}
