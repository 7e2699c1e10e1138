//! Who asks: the session behind the cookie, with the facts of the school at that moment.

use std::{convert::Infallible, sync::Arc};

use app::paths;
use axum::{
    extract::FromRequestParts,
    http::{Method, Uri, request::Parts},
};
use domain::{
    attachments::Attachment,
    closures::ClosureId,
    days::Timestamp,
    devices::PageLock,
    doubtful_times::Moment,
    facts::Facts,
    files::Sha256,
    inspection::Scanner,
    obligations::ObligationId,
    passwords::asks_again,
    people::{Person, PersonId, SchoolId},
    permissions::{Actor, has_second_factor_duty},
    refusal::{Refusal, Words},
    registers::EntryId,
    school_years::WhichYear,
    second_factor::DutyStanding,
    submissions::SubmissionId,
    tasks::TaskId,
};
use records::{Error, FactStore, Task, Work, accounts, facts, school_years, second_factors, submissions, tasks, views::View};

use uuid::Uuid;

use crate::{
    auth::sessions::SessionKey,
    backup_requests::BackupRequests,
    error::AppError,
    files::{blobs::Blobs, pages::Pages, scanner::VirusScanner},
    listen::SlotKeeper,
    state::AppState,
    views::What,
};

/// The header of a request that a page made by itself while nobody was looking at it: it keeps no session alive.
pub const UNSEEN: &str = "x-unattended";

/// Somebody who is signed in, asking now.
#[derive(Clone, Debug)]
pub struct Visit {
    pub school: SchoolId,
    pub person: PersonId,
    /// Of the school year that the page is about.
    pub facts: Arc<Facts>,
    /// Of the school year that is shown: what stands around every page.
    pub today: Arc<Facts>,
    pub now: Timestamp,
    /// The present in all its readings; its `now` is that of the visit.
    pub moment: Moment,
    pub key: SessionKey,
    /// When the password was last typed in this session.
    pub proved_at: Option<Timestamp>,
    /// Until when the person has read what they are told.
    pub notices_read_at: Option<Timestamp>,
    /// Whether the pages of the browser lock themselves.
    pub lock: PageLock,
    /// How many browsers were new to the person and are still to be told.
    pub new_browsers: i64,
    /// How the person stands to the duty of a second factor.
    pub second_factor: DutyStanding,
    state: AppState,
}

impl Visit {
    /// The visit behind a session's key, for a page that others see too; `None` where there is none, where its password is still the
    /// one handed out, and where the database does not answer. It is no use of the session.
    pub async fn behind(state: &AppState, key: SessionKey) -> Option<Self> {
        let (any, _) = found(state, key).await.ok()?;
        any.with_own_password().ok()
    }

    /// The person's row; it cannot be gone while the session is open.
    pub fn person(&self) -> Result<&Person, AppError> {
        self.facts.organisation().person(self.person).ok_or(AppError::NotFound)
    }

    /// Whether the page that sent this was made for the visitor, by the id that it says: in another tab of a shared browser
    /// somebody else may have signed in since, and nobody acts under a name that they did not see on the page (Điều 2).
    /// A page says it in its address, which every visit asks, or with the words that whoever wrote them gets back.
    ///
    /// # Errors
    /// `Refusal::PageOfAnother`.
    pub fn check_page_of(&self, person: Option<PersonId>) -> Result<(), Refusal> {
        if person.is_some_and(|person| person != self.person) { Err(Refusal::PageOfAnother) } else { Ok(()) }
    }

    /// Whether the password is asked for again before a deed that could open somebody else's account or work.
    pub fn asks_again(&self) -> bool {
        asks_again(self.proved_at, self.moment.running())
    }

    /// How many files that people of this school handed in cannot be given back.
    pub fn lost_files(&self) -> usize {
        self.state.findings.of(self.school)
    }

    /// Where backups go, and whether one is being made.
    pub fn backups(&self) -> &BackupRequests {
        &self.state.backups
    }

    /// Whether this is the invented school.
    pub fn is_demo(&self) -> bool {
        self.state.demo.as_ref().is_some_and(|demo| demo.school == self.school)
    }

    /// What is wrong with the data of the school and of the server, beside lost files.
    pub fn faults(&self) -> Vec<Words> {
        let findings = &self.state.findings;
        let of_school = findings.log_of(self.school).into_iter().chain(findings.backup_of(self.school));
        let scanner = self.state.scanner.as_ref().and_then(VirusScanner::alarm);
        of_school.chain(scanner).chain(findings.told()).collect()
    }

    /// How the virus scanner stands; `Scanner::None` where the program was started without one.
    pub fn scanner(&self) -> Scanner {
        self.state.scanner.as_ref().map_or(Scanner::None, VirusScanner::standing)
    }

