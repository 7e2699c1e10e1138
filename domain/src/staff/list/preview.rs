//! What a list would bring: whom it adds, what it fills of those who are there, and what it has to ask before.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    super::{appointments::held_already, places::positions, positions_from, posts::Post},
    head::ListColumn,
    jobs::Job,
    lines::{ListLine, ListProblem, read},
    readable,
};
use crate::{
    forms::FormData,
    lettering::OldLettering,
    names::PersonName,
    people::{Honorific, Organisation, Person, PersonId, PhoneNumber, Position},
    seen::Digest,
    tables::Table,
    vietnamese,
};

/// The most people of one list: what a page can ask about, and far more than a school has.
pub const MAX_PEOPLE: usize = 300;

/// What was answered, row by row, as the form sent it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers(BTreeMap<String, String>);

/// What the form sends for somebody of the same name who is another one.
pub const ANOTHER: &str = "khac";
/// What it sends for a row that is left out.
pub const LEFT_OUT: &str = "bo";
/// What it sends for a name or for letters that stay as they stand in the list.
pub const AS_IT_STANDS: &str = "nguyen";

impl Answers {
    /// Reads what was sent: `letters`, and of each row `g3` cô or thầy, `w3` who it is, `k3` how the name is written.
    pub fn read(typed: &FormData) -> Self {
        let is_answer = |name: &str| {
            let number = name.get(1..).unwrap_or_default();
            name == "letters"
                || (name.starts_with(['g', 'w', 'k']) && !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
        };
        Self(typed.pairs().filter(|(name, _)| is_answer(name)).map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
    }

    /// As they are kept until the list is taken over.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Those that were kept.
    pub fn of_pairs(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        Self(pairs.into_iter().collect())
    }

    /// What was answered in the field of a row; empty where nothing was.
    pub fn of(&self, field: char, number: u32) -> &str {
        self.0.get(&format!("{field}{number}")).map_or("", String::as_str)
    }

    /// Whether letters of an old font stay as they are.
    pub fn leaves_letters(&self) -> bool {
        self.0.get("letters").is_some_and(|value| value == AS_IT_STANDS)
    }
}

/// What is asked about one row; each may have an answer already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Neither the column nor the name tells whether it is cô or thầy.
    Honorific(Option<Honorific>),
    /// The name stands in capitals: as it is suggested, and whether it stays as it stands.
    Name { suggested: PersonName, stays: bool },
    /// Somebody of that name is there already.
    Who {
        /// With what tells them apart.
        people: Vec<(PersonId, String)>,
        /// The row of this list that has the same name.
        earlier: Option<u32>,
        /// What the form sends for the answer that stands; empty while there is none.
        answer: String,
    },
}

/// What becomes of a row that is settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    pub name: PersonName,
    pub honorific: Honorific,
    /// What is to be filled; of somebody who is there, only what is not known yet or is another one.
    pub birth_year: Option<i64>,
    pub phone: Option<PhoneNumber>,
    /// Those that are not held yet.
    pub positions: Vec<Position>,
    pub from: NaiveDate,
}

/// What becomes of one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    Add(Settled),
    Change(PersonId, Settled),
    /// All of it is there already.
    Unchanged(PersonId),
    /// By the viewer's answer, or because an earlier row says the same.
    LeftOut,
    /// A question has no answer yet.
    Asked,
    Wrong(Vec<ListProblem>),
}

/// One row as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewLine {
    pub line: ListLine,
    pub questions: Vec<Question>,
    pub fate: Fate,
    /// The positions of the row in words.
    pub titles: String,
}

/// The whole list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListPreview {
    pub lines: Vec<PreviewLine>,
    /// The heads of columns that nothing is kept of.
    pub unused: Vec<String>,
    /// The old font in which it was written.
    pub lettering: Option<OldLettering>,
    pub letters_left: bool,
    /// How many people stand behind the last one that is taken.
    pub beyond: usize,
    /// Its columns were taken by their order.
    pub without_head: bool,
}

