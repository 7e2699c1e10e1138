#![allow(clippy::unwrap_used, clippy::expect_used)]
use chrono::NaiveTime;
use domain::{
    deadlines::DueRule,
    record_types::{REGULATION_EFFECTIVE, STARTER_SET, owner_of},
};

use super::*;
use crate::{
    new_id,
    testing::{TestDatabase, allowed, each_engine, school::SmallSchool},
};

#[tokio::test]
async fn every_type_of_the_starter_set_is_read_as_it_was_written() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let (facts, somebody) = (school.facts().await, OwedBy::Department(school.department));
        let types: Vec<RecordType> = (10..)
            .zip(STARTER_SET)
            .map(|(sort_order, starter)| {
                let owed_by = owner_of(&starter, facts.organisation()).unwrap_or(somebody);
                let code = format!("{}-2", starter.code);
                RecordType { code, due: starter.demo_due, ..starter.record_type(new_id(), sort_order, owed_by) }
            })
            .collect();
        let kept = types.clone();
        database
            .write(school.id, None, async move |work: &mut Work| {
                for one in &kept {
                    add(work, &allowed(), one).await?;
                }
                Ok(())
            })
            .await
            .unwrap();
        let read = database.read(school.id, None, all).await.unwrap();
        assert_eq!(read[4..], types);

        let (id, code) = (types[0].id, types[1].clone());
        let (name, short) = ("Kế hoạch cả kỳ".to_owned(), "Kế hoạch".to_owned());
        let wanted = RecordType { name, short, due: DueRule::NotSet, retired: true, ..types[0].clone() };
        let to = wanted.clone();
        database.write(school.id, None, async move |work: &mut Work| change(work, &allowed(), &to).await).await.unwrap();
        assert_eq!(database.read(school.id, None, all).await.unwrap()[4], wanted);
        // Called otherwise later, it is retired since the same day.
        let retired = database.hand.shows();
        school.at("2026-11-10T08:00:00+07:00");
        let to = RecordType { name: "Kế hoạch".to_owned(), ..wanted };
        let since = async move |work: &mut Work| {
            change(work, &allowed(), &to).await?;
            let row: (Option<DateTime<Utc>>,) = work
                .tx
                .one(sql("SELECT retired_at FROM record_types WHERE school_id = $1 AND id = $2").bind(work.school).bind(id))
                .await?;
            Ok(row.0)
        };
        assert_eq!(database.write(school.id, None, since).await.unwrap(), Some(retired));
        let unknown = RecordType { id: new_id(), ..types[0].clone() };
        let unknown = database.write(school.id, None, async move |work: &mut Work| change(work, &allowed(), &unknown).await);
        assert_eq!(unknown.await, Err(Error::NotFound));
        let twice = RecordType { id: new_id(), ..code };
        let twice = database.write(school.id, None, async move |work: &mut Work| add(work, &allowed(), &twice).await);
        assert!(twice.await.unwrap_err().is_taken("record_types", "code"));
    })
    .await;
}

#[tokio::test]
async fn versions_of_the_rules_stand_in_the_order_in_which_they_hold() {
    each_engine(|database: TestDatabase| async move {
        let school = SmallSchool::found(&database).await;
        let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap();
        let strict = RuleVersion {
            id: new_id(),
            number: 2,
            effective_from: NaiveDate::from_ymd_opt(2026, 12, 1).unwrap(),
            hours: Hours { shown: noon, counted_until: noon },
            due: [(school.facts().await.regime.record_types[0].id, DueRule::NotSet)].into(),
            in_use: Default::default(),
        };
        let added = strict.clone();
        database
            .write(school.id, None, async move |work: &mut Work| {
                add_rules(work, &allowed(), &added, &Default::default(), "09/QĐ").await
            })
            .await
            .unwrap();
        let kept = database.read(school.id, None, rules).await.unwrap();
        assert_eq!(
            kept.iter().map(|one| (one.number, one.effective_from)).collect::<Vec<_>>(),
            [(1, REGULATION_EFFECTIVE), (2, strict.effective_from),]
        );
        assert_eq!((kept[0].hours, kept[1].hours), (Hours::default(), strict.hours));
        let milder = RuleVersion { hours: Hours::default(), ..strict };
        let soften = async move |work: &mut Work| change_hours(work, &allowed(), &milder).await;
        database.write(school.id, None, soften).await.unwrap();
        assert_eq!(database.read(school.id, None, rules).await.unwrap()[1].hours, Hours::default());
    })
    .await;
}
