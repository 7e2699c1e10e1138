//! From the command line to the state of the application: database, files, and in a demo the school that was invented for it.

mod clock_watch;
pub mod data_folder;

use std::{
    net::IpAddr,
    path::{Path, PathBuf},
    sync::Arc,
};

use backups::Address;
use domain::{
    days::Timestamp,
    files::{FileKind, FileName, StoredFile},
    people::SchoolId,
    vietnamese,
};
use futures::stream;
use records::{Clock, Database, DatabaseLocation, Work, accounts, demo, schools, second_factors, signing::SchoolKey};

use crate::{
    auth::{
        passwords::{PasswordError, Passwords},
        second_factor::SecondFactors,
    },
    backup_requests::BackupRequests,
    contacts::KnownContacts,
    files::{
        blobs::{BlobStoreError, Blobs},
        office::Office,
        pages::Pages,
        reader::Reader,
        scanner::{VirusScanner, clamd::ClamdAddress, rounds},
    },
    school_exports::offers::SchoolExports,
    signing_keys::{KeyError, SigningKeys},
    state::{AppState, Demo, Services},
    views::Views,
};
use data_folder::{DataFolder, FolderError};

/// The demo's password, told on its sign-in page.
pub const DEMO_PASSWORD: &str = "nam-thanh-2024";

/// How the program was called.
#[derive(Clone, Debug)]
pub struct Config {
    pub data: PathBuf,
    /// `postgres://…`; the embedded database in `data` where there is none.
    pub database_url: Option<String>,
    pub demo: bool,
    /// Where the demo's clock starts.
    pub clock: Option<Timestamp>,
    pub https: bool,
    /// Proxies in front, by the addresses from which they connect.
    pub proxies: Vec<IpAddr>,
    /// A file of this program, which is started again for each file that is read.
    pub program: PathBuf,
    /// LibreOffice, where it is.
    pub office: Option<PathBuf>,
    /// The place of backups.
    pub backup_to: Option<Address>,
    /// Where ClamAV listens.
    pub clamd: Option<ClamdAddress>,
}

