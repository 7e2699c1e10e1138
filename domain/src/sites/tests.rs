#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{people::Position, testing::nam_thanh};

fn row(name: &str, short: &str, classes: &str) -> SiteRow {
    SiteRow { name: name.to_owned(), short: short.to_owned(), classes: classes.to_owned(), ..SiteRow::default() }
}

/// Nam Thanh with a second place for two of its classes.
fn at_two_places() -> Organisation {
    let mut organisation = nam_thanh().regime.organisation;
    let form = SitesForm {
        rows: vec![row("Trung tâm", "", ""), row("Điểm trường thôn Đông", "", "Lớp 4A, 4b")],
        ..SitesForm::default()
    };
    let plan = form.parse(&organisation).unwrap();
    organisation.sites = (1_u32..)
        .zip(&plan.sites)
        .map(|(at, site)| Site {
            id: crate::testing::id(9, u128::from(at)),
            name: site.name.clone(),
            short: site.short.clone(),
            address: site.address.clone(),
            sort_order: i64::from(at),
        })
        .collect();
    let east = organisation.sites[1].id;
    organisation.classes.iter_mut().filter(|one| plan.sites[1].classes.contains(&one.id)).for_each(|one| one.site = Some(east));
    organisation
}

#[test]
fn a_class_is_named_with_its_site_where_the_school_has_several() {
    let organisation = at_two_places();
    let class = |name: &str| organisation.classes.iter().find(|one| one.name == name).unwrap();
    assert_eq!(organisation.class_title(class("4A")), "Lớp 4A (thôn Đông)");
    assert_eq!(organisation.class_title(class("5A")), "Lớp 5A (Trung tâm)", "nothing was said of it");
    assert_eq!(organisation.titles(&[Position::Teacher(class("4B").id)]), "Giáo viên lớp 4B (thôn Đông)");
    assert!(organisation.is_at(class("4A").id, organisation.sites[1].id));
    assert!(organisation.is_at(class("5A").id, organisation.sites[0].id));
    assert_eq!(organisation.sites_in_short(), "2 điểm trường: Trung tâm, thôn Đông");

    let alone = Organisation { sites: organisation.sites[..1].to_vec(), ..organisation.clone() };
    assert_eq!(alone.class_title(class("4A")), "Lớp 4A");
    assert_eq!((alone.site_of(class("4A")), alone.sites_in_short()), (None, "Cả trường ở một nơi".to_owned()));
    // As it is shown again.
    assert_eq!(SitesForm::of(&organisation).rows[1].classes, "4A, 4B");
}

#[test]
fn what_is_wrong_is_told_at_its_field() {
    let organisation = nam_thanh().regime.organisation;
    let long = "x".repeat(MAX_SHORT + 1);
    let check = |rows: Vec<SiteRow>, field: &str, words: &str| {
        let errors = SitesForm { rows, ..SitesForm::default() }.parse(&organisation).unwrap_err();
        assert!(errors.of(field).is_some_and(|told| told.contains(words)), "{field}: {errors:?}");
    };
    check(vec![row("Trung tâm", "", ""), row("", "Đông", "4A")], "n1", "");
    check(vec![row("Trung tâm", "", ""), row("trung tâm", "", "")], "n1", "đã có ở dòng 1");
    check(vec![row("Điểm Đông", "", ""), row("Khu Đông", "", "")], "s1", "Tên gọn “Đông” đã có ở dòng 1.");
    check(vec![row("Trung tâm", &long, "")], "s0", "Tên gọn dài quá");
    let many = "9Z,".repeat(MAX_LISTED);
    check(vec![row("Trung tâm", "", &many)], "c0", "Danh sách lớp dài quá");
    check(vec![row("Trung tâm", "", "9Z")], "c0", "Trường không có lớp “9Z” đang mở.");
    check(vec![row("Trung tâm", "", "4A"), row("Điểm Đông", "", "4B, 4A")], "c1", "Lớp 4A đã ghi ở dòng 1.");
    assert_eq!(SitesForm::default().parse(&organisation), Ok(SitesPlan::default()), "a school may have none");
}

#[test]
fn a_comma_in_the_name_of_a_class_comes_back_as_it_was_shown() {
    let mut organisation = at_two_places();
    let east = organisation.sites[1].id;
    organisation.classes.iter_mut().find(|one| one.name == "4A").unwrap().name = "Chồi 1, Hoa Sen".to_owned();
    let form = SitesForm::of(&organisation);
    assert_eq!(form.rows[1].classes, "Chồi 1, Hoa Sen, 4B");
    let plan = form.parse(&organisation).unwrap();
    let there = |name: &str| organisation.classes.iter().find(|one| one.name == name).unwrap().id;
    assert_eq!((plan.sites[1].id, &plan.sites[1].classes), (Some(east), &vec![there("Chồi 1, Hoa Sen"), there("4B")]));
    let mut wrong = form;
    wrong.rows[1].classes = "4B; Chồi 1, Hoa Hồng".to_owned();
    let errors = wrong.parse(&organisation).unwrap_err();
    assert_eq!(errors.of("c1"), Some("Trường không có lớp “Chồi 1” đang mở."));
}

#[test]
fn of_two_who_write_the_sites_at_once_the_second_one_is_told_what_the_first_one_wrote() {
    let before = nam_thanh().regime.organisation;
    let form = SitesForm::of(&before);
    assert_eq!(form.check_seen(&before), Ok(()));
    let since = at_two_places();
    let errors = form.check_seen(&since).unwrap_err();
    assert!(errors.of("all").unwrap().contains("Trung tâm; Điểm trường thôn Đông (4A, 4B)"), "{errors:?}");
    assert_eq!(form.seen_now(&since).check_seen(&since), Ok(()), "who was told and sends it again means it");
}
