//! Nothing changes without the proof that somebody may change it: read from the source of every use case.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{collections::BTreeSet, path::Path};

use crate::testing::sources::{sources, sources_of};

/// Functions of the use cases that change rows themselves and take no `Allowed<…>`: file, name, and why not.
const WITHOUT: [(&str, &str, &str); 67] = [
    ("accounts.rs", "begin_session", "the password, which was right, is the proof"),
    ("accounts.rs", "end_session", "everybody may sign out"),
    ("accounts.rs", "prove", "the password, which was right, is the proof"),
    ("accounts.rs", "read_notices", "a mark of one's own that nobody else sees"),
    ("accounts.rs", "seen", "a session in use is no deed"),
    ("archive/stored.rs", "add_check", "a part of what takes the proof"),
    ("backups.rs", "add_key", "whoever works at the server's own console needs no proof"),
    ("backups.rs", "note", "what has become of a try is nobody's deed"),
    ("backups.rs", "note_drill", "what has become of a try is nobody's deed"),
    ("checkpoints.rs", "make", "that the log has come so far is nobody's deed"),
    ("db.rs", "try_writing", "writes what is there already"),
    ("delegations.rs", "write_end", "a part of what takes the proof"),
    ("devices.rs", "know_of_browsers", "a mark of one's own that nobody else sees"),
    ("devices.rs", "lock", "everybody may sign out"),
    ("devices.rs", "note_place", "where a session was opened is no deed"),
    ("digests.rs", "keep", "what the scheduler counts at its minute, for nobody who asks"),
    ("doubtful_times.rs", "begin", "what the clocks show is nobody's deed"),
    ("doubtful_times.rs", "bring_back", "what the clocks show is nobody's deed"),
    ("doubtful_times.rs", "end", "what the clocks show is nobody's deed"),
    ("doubtful_times.rs", "keep_ahead", "what the clocks show is nobody's deed"),
    ("doubtful_times/decide.rs", "carry_over", "a part of `decide`, which asks"),
    ("doubtful_times/decide.rs", "set_right", "a part of `decide`, which asks"),
    ("drafts.rs", "forget", "words of one's own that nobody else reads"),
    ("drafts.rs", "save", "words of one's own that nobody else reads"),
    ("ended_sessions.rs", "end_all", "a part of what takes the proof, or one's own sign-out elsewhere"),
    ("ended_sessions.rs", "end_one", "one's own sign-out elsewhere"),
    ("ended_sessions.rs", "note", "a part of `end_all` and `end_one`"),
    ("ended_sessions.rs", "sweep", "the working day is over"),
    ("failed_sign_ins.rs", "note", "that a wrong password or code was typed is nobody's deed"),
    ("inspections.rs", "is_last_try", "that a look into a file was cut short is nobody's deed"),
    ("inspections.rs", "note", "what is in a file is nobody's deed"),
    ("inspections/scans.rs", "note", "what a scanner says is nobody's deed"),
    ("inspections/scans.rs", "note_failed", "what a scanner says is nobody's deed"),
    ("inspections/scans.rs", "note_gone", "what a scanner says is nobody's deed"),
    ("inspections/scans.rs", "queue", "that a file waits for the scanner is nobody's deed"),
    ("inspections/scans.rs", "queue_anew", "that a file waits for the scanner is nobody's deed"),
    ("inspections/scans.rs", "set_scanning", "whoever starts the program needs no proof"),
    ("known_browsers.rs", "note_quick_changes", "a part of `remember`"),
    ("known_browsers.rs", "remember", "the password, which was right, is the proof"),
    ("migrate/steps.rs", "step", "a program that is brought up to date asks nobody"),
    ("obligations.rs", "add", "what is owed is computed from what was allowed"),
    ("obligations.rs", "close", "what is owed is computed from what was allowed"),
    ("obligations.rs", "judge_anew", "a judgement is computed from what was allowed"),
    ("obligations.rs", "record_judgement", "a judgement is computed from what was allowed"),
    ("obligations.rs", "update", "what is owed is computed from what was allowed"),
    ("readable_export/kept.rs", "add", "a part of what takes the proof, or whoever works at the server's own console needs none"),
    ("registers/stored.rs", "add_people", "a part of what takes the proof"),
    ("registers/stored.rs", "add_step", "a part of what takes the proof"),
    ("registers/stored.rs", "add_version", "a part of what takes the proof"),
    ("review_openings.rs", "note", "that somebody has looked at something is no deed"),
    ("review_openings.rs", "note_file", "that somebody has looked at something is no deed"),
    ("schedule.rs", "note_due", "what comes at its minute is nobody's deed"),
    ("second_factors.rs", "pass", "the code, which was right, is the proof"),
    ("server_runs.rs", "note", "that a server is there is nobody's deed"),
    ("signing.rs", "make_known", "a part of `save`, which takes the proof"),
    ("staff/lists.rs", "forget", "one's own list, which nobody else sees"),
    ("staff/lists.rs", "keep", "one's own list, which changes nobody before it is taken over"),
    ("staff/lists.rs", "sweep", "the seven days are over"),
    ("submissions.rs", "keep_summary", "a part of `save`, which takes the proof"),
    ("submissions.rs", "next_number", "a part of `save`, which takes the proof"),
    ("submissions/set.rs", "save", "a part of `save`, which takes the proof"),
    ("uploads.rs", "add", "files of one's own that nobody else sees until they are handed in"),
    ("uploads.rs", "forget", "a part of a hand-in, which takes the proof"),
    ("uploads.rs", "forget_evidence", "a part of a request for an update, which takes the proof"),
    ("uploads.rs", "remove", "files of one's own that nobody else sees"),
    ("uploads.rs", "sweep", "what has waited for too long goes by itself"),
    ("waiting.rs", "keep", "files and words of one's own, which nobody else sees, wait on by themselves"),
];
/// Those that change no row themselves and call such a one.
const CALLING: [(&str, &str, &str); 2] = [
    ("devices.rs", "end_elsewhere", "everybody may sign out, also elsewhere"),
    ("readable_export/kept.rs", "note_at_console", "whoever works at the server's own console needs no proof"),
];

