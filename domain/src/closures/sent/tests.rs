use super::*;
use crate::{
    scope::Scope,
    testing::{at, forms::typed, id, nam_thanh},
};

#[test]
fn a_key_that_is_known_declares_nothing_again_and_swallows_nothing_else() {
    let mut school = nam_thanh();
    let storm = school.shuts("cô Nguyệt", Scope::whole(), ("2026-11-27", "2026-11-27"), "2026-11-26 20:00");
    let class = format!("class.{}", school.class("4B"));
    let key = storm.to_string();
    let same = [("key", key.as_str()), ("kind", "storm"), ("from", "27/11/2026"), ("words", "bão số 13")];
    let check = |school: &crate::testing::NamThanh, by: &str, changed: &[(&str, &str)], wanted: SentKey| {
        let kept = same.iter().filter(|(name, _)| changed.iter().all(|(other, _)| other != name));
        let fields: Vec<(&str, &str)> = kept.chain(changed).copied().collect();
        let form = ClosureForm::read(&typed(&fields));
        assert_eq!(sent_key(&form, &school.facts(), school.person_id(by), at("2026-11-26 20:05")), wanted, "{by} {changed:?}");
    };
    check(&school, "cô Nguyệt", &[], SentKey::Repeats(storm));
    check(&school, "cô Nguyệt", &[("to", "27/11/2026")], SentKey::Repeats(storm));
    check(&school, "cô Vân", &[], SentKey::Taken);
    check(&school, "cô Nguyệt", &[("kind", "power-cut")], SentKey::Taken);
    check(&school, "cô Nguyệt", &[("from", "26/11/2026")], SentKey::Taken);
    check(&school, "cô Nguyệt", &[("to", "30/11/2026")], SentKey::Taken);
    check(&school, "cô Nguyệt", &[("whose", class.as_str())], SentKey::Taken);
    check(&school, "cô Nguyệt", &[("words", "bão số 14")], SentKey::Taken);
    check(&school, "cô Nguyệt", &[("key", &id::<Closure>(18, 9).to_string())], SentKey::Fresh);
    check(&school, "cô Nguyệt", &[("key", "")], SentKey::Fresh);
    // What was taken back meanwhile does not stand because its form comes again.
    school.takes_back("cô Vân", storm, "2026-11-26 20:02");
    check(&school, "cô Nguyệt", &[], SentKey::Taken);
}
