//! What a position opens, in plain words: for whoever is asked to confirm it.

use crate::{
    people::{Organisation, Position},
    permissions::fenced_off,
    record_types::RecordType,
};

/// What `position` opens, in whole sentences; last, by name, the types that are not for everybody's eyes.
pub fn what_it_opens(position: Position, record_types: &[RecordType], organisation: &Organisation) -> String {
    let department = |id| organisation.department(id).map_or("", |one| one.name.as_str());
    let mut words = match position {
        Position::Principal | Position::VicePrincipal => {
            "Mở mọi hồ sơ của trường, đổi cài đặt, phân công và xác nhận phân công.".to_owned()
        }
        Position::ManagementTeam => {
            "Thêm cán bộ, ghi phân công, đặt lại mật khẩu, tạm khóa tài khoản, xem bảng theo dõi của cả trường.".to_owned()
        }
        Position::Head(id) | Position::DeputyHead(id) => {
            format!("Xem tình hình và mở hồ sơ của tổ {}, nộp hồ sơ của tổ.", department(id))
        }
        Position::Teacher(id) => match organisation.class(id) {
            Some(class) => format!("Mở và nộp hồ sơ của {}.", lower(&class.title())),
            None => String::new(),
        },
        Position::SectionHolder(id) => match organisation.section(id) {
            Some(section) => format!("Mở và nộp hồ sơ của bộ phận {}.", section.name),
            None => String::new(),
        },
        Position::Member(_) => "Không mở thêm hồ sơ của ai.".to_owned(),
    };
    let fenced = fenced_off(position, record_types, organisation);
    if !fenced.is_empty() {
        words.push_str(&format!(" Hồ sơ kín trong đó: {}.", fenced.join(", ")));
    }
    words
}

fn lower(title: &str) -> String {
    let mut letters = title.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