/// Why the program does not start, in words for the console.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error(transparent)]
    Folder(#[from] FolderError),
    #[error(transparent)]
    Database(#[from] records::OpenError),
    #[error(transparent)]
    Files(#[from] BlobStoreError),
    #[error("--clock chỉ dùng cùng --demo: giờ của trường thật là giờ của máy chủ")]
    ClockWithoutDemo,
    #[error("--clock {asked} sớm hơn việc cuối cùng đã ghi trong dữ liệu ({last}); chọn giờ muộn hơn, hoặc một thư mục --data mới")]
    ClockBeforeData { asked: String, last: String },
    #[error("dữ liệu ở đây là của một trường thật; dùng thử thì chọn một thư mục --data khác")]
    NotADemo,
    #[error("ở đây có một trường dùng thử tạo dở; chạy lại với --demo để tạo lại, hoặc chọn một thư mục --data khác")]
    DemoUnfinished,
    #[error("không ghi được tệp mẫu của trường dùng thử: {0}")]
    Samples(String),
    #[error(transparent)]
    Demo(#[from] demo::DemoError),
    #[error("không thấy cơ sở dữ liệu {}. Ghi --data đúng như khi chạy chương trình; dùng PostgreSQL thì ghi cả --database-url.", .0.display())]
    NoDatabase(PathBuf),
    #[error("ở đây chưa có trường nào. Xem lại --data, và --database-url nếu dùng PostgreSQL.")]
    NoSchool,
    #[error("không có tài khoản {0}. Xem lại tên đăng nhập ở trang Cán bộ.")]
    NoAccount(String),
    #[error("{0}")]
    Records(#[from] records::Error),
    #[error("{0}")]
    Passwords(#[from] PasswordError),
    #[error("không ghi được khóa ký của trường: {0}")]
    Key(#[from] KeyError),
    #[error("máy không cho số ngẫu nhiên: {0}")]
    Random(getrandom::Error),
}

/// Opens everything; in a demo also founds its school, once.
///
/// # Errors
/// `StartError`, with what is true and what to do.
pub async fn open(config: &Config) -> Result<AppState, StartError> {
    if config.clock.is_some() && !config.demo {
        return Err(StartError::ClockWithoutDemo);
    }
    let ready = prepare(config).await?;
    let clock = match config.clock {
        Some(start) => {
            refuse_earlier(&ready.place, start).await?;
            Clock::started_at(start)
        }
        None => Clock::System,
    };
    move_in(config, ready, clock).await
}

/// Opens as `open` does, with a clock that somebody holds in the hand: for tests.
///
/// # Errors
/// `StartError`.
pub async fn open_with(config: &Config, clock: Clock) -> Result<AppState, StartError> {
    move_in(config, prepare(config).await?, clock).await
}

pub(crate) fn place(data: &Path, database_url: Option<&str>) -> DatabaseLocation {
    match database_url {
        Some(url) => DatabaseLocation::parse(url),
        None => DatabaseLocation::parse(&data.join("hoso.db").to_string_lossy()),
    }
}

/// Hands out a new password for an account of the one school here, from the server's own console. The server may run
/// meanwhile, and then the database stays as that one has it; every session of the account ends.
///
/// # Errors
/// `StartError`, also for a user name that does not exist.
pub async fn reset_password(username: &str, data: &Path, database_url: Option<String>) -> Result<String, StartError> {
    reset_password_with(username, data, database_url, Clock::System).await
}

/// Hands out a password as `reset_password` does, with a clock that somebody holds in the hand: for tests.
///
/// # Errors
/// `StartError`.
pub async fn reset_password_with(
    username: &str,
    data: &Path,
    database_url: Option<String>,
    clock: Clock,
) -> Result<String, StartError> {
    let place = place(data, database_url.as_deref());
    // Before anything is made: in a wrong folder nothing is left behind.
    if let DatabaseLocation::File(file) = &place
        && !file.exists()
    {
        return Err(StartError::NoDatabase(file.clone()));
    }
    let database = if data_folder::is_taken(data) {
        Database::open_as_it_is(&place, clock).await?
    } else {
        let compared = clock.is_of_machine().then_some(data);
        let database = Database::open(&place, clock).await?;
        // The clock is checked as at a start: what is written here is the last event by which the next start judges it.
        database.check_clock_since(compared.and_then(clock_watch::left_behind)).await?;
        database
    };
    let school = schools::all(&database).await?.first().map(|school| school.id).ok_or(StartError::NoSchool)?;
    let password = crate::auth::passwords::handed_out()?;
    let hash = Passwords::new()?.hash(password.clone()).await?;
    let asked = username.to_owned();
    // Whoever keeps the server is asked by a principal who lost both.
    let reset = async move |work: &mut Work| {
        let known = accounts::reset_at_console(work, &asked, &hash).await?;
        second_factors::end_at_console(work, &asked).await?;
        Ok(known)
    };
    let done = database.write(school, None, reset);
    let known = done.await?;
    database.close().await;
    if known { Ok(password) } else { Err(StartError::NoAccount(username.to_owned())) }
}

/// All but the database that stays open.
struct Ready {
    folder: DataFolder,
    place: DatabaseLocation,
    blobs: Blobs,
    passwords: Passwords,
    demo: Option<Demo>,
    /// The demo was made by this start.
    is_new_demo: bool,
}

async fn prepare(config: &Config) -> Result<Ready, StartError> {
    let data = DataFolder::take(&config.data)?;
    let place = place(&config.data, config.database_url.as_deref());
    if data.has_unfinished_demo() {
        clear_unfinished_demo(config, &data, &place).await?;
    }
    let passwords = Passwords::new()?;
    let first = Database::open(&place, Clock::System).await?;
    let store = first.store();
    let known = schools::all(&first).await?;
    let founded = demo::exists(&first).await?;
    first.close().await;
    drop(first);
    let folder = config.data.join("blobs");
    // A database that holds a school names files already: an empty folder would then be a disk that is not mounted.
    let blobs = if known.is_empty() { Blobs::open(&folder, store)? } else { Blobs::reopen(&folder, store)? };

    let start = config.clock.unwrap_or_else(|| Clock::System.now());
    let keys = SigningKeys::of(&config.data);
    let demo = if config.demo {
        Some(demo_school(&data, &place, &blobs, &passwords, &keys, (&known, founded), start).await?)
    } else {
        None
    };
    let demo = demo.map(|school| Demo { school, password: DEMO_PASSWORD, usernames: &demo::ACCOUNTS, clock: clock_words(start) });
    let is_new_demo = demo.is_some() && known.is_empty();
    Ok(Ready { folder: data, place, blobs, passwords, demo, is_new_demo })
}

async fn move_in(config: &Config, ready: Ready, clock: Clock) -> Result<AppState, StartError> {
    let Ready { folder, place, blobs, passwords, demo, is_new_demo } = ready;
    // A clock that somebody holds in the hand leaves nothing behind.
    let compared = clock.is_of_machine().then_some(config.data.as_path());
    let database = Database::open(&place, clock).await?;
    // What was invented a moment ago ends where nobody worked, and a clock that was chosen shows what was wanted.
    if !is_new_demo && config.clock.is_none() {
        match database.check_clock_since(compared.and_then(clock_watch::left_behind)).await {
            // Reading goes on, and whatever is written later notes the doubt first.
            Err(records::Error::Full) => tracing::warn!("on a full disk it could not be noted that the clock is doubted"),
            checked => checked?,
        }
    }
    clock_watch::start(&database, compared);
    let reader = Reader::new(&config.program);
    let views = Views::start(&database);
    let state = Arc::new(Services {
        database,
        views,
        facts: records::FactStore::default(),
        findings: blobs.findings(),
        pages: Pages::new(&config.data, blobs.clone(), reader.clone(), Office::new(&config.program, config.office.as_deref())),
        blobs,
        reader,
        passwords,
        rate_limit: Default::default(),
        https: config.https,
        proxies: config.proxies.clone(),
        demo,
        setup_code: setup_code()?,
        known_contacts: KnownContacts::default(),
        claim: Default::default(),
        pending_forms: Default::default(),
        half_sign_ins: Default::default(),
        second_factors: SecondFactors::of(&config.data),
        issued_passwords: Default::default(),
        issued_lists: Default::default(),
        sign_outs: tokio::sync::watch::Sender::new(()),
        closing: tokio::sync::watch::Sender::new(false),
        health: Default::default(),
        sending: Default::default(),
        receiving: Default::default(),
        signing_keys: SigningKeys::of(&config.data),
        backups: BackupRequests::over(config.backup_to.clone()),
        exports: SchoolExports::default(),
        scanner: config.clamd.clone().map(VirusScanner::at),
        data: folder,
    });
    // Before anybody is served: nothing that the scanner has not seen is shown to others.
    match rounds::require(&state, state.scanner.is_some()).await {
        Err(records::Error::Full) => tracing::warn!("on a full disk it could not be noted whether there is a virus scanner"),
        required => required?,
    }
    Ok(state)
}

/// "thứ Tư 25/11/2026, 14:20".
fn clock_words(start: Timestamp) -> String {
    let local = domain::days::local(start);
    format!("{}, {}", vietnamese::weekday_and_date(local.date()), vietnamese::hour(local.time()))
}

/// A clock before the last event would let time run backwards for everybody.
async fn refuse_earlier(place: &DatabaseLocation, start: Timestamp) -> Result<(), StartError> {
    let (clock, _) = Clock::manual(start);
    let database = Database::open(place, clock).await?;
    let present = database.now();
    database.close().await;
    if present > start {
        return Err(StartError::ClockBeforeData { asked: clock_words(start), last: clock_words(present) });
    }
    Ok(())
}

/// A demo that was killed while it was being made cannot be gone on with: what it lacks lies in the past. So it is thrown
/// away, where it is certain that it is one. In a database of a server it is left, and refused as it was.
async fn clear_unfinished_demo(config: &Config, data: &DataFolder, place: &DatabaseLocation) -> Result<(), StartError> {
    if !config.demo {
        return Err(StartError::DemoUnfinished);
    }
    let database = Database::open(place, Clock::System).await?;
    let whole = demo::exists(&database).await?.is_some();
    let known = schools::all(&database).await?;
    database.close().await;
    let is_demo = known.iter().all(|school| school.name == demo::NAME);
    match place {
        _ if whole => data.demo_is_whole()?,
        DatabaseLocation::File(_) if is_demo => data.throw_demo_away()?,
        DatabaseLocation::File(_) | DatabaseLocation::Server(_) => {}
    }
    Ok(())
}

async fn demo_school(
    data: &DataFolder,
    place: &DatabaseLocation,
    blobs: &Blobs,
    passwords: &Passwords,
    keys: &SigningKeys,
    (known, founded): (&[domain::people::School], Option<SchoolId>),
    start: Timestamp,
) -> Result<SchoolId, StartError> {
    match known {
        [] => {}
        [school] if founded == Some(school.id) => return Ok(school.id),
        _ => return Err(StartError::NotADemo),
    }
    data.demo_begins()?;
    let samples = keep_samples(blobs).await?;
    let hash = passwords.hash(DEMO_PASSWORD.to_owned()).await?;
    let key = SchoolKey::make().map_err(StartError::Random)?;
    let school = demo::found(place, start, &hash, &samples, &key).await?;
    keys.keep(school, &key)?;
    data.demo_is_whole()?;
    Ok(school)
}

/// The files that the demo's teachers hand in.
const SAMPLES: [(&str, FileKind, &[u8]); 8] = [
    ("ke-hoach-tuan-12-lop-4A.docx", FileKind::Docx, include_bytes!("../samples/ke-hoach-tuan-12-lop-4A.docx")),
    ("ke-hoach-tuan-12-ghi-sai-ngay.docx", FileKind::Docx, include_bytes!("../samples/ke-hoach-tuan-12-ghi-sai-ngay.docx")),
    (
        "ke-hoach-co-lien-ket-chuong-trinh.docx",
        FileKind::Docx,
        include_bytes!("../held-samples/ke-hoach-co-lien-ket-chuong-trinh.docx"),
    ),
    ("o-chu-co-lenh.pdf", FileKind::Pdf, include_bytes!("../held-samples/o-chu-co-lenh.pdf")),
    ("giao-an-tuan-12-lop-5A.pdf", FileKind::Pdf, include_bytes!("../samples/giao-an-tuan-12-lop-5A.pdf")),
    ("tu-lieu-tuan-12.pptx", FileKind::Pptx, include_bytes!("../samples/tu-lieu-tuan-12.pptx")),
    ("thuc-don-tuan.xlsx", FileKind::Xlsx, include_bytes!("../samples/thuc-don-tuan.xlsx")),
    ("so-theo-doi-suc-khoe.xlsx", FileKind::Xlsx, include_bytes!("../samples/so-theo-doi-suc-khoe.xlsx")),
];

async fn keep_samples(blobs: &Blobs) -> Result<Vec<StoredFile>, StartError> {
    let mut files = Vec::new();
    for (name, kind, bytes) in SAMPLES {
        let body = stream::once(async { Ok::<_, std::convert::Infallible>(bytes::Bytes::from_static(bytes)) });
        let incoming = blobs
            .receive(Box::pin(body), domain::files::DEFAULT_FILE_LIMIT)
            .await
            .map_err(|error| StartError::Samples(error.to_string()))?;
        let file = StoredFile { name: FileName::clean(name), size: incoming.size(), sha256: incoming.sha256(), kind };
        blobs.keep(incoming).await.map_err(|error| StartError::Samples(error.to_string()))?;
        files.push(file);
    }
    Ok(files)
}

/// Eight letters in two groups: whoever reads them on the server's console may set the school up.
fn setup_code() -> Result<String, StartError> {
    const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    let mut bits = [0_u8; 8];
    getrandom::fill(&mut bits).map_err(StartError::Random)?;
    let word: String = bits.iter().map(|bits| char::from(LETTERS[usize::from(bits % 32)])).collect();
    Ok(format!("{}-{}", &word[..4], &word[4..]))
}
