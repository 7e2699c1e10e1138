#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    locks::{Act, Signature},
    obligations::Reason,
    testing::{NamThanh, at, day, id, nam_thanh},
    updates::{Proposal, UpdateRecord},
};

const NOW: &str = "2026-11-25 14:20";

fn actor(school: &NamThanh, mention: &str) -> Actor {
    school.facts().actor(school.person_id(mention), at(NOW))
}

/// What somebody asks for, at whatever stage.
fn asked_by(school: &NamThanh, mention: &str, stage: UpdateStage) -> Update {
    Update {
        id: id(18, 1),
        number: 1,
        records: vec![UpdateRecord { obligation: id(5, 1), order: id(17, 1) }],
        requested: Act { by: school.person_id(mention), at: at("2026-11-25 08:00") },
        reason: Reason::parse("Ốm từ thứ Tư").unwrap(),
        evidence: String::new(),
        files: Vec::new(),
        stage,
        versions: Vec::new(),
        finished_at: None,
        closed: None,
    }
}

fn proposed(school: &NamThanh, mention: &str) -> UpdateStage {
    let signature = Signature { by: school.person_id(mention), post: Post::VicePrincipal, at: at("2026-11-25 09:00") };
    UpdateStage::Proposed(Proposal { signature, hours: 24 })
}

fn authority(reading: LockReading) -> LockAuthority {
    LockAuthority { opening_and_whole: reading, ..LockAuthority::default() }
}

/// Whether `mention` may put their name under the request, and refuse it.
fn decides(
    school: &NamThanh,
    mention: &str,
    reading: LockReading,
    update: &Update,
) -> (Result<Post, Refusal>, Result<Post, Refusal>) {
    let (actor, organisation, today) = (actor(school, mention), &school.regime.organisation, day("2026-11-25"));
    let grants = decide_update(&actor, organisation, authority(reading), update, today).map(|(_, post, _)| post);
    let refuses = decide_refuse_update(&actor, organisation, authority(reading), update, today).map(|(_, post)| post);
    (grants, refuses)
}

fn no(refusal: UpdateRefusal) -> (Result<Post, Refusal>, Result<Post, Refusal>) {
    (Err(refusal.clone().into()), Err(refusal.into()))
}

#[test]
fn whoever_may_open_what_is_shut_decides_as_the_school_reads_the_clauses() {
    let school = nam_thanh();
    let request = asked_by(&school, "cô Hoa", UpdateStage::Requested);
    let (principal, vice) = ((Ok(Post::Principal), Ok(Post::Principal)), (Ok(Post::VicePrincipal), Ok(Post::VicePrincipal)));
    let theirs = |reading, mention: &str| decides(&school, mention, reading, &request);
    for reading in LockReading::ALL {
        assert_eq!(theirs(reading, "cô Nguyệt"), principal, "{reading:?}");
        for mention in ["thầy Định", "cô Ấm", "cô Thảo"] {
            assert_eq!(theirs(reading, mention), no(UpdateRefusal::NotYoursToDecide), "{reading:?} {mention}");
        }
        assert_eq!(theirs(reading, "cô Hoa"), no(UpdateRefusal::OwnRequest), "{reading:?}");
    }
    assert_eq!(theirs(LockReading::PrincipalOnly, "cô Vân"), no(UpdateRefusal::IsThePrincipals));
    assert_eq!(theirs(LockReading::EitherAlone, "cô Vân"), vice);
    let together = (Ok(Post::VicePrincipal), Err(UpdateRefusal::IsThePrincipals.into()));
    assert_eq!(theirs(LockReading::Together, "cô Vân"), together, "she proposes, and takes nothing from the principal");
    // What one vice principal has proposed another one does not decide.
    let waiting = asked_by(&school, "cô Hoa", proposed(&school, "cô Vân"));
    assert_eq!(decides(&school, "cô Nguyệt", LockReading::Together, &waiting), principal);
    let other = decides(&school, "cô Hạnh", LockReading::Together, &waiting).0;
    assert_eq!(other, Err(UpdateRefusal::IsThePrincipals.into()));
    let again = decides(&school, "cô Vân", LockReading::Together, &waiting).0;
    assert_eq!(again, Ok(Post::VicePrincipal), "that her name is there already the request says");
    let actor = Actor { credential: super::super::Credential::ResetUnconfirmed, ..actor(&school, "cô Nguyệt") };
    let reset = decide_update(&actor, &school.regime.organisation, LockAuthority::default(), &request, day("2026-11-25"));
    assert_eq!(reset.map(drop), Err(Refusal::ResetUnconfirmed));
}

