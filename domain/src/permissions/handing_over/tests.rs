use super::*;
use crate::{
    permissions::Credential,
    testing::{NamThanh, at, nam_thanh},
};

fn actor(school: &NamThanh, mention: &str) -> Actor {
    school.facts().actor(school.person_id(mention), at("2026-11-25 14:20"))
}

#[test]
fn the_leadership_confirms_for_others_and_everybody_signs_for_themselves() {
    let school = nam_thanh();
    let id = |mention: &str| school.person_id(mention);
    let confirms = |by: &str, of: &str| decide_hand_over(&actor(&school, by), id(of)).map(drop);
    assert_eq!(confirms("cô Nguyệt", "cô Hoa"), Ok(()));
    assert_eq!(confirms("cô Vân", "cô Hoa"), Ok(()));
    assert_eq!(confirms("cô Vân", "cô Vân"), Err(HandoverRefusal::Own.into()));
    for other in ["cô Ấm", "thầy Định", "cô Hoa"] {
        assert_eq!(confirms(other, "cô Hoa"), Err(HandoverRefusal::NotYours.into()), "{other}");
    }
    let reset = Actor { credential: Credential::ResetUnconfirmed, ..actor(&school, "cô Vân") };
    assert_eq!(decide_hand_over(&reset, id("cô Hoa")).map(drop), Err(Refusal::ResetUnconfirmed));
    let signs = |by: &str, person: &str, is_side| decide_sign_handover(&actor(&school, by), id(person), is_side).map(drop);
    assert_eq!(signs("cô Hoa", "cô Hoa", true), Ok(()));
    let unconfirmed = Actor { credential: Credential::ResetUnconfirmed, ..actor(&school, "cô Hoa") };
    let by_whoever_made_it = decide_sign_handover(&unconfirmed, id("cô Hoa"), true).map(drop);
    assert_eq!(by_whoever_made_it, Err(Refusal::ResetUnconfirmed), "whoever made the password signs nothing in her name");
    assert_eq!(signs("cô Hoa", "cô Hoa", false), Err(HandoverRefusal::NotASide.into()));
    assert_eq!(signs("cô Nguyệt", "cô Hoa", true), Ok(()), "on paper");
    assert_eq!(signs("cô Thảo", "cô Hoa", true), Err(HandoverRefusal::NotYours.into()));
}
