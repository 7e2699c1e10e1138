#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;

#[test]
fn what_can_be_changed_is_found_in_its_function_and_nowhere_in_tests() {
    let check = |code: &str, expected: &[&str]| {
        let found = changes::of(code).unwrap();
        let words: Vec<&str> = found.all.iter().map(|change| change.words.as_str()).collect();
        assert_eq!(words, expected, "{code}");
    };
    check("fn may(a: u8, b: u8) -> u8 { a + b }", &["may: whole body → 0", "may: whole body → 1", "may: a + b → -"]);
    check(
        "fn may(a: bool, b: bool) { a && !b; }",
        &["may: whole body → nothing", "may: a && !b → ||", "may: a → true", "may: !b → true", "may: !b → !"],
    );
    check(
        "fn may() -> Result<Allowed<Sign>, Refusal> { check(1)?; no }",
        &["may: whole body → Ok(a proof)", "may: check(1)?; → goes", "may: 1 → 2"],
    );
    check("fn may(of: &Allowed<Sign>) -> Allowed<Read> { proof(()) }", &[]);
    check(
        "fn may(of: &[u8]) { let a = if let Some(b) = c && b { 1 } else { 2 }; }",
        &["may: whole body → nothing", "may: if let Some(b) = c && b → false", "may: b → true", "may: 1 → 2", "may: 2 → 3"],
    );
    check(
        "fn may() { let a = match b { C => d, E if f => g, _ => h }; }",
        &["may: whole body → nothing", "may: C => … → goes", "may: f → true", "may: f → false"],
    );
    check(
        "fn may() { let a = b.iter().filter(own).any(|one| matches!(one, C(d) if d == e)); }",
        &[
            "may: whole body → nothing",
            "may: b.iter().filter(own).any(|one| matches!(one, C(d) if d == e)) → all",
            "may: matches!(one, C(d) if d == e) → true",
            "may: b.iter().filter(own) → without .filter",
            "may: .filter(own) → true",
            "may: matches!(one, C(d) if d == e) → !",
            "may: d == e → true",
            "may: d == e → !=",
        ],
    );
    check("#[cfg(test)] mod tests { fn may() -> bool { true } } const A: u8 = 1 + 1;", &[]);
}

#[test]
fn all_changes_stand_in_one_text_each_behind_its_number() {
    let text = "const fn may(a: bool) -> bool { a || !b }".to_owned();
    let changes = changes::of(&text).unwrap();
    let source = Source { path: "rights.rs".to_owned(), text, changes, first: 7 };
    let on = |number: usize| format!("crate::mutant::on({number})");
    let [yes, no, and, left, right, not] = [7, 8, 9, 10, 11, 12].map(on);
    let whole = format!("(match {and} {{ true => (a) && (!b), false => (!{left} && (a)) || (!{right} && (({not} != (!b))))}})");
    let expected =
        format!("/*const*/ fn may(a: bool) -> bool {{ if {yes} {{ return true; }} if {no} {{ return false; }} {whole} }}");
    assert_eq!(copy::written(&source), expected);
}

/// As an end in between leaves it, and a run over what was not noticed: the last word counts.
#[test]
fn what_became_of_a_change_is_read_back_by_its_words() {
    let results = std::env::temp_dir().join(format!("mutants-{}.tsv", std::process::id()));
    fs::write(&results, "UNNOTICED\ta.rs may: 1 → 2\nnoticed\ta.rs may: a → !\nnoticed\ta.rs may: 1 → 2\nNEVER").unwrap();
    let known = read(&results).unwrap();
    fs::remove_file(&results).unwrap();
    let verdicts: Vec<(&str, Verdict)> = known.iter().map(|(words, verdict)| (words.as_str(), *verdict)).collect();
    assert_eq!(verdicts, [("a.rs may: 1 → 2", Verdict::Noticed), ("a.rs may: a → !", Verdict::Noticed)]);
}

#[test]
fn a_feature_is_a_file_or_a_folder_of_its_name_and_no_other_that_begins_so() {
    let asked = ["locks.rs", "locks/told.rs", "locksmith.rs", "my/locks.rs"].map(|path| is_of(path, "locks"));
    assert_eq!(asked, [true, true, false, false]);
}

#[test]
fn a_rule_that_nobody_asked_for_keeps_what_it_says() {
    let project = Project::find().unwrap();
    let sources = sources(&project, &["permissions/withdrawing".to_owned()]).unwrap();
    let changed: Vec<&str> = sources.iter().filter(|one| !one.changes.all.is_empty()).map(|one| one.path.as_str()).collect();
    assert_eq!(changed, ["permissions/withdrawing.rs"]);
    assert!(sources.iter().all(|one| !one.path.contains("tests") && !one.path.starts_with("testing")));
}
