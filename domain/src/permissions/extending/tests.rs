use super::*;
use crate::testing::{at, nam_thanh};

/// Whose plan of a class may be put off by whom, and who may ask for it.
#[test]
fn whoever_hands_in_asks_and_the_leadership_decides_about_others() {
    let school = nam_thanh();
    let facts = school.facts();
    let record = facts.open_obligations().find(|one| facts.title(one) == "Giáo án tuần 13 · Lớp 4A").unwrap();
    let record = facts.record_facts(record);
    let hoa = school.person_id("cô Hoa");
    for (mention, asks, decides) in [
        ("cô Nguyệt", false, Some(Post::Principal)),
        ("cô Vân", false, Some(Post::VicePrincipal)),
        ("thầy Định", false, None),
        ("cô Ấm", false, None),
        ("cô Hoa", true, None),
    ] {
        let actor = facts.actor(school.person_id(mention), at("2026-11-25 14:20"));
        assert_eq!(decide_ask_extension(&actor, facts.organisation(), record).is_ok(), asks, "{mention}");
        let wanted = decides.ok_or(Refusal::from(ExtensionRefusal::NotYours));
        assert_eq!(decide_extend(&actor, record, Some(hoa)).map(|(_, post)| post), wanted, "{mention}");
        assert_eq!(decide_take_back_extension(&actor).map(|(_, post)| post), wanted, "{mention}");
    }
    let principal = facts.actor(school.person_id("cô Nguyệt"), at("2026-11-25 14:20"));
    let own = Refusal::from(ExtensionRefusal::OwnRecord);
    assert_eq!(decide_extend(&principal, record, Some(principal.person)).map(|(_, post)| post), Err(own));
    let reset = Actor { credential: Credential::ResetUnconfirmed, ..principal };
    assert_eq!(decide_extend(&reset, record, None).map(|(_, post)| post), Err(Refusal::ResetUnconfirmed));
    assert!(decide_withdraw_request(hoa, hoa).is_ok());
    assert!(decide_withdraw_request(reset.person, hoa).is_err());
}
