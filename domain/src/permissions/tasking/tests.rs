use super::*;
use crate::{
    people::{Acting, Appointment, Position},
    tasks::tests::{gives, plan_for},
    testing::{at, day, nam_thanh},
};

const NOW: &str = "2026-11-25 14:20";

#[test]
fn the_principal_gives_tasks_and_whoever_acts_in_her_place_and_nobody_else() {
    let mut school = nam_thanh();
    let (nguyet, van) = (school.person_id("cô Nguyệt"), school.person_id("cô Vân"));
    let not_yours: Refusal = TaskRefusal::NotYours.into();
    let check = |school: &crate::testing::NamThanh, mention: &str, wanted: Option<Refusal>| {
        let actor = school.facts().actor(school.person_id(mention), at(NOW));
        assert_eq!(decide_give_task(&actor).err(), wanted, "{mention}");
    };
    check(&school, "cô Nguyệt", None);
    for mention in ["cô Vân", "cô Ấm", "thầy Định", "cô Hoa"] {
        check(&school, mention, Some(not_yours.clone()));
    }
    school.regime.organisation.appointments.push(Appointment {
        person: van,
        position: Position::Principal,
        from: day("2026-11-25"),
        until: Some(day("2026-11-27")),
        known_since: None,
        end_known_since: None,
        acting: Some(Acting { person: nguyet, decision: "15/QĐ-MNNT".to_owned() }),
    });
    check(&school, "cô Vân", None);
    let reset = Actor { credential: Credential::ResetUnconfirmed, ..school.facts().actor(nguyet, at(NOW)) };
    assert_eq!(decide_give_task(&reset).err(), Some(Refusal::ResetUnconfirmed));
}

#[test]
fn a_task_is_read_by_those_who_have_it_and_by_the_leadership_and_an_answer_by_its_writer_and_the_leadership() {
    let mut school = nam_thanh();
    gives(&mut school, plan_for(&["cô Hoa", "cô Thảo"]), "2026-11-25 09:00");
    let (facts, hoa) = (school.facts(), school.person_id("cô Hoa"));
    let task = &facts.tasks[0];
    let not_for_you: Refusal = TaskRefusal::NotForYou.into();
    // Who reads the task, who reads what cô Hoa answered, who answers.
    let check = |mention: &str, (task_read, answer_read, answers): (bool, bool, bool)| {
        let actor = facts.actor(school.person_id(mention), at(NOW));
        let no = |may: bool| (!may).then(|| not_for_you.clone());
        assert_eq!(decide_read_task(&actor, task).err(), no(task_read), "{mention}");
        assert_eq!(decide_read_answer(&actor, hoa).err(), no(answer_read), "{mention}");
        assert_eq!(decide_answer_task(&actor, task).err(), no(answers), "{mention}");
    };
    check("cô Hoa", (true, true, true));
    check("cô Thảo", (true, false, true));
    check("cô Nguyệt", (true, true, false));
    check("cô Vân", (true, true, false));
    // A head of department reads nothing of it, and the management team neither.
    check("cô Ấm", (false, false, false));
    check("thầy Định", (false, false, false));
}
