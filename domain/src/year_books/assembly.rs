//! Putting a book together from the facts of its year and from the versions in the database.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::book::{
    BookDecision, BookFile, BookRecord, BookSection, BookTeacher, BookVersion, FORMAT, FencedType, TermSum, YearBook,
};
use crate::{
    calendar::{Semester, TeachingWeek},
    days::{Timestamp, day_of},
    facts::Facts,
    obligations::{Counts, Obligation, ObligationId, Owner, Standing},
    people::{ClassGroup, ClassGroupId, Position},
    personal_copies::KnownVersion,
    record_list::who,
    record_types::Sensitivity,
    vietnamese,
};

/// From which day on the final book of a class can be bound: the weeks of the year are over, and so are all due days of the class.
pub fn bound_from(facts: &Facts, class: ClassGroupId) -> NaiveDate {
    let last_due = facts.open_obligations().filter(|one| is_of(one, class)).filter_map(Obligation::due_day).max();
    let last = last_due.map_or(facts.calendar().year().to, |due| due.max(facts.calendar().year().to));
    last.succ_opt().unwrap_or(last)
}

/// Whether the year still runs for the class at `now`. While the machine's clock is doubted, it runs as long as it does for certain.
pub fn is_running(facts: &Facts, class: ClassGroupId, now: Timestamp) -> bool {
    !facts.is_over && day_of(facts.counted(now)) < bound_from(facts, class)
}

/// The book of a class as it stands at `now`; `None` for a class that the school has not. `versions` are all those of its records.
pub fn year_book(
    facts: &Facts,
    class: ClassGroupId,
    versions: &BTreeMap<ObligationId, Vec<KnownVersion>>,
    now: Timestamp,
) -> Option<YearBook> {
    let (organisation, calendar) = (facts.organisation(), facts.calendar());
    let known = organisation.class(class)?;
    let mut of_class: Vec<&Obligation> = facts.obligations.iter().filter(|one| is_of(one, class)).collect();
    // What is closed and holds nothing was owed by nobody.
    of_class.retain(|one| one.closing.is_none() || versions.contains_key(&one.id));
    of_class.sort_by_cached_key(|one| (week_of(one).unwrap_or(u8::MAX), facts.order(one.id), one.id));
    let (listed, fenced): (Vec<&Obligation>, Vec<&Obligation>) = of_class.iter().copied().partition(|one| is_ordinary(facts, one));
    // Whoever leads on the last day of the year signs for it, or today while it runs.
    let signs_on = day_of(now).min(calendar.year().to);
    let foremost = |position| organisation.holders(position, signs_on).first().map(|one| one.name.to_string()).unwrap_or_default();
    Some(YearBook {
        format: FORMAT,
        school: facts.school.id,
        school_name: facts.school.name.clone(),
        class,
        class_title: known.title(),
        department: organisation.department(known.department).map(|one| one.name.clone()).unwrap_or_default(),
        site: organisation.site_of(known).map(|site| site.name.clone()),
        school_year: calendar.school_year().to_owned(),
        days: calendar.year(),
        as_of: now,
        runs_until: is_running(facts, class, now).then(|| bound_from(facts, class)).and_then(|day| day.pred_opt()),
        teachers: teachers(facts, known),
        head: foremost(Position::Head(known.department)),
        principal: foremost(Position::Principal),
        sections: sections(facts, &listed, versions, now),
        sums: sums(facts, &of_class, now),
        fenced: fenced_types(facts, &fenced, now),
    })
}

fn is_of(obligation: &Obligation, class: ClassGroupId) -> bool {
    obligation.terms.owner == Owner::Class(class)
}

/// The numbered week in whose row of the dashboard it stands.
fn week_of(obligation: &Obligation) -> Option<u8> {
    obligation.terms.week
}

/// Whether whoever may read the book opens the record as well: nothing of a type that is fenced off stands in it by name.
fn is_ordinary(facts: &Facts, obligation: &Obligation) -> bool {
    let record_type = facts.record_type(obligation.terms.record_type);
    record_type.is_some_and(|one| one.sensitivity == Sensitivity::Ordinary)
}

fn teachers(facts: &Facts, class: &ClassGroup) -> Vec<BookTeacher> {
    let (organisation, year) = (facts.organisation(), facts.calendar().year());
    let held = organisation.own_appointments().filter(|one| one.position == Position::Teacher(class.id) && one.holds_within(year));
    let told = held.map(|one| BookTeacher {
        name: organisation.full_name(one.person),
        from: one.from.max(year.from),
        until: one.until.filter(|until| *until < year.to),
    });
    let mut teachers: Vec<BookTeacher> = told.collect();
    teachers.sort_by(|one, other| (one.from, &one.name).cmp(&(other.from, &other.name)));
    teachers
}

