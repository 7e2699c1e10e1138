//! What the island of the hand-in page sends, with typed answers; the plain forms beside it go the ways of `plain.rs`.

use app::{
    api::{Answering, ApiError},
    hand_in::{Files, HandInDesk, Note},
};
use axum::http::{HeaderMap, header};
use domain::{
    files::FileName,
    obligations::ObligationId,
    refusal::{HandInRefusal, Refusal, SecondFactorRefusal},
    submissions::{Basis, SubmissionId},
};
use leptos::context::use_context;
use leptos_axum::ResponseOptions;
use records::{
    Work, drafts,
    submissions::{self, Chosen, HandIn},
    uploads::{self, UploadId},
};
use uuid::Uuid;

use super::{commit, theirs, tries::Try, waiting::remove_upload};
use crate::{
    api::{Caller, refused},
    auth::{
        browsers::{self, BrowserKey},
        sessions::SessionKey,
    },
    error::AppError,
    extract::{ClientIp, Visit},
    handlers::accounts::{Carried, Credentials, Entered, chosen_school, enter, place_of},
};

impl HandInDesk for Caller {
    fn hand_in(&self, obligation: String, key: String, note: Note, files: Files) -> Answering<'_, String> {
        Box::pin(async move {
            let uploads = files.uploads.clone();
            let answer = self.hand_in_now(&obligation, &key, note, files).await;
            let is_gone = matches!(answer, Err(AppError::Refused(Refusal::FileGone)));
            let is_changed = matches!(
                answer,
                Err(AppError::Refused(Refusal::HandIn(HandInRefusal::Meanwhile { .. } | HandInRefusal::TakenBackMeanwhile)))
            );
            match answer.map_err(refused) {
                Err(ApiError::Refused(words)) if is_gone => {
                    Err(ApiError::Gone { words, uploads: self.gone(&obligation, uploads).await })
                }
                Err(ApiError::Refused(words)) if is_changed => Err(match self.last_version(&obligation).await {
                    Ok((version, files)) => ApiError::Changed { words, version, files },
                    Err(_) => ApiError::Refused(words),
                }),
                answer => answer,
            }
        })
    }

    fn save_draft(&self, obligation: String, note: Note) -> Answering<'_, ()> {
        Box::pin(async move { self.save_draft_now(&obligation, note).await.map_err(refused) })
    }

    fn forget_upload(&self, obligation: String, upload: String) -> Answering<'_, ()> {
        Box::pin(async move { self.forget_upload_now(&obligation, &upload).await.map_err(refused) })
    }

    fn sign_in(&self, username: String, password: String, code: String) -> Answering<'_, ()> {
        Box::pin(async move { self.sign_in_now(username, password, code).await.map_err(refused) })
    }
}

/// Ids that nobody gave out lead nowhere, like an address that is none.
fn id(text: &str) -> Result<ObligationId, AppError> {
    text.parse().map_err(|_| AppError::NotFound)
}

/// What was chosen; `None` where the ids are none.
fn chosen(sent: &Files) -> Option<Chosen> {
    let basis = match sent.version.as_deref() {
        None => None,
        Some("") => Some(Basis::default()),
        Some(version) => {
            let stay = sent.kept.iter().map(|place| place.parse().ok()).collect::<Option<_>>()?;
            Some(Basis { version: Some(version.parse::<SubmissionId>().ok()?), stay })
        }
    };
    let uploads: Vec<UploadId> = sent.uploads.iter().map(|upload| upload.parse().ok()).collect::<Option<_>>()?;
    Some(Chosen { basis, uploads, left_out: sent.left_out.iter().map(|name| FileName::clean(name)).collect() })
}

