//! "Ai có quyền gì vào ngày …".

use super::*;
use crate::people::Acting;

fn holders<'r>(rights: &'r RightsOn, right: &str) -> &'r [String] {
    rights.rights.iter().find(|one| one.right.starts_with(right)).map_or(&[], |one| one.holders.as_slice())
}

fn lines<'r>(rights: &'r RightsOn, name: &str) -> Vec<(&'r str, &'r str)> {
    let of = rights.people.iter().find(|one| one.name.contains(name));
    of.map(|one| one.lines.iter().map(|line| (line.title.as_str(), line.by.words())).collect()).unwrap_or_default()
}

/// thầy Định is of the management team by a decision until the end of May; cô Ấm heads her department by none.
#[test]
fn who_has_which_right_on_a_day_is_told_by_person_and_by_right() {
    let mut school = nam_thanh();
    let dinh = school.person_id("thầy Định");
    let mandate = team("2026-08-01", Some("2027-05-31"));
    let mut held = kept(&school.regime.organisation);
    let of_dinh = held.iter().position(|(_, one)| one.person == dinh && one.position == Position::ManagementTeam).unwrap();
    held[of_dinh].1.until = Some(day("2027-05-31"));
    held[of_dinh].1.end_known_since = Some(at("2026-09-01 08:00"));
    school.regime.organisation.appointments = held.iter().map(|(_, one)| one.clone()).collect();
    let right =
        MandateRight { mandate: mandate.id, appointment: held[of_dinh].0, effect: Effect::Gives, by: id(1, 1), at: at(NOW) };
    let register = Mandates { all: vec![mandate], rights: vec![right] };
    let on = |when: &str| rights_on(&school.regime, &register, &held, day(when));

    let today = on(TODAY);
    let by_mandate = ("Tổ quản lý phần mềm", "Quyết định số 15/QĐ-MNNT ngày 01/09/2026");
    assert!(lines(&today, "Định").contains(&by_mandate), "{:?}", lines(&today, "Định"));
    assert_eq!(lines(&today, "Ấm")[0].1, "chưa có quyết định");
    assert_eq!(today.without_mandate, held.iter().filter(|(_, one)| one.holds_on(day(TODAY))).count() - 1);
    let accounts = "Quản lý tài khoản";
    assert!(holders(&today, accounts).iter().any(|name| name.contains("Định")));
    assert!(!holders(&today, "Đổi cài đặt").iter().any(|name| name.contains("Định")));

    // On paper the leadership stands first, and days are as brief as their column.
    let by_post = today.by_post();
    assert!(by_post[0].name.contains("Nguyệt") && by_post.len() == today.people.len(), "{:?}", by_post[0]);
    let days: Vec<&str> = today.people.iter().flat_map(|one| &one.lines).map(RightLine::brief_days).collect();
    assert!(days.iter().any(|one| one.ends_with("đến hết 31/05/2027")), "{days:?}");
    assert!(days.iter().all(|one| !one.contains("chưa định") && !one.ends_with(' ')), "{days:?}");

    let june = on("2027-06-01");
    assert!(!lines(&june, "Định").iter().any(|(title, _)| *title == "Tổ quản lý phần mềm"), "the decision is over");
    assert!(!holders(&june, accounts).iter().any(|name| name.contains("Định")));
    assert!(on("2020-01-01").people.is_empty(), "nobody was known then");
}

#[test]
fn what_is_lent_and_who_stands_in_is_told_on_its_days_alone() {
    let mut school = nam_thanh();
    let (am, hoa) = (school.person_id("cô Ấm"), school.person_id("cô Hoa"));
    let head = Position::Head(school.department("Mẫu giáo 4–5 tuổi"));
    school.regime.organisation.appointments.push(Appointment {
        person: hoa,
        position: head,
        from: day("2026-11-25"),
        until: Some(day("2026-11-27")),
        known_since: Some(at("2026-11-24 09:00")),
        end_known_since: Some(at("2026-11-24 09:00")),
        acting: Some(Acting { person: am, decision: "16/QĐ-MNNT".to_owned() }),
    });
    let held = kept(&school.regime.organisation);
    let reviews = "Xem và duyệt hồ sơ tổ Mẫu giáo 4–5 tuổi";
    for (when, wanted) in [("2026-11-24", false), ("2026-11-25", true), ("2026-11-27", true), ("2026-11-28", false)] {
        let rights = rights_on(&school.regime, &Mandates::default(), &held, day(when));
        let acts = lines(&rights, "Hoa").iter().any(|(_, by)| by.starts_with("thay cô") && by.ends_with("16/QĐ-MNNT"));
        assert_eq!(acts, wanted, "{when}");
        assert_eq!(holders(&rights, reviews).iter().any(|name| name.contains("Hoa")), wanted, "{when}");
    }
}

#[test]
fn fenced_records_are_opened_by_whose_duty_they_are_and_by_the_leadership() {
    let school = nam_thanh();
    let held = kept(&school.regime.organisation);
    let rights = rights_on(&school.regime, &Mandates::default(), &held, day(TODAY));
    let opens = holders(&rights, "Mở hồ sơ kín: Sổ theo dõi sức khỏe");
    for (mention, wanted) in [("Nguyệt", true), ("Vân", true), ("Hoà", true), ("Định", false), ("Ấm", false)] {
        assert_eq!(opens.iter().any(|name| name.ends_with(mention)), wanted, "{mention} {opens:?}");
    }
}
