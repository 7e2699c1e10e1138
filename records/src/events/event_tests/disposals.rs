//! A list of what is disposed of and what a council and the principal said of it, with facts whose words stay as they are.

use std::collections::BTreeMap;

use domain::{
    days::Timestamp,
    disposals::{CouncilMember, CouncilMinutes, DisposalDecision, DisposalList, ListedRecord},
    obligations::Reason,
};

use super::id;

fn reason(words: &str) -> Reason {
    Reason::parse(words).unwrap()
}

fn record(number: u128) -> ListedRecord {
    ListedRecord {
        obligation: id(number),
        package: 3,
        title: "Giáo án tuần 3 · Lớp 4A".to_owned(),
        school_year: "2026-2027".to_owned(),
        retention: "5 năm, theo Thông tư 08/2025/TT-BGDĐT".to_owned(),
        until: "2032-05-31".parse().unwrap(),
        files: 2,
        bytes: 1024,
    }
}

pub(super) fn list(at: Timestamp) -> DisposalList {
    DisposalList {
        id: id(6),
        number: 3,
        by: id(5),
        at,
        explanation: reason("Đã hết thời hạn lưu"),
        records: vec![record(2), record(7)],
        minutes: Some(minutes(at)),
        decision: None,
        ended: None,
        execution: None,
    }
}

pub(super) fn minutes(at: Timestamp) -> CouncilMinutes {
    let member =
        |number| CouncilMember { person: id(number), name: "Nguyễn Thị Hoa".to_owned(), titles: "Giáo viên".to_owned() };
    CouncilMinutes {
        number: "05/BB-HĐ".to_owned(),
        on: "2032-07-01".parse().unwrap(),
        members: vec![member(8), member(9), member(10)],
        kept: BTreeMap::from([(id(7), reason("Còn dùng làm mẫu"))]),
        by: id(5),
        at,
    }
}

pub(super) fn decision(at: Timestamp) -> DisposalDecision {
    DisposalDecision { number: "15/QĐ-MN".to_owned(), refused: None, by: id(3), at }
}
