//! Makes a backup each night by itself, and at once when somebody asks; and tells leadership and management team where the last
//! good one is too old.
//!
//! Where to is said by whoever starts the program (`--backup-to`): a folder that is typed on a page would let an account write
//! wherever the program may.

use std::time::Duration;

use ::backups::{Address, PlaceError, Standing};
use chrono::TimeDelta;
use domain::{
    backups::{BackupAge, BackupRun, PlaceLook, PlaceStanding, RecoveryKey, STALE_AFTER, SpoiledPlace, is_due},
    days::Timestamp,
    people::{PersonId, School},
    refusal::Words,
    vietnamese,
};
use records::{Error, Work, backups, server_runs};
use tokio::{
    task::spawn_blocking,
    time::{sleep, timeout},
};

use crate::{
    backing_up::{BackUp, back_up, the_school},
    state::{AppState, Services},
};

/// Between two looks whether one is due.
const EVERY: Duration = Duration::from_secs(60);
/// Between two looks at a disk, and at a store, which charges for what is asked.
const LOOK_EVERY: TimeDelta = TimeDelta::minutes(5);
const ASK_STORE_EVERY: TimeDelta = TimeDelta::hours(1);
/// So long a look may take: of a disk that is dying, or of a share that nobody answers for, none comes back.
const LOOK_LIMIT: Duration = Duration::from_secs(3 * 60);
/// From the start to the first look: whoever waits for the server is served first.
const FIRST_AFTER: Duration = Duration::from_secs(2 * 60);

/// Goes on until the program is asked to end. Of an invented school nothing is kept.
pub async fn run(state: AppState) {
    clear_away(&state).await;
    if state.demo.is_some() {
        return;
    }
    let mut closing = state.closing.subscribe();
    let rounds = async {
        let mut wait = FIRST_AFTER;
        loop {
            // Somebody who asks wakes it; else the time has come.
            let _ = timeout(wait, state.backups.asked_for()).await;
            wait = EVERY;
            round(&state).await;
        }
    };
    // Beside them: a round that waits for a disk for ever must not keep from anybody that the last good backup grows old.
    let telling = async {
        loop {
            sleep(EVERY).await;
            tell_now(&state).await;
        }
    };
    tokio::select! {
        () = rounds => {}
        () = telling => {}
        _ = closing.changed() => {}
    }
}

/// Tells leadership and management team how backups stand, without waiting for any place of them.
pub async fn tell_now(state: &Services) {
    let Ok(school) = the_school(&state.database).await else { return };
    match looked(state, &school).await {
        Ok(now) => tell(state, &school, &now),
        Err(error) => tracing::warn!(%error, "nobody knows how backups stand: it could not be read"),
    }
}

/// What a killed backup or drill has left unlocked in the data folder goes at the next start, and not at the next backup alone.
async fn clear_away(state: &Services) {
    let data = state.data.path().to_owned();
    match spawn_blocking(move || ::backups::sweep(&data)).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::warn!(%error, "what a killed backup has left could not be cleared away"),
        Err(error) => tracing::warn!(%error, "what a killed backup has left was not looked for"),
    }
}

/// What decides whether a backup is made, and what is told of it.
struct Looked {
    key: Option<RecoveryKey>,
    last_good: Option<BackupRun>,
    last_try: Option<BackupRun>,
    /// Since when a server has kept this school.
    since: Option<Timestamp>,
}

/// Makes a backup where one is due or asked for, and tells how it stands.
pub async fn round(state: &Services) {
    let asked = state.backups.take();
    if let Ok(school) = the_school(&state.database).await {
        match looked(state, &school).await {
            Ok(before) => {
                // Before a backup: what it finds spoiled it sends again, and afterwards nobody would see that.
                look_at_place(state, &school).await;
                let after = if make(state, &school, &before, asked).await {
                    // Read again: what was told of the one before is over.
                    looked(state, &school).await.unwrap_or(before)
                } else {
                    before
                };
                tell(state, &school, &after);
            }
            Err(error) => tracing::warn!(%error, "nobody knows how backups stand: it could not be read"),
        }
    }
    state.backups.end();
}

async fn looked(state: &Services, school: &School) -> Result<Looked, Error> {
    let read = async |work: &mut Work| {
        Ok(Looked {
            key: backups::key(work).await?,
            last_good: backups::last_good(work).await?,
            last_try: backups::last_try(work).await?,
            since: server_runs::runs(work).await?.iter().map(|run| run.started_at).min(),
        })
    };
    state.database.read(school.id, None, read).await
}