/// What the engine is made of: it changes what a use case tells it to. `moving` carries rows over as they stand, into a database in
/// which nobody is, at the server's own console.
const ENGINE: [&str; 7] = ["database.rs", "listen.rs", "migrate.rs", "moving.rs", "sql.rs", "tx.rs", "work.rs"];

/// One `async fn` of the use cases.
struct Function {
    file: String,
    name: String,
    is_public: bool,
    /// What it takes, and what it does.
    arguments: String,
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
            body: body.to_owned(),
        }
    }

    /// Whether it changes rows by a statement of its own.
    fn changes(&self) -> bool {
        [".run(", "\"INSERT ", "\"UPDATE ", "\"DELETE "].iter().any(|word| self.body.contains(word))
    }

    fn calls(&self, other: &Self) -> bool {
        self.first_call(other).is_some()
    }

    fn takes_the_proof(&self) -> bool {
        self.arguments.contains("Allowed<")
    }

    /// It asks a rule itself, before it changes anything, and what it does next needs the answer: the call brings a proof, a no
    /// ends the function, and the proof is handed on.
    fn asks_itself(&self, rules: &Rules, changing: &[&Self]) -> bool {
        let own = [".run(", "\"INSERT ", "\"UPDATE ", "\"DELETE "].iter().filter_map(|word| self.body.find(word));
        // Whatever may be called by everybody asks itself, or takes the proof.
        let needs_it = |one: &&&Self| !std::ptr::eq(**one, self) && (!one.is_public || one.takes_the_proof());
        let of_others = changing.iter().filter(needs_it).filter_map(|one| self.first_call(one));
        let first_change = own.chain(of_others).min().unwrap_or(self.body.len());
        rules.questions(self).any(|question| question.at < first_change && question.is_heeded(&self.body))
    }

    /// Where it calls another function of the use cases first: behind what that is given, which is asked before.
    fn first_call(&self, other: &Self) -> Option<usize> {
        let module = other.file.trim_end_matches(".rs").rsplit('/').next().unwrap();
        let here = format!("{}(work", other.name);
        let is_whole = |at: &usize| !self.body[..*at].ends_with(is_of_name) && !self.body[..*at].ends_with([':', '.']);
        let here = self.body.match_indices(&here).map(|(at, _)| at).filter(is_whole).find(|_| self.file == other.file);
        let elsewhere = self.body.find(&format!("{module}::{}(", other.name));
        here.into_iter().chain(elsewhere).min().and_then(|at| closing(&self.body, at + self.body[at..].find('(')?))
    }

    /// It asks itself; or it changes nothing but by functions that ask, and beside them by some that need no proof.
    fn asks(&self, rules: &Rules, changing: &[&Self]) -> bool {
        if self.asks_itself(rules, changing) {
            return true;
        }
        let (asking, others): (Vec<&Self>, Vec<&Self>) = self.called(changing).partition(|one| one.asks(rules, changing));
        !self.changes() && !asking.is_empty() && others.into_iter().all(|one| one.needs_no_proof(changing))
    }

    /// Of the functions that change something, those that it calls.
    fn called<'f>(&self, changing: &[&'f Self]) -> impl Iterator<Item = &'f Self> {
        changing.iter().copied().filter(|one| (one.file != self.file || one.name != self.name) && self.calls(one))
    }

    fn is_excepted(&self) -> bool {
        WITHOUT.iter().chain(&CALLING).any(|(file, name, _)| *file == self.file && *name == self.name)
    }

    /// It is excepted, or what it calls is.
    fn needs_no_proof(&self, changing: &[&Self]) -> bool {
        self.is_excepted() || (!self.changes() && self.called(changing).all(|one| one.needs_no_proof(changing)))
    }
}

