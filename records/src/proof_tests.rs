//! Nothing changes without the proof that somebody may change it: read from the source of every use case.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::testing::sources::sources;

/// Functions of the use cases that change rows themselves and take no `Allowed<…>`: file, name, and why not.
const WITHOUT: [(&str, &str, &str); 34] = [
    ("accounts.rs", "begin_session", "the password, which was right, is the proof"),
    ("accounts.rs", "end_session", "everybody may sign out"),
    ("accounts.rs", "end_sessions", "a part of what takes the proof"),
    ("accounts.rs", "prove", "the password, which was right, is the proof"),
    ("accounts.rs", "read_notices", "a mark of one's own that nobody else sees"),
    ("accounts.rs", "seen", "a session in use is no deed"),
    ("db.rs", "try_writing", "writes what is there already"),
    ("delegations.rs", "write_end", "a part of what takes the proof"),
    ("doubtful_times.rs", "begin", "what the clocks show is nobody's deed"),
    ("doubtful_times.rs", "bring_back", "what the clocks show is nobody's deed"),
    ("doubtful_times.rs", "end", "what the clocks show is nobody's deed"),
    ("doubtful_times.rs", "keep_ahead", "what the clocks show is nobody's deed"),
    ("doubtful_times/decide.rs", "carry_over", "a part of `decide`, which asks"),
    ("doubtful_times/decide.rs", "set_right", "a part of `decide`, which asks"),
    ("drafts.rs", "forget", "words of one's own that nobody else reads"),
    ("drafts.rs", "save", "words of one's own that nobody else reads"),
    ("inspections.rs", "is_last_try", "that a look into a file was cut short is nobody's deed"),
    ("inspections.rs", "note", "what is in a file is nobody's deed"),
    ("known_browsers.rs", "remember", "the password, which was right, is the proof"),
    ("obligations.rs", "add", "what is owed is computed from what was allowed"),
    ("obligations.rs", "close", "what is owed is computed from what was allowed"),
    ("obligations.rs", "judge_anew", "a judgement is computed from what was allowed"),
    ("obligations.rs", "record_judgement", "a judgement is computed from what was allowed"),
    ("obligations.rs", "update", "what is owed is computed from what was allowed"),
    ("review_openings.rs", "note", "that somebody has looked at something is no deed"),
    ("review_openings.rs", "note_file", "that somebody has looked at something is no deed"),
    ("signing.rs", "make_known", "a part of `save`, which takes the proof"),
    ("submissions.rs", "keep_summary", "a part of `save`, which takes the proof"),
    ("submissions.rs", "next_number", "a part of `save`, which takes the proof"),
    ("submissions.rs", "save_files", "a part of `save`, which takes the proof"),
    ("uploads.rs", "add", "files of one's own that nobody else sees until they are handed in"),
    ("uploads.rs", "forget", "a part of a hand-in, which takes the proof"),
    ("uploads.rs", "remove", "files of one's own that nobody else sees"),
    ("uploads.rs", "sweep", "what has waited for too long goes by itself"),
];

/// What the engine is made of: it changes what a use case tells it to.
const ENGINE: [&str; 6] = ["database.rs", "listen.rs", "migrate.rs", "sql.rs", "tx.rs", "work.rs"];

/// One `async fn` of the use cases.
struct Function {
    file: String,
    name: String,
    is_public: bool,
    /// What it takes, what it brings, and what it does.
    arguments: String,
    result: String,
    body: String,
}

impl Function {
    fn read(file: &str, before: &str, text: &str) -> Self {
        // A function at the margin ends where a brace stands at the margin.
        let text = text.split("\n}\n").next().unwrap();
        let (head, body) = text.split_once(" {\n").unwrap_or((text, ""));
        Self {
            file: file.to_owned(),
            name: text.split(['(', '<']).next().unwrap().to_owned(),
            is_public: before.ends_with("pub "),
            arguments: head.split("->").next().unwrap().to_owned(),
            result: head.split("->").nth(1).unwrap_or_default().to_owned(),
            body: body.to_owned(),
        }
    }

