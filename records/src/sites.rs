//! "Điểm trường": the places where the school has its classes, and which class is at which.

pub(crate) mod stored;

use crate::{
    error::{Checked, Error},
    events::Event,
    people, permissions,
    sql::sql,
    values::{new_id, one_row},
    work::Work,
};
use domain::{
    people::{ClassGroup, ClassGroupId, Organisation, SiteId},
    permissions::{Allowed, ChangeSchool},
    setup::Phase,
    sites::{SitePlan, SitesForm},
};

/// Makes the sites what the form says, and each class stand where it says. It decides about no right and no due day, so nothing
/// that is owed follows.
///
/// # Errors
/// `Refused` where that is not the actor's to do.
pub async fn change(work: &mut Work, form: &SitesForm) -> Result<Checked, Error> {
    let allowed = permissions::change_school(work, Phase::Open).await?;
    let now = people::organisation(work, None).await?;
    let plan = match form.check_seen(&now).and_then(|()| form.parse(&now)) {
        Ok(plan) => plan,
        Err(errors) => return Ok(Err(errors)),
    };
    for gone in now.sites.iter().filter(|site| plan.sites.iter().all(|one| one.id != Some(site.id))) {
        remove(work, &allowed, gone.id).await?;
    }
    let mut placed: Vec<(ClassGroupId, SiteId)> = Vec::new();
    for (site, sort_order) in plan.sites.iter().zip(1_i64..) {
        let id = keep(work, &allowed, &now, site, sort_order).await?;
        // At the main site nothing is noted of a class that nothing was said of.
        placed.extend(site.classes.iter().map(|class| (*class, id)));
    }
    for class in now.open_classes() {
        let site = placed.iter().find(|(known, _)| *known == class.id).map(|(_, site)| *site);
        place(work, &allowed, class, site, &plan.sites).await?;
    }
    Ok(Ok(()))
}

/// Adds a site, or changes one that differs.
async fn keep(
    work: &mut Work,
    _allowed: &Allowed<ChangeSchool>,
    now: &Organisation,
    site: &SitePlan,
    sort_order: i64,
) -> Result<SiteId, Error> {
    let SitePlan { name, short, address, .. } = site;
    let id = match site.id.and_then(|id| now.sites.iter().find(|one| one.id == id)) {
        Some(known) => {
            let is_same = (&known.name, &known.short, &known.address, known.sort_order) == (name, short, address, sort_order);
            if is_same {
                return Ok(known.id);
            }
            let update =
                sql("UPDATE sites SET name = $1, short = $2, address = $3, sort_order = $4 WHERE school_id = $5 AND id = $6");
            let values = (name.as_str(), short.as_str(), address.as_str(), sort_order, work.school, known.id);
            one_row(work.run(update.bind_all(values)).await?)?;
            known.id
        }
        None => {
            let id: SiteId = new_id();
            let insert = sql("INSERT INTO sites (school_id, id, name, short, address, sort_order) VALUES ($1, $2, $3, $4, $5, $6)");
            let values = (work.school, id, name.as_str(), short.as_str(), address.as_str(), sort_order);
            work.run(insert.bind_all(values)).await?;
            id
        }
    };
    work.note(Event::SiteKept { site: id, name, short, address });
    Ok(id)
}

/// Its classes are at the main site from now on.
async fn remove(work: &mut Work, _allowed: &Allowed<ChangeSchool>, id: SiteId) -> Result<(), Error> {
    let delete = sql("DELETE FROM sites WHERE school_id = $1 AND id = $2");
    one_row(work.run(delete.bind_all((work.school, id))).await?)?;
    work.note(Event::SiteRemoved { site: id });
    Ok(())
}

async fn place(
    work: &mut Work,
    _allowed: &Allowed<ChangeSchool>,
    class: &ClassGroup,
    site: Option<SiteId>,
    plan: &[SitePlan],
) -> Result<(), Error> {
    if class.site == site {
        return Ok(());
    }
    let update = sql("UPDATE classes SET site_id = $1 WHERE school_id = $2 AND id = $3");
    one_row(work.run(update.bind_all((site, work.school, class.id))).await?)?;
    let named = plan.iter().find(|one| one.classes.contains(&class.id));
    work.note(Event::ClassAtSite { class: class.id, site: named.map(|one| one.name.as_str()) });
    Ok(())
}

#[cfg(test)]
#[path = "sites_tests.rs"]
mod tests;