impl ListPreview {
    /// How many rows come to such an end.
    pub fn count(&self, fate: impl Fn(&Fate) -> bool) -> usize {
        self.lines.iter().filter(|line| fate(&line.fate)).count()
    }

    /// How many rows would change something.
    pub fn to_save(&self) -> usize {
        self.count(|fate| matches!(fate, Fate::Add(_) | Fate::Change(..)))
    }

    /// Whether any row is still to be answered or mended.
    pub fn is_open(&self) -> bool {
        self.beyond > 0 || self.count(|fate| matches!(fate, Fate::Asked | Fate::Wrong(_))) > 0
    }

    /// What the viewer has looked at: whom this would add, and what it would change.
    pub fn seen(&self) -> Digest {
        self.lines.iter().fold(Digest::new(), |seen, line| seen.with(line.line.number).with(format!("{:?}", line.fate)))
    }
}

/// What a list would bring on the day `today`, with the answers given so far.
pub fn preview(table: Table, answers: &Answers, organisation: &Organisation, today: NaiveDate) -> ListPreview {
    let letters_left = answers.leaves_letters();
    let (table, lettering) = readable(table, letters_left);
    let (columns, mut lines) = read(&table, organisation, today);
    let beyond = lines.len().saturating_sub(MAX_PEOPLE);
    lines.truncate(MAX_PEOPLE);
    let mut looking = Looking { organisation, today, by_sound: BTreeMap::new(), earlier: BTreeMap::new(), principal: None };
    for person in &organisation.people {
        looking.by_sound.entry(person.name.sound()).or_default().push(person);
    }
    let lines: Vec<PreviewLine> = lines.into_iter().map(|line| looking.at(line, answers)).collect();
    ListPreview { lines, without_head: !columns.has_head(), unused: columns.unused, lettering, letters_left, beyond }
}

struct Looking<'o> {
    organisation: &'o Organisation,
    today: NaiveDate,
    by_sound: BTreeMap<String, Vec<&'o Person>>,
    /// The rows before this one, by the sound of their names.
    earlier: BTreeMap<String, Vec<ListLine>>,
    /// The row that names a principal.
    principal: Option<u32>,
}

