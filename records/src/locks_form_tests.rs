#![allow(clippy::unwrap_used)]
use domain::refusal::LockRefusal;

use super::{
    tests::{known, orders_as, refused, week_10},
    *,
};
use crate::testing::{TestDatabase, each_engine, school::SmallSchool};

#[tokio::test]
async fn a_form_that_is_sent_twice_makes_one_order() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        school.at("2026-11-05T09:00:00+07:00");
        let key: LockOrderId = new_id();
        let form = LockForm { key: key.to_string(), ..week_10() };
        // Kept twice, then given twice, at once as well: one order with one name.
        let keeps = async || {
            let (store, form) = (school.store.clone(), form.clone());
            let keep = async move |work: &mut Work| draft(work, &store, &form).await;
            database.write(school.id, Some(school.nguyet), keep).await.unwrap().unwrap()
        };
        assert_eq!((keeps().await, keeps().await), (key, key));
        let (one, other) =
            tokio::join!(orders_as(&school, school.nguyet, form.clone()), orders_as(&school, school.nguyet, form.clone()));
        assert_eq!((one.unwrap(), other.unwrap()), (key, key));
        let orders = known(&school).await.orders;
        assert_eq!(orders.len(), 1);
        assert_eq!((orders[0].id, orders[0].signatures().len()), (key, 1));
        // Changed behind the back of what it has made, it is no order at all.
        let changed = LockForm { reason: "Chốt hồ sơ tuần 11".to_owned(), ..form.clone() };
        let refusal = refused(orders_as(&school, school.nguyet, changed).await.unwrap_err());
        assert_eq!(refusal, LockRefusal::SentAlready { name: "Lệnh khóa số 01".to_owned() });
        assert_eq!(known(&school).await.orders.len(), 1);
    })
    .await;
}
