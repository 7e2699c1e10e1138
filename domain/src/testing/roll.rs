//! Who works at Nam Thanh: 3 in the leadership, 28 who teach, 9 staff. All names are invented.

use chrono::NaiveDate;

use super::id;
use crate::{
    names::PersonName,
    people::{
        Appointment, ClassGroup, ClassGroupId, Department, DepartmentId, DepartmentKind, Honorific, Organisation, Person, Position,
        Section, SectionKind, Turn,
    },
};

const DEPARTMENTS: [&str; 6] =
    ["Nhà trẻ", "Mẫu giáo 3–4 tuổi", "Mẫu giáo 4–5 tuổi", "Mẫu giáo 5–6 tuổi", "Nuôi dưỡng", "Văn phòng"];

/// With the department's place in the list.
const CLASSES: [(&str, usize); 12] = [
    ("3A", 1),
    ("3B", 1),
    ("3C", 1),
    ("4A", 2),
    ("4B", 2),
    ("4C", 2),
    ("5A", 3),
    ("5B", 3),
    ("5C", 3),
    ("5D", 3),
    ("NT1", 0),
    ("NT2", 0),
];

const SECTIONS: [(&str, SectionKind); 3] =
    [("Kế toán", SectionKind::Accounting), ("Văn thư", SectionKind::Clerical), ("Y tế", SectionKind::Health)];

/// Name, year of birth, and the positions as words: a class, a section, "tổ trưởng 2", "tổ phó 2", "tổ 4" …
/// A man is marked "thầy".
const ROLL: [(&str, i64, &str); 41] = [
    ("Nguyễn Thị Minh Nguyệt", 1972, "hiệu trưởng"),
    ("Trần Thị Bích Vân", 1976, "phó hiệu trưởng"),
    ("Phan Thị Hạnh", 1979, "phó hiệu trưởng"),
    ("Nguyễn Thị Hoa", 1990, "4A"),
    ("Trần Thu Thảo", 1994, "4A"),
    ("Lê Thị Ấm", 1978, "4B, tổ trưởng 2"),
    ("Vũ Thị Đào", 1991, "4B"),
    ("Hoàng Thị Cúc", 1985, "4C, tổ phó 2"),
    ("Đinh Thị Sen", 1996, "4C"),
    ("Bùi Thị Lan", 1980, "5A, tổ trưởng 3"),
    ("Ngô Thị Huệ", 1988, "5A"),
    ("Đặng Thuỳ Dương", 1998, "5A"),
    ("Phạm Văn Định", 1987, "5B, tổ quản lý, thầy"),
    ("Trịnh Thị Mơ", 1992, "5B"),
    ("Mai Thị Lý", 1983, "5C"),
    ("Cao Thị Nhân", 1995, "5C"),
    ("Tạ Thị Yến", 1989, "5D"),
    ("Hồ Thị Quyên", 1997, "5D"),
    ("Lương Thị Bình", 1975, "3A, tổ trưởng 1"),
    ("Chu Thị Xuân", 1993, "3A, 3B"),
    ("Nguyễn Thị Hoa", 1984, "3B"),
    ("Đoàn Thị Thu", 1986, "3C"),
    ("Kiều Thị Oanh", 1999, "3C"),
    ("Quách Thị Tâm", 1977, "NT1, tổ trưởng 0"),
    ("Lâm Thị Hiền", 1991, "NT1"),
    ("Triệu Thị Na", 1994, "NT1"),
    ("Hà Thị Gấm", 1982, "NT2"),
    ("Tống Thị Liễu", 1990, "NT2"),
    ("La Thị Thắm", 1996, "NT2"),
    ("Vương Thị Kim", 1988, "3A"),
    ("Thái Thị Nga", 1993, "3B"),
    ("Đường Thị Uyên", 1992, "5A"),
    ("Đỗ Văn Yên", 1981, "Kế toán, tổ trưởng 5, thầy"),
    ("Phạm Thị Hoà", 1986, "Y tế"),
    ("Lại Thị Thơm", 1990, "Văn thư"),
    ("Lương Thị Mận", 1974, "tổ trưởng 4"),
    ("Đậu Thị Bưởi", 1980, "tổ phó 4"),
    ("Bạch Thị Na", 1989, "tổ 4"),
    ("Ông Thị Tuyết", 1985, "tổ 4"),
    ("Khổng Thị Vui", 1979, "tổ 4"),
    ("Giáp Văn Lực", 1968, "tổ 5, thầy"),
];

