//! A package of the archive and what is settled about it, with facts whose words stay as they are.

use domain::{
    archive::{Hold, HoldOver, Package, PackageCheck, Retention, RetentionRule},
    days::Timestamp,
    files::Sha256,
    obligations::Reason,
    readable_export::{ExportSize, SchoolExport},
};

use super::id;

pub(super) fn package(at: Timestamp) -> Package {
    Package {
        id: id(2),
        number: 3,
        year: id(4),
        school_year: "2026-2027".to_owned(),
        what: "Giáo án, Lớp 4A".to_owned(),
        by: id(5),
        at,
        records: 34,
        files: 51,
        bytes: 1_048_576,
        code: Sha256::new([1; 32]),
    }
}

pub(super) fn check(at: Timestamp) -> PackageCheck {
    PackageCheck { at, by: id(5), files: 51, broken: vec![Sha256::new([2; 32])] }
}

pub(super) fn rule(at: Timestamp) -> RetentionRule {
    RetentionRule {
        record_type: id(2),
        number: 1,
        retention: Retention::Years(5),
        basis: "Thông tư 08/2025/TT-BGDĐT".to_owned(),
        by: id(5),
        at,
    }
}

pub(super) fn hold(at: Timestamp) -> Hold {
    let (over, reason) = (HoldOver::Record(id(2)), Reason::parse("Đang có đơn").unwrap());
    Hold { number: 4, over, reason, by: id(5), at, lifted: None }
}

pub(super) fn export(at: Timestamp) -> SchoolExport {
    SchoolExport {
        number: 6,
        by: Some(id(5)),
        at,
        purpose: Some(Reason::parse("Nộp lưu trữ của huyện").unwrap()),
        size: ExportSize { records: 34, versions: 40, files: 51, lacking: 1, bytes: 1_048_576 },
        sums: Sha256::new([2; 32]),
        taken: Vec::new(),
    }
}
