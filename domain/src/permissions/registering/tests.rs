#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    permissions::Credential,
    registers::{EntryStep, RegisterKind, Said},
    testing::{NamThanh, at, id, nam_thanh},
};

const NOW: &str = "2026-11-25 14:20";

fn actor(school: &NamThanh, mention: &str) -> Actor {
    school.facts().actor(school.person_id(mention), at(NOW))
}

fn entry(school: &NamThanh, kind: RegisterKind, by: &str, (number, state): (u32, &str)) -> EntryLine {
    let (by, at) = (school.person_id(by), at(NOW));
    let step = EntryStep { number, by, at, state: state.to_owned(), words: String::new() };
    EntryLine { id: id(31, 1), register: kind, year: 2026, number: 1, by, at, said: Said::new(), version: 1, written_by: by, step }
}

/// Who enters, and how much they read: cô Nguyệt is principal, thầy Định of the management team, cô Thơm the clerk, cô Ấm heads a
/// department, cô Hoa teaches.
#[test]
fn each_register_has_its_own_people() {
    let school = nam_thanh();
    let organisation = &school.regime.organisation;
    let check = |kind: RegisterKind, wanted: [(&str, &str); 5]| {
        for (mention, marks) in wanted {
            let actor = actor(&school, mention);
            let enters = if decide_enter_entry(&actor, organisation, kind.register()).is_ok() { "w" } else { "-" };
            let reads = match decide_read_register(&actor, organisation, kind.register()) {
                Ok(RegisterScope::All) => "all",
                Ok(RegisterScope::Own) => "own",
                Err(_) => "-",
            };
            assert_eq!(format!("{enters} {reads}"), marks, "{}: {mention}", kind.register().name);
        }
    };
    let people = |marks: [&'static str; 5]| {
        let [nguyet, dinh, thom, am, hoa] = marks;
        [("cô Nguyệt", nguyet), ("thầy Định", dinh), ("cô Thơm", thom), ("cô Ấm", am), ("cô Hoa", hoa)]
    };
    check(RegisterKind::Incidents, people(["w all", "w all", "w own", "w own", "w own"]));
    check(RegisterKind::Proposals, people(["w all", "w all", "w own", "w own", "w own"]));
    check(RegisterKind::Incoming, people(["w all", "- -", "w all", "- -", "- -"]));
    check(RegisterKind::Outgoing, people(["w all", "- -", "w all", "- -", "- -"]));
    check(RegisterKind::Trainings, people(["w all", "w all", "- all", "- all", "- all"]));
}

#[test]
fn an_incident_is_answered_by_the_team_and_opened_again_by_whoever_reported_it() {
    let school = nam_thanh();
    let organisation = &school.regime.organisation;
    let goes = |mention: &str, state: &str, to: &str| {
        let incident = entry(&school, RegisterKind::Incidents, "cô Hoa", (1, state));
        decide_move_entry(&actor(&school, mention), organisation, &incident, to).map(|(way, _)| way.verb)
    };
    assert_eq!(goes("thầy Định", "new", "working"), Ok("Nhận xử lý"));
    assert_eq!(goes("cô Nguyệt", "new", "done"), Ok("Đã xử lý"));
    assert_eq!(goes("cô Hoa", "new", "done"), Err(RegisterRefusal::NotYoursToMove.into()));
    assert_eq!(goes("cô Hoa", "done", "working"), Ok("Vẫn còn, báo lại"));
    assert_eq!(goes("cô Thảo", "done", "working"), Err(RegisterRefusal::NotYoursToMove.into()));
    assert_eq!(goes("thầy Định", "done", "working"), Ok("Mở lại"));
    assert_eq!(goes("thầy Định", "done", "new"), Err(RegisterRefusal::NoSuchStep.into()));
    let incident = entry(&school, RegisterKind::Incidents, "cô Hoa", (1, "new"));
    assert_eq!(decide_read_entry(&actor(&school, "cô Hoa"), organisation, &incident), Ok(()));
    let not_yours = RegisterRefusal::NotYours { name: "Sự cố".to_owned() };
    assert_eq!(decide_read_entry(&actor(&school, "cô Thảo"), organisation, &incident), Err(not_yours.into()));
}