/// The functions that bring a proof, by their names.
struct Rules {
    /// Rules of `domain`, and public functions here that ask one.
    everywhere: BTreeSet<String>,
    /// Functions of one file, with its name.
    within: BTreeSet<(String, String)>,
}

/// A call of one of them.
struct Question {
    at: usize,
    /// Behind its last parenthesis, and behind the `.await`.
    end: usize,
}

impl Rules {
    /// Of all functions in these files that bring an `Allowed<…>`, or a value that holds one.
    fn of(files: &[(String, String)]) -> Self {
        let mut bring = BTreeSet::from(["Allowed".to_owned()]);
        let mut rules = Self { everywhere: BTreeSet::new(), within: BTreeSet::new() };
        for (_, text) in files {
            let types = types(text);
            let is_proof = |line: &str| !line.trim_start().starts_with("//") && line.contains("Allowed<");
            let (direct, others): (Vec<_>, Vec<_>) = types.into_iter().partition(|(_, held)| held.lines().any(is_proof));
            let direct: BTreeSet<String> = direct.into_iter().map(|(name, _)| name_of(name)).collect();
            // One of the same file may be one of several choices.
            let holds = |held: &str| held.split(|letter| !is_of_name(letter)).any(|word| direct.contains(word));
            bring.extend(others.into_iter().filter(|(_, held)| holds(held)).map(|(name, _)| name_of(name)));
            bring.extend(direct);
        }
        for (file, text) in files {
            let parts: Vec<&str> = text.split("fn ").collect();
            for pair in parts.windows(2) {
                let Some((_, result)) = pair[1].split(" {\n").next().unwrap().rsplit_once(") -> ") else { continue };
                if result.split(|letter| !is_of_name(letter)).any(|word| bring.contains(word)) {
                    let is_public = pair[0].lines().next_back().is_some_and(|line| line.trim_start().starts_with("pub"));
                    if is_public {
                        rules.everywhere.insert(name_of(pair[1]));
                    } else {
                        rules.within.insert((file.clone(), name_of(pair[1])));
                    }
                }
            }
        }
        rules
    }

    fn has(&self, file: &str, name: &str) -> bool {
        self.everywhere.contains(name) || self.within.contains(&(file.to_owned(), name.to_owned()))
    }

    /// Where this function asks one of them.
    fn questions<'f>(&'f self, of: &'f Function) -> impl Iterator<Item = Question> + 'f {
        let body = of.body.as_str();
        body.match_indices('(').filter_map(move |(open, _)| {
            let name = body[..open].rsplit(|letter| !is_of_name(letter)).next().filter(|name| self.has(&of.file, name))?;
            let end = closing(body, open)? + 1;
            let end = if body[end..].starts_with(".await") { end + ".await".len() } else { end };
            Some(Question { at: open - name.len(), end })
        })
    }
}

impl Question {
    /// A no ends the function, and the proof goes on: it is an argument of what is called, what the function brings, or has a
    /// name that stands again further down.
    fn is_heeded(&self, body: &str) -> bool {
        let (so_far, rest) = (&body[..self.at], &body[self.end..]);
        // A statement begins on a line of its own.
        let begins = [";\n", "{\n", "}\n"].iter().filter_map(|end| so_far.rfind(end)).max().map_or(0, |at| at + 2);
        let before = so_far[begins..].trim_start();
        if !rest.starts_with('?') {
            return false;
        }
        match before.strip_prefix("let ").and_then(|named| named.split_once(" = ")) {
            Some((pattern, _)) => {
                let named = pattern.split(|letter| !is_of_name(letter)).filter(|word| word.starts_with(char::is_lowercase));
                let later: BTreeSet<&str> = rest.split(|letter| !is_of_name(letter)).collect();
                named.into_iter().any(|word| later.contains(word))
            }
            None => !(before.is_empty() && rest.starts_with("?;")),
        }
    }
}

/// The types with fields or variants in this file, each with what it holds.
fn types(text: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    for kind in ["struct ", "enum "] {
        // At the margin, with a brace at the end of the line: what it holds ends where a brace stands at the margin.
        let parts: Vec<&str> = text.split(kind).collect();
        let begun = parts.windows(2).filter(|pair| pair[0].lines().next_back().is_some_and(|line| !line.starts_with(' ')));
        let blocks = begun.filter_map(|pair| pair[1].split("\n}").next()?.split_once(" {\n"));
        // One without fields ends before the next one begins.
        found.extend(blocks.filter(|(name, _)| !name.contains('\n')));
    }
    found
}

