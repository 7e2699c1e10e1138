//! A school's name, the size of its files and the like as the form says: asked, read, saved.

use domain::{
    forms::FormErrors,
    permissions::{Allowed, ChangeSchool},
    schools::{Contacts, SchoolForm, SchoolPlan},
    setup::Phase,
};

use crate::{
    error::{Checked, Error},
    facts, permissions,
    schools::{self, Setup},
    work::Work,
};

/// Changes the school's name and, once it is open, how large a file may be, where people reach the server, whom they call and which
/// pages lock themselves; what stays is not written.
///
/// # Errors
/// `Refused` where that is not the actor's to do.
pub async fn change(work: &mut Work, phase: Phase, form: &SchoolForm) -> Result<Checked, Error> {
    let allowed = permissions::change_school(work, phase).await?;
    let now = schools::setup(work).await?;
    let checked = match phase {
        Phase::SettingUp => {
            let Setup { file_limit, ref address, own_lock, .. } = now;
            form.school_name().map(|name| SchoolPlan { name, file_limit, address: address.clone(), own_lock })
        }
        Phase::Open => form.plan(now.file_limit, now.address.as_ref()),
    };
    match FormErrors::both(checked, form.contacts(&now.contacts)) {
        Ok((plan, contacts)) => settle(work, &allowed, &plan, &contacts).await.map(Ok),
        Err(errors) => Ok(Err(errors)),
    }
}

async fn settle(work: &mut Work, allowed: &Allowed<ChangeSchool>, plan: &SchoolPlan, contacts: &Contacts) -> Result<(), Error> {
    if facts::school(work).await?.name != plan.name {
        schools::rename(work, allowed, &plan.name).await?;
    }
    let now = schools::setup(work).await?;
    if now.file_limit != plan.file_limit {
        schools::set_file_limit(work, allowed, plan.file_limit).await?;
    }
    if now.address != plan.address {
        schools::set_address(work, allowed, plan.address.as_ref()).await?;
    }
    if now.contacts != *contacts {
        schools::set_contacts(work, allowed, contacts).await?;
    }
    if now.own_lock != plan.own_lock {
        let since = plan.own_lock.then_some(work.now);
        schools::set_own_lock(work, allowed, since).await?;
    }
    Ok(())
}
