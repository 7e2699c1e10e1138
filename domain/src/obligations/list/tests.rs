use super::*;
use crate::testing::nam_thanh;

#[test]
fn every_obligation_is_found_by_its_id_in_whatever_order_they_came() {
    let school = nam_thanh();
    let list: Obligations = school.obligations.iter().rev().cloned().collect();
    assert!(list.iter().is_sorted_by_key(|one| one.id));
    assert_eq!(list.iter().len(), school.obligations.len());
    for one in &school.obligations {
        assert_eq!(list.get(one.id), Some(&**one));
    }
    assert_eq!(list.get(ObligationId::new(uuid::Uuid::nil())), None);
}

#[test]
fn replacing_one_leaves_the_others_shared_and_the_first_list_as_it_was() {
    let school = nam_thanh();
    let before: Obligations = school.obligations.iter().cloned().collect();
    let fresh = Obligation { handed_in: None, closing: None, ..Obligation::clone(&school.obligations[7]) };
    let fresh = Obligation { terms: crate::obligations::Terms { week: Some(77), ..fresh.terms }, ..fresh };
    let mut after = before.clone();
    after.replace(fresh.clone());
    assert_eq!(after.get(fresh.id), Some(&fresh));
    assert_eq!(before.get(fresh.id), Some(&*school.obligations[7]));
    let shared = before.0.iter().zip(&after.0).filter(|(before, after)| Arc::ptr_eq(before, after)).count();
    assert_eq!(shared, school.obligations.len() - 1);
}

#[test]
fn one_of_another_year_has_no_place() {
    let school = nam_thanh();
    let before: Obligations = school.obligations.iter().cloned().collect();
    let mut after = before.clone();
    after.replace(Obligation { id: ObligationId::new(uuid::Uuid::nil()), ..Obligation::clone(&school.obligations[7]) });
    assert_eq!(after, before);
}
