//! What lies in a place of backups, for whoever has no key.

use std::{collections::BTreeMap, path::Path};

use domain::files::Sha256;

use crate::{
    error::{LabelFault, PlaceError},
    label::{Label, Object},
    place::Place,
    read_back,
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

/// Every backup in `folder`, the newest first; `read` where all bytes are to be read, which takes as long as the disk is slow.
///
/// # Errors
/// `PlaceError`.
pub fn list(folder: &Path, read: bool) -> Result<Vec<Listed>, PlaceError> {
    let place = Place::read(folder)?;
    let mut looked = BTreeMap::new();
    let found = place.labels()?.into_iter().rev();
    let listed = found.map(|found| {
        let label = found.read.map(|(label, _)| {
            let whole = look(&place, &label, read, &mut looked);
            (label, whole)
        });
        Listed { name: found.name, label }
    });
    Ok(listed.collect())
}

/// Backups share most objects: each is read once.
fn look(place: &Place, label: &Label, read: bool, looked: &mut BTreeMap<Sha256, bool>) -> Whole {
    let missing = label.objects().filter(|object| !place.has(*object)).count();
    if missing > 0 {
        return Whole::Missing(missing);
    }
    let mut fits = |object: Object| {
        let look = || read_back::hash(&place.object(object.sha256)).is_ok_and(|found| found == (object.sha256, object.size));
        *looked.entry(object.sha256).or_insert_with(look)
    };
    match label.objects().filter(|object| read && !fits(*object)).count() {
        0 => Whole::Yes { read },
        damaged => Whole::Damaged(damaged),
    }
}