    /// Notes that the visitor looks at this version; the page does not wait for it.
    pub fn note_view(&self, submission: SubmissionId) {
        self.state.views.note(self.school, self.person, What::Viewed(View::Version(submission)));
    }

    /// Notes that the visitor takes this file of a version away.
    pub fn note_download(&self, submission: SubmissionId, file: Sha256) {
        self.state.views.note(self.school, self.person, What::Viewed(View::File(submission, file)));
    }

    /// Notes that the visitor opens this file beside the records, which `sender` sent, where that is known.
    pub fn note_attachment(&self, place: Attachment, sender: Option<PersonId>, file: Sha256) {
        self.state.views.note(self.school, self.person, What::Viewed(View::Attached(place, sender, file)));
    }

    /// Notes that the visitor reads this case, which few know of.
    pub fn note_case(&self, entry: EntryId) {
        self.state.views.note(self.school, self.person, What::Viewed(View::Case(entry)));
    }

    pub fn actor(&self) -> Actor {
        self.facts.actor(self.person, self.now)
    }

    /// Where a piece of work finds the facts as they are in its transaction.
    pub fn fact_store(&self) -> FactStore {
        self.state.facts.clone()
    }

    /// The files of the school.
    pub fn blobs(&self) -> Blobs {
        self.state.blobs.clone()
    }

    /// What stands in the files of the school, read for the visitor.
    pub fn pages(&self) -> Pages {
        self.state.pages.on_behalf_of(self.person)
    }

    /// This visit with the facts of this moment: what a form was refused for may have happened since it came.
    ///
    /// # Errors
    /// `AppError::SessionOver` where the session has ended meanwhile.
    pub async fn again(&self) -> Result<Self, AppError> {
        Ok(found(&self.state, self.key.clone()).await?.0.visit)
    }

    /// The visit as it looks at the school year of this name: the one that is shown, where the address says none, or one that is
    /// over.
    ///
    /// # Errors
    /// `NotFound` for a year that the school has not had.
    pub async fn in_year(self, name: &str) -> Result<Self, AppError> {
        if name.is_empty() || name == self.today.calendar().school_year() {
            return Ok(self);
        }
        let (store, wanted) = (self.fact_store(), name.to_owned());
        let of_year = async move |work: &mut Work| {
            let ended = school_years::ended(work).await?;
            let (year, _) = ended.into_iter().find(|(_, name)| *name == wanted).ok_or(Error::NotFound)?;
            store.of_year(work, year).await
        };
        let facts = self.read(of_year).await?;
        Ok(Self { facts, ..self })
    }

    /// The visit as it prepares the school year after the one that is shown, or as it is.
    ///
    /// # Errors
    /// `NotFound` where no next year has been entered.
    pub async fn at(self, which: WhichYear) -> Result<Self, AppError> {
        match which {
            WhichYear::Present => Ok(self),
            WhichYear::Next => {
                let next = self.read(async |work: &mut Work| facts::load_next(work).await).await?;
                Ok(Self { facts: Arc::new(next.ok_or(AppError::NotFound)?), ..self })
            }
        }
    }

    /// The visit as it looks at the school year of this record, also where that is over.
    ///
    /// # Errors
    /// `NotFound` for a record of another school, and for one of a year that has not begun.
    pub async fn at_record(self, id: ObligationId) -> Result<Self, AppError> {
        if self.facts.obligation(id).is_some() {
            return Ok(self);
        }
        let store = self.fact_store();
        let facts = self.read(async move |work: &mut Work| store.of_record(work, id).await).await?;
        if facts.is_over { Ok(Self { facts, ..self }) } else { Err(AppError::NotFound) }
    }

    /// The same for the record of this version.
    ///
    /// # Errors
    /// As of `at_record`.
    pub async fn at_version(self, id: SubmissionId) -> Result<Self, AppError> {
        let of = self.read(async move |work: &mut Work| Ok(submissions::one(work, id).await?.obligation)).await?;
        self.at_record(of).await
    }

    /// The visit as it looks at the school year of this closure, also where that is over.
    ///
    /// # Errors
    /// `NotFound` for a closure of another school, and for one of a year that has not begun.
    pub async fn at_closure(self, id: ClosureId) -> Result<Self, AppError> {
        if self.facts.closure(id).is_some() {
            return Ok(self);
        }
        let store = self.fact_store();
        let facts = self.read(async move |work: &mut Work| store.of_closure(work, id).await).await?;
        if facts.is_over { Ok(Self { facts, ..self }) } else { Err(AppError::NotFound) }
    }