#[test]
fn nobody_decides_about_their_own_and_of_the_principals_a_vice_principal_does() {
    let school = nam_thanh();
    for reading in LockReading::ALL {
        let of_principal = asked_by(&school, "cô Nguyệt", UpdateStage::Requested);
        assert_eq!(decides(&school, "cô Nguyệt", reading, &of_principal), no(UpdateRefusal::OwnRequest), "{reading:?}");
        let vice = decides(&school, "cô Vân", reading, &of_principal);
        assert_eq!(vice, (Ok(Post::VicePrincipal), Ok(Post::VicePrincipal)), "{reading:?}: else nobody could");
        let of_vice = asked_by(&school, "cô Vân", UpdateStage::Requested);
        assert_eq!(decides(&school, "cô Vân", reading, &of_vice), no(UpdateRefusal::OwnRequest), "{reading:?}");
    }
}

#[test]
fn a_request_is_asked_for_read_and_ended_by_those_whom_it_concerns() {
    let mut school = nam_thanh();
    let plan = school.obligation("Giáo án tuần 3 · Lớp 4A").clone();
    let record = school.facts().record_facts(&plan);
    let request = asked_by(&school, "cô Hoa", UpdateStage::Requested);
    for (mention, asks, reads) in [
        ("cô Hoa", true, true),
        ("cô Thảo", true, false),
        ("cô Ấm", false, false),
        ("cô Nguyệt", false, true),
        ("cô Vân", false, true),
        ("thầy Định", false, true),
    ] {
        let actor = actor(&school, mention);
        let asking = decide_ask_for_update(&actor, &school.regime.organisation, record).map(drop);
        assert_eq!(asking, if asks { Ok(()) } else { Err(Refusal::NotYoursToHandIn) }, "{mention}");
        let reading = decide_read_update(&actor, &request);
        assert_eq!(reading, if reads { Ok(()) } else { Err(UpdateRefusal::NotYours.into()) }, "{mention}");
        let ending = decide_end_update(&actor, &request).map(drop);
        let own = if mention == "cô Hoa" { Ok(()) } else { Err(UpdateRefusal::NotTheRequester.into()) };
        assert_eq!(ending, own, "{mention}");
    }
}

#[test]
fn the_procedure_is_laid_down_by_the_principal() {
    let school = nam_thanh();
    let settles = |mention: &str| decide_update_procedure(&actor(&school, mention)).map(drop);
    assert_eq!(settles("cô Nguyệt"), Ok(()));
    assert_eq!(settles("cô Vân"), Err(UpdateRefusal::SettlingIsThePrincipals.into()));
    assert_eq!(settles("thầy Định"), Err(Refusal::SettingsNotYours));
}

/// Who closes what this post has opened for cô Hoa.
#[test]
fn whoever_could_open_it_alone_closes_it_and_of_the_principals_nobody_else() {
    let school = nam_thanh();
    let closes = |mention: &str, reading: LockReading, opened_as: Post, asked_by: &str| {
        let asked = self::asked_by(&school, asked_by, UpdateStage::Requested);
        let who = if opened_as == Post::Principal { "cô Nguyệt" } else { "cô Hạnh" };
        let signature = Signature { by: school.person_id(who), post: opened_as, at: at("2026-11-25 10:00") };
        let open = asked.grant(signature, 24, LockReading::EitherAlone, crate::updates::OpenFor::TheHours).unwrap();
        let (actor, organisation, today) = (actor(&school, mention), &school.regime.organisation, day("2026-11-25"));
        decide_close_update(&actor, organisation, authority(reading), &open, today).map(|(_, post)| post)
    };
    let is_the_principals = Err(UpdateRefusal::IsThePrincipals.into());
    for reading in LockReading::ALL {
        assert_eq!(closes("cô Nguyệt", reading, Post::Principal, "cô Hoa"), Ok(Post::Principal), "{reading:?}");
        assert_eq!(closes("cô Nguyệt", reading, Post::VicePrincipal, "cô Hoa"), Ok(Post::Principal), "{reading:?}");
        assert_eq!(closes("cô Vân", reading, Post::Principal, "cô Hoa"), is_the_principals, "{reading:?}");
        assert_eq!(closes("cô Hoa", reading, Post::Principal, "cô Hoa"), Err(UpdateRefusal::OwnToFinish.into()), "{reading:?}");
        for mention in ["thầy Định", "cô Ấm", "cô Thảo"] {
            let refused = closes(mention, reading, Post::Principal, "cô Hoa");
            assert_eq!(refused, Err(UpdateRefusal::NotYoursToDecide.into()), "{reading:?} {mention}");
        }
        // Of what the principal asked for, a vice principal's name is enough under every reading.
        let of_principal = closes("cô Vân", reading, Post::VicePrincipal, "cô Nguyệt");
        assert_eq!(of_principal, Ok(Post::VicePrincipal), "{reading:?}");
    }
    assert_eq!(closes("cô Vân", LockReading::EitherAlone, Post::VicePrincipal, "cô Hoa"), Ok(Post::VicePrincipal));
    for reading in [LockReading::Together, LockReading::PrincipalOnly] {
        assert_eq!(closes("cô Vân", reading, Post::VicePrincipal, "cô Hoa"), is_the_principals, "{reading:?}");
    }
}
