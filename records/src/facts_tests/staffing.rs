//! The units and the list of staff are changed.

use domain::{
    names::PersonName,
    people::Honorific,
    setup::Phase,
    staff::StaffForm,
    units::{UnitRow, UnitsForm},
};

use crate::{error::Error, people, setup::setup_state, staff, testing::allowed, units, work::Work};

/// The units as they stand, and changed.
pub(super) async fn arrange(work: &mut Work, change: impl FnOnce(&mut Vec<UnitRow>)) -> Result<(), Error> {
    let mut form = UnitsForm::of(&people::organisation(work, None).await?);
    change(&mut form.rows);
    units::arrange(work, &allowed(), &form.parse().unwrap(), Phase::Open).await
}

/// The list of staff as it stands, without the one who came last.
pub(super) async fn without_the_last(work: &mut Work) -> Result<(), Error> {
    let now = setup_state(work).await?;
    let mut form = StaffForm::of(&now.organisation, &now.usernames, now.today);
    form.rows.pop();
    staff::make(work, &allowed(), &form.parse(&now.organisation).unwrap()).await
}

pub(super) async fn add_person(work: &mut Work) -> Result<domain::people::PersonId, Error> {
    people::add_person(work, &allowed(), &PersonName::parse("Tạ Thị Xuân").unwrap(), Honorific::Co, None).await
}