    /// The visit as it looks at the school year of this task, also where that is over.
    ///
    /// # Errors
    /// As of `at_record`.
    pub async fn at_task(self, id: TaskId) -> Result<Self, AppError> {
        if self.facts.task(id).is_some() {
            return Ok(self);
        }
        let store = self.fact_store();
        let facts = self.read(async move |work: &mut Work| tasks::facts_of(work, &store, id).await).await?;
        if facts.is_over { Ok(Self { facts, ..self }) } else { Err(AppError::NotFound) }
    }

    /// The name of the school year that is looked back at; `None` on the pages of the one that is shown.
    pub fn looks_back(&self) -> Option<&str> {
        self.facts.is_over.then(|| self.facts.calendar().school_year())
    }

    /// Reads in one snapshot of the visitor's school.
    pub fn read<T, F>(&self, task: F) -> impl Future<Output = Result<T, Error>> + Send + use<T, F>
    where
        T: Send + 'static,
        F: AsyncFnOnce(&mut Work) -> Result<T, Error> + for<'w> Task<'w, T> + 'static,
    {
        self.state.database.read(self.school, None, task)
    }

    /// Changes the visitor's school, in the visitor's name, if the session is still there in that transaction: a form may
    /// be on its way for long, and meanwhile the account was suspended, or its password changed.
    pub fn write<T, F>(&self, task: F) -> impl Future<Output = Result<T, Error>> + Send + use<T, F>
    where
        T: Send + 'static,
        F: AsyncFnOnce(&mut Work) -> Result<T, Error> + for<'w> Task<'w, T> + 'static,
    {
        self.state.database.write(self.school, Some(self.person), while_open(self.key.hash(), task))
    }

    /// Changes the visitor's school as `write` does, for what needs no event: files and words that wait to be handed in. An event
    /// may be noted in it all the same: a file is found to be held.
    pub fn write_quietly<T, F>(&self, task: F) -> impl Future<Output = Result<T, Error>> + Send + use<T, F>
    where
        T: Send + 'static,
        F: AsyncFnOnce(&mut Work) -> Result<T, Error> + for<'w> Task<'w, T> + 'static,
    {
        self.state.database.write_quietly(self.school, Some(self.person), while_open(self.key.hash(), task))
    }
}

/// The task, after a look at the session under this hash.
fn while_open<T, F>(hash: Vec<u8>, task: F) -> impl AsyncFnOnce(&mut Work) -> Result<T, Error> + for<'w> Task<'w, T> + 'static
where
    T: Send + 'static,
    F: for<'w> Task<'w, T> + 'static,
{
    async move |work: &mut Work| {
        accounts::check_session(work, &hash).await?;
        task(work).await
    }
}

impl FromRequestParts<AppState> for Visit {
    type Rejection = AppError;

    /// # Errors
    /// `AppError::SessionOver`; `AppError::PasswordMustChange` while the password is the one handed out.
    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, AppError> {
        AnyVisit::from_request_parts(parts, state).await?.with_own_password()
    }
}

/// When a request arrived, by the database's clock. A handler that takes it first waits for nothing before: whatever the
/// request waits for afterwards makes nobody late (R9).
#[derive(Clone, Copy, Debug)]
pub struct Arrival(pub Timestamp);

impl FromRequestParts<AppState> for Arrival {
    type Rejection = Infallible;

    async fn from_request_parts(_: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        Ok(Self(state.database.now()))
    }
}

/// Somebody who is signed in, also with the password that was handed out: for the page that changes it.
#[derive(Clone, Debug)]
pub struct AnyVisit {
    pub visit: Visit,
    /// The password is still the one that was handed out.
    pub initial: bool,
}

impl AnyVisit {
    fn with_own_password(self) -> Result<Visit, AppError> {
        let visit = self.with_any_factor()?;
        if visit.second_factor == DutyStanding::Over { Err(AppError::Redirect(paths::SECOND_FACTOR.into())) } else { Ok(visit) }
    }

    /// With a password of one's own, also without the second factor that is a duty.
    fn with_any_factor(self) -> Result<Visit, AppError> {
        if self.initial { Err(AppError::PasswordMustChange) } else { Ok(self.visit) }
    }
}

impl FromRequestParts<AppState> for AnyVisit {
    type Rejection = AppError;

    /// # Errors
    /// `AppError::SessionOver`; `Refusal::PageOfAnother` for a form of a page that was made for somebody else.
    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, AppError> {
        let key = SessionKey::of(&parts.headers, state.https).ok_or(AppError::SessionOver)?;
        let (any, stale) = found_on_its_slot(parts, state, key).await?;
        if parts.method == Method::POST {
            any.visit.check_page_of(made_for(&parts.uri))?;
        }
        if stale && !parts.headers.contains_key(UNSEEN) {
            note_use(state, &any.visit.key);
        }
        Ok(any)
    }
}

