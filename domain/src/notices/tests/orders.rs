//! What people are told of orders that shut and open records, and of what is asked for after a lock.

use super::*;
use crate::{
    locks::{Act, LockKind, LockReading, Post, Signature, Start},
    notices::orders::tests::lock_of_4a,
    scope::Scope,
    testing::id,
    updates::{OpenFor, Update, UpdateRecord, UpdateStage},
};

#[test]
fn whoever_has_records_under_an_order_is_told_when_it_is_given_and_when_it_is_taken_back() {
    let mut school = nam_thanh();
    let plan = lock_of_4a(&school, Start::WhenDecided);
    school.decides_order("cô Nguyệt", plan, "2026-11-25 17:30");
    assert!(told(&school, "cô Hoa", "2026-11-25 18:00").is_empty(), "nobody is told in the evening");
    let lines = told(&school, "cô Hoa", "2026-11-26 08:00");
    assert!(lines[0].starts_with("Lệnh khóa số 01: ") && lines[0].ends_with(", Hiệu trưởng Nguyễn Thị Minh Nguyệt"), "{lines:?}");
    assert_eq!(told(&school, "cô Đào", "2026-11-26 08:00"), Vec::<String>::new(), "of 4B nothing is shut");
    assert_eq!(told(&school, "cô Nguyệt", "2026-11-26 08:00"), Vec::<String>::new(), "who gave it knows");
    let facts = school.facts();
    assert_eq!(unread_by(&facts, school.person_id("cô Hoa"), None, "2026-11-26 08:00"), 1);
    assert_eq!(unread_by(&facts, school.person_id("cô Hoa"), Some("2026-11-26 07:00"), "2026-11-26 08:00"), 0);
    let kept = school.locks.orders.remove(0);
    let act = Act { by: school.person_id("cô Nguyệt"), at: at("2026-11-26 09:00") };
    school.locks.orders.push(kept.revoke(act, Reason::parse("Nhầm tuần").unwrap()).unwrap());
    let lines = told(&school, "cô Hoa", "2026-11-26 09:00");
    assert!(lines[0].starts_with("thu hồi Lệnh khóa số 01: ") && lines[0].ends_with(", Nhầm tuần"), "{lines:?}");
    assert_eq!(told(&school, "cô Hoa", "2027-01-05 08:00"), Vec::<String>::new(), "what is old says nothing any more");
}

#[test]
fn whoever_is_to_carry_an_order_out_is_told_until_it_is_done() {
    let mut school = nam_thanh();
    let plan = lock_of_4a(&school, Start::WhenExecuted);
    school.decides_order("cô Nguyệt", plan, "2026-11-25 14:00");
    assert_eq!(told(&school, "thầy Định", "2026-11-25 14:01"), ["Lệnh khóa số 01 chờ thi hành"]);
    let kept = school.locks.orders.remove(0);
    let executed = kept.execute(Act { by: school.person_id("thầy Định"), at: at("2026-11-25 15:00") }).unwrap();
    school.locks.orders.push(executed);
    assert_eq!(told(&school, "thầy Định", "2026-11-25 15:01"), Vec::<String>::new());
}

/// Asked on Tuesday evening: told on the next morning to whoever may decide, and the decision to whoever asked.
#[test]
fn a_request_after_a_lock_is_told_to_whoever_may_decide_and_its_end_to_whoever_asked() {
    // The lock itself is told to whoever has records under it.
    let told = |school: &NamThanh, who: &str, now: &str| -> Vec<String> {
        told(school, who, now).into_iter().filter(|line| !line.starts_with("Lệnh")).collect()
    };
    let mut school = nam_thanh();
    let title = "Giáo án tuần 3 · Lớp 4A";
    let whole = Scope::whole();
    let order = school.orders("cô Nguyệt", LockKind::Lock, whole, "2026-11-20 08:00");
    let asked = Update {
        id: id(18, 1),
        number: 1,
        records: vec![UpdateRecord { obligation: school.obligation(title).id, order }],
        requested: Act { by: school.person_id("cô Hoa"), at: at("2026-11-24 20:00") },
        reason: Reason::parse("Ốm từ thứ Tư").unwrap(),
        evidence: String::new(),
        files: Vec::new(),
        stage: UpdateStage::Requested,
        versions: Vec::new(),
        finished_at: None,
        closed: None,
    };
    school.updates.all.push(asked.clone());
    let morning = "2026-11-25 08:00";
    let wanted = [format!("xin bổ sung {title}")];
    for (who, is_told) in [("cô Nguyệt", true), ("cô Vân", true), ("thầy Định", false), ("cô Hoa", false), ("cô Thảo", false)]
    {
        let told = told(&school, who, morning);
        assert_eq!(told, if is_told { wanted.to_vec() } else { Vec::new() }, "{who}");
    }
    assert_eq!(told(&school, "cô Nguyệt", "2026-11-24 21:00"), Vec::<String>::new(), "the working day is over");
    // What a vice principal has proposed is the principal's alone to decide, and new from then on.
    let signed = |who: &str, post, when| Signature { by: school.person_id(who), post, at: at(when) };
    let vice = signed("cô Vân", Post::VicePrincipal, "2026-11-25 09:00");
    let principal = signed("cô Nguyệt", Post::Principal, "2026-11-25 10:00");
    let proposed = asked.grant(vice, 12, LockReading::Together, OpenFor::TheHours).unwrap();
    school.updates.all = vec![proposed.clone()];
    assert_eq!(told(&school, "cô Vân", "2026-11-25 09:30"), Vec::<String>::new());
    let to_principal = notices(&school.facts(), school.person_id("cô Nguyệt"), at("2026-11-25 09:30"));
    assert_eq!(to_principal.iter().map(|one| one.at).collect::<Vec<_>>(), [at("2026-11-25 09:00")]);
    let mut refused = school.clone();
    refused.updates.all = vec![proposed.clone().refuse(principal, Reason::parse("Đã có bản giấy").unwrap()).unwrap()];
    school.updates.all = vec![proposed.grant(principal, 12, LockReading::Together, OpenFor::TheHours).unwrap()];
    assert_eq!(told(&school, "cô Hoa", "2026-11-25 10:30"), ["được mở Đề nghị bổ sung số 01"]);
    assert_eq!(told(&refused, "cô Hoa", "2026-11-25 10:30"), ["từ chối Đề nghị bổ sung số 01: Đã có bản giấy"]);
    assert_eq!(told(&school, "cô Nguyệt", "2026-11-25 10:30"), Vec::<String>::new(), "nobody is told of their own deeds");
}
