//! From the command line to an open house: database, files, and in a demo the school that was invented for it.

use std::{
    net::IpAddr,
    path::{Path, PathBuf},
    sync::Arc,
};

use domain::{
    days::Instant,
    files::{FileKind, FileName, StoredFile},
    people::SchoolId,
    vietnamese,
};
use futures::stream;
use records::{Clock, Office, Place, Work, accounts, demo, schools};

use crate::{
    blobs::{Blobs, Unusable},
    house::{Demo, House, Inside},
    passwords::{Failed, Passwords},
};

/// The demo's password, told on its sign-in page.
pub const DEMO_PASSWORD: &str = "nam-thanh-2024";

/// How the program was called.
#[derive(Clone, Debug)]
pub struct Wishes {
    pub data: PathBuf,
    /// `postgres://…`; the embedded database in `data` where there is none.
    pub database_url: Option<String>,
    pub demo: bool,
    /// Where the demo's clock starts.
    pub clock: Option<Instant>,
    pub https: bool,
    /// Proxies in front, by the addresses from which they connect.
    pub proxies: Vec<IpAddr>,
}

/// Why the program does not start, in words for the console.
#[derive(Debug, thiserror::Error)]
pub enum Closed {
    #[error("không tạo được thư mục dữ liệu {folder}: {source}")]
    Folder { folder: PathBuf, source: std::io::Error },
    #[error(transparent)]
    Database(#[from] records::OpenRefusal),
    #[error(transparent)]
    Files(#[from] Unusable),
    #[error("--clock chỉ dùng cùng --demo: giờ của trường thật là giờ của máy chủ")]
    ClockWithoutDemo,
    #[error("--clock {asked} sớm hơn việc cuối cùng đã ghi trong dữ liệu ({last}); chọn giờ muộn hơn, hoặc một thư mục --data mới")]
    ClockBeforeData { asked: String, last: String },
    #[error("dữ liệu ở đây là của một trường thật; dùng thử thì chọn một thư mục --data khác")]
    NotADemo,
    #[error("không ghi được tệp mẫu của trường dùng thử: {0}")]
    Samples(String),
    #[error(transparent)]
    Demo(#[from] demo::NotFounded),
    #[error("ở đây chưa có trường nào")]
    NoSchool,
    #[error("không có tài khoản {0}")]
    NoAccount(String),
    #[error("{0}")]
    Records(#[from] records::Error),
    #[error("{0}")]
    Passwords(#[from] Failed),
    #[error("máy không cho số ngẫu nhiên: {0}")]
    Random(getrandom::Error),
}

/// Opens everything; in a demo also founds its school, once.
///
/// # Errors
/// `Closed`, with what is true and what to do.
pub async fn open(wishes: &Wishes) -> Result<House, Closed> {
    if wishes.clock.is_some() && !wishes.demo {
        return Err(Closed::ClockWithoutDemo);
    }
    let ready = prepare(wishes).await?;
    let clock = match wishes.clock {
        Some(start) => {
            refuse_earlier(&ready.place, start).await?;
            Clock::started_at(start)
        }
        None => Clock::System,
    };
    move_in(wishes, ready, clock).await
}

/// The same with a clock that somebody holds in the hand: for tests.
///
/// # Errors
/// `Closed`.
pub async fn open_with(wishes: &Wishes, clock: Clock) -> Result<House, Closed> {
    move_in(wishes, prepare(wishes).await?, clock).await
}

fn place(data: &Path, database_url: Option<&str>) -> Place {
    match database_url {
        Some(url) => Place::parse(url),
        None => Place::parse(&data.join("hoso.db").to_string_lossy()),
    }
}

/// Hands out a new password for an account of the one school here, from the server's own console. The server may run
/// meanwhile; every session of the account ends.
///
/// # Errors
/// `Closed`, also for a user name that does not exist.
pub async fn reset_password(username: &str, data: &Path, database_url: Option<String>) -> Result<String, Closed> {
    let office = Office::open(&place(data, database_url.as_deref()), Clock::System).await?;
    let school = schools::all(&office).await?.first().map(|school| school.id).ok_or(Closed::NoSchool)?;
    let password = crate::passwords::handed_out()?;
    let hash = Passwords::new()?.hash(password.clone()).await?;
    let asked = username.to_owned();
    let done = office.write(school.uuid(), None, async move |work: &mut Work| {
        let Some(account) = accounts::by_username(work, &asked).await? else { return Ok(false) };
        accounts::set_password(work, account.person, &hash, true, None).await?;
        Ok(true)
    });
    let known = done.await?;
    office.close().await;
    if known { Ok(password) } else { Err(Closed::NoAccount(username.to_owned())) }
}

/// All but the office that stays open.
struct Ready {
    place: Place,
    blobs: Blobs,
    passwords: Passwords,
    demo: Option<Demo>,
}

async fn prepare(wishes: &Wishes) -> Result<Ready, Closed> {
    std::fs::create_dir_all(&wishes.data).map_err(|source| Closed::Folder { folder: wishes.data.clone(), source })?;
    let place = place(&wishes.data, wishes.database_url.as_deref());
    let passwords = Passwords::new()?;
    let first = Office::open(&place, Clock::System).await?;
    let store = first.store();
    let known = schools::all(&first).await?;
    let founded = demo::exists(&first).await?;
    first.close().await;
    drop(first);
    let folder = wishes.data.join("blobs");
    // A database that holds a school names files already: an empty folder would then be a disk that is not mounted.
    let blobs = if known.is_empty() { Blobs::open(&folder, store)? } else { Blobs::reopen(&folder, store)? };

    let start = wishes.clock.unwrap_or_else(|| Clock::System.now());
    let demo = if wishes.demo { Some(demo_school(&place, &blobs, &passwords, (&known, founded), start).await?) } else { None };
    let demo = demo.map(|school| Demo { school, password: DEMO_PASSWORD, usernames: &demo::ACCOUNTS, clock: clock_words(start) });
    Ok(Ready { place, blobs, passwords, demo })
}

async fn move_in(wishes: &Wishes, ready: Ready, clock: Clock) -> Result<House, Closed> {
    let Ready { place, blobs, passwords, demo } = ready;
    Ok(Arc::new(Inside {
        office: Office::open(&place, clock).await?,
        facts: records::FactStore::default(),
        blobs,
        passwords,
        door: Default::default(),
        https: wishes.https,
        proxies: wishes.proxies.clone(),
        demo,
        setup_code: setup_code()?,
        claim: Default::default(),
        waiting: Default::default(),
        slips: Default::default(),
        closing: tokio::sync::watch::Sender::new(false),
    }))
}

/// "thứ Tư 25/11/2026, 14:20".
fn clock_words(start: Instant) -> String {
    let local = domain::days::local(start);
    format!("{}, {}", vietnamese::weekday_and_date(local.date()), vietnamese::hour(local.time()))
}

/// A clock before the last event would let time run backwards for everybody.
async fn refuse_earlier(place: &Place, start: Instant) -> Result<(), Closed> {
    let (clock, _) = Clock::manual(start);
    let office = Office::open(place, clock).await?;
    let present = office.present();
    office.close().await;
    if present > start {
        return Err(Closed::ClockBeforeData { asked: clock_words(start), last: clock_words(present) });
    }
    Ok(())
}

async fn demo_school(
    place: &Place,
    blobs: &Blobs,
    passwords: &Passwords,
    (known, founded): (&[domain::people::School], Option<SchoolId>),
    start: Instant,
) -> Result<SchoolId, Closed> {
    match known {
        [] => {}
        [school] if founded == Some(school.id) => return Ok(school.id),
        _ => return Err(Closed::NotADemo),
    }
    let samples = keep_samples(blobs).await?;
    let hash = passwords.hash(DEMO_PASSWORD.to_owned()).await?;
    Ok(demo::found(place, start, &hash, &samples).await?)
}

/// The files that the demo's teachers hand in.
const SAMPLES: [(&str, FileKind, &[u8]); 4] = [
    ("ke-hoach-tuan-12-lop-4A.docx", FileKind::Docx, include_bytes!("../samples/ke-hoach-tuan-12-lop-4A.docx")),
    ("giao-an-tuan-12-lop-5A.pdf", FileKind::Pdf, include_bytes!("../samples/giao-an-tuan-12-lop-5A.pdf")),
    ("tu-lieu-tuan-12.pptx", FileKind::Pptx, include_bytes!("../samples/tu-lieu-tuan-12.pptx")),
    ("so-theo-doi-suc-khoe.xlsx", FileKind::Xlsx, include_bytes!("../samples/so-theo-doi-suc-khoe.xlsx")),
];

async fn keep_samples(blobs: &Blobs) -> Result<Vec<StoredFile>, Closed> {
    let mut files = Vec::new();
    for (name, kind, bytes) in SAMPLES {
        let body = stream::once(async { Ok::<_, std::convert::Infallible>(bytes::Bytes::from_static(bytes)) });
        let incoming = blobs
            .receive(Box::pin(body), domain::files::DEFAULT_FILE_LIMIT)
            .await
            .map_err(|fault| Closed::Samples(fault.to_string()))?;
        let file = StoredFile { name: FileName::clean(name), size: incoming.size(), sha256: incoming.sha256(), kind };
        blobs.keep(incoming).await.map_err(|fault| Closed::Samples(fault.to_string()))?;
        files.push(file);
    }
    Ok(files)
}

/// Eight letters in two groups: who reads them on the server's console may set the school up.
fn setup_code() -> Result<String, Closed> {
    const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    let mut bits = [0_u8; 8];
    getrandom::fill(&mut bits).map_err(Closed::Random)?;
    let word: String = bits.iter().map(|bits| char::from(LETTERS[usize::from(bits % 32)])).collect();
    Ok(format!("{}-{}", &word[..4], &word[4..]))
}