impl Caller {
    /// The last version of a record as it is now, with name and size of each of its files; nothing where there is none.
    async fn last_version(&self, obligation: &str) -> Result<(String, Vec<(String, u64)>), AppError> {
        let visit: Visit = self.extract().await?;
        let obligation = theirs(&visit, id(obligation)?)?;
        let Some(last) = obligation.handed_in.as_ref().map(|one| one.submission) else { return Ok(Default::default()) };
        let last = visit.read(async move |work: &mut Work| submissions::one(work, last).await).await?;
        Ok((last.id.to_string(), last.files.into_iter().map(|file| (file.name.into(), file.size)).collect()))
    }

    async fn hand_in_now(&self, obligation: &str, key: &str, note: Note, sent: Files) -> Result<String, AppError> {
        let visit: Visit = self.extract().await?;
        let id = id(obligation)?;
        let key = Uuid::try_parse(key).map_err(|_| AppError::NotAForm)?;
        visit.check_page_of(note.person.parse().ok())?;
        let chosen = chosen(&sent).ok_or(AppError::NotAForm)?;
        // The files came before, and this is the small request after the last of them: so the time that they took does
        // count, until there are tickets (docs/decisions/0006).
        let (note, arrived) = (note.text, self.arrived);
        let hand_in = HandIn { obligation: id, key, note, files: Vec::new(), arrived, received_at: arrived };
        let tried = Try::begins(&visit, id, arrived);
        match commit(&visit, hand_in, chosen).await {
            Ok(receipt) => {
                tried.succeeds();
                Ok(receipt)
            }
            Err(error) => {
                tried.fails(&error).await;
                Err(error)
            }
        }
    }

    /// Which of these uploads do not wait for the record any more; none where that cannot be asked.
    async fn gone(&self, obligation: &str, uploads: Vec<String>) -> Vec<String> {
        let waiting = async {
            let visit: Visit = self.extract().await?;
            let (person, record) = (visit.person, id(obligation)?);
            Ok::<_, AppError>(visit.read(async move |work: &mut Work| uploads::waiting(work, person, record).await).await?)
        };
        let waiting = match waiting.await {
            Ok(waiting) => waiting,
            Err(_) => return Vec::new(),
        };
        uploads.into_iter().filter(|id| waiting.iter().all(|(there, _)| there.to_string() != *id)).collect()
    }

    async fn save_draft_now(&self, obligation: &str, note: Note) -> Result<(), AppError> {
        let visit: Visit = self.extract().await?;
        let id = id(obligation)?;
        theirs(&visit, id)?;
        visit.check_page_of(note.person.parse().ok())?;
        let person = visit.person;
        let kept = visit.write_quietly(async move |work: &mut Work| {
            if note.text.trim().is_empty() {
                drafts::forget(work, person, id).await
            } else {
                drafts::save(work, person, id, &note.text).await
            }
        });
        Ok(kept.await?)
    }

    async fn forget_upload_now(&self, obligation: &str, upload: &str) -> Result<(), AppError> {
        let upload = upload.parse().map_err(|_| AppError::NotFound)?;
        remove_upload(self.extract().await, id(obligation)?, upload, None).await
    }

    async fn sign_in_now(&self, username: String, password: String, code: String) -> Result<(), AppError> {
        if !self.state.is_set_up().await {
            return Err(Refusal::SignInFailed.into());
        }
        let Ok(known) = self.extract::<Option<SessionKey>>().await;
        let Ok(browser) = self.extract::<Option<BrowserKey>>().await;
        let ClientIp(address) = self.extract().await?;
        let school = chosen_school(&self.state, "", known.as_ref()).await?;
        let Ok(headers) = self.extract::<HeaderMap>().await;
        let place = place_of(&headers, address, browsers::is_shared(&headers, self.state.https));
        let credentials = Credentials { username: &username, password, code: &code, address, session: known, browser, place };
        let Entered::In(_, cookies) = enter(&self.state, school, credentials, "", Carried::default()).await? else {
            return Err(Refusal::from(SecondFactorRefusal::CodeNeeded).into());
        };
        if let Some(options) = use_context::<ResponseOptions>() {
            cookies.into_iter().for_each(|cookie| options.append_header(header::SET_COOKIE, cookie));
        }
        Ok(())
    }
}
