//! `hoso rescue`: personal copies are given back after a loss, in words for whoever works at the console. Files go into the store
//! first, of all copies; then each copy is taken back in a transaction of its own.

mod unpack;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
    sync::Arc,
};

use domain::{
    files::{FileKind, Sha256},
    people::SchoolId,
    personal_copies::{Accepted, CopyRefusal, Fate, ListHead, ListSignature, RescueLine, Trust, check_list},
    refusal::Words,
    signing::KeyId,
    submissions::SubmissionId,
    vietnamese,
};
use records::{
    DatabaseLocation, Work, disposals,
    personal_copies::{self, GivenBack},
};
use tokio::task::spawn_blocking;

use crate::{
    backing_up::{self, NotDone},
    extract::Visit,
    startup::{self, Config, StartError},
    state::Services,
    verify_sheet::typed_key,
};
use unpack::{Unpacked, unpack};

pub use unpack::UnpackError;

/// What is given back, and where to.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Copies as they were downloaded, or their folders.
    pub copies: Vec<PathBuf>,
    pub data: PathBuf,
    pub database_url: Option<String>,
    /// The id that the school had before it was set up anew, as it was typed.
    pub school: Option<String>,
    /// Keys or fingerprints, as they were typed.
    pub keys: Vec<String>,
}

/// What has become of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    pub words: String,
    /// All that is in the copies is here now.
    pub is_all: bool,
}

