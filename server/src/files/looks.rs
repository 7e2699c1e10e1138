//! Looking again into files of the store: those that nobody has looked into yet, and those of which the last look was cut short.

use std::time::Duration;

use documents::kind::UnfitError;
use domain::{
    files::{FileKind, StoredFile},
    inspection::{Cause, InspectedFile, Inspection, Oddity, is_tried_again},
};
use records::{Work, inspections, schools};
use tokio::time::sleep;

use super::{
    blobs::Blobs,
    reader::{Looked, Reader, ReaderError},
};
use crate::state::{AppState, Services};

/// Between two rounds.
const EVERY: Duration = Duration::from_secs(60);

/// Looks into a file of the store. A look that was cut short is a finding too.
///
/// # Errors
/// `ReaderError::Busy`, `ReaderError::Machine`.
pub async fn looked_at(reader: &Reader, blobs: &Blobs, file: &StoredFile) -> Result<Inspection, ReaderError> {
    match reader.look_into(blobs.path(file.sha256)).await {
        Ok(Ok(Looked { kind, inspection })) => Ok(of_kind(file.kind, kind, inspection)),
        Ok(Err(unfit)) => Ok(of_long_ago(unfit)),
        Err(ReaderError::CutShort { why, .. }) => Ok(Inspection::Pending(why)),
        Err(error) => Err(error),
    }
}

/// A file that was taken by its name, when nobody could look into it, may be another one.
fn of_kind(taken_for: FileKind, kind: FileKind, inspection: Inspection) -> Inspection {
    match inspection {
        Inspection::Clean | Inspection::Odd(_) if kind != taken_for => Inspection::Held(vec![Cause::OtherKind]),
        inspection => inspection,
    }
}

/// What would be refused at the door today stays where it was taken.
fn of_long_ago(unfit: UnfitError) -> Inspection {
    match unfit {
        UnfitError::Unknown | UnfitError::SaveAnew => Inspection::Held(vec![Cause::OtherKind]),
        UnfitError::Dangerous => Inspection::Held(vec![Cause::Macros]),
        UnfitError::Encrypted => Inspection::Odd(vec![Oddity::Sealed]),
        UnfitError::Impossible(why) => Inspection::Impossible(why),
    }
}

/// Looks again, once a minute, until the program is asked to end.
pub async fn run(state: AppState) {
    let mut closing = state.closing.subscribe();
    let rounds = async {
        loop {
            sleep(EVERY).await;
            if let Err(error) = look_again(&state).await {
                tracing::warn!(%error, "files that wait for another look were not looked into");
            }
        }
    };
    tokio::select! {
        () = rounds => {}
        _ = closing.changed() => {}
    }
}

/// One round over all schools.
///
/// # Errors
/// `Error::Unavailable`, `Error::Full`; the next round goes on from there.
pub async fn look_again(state: &Services) -> Result<(), records::Error> {
    for school in schools::all(&state.database).await? {
        let now = state.database.now();
        let waiting = state.database.read(school.id, None, async |work: &mut Work| inspections::pending(work).await).await?;
        for (file, _) in waiting.into_iter().filter(|(_, last)| is_tried_again(*last, now)) {
            let inspection = match looked_at(&state.reader, &state.blobs, &file).await {
                Ok(inspection) => inspection,
                Err(error) => {
                    tracing::warn!(%error, sha256 = %file.sha256, "a file could not be looked into again");
                    continue;
                }
            };
            let found = InspectedFile { file, inspection };
            let note = async move |work: &mut Work| inspections::note(work, &[found]).await;
            state.database.write_quietly(school.id, None, note).await?;
        }
    }
    Ok(())
}