#[test]
fn nobody_approves_a_proposal_of_their_own() {
    let school = nam_thanh();
    let organisation = &school.regime.organisation;
    let goes = |mention: &str, by: &str, to: &str| {
        let proposal = entry(&school, RegisterKind::Proposals, by, (1, "new"));
        decide_move_entry(&actor(&school, mention), organisation, &proposal, to).map(drop)
    };
    assert_eq!(goes("cô Nguyệt", "cô Hoa", "agreed"), Ok(()));
    assert_eq!(goes("cô Vân", "cô Nguyệt", "agreed"), Ok(()));
    assert_eq!(goes("cô Nguyệt", "cô Nguyệt", "agreed"), Err(RegisterRefusal::OwnEntry.into()));
    assert_eq!(goes("cô Nguyệt", "cô Nguyệt", "refused"), Err(RegisterRefusal::OwnEntry.into()));
    assert_eq!(goes("cô Nguyệt", "cô Nguyệt", "withdrawn"), Ok(()));
    assert_eq!(goes("thầy Định", "cô Hoa", "agreed"), Err(RegisterRefusal::NotYoursToMove.into()));
}

/// Else a vice principal would write a teacher's proposal anew and approve her own words, or change what was approved.
#[test]
fn nobody_decides_about_words_of_their_own_and_what_was_decided_about_stays_as_it_is() {
    let school = nam_thanh();
    let organisation = &school.regime.organisation;
    let proposal = entry(&school, RegisterKind::Proposals, "cô Hoa", (1, "new"));
    assert!(decide_correct_entry(&actor(&school, "cô Vân"), organisation, &proposal).is_ok());
    let anew = EntryLine { version: 2, written_by: school.person_id("cô Vân"), ..proposal };
    let agrees = |mention: &str| decide_move_entry(&actor(&school, mention), organisation, &anew, "agreed").map(drop);
    assert_eq!(agrees("cô Vân"), Err(RegisterRefusal::OwnEntry.into()));
    assert_eq!(agrees("cô Nguyệt"), Ok(()));
    let agreed = entry(&school, RegisterKind::Proposals, "cô Vân", (2, "agreed"));
    for mention in ["cô Vân", "cô Nguyệt"] {
        let corrects = decide_correct_entry(&actor(&school, mention), organisation, &agreed).map(drop);
        assert_eq!(corrects, Err(RegisterRefusal::Decided.into()), "{mention}");
    }
}

#[test]
fn whoever_made_an_entry_corrects_it_until_somebody_works_on_it() {
    let school = nam_thanh();
    let organisation = &school.regime.organisation;
    let corrects = |mention: &str, (number, state): (u32, &str)| {
        let incident = entry(&school, RegisterKind::Incidents, "cô Hoa", (number, state));
        decide_correct_entry(&actor(&school, mention), organisation, &incident).map(drop)
    };
    assert_eq!(corrects("cô Hoa", (1, "new")), Ok(()));
    assert_eq!(corrects("cô Hoa", (2, "working")), Err(RegisterRefusal::UnderWay.into()));
    assert_eq!(corrects("cô Thảo", (1, "new")), Err(RegisterRefusal::NotYoursToCorrect.into()));
    assert_eq!(corrects("thầy Định", (2, "working")), Ok(()));
}

#[test]
fn whoever_has_a_password_of_the_teams_reports_an_incident_and_answers_none() {
    let school = nam_thanh();
    let organisation = &school.regime.organisation;
    let reset = |mention: &str| Actor { credential: Credential::ResetUnconfirmed, ..actor(&school, mention) };
    let register = RegisterKind::Incidents.register();
    assert!(decide_enter_entry(&reset("cô Hoa"), organisation, register).is_ok());
    let incident = entry(&school, RegisterKind::Incidents, "cô Hoa", (1, "new"));
    let answers = decide_move_entry(&reset("thầy Định"), organisation, &incident, "working").map(drop);
    assert_eq!(answers, Err(Refusal::ResetUnconfirmed));
    let corrects = decide_correct_entry(&reset("thầy Định"), organisation, &incident).map(drop);
    assert_eq!(corrects, Err(Refusal::ResetUnconfirmed));
}
