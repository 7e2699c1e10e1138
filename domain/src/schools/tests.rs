#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::testing::forms::{told, typed};

fn plan(name: &str, limit: &str, now: u64) -> Result<SchoolPlan, Vec<String>> {
    SchoolForm::read(&typed(&[("name", name), ("limit", limit)])).plan(now, None).map_err(|errors| told(&errors))
}

#[test]
fn how_large_a_file_may_be() {
    assert_eq!(SchoolForm::of("Hoa Sen", DEFAULT_FILE_LIMIT, None).limit, "200");
    for (typed, wanted) in [("200", 200), ("1", 1), ("2000", 2_000), (" 512 MB ", 512), ("64mb", 64)] {
        assert_eq!(plan("Hoa Sen", typed, DEFAULT_FILE_LIMIT).unwrap().file_limit, wanted * MEGABYTE, "{typed}");
    }
    let check = |typed: &str, wanted: &str| assert_eq!(plan("Hoa Sen", typed, DEFAULT_FILE_LIMIT).unwrap_err(), [wanted]);
    check("", "limit: Còn để trống, viết một số từ 1 đến 2000, như 200.");
    check("0", "limit: “0” nằm ngoài mức cho phép, viết một số từ 1 đến 2000, như 200.");
    check("2001", "limit: “2001” nằm ngoài mức cho phép, viết một số từ 1 đến 2000, như 200.");
    check("1,5", "limit: “1,5” không phải là số nguyên, viết một số từ 1 đến 2000, như 200.");
    check("-3", "limit: “-3” không phải là số nguyên, viết một số từ 1 đến 2000, như 200.");
}

#[test]
fn a_limit_that_nobody_touches_stays_to_the_byte() {
    let odd = 300 * 1024;
    let form = SchoolForm::of("Hoa Sen", odd, None);
    assert_eq!((form.limit.as_str(), form.plan(odd, None).unwrap().file_limit), ("1", odd));
    assert_eq!(plan("Hoa Sen", "2", odd).unwrap().file_limit, 2 * MEGABYTE);
}

#[test]
fn name_and_limit_are_told_at_once() {
    assert_eq!(
        plan(" ", "nhiều", DEFAULT_FILE_LIMIT).unwrap_err(),
        ["name: Thiếu tên trường.", "limit: “nhiều” không phải là số nguyên, viết một số từ 1 đến 2000, như 200.",]
    );
}

#[test]
fn an_address_is_one_that_a_browser_opens_and_nothing_follows_it() {
    let read = |typed: &str| SystemAddress::parse(typed).map(|address| address.to_string());
    for (typed, wanted) in [
        (" https://MNHoaSen.edu.vn/ ", "https://mnhoasen.edu.vn"),
        ("http://192.168.1.20:3000", "http://192.168.1.20:3000"),
        ("http://[fd00::1]:3000", "http://[fd00::1]:3000"),
    ] {
        assert_eq!(read(typed).as_deref(), Ok(wanted));
    }
    for typed in [
        "mnhoasen.edu.vn",
        "ftp://mnhoasen.edu.vn",
        "https://",
        "https://mnhoasen.edu.vn/kiem-tra",
        "https://ai@mnhoasen.edu.vn",
        "https://trườnghoasen.vn",
        "https://a b",
        "https://\"><script>",
    ] {
        assert!(read(typed).is_err(), "{typed}");
    }
    assert!(read(&format!("https://{}.vn", "a".repeat(300))).is_err());
    let form = SchoolForm { address: Some("mnhoasen.edu.vn".to_owned()), ..SchoolForm::of("Hoa Sen", DEFAULT_FILE_LIMIT, None) };
    assert!(form.plan(DEFAULT_FILE_LIMIT, None).unwrap_err().of("address").is_some());
    let known = SystemAddress::parse("https://mnhoasen.edu.vn").unwrap();
    for (address, wanted) in [(None, Some(&known)), (Some(""), None)] {
        let form = SchoolForm { address: address.map(str::to_owned), ..form.clone() };
        let plan = form.plan(DEFAULT_FILE_LIMIT, Some(&known)).unwrap();
        assert_eq!(plan.address.as_ref(), wanted, "what was not asked stays, and what was emptied goes");
    }
}
