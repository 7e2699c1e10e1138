//! What lies in a place of backups, for whoever has no key.

use std::collections::BTreeMap;

use domain::files::Sha256;

use crate::{
    address::Address,
    error::{LabelFault, PlaceError},
    label::{Label, Object},
    place::{Lies, Place},
};

/// Whether everything that belongs to a backup is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whole {
    /// Each object is there; `read` where all of their bytes were read and are those of their names.
    Yes { read: bool },
    /// So many are gone, or of another length.
    Missing(usize),
    /// So many have other bytes than their names say.
    Damaged(usize),
}

/// A backup as it lies there.
#[derive(Debug)]
pub struct Listed {
    /// Of its label.
    pub name: String,
    pub label: Result<(Label, Whole), LabelFault>,
}

/// Every backup of a place, the newest first; `read` where all bytes are to be read, which takes as long as the disk is slow. To be
/// called where a thread may wait.
///
/// # Errors
/// `PlaceError`.
pub fn list(address: &Address, read: bool) -> Result<Vec<Listed>, PlaceError> {
    let place = Place::read(address)?;
    let (there, mut looked) = (place.inventory()?, BTreeMap::new());
    let found = place.labels()?.into_iter().rev();
    let listed = found.map(|found| {
        let label = match found.read {
            Ok((label, _)) => {
                let whole = look(&place, &label, read, (&there, &mut looked))?;
                Ok((label, whole))
            }
            Err(fault) => Err(fault),
        };
        Ok(Listed { name: found.name, label })
    });
    listed.collect()
}

/// What is known of the objects so far: which are there, and which of them were read.
type Looked<'a> = (&'a BTreeMap<Sha256, u64>, &'a mut BTreeMap<Sha256, bool>);

/// Backups share most objects: each is read once.
fn look(place: &Place, label: &Label, read: bool, (there, looked): Looked<'_>) -> Result<Whole, PlaceError> {
    let missing = label.objects().filter(|object| there.get(&object.sha256) != Some(&object.size)).count();
    if missing > 0 {
        return Ok(Whole::Missing(missing));
    }
    let mut damaged = 0;
    for object in label.objects().filter(|_| read) {
        let fits = match looked.get(&object.sha256) {
            Some(fits) => *fits,
            None => fits(place, object)?,
        };
        looked.insert(object.sha256, fits);
        damaged += usize::from(!fits);
    }
    Ok(if damaged == 0 { Whole::Yes { read } } else { Whole::Damaged(damaged) })
}

/// Where a disk cannot be read, it is no good there; where a line broke, nobody knows.
fn fits(place: &Place, object: Object) -> Result<bool, PlaceError> {
    match place.look(object) {
        Ok(lies) => Ok(lies == Lies::Whole),
        Err(PlaceError::Bucket(error)) => Err(error.into()),
        Err(error) => {
            tracing::warn!(%error, "a part of a backup cannot be read");
            Ok(false)
        }
    }
}
