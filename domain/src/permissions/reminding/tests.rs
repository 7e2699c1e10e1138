use super::*;
use crate::testing::{at, nam_thanh};

#[test]
fn whoever_leads_reminds_and_nobody_reminds_themselves() {
    let mut school = nam_thanh();
    let plan = school.obligation("Giáo án tuần 12 · Lớp 4C").clone();
    let facts = school.facts();
    let record = facts.record_facts(&plan);
    for (mention, may) in
        [("cô Ấm", true), ("cô Nguyệt", true), ("cô Vân", true), ("cô Sen", false), ("cô Hoa", false), ("thầy Định", false)]
    {
        let actor = facts.actor(school.person_id(mention), at("2026-11-21 08:00"));
        let decided = decide_remind(&actor, facts.organisation(), record).map(drop);
        let wanted = if may { Ok(()) } else { Err(LatenessRefusal::NotYoursToRemind.into()) };
        assert_eq!(decided, wanted, "{mention}");
    }
}
