//! `hoso verify`: whether log, signed ends and files are as they were, in words for whoever asks at the console. It changes nothing,
//! and may run beside a server.

use std::path::Path;

use domain::{
    log::{AnchorCode, AnchorCodeError},
    people::School,
    vietnamese,
};
use records::{
    Clock, Database, DatabaseLocation, OpenError, Work,
    archive::{self, ArchiveBreak, WholeArchive},
    disposals::{self, DisposalBreak, WholeDisposals},
    events::FlawKind,
    log::{self, Break, BreakKind, Whole},
    schools, stored_files,
};

use crate::{
    files::blobs::{Beside, BlobError, BlobStoreError},
    startup,
};

/// How many broken files are named.
const MAX_NAMED: usize = 20;

/// Why nothing can be said, or what is broken.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    #[error("mã nhật ký “{typed}” chưa đúng: {fault}")]
    Code { typed: String, fault: AnchorCodeError },
    #[error("không thấy cơ sở dữ liệu {0}. Ghi --data đúng như khi chạy chương trình; dùng PostgreSQL thì ghi cả --database-url.")]
    NoDatabase(String),
    #[error("ở đây chưa có trường nào. Xem lại --data, và --database-url nếu dùng PostgreSQL.")]
    NoSchool,
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error("không đọc được dữ liệu: {0}")]
    Records(#[from] records::Error),
    #[error(transparent)]
    Store(#[from] BlobStoreError),
    #[error("không đọc được kho tệp: {0}")]
    Blobs(#[from] BlobError),
    #[error("{0}")]
    Broken(String),
}

/// What there is to look at.
#[derive(Debug)]
pub struct Asked<'a> {
    pub data: &'a Path,
    pub database_url: Option<&'a str>,
    /// Codes that stand on papers, as they were typed.
    pub anchors: &'a [String],
}

/// Looks through everything; what was found whole, in words.
///
/// # Errors
/// `VerifyError`: the first break of a log, and of files the first ones.
pub async fn verify(asked: &Asked<'_>) -> Result<String, VerifyError> {
    let read = |typed: &String| AnchorCode::parse(typed).map_err(|fault| VerifyError::Code { typed: typed.clone(), fault });
    let anchors: Vec<AnchorCode> = asked.anchors.iter().map(read).collect::<Result<_, _>>()?;
    let place = startup::place(asked.data, asked.database_url);
    if let DatabaseLocation::File(file) = &place
        && !file.exists()
    {
        return Err(VerifyError::NoDatabase(file.display().to_string()));
    }
    let database = Database::open_as_it_is(&place, Clock::System).await?;
    let found = look(&database, asked.data, &anchors).await;
    database.close().await;
    found
}

async fn look(database: &Database, data: &Path, anchors: &[AnchorCode]) -> Result<String, VerifyError> {
    let (mut words, known) = (Vec::new(), schools::all(database).await?);
    if known.is_empty() {
        return Err(VerifyError::NoSchool);
    }
    // A code does not say of which school it is: where there are several, one of them must know it.
    let of_the_one = if known.len() == 1 { anchors } else { &[] };
    for school in &known {
        match log::verify(database, school.id, of_the_one).await? {
            Ok(whole) => words.push(whole_words(&school.name, &whole, of_the_one.len())),
            Err(first) => return Err(VerifyError::Broken(format!("{}: {}.", school.name, break_words(&first)))),
        }
        match database.read(school.id, None, async |work: &mut Work| archive::verify(work).await).await? {
            Ok(WholeArchive { packages: 0, .. }) => {}
            Ok(whole) => words.push(archive_words(whole)),
            Err(broken) => return Err(VerifyError::Broken(format!("{}: {}.", school.name, archive_break_words(broken)))),
        }
        // A missing file of what was disposed of is no break: that it was, by whose word, is looked at instead.
        match database.read(school.id, None, async |work: &mut Work| disposals::verify(work).await).await? {
            Ok(WholeDisposals { lists: 0, .. }) => {}
            Ok(whole) => words.push(disposal_words(whole)),
            Err(broken) => return Err(VerifyError::Broken(format!("{}: {}.", school.name, disposal_break_words(broken)))),
        }
    }
    if known.len() > 1 {
        for anchor in anchors {
            words.push(of_one(database, &known, *anchor).await?);
        }
    }
    words.push(files(database, data).await?);
    Ok(words.join("\n"))
}

/// Which of several schools knows a code.
async fn of_one(database: &Database, known: &[School], anchor: AnchorCode) -> Result<String, VerifyError> {
    for school in known {
        if log::verify(database, school.id, &[anchor]).await?.is_ok() {
            return Ok(format!("Mã {anchor} khớp nhật ký của {}.", school.name));
        }
    }
    Err(VerifyError::Broken(format!("mã {anchor} in trên giấy không khớp nhật ký của trường nào ở đây.")))
}

fn whole_words(school: &str, whole: &Whole, papers: usize) -> String {
    let number = vietnamese::number;
    let signed = match whole.checkpoints {
        0 => "chưa có mốc nào được ký".to_owned(),
        many => format!("{} mốc đúng chữ ký của trường", number(many)),
    };
    let papers = if papers > 0 { format!(", khớp {papers} mã in trên giấy") } else { String::new() };
    let now = whole.anchor.map(|anchor| format!(" Mã nhật ký hiện nay: {anchor}.")).unwrap_or_default();
    format!("{school}: {} dòng nhật ký liền mạch, {signed}{papers}.{now}", number(whole.entries))
}

fn archive_words(whole: WholeArchive) -> String {
    let number = |count: usize| vietnamese::number(i64::try_from(count).unwrap_or(i64::MAX));
    format!("Lưu trữ: {} gói, {} hồ sơ đúng mã kiểm tra và khớp nhật ký.", number(whole.packages), number(whole.records))
}

fn archive_break_words(broken: ArchiveBreak) -> String {
    match broken {
        ArchiveBreak::Manifest { package, record } => format!("Gói lưu trữ số {package} có phần ghi lại hồ sơ {record} đã bị sửa"),
        ArchiveBreak::Code { package } => format!("Gói lưu trữ số {package} không còn khớp mã kiểm tra của gói"),
        ArchiveBreak::NotLogged { package } => format!("Gói lưu trữ số {package} không có trong nhật ký, hoặc nhật ký ghi khác"),
        ArchiveBreak::ReturnNotLogged { package, record } => {
            format!("Hồ sơ {record} bị lấy ra khỏi gói lưu trữ số {package} mà nhật ký không ghi")
        }
        ArchiveBreak::Gone { packages } => format!("Nhật ký ghi thêm {packages} gói lưu trữ mà nay không còn"),
    }
}

fn disposal_words(whole: WholeDisposals) -> String {
    let number = |count: usize| vietnamese::number(i64::try_from(count).unwrap_or(i64::MAX));
    format!("Tiêu hủy: {} danh mục, {} hồ sơ, đều có biên bản và khớp nhật ký.", number(whole.lists), number(whole.records))
}

fn disposal_break_words(broken: DisposalBreak) -> String {
    match broken {
        DisposalBreak::NotListed { list, record } => {
            format!("Hồ sơ {record} ghi là đã tiêu hủy theo danh mục số {list}, nhưng danh mục và biên bản không cho hủy")
        }
        DisposalBreak::NotLogged { list } => format!("Danh mục tiêu hủy số {list} ghi là đã thi hành nhưng nhật ký không có"),
    }
}

/// What does not fit, from the number of the entry on.
pub fn break_words(first: &Break) -> String {
    let at = first.at.map(|at| format!(" ({})", vietnamese::moment(at))).unwrap_or_default();
    let line = format!("Dòng {}{at}", vietnamese::number(first.seq));
    match first.kind {
        BreakKind::Chain(FlawKind::Missing) => format!("{line} không còn"),
        BreakKind::Chain(FlawKind::Altered) => format!("{line} đã bị sửa"),
        BreakKind::Chain(FlawKind::Unlinked) => format!("{line} không nối với dòng trước nó"),
        BreakKind::Chain(FlawKind::Revision) => format!("{line} là dòng cuối, nhưng dữ liệu của trường ghi khác"),
        BreakKind::SignedOtherwise => format!("{line} khác với dòng mà khóa của trường đã ký"),
        BreakKind::NotSigned => format!("{line} có mốc mang chữ ký không phải của trường"),
        BreakKind::SignedGone => format!("Trước dòng {} thiếu một mốc đã ký", vietnamese::number(first.seq)),
        BreakKind::SignedBeyond => format!("{line} đã được ký nhưng không còn: phần cuối nhật ký bị cắt"),
        BreakKind::OtherThanPaper(code) => format!("{line} khác với mã in trên giấy {code}"),
        BreakKind::PaperBeyond(code) => format!("{line} có mã in trên giấy {code} nhưng không còn: phần cuối nhật ký bị cắt"),
    }
}

/// Reads every file that the database names.
async fn files(database: &Database, data: &Path) -> Result<String, VerifyError> {
    let store = Beside::of(&data.join("blobs"), database.store())?;
    let (mut whole, mut broken, mut left) = (0_i64, Vec::new(), 0_i64);
    for part in 0..=u8::MAX {
        for sha256 in stored_files::disposed(database, part).await? {
            left += i64::from(store.is_there(sha256).await?);
        }
        for (sha256, named) in stored_files::named(database, part).await? {
            match store.is_whole(sha256, named.size).await {
                Ok(true) => whole += 1,
                Ok(false) => broken.push(format!("{sha256} đã hỏng")),
                Err(BlobError::Missing(_)) => broken.push(format!("{sha256} không còn")),
                Err(error) => return Err(error.into()),
            }
        }
    }
    if broken.is_empty() {
        let left = match left {
            0 => String::new(),
            left => format!(
                " Còn {} tệp đã có quyết định tiêu hủy vẫn nằm trong kho: mở trang của danh mục và bấm Xóa nốt.",
                vietnamese::number(left)
            ),
        };
        return Ok(format!("Kho tệp: {} tệp đủ và nguyên vẹn.{left}", vietnamese::number(whole)));
    }
    let (many, named) = (broken.len(), broken.into_iter().take(MAX_NAMED).collect::<Vec<_>>());
    Err(VerifyError::Broken(format!("Kho tệp có {many} tệp không còn nguyên vẹn:\n  {}", named.join("\n  "))))
}
