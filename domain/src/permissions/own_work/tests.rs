use crate::{
    extensions::{ManyForm, ManyOutlook},
    obligations::Owner,
    permissions::{decide_end_exemption, decide_exempt, decide_extend, decide_judge_lateness},
    refusal::{ExtensionRefusal, LatenessRefusal, Refusal},
    scope::ScopeForm,
    testing::{NamThanh, at, forms::typed, nam_thanh},
};

const NOW: &str = "2026-11-25 14:20";
const PLAN: &str = "Giáo án tuần 13 · Lớp 4A";

/// What is hers by name: in her turn, or as a person.
fn hers(school: &mut NamThanh, mention: &str) -> [(Owner, bool); 2] {
    let person = school.person_id(mention);
    [(Owner::Class(school.class("4A")), true), (Owner::Person(person), false)]
}

#[test]
fn nobody_of_the_leadership_decides_about_what_they_owe_by_name_and_everybody_else_of_it_does() {
    for mention in ["cô Nguyệt", "cô Vân"] {
        let mut school = nam_thanh();
        let person = school.person_id(mention);
        for (owner, is_turn) in hers(&mut school, mention) {
            let mut plan = school.obligation(PLAN).clone();
            plan.terms.owner = owner;
            plan.terms.turn = is_turn.then_some(person);
            let facts = school.facts();
            let record = facts.record_facts(&plan);
            let told = |who: &str| {
                let (actor, organisation) = (facts.actor(school.person_id(who), at(NOW)), facts.organisation());
                let extends = decide_extend(&actor, record, None).map(drop);
                let exempts = decide_exempt(&actor, organisation, record).map(drop);
                let judges = decide_judge_lateness(&actor, organisation, record, &[]).map(drop);
                // To owe it again is in nobody's favour.
                assert!(decide_end_exemption(&actor, organisation, record).is_ok(), "{who}");
                [extends, exempts, judges]
            };
            let own = || Err::<(), Refusal>(ExtensionRefusal::OwnRecord.into());
            assert_eq!(told(mention), [own(), own(), Err(LatenessRefusal::OwnLateness.into())], "{owner:?}");
            let other = if mention == "cô Vân" { "cô Nguyệt" } else { "cô Vân" };
            assert_eq!(told(other), [Ok(()), Ok(()), Ok(())], "{owner:?}");
        }
    }
}

#[test]
fn of_many_records_those_that_are_ones_own_by_name_or_that_one_asked_about_stay_and_say_why() {
    let mut school = nam_thanh();
    let person = school.person_id("cô Nguyệt");
    school.obligation(PLAN).terms.turn = Some(person);
    let facts = school.facts();
    let stays = |mention: &str, deed: &str| {
        let form = ManyForm::read(&typed(&[
            ("deed", deed),
            ("until", "04/12/2026"),
            ("reason", "tập huấn ở huyện"),
            ("weeks", "13"),
            ("whose", &format!("class.{}", school.class("4A"))),
        ]));
        let actor = facts.actor(school.person_id(mention), at(NOW));
        let preview = ManyOutlook::of(&facts, &actor, &form.parse(&facts).unwrap(), at(NOW)).preview;
        preview.skipped.iter().find(|one| one.title == PLAN).map(|one| one.why.words().fact)
    };
    for deed in [ManyForm::EXTEND, ManyForm::EXEMPT] {
        let words = "Hồ sơ của mình thì người khác quyết định".to_owned();
        assert_eq!(stays("cô Nguyệt", deed), Some(words), "{deed}");
        assert_eq!(stays("cô Vân", deed), None, "{deed}");
    }
}

/// A closure is of the school or of units: nobody shuts the days of a single person, or their own.
#[test]
fn a_closure_names_no_person() {
    let school = nam_thanh();
    let whose = |key: String| ScopeForm::parse_units(&[key], &school.regime).is_ok();
    assert!(whose(format!("class.{}", school.class("4A"))));
    assert!(!whose(format!("person.{}", school.person_id("cô Nguyệt"))));
    assert!(!whose("school".to_owned()));
}
