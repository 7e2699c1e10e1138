//! Backups, as the console asks for them and the server makes them by itself: what is told on the console is told here.

use std::path::Path;

use backups::{Address, Asked, BackupError, Chosen, KeyFile, KeyFileError, Listed, Made, PlaceError, RestoreError, Source, Whole};
use domain::{
    backups::{BackupCounts, BackupOutcome, RecoveryKey},
    days::{Timestamp, local},
    people::{PersonId, School},
    vietnamese,
};
use records::{
    Clock, Database, DatabaseLocation, OpenError, Work,
    backups::{Drilled, Tried},
    checkpoints, schools,
};
use tokio::{task::spawn_blocking, time::Instant};

use crate::{
    auth::second_factor,
    signing_keys::{self, KeyError, SigningKeys},
    startup,
};

/// What of the data folder belongs to a backup beside the database and the store of files.
const BESIDE: [&str; 2] = [signing_keys::FOLDER, second_factor::FILE];

/// Why a backup, a key or a restore did not come about, in words for the console and for the page.
#[derive(Debug, thiserror::Error)]
pub enum NotDone {
    #[error(transparent)]
    Backup(#[from] BackupError),
    #[error(transparent)]
    Restore(#[from] RestoreError),
    #[error(transparent)]
    Place(#[from] PlaceError),
    #[error(transparent)]
    KeyFile(#[from] KeyFileError),
    #[error("không thấy cơ sở dữ liệu {0}. Ghi --data đúng như khi chạy chương trình; dùng PostgreSQL thì ghi cả --database-url.")]
    NoDatabase(String),
    #[error("{0} là nơi sao lưu của một trường khác. Chọn đúng nơi sao lưu của trường.")]
    OtherSchool(String),
    #[error("ở đây chưa có trường nào. Xem lại --data, và --database-url nếu dùng PostgreSQL.")]
    NoSchool,
    #[error("ở đây có nhiều trường: bản phần mềm này chỉ sao lưu được một trường một cơ sở dữ liệu.")]
    ManySchools,
    #[error(
        "trường đã có khóa khôi phục, lập lúc {}. Nếu phong bì đã mất, lập khóa mới bằng --new: từ đó các bản sao lưu mới \
         dùng khóa mới, còn bản cũ vẫn chỉ mở bằng khóa cũ.", vietnamese::moment(*.0)
    )]
    HasKey(Timestamp),
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error("không đọc hoặc ghi được dữ liệu của trường: {0}")]
    Records(#[from] records::Error),
    #[error("không dùng được khóa ký của trường: {0}")]
    Key(#[from] KeyError),
    #[error("máy không cho số ngẫu nhiên: {0}")]
    Random(getrandom::Error),
    #[error("việc bị ngắt giữa chừng. Chi tiết ở nhật ký của chương trình.")]
    Broken,
}

/// The database of a data folder, as a server beside it has it, and its one school.
async fn open(data: &Path, database_url: Option<&str>) -> Result<(Database, School), NotDone> {
    let place = startup::place(data, database_url);
    if let DatabaseLocation::File(file) = &place
        && !file.exists()
    {
        return Err(NotDone::NoDatabase(file.display().to_string()));
    }
    let database = Database::open_as_it_is(&place, Clock::System).await?;
    match the_school(&database).await {
        Ok(school) => Ok((database, school)),
        Err(error) => {
            database.close().await;
            Err(error)
        }
    }
}

/// The one school of a database.
///
/// # Errors
/// `NotDone::NoSchool`, `NotDone::ManySchools`.
pub async fn the_school(database: &Database) -> Result<School, NotDone> {
    let mut known = schools::all(database).await?;
    match (known.pop(), known.is_empty()) {
        (None, _) => Err(NotDone::NoSchool),
        (Some(school), true) => Ok(school),
        (Some(_), false) => Err(NotDone::ManySchools),
    }
}

/// `hoso recovery-key`: makes the key of the envelope, once; `again` where the envelope is lost.
///
/// # Errors
/// `NotDone`; there is no new key then, and no file.
pub async fn recovery_key(file: &Path, data: &Path, database_url: Option<&str>, again: bool) -> Result<String, NotDone> {
    let (database, school) = open(data, database_url).await?;
    let made = new_key(&database, &school, file, again).await;
    database.close().await;
    let made = made?;
    Ok(format!(
        "Đã lập khóa khôi phục thứ {} của {} và ghi vào {}.\n\
         Làm ngay: in tờ này hai bản, cho vào phong bì dán kín, cất ở hai nơi; rồi xóa tệp {}.\n\
         Khóa không được để trên máy chủ. Không có nó thì không ai mở được các bản sao lưu.",
        made.number,
        school.name,
        file.display(),
        file.display()
    ))
}

async fn new_key(database: &Database, school: &School, file: &Path, again: bool) -> Result<RecoveryKey, NotDone> {
    let known = database.read(school.id, None, async |work: &mut Work| records::backups::key(work).await).await?;
    if let Some(known) = known.filter(|_| !again) {
        return Err(NotDone::HasKey(known.made_at));
    }
    let (identity, recipient) = backups::make_key();
    let mut tags = [0; 32];
    getrandom::fill(&mut tags).map_err(NotDone::Random)?;
    // First the file: a key that is known and lies in no envelope would lock backups for nobody.
    backups::write_key(file, &identity, &school.name, database.store())?;
    let keep = async move |work: &mut Work| records::backups::add_key(work, &recipient, &tags).await;
    database.write(school.id, None, keep).await.map_err(|error| {
        if let Err(error) = std::fs::remove_file(file) {
            tracing::warn!(%error, "the file of a key that nobody uses could not be removed");
        }
        error.into()
    })
}

/// `hoso backup`: makes a backup of the school, while its server may run.
///
/// # Errors
/// `NotDone`: there is no new backup then, and the school's log says so.
pub async fn backup(place: &Address, data: &Path, database_url: Option<&str>, may_begin: bool) -> Result<String, NotDone> {
    let (database, school) = open(data, database_url).await?;
    let keys = SigningKeys::of(data);
    let asked = BackUp { database: &database, school: &school, data, keys: &keys, place, may_begin, by: None };
    let made = back_up(&asked).await;
    database.close().await;
    Ok(made_words(&made?))
}

/// What is to be backed up, where to, and who asks.
#[derive(Clone, Copy, Debug)]
pub struct BackUp<'a> {
    pub database: &'a Database,
    pub school: &'a School,
    pub data: &'a Path,
    pub keys: &'a SigningKeys,
    pub place: &'a Address,
    /// An empty folder, or a bucket with nothing under this name, becomes a place of backups.
    pub may_begin: bool,
    /// Nobody where the server or its console does it.
    pub by: Option<PersonId>,
}

/// Signs the end of the log, makes a backup, and notes what has become of it.
///
/// # Errors
/// `NotDone`; the log then says why, where it can be written.
pub async fn back_up(asked: &BackUp<'_>) -> Result<Made, NotDone> {
    let begun_at = asked.database.now();
    let made = signed_backup(asked).await;
    let place = asked.place.to_string();
    let tried = match &made {
        Ok(made) => Tried { begun_at, place, outcome: made.outcome(), counts: made.counts, fault: made.fault() },
        Err(error) => {
            let (outcome, counts) = (BackupOutcome::Failed, BackupCounts::default());
            Tried { begun_at, place, outcome, counts, fault: error.to_string() }
        }
    };
    let note = async move |work: &mut Work| records::backups::note(work, tried).await;
    if let Err(error) = asked.database.write(asked.school.id, asked.by, note).await {
        tracing::warn!(%error, "what has become of a backup could not be noted");
    }
    made
}

async fn signed_backup(asked: &BackUp<'_>) -> Result<Made, NotDone> {
    let school = asked.school.id;
    let recovery = asked.database.read(school, None, async |work: &mut Work| records::backups::key(work).await).await?;
    let recovery = recovery.ok_or(BackupError::NoKey)?;
    let keys = asked.keys.clone();
    let key = spawn_blocking(move || keys.of_school(school)).await.map_err(|_| NotDone::Broken)??;
    let sign = {
        let key = key.clone();
        async move |work: &mut Work| checkpoints::make(work, &key).await
    };
    asked.database.write_quietly(school, None, sign).await?;
    let source = Source {
        database: asked.database,
        school: asked.school,
        data: asked.data,
        beside: &BESIDE,
        key: &key,
        recovery: &recovery,
        program: env!("CARGO_PKG_VERSION"),
    };
    Ok(backups::make(&source, asked.place, asked.may_begin).await?)
}

fn count(number: u64) -> String {
    vietnamese::number(i64::try_from(number).unwrap_or(i64::MAX))
}

fn made_words(made: &Made) -> String {
    let BackupCounts { entries, files, bytes, sent_files, sent_bytes, lacking: _ } = made.counts;
    let begun = match made.outcome() {
        BackupOutcome::Good => "Đã sao lưu, và đã đọc lại từ nơi sao lưu để so từng phần".to_owned(),
        BackupOutcome::Incomplete | BackupOutcome::Failed => format!("Đã sao lưu nhưng CHƯA ĐỦ. {}", made.fault()),
    };
    let removed =
        if made.removed == 0 { String::new() } else { format!("\nĐã bỏ {} bản cũ theo lịch giữ.", count(made.removed)) };
    format!(
        "{begun}\nBản số {}: {} dòng nhật ký, {} tệp, {} ở nơi sao lưu; lần này gửi thêm {} tệp, {}.{removed}\n\
         Chỉ lần diễn tập với khóa trong phong bì (hoso drill) mới chứng tỏ khóa ấy mở được.",
        made.label.number,
        count(entries),
        count(files),
        vietnamese::file_size(bytes),
        count(sent_files),
        vietnamese::file_size(sent_bytes)
    )
}

/// `hoso backups`: what lies in a place, for whoever has no key.
///
/// # Errors
/// `NotDone`.
pub async fn list(place: &Address, read: bool) -> Result<String, NotDone> {
    let place = place.clone();
    let listed = spawn_blocking(move || backups::list(&place, read)).await.map_err(|_| NotDone::Broken)??;
    if listed.is_empty() {
        return Ok("Chưa có bản sao lưu nào.".to_owned());
    }
    let mut lines: Vec<String> = listed.iter().map(line).collect();
    if !read {
        lines.push("Mới xem tên và độ dài của từng phần; thêm --read để đọc lại hết.".to_owned());
    }
    Ok(lines.join("\n"))
}

fn line(listed: &Listed) -> String {
    let (label, whole) = match &listed.label {
        Ok((label, whole)) => (label, whole),
        Err(fault) => return format!("{}  KHÔNG DÙNG ĐƯỢC: {}", listed.name, fault),
    };
    let state = match whole {
        Whole::Yes { .. } if !label.is_good() => format!("THIẾU {} tệp đã mất từ trước", count(label.lacking)),
        Whole::Yes { read: true } => "tốt, đã đọc lại hết".to_owned(),
        Whole::Yes { read: false } => "đủ các phần".to_owned(),
        Whole::Missing(parts) => format!("KHÔNG DÙNG ĐƯỢC: thiếu {parts} phần"),
        Whole::Damaged(parts) => format!("KHÔNG DÙNG ĐƯỢC: {parts} phần đã hỏng"),
    };
    let (at, files) = (local(label.at), count(label.files.len() as u64));
    let (day, hour) = (vietnamese::date(at.date()), vietnamese::hour(at.time()));
    let (size, entries) = (vietnamese::file_size(label.bytes()), count(label.entries));
    format!("Số {:<4} {day} {hour}  {files} tệp, {entries} dòng nhật ký, {size}  {state}", label.number)
}

/// What is to be restored.
#[derive(Clone, Copy, Debug)]
pub struct Restore<'a> {
    pub place: &'a Address,
    pub into: &'a Path,
    /// An empty database on PostgreSQL; without it a file of SQLite in the folder.
    pub database_url: Option<&'a str>,
    /// The file with the key of the envelope.
    pub key: &'a Path,
    pub number: Option<u64>,
    pub even_incomplete: bool,
}

/// `hoso restore`: into a new folder, which is there when everything fits, and else is not.
///
/// # Errors
/// `NotDone`: nothing has changed then.
pub async fn restore(asked: &Restore<'_>) -> Result<String, NotDone> {
    let key = KeyFile::read(asked.key)?;
    let Restore { place, into, database_url, number, even_incomplete, .. } = *asked;
    let server = database_url.map(DatabaseLocation::parse);
    let backup = Chosen { place, key: &key, number, even_incomplete };
    let restored = backups::restore(&Asked { backup, into, server: server.as_ref() }).await?;
    let log = match restored.log {
        Some(whole) => format!("nhật ký liền mạch {} dòng", vietnamese::number(whole.entries)),
        None => "nhật ký KHÔNG liền mạch, đúng như lúc sao lưu".to_owned(),
    };
    let anchor = restored
        .log
        .and_then(|whole| whole.anchor)
        .map(|code| format!("\nMã nhật ký: {code}. So với mã in trên biên nhận mới nhất mà trường còn giữ."));
    let lacking: String = restored.lacking.iter().map(|sha256| format!("\n  Không có trong bản sao lưu: {sha256}")).collect();
    let disposed = match restored.disposed_since {
        0 => String::new(),
        many => format!(
            "\nSau bản sao lưu này trường đã thi hành {} danh mục tiêu hủy: tệp của các danh mục ấy trở lại cùng bản này. Mở \
             /luu-tru/tieu-huy, đối chiếu với quyết định và biên bản đã in, rồi thi hành lại.",
            count(many)
        ),
    };
    let at = vietnamese::moment(restored.label.at);
    // The address of a database may hold a password.
    let (and_server, with_url) = if server.is_some() {
        (" và cơ sở dữ liệu PostgreSQL đã chọn", " và --database-url đã ghi")
    } else {
        ("", "")
    };
    Ok(format!(
        "Đã khôi phục {} vào {}{and_server}, như lúc {at}: {} tệp đúng từng chữ, {log}.{}{lacking}{disposed}\n\
         Chạy chương trình với --data {}{with_url} để dùng; giữ nguyên thư mục dữ liệu cũ.",
        restored.school,
        into.display(),
        count(restored.files),
        anchor.unwrap_or_default(),
        into.display()
    ))
}

/// `hoso drill`: restores the last backup beside everything with the key of the envelope, compares all of it, throws it away, and
/// notes that in the school's log.
///
/// # Errors
/// `NotDone`.
pub async fn drill(place: &Address, key: &Path, data: &Path, database_url: Option<&str>) -> Result<String, NotDone> {
    let key = KeyFile::read(key)?;
    let (database, school) = open(data, database_url).await?;
    let done = drill_in(&database, &school, place, &key, data).await;
    database.close().await;
    done
}

async fn drill_in(database: &Database, school: &School, place: &Address, key: &KeyFile, data: &Path) -> Result<String, NotDone> {
    let begun = Instant::now();
    let restored = backups::rehearse(Chosen { place, key, number: None, even_incomplete: false }, data).await?;
    if restored.label.school != school.id {
        return Err(NotDone::OtherSchool(place.to_string()));
    }
    let seconds = begun.elapsed().as_secs();
    let drilled = Drilled { place: place.to_string(), backup_at: restored.label.at, files: restored.files, seconds };
    let note = async move |work: &mut Work| records::backups::note_drill(work, drilled).await;
    database.write(school.id, None, note).await?;
    Ok(format!(
        "Diễn tập đạt: khóa mở được bản sao lưu lúc {}; {} tệp và {} dòng nhật ký đều đúng. Mất {} giây.",
        vietnamese::moment(restored.label.at),
        count(restored.files),
        count(restored.label.entries),
        count(seconds)
    ))
}