    /// Whether it changes rows by a statement of its own.
    fn changes(&self) -> bool {
        [".run(", "\"INSERT ", "\"UPDATE ", "\"DELETE "].iter().any(|word| self.body.contains(word))
    }

    fn calls(&self, other: &Self) -> bool {
        let module = other.file.trim_end_matches(".rs").rsplit('/').next().unwrap();
        let here = self.file == other.file && self.body.split(&format!("{}(work", other.name)).skip(1).count() > 0;
        here || self.body.contains(&format!("{module}::{}(", other.name))
    }

    fn takes_the_proof(&self) -> bool {
        self.arguments.contains("Allowed<")
    }

    /// It asks a rule itself, and so has the proof, before it changes anything.
    fn asks_itself(&self) -> bool {
        let of_rules =
            ["permissions::", "decide_", "check_hand_in(", "may_decide(", "check_withdraw(", "check_settle(", "check_comment("];
        of_rules.iter().chain(&["ask(work", "check(facts"]).any(|question| self.body.contains(question))
    }

    /// It asks itself, or by a function of its file that brings the proof; or it changes nothing but by functions that ask.
    fn asks(&self, all: &[Self], changing: &[&Self]) -> bool {
        let brings_the_proof = |one: &Self| one.file == self.file && one.result.contains("Allowed<") && one.asks_itself();
        if self.asks_itself() || all.iter().any(|one| brings_the_proof(one) && self.calls(one)) {
            return true;
        }
        let is_other = |one: &&&Self| one.file != self.file || one.name != self.name;
        let mut called = changing.iter().filter(is_other).filter(|one| self.calls(one)).peekable();
        !self.changes() && called.peek().is_some() && called.all(|one| one.asks(all, changing))
    }
}

fn functions() -> Vec<Function> {
    let mut found = Vec::new();
    for (path, source) in sources() {
        let name = path.to_string_lossy().rsplit("/src/").next().unwrap().to_owned();
        if ["db/", "events/"].iter().any(|folder| name.starts_with(folder)) || ENGINE.contains(&name.as_str()) {
            continue;
        }
        assert!(!source.contains("-> impl Future"), "{name}: a function that is not read here");
        let parts: Vec<&str> = source.split("async fn ").collect();
        found.extend(parts.windows(2).map(|pair| Function::read(&name, pair[0], pair[1])));
    }
    found
}

#[test]
fn whatever_changes_rows_takes_the_proof_or_says_why_not() {
    let functions = functions();
    let mut without: Vec<(&str, &str)> = functions
        .iter()
        .filter(|function| function.changes() && !function.takes_the_proof())
        .map(|function| (function.file.as_str(), function.name.as_str()))
        .collect();
    without.sort_unstable();
    assert_eq!(without, WITHOUT.map(|(file, name, _)| (file, name)));
    assert!(functions.iter().filter(|function| function.changes()).count() > 40, "the sources are read");
}

#[test]
fn whatever_the_server_may_call_asks_before_it_changes_anything() {
    let functions = functions();
    let is_excepted = |one: &Function| WITHOUT.iter().any(|(file, name, _)| *file == one.file && *name == one.name);
    let mut changing: Vec<&Function> = functions.iter().filter(|one| one.changes()).collect();
    // Whatever calls one of these changes as well.
    loop {
        let more: Vec<&Function> = functions
            .iter()
            .filter(|one| !changing.iter().any(|known| std::ptr::eq(*known, *one)) && changing.iter().any(|known| one.calls(known)))
            .collect();
        if more.is_empty() {
            break;
        }
        changing.extend(more);
    }
    let public: Vec<&&Function> = changing.iter().filter(|one| one.is_public).collect();
    let unasked: Vec<(&str, &str)> = public
        .iter()
        .filter(|one| !one.asks(&functions, &changing) && !is_excepted(one))
        .map(|one| (one.file.as_str(), one.name.as_str()))
        .collect();
    assert!(unasked.is_empty(), "{unasked:?}");
    assert!(public.len() >= 30, "the sources are read: {}", public.len());
}
