//! Who works at Trường Mầm non Nam Thanh: invented people, 28 teachers, 3 in the leadership and 9 staff.

use domain::people::{Honorific, SectionKind};

/// A post of the demo school, by the names of its units.
#[derive(Clone, Copy, Debug)]
pub(super) enum Post {
    Principal,
    VicePrincipal,
    ManagementTeam,
    Head(&'static str),
    Deputy(&'static str),
    Teacher(&'static str),
    Holder(&'static str),
    Member(&'static str),
}

pub(super) struct Player {
    pub name: &'static str,
    pub honorific: Honorific,
    pub birth_year: i64,
    /// `None`: made from the name.
    pub username: Option<&'static str>,
    pub posts: &'static [Post],
}

pub(super) const NURSERY: &str = "Nhà trẻ";
pub(super) const THREE: &str = "Mẫu giáo 3–4 tuổi";
pub(super) const FOUR: &str = "Mẫu giáo 4–5 tuổi";
pub(super) const FIVE: &str = "Mẫu giáo 5–6 tuổi";
pub(super) const KITCHEN: &str = "Nuôi dưỡng";
pub(super) const BUREAU: &str = "Văn phòng";

pub(super) const DEPARTMENTS: [&str; 6] = [NURSERY, THREE, FOUR, FIVE, KITCHEN, BUREAU];

pub(super) const ACCOUNTING: &str = "Kế toán";
pub(super) const HEALTH: &str = "Y tế học đường";
pub(super) const CLERICAL: &str = "Văn thư";

pub(super) const SECTIONS: [(&str, SectionKind); 3] =
    [(ACCOUNTING, SectionKind::Accounting), (HEALTH, SectionKind::Health), (CLERICAL, SectionKind::Clerical)];

/// A class, its department, and whether its teachers take turns by a roster.
pub(super) const CLASSES: [(&str, &str, Roster); 12] = [
    ("NT1", NURSERY, Roster::Weekly),
    ("NT2", NURSERY, Roster::Weekly),
    // Three teachers, and no roster: whoever has time writes the plans.
    ("NT3", NURSERY, Roster::None),
    ("3A", THREE, Roster::Weekly),
    ("3B", THREE, Roster::None),
    ("3C", THREE, Roster::None),
    ("4A", FOUR, Roster::Fortnightly),
    ("4B", FOUR, Roster::None),
    ("4C", FOUR, Roster::None),
    ("5A", FIVE, Roster::Fortnightly),
    ("5B", FIVE, Roster::None),
    ("5C", FIVE, Roster::Weekly),
];

/// How a class shares its plans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Roster {
    None,
    Weekly,
    /// Two weeks each; the first teacher's turn begins in the week in which the demo is founded.
    Fortnightly,
}

/// The class of the account `giaovien`: something is always left to hand in there.
pub(super) const SHOWN_CLASS: &str = "4A";

const fn co(name: &'static str, birth_year: i64, posts: &'static [Post]) -> Player {
    Player { name, honorific: Honorific::Co, birth_year, username: None, posts }
}

const fn thay(name: &'static str, birth_year: i64, posts: &'static [Post]) -> Player {
    Player { name, honorific: Honorific::Thay, birth_year, username: None, posts }
}

const fn known_as(username: &'static str, player: Player) -> Player {
    Player { username: Some(username), ..player }
}

use Post::{Deputy, Head, Holder, ManagementTeam, Member, Principal, Teacher, VicePrincipal};

/// Within a class the order of the list is the order of turns.
pub(super) const PLAYERS: [Player; 40] = [
    known_as("hieutruong", co("Nguyễn Thị Minh Nguyệt", 1974, &[Principal])),
    known_as("phohieutruong", co("Trần Thị Đào", 1979, &[VicePrincipal])),
    co("Dương Thị Ái Vân", 1981, &[VicePrincipal]),
    // Nhà trẻ
    co("Nguyễn Thị Hoa", 1995, &[Teacher("NT1")]),
    co("Phan Thị Bích Ngọc", 1988, &[Teacher("NT1")]),
    co("Trịnh Thị Lụa", 1992, &[Teacher("NT1")]),
    co("Bùi Thị Hải Yến", 1983, &[Head(NURSERY), Teacher("NT2")]),
    co("Đinh Thị Thơm", 1997, &[Teacher("NT2")]),
    co("Cao Thị Nhung", 1990, &[Teacher("NT2")]),
    co("Hồ Thị Kiều Oanh", 1986, &[Deputy(NURSERY), Teacher("NT3")]),
    co("Ngô Thị Thuý", 1993, &[Teacher("NT3")]),
    co("Lý Thị Dịu", 1999, &[Teacher("NT3")]),
    // Mẫu giáo 3–4 tuổi
    co("Công Tằng Tôn Nữ Khánh Huyền", 1987, &[Teacher("3A")]),
    co("Đào Thị Hồng Nhung", 1991, &[Teacher("3A")]),
    co("Mai Thị Lan", 1996, &[Teacher("3A")]),
    co("Vũ Thị Thanh Hằng", 1980, &[Head(THREE), Teacher("3B")]),
    co("Lê Thị Mỹ Duyên", 1994, &[Teacher("3B")]),
    co("Tạ Thị Xuân", 1985, &[Deputy(THREE), Teacher("3C")]),
    co("Trần Thị Thu Hòa", 1998, &[Teacher("3C")]),
    // Mẫu giáo 4–5 tuổi
    known_as("giaovien", co("Nguyễn Thị Hoa", 1990, &[Teacher("4A")])),
    co("Vũ Thị Phương Thảo", 1996, &[Teacher("4A")]),
    co("Đặng Thị Thanh Thủy", 1989, &[Teacher("4B")]),
    known_as("totruong", co("Lê Thị Ấm", 1978, &[Head(FOUR), Teacher("4B")])),
    co("Hoàng Nguyễn Quỳnh Anh", 1993, &[Deputy(FOUR), Teacher("4C")]),
    co("Nguyễn Thị Ánh", 1997, &[Teacher("4C")]),
    // Mẫu giáo 5–6 tuổi
    thay("Lò Văn Thành", 1991, &[ManagementTeam, Teacher("5A")]),
    co("Đỗ Thị Ngọc Ánh", 1988, &[Teacher("5A")]),
    co("Quách Thị Út", 1984, &[Teacher("5B")]),
    co("Phùng Thị Thu Trang", 1992, &[Teacher("5B"), Teacher("5C")]),
    co("Đoàn Thị Kim Chi", 1982, &[Head(FIVE), Teacher("5C")]),
    co("Nông Thị Ươm", 1995, &[Teacher("5C")]),
    // Nuôi dưỡng
    co("Lương Thị Mận", 1976, &[Head(KITCHEN)]),
    co("Hứa Thị Tươi", 1986, &[Deputy(KITCHEN)]),
    co("Triệu Thị Sáu", 1983, &[Member(KITCHEN)]),
    co("Kiều Thị Ngát", 1990, &[Member(KITCHEN)]),
    // Văn phòng
    co("Vương Thị Ánh Tuyết", 1987, &[Head(BUREAU), Holder(CLERICAL)]),
    known_as("ketoan", thay("Đỗ Văn Yên", 1980, &[Holder(ACCOUNTING)])),
    known_as("yte", co("Phạm Thị Hoà", 1989, &[Holder(HEALTH)])),
    known_as("quanly", thay("Phạm Văn Định", 1985, &[ManagementTeam, Member(BUREAU)])),
    thay("Lâm Văn Đông", 1972, &[Member(BUREAU)]),
];

/// The head of Mẫu giáo 3–4 tuổi, away for a course since the day on which the demo is shown, and the deputy who acts for her.
pub(super) const AWAY: &str = "Vũ Thị Thanh Hằng";
pub(super) const ACTING: &str = "Tạ Thị Xuân";

/// A teacher who goes on a course in some weeks, and the colleague of another class who covers.
pub(super) const COVERED: &str = "Trịnh Thị Lụa";
pub(super) const COVERING: &str = "Đinh Thị Thơm";

/// "nthoa" for Nguyễn Thị Hoa: first letters and tên, without marks.
pub(super) fn username(name: &str) -> String {
    let folded = domain::names::fold(name);
    let words: Vec<&str> = folded.split(' ').collect();
    let (given, before) = words.split_last().map_or(("", [].as_slice()), |(given, before)| (*given, before));
    before.iter().filter_map(|word| word.chars().next()).chain(given.chars()).collect()
}