/// The two of 4A take turns: odd weeks cô Hoa, even weeks cô Thảo.
const ROSTER_OF_4A: [&str; 2] = ["Trần Thu Thảo", "Nguyễn Thị Hoa"];

pub(super) fn organisation() -> Organisation {
    let mut organisation = Organisation {
        departments: (0..)
            .zip(DEPARTMENTS)
            .map(|(at, name)| Department {
                id: department(at),
                name: name.to_owned(),
                kind: match name {
                    "Nuôi dưỡng" => DepartmentKind::Kitchen,
                    "Văn phòng" => DepartmentKind::Office,
                    _ => DepartmentKind::Teaching,
                },
                sort_order: at as i64,
            })
            .collect(),
        sections: (1..)
            .zip(SECTIONS)
            .map(|(at, (name, kind))| Section { id: id(3, at), name: name.to_owned(), kind, department: department(5) })
            .collect(),
        classes: (1..)
            .zip(CLASSES)
            .map(|(at, (name, of))| ClassGroup {
                id: id(2, at),
                name: name.to_owned(),
                department: department(of),
                from: None,
                site: None,
                until: None,
            })
            .collect(),
        ..Organisation::default()
    };
    for (at, (name, birth_year, words)) in (1..).zip(ROLL) {
        let person = Person {
            phone: None,
            id: id(4, at),
            name: PersonName::parse(name).unwrap(),
            honorific: if words.ends_with("thầy") { Honorific::Thay } else { Honorific::Co },
            birth_year: Some(birth_year),
        };
        let positions = words.split(", ").filter_map(|word| position(&organisation, word));
        let appointments = positions.map(|position| Appointment {
            person: person.id,
            position,
            from: FOUNDED,
            until: None,
            known_since: None,
            end_known_since: None,
            acting: None,
        });
        organisation.appointments.extend(appointments.collect::<Vec<_>>());
        organisation.people.push(person);
    }
    let class = class(&organisation, "4A").unwrap();
    organisation.turns = (1..=35)
        .map(|week| {
            let name = ROSTER_OF_4A[usize::from(week % 2)];
            let person = organisation.people.iter().find(|person| person.name.as_str() == name).unwrap().id;
            Turn { class, week, person }
        })
        .collect();
    organisation
}

const FOUNDED: NaiveDate = NaiveDate::from_ymd_opt(2020, 8, 1).unwrap();

fn department(at: usize) -> DepartmentId {
    id(1, at as u128 + 1)
}

fn class(organisation: &Organisation, name: &str) -> Option<ClassGroupId> {
    organisation.classes.iter().find(|class| class.name == name).map(|class| class.id)
}

fn position(organisation: &Organisation, word: &str) -> Option<Position> {
    let section = organisation.sections.iter().find(|section| section.name == word);
    let numbered = |word: &str, prefix: &str| word.strip_prefix(prefix)?.parse().ok().map(department);
    match word {
        "thầy" => None,
        "hiệu trưởng" => Some(Position::Principal),
        "phó hiệu trưởng" => Some(Position::VicePrincipal),
        "tổ quản lý" => Some(Position::ManagementTeam),
        _ => class(organisation, word)
            .map(Position::Teacher)
            .or_else(|| section.map(|section| Position::SectionHolder(section.id)))
            .or_else(|| numbered(word, "tổ trưởng ").map(Position::Head))
            .or_else(|| numbered(word, "tổ phó ").map(Position::DeputyHead))
            .or_else(|| numbered(word, "tổ ").map(Position::Member)),
    }
}