/// Looks at the place where that is due, whether what lies there is still what was written.
async fn look_at_place(state: &Services, school: &School) {
    let Some(place) = state.backups.place().cloned() else { return };
    let every = match &place {
        Address::Folder(_) => LOOK_EVERY,
        Address::Bucket(_) => ASK_STORE_EVERY,
    };
    let now = state.database.now();
    let last = state.backups.looked();
    if last.as_ref().is_some_and(|last| last.at <= now && now - last.at < every) {
        return;
    }
    let silent = || {
        let words = "nơi sao lưu không trả lời. Ổ đĩa có thể sắp hỏng: xem lại ổ và dây cắm.".to_owned();
        state.backups.note_look(PlaceLook { at: now, standing: PlaceStanding::Away(words) });
    };
    let Some(looking) = state.backups.begin_look() else { return silent() };
    let turn = state.backups.turn();
    let look = spawn_blocking(move || {
        let _looking = looking;
        ::backups::look(&place, turn)
    });
    let found = match timeout(LOOK_LIMIT, look).await {
        Ok(Ok(found)) => found,
        Ok(Err(error)) => {
            tracing::warn!(%error, "the place of backups was not looked at");
            return;
        }
        Err(_) => return silent(),
    };
    let standing = match found {
        // Somebody makes one or restores one at the console.
        Err(PlaceError::InUse(_)) => return,
        Err(error) => PlaceStanding::Away(error.to_string()),
        Ok(Standing::Unused) => PlaceStanding::Unused,
        Ok(Standing::Spoiled(spoiled)) => PlaceStanding::Spoiled(spoiled),
        Ok(Standing::Whole { number, at, by }) => {
            let knows = async move |work: &mut Work| backups::knows_signer(work, &by).await;
            match state.database.read(school.id, None, knows).await {
                Ok(true) => PlaceStanding::Whole { number, at },
                Ok(false) => PlaceStanding::Spoiled(SpoiledPlace::Signer),
                Err(error) => {
                    tracing::warn!(%error, "nobody knows whose the newest backup is");
                    return;
                }
            }
        }
    };
    if let PlaceStanding::Spoiled(spoiled) = &standing
        && last.is_none_or(|last| last.standing != standing)
    {
        tracing::error!(?spoiled, "TỔ QUẢN LÝ PHẦN MỀM: nơi sao lưu đã bị hỏng hoặc bị sửa");
    }
    state.backups.note_look(PlaceLook { at: now, standing });
}

/// Whether one was tried.
async fn make(state: &Services, school: &School, before: &Looked, asked: Option<PersonId>) -> bool {
    let Some(place) = state.backups.place() else { return false };
    let at = |run: &BackupRun| run.begun_at;
    let now = state.database.now();
    let due = is_due(before.last_good.as_ref().map(at), before.last_try.as_ref().map(at), now);
    if before.key.is_none() || (asked.is_none() && !due) {
        return false;
    }
    state.backups.begin(now);
    let asked = BackUp {
        database: &state.database,
        school,
        data: state.data.path(),
        keys: &state.signing_keys,
        place,
        may_begin: false,
        by: asked,
    };
    match back_up(&asked).await {
        Ok(made) => tracing::info!(number = made.label.number, sent = made.counts.sent_files, "a backup was made"),
        Err(error) => tracing::error!(%error, "TỔ QUẢN LÝ PHẦN MỀM: a backup was not made"),
    }
    true
}

/// Tells leadership and management team where the place was spoiled, and where the last good one is too old, or where there is none.
fn tell(state: &Services, school: &School, looked: &Looked) {
    if let Some(PlaceLook { standing: PlaceStanding::Spoiled(spoiled), .. }) = state.backups.looked() {
        let fact = format!("Nơi sao lưu đã bị hỏng hoặc bị sửa: {}", spoiled.words());
        let advice = "Có thể mã độc đang phá dữ liệu. Rút ổ sao lưu ra, ngắt mạng máy chủ, giữ nguyên ổ thứ hai, và báo người giữ \
                      máy chủ xem lại ngay."
            .to_owned();
        return state.findings.note_backup(school.id, Some(Words { fact, advice }));
    }
    let now = state.database.now();
    let age = BackupAge::of(looked.last_good.as_ref().map(|run| run.begun_at), now);
    // A school that began today owes none yet.
    let is_new = looked.since.is_none_or(|since| now - since < STALE_AFTER);
    let words = match age {
        BackupAge::Fresh(_) => None,
        BackupAge::Never if is_new => None,
        BackupAge::Never => Some("Dữ liệu của trường chưa được sao lưu lần nào".to_owned()),
        BackupAge::Stale(age) => Some(format!("Bản sao lưu tốt gần nhất đã cũ {}", vietnamese::duration(age))),
    };
    let advice =
        "Mất máy chủ lúc này thì mất những gì chưa sao lưu. Xem trang Sao lưu và nhắc tổ quản lý phần mềm sao lưu ngay.".to_owned();
    state.findings.note_backup(school.id, words.map(|fact| Words { fact, advice }));
}
