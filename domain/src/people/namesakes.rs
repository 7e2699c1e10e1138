//! People of one name told apart: for colleagues by their class or a letter, and by the year of birth for those alone who manage
//! accounts. Official papers carry the plain name (`Organisation::full_name`).

use chrono::NaiveDate;

use super::{Organisation, Person, Position};

impl Organisation {
    /// The name; where another person has the same, with the class that only one of them has ("Nguyễn Thị Hoa (4A)"), else with a
    /// letter in the order in which they came ("Nguyễn Thị Hoa B"). The class is that of `day`, or without a day the last one.
    pub fn distinct_name(&self, person: &Person, day: Option<NaiveDate>) -> String {
        let namesakes: Vec<&Person> = self.people.iter().filter(|other| other.name == person.name).collect();
        if namesakes.len() < 2 {
            return person.name.to_string();
        }
        let class = self.class_taught(person, day);
        let is_anothers = |class: &str| {
            namesakes.iter().any(|other| other.id != person.id && self.class_taught(other, day).as_deref() == Some(class))
        };
        match class.filter(|class| !is_anothers(class)) {
            Some(class) => format!("{} ({class})", person.name),
            None => with_letter(person, &namesakes),
        }
    }

    /// The same for whoever manages accounts: with the year of birth behind it, where another person has the name.
    pub fn name_for_managers(&self, person: &Person, day: NaiveDate) -> String {
        let distinct = self.distinct_name(person, Some(day));
        match person.birth_year {
            Some(year) if distinct != person.name.as_str() => format!("{distinct}, sinh {year}"),
            Some(_) | None => distinct,
        }
    }

    fn class_taught(&self, person: &Person, day: Option<NaiveDate>) -> Option<String> {
        let theirs = self.appointments.iter().filter(|one| one.person == person.id && day.is_none_or(|day| one.holds_on(day)));
        let taught = theirs.filter_map(|one| match one.position {
            Position::Teacher(id) => self.class(id).map(|class| (one.from, class.name.clone())),
            Position::Principal | Position::VicePrincipal | Position::ManagementTeam => None,
            Position::Head(_) | Position::DeputyHead(_) | Position::SectionHolder(_) | Position::Member(_) => None,
        });
        match day {
            Some(_) => taught.map(|(_, name)| name).next(),
            None => taught.max_by_key(|(from, _)| *from).map(|(_, name)| name),
        }
    }
}

/// "cô Hoa" among people who work together; where two are mentioned alike by the whole name, and where that is one too with a
/// letter: "cô Nguyễn Thị Hoa B".
pub fn called_among(person: &Person, people: &[&Person]) -> String {
    let alike = people.iter().filter(|other| other.id != person.id && other.mention() == person.mention());
    if alike.count() == 0 { person.mention() } else { format!("{} {}", person.honorific.word(), named_among(person, people)) }
}

/// The whole name among people who work together, with a letter where two have the same.
pub fn named_among(person: &Person, people: &[&Person]) -> String {
    let mut namesakes: Vec<&Person> = people.iter().copied().filter(|other| other.name == person.name).collect();
    namesakes.sort_by_key(|one| one.id);
    namesakes.dedup_by_key(|one| one.id);
    if namesakes.len() < 2 { person.name.to_string() } else { with_letter(person, &namesakes) }
}

fn with_letter(person: &Person, namesakes: &[&Person]) -> String {
    let place = namesakes.iter().filter(|other| other.id < person.id).count();
    match ('A'..='Z').nth(place) {
        Some(letter) => format!("{} {letter}", person.name),
        None => format!("{} {}", person.name, place + 1),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use super::*;
    use crate::{
        names::PersonName,
        testing::{day, nam_thanh},
    };

    const TODAY: &str = "2026-11-25";

    #[test]
    fn colleagues_tell_namesakes_apart_without_their_age() {
        let mut school = nam_thanh();
        let (thao, xuan) = (school.person_id("cô Thảo"), school.person_id("cô Xuân"));
        let check = |school: &crate::testing::NamThanh, wanted: &[&str]| {
            let organisation = &school.regime.organisation;
            let named = organisation.people.iter().filter(|one| one.name.as_str() == "Nguyễn Thị Hoa");
            let names: Vec<String> = named.map(|one| organisation.distinct_name(one, Some(day(TODAY)))).collect();
            assert_eq!(names, wanted);
            assert!(names.iter().all(|name| !name.contains("19")));
        };
        check(&school, &["Nguyễn Thị Hoa (4A)", "Nguyễn Thị Hoa (3B)"]);
        let rename = |school: &mut crate::testing::NamThanh, id| {
            let people = &mut school.regime.organisation.people;
            people.iter_mut().find(|one| one.id == id).unwrap().name = PersonName::parse("Nguyễn Thị Hoa").unwrap();
        };
        // Two of one class, and one of two classes whose first is another one's.
        rename(&mut school, thao);
        check(&school, &["Nguyễn Thị Hoa A", "Nguyễn Thị Hoa B", "Nguyễn Thị Hoa (3B)"]);
        rename(&mut school, xuan);
        check(&school, &["Nguyễn Thị Hoa A", "Nguyễn Thị Hoa B", "Nguyễn Thị Hoa (3A)", "Nguyễn Thị Hoa (3B)"]);
        let organisation = &school.regime.organisation;
        let manager = organisation.name_for_managers(organisation.person(thao).unwrap(), day(TODAY));
        assert_eq!(manager, "Nguyễn Thị Hoa B, sinh 1994");
        assert_eq!(organisation.full_name(thao), "Nguyễn Thị Hoa", "on papers");
    }

    #[test]
    fn two_of_one_class_are_mentioned_apart() {
        let mut school = nam_thanh();
        let (hoa, thao) = (school.person_id("cô Hoa"), school.person_id("cô Thảo"));
        let called = |school: &crate::testing::NamThanh| {
            let people: Vec<&Person> = [hoa, thao].iter().map(|id| school.regime.organisation.person(*id).unwrap()).collect();
            people.iter().map(|one| called_among(one, &people)).collect::<Vec<_>>()
        };
        assert_eq!(called(&school), ["cô Hoa", "cô Thảo"]);
        for (name, wanted) in [
            ("Trần Thu Hoa", ["cô Nguyễn Thị Hoa", "cô Trần Thu Hoa"]),
            ("Nguyễn Thị Hoa", ["cô Nguyễn Thị Hoa A", "cô Nguyễn Thị Hoa B"]),
        ] {
            let people = &mut school.regime.organisation.people;
            people.iter_mut().find(|one| one.id == thao).unwrap().name = PersonName::parse(name).unwrap();
            assert_eq!(called(&school), wanted);
        }
    }
}
