#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::testing::{NamThanh, nam_thanh};

fn health(school: &mut NamThanh) -> RecordType {
    school.record_type("y-te").clone()
}

fn typed(fields: &[(&str, &str)]) -> FormData {
    FormData::new(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
}

#[test]
fn a_type_says_what_it_is_for_and_who_reads_it() {
    let mut school = nam_thanh();
    let (nurse, book) = (Reader::Section(school.section("Y tế")), health(&mut school));
    let organisation = &school.regime.organisation;
    assert_eq!(
        Fence::of(&book).sentence(organisation),
        "Dùng để theo dõi và chăm sóc sức khỏe của trẻ; ai được xem: người nộp, ban giám hiệu."
    );
    let readers = Readers::of([Reader::Heads, nurse]).unwrap();
    let own = Fence { sensitivity: Sensitivity::Child, readers, purpose: "Nhận xét từng trẻ cuối kỳ.".to_owned() };
    assert_eq!(
        own.sentence(organisation),
        "Dùng để nhận xét từng trẻ cuối kỳ; ai được xem: người nộp, tổ trưởng, tổ phó của tổ, phụ trách bộ phận Y tế, \
         ban giám hiệu."
    );
}

#[test]
fn the_starter_set_fences_health_and_accounts() {
    let mut school = nam_thanh();
    let mut fenced = Vec::new();
    for one in &school.regime.record_types {
        if one.sensitivity != Sensitivity::Ordinary {
            fenced.push((one.code.clone(), one.sensitivity));
        }
    }
    assert_eq!(fenced, [("y-te".to_owned(), Sensitivity::Health), ("ke-toan".to_owned(), Sensitivity::Personnel)]);
    assert_eq!(health(&mut school).readers, Readers::NOBODY);
}

#[test]
fn readers_are_stored_as_text_and_read_again() {
    let school = nam_thanh();
    let section = |name: &str| Reader::Section(school.section(name));
    for readers in [
        vec![],
        vec![Reader::Heads],
        vec![section("Y tế"), Reader::Heads],
        vec![Reader::Heads, section("Y tế"), section("Kế toán"), section("Văn thư")],
    ] {
        let readers = Readers::of(readers).unwrap();
        assert_eq!(Readers::parse(&readers.to_string()), Some(readers), "{readers}");
    }
    assert_eq!(Readers::of([Reader::Heads, Reader::Heads]), Readers::of([Reader::Heads]), "each once");
    for damaged in ["everybody", "section:4A", "section:", "heads everybody"] {
        assert_eq!(Readers::parse(damaged), None, "{damaged}");
    }
}

#[test]
fn the_form_is_refused_field_by_field_and_comes_back_as_typed() {
    let mut school = nam_thanh();
    let book = health(&mut school);
    let nurse = Reader::Section(school.section("Y tế")).to_string();
    let seen = FenceForm::of(&book).seen;
    let organisation = &school.regime.organisation;
    let check = |fields: &[(&str, &str)], wrong: &[&str]| {
        let form = FenceForm::read(&typed(fields));
        let errors = form.parse(&book, organisation).err().unwrap_or_default();
        assert_eq!(errors.iter().map(|(field, _)| field).collect::<Vec<_>>(), wrong, "{fields:?}");
    };
    let long = "a".repeat(FenceForm::MAX_PURPOSE as usize + 1);
    check(&[("sensitivity", "child"), ("reader", "heads"), ("reader", &nurse), ("seen", &seen)], &[]);
    check(&[("sensitivity", "secret"), ("seen", &seen)], &["sensitivity"]);
    check(&[("sensitivity", "child"), ("reader", "section:00000000-0000-0000-0000-000000000000"), ("seen", &seen)], &["reader"]);
    check(&[("sensitivity", "child"), ("purpose", &long), ("seen", &seen)], &["purpose"]);
    check(&[("sensitivity", "child"), ("seen", "0")], &["all"]);
    check(&[], &["all", "sensitivity"]);
}
