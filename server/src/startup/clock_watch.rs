//! Looking at the machine's clock while nobody works: a leap is noticed within seconds, and told before anybody hands in. What the
//! clocks showed last is left behind in the data folder, so that the next start on this machine notices one as well.

use std::{
    fs, io,
    path::{Path, PathBuf},
    time::Duration,
};

use chrono::{DateTime, TimeDelta};
use domain::doubtful_times::{LeftBehind, Reading};
use records::Database;
use tokio::time::{MissedTickBehavior, interval};

/// Between two looks; each is three readings of clocks, and writes only where there is something new.
const EVERY: Duration = Duration::from_secs(5);
/// So many looks lie between two times that something is left behind: how old it is matters little, for the clocks are compared.
const LEAVES_EVERY: u32 = 12;
/// In the data folder.
const LEFT: &str = "clock";
/// Another one after each start of the machine, after which its running clocks count anew.
const BOOT: &str = "/proc/sys/kernel/random/boot_id";

/// Watches the clock for as long as somebody else uses the database, and leaves behind in `data` what it showed, where that is the
/// machine's.
pub fn start(database: &Database, data: Option<&Path>) {
    let (watched, data) = (database.downgrade(), data.map(Path::to_owned));
    tokio::spawn(async move {
        let mut ticks = interval(EVERY);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut looks = 0_u32;
        loop {
            ticks.tick().await;
            let Some(database) = watched.upgrade() else { return };
            if let Err(error) = database.watch_clock().await {
                tracing::warn!(%error, "what the machine's clock shows could not be noted");
            }
            if let Some(data) = data.clone().filter(|_| looks.is_multiple_of(LEAVES_EVERY)) {
                leave(&database, data).await;
            }
            looks = looks.wrapping_add(1);
        }
    });
}

/// What the program before has left behind in `data`; nothing where the machine was started since, or it cannot be read.
pub fn left_behind(data: &Path) -> Option<LeftBehind> {
    read(&fs::read_to_string(data.join(LEFT)).ok()?, &boot()?)
}

/// A disk that is full takes nothing, and the next start believes its clock as before.
async fn leave(database: &Database, data: PathBuf) {
    let Some(text) = boot().zip(database.clock_left_behind()).map(|(boot, left)| written(&boot, &left)) else { return };
    let kept = tokio::task::spawn_blocking(move || keep(&data, &text)).await;
    if let Ok(Err(error)) = kept {
        tracing::debug!(%error, "what the machine's clocks show could not be left behind");
    }
}

/// Half a file is none: the new one takes the place of the old one as a whole.
fn keep(data: &Path, text: &str) -> io::Result<()> {
    let new = data.join(format!("{LEFT}.new"));
    fs::write(&new, text)?;
    fs::rename(new, data.join(LEFT))
}

fn boot() -> Option<String> {
    fs::read_to_string(BOOT).ok().map(|id| id.trim().to_owned()).filter(|id| !id.is_empty())
}

/// One line: the start of the machine, its clock in seconds, the running ones in milliseconds, and by how many seconds it was ahead.
fn written(boot: &str, left: &LeftBehind) -> String {
    let LeftBehind { reading: Reading { wall, since_boot, awake }, ahead } = left;
    let (wall, ahead) = (wall.timestamp(), ahead.num_seconds());
    format!("{boot} {wall} {} {} {ahead}\n", since_boot.num_milliseconds(), awake.num_milliseconds())
}

/// Reads back what `written` wrote in the same start of the machine.
fn read(text: &str, boot: &str) -> Option<LeftBehind> {
    let (known, numbers) = text.trim().split_once(' ')?;
    let numbers: Vec<i64> = numbers.split(' ').map(str::parse).collect::<Result<_, _>>().ok()?;
    let [wall, since_boot, awake, ahead] = numbers[..] else { return None };
    let (since_boot, awake) = (TimeDelta::try_milliseconds(since_boot)?, TimeDelta::try_milliseconds(awake)?);
    let reading = Reading { wall: DateTime::from_timestamp(wall, 0)?, since_boot, awake };
    (known == boot).then_some(LeftBehind { reading, ahead: TimeDelta::try_seconds(ahead)? })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use super::*;

    #[test]
    fn what_is_left_behind_is_read_back_until_the_machine_is_started_anew() {
        let folder = tempfile::tempdir().unwrap();
        let reading = Reading {
            wall: DateTime::from_timestamp(1_795_591_200, 0).unwrap(),
            since_boot: TimeDelta::milliseconds(86_400_123),
            awake: TimeDelta::milliseconds(80_000_456),
        };
        let left = LeftBehind { reading, ahead: TimeDelta::hours(-3) };
        assert_eq!(left_behind(folder.path()), None, "nobody was here before");
        let here = boot().unwrap();
        keep(folder.path(), &written(&here, &left)).unwrap();
        assert_eq!(left_behind(folder.path()), Some(left));
        keep(folder.path(), &written("another-start", &left)).unwrap();
        assert_eq!(left_behind(folder.path()), None);
        for broken in ["", "another-start", "another-start 1 2 3", "another-start 1 2 3 4 5", "another-start 1 2 x 4"] {
            assert_eq!(read(broken, "another-start"), None, "{broken}");
        }
    }
}
