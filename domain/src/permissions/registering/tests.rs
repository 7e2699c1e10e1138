#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::{
    permissions::Credential,
    registers::{EntryStep, RegisterKind, Said},
    testing::{NamThanh, at, day, id, nam_thanh},
};

const NOW: &str = "2026-11-25 14:20";
const TODAY: &str = "2026-11-25";

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
                Ok(RegisterScope::Concerned) => "about",
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
    check(RegisterKind::Commendations, people(["w all", "- about", "- about", "- about", "- about"]));
    check(RegisterKind::Violations, people(["w all", "- about", "- about", "- about", "- about"]));
}

#[test]
fn an_incident_is_answered_by_the_team_and_opened_again_by_whoever_reported_it() {
    let school = nam_thanh();
    let organisation = &school.regime.organisation;
    let goes = |mention: &str, state: &str, to: &str| {
        let incident = entry(&school, RegisterKind::Incidents, "cô Hoa", (1, state));
        decide_move_entry(&actor(&school, mention), organisation, &incident, to, day(TODAY)).map(|(way, _)| way.verb)
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
        decide_move_entry(&actor(&school, mention), organisation, &proposal, to, day(TODAY)).map(drop)
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
    let agrees = |mention: &str| decide_move_entry(&actor(&school, mention), organisation, &anew, "agreed", day(TODAY)).map(drop);
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
    let answers = decide_move_entry(&reset("thầy Định"), organisation, &incident, "working", day(TODAY)).map(drop);
    assert_eq!(answers, Err(Refusal::ResetUnconfirmed));
    let corrects = decide_correct_entry(&reset("thầy Định"), organisation, &incident).map(drop);
    assert_eq!(corrects, Err(Refusal::ResetUnconfirmed));
}

/// A case about `of` that cô Vân opened, and about which cô Hạnh is to advise.
fn case(school: &NamThanh, of: &str, (number, state): (u32, &str)) -> EntryLine {
    let said = [("who", school.person_id(of)), ("adviser", school.person_id("cô Hạnh"))];
    let said = said.map(|(column, person)| (column.to_owned(), person.to_string()));
    let said = Said::from(said).into_iter().chain([("answer_by".to_owned(), "30/11/2026".to_owned())]).collect();
    EntryLine { said, ..entry(school, RegisterKind::Violations, "cô Vân", (number, state)) }
}

#[test]
fn a_case_is_read_by_those_whom_it_names_and_by_nobody_else() {
    let school = nam_thanh();
    let organisation = &school.regime.organisation;
    let of_hoa = case(&school, "cô Hoa", (1, "opened"));
    let reads = |actor: &Actor, entry: &EntryLine| decide_read_entry(actor, organisation, entry).is_ok();
    for (mention, wanted) in [
        ("cô Hoa", true),
        ("cô Nguyệt", true),
        ("cô Vân", true),
        ("cô Hạnh", true),
        ("cô Thảo", false),
        ("cô Ấm", false),
        ("thầy Định", false),
        ("cô Thơm", false),
    ] {
        assert_eq!(reads(&actor(&school, mention), &of_hoa), wanted, "{mention}");
    }
    // Another vice principal than the one who opened it and the one who advises reads it by neither.
    let other = EntryLine { by: school.person_id("cô Nguyệt"), said: Said::new(), ..case(&school, "cô Hoa", (1, "opened")) };
    assert!(!reads(&actor(&school, "cô Vân"), &other));
    // Whoever opened it and is no longer of the leadership has done with it; so has whoever was to advise.
    for mention in ["cô Vân", "cô Hạnh"] {
        let before = Actor { positions: Vec::new(), ..actor(&school, mention) };
        assert!(!reads(&before, &of_hoa), "{mention}");
    }
    // Whoever acts for the principal reads and decides nothing here, and a password that others may know opens nothing.
    let acting = Actor { lent: vec![Position::Principal], ..actor(&school, "cô Thảo") };
    assert!(!reads(&acting, &of_hoa));
    let doubted = Actor { credential: Credential::ResetUnconfirmed, ..actor(&school, "cô Hoa") };
    assert_eq!(decide_read_entry(&doubted, organisation, &of_hoa), Err(Refusal::ResetUnconfirmed));
    assert_eq!(decide_read_register(&doubted, organisation, of_hoa.register.register()), Err(Refusal::ResetUnconfirmed));
}

#[test]
fn a_case_is_answered_by_the_person_advised_about_and_decided_by_the_principal() {
    let school = nam_thanh();
    let organisation = &school.regime.organisation;
    let goes = |mention: &str, of: &str, (state, to): (&str, &str), today: &str| {
        let entry = case(&school, of, (2, state));
        decide_move_entry(&actor(&school, mention), organisation, &entry, to, day(today)).map(|(way, _)| way.verb)
    };
    let awaited = RegisterRefusal::AnswerAwaited { until: day("2026-11-30") };
    let (early, last, over) = (TODAY, "2026-11-30", "2026-12-01");
    for today in [early, last] {
        assert_eq!(goes("cô Nguyệt", "cô Hoa", ("opened", "found"), today), Err(awaited.clone().into()), "{today}");
        assert_eq!(goes("cô Nguyệt", "cô Hoa", ("opened", "cleared"), today), Err(awaited.clone().into()), "{today}");
        assert_eq!(goes("cô Hạnh", "cô Hoa", ("opened", "advised"), today), Err(awaited.clone().into()), "{today}");
    }
    assert_eq!(goes("cô Nguyệt", "cô Hoa", ("opened", "found"), over), Ok("Có vi phạm"));
    assert_eq!(goes("cô Hạnh", "cô Hoa", ("opened", "advised"), over), Ok("Gửi tham mưu"));
    assert_eq!(goes("cô Hoa", "cô Hoa", ("opened", "answered"), early), Ok("Gửi giải trình"));
    assert_eq!(goes("cô Nguyệt", "cô Hoa", ("answered", "cleared"), early), Ok("Không vi phạm"));
    assert_eq!(goes("cô Hạnh", "cô Hoa", ("answered", "advised"), early), Ok("Gửi tham mưu"));
    assert_eq!(goes("cô Hoa", "cô Hoa", ("advised", "answered"), early), Ok("Gửi giải trình"));
    assert_eq!(goes("cô Vân", "cô Hoa", ("answered", "withdrawn"), early), Ok("Rút lại"));
    assert_eq!(goes("cô Nguyệt", "cô Hoa", ("found", "answered"), early), Ok("Xem xét lại"));
    // Nobody does another one's part.
    for (mention, step) in [
        ("cô Nguyệt", ("opened", "answered")),
        ("cô Nguyệt", ("answered", "advised")),
        ("cô Nguyệt", ("answered", "withdrawn")),
        ("cô Vân", ("answered", "advised")),
        ("cô Vân", ("answered", "found")),
        ("cô Hạnh", ("answered", "cleared")),
    ] {
        assert_eq!(goes(mention, "cô Hoa", step, early), Err(RegisterRefusal::NotYoursToMove.into()), "{mention} {step:?}");
    }
    // Whoever it is about answers, and does nothing else: not even as the principal, or as whoever was to advise.
    for (of, step) in
        [("cô Hoa", ("answered", "cleared")), ("cô Hạnh", ("answered", "advised")), ("cô Nguyệt", ("answered", "cleared"))]
    {
        assert_eq!(goes(of, of, step, early), Err(RegisterRefusal::AboutOneself.into()), "{of}");
    }
    let stranger = RegisterRefusal::NotYours { name: "Vi phạm".to_owned() };
    assert_eq!(goes("cô Thảo", "cô Hoa", ("opened", "answered"), early), Err(stranger.clone().into()));
    assert_eq!(goes("thầy Định", "cô Hoa", ("answered", "found"), early), Err(stranger.into()));
}

#[test]
fn nobody_makes_an_entry_about_themselves_and_nobody_one_about_the_principal() {
    let school = nam_thanh();
    let organisation = &school.regime.organisation;
    let about = |mention: &str, kind: RegisterKind, column: &str, of: &[&str]| {
        let ids: Vec<String> = of.iter().map(|one| school.person_id(one).to_string()).collect();
        let said = Said::from([(column.to_owned(), ids.join(","))]);
        check_about(&actor(&school, mention), organisation, kind.register(), &said, day(TODAY))
    };
    let (case, praise) = (RegisterKind::Violations, RegisterKind::Commendations);
    assert_eq!(about("cô Vân", case, "who", &["cô Hoa"]), Ok(()));
    assert_eq!(about("cô Vân", case, "who", &["cô Hạnh"]), Ok(()));
    assert_eq!(about("cô Vân", case, "who", &["cô Vân"]), Err(RegisterRefusal::AboutOneself.into()));
    assert_eq!(about("cô Nguyệt", case, "who", &["cô Nguyệt"]), Err(RegisterRefusal::AboutOneself.into()));
    assert_eq!(about("cô Vân", case, "who", &["cô Nguyệt"]), Err(RegisterRefusal::AboutPrincipal.into()));
    assert_eq!(about("cô Vân", praise, "people", &["cô Hoa", "cô Vân"]), Err(RegisterRefusal::AboutOneself.into()));
    assert_eq!(about("cô Vân", praise, "people", &["cô Hoa", "cô Nguyệt"]), Err(RegisterRefusal::AboutPrincipal.into()));
    assert_eq!(about("cô Vân", praise, "people", &["cô Hoa", "cô Thảo"]), Ok(()));
    let entry = entry(&school, case, "cô Vân", (1, "opened"));
    assert_eq!(
        decide_correct_entry(&actor(&school, "cô Vân"), organisation, &entry).map(drop),
        Err(RegisterRefusal::StaysAsItIs.into())
    );
}

#[test]
fn whoever_is_praised_reads_it_once_the_principal_has_agreed() {
    let school = nam_thanh();
    let organisation = &school.regime.organisation;
    let of = |state: &str| {
        let said = Said::from([("people".to_owned(), school.person_id("cô Hoa").to_string())]);
        EntryLine { said, ..entry(&school, RegisterKind::Commendations, "cô Vân", (2, state)) }
    };
    let reads = |mention: &str, state: &str| decide_read_entry(&actor(&school, mention), organisation, &of(state)).is_ok();
    for (state, wanted) in [("new", false), ("refused", false), ("agreed", true)] {
        assert_eq!(reads("cô Hoa", state), wanted, "{state}");
        assert!(reads("cô Hạnh", state) && !reads("cô Thảo", state) && !reads("thầy Định", state), "{state}");
    }
    let decides = |mention: &str, entry: &EntryLine| {
        decide_move_entry(&actor(&school, mention), organisation, entry, "agreed", day(TODAY)).map(drop)
    };
    assert_eq!(decides("cô Nguyệt", &of("new")), Ok(()));
    assert_eq!(decides("cô Vân", &of("new")), Err(RegisterRefusal::NotYoursToMove.into()));
}

/// A place that is lent brings none of this, and least of all about oneself.
#[test]
fn whoever_acts_for_the_leadership_opens_advises_about_and_decides_nothing() {
    let school = nam_thanh();
    let organisation = &school.regime.organisation;
    let lent = || vec![Position::Principal, Position::VicePrincipal];
    let acting = |mention: &str| Actor { lent: lent(), ..actor(&school, mention) };
    for kind in [RegisterKind::Violations, RegisterKind::Commendations] {
        let name = kind.register().name.to_owned();
        let enters = decide_enter_entry(&acting("cô Thảo"), organisation, kind.register()).map(drop);
        assert_eq!(enters, Err(RegisterRefusal::NotYoursToEnter { name }.into()));
        assert_eq!(decide_read_register(&acting("cô Thảo"), organisation, kind.register()), Ok(RegisterScope::Concerned));
    }
    let goes = |mention: &str, entry: &EntryLine, to: &str| {
        decide_move_entry(&acting(mention), organisation, entry, to, day(TODAY)).map(drop)
    };
    let stranger = |name: &str| Err(RegisterRefusal::NotYours { name: name.to_owned() }.into());
    let of_hoa = case(&school, "cô Hoa", (2, "answered"));
    assert_eq!(goes("cô Thảo", &of_hoa, "cleared"), stranger("Vi phạm"));
    assert_eq!(goes("cô Vân", &of_hoa, "cleared"), Err(RegisterRefusal::NotYoursToMove.into()), "who opened it");
    for to in ["cleared", "found", "advised", "withdrawn"] {
        assert_eq!(goes("cô Hoa", &of_hoa, to), Err(RegisterRefusal::AboutOneself.into()), "{to}");
    }
    let said = Said::from([("people".to_owned(), school.person_id("cô Hoa").to_string())]);
    let praise = EntryLine { said, ..entry(&school, RegisterKind::Commendations, "cô Vân", (1, "new")) };
    assert_eq!(goes("cô Hoa", &praise, "agreed"), stranger("Khen thưởng"));
    assert_eq!(goes("cô Vân", &praise, "agreed"), Err(RegisterRefusal::NotYoursToMove.into()));
}

/// A password is asked for again where somebody decides about people, and nowhere else.
#[test]
fn the_principal_alone_decides_about_people() {
    let verbs = |kind: RegisterKind| -> Vec<&str> {
        let moves = kind.register().moves.iter();
        moves.filter(|one| one.decides_about_people()).map(|one| one.verb).collect()
    };
    assert_eq!(verbs(RegisterKind::Commendations), ["Khen thưởng", "Không khen"]);
    let (cleared, found) = (["Không vi phạm"; 3], ["Có vi phạm"; 3]);
    let all: Vec<&str> = cleared.into_iter().chain(found).chain(["Xem xét lại"]).collect();
    assert_eq!(verbs(RegisterKind::Violations), all);
    for kind in [RegisterKind::Incidents, RegisterKind::Proposals, RegisterKind::Incoming, RegisterKind::Trainings] {
        assert!(verbs(kind).is_empty(), "{kind:?}");
    }
}