impl Looking<'_> {
    fn at(&mut self, line: ListLine, answers: &Answers) -> PreviewLine {
        let number = line.number;
        let mut questions = Vec::new();
        let stays = answers.of('k', number) == AS_IT_STANDS;
        if let Some(suggested) = line.suggested_name.clone() {
            questions.push(Question::Name { suggested, stays });
        }
        let name = line.person_name(!stays);
        let told = line.honorific.is_none() && !line.problems.iter().any(|problem| problem.column == ListColumn::Gender);
        let answered = Honorific::from_code(answers.of('g', number));
        let (held, mut problems) = self.positions(&line.jobs);
        problems.splice(0..0, line.problems.iter().cloned());
        let who = name.as_ref().map_or(Who::New, |name| self.who(&line, name, &held, answers.of('w', number), &mut questions));
        if told && !matches!(who, Who::Known(_) | Who::Nobody) {
            questions.push(Question::Honorific(answered));
        }
        let titles = if held.is_empty() { String::new() } else { self.organisation.titles(&held) };
        let fate = match (who, name) {
            (Who::Nobody, _) => Fate::LeftOut,
            (_, None) => Fate::Wrong(problems),
            (who, Some(name)) => {
                let row = Row { line: &line, name, honorific: line.honorific.or(answered), positions: held };
                self.fate(row, who, problems)
            }
        };
        if let Some(name) = line.person_name(true) {
            self.earlier.entry(name.sound()).or_default().push(line.clone());
        }
        PreviewLine { line, questions, fate, titles }
    }

    /// The positions of a row, and what is wrong with them.
    fn positions(&self, jobs: &[Job]) -> (Vec<Position>, Vec<ListProblem>) {
        let (mut held, mut problems) = (Vec::new(), Vec::new());
        if jobs.is_empty() {
            problems.push(ListProblem { column: ListColumn::Post, words: "Thiếu chức vụ.".to_owned() });
        }
        for (post, place) in jobs {
            let Some(known) = Post::from_code(post) else {
                let words = format!("Chưa rõ chức vụ “{post}”. Ghi như: Giáo viên, Tổ trưởng, Nhân viên, hoặc tên bộ phận.");
                problems.push(ListProblem { column: ListColumn::Post, words });
                continue;
            };
            match positions(known, place, self.organisation) {
                Ok(positions) => held.extend(positions.into_iter().filter(|one| !held.contains(one)).collect::<Vec<_>>()),
                Err(words) => problems.push(ListProblem { column: column_of(known), words }),
            }
        }
        (held, problems)
    }

    /// Who a row is about, with the question where somebody of that name is there already.
    fn who(&self, line: &ListLine, name: &PersonName, held: &[Position], answer: &str, questions: &mut Vec<Question>) -> Who {
        let known: &[&Person] = self.by_sound.get(&name.sound()).map_or(&[], Vec::as_slice);
        let may_be = |one: Option<i64>, other: Option<i64>| one.zip(other).is_none_or(|(one, other)| one == other);
        let earlier = self.earlier.get(&name.sound()).map_or(&[][..], Vec::as_slice);
        let earlier = earlier.iter().find(|before| may_be(before.birth_year, line.birth_year));
        if known.is_empty() && earlier.is_none() {
            return Who::New;
        }
        let certain = self.certain(line, held, known, earlier);
        let answer = if answer.is_empty() { certain.as_ref().map_or_else(String::new, Who::code) } else { answer.to_owned() };
        let about = |person: &&Person| (person.id, told_apart(self.organisation, person, self.today));
        questions.push(Question::Who {
            people: known.iter().map(about).collect(),
            earlier: earlier.map(|before| before.number),
            answer: answer.clone(),
        });
        match answer.as_str() {
            "" => Who::Unanswered,
            ANOTHER => Who::New,
            LEFT_OUT => Who::Nobody,
            id => match id.parse().ok().filter(|id| known.iter().any(|one| one.id == *id)) {
                Some(id) => Who::Known(id),
                None => Who::Unanswered,
            },
        }
    }

    /// What needs no question: the year of birth or the position says that it is the same, or the years that it is another one. Of
    /// two of one name in one position a year is typed wrongly more often than there are two: that is asked.
    fn certain(&self, line: &ListLine, held: &[Position], known: &[&Person], earlier: Option<&ListLine>) -> Option<Who> {
        if let Some(before) = earlier {
            let is_same = (before.birth_year, &before.phone, &before.jobs) == (line.birth_year, &line.phone, &line.jobs);
            return is_same.then_some(Who::Nobody);
        }
        let others = |person: &&&Person| person.birth_year.zip(line.birth_year).is_none_or(|(one, other)| one == other);
        let possible: Vec<&&Person> = known.iter().filter(others).collect();
        let holds = |person: &Person| positions_from(self.organisation, person.id, self.today).iter().any(|one| held.contains(one));
        if possible.is_empty() {
            return (!known.iter().any(|person| holds(person))).then_some(Who::New);
        }
        let of_year = |person: &&&&Person| line.birth_year.is_some() && person.birth_year == line.birth_year;
        let only = |mut found: Vec<&&&Person>| if found.len() == 1 { found.pop().map(|one| Who::Known(one.id)) } else { None };
        only(possible.iter().filter(of_year).collect()).or_else(|| only(possible.iter().filter(|person| holds(person)).collect()))
    }

    fn fate(&mut self, row: Row<'_>, who: Who, mut problems: Vec<ListProblem>) -> Fate {
        let Row { line, name, honorific, positions } = row;
        let from = line.from.map_or(self.today, |day| day.max(self.today));
        if positions.contains(&Position::Principal) {
            if let Some(words) = self.second_principal(line.number, &who, from) {
                problems.push(ListProblem { column: ListColumn::Post, words });
            }
            self.principal.get_or_insert(line.number);
        }
        if !problems.is_empty() {
            return Fate::Wrong(problems);
        }
        let known = match who {
            Who::Unanswered => return Fate::Asked,
            Who::Nobody => return Fate::LeftOut,
            Who::New => None,
            Who::Known(id) => self.organisation.person(id),
        };
        let Some(known) = known else {
            let Some(honorific) = honorific else { return Fate::Asked };
            let (birth_year, phone) = (line.birth_year, line.phone.clone());
            return Fate::Add(Settled { name, honorific, birth_year, phone, positions, from });
        };
        let waits =
            |position: &Position| self.organisation.waiting.iter().any(|one| one.person == known.id && one.position == *position);
        let held = positions_from(self.organisation, known.id, self.today);
        let missing = positions.into_iter().filter(|position| !held.contains(position) && !waits(position)).collect();
        let settled = Settled {
            name: known.name.clone(),
            honorific: known.honorific,
            birth_year: line.birth_year.filter(|_| known.birth_year.is_none()),
            phone: line.phone.clone().filter(|phone| known.phone.as_ref() != Some(phone)),
            positions: missing,
            from,
        };
        let nothing = settled.birth_year.is_none() && settled.phone.is_none() && settled.positions.is_empty();
        if nothing { Fate::Unchanged(known.id) } else { Fate::Change(known.id, settled) }
    }

    /// Why this row can make nobody principal.
    fn second_principal(&self, number: u32, who: &Who, from: NaiveDate) -> Option<String> {
        if let Some(other) = self.principal.filter(|other| *other != number) {
            return Some(format!("Hiệu trưởng đã có ở dòng {other}."));
        }
        let person = match who {
            Who::Known(id) => Some(*id),
            Who::New | Who::Nobody | Who::Unanswered => None,
        };
        let now = self.organisation.holders(Position::Principal, self.today);
        if now.iter().any(|one| Some(one.id) == person) {
            return None;
        }
        match person {
            Some(person) => held_already(self.organisation, person, Position::Principal, from),
            None => now.first().map(|now| {
                format!("Hiệu trưởng đang là {} {}. Ghi ngày kết thúc trước, rồi nhập lại.", now.honorific.word(), now.name)
            }),
        }
    }
}

