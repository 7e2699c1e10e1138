//! Somebody of a name that is there already: one person entered twice, or two people; whoever enters them is asked.

use chrono::NaiveDate;

use super::positions_from;
use crate::{
    names::PersonName,
    people::{Organisation, Person},
};

/// Those at the school, also who have left, whose name sounds as this one.
pub fn of_same_name<'o>(name: &PersonName, organisation: &'o Organisation) -> Vec<&'o Person> {
    let sound = name.sound();
    organisation.people.iter().filter(|person| person.name.sound() == sound).collect()
}

/// What is asked before somebody new is added to an open school; `None` where nobody has the name.
pub(super) fn there_already(name: &PersonName, organisation: &Organisation) -> Option<String> {
    let known: Vec<String> = of_same_name(name, organisation).into_iter().map(|one| described(one, organisation)).collect();
    (!known.is_empty()).then(|| {
        format!(
            "Trường đã có {}. Nếu là người khác thì chọn “Người khác” ở dòng này; nếu là người ấy thì mở trang của người ấy để thêm \
             chức vụ.",
            known.join("; ")
        )
    })
}

/// "Nguyễn Thị Hoa (Giáo viên lớp 4A)", and of somebody who holds nothing that they have left.
fn described(person: &Person, organisation: &Organisation) -> String {
    // What has no last day is held still, whichever day it is.
    let positions = positions_from(organisation, person.id, NaiveDate::MAX);
    let does = if positions.is_empty() {
        "đã nghỉ, hoặc chức vụ có ngày cuối".to_owned()
    } else {
        organisation.titles(&positions)
    };
    format!("{} ({does})", person.name)
}

/// "đã có ở dòng 3; là người khác?"
pub(super) fn same_name_in_row(name: &PersonName, row: usize) -> String {
    format!(
        "{name} đã có ở dòng {row}. Nếu là người khác thì chọn “Người khác” ở dòng này, nếu là một người thì xóa trống dòng này."
    )
}
