use super::*;
use crate::testing::{at, nam_thanh};

#[test]
fn the_leadership_declares_and_takes_back_and_nobody_else() {
    let school = nam_thanh();
    let actor = |mention: &str| school.facts().actor(school.person_id(mention), at("2026-11-25 14:20"));
    let refused: Refusal = ClosureRefusal::NotYours.into();
    for (mention, post) in [
        ("cô Nguyệt", Some(Post::Principal)),
        ("cô Vân", Some(Post::VicePrincipal)),
        ("thầy Định", None),
        ("cô Ấm", None),
        ("cô Hoa", None),
    ] {
        let wanted = post.ok_or_else(|| refused.clone());
        assert_eq!(decide_declare_closure(&actor(mention)).map(|(_, post)| post), wanted, "{mention}");
        assert_eq!(decide_take_back_closure(&actor(mention)).map(|(_, post)| post), wanted, "{mention}");
    }
    let reset = Actor { credential: Credential::ResetUnconfirmed, ..actor("cô Vân") };
    assert_eq!(decide_declare_closure(&reset).map(|(_, post)| post), Err(Refusal::ResetUnconfirmed));
    assert_eq!(decide_take_back_closure(&reset).map(|(_, post)| post), Err(Refusal::ResetUnconfirmed));
}