/// Why nothing was taken back.
#[derive(Debug, thiserror::Error)]
pub enum RescueError {
    #[error("mã trường “{0}” chưa đúng: chép lại nguyên mã mà chương trình đã báo.")]
    School(String),
    #[error("khóa “{0}” chưa đúng dạng: cần 64 chữ số hệ 16 của khóa công khai hoặc 32 chữ số của dấu vân tay.")]
    Key(String),
    #[error(
        "không thấy cơ sở dữ liệu {0}. Khôi phục bản sao lưu mới nhất vào đó (hoso restore), hoặc không còn bản sao lưu nào thì \
         chạy chương trình và cài đặt lại trường; rồi chạy lại lệnh này."
    )]
    NoDatabase(String),
    #[error(transparent)]
    Start(#[from] StartError),
    #[error(transparent)]
    NoSchool(#[from] NotDone),
    #[error("không ghi được dữ liệu của trường: {0}")]
    Records(#[from] records::Error),
    #[error("việc bị ngắt giữa chừng; chạy lại lệnh này, phần đã nhận không bị nhận hai lần.")]
    Broken,
}

/// Takes back what the copies have.
///
/// # Errors
/// `RescueError`. What is wrong with one copy or one version stands in the report.
pub async fn rescue(asked: Asked) -> Result<Report, RescueError> {
    let read = |typed: &String| typed.trim().parse::<SchoolId>().map_err(|_| RescueError::School(typed.clone()));
    let was = asked.school.as_ref().map(read).transpose()?;
    let read = |typed: &String| typed_key(typed).ok_or_else(|| RescueError::Key(typed.clone()));
    let keys: Vec<KeyId> = asked.keys.iter().map(read).collect::<Result<_, _>>()?;
    if let DatabaseLocation::File(file) = startup::place(&asked.data, asked.database_url.as_deref())
        && !file.exists()
    {
        return Err(RescueError::NoDatabase(file.display().to_string()));
    }
    let state = startup::open(&config(&asked)).await?;
    let report = into(&state, asked.copies, was, keys).await;
    state.database.close().await;
    report
}

fn config(asked: &Asked) -> Config {
    Config {
        data: asked.data.clone(),
        database_url: asked.database_url.clone(),
        demo: false,
        clock: None,
        https: false,
        proxies: Vec::new(),
        program: PathBuf::from("/proc/self/exe"),
        office: None,
        backup_to: None,
        clamd: None,
    }
}

async fn into(state: &Arc<Services>, copies: Vec<PathBuf>, was: Option<SchoolId>, keys: Vec<KeyId>) -> Result<Report, RescueError> {
    let school = backing_up::the_school(&state.database).await?.id;
    let accepting = async move |work: &mut Work| personal_copies::accepted(work, was, &keys).await;
    let accepted = state.database.read(school, None, accepting).await?;
    let copies = copies.into_iter().map(|path| (path.display().to_string(), path)).collect();
    Ok(report(&take_back(state, &By::Console(school), copies, &accepted).await?))
}

/// Who gives copies back.
#[derive(Debug)]
pub enum By {
    /// Whoever works at the server's own console.
    Console(SchoolId),
    /// Somebody on a page.
    Visit(Box<Visit>),
}

/// A copy that was given back, and what has become of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// As it was called.
    pub name: String,
    /// Whose it was and when it was made; nothing where it could not be read.
    pub whose: Option<String>,
    /// Of each version; or why nothing of it was taken.
    pub lines: Result<Vec<RescueLine>, String>,
}

impl Told {
    /// How many versions came back, were here, and were not taken.
    pub fn counts(&self) -> (usize, usize, usize) {
        let Ok(lines) = &self.lines else { return (0, 0, 0) };
        let count = |fate: &Fate| lines.iter().filter(|line| line.fate == *fate).count();
        let (taken, known) = (count(&Fate::Taken), count(&Fate::Known));
        (taken, known, lines.len() - taken - known)
    }

    /// "nhận lại 3, đã có 5, không nhận 1", or why nothing was taken.
    pub fn words(&self) -> String {
        let (taken, known, not) = self.counts();
        match &self.lines {
            Ok(_) => format!("nhận lại {taken}, đã có {known}, không nhận {not}."),
            Err(why) => why.clone(),
        }
    }
}

/// Takes back what these copies have, each with the name by which it is told. Files of all of them go into the store first, for one
/// copy may have what another one lacks.
///
/// # Errors
/// `RescueError`. What is wrong with one copy stands in its answer.
pub async fn take_back(
    state: &Arc<Services>,
    by: &By,
    copies: Vec<(String, PathBuf)>,
    accepted: &Accepted,
) -> Result<Vec<Told>, RescueError> {
    let (mut told, mut read) = (Vec::new(), Vec::new());
    let disposed = Arc::new(disposed(state, by).await?);
    for (name, path) in copies {
        let (blobs, accepted, at_console) = (state.blobs.clone(), accepted.clone(), matches!(by, By::Console(_)));
        let disposed = disposed.clone();
        let believes = move |head: &ListHead, signature| match check_list(head, signature, &accepted)? {
            Trust::ByHash if !at_console => Err(CopyRefusal::OnlyAtConsole),
            Trust::ByHash | Trust::Signed => Ok(()),
        };
        match spawn_blocking(move || unpack(&path, &blobs, &believes, &disposed)).await.map_err(|_| RescueError::Broken)? {
            Ok(copy) => read.push((name, copy)),
            Err(error) => told.push(Told { name, whose: None, lines: Err(error.to_string()) }),
        }
    }
    let mut files: BTreeMap<Sha256, FileKind> = BTreeMap::new();
    for (_, copy) in &read {
        files.extend(&copy.files);
    }
    // The oldest first: what a later version took over from an earlier one is there then.
    read.sort_by_key(|(_, copy)| copy.list.made_at);
    for (name, copy) in read {
        told.push(one(state, by, (name, copy), &files, accepted).await?);
    }
    Ok(told)
}

/// The versions whose files a council has disposed of.
async fn disposed(state: &Services, by: &By) -> Result<BTreeSet<SubmissionId>, RescueError> {
    let read = async |work: &mut Work| disposals::disposed_versions(work).await;
    Ok(match by {
        By::Console(school) => state.database.read(*school, None, read).await?,
        By::Visit(visit) => visit.read(read).await?,
    })
}

async fn one(
    state: &Arc<Services>,
    by: &By,
    (name, copy): (String, Unpacked),
    files: &BTreeMap<Sha256, FileKind>,
    accepted: &Accepted,
) -> Result<Told, RescueError> {
    let Unpacked { list, signature, .. } = copy;
    let signed = match signature {
        ListSignature::By(key) if accepted.keys.contains(&key) => "có chữ ký của trường".to_owned(),
        ListSignature::By(key) => format!("ký bằng khóa {}", key.grouped()),
        ListSignature::None | ListSignature::Broken => "không có chữ ký dùng được".to_owned(),
    };
    let whose = format!("bản lưu của {}, lập lúc {}, {signed}", list.person_name, vietnamese::moment(list.made_at));
    let (store, accepted) = (state.facts.clone(), accepted.clone());
    let given = GivenBack { list, signature, files: files.clone() };
    let back = async move |work: &mut Work| personal_copies::take_back(work, &store, &given, &accepted).await;
    let lines = match by {
        By::Console(school) => state.database.write(*school, None, back).await?,
        By::Visit(visit) => visit.write(back).await?,
    };
    Ok(Told { name, whose: Some(whose), lines: lines.map_err(|refusal| refusal.to_string()) })
}

/// What is told on the console.
fn report(told: &[Told]) -> Report {
    let (mut lines, mut all, mut is_all) = (Vec::new(), (0, 0, 0), true);
    for one in told {
        let (taken, known, not) = one.counts();
        all = (all.0 + taken, all.1 + known, all.2 + not);
        is_all &= one.lines.is_ok() && not == 0;
        let whose = one.whose.as_ref().map(|whose| format!("{whose}: ")).unwrap_or_default();
        lines.push(format!("{}: {whose}{}", one.name, one.words()));
        for RescueLine { what, fate } in one.lines.iter().flatten() {
            if let Fate::Not(why) = fate {
                let Words { fact, advice } = why.words();
                lines.push(format!("  {what}: {fact}. {advice}"));
            }
        }
    }
    let (taken, known, not) = all;
    lines.push(format!("Tất cả: nhận lại {taken} phiên bản, đã có {known}, không nhận {not}."));
    Report { words: lines.join("\n"), is_all }
}

#[cfg(test)]
#[path = "rescue_tests.rs"]
mod tests;