/// Where the parenthesis closes that opens at `open`.
fn closing(body: &str, open: usize) -> Option<usize> {
    let mut depth = 0_i32;
    let length = body[open..].find(|letter| {
        depth += i32::from(letter == '(') - i32::from(letter == ')');
        depth == 0
    })?;
    Some(open + length)
}

fn is_of_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// The name with which this begins.
fn name_of(text: &str) -> String {
    text.split(|letter| !is_of_name(letter)).next().unwrap().to_owned()
}

/// "reviews.rs", "staff/waiting.rs".
fn file_name(path: &Path) -> String {
    path.to_string_lossy().rsplit("/src/").next().unwrap().to_owned()
}

fn functions() -> Vec<Function> {
    let mut found = Vec::new();
    for (path, source) in sources() {
        let name = file_name(&path);
        if ["db/", "events/", "moving/"].iter().any(|folder| name.starts_with(folder)) || ENGINE.contains(&name.as_str()) {
            continue;
        }
        assert!(!source.contains("-> impl Future"), "{name}: a function that is not read here");
        let parts: Vec<&str> = source.split("async fn ").collect();
        found.extend(parts.windows(2).map(|pair| Function::read(&name, pair[0], pair[1])));
    }
    found
}

fn rules() -> Rules {
    let domain = Path::new(env!("CARGO_MANIFEST_DIR")).join("../domain");
    let all = sources().into_iter().chain(sources_of(&domain));
    Rules::of(&all.map(|(path, text)| (file_name(&path), text)).collect::<Vec<_>>())
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
    let (functions, rules) = (functions(), rules());
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
        .filter(|one| !one.asks(&rules, &changing) && !one.is_excepted())
        .map(|one| (one.file.as_str(), one.name.as_str()))
        .collect();
    assert!(unasked.is_empty(), "{unasked:?}");
    assert!(public.len() >= 30, "the sources are read: {}", public.len());
}

/// What looks like asking is none.
#[test]
fn a_question_is_asked_first_heeded_and_brings_a_proof() {
    let rules = rules();
    for name in ["decide_comment", "decide_hand_in", "may_decide", "check_hand_in", "check_withdraw", "change_school", "in_set_up"]
    {
        assert!(rules.has("x.rs", name), "{name} brings a proof");
    }
    assert!(rules.has("reviews.rs", "ask") && rules.has("exemptions.rs", "ask"));
    for (file, name) in [("x.rs", "decide"), ("x.rs", "review_of"), ("x.rs", "check_review"), ("staff/waiting.rs", "ask")] {
        assert!(!rules.has(file, name), "{name} of {file} brings none");
    }
    let function =
        |body: &str| Function::read("x.rs", "pub ", &format!("tried(work: &mut Work) -> Result<(), Error> {{\n    {body}\n}}\n"));
    let save =
        Function::read("x.rs", "", "save(work: &mut Work, _allowed: Allowed<CommentOn>) {\n    work.run(insert).await?;\n}\n");
    for (body, is_asked) in [
        ("let allowed = decide_comment(&actor, organisation)?;\n    save(work, allowed).await", true),
        ("save(work, decide_comment(&actor, facts.of(work))?).await", true),
        ("let allowed = permissions::change_school(work, phase).await?;\n    save(work, allowed).await", true),
        ("let MayDecide { turn, allowed } = may_decide(&facts, (a, b))?;\n    save(work, allowed).await", true),
        // Too late.
        ("work.run(insert).await?;\n    let allowed = decide_comment(&actor)?;\n    done(allowed)", false),
        ("save(work, known).await?;\n    let allowed = decide_comment(&actor)?;\n    done(allowed)", false),
        // The answer is dropped, or a no is.
        ("decide_comment(&actor)?;\n    work.run(insert).await", false),
        ("let _allowed = decide_comment(&actor)?;\n    work.run(insert).await", false),
        ("let allowed = decide_comment(&actor)?;\n    work.run(insert).await", false),
        ("let allowed = decide_comment(&actor).ok();\n    save(work, allowed).await", false),
        ("if decide_comment(&actor).is_ok() { log(); }\n    work.run(insert).await", false),
        // No rule, or none that brings a proof.
        ("permissions::Action::HandIn;\n    work.run(insert).await", false),
        ("decide(&actor, organisation, Action::OpenRecord(record))?;\n    work.run(insert).await", false),
        ("let words = \"decide_comment\";\n    work.run(insert).await", false),
        ("let allowed = undecide_comment(&actor)?;\n    save(work, allowed).await", false),
    ] {
        let asking = function(body);
        assert_eq!(asking.asks_itself(&rules, &[&save, &asking]), is_asked, "{body}");
    }
}