/// Somebody who is signed in with a password of their own, also where a second factor has to be set up before anything else: for the
/// pages on which that is done.
#[derive(Clone, Debug)]
pub struct OwnAccount(pub Visit);

impl From<OwnAccount> for Visit {
    fn from(OwnAccount(visit): OwnAccount) -> Self {
        visit
    }
}

impl FromRequestParts<AppState> for OwnAccount {
    type Rejection = AppError;

    /// # Errors
    /// `AppError::SessionOver`; `AppError::PasswordMustChange` while the password is the one handed out.
    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, AppError> {
        AnyVisit::from_request_parts(parts, state).await?.with_any_factor().map(Self)
    }
}

/// For whom the page of a form was made: it says so in its address (`app::shell`). An address that says something unreadable
/// was made for nobody who could be signed in.
pub fn made_for(uri: &Uri) -> Option<PersonId> {
    let query: Vec<(String, String)> = serde_urlencoded::from_str(uri.query()?).ok()?;
    let (_, person) = query.iter().find(|(name, person)| name == "person" && !person.is_empty())?;
    Some(person.parse().unwrap_or(PersonId::new(Uuid::nil())))
}

/// Somebody who is signed in, asked for by a page that nobody may be looking at: this is no use of the session. A stream
/// opens itself again and again, and cannot say whether anybody looks.
#[derive(Clone, Debug)]
pub struct UnattendedVisit(pub Visit);

impl FromRequestParts<AppState> for UnattendedVisit {
    type Rejection = AppError;

    /// # Errors
    /// Those of the extractor `Visit`.
    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, AppError> {
        let key = SessionKey::of(&parts.headers, state.https).ok_or(AppError::SessionOver)?;
        let (any, _) = found_on_its_slot(parts, state, key).await?;
        Ok(Self(any.with_own_password()?))
    }
}

/// The visit behind a key, and whether its last use was noted so long ago that it is to be noted again.
async fn found(state: &AppState, key: SessionKey) -> Result<(AnyVisit, bool), AppError> {
    let (hash, store) = (key.hash(), state.facts.clone());
    let found = state
        .database
        .read(key.school, None, async move |work: &mut Work| {
            let Some(session) = accounts::session(work, &hash).await? else { return Ok(None) };
            let facts = store.facts(work).await?;
            let positions = facts.actor(session.person, work.now).positions;
            // Nearly nobody is asked for one: the question costs them nothing.
            let duty = match session.second_factor || !has_second_factor_duty(&positions) {
                true => DutyStanding::Free,
                false => DutyStanding::of(&positions, second_factors::duty(work).await?, false, work.now),
            };
            Ok(Some((session, facts, work.moment(), duty)))
        })
        .await?;
    let (session, facts, moment, second_factor) = found.ok_or(AppError::SessionOver)?;
    let (school, person) = (key.school, session.person);
    let (proved_at, notices_read_at) = (session.proved_at, session.notices_read_at);
    let now = moment.now;
    let today = Arc::clone(&facts);
    let (lock, new_browsers, state) = (session.lock, session.new_browsers, state.clone());
    let visit = Visit {
        school,
        person,
        facts,
        today,
        now,
        moment,
        key,
        proved_at,
        notices_read_at,
        lock,
        new_browsers,
        second_factor,
        state,
    };
    Ok((AnyVisit { visit, initial: session.initial }, session.stale))
}

/// `found`, for a request on a connection: whoever is signed in keeps it when there are too many, and whoever is no longer
/// gives it back.
async fn found_on_its_slot(parts: &Parts, state: &AppState, key: SessionKey) -> Result<(AnyVisit, bool), AppError> {
    let found = found(state, key).await;
    if let Some(slot) = parts.extensions.get::<SlotKeeper>() {
        match &found {
            Ok((any, _)) => slot.keep(any.visit.person),
            Err(AppError::SessionOver) => slot.let_go(),
            // Nothing is known of the session: the database did not answer.
            Err(_) => {}
        }
    }
    found
}

/// Nobody waits for this, and losing it costs one minute of a session.
fn note_use(state: &AppState, key: &SessionKey) {
    let (database, school, hash) = (state.database.clone(), key.school, key.hash());
    tokio::spawn(async move {
        let seen = database.write_quietly(school, None, async move |work: &mut Work| accounts::seen(work, &hash).await);
        if let Err(error) = seen.await {
            tracing::warn!(%error, "a session's last use was not noted");
        }
    });
}