fn sections(
    facts: &Facts,
    listed: &[&Obligation],
    versions: &BTreeMap<ObligationId, Vec<KnownVersion>>,
    now: Timestamp,
) -> Vec<BookSection> {
    let mut sections: Vec<(Option<u8>, BookSection)> = Vec::new();
    for obligation in listed {
        let week = week_of(obligation);
        if sections.last().is_none_or(|(last, _)| *last != week) {
            let semester = week.filter(|week| *week > 0).map(|week| facts.calendar().semester_of(week));
            sections.push((week, BookSection { title: title_of(facts, week), semester, records: Vec::new() }));
        }
        let known = versions.get(&obligation.id).map(Vec::as_slice).unwrap_or_default();
        if let Some((_, section)) = sections.last_mut() {
            section.records.push(record(facts, obligation, known, now));
        }
    }
    sections.into_iter().map(|(_, section)| section).collect()
}

fn title_of(facts: &Facts, week: Option<u8>) -> String {
    match week {
        None => "Không theo tuần".to_owned(),
        Some(number) => match facts.calendar().week(number).map(TeachingWeek::span) {
            Some(taught) => vietnamese::week(number, taught),
            None => "Ngoài các tuần có số".to_owned(),
        },
    }
}

fn record(facts: &Facts, obligation: &Obligation, versions: &[KnownVersion], now: Timestamp) -> BookRecord {
    let exempt = obligation.exemption.as_ref().map(|exemption| {
        let by = facts.organisation().full_name(exemption.by);
        format!("{by} miễn ngày {}: {}", vietnamese::date(day_of(exemption.at)), vietnamese::without_stop(&exemption.reason))
    });
    let closed = obligation.closing.as_ref().map(|closing| {
        let reason = vietnamese::with_small_beginning(vietnamese::without_stop(&closing.reason));
        format!("không còn phải nộp từ ngày {}: {reason}", vietnamese::date(day_of(closing.at)))
    });
    let mut versions: Vec<BookVersion> = versions.iter().map(|one| version(facts, obligation, one)).collect();
    versions.sort_by_key(|one| one.number);
    BookRecord {
        obligation: obligation.id,
        title: facts.title(obligation),
        who: who(facts, obligation, now),
        due: obligation.due_day(),
        standing: facts.standing(obligation, now),
        freed: exempt.or(closed),
        versions,
    }
}

fn version(facts: &Facts, obligation: &Obligation, known: &KnownVersion) -> BookVersion {
    let (one, organisation) = (&known.submission, facts.organisation());
    let decisions = obligation.decisions.iter().filter(|decision| decision.submission == one.id && decision.stands());
    BookVersion {
        submission: one.id,
        number: one.version,
        by: organisation.full_name(one.person),
        at: one.received_at,
        receipt: one.receipt.number.to_string(),
        verdict: one.receipt.verdict,
        digest: known.digest,
        files: one.files.iter().zip(known.kept.iter().copied().chain(std::iter::repeat(None))).map(file).collect(),
        withdrawn_at: one.withdrawn_at,
        by_update: facts.updates.of_version(one.id).map(crate::updates::Update::name),
        decisions: decisions
            .map(|decision| BookDecision {
                step: decision.step,
                by: organisation.full_name(decision.by),
                at: decision.at,
                is_approval: decision.returned().is_none(),
                is_signed: decision.is_signed(),
            })
            .collect(),
    }
}

fn file((one, kept): (&crate::files::StoredFile, Option<crate::inspection::Kept>)) -> BookFile {
    BookFile { name: one.name.as_str().to_owned(), size: one.size, sha256: one.sha256, kept }
}

/// The sums count every record of the class, also what is fenced off: as the dashboard does, and by the same function.
fn sums(facts: &Facts, of_class: &[&Obligation], now: Timestamp) -> Vec<TermSum> {
    let of = |semester: Option<Semester>| {
        let (mut counts, mut signed) = (Counts::default(), 0);
        for one in of_class.iter().filter(|one| one.closing.is_none() && one.terms.due.is_some()) {
            let week = one.terms.week.filter(|week| *week > 0);
            let is_in = semester.is_none_or(|wanted| week.is_some_and(|week| facts.calendar().semester_of(week) == wanted));
            if is_in {
                counts.count(facts.standing(one, now));
                signed += u32::from(is_signed(one));
            }
        }
        TermSum { semester, counts, signed }
    };
    Semester::BOTH.into_iter().map(Some).chain([None]).map(of).collect()
}

/// Whether the leadership has signed the last version.
fn is_signed(obligation: &Obligation) -> bool {
    let last = obligation.handed_in.as_ref().map(|handed_in| handed_in.submission);
    obligation.decisions.iter().any(|one| one.stands() && one.is_signed() && Some(one.submission) == last)
}

fn fenced_types(facts: &Facts, fenced: &[&Obligation], now: Timestamp) -> Vec<FencedType> {
    let types = facts.regime.record_types.iter().filter_map(|record_type| {
        let of_type: Vec<_> = fenced.iter().filter(|one| one.terms.record_type == record_type.id).collect();
        let standings = || of_type.iter().map(|one| facts.standing(one, now));
        let count = |wanted: fn(&Standing) -> bool| u32::try_from(standings().filter(wanted).count()).unwrap_or(u32::MAX);
        let owed = count(|standing| *standing != Standing::Exempt);
        let name = record_type.name.clone();
        (!of_type.is_empty()).then(|| FencedType { name, owed, handed_in: count(|standing| standing.is_handed_in()) })
    });
    types.collect()
}
