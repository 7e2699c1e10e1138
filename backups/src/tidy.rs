//! Taking old backups away: only by the rule, only where every label could be read, and never what another one needs.

use std::collections::BTreeSet;

use domain::{backups::spare, days::Timestamp, signing::PublicKey};

use crate::{error::PlaceError, place::Place};

/// Takes away what the rule spares at this instant, of those that `signer` has signed; how many. Where one label cannot be read,
/// nobody knows which objects it needs, and nothing is taken away. One that another key has signed stays, and pushes none out.
pub fn tidy(place: &Place, signer: &PublicKey, now: Timestamp) -> Result<u64, PlaceError> {
    let found = place.labels()?;
    let labels: Vec<_> = found.iter().filter_map(|found| found.read.as_ref().ok().map(|read| (&found.name, read))).collect();
    if labels.len() < found.len() {
        tracing::warn!("the label of a backup could not be read, so none was taken away");
        return Ok(0);
    }
    let kept: Vec<_> = labels.iter().filter(|(_, (_, by))| by == signer).map(|(_, (label, _))| label.kept()).collect();
    let spare = spare(&kept, now);
    for (name, _) in labels.iter().filter(|(_, (label, _))| spare.contains(&label.number)) {
        place.remove(name)?;
    }
    let stay: BTreeSet<_> = labels
        .iter()
        .filter(|(_, (label, _))| !spare.contains(&label.number))
        .flat_map(|(_, (label, _))| label.objects())
        .map(|object| object.sha256)
        .collect();
    for sha256 in place.inventory()?.into_keys().filter(|sha256| !stay.contains(sha256)) {
        place.discard(sha256)?;
    }
    Ok(spare.len() as u64)
}
