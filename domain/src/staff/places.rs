//! "4A, 4B", "tổ Nuôi dưỡng": which class, department or section somebody means.

use super::posts::Post;
use crate::{
    names::same_name,
    people::{DepartmentId, Organisation, Position, SectionId},
};

/// The positions that a post and its place name.
///
/// # Errors
/// A sentence that says what is missing or unknown.
pub fn positions(post: Post, place: &str, organisation: &Organisation) -> Result<Vec<Position>, String> {
    match post {
        Post::Principal => Ok(vec![Position::Principal]),
        Post::VicePrincipal => Ok(vec![Position::VicePrincipal]),
        Post::ManagementTeam => Ok(vec![Position::ManagementTeam]),
        Post::Head => Ok(vec![Position::Head(department(place, organisation)?)]),
        Post::DeputyHead => Ok(vec![Position::DeputyHead(department(place, organisation)?)]),
        Post::Member => match (department(place, organisation), section(place, organisation)) {
            (Ok(department), _) => Ok(vec![Position::Member(department)]),
            // "Nhân viên", "Y tế": whoever works there holds it.
            (Err(_), Some(section)) => Ok(vec![Position::SectionHolder(section)]),
            (Err(unknown), None) => Err(unknown),
        },
        Post::Teacher => each(place, |name| {
            let class = organisation.open_classes().find(|one| same_name(&one.name, name));
            class
                .map(|class| Position::Teacher(class.id))
                .ok_or_else(|| unknown("lớp", name, organisation.open_classes().map(|one| one.name.as_str())))
        }),
        Post::SectionHolder => each(place, |name| {
            section(name, organisation)
                .map(Position::SectionHolder)
                .ok_or_else(|| unknown("bộ phận", name, organisation.sections.iter().map(|one| one.name.as_str())))
        }),
    }
}

fn department(name: &str, organisation: &Organisation) -> Result<DepartmentId, String> {
    let found = organisation.departments.iter().find(|one| same_name(&one.name, name));
    found.map(|one| one.id).ok_or_else(|| unknown("tổ", name, organisation.departments.iter().map(|one| one.name.as_str())))
}

pub(super) fn section(name: &str, organisation: &Organisation) -> Option<SectionId> {
    organisation.sections.iter().find(|one| same_name(&one.name, name)).map(|one| one.id)
}

/// Of "4A, 4B" both; of nothing, what `position` says of nothing.
fn each(place: &str, position: impl Fn(&str) -> Result<Position, String>) -> Result<Vec<Position>, String> {
    let names: Vec<&str> = place.split([',', ';', '+']).map(str::trim).filter(|name| !name.is_empty()).collect();
    if names.is_empty() { position("").map(|one| vec![one]) } else { names.into_iter().map(position).collect() }
}

fn unknown<'n>(word: &str, name: &str, known: impl Iterator<Item = &'n str>) -> String {
    let known = known.collect::<Vec<_>>().join(", ");
    match (name.is_empty(), known.is_empty()) {
        (_, true) => format!("Trường chưa khai {word} nào; thêm ở bước Tổ và lớp."),
        (true, false) => format!("Thiếu {word}. Đã khai: {known}."),
        (false, false) => format!("Không có {word} “{name}”. Đã khai: {known}."),
    }
}

/// A position as post and place, to be shown in the form again.
pub(super) fn place_of(position: Position, organisation: &Organisation) -> (Post, String) {
    let department = |id| organisation.department(id).map(|one| one.name.clone()).unwrap_or_default();
    match position {
        Position::Principal => (Post::Principal, String::new()),
        Position::VicePrincipal => (Post::VicePrincipal, String::new()),
        Position::ManagementTeam => (Post::ManagementTeam, String::new()),
        Position::Head(id) => (Post::Head, department(id)),
        Position::DeputyHead(id) => (Post::DeputyHead, department(id)),
        Position::Member(id) => (Post::Member, department(id)),
        Position::Teacher(id) => (Post::Teacher, organisation.class(id).map(|one| one.name.clone()).unwrap_or_default()),
        Position::SectionHolder(id) => {
            (Post::SectionHolder, organisation.section(id).map(|one| one.name.clone()).unwrap_or_default())
        }
    }
}