/// Somebody with what tells them apart from others of the name: "Nguyễn Thị Hoa (Giáo viên lớp 4A, sinh 1990)".
pub fn told_apart(organisation: &Organisation, person: &Person, today: NaiveDate) -> String {
    let positions = positions_from(organisation, person.id, today);
    let does = if positions.is_empty() { "đã nghỉ".to_owned() } else { organisation.titles(&positions) };
    let born = person.birth_year.map_or_else(String::new, |year| format!(", sinh {year}"));
    format!("{} ({does}{born})", person.name)
}

struct Row<'l> {
    line: &'l ListLine,
    name: PersonName,
    honorific: Option<Honorific>,
    positions: Vec<Position>,
}

/// Who a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    New,
    Known(PersonId),
    Nobody,
    Unanswered,
}

impl Who {
    fn code(&self) -> String {
        match self {
            Self::New => ANOTHER.to_owned(),
            Self::Known(id) => id.to_string(),
            Self::Nobody => LEFT_OUT.to_owned(),
            Self::Unanswered => String::new(),
        }
    }
}

const fn column_of(post: Post) -> ListColumn {
    match post {
        Post::Teacher => ListColumn::Class,
        Post::Head | Post::DeputyHead | Post::Member => ListColumn::Department,
        Post::Principal | Post::VicePrincipal | Post::ManagementTeam | Post::SectionHolder => ListColumn::Post,
    }
}

impl Settled {
    /// "từ 01/12/2026", where it begins later than `today`; of a day that has passed it begins today.
    pub fn begins(&self, today: NaiveDate) -> String {
        if self.from > today { format!("từ {}", vietnamese::date(self.from)) } else { "từ hôm nay".to_owned() }
    }
}
