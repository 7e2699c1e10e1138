//! Watches over the log by itself: signs its end every so many entries and each night, and looks each night whether all of it fits.
//!
//! The first look is soon after the start: a log that somebody changed while no server ran is found before the night.

use std::time::Duration;

use chrono::{NaiveDate, NaiveTime};
use domain::{
    days::local,
    people::{School, SchoolId},
    refusal::Words,
    vietnamese,
};
use records::{Error, Work, checkpoints, log, schools};
use tokio::{
    task::spawn_blocking,
    time::{Instant, sleep},
};

use crate::{
    signing_keys::{KeyError, SigningKeys},
    state::{AppState, Services},
    verify::break_words,
};

/// Between two looks at how far the log has come.
const EVERY: Duration = Duration::from_secs(60);
/// From the start to the first look at all of it: whoever waits for the server is served first.
const FIRST_AFTER: Duration = Duration::from_secs(10 * 60);
/// The hour after which it is night enough.
const NIGHT: NaiveTime = match NaiveTime::from_hms_opt(2, 0, 0) {
    Some(night) => night,
    None => NaiveTime::MIN,
};

/// Why the end of a log was not signed.
#[derive(Debug, thiserror::Error)]
enum NotSigned {
    #[error(transparent)]
    Records(#[from] Error),
    #[error(transparent)]
    Key(#[from] KeyError),
    #[error("the task broke")]
    Broken,
}

/// Goes on until the program is asked to end.
pub async fn run(state: AppState) {
    let mut closing = state.closing.subscribe();
    let rounds = async {
        let (begun, mut looked_on): (Instant, Option<NaiveDate>) = (Instant::now(), None);
        loop {
            sleep(EVERY).await;
            let now = local(state.database.now());
            let is_night = now.time() >= NIGHT && looked_on.is_some_and(|day| day < now.date());
            let is_first = looked_on.is_none() && begun.elapsed() >= FIRST_AFTER;
            round(&state, if is_night { 1 } else { checkpoints::EVERY }).await;
            if is_night || is_first {
                looked_on = Some(now.date());
                look(&state).await;
            }
        }
    };
    tokio::select! {
        () = rounds => {}
        _ = closing.changed() => {}
    }
}

async fn known(state: &Services) -> Vec<School> {
    match schools::all(&state.database).await {
        Ok(known) => known,
        Err(error) => {
            tracing::warn!(%error, "the schools could not be read, so nobody looked at their logs");
            Vec::new()
        }
    }
}

/// Signs the end of each log that has grown by at least so many entries since it was signed last.
async fn round(state: &Services, at_least: i64) {
    for school in known(state).await {
        if let Err(error) = sign(state, school.id, at_least).await {
            tracing::warn!(%error, "the end of a log was not signed");
        }
    }
}

async fn sign(state: &Services, school: SchoolId, at_least: i64) -> Result<(), NotSigned> {
    let unsigned = state.database.read(school, None, async |work: &mut Work| checkpoints::unsigned(work).await).await?;
    if unsigned < at_least {
        return Ok(());
    }
    let key = key_of(&state.signing_keys, school).await?;
    let make = async move |work: &mut Work| checkpoints::make(work, &key).await;
    Ok(state.database.write_quietly(school, None, make).await?)
}

async fn key_of(keys: &SigningKeys, school: SchoolId) -> Result<records::signing::SchoolKey, NotSigned> {
    let keys = keys.clone();
    Ok(spawn_blocking(move || keys.of_school(school)).await.map_err(|_| NotSigned::Broken)??)
}

/// Looks whether each log is whole, and tells leadership and management team on every page where one is not.
pub async fn look(state: &Services) {
    for school in known(state).await {
        match log::verify(&state.database, school.id, &[]).await {
            Ok(Ok(whole)) => {
                tracing::info!(entries = whole.entries, checkpoints = whole.checkpoints, "the log is whole");
                state.findings.note_log(school.id, None);
            }
            Ok(Err(first)) => {
                tracing::error!(?first, school = %school.id, "TỔ QUẢN LÝ PHẦN MỀM: the log is broken");
                let fact = format!("Nhật ký không còn liền mạch: {}", vietnamese::with_small_beginning(&break_words(&first)));
                let advice = "Có thể dữ liệu đã bị sửa từ bên ngoài. Giữ nguyên máy chủ, báo hiệu trưởng, và đối chiếu mã nhật ký in trên \
                     biên nhận bằng lệnh hoso verify.";
                state.findings.note_log(school.id, Some(Words { fact, advice: advice.to_owned() }));
            }
            Err(error) => tracing::warn!(%error, "nobody knows whether the log is whole: it could not be read"),
        }
    }
}
