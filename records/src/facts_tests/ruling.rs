//! Versions of the rules, and the numbers of their decisions, while somebody follows what happens.

use chrono::{Days, NaiveTime};
use domain::{
    corrections::{CorrectionForm, Numbered},
    days::day_of,
    deadlines::Hours,
    facts::Facts,
    record_types::RuleVersion,
    regulation::{RegulationForm, RegulationVersionId, starting},
    sites::{SiteRow, SitesForm},
};

use crate::{
    corrections, error::Error, facts::FactStore, facts::load_now, new_id, people, record_types, regulation, schools, sites,
    testing::allowed, work::Work,
};

/// How large a file may be, which pages lock themselves, and at which places the classes are.
pub(super) async fn settles(work: &mut Work) -> Result<(), Error> {
    let class = people::organisation(work, None).await?.open_classes().next().unwrap().name.clone();
    let row = |name: &str, classes: &str| SiteRow { name: name.to_owned(), classes: classes.to_owned(), ..SiteRow::default() };
    let rows = vec![row("Trung tâm", ""), row("Thôn Đông", &class), row("Thôn Tây", "")];
    sites::change(work, &SitesForm { rows, ..SitesForm::default() }).await?.unwrap();
    let mut form = SitesForm::of(&people::organisation(work, None).await?);
    form.rows.pop();
    sites::change(work, &form).await?.unwrap();
    schools::set_file_limit(work, &allowed(), 5).await?;
    let since = Some(work.now);
    schools::set_own_lock(work, &allowed(), since).await
}

/// Where people reach the system, and whom they call.
pub(super) async fn is_reached(work: &mut Work) -> Result<(), Error> {
    let address = domain::schools::SystemAddress::parse("https://mnhoasen.edu.vn").unwrap();
    schools::set_contacts(work, &allowed(), &domain::schools::Contacts::default()).await?;
    schools::set_address(work, &allowed(), Some(&address)).await
}

/// A second version, long after this year.
pub(super) async fn adds(work: &mut Work) -> Result<(), Error> {
    let first = record_types::rules(work).await?.remove(0);
    let second = RuleVersion { id: new_id(), number: 2, effective_from: first.effective_from + Days::new(900), ..first };
    record_types::add_rules(work, &allowed(), &second, &Default::default(), "25/QĐ").await
}

pub(super) async fn sets_hours(work: &mut Work) -> Result<(), Error> {
    let second = record_types::rules(work).await?.remove(1);
    let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap();
    let hours = Hours { shown: noon, counted_until: noon };
    record_types::change_hours(work, &allowed(), &RuleVersion { hours, ..second }).await
}

/// The number of the second version stands as it should be.
pub(super) async fn corrects(work: &mut Work) -> Result<(), Error> {
    let of = Numbered::Rules(record_types::rules(work).await?.remove(1).id);
    let form = CorrectionForm { decision: "26/QĐ".to_owned() };
    corrections::correct(work, &FactStore::default(), of, &form).await?.unwrap();
    Ok(())
}

/// The first version of the regulation counts from today.
pub(super) async fn publishes(work: &mut Work) -> Result<(), Error> {
    let facts = load_now(work).await?;
    let form = RegulationForm::of(new_id(), &facts.regulation, &starting(), day_of(work.now));
    let form = RegulationForm { decision: "31/QĐ".to_owned(), ..form };
    regulation::publish(work, &FactStore::default(), &form).await?.unwrap();
    Ok(())
}

/// Whoever works promises to keep it.
pub(super) async fn promises(work: &mut Work) -> Result<(), Error> {
    let version = last(&load_now(work).await?);
    regulation::pledge(work, &FactStore::default(), version).await
}

/// Those who have not are reminded.
pub(super) async fn reminds(work: &mut Work) -> Result<(), Error> {
    let version = last(&load_now(work).await?);
    regulation::remind(work, &FactStore::default(), version).await.map(drop)
}

fn last(facts: &Facts) -> RegulationVersionId {
    facts.regulation.last().unwrap().id
}
