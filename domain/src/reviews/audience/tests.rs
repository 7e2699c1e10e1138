#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    inspection::{Inspection, Oddity, Scan},
    record_types::ApprovalRoute,
    testing::{NamThanh, at, nam_thanh},
};

const NOW: &str = "2026-11-25 14:20";

/// Who somebody is to what the last of these people has handed in, of whom each handed in a version.
fn audience(school: &mut NamThanh, who: &str, title: &str, senders: &[&str]) -> Audience {
    for sender in senders {
        school.hands_in(sender, title, "2026-11-24 09:00");
    }
    let (facts, obligation) = (school.facts(), school.obligation(title).clone());
    let actor = facts.actor(school.person_id(who), at(NOW));
    Audience::of(&facts, &actor, &obligation, school.person_id(senders.last().unwrap()), at(NOW))
}

/// Cô Ấm heads Mẫu giáo 4–5 tuổi and has class 4B with cô Đào; cô Cúc is her deputy and has 4C with cô Sen.
#[test]
fn whoever_may_decide_and_is_no_author_reads_as_a_reviewer() {
    use Audience::{Other, Reviewer, Sender};
    let (plan, menu) = ("Giáo án tuần 13 · Lớp 4B", "Thực đơn tuần 13 · Nuôi dưỡng");
    for (title, senders, people) in [
        // The class is the head's as well, and it is she who decides about what the other one wrote.
        (plan, &["cô Đào"][..], &[("cô Đào", Sender), ("cô Ấm", Reviewer), ("cô Cúc", Reviewer), ("cô Nguyệt", Other)][..]),
        (plan, &["cô Đào"], &[("cô Sen", Other), ("cô Lan", Other), ("thầy Định", Other)]),
        // What she wrote herself, the other one shares, and the deputy does not decide about.
        (plan, &["cô Ấm"], &[("cô Ấm", Sender), ("cô Đào", Sender), ("cô Cúc", Other), ("cô Vân", Reviewer)]),
        (plan, &["cô Ấm", "cô Đào"], &[("cô Ấm", Sender), ("cô Đào", Sender)]),
        // Whoever wrote a version and has left the class goes on as its author.
        (plan, &["cô Sen", "cô Đào"], &[("cô Sen", Sender), ("cô Ấm", Reviewer)]),
        // A menu is the leadership's to sign: whoever heads the kitchen shares it, and decides nothing.
        (menu, &["cô Bưởi"], &[("cô Bưởi", Sender), ("cô Mận", Sender), ("cô Vân", Reviewer), ("cô Ấm", Other)]),
    ] {
        for (who, wanted) in people {
            let mut school = nam_thanh();
            assert_eq!(audience(&mut school, who, title, senders), *wanted, "{who} about {title} by {senders:?}");
        }
    }
}

/// Of records about which nobody is asked a head has her own duty alone, and those of others she can only read.
#[test]
fn where_nobody_is_asked_nobody_reads_as_a_reviewer() {
    let plan = "Giáo án tuần 13 · Lớp 4B";
    for (who, wanted) in [("cô Ấm", Audience::Sender), ("cô Cúc", Audience::Other), ("cô Nguyệt", Audience::Other)] {
        let mut school = nam_thanh();
        let of = school.obligation(plan).terms.record_type;
        school.regime.record_types.iter_mut().filter(|one| one.id == of).for_each(|one| one.approval_route = ApprovalRoute::None);
        assert_eq!(audience(&mut school, who, plan, &["cô Đào"]), wanted, "{who}");
    }
}

/// Somebody who has taken back the only version stands in no list of authors.
#[test]
fn the_sender_of_a_version_is_its_sender_whatever_became_of_it() {
    let mut school = nam_thanh();
    let plan = "Giáo án tuần 13 · Lớp 4B";
    let (facts, obligation) = (school.facts(), school.obligation(plan).clone());
    let am = school.person_id("cô Ấm");
    assert_eq!(Audience::of(&facts, &facts.actor(am, at(NOW)), &obligation, am, at(NOW)), Audience::Sender);
}

#[test]
fn each_reads_what_is_theirs_to_do() {
    let cut = Inspected { at: at(NOW), inspection: Inspection::Odd(vec![Oddity::Cut]), judgement: None, scan: Scan::NotAsked };
    for (audience, advice, if_wrong, if_unchanged) in [
        (Audience::Sender, "nộp phiên bản mới", "Xem lại có nhầm tệp", "Xem lại đã chọn đúng tệp"),
        (Audience::Reviewer, "thì trả lại", "Hỏi lại thầy cô", "Hỏi lại thầy cô"),
        (Audience::Other, "", "", ""),
    ] {
        let told = audience.notices(&cut, &FileName::clean("Giáo án.docx"));
        let [words] = &told[..] else { panic!("{told:?}") };
        assert!(words.fact.starts_with("Giáo án.docx: tệp có vẻ chưa chép hết"), "{words:?}");
        for (said, wanted) in
            [(words.advice.as_str(), advice), (audience.if_wrong(), if_wrong), (audience.if_unchanged(), if_unchanged)]
        {
            assert!(said.contains(wanted) && said.is_empty() == wanted.is_empty(), "{audience:?}: {said}");
        }
    }
}
