#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    closures::ClosureForm,
    testing::{NamThanh, at, forms::typed, nam_thanh},
};

const NOW: &str = "2026-11-26 20:00";

fn looks(school: &NamThanh, fields: &[(&str, &str)], post: Post) -> ClosureOutlook {
    let facts = school.facts();
    let plan = ClosureForm::read(&typed(fields)).parse(&facts, at(NOW)).unwrap();
    ClosureOutlook::of_declaring(&facts, &plan, post, at(NOW)).unwrap()
}

#[test]
fn what_was_looked_at_is_known_again_and_nothing_else_is_taken_for_it() {
    let mut school = nam_thanh();
    let storm = [("kind", "storm"), ("from", "27/11/2026")];
    let seen = looks(&school, &storm, Post::Principal);
    assert_eq!(looks(&school, &storm, Post::Principal).check_seen(seen.seen()), Ok(()));
    let other: Refusal = ClosureRefusal::LookedAtAnother.into();
    for changed in [
        &[("kind", "power-cut"), ("from", "27/11/2026")][..],
        &[("kind", "storm"), ("from", "27/11/2026"), ("to", "30/11/2026")],
        &[("kind", "storm"), ("from", "27/11/2026"), ("words", "bão số 13")],
    ] {
        assert_eq!(looks(&school, changed, Post::Principal).check_seen(seen.seen()), Err(other.clone()), "{changed:?}");
    }
    assert_eq!(looks(&school, &storm, Post::VicePrincipal).check_seen(seen.seen()), Err(other.clone()));
    // Two classes owe as much as each other: as many records, and not the same.
    let [of_a, of_b] = ["4A", "4B"].map(|name| {
        let class = format!("class.{}", school.class(name));
        looks(&school, &[("kind", "storm"), ("from", "27/11/2026"), ("whose", &class)], Post::Principal)
    });
    assert_ne!(of_a.seen(), of_b.seen());
    // What is handed in meanwhile moves no more.
    school.hands_in("cô Hoa", "Giáo án tuần 13 · Lớp 4A", "2026-11-26 15:00");
    assert_eq!(looks(&school, &storm, Post::Principal).check_seen(seen.seen()), Err(other));
}
