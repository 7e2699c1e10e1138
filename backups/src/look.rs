//! A look at a place of backups every few minutes, without a key: whether what lies there is still what was written. Whoever spoils
//! a disk in one go is seen by the first of these looks; all of it is read at each backup.

use std::io::ErrorKind;

use domain::{backups::SpoiledPlace, days::Timestamp, signing::PublicKey};

use crate::{
    address::Address,
    error::{BucketError, LabelFault, PlaceError},
    label::{Label, Object},
    place::{Found, Lies, Place},
};

/// So many parts of the newest backup are read at each look, others at the next one.
const READ: usize = 8;
/// In bytes, of one part: a look is short.
const MAX_READ: u64 = 32 * 1024 * 1024;

/// How a place looks to whoever has no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nobody has made a backup here yet.
    Unused,
    /// Of the newest backup every part is there, and those that were read are whole.
    Whole { number: u64, at: Timestamp, by: PublicKey },
    /// Nothing of that comes from work of ours: somebody has changed the place, or its disk is failing.
    Spoiled(SpoiledPlace),
}

/// Looks at a place; `turn` counts on, and says which parts are read. To be called where a thread may wait.
///
/// # Errors
/// `PlaceError` where nothing can be said: a disk that is not plugged in, a run under way, a store that does not answer.
pub fn look(address: &Address, turn: u64) -> Result<Standing, PlaceError> {
    let mut place = match Place::read(address) {
        Ok(place) => place,
        Err(error) => return if is_spoiled(&error) { Ok(Standing::Spoiled(SpoiledPlace::Marker)) } else { Err(error) },
    };
    // A backup that somebody begins at the console meanwhile is not refused for a look.
    place.let_go();
    let mut names = place.label_names()?;
    let foreign = names.iter().filter(|name| !Place::is_label(name)).count();
    names.retain(|name| Place::is_label(name));
    let Some(newest) = names.pop() else {
        return Ok(if foreign > 0 { Standing::Spoiled(SpoiledPlace::Labels(foreign)) } else { Standing::Unused });
    };
    // One of the others in turn: a label of a large school is long.
    let other = names.get(at(turn, names.len())).map(|name| place.found(name)).transpose()?;
    let newest = place.found(&newest)?;
    let spoiled = foreign + other.iter().chain([&newest]).filter(|found| is_changed(found)).count();
    match newest.read {
        Ok((label, by)) if spoiled == 0 => match parts(&place, &label, turn)? {
            0 => Ok(Standing::Whole { number: label.number, at: label.at, by }),
            parts => Ok(Standing::Spoiled(SpoiledPlace::Parts(parts))),
        },
        // Of what a newer program has written, nothing can be said.
        Err(LabelFault::Newer) if spoiled == 0 => Err(place.newer()),
        Ok(_) | Err(_) => Ok(Standing::Spoiled(SpoiledPlace::Labels(spoiled))),
    }
}

fn at(turn: u64, many: usize) -> usize {
    usize::try_from(turn % many.max(1) as u64).unwrap_or(0)
}

fn is_changed(found: &Found) -> bool {
    match &found.read {
        Ok(_) | Err(LabelFault::Newer) => false,
        Err(LabelFault::Damaged | LabelFault::NotSigned | LabelFault::OtherSchool) => true,
    }
}

/// Whether it is no disk that is not plugged in: the folder is there, with something in it that is not ours any more.
fn is_spoiled(error: &PlaceError) -> bool {
    match error {
        PlaceError::Linked(_) => true,
        PlaceError::NoMarker(folder) => {
            let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
            entries.into_iter().any(|entry| entry.file_name() != "lost+found")
        }
        PlaceError::Disk { source, .. } => source.kind() == ErrorKind::InvalidData,
        PlaceError::Bucket(BucketError::NoMarker(_)) => true,
        _ => false,
    }
}

/// How many parts of a backup are not as they were written, as far as this look goes.
fn parts(place: &Place, label: &Label, turn: u64) -> Result<usize, PlaceError> {
    let there = place.inventory()?;
    let missing = label.objects().filter(|object| there.get(&object.sha256) != Some(&object.size)).count();
    if missing > 0 {
        return Ok(missing);
    }
    let short: Vec<Object> = label.objects().filter(|object| object.size <= MAX_READ).collect();
    let begin = at(turn.wrapping_mul(READ as u64), short.len());
    let mut damaged = 0;
    for object in short.iter().cycle().skip(begin).take(READ.min(short.len())) {
        damaged += usize::from(place.look(*object)? != Lies::Whole);
    }
    Ok(damaged)
}
