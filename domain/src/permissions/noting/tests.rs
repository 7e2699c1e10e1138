use super::*;
use crate::{
    permissions::Credential,
    testing::{at, nam_thanh},
};

#[test]
fn the_leadership_notes_absences_of_others_and_nobody_covers_by_their_own_word() {
    let school = nam_thanh();
    let id = |mention: &str| school.person_id(mention);
    let actor = |mention: &str| school.facts().actor(id(mention), at("2026-11-25 14:20"));
    let check = |mention: &str, person: &str, cover: Option<&str>, wanted: Result<Post, AbsenceRefusal>| {
        let noted = decide_note_absence(&actor(mention), id(person), cover.map(id)).map(|(_, post)| post);
        assert_eq!(noted, wanted.map_err(Refusal::from), "{mention} {person} {cover:?}");
    };
    check("cô Nguyệt", "cô Hoa", Some("cô Xuân"), Ok(Post::Principal));
    check("cô Vân", "cô Hoa", None, Ok(Post::VicePrincipal));
    check("cô Vân", "cô Vân", None, Err(AbsenceRefusal::OwnAbsence));
    check("cô Vân", "cô Hoa", Some("cô Vân"), Err(AbsenceRefusal::CoverYourself));
    check("cô Nguyệt", "cô Hoa", Some("cô Vân"), Ok(Post::Principal));
    for other in ["thầy Định", "cô Ấm", "cô Hoa"] {
        check(other, "cô Hoa", None, Err(AbsenceRefusal::NotYours));
        assert!(decide_end_absence(&actor(other), id("cô Hoa")).is_err(), "{other}");
    }
    assert!(decide_end_absence(&actor("cô Nguyệt"), id("cô Hoa")).is_ok());
    let covers = |mention: &str, cover: &str| {
        decide_change_cover(&actor(mention), id("cô Hoa"), id(cover)).map(|(_, post)| post).map_err(|refusal| refusal.words().fact)
    };
    assert_eq!(covers("cô Vân", "cô Xuân"), Ok(Post::VicePrincipal));
    assert_eq!(covers("cô Vân", "cô Vân"), Err(Refusal::from(AbsenceRefusal::CoverYourself).words().fact));
    assert_eq!(covers("cô Ấm", "cô Xuân"), Err(Refusal::from(AbsenceRefusal::NotYours).words().fact));
    let own = decide_end_absence(&actor("cô Vân"), id("cô Vân")).map(|(_, post)| post);
    assert_eq!(own, Err(AbsenceRefusal::OwnAbsence.into()));
    let reset = Actor { credential: Credential::ResetUnconfirmed, ..actor("cô Nguyệt") };
    assert_eq!(decide_absences(&reset), Err(Refusal::ResetUnconfirmed));
}
