//! A database with a school of its own: the demo is founded once for each moment, kept, and laid out anew for every test.

use std::{
    net::{IpAddr, Ipv4Addr},
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use axum::Router;
use backups::Address;
use domain::{
    facts::Facts,
    obligations::{Obligation, ObligationId},
    people::{ClassGroupId, PersonId, SchoolId},
    permissions::{Action, decide},
    staff::AppointmentId,
    submissions::{Submission, SubmissionId},
};
use records::{
    Clock, Error, Work, accounts,
    clock::ManualClock,
    events::{Brought, Event},
    people, school_years, sql, submissions,
    testing::kept::kept,
};
use server::{
    files::scanner::clamd::ClamdAddress,
    routes,
    startup::{self, Config, DEMO_PASSWORD},
    state::AppState,
};
use tempfile::TempDir;
use tokio::time::sleep;

use super::User;

/// In the afternoon of a teaching day in week 12.
const WEDNESDAY: &str = "2026-11-25T14:20:00+07:00";

pub struct TestApp {
    pub state: AppState,
    pub router: Router,
    /// Moves the clock, which stands still otherwise.
    pub clock: ManualClock,
    pub folder: TempDir,
}

impl TestApp {
    /// The demo school, on the Wednesday.
    pub async fn demo() -> Self {
        Self::demo_at(WEDNESDAY).await
    }

    pub async fn demo_at(moment: &str) -> Self {
        Self::open(moment, false).await
    }

    /// The demo where browsers come through HTTPS.
    pub async fn demo_behind_https() -> Self {
        Self::open(WEDNESDAY, true).await
    }

    /// A server that was started for the first time: no school, no people.
    pub async fn of_nobody() -> Self {
        Self::of_nobody_at(WEDNESDAY).await
    }

    pub async fn of_nobody_at(moment: &str) -> Self {
        let folder = folder();
        let (clock, manual) = Clock::manual(moment.parse().unwrap());
        let config = Config { demo: false, clock: None, ..config(folder.path(), moment) };
        let state = startup::open_with(&config, clock).await.unwrap();
        Self { router: routes::routes(state.clone()), state, clock: manual, folder }
    }

    async fn open(moment: &str, https: bool) -> Self {
        let folder = folder();
        lay_out(&founded(moment).await, folder.path());
        let (clock, manual) = Clock::manual(moment.parse().unwrap());
        let state = startup::open_with(&Config { https, ..config(folder.path(), moment) }, clock).await.unwrap();
        Self { router: routes::routes(state.clone()), state, clock: manual, folder }
    }

    /// The demo school, with another program that reads files, and with this one in LibreOffice's place.
    pub async fn demo_with(program: Option<PathBuf>, office: Option<PathBuf>) -> Self {
        let folder = folder();
        lay_out(&founded(WEDNESDAY).await, folder.path());
        let (clock, manual) = Clock::manual(WEDNESDAY.parse().unwrap());
        let ours = config(folder.path(), WEDNESDAY);
        let config = Config { program: program.unwrap_or_else(|| ours.program.clone()), office, ..ours };
        let state = startup::open_with(&config, clock).await.unwrap();
        Self { router: routes::routes(state.clone()), state, clock: manual, folder }
    }

    /// The demo school, with a virus scanner at this address.
    pub async fn demo_scanned_by(address: &ClamdAddress) -> Self {
        let folder = folder();
        lay_out(&founded(WEDNESDAY).await, folder.path());
        let (clock, manual) = Clock::manual(WEDNESDAY.parse().unwrap());
        let config = Config { clamd: Some(address.clone()), ..config(folder.path(), WEDNESDAY) };
        let state = startup::open_with(&config, clock).await.unwrap();
        Self { router: routes::routes(state.clone()), state, clock: manual, folder }
    }

    /// The demo school, with a place of backups.
    pub async fn demo_backed_up_to(place: Address) -> Self {
        let folder = folder();
        lay_out(&founded(WEDNESDAY).await, folder.path());
        let (clock, manual) = Clock::manual(WEDNESDAY.parse().unwrap());
        let config = Config { backup_to: Some(place), ..config(folder.path(), WEDNESDAY) };
        let state = startup::open_with(&config, clock).await.unwrap();
        Self { router: routes::routes(state.clone()), state, clock: manual, folder }
    }

    /// A demo school whose data lie in `folder` already.
    pub async fn of_data(folder: TempDir, moment: &str) -> Self {
        let (clock, manual) = Clock::manual(moment.parse().unwrap());
        let state = opened(&config(folder.path(), moment), clock).await;
        Self { router: routes::routes(state.clone()), state, clock: manual, folder }
    }

    /// The server is cut off, and started again at this moment.
    pub async fn off_until(self, moment: &str) -> Self {
        self.state.database.close().await;
        let Self { state, router, folder, .. } = self;
        drop((state, router));
        Self::of_data(folder, moment).await
    }

    pub fn anonymous(&self) -> User {
        self.from(IpAddr::V4(Ipv4Addr::new(192, 168, 1, 20)))
    }

    /// Nobody in particular, at another machine.
    pub fn from(&self, address: IpAddr) -> User {
        User::new(self.router.clone(), address)
    }

    /// Somebody who has signed in, through the form.
    pub async fn as_user(&self, username: &str) -> User {
        let user = self.anonymous();
        let answer = user.post_form("/dang-nhap", &[("username", username), ("password", DEMO_PASSWORD)]).await;
        assert_eq!((answer.status, answer.location()), (303, "/"), "{username} signs in");
        user
    }

    /// Nguyễn Thị Hoa, class 4A.
    pub async fn as_teacher(&self) -> User {
        self.as_user("giaovien").await
    }

    /// Lê Thị Ấm, head of Mẫu giáo 4–5 tuổi, teacher of 4B.
    pub async fn as_head(&self) -> User {
        self.as_user("totruong").await
    }

    pub async fn as_principal(&self) -> User {
        self.as_user("hieutruong").await
    }

    pub async fn as_management(&self) -> User {
        self.as_user("quanly").await
    }

    pub async fn as_health(&self) -> User {
        self.as_user("yte").await
    }

    pub fn school(&self) -> SchoolId {
        self.state.demo.as_ref().unwrap().school
    }

    pub async fn read<T, F>(&self, task: F) -> T
    where
        T: Send + 'static,
        F: AsyncFnOnce(&mut Work) -> Result<T, Error> + for<'w> records::work::Task<'w, T> + 'static,
    {
        self.state.database.read(self.school(), None, task).await.unwrap()
    }

    pub async fn facts(&self) -> Arc<Facts> {
        let store = self.state.facts.clone();
        self.read(async move |work: &mut Work| store.facts(work).await).await
    }

    /// The id of the record of this title.
    pub async fn id_of(&self, title: &str) -> String {
        let facts = self.facts().await;
        facts.open_obligations().find(|one| facts.title(one) == title).unwrap().id.to_string()
    }

    /// When the record of this title is due.
    pub async fn due_of(&self, title: &str) -> String {
        let facts = self.facts().await;
        facts.open_obligations().find(|one| facts.title(one) == title).unwrap().due_day().unwrap().to_string()
    }

    pub async fn person(&self, username: &str) -> PersonId {
        let username = username.to_owned();
        let account = self.read(async move |work: &mut Work| accounts::by_username(work, &username).await).await;
        account.unwrap().person
    }

    pub async fn class(&self, name: &str) -> ClassGroupId {
        self.facts().await.organisation().classes.iter().find(|class| class.name == name).unwrap().id
    }

    /// The position that this person has held for the longest.
    pub async fn appointment(&self, username: &str) -> AppointmentId {
        let person = self.person(username).await;
        let held = self.read(async move |work: &mut Work| people::held(work, person).await).await;
        held.first().unwrap().0
    }

    async fn own(&self, username: &str, wanted: impl Fn(&Obligation) -> bool) -> Vec<Obligation> {
        let (facts, person) = (self.facts().await, self.person(username).await);
        let actor = facts.actor(person, self.clock.shows());
        let mut own: Vec<Obligation> = facts
            .open_obligations()
            .filter(|one| one.terms.due.is_some() && one.exemption.is_none() && wanted(one))
            .filter(|one| decide(&actor, facts.organisation(), Action::HandIn(facts.record_facts(one))).is_ok())
            .cloned()
            .collect();
        own.sort_by_key(|one| (one.due_day(), facts.title(one)));
        own
    }

    /// What this person still has to hand in, what is due first in front.
    pub async fn owed_by(&self, username: &str) -> Vec<Obligation> {
        self.own(username, |one| one.handed_in.is_none()).await
    }

    /// The receipt of the last record with a due day that this person has handed in.
    pub async fn receipt_of(&self, username: &str) -> SubmissionId {
        let done = self.own(username, |one| one.handed_in.is_some()).await;
        done.last().unwrap().handed_in.as_ref().unwrap().submission
    }

    pub async fn title(&self, id: ObligationId) -> String {
        let facts = self.facts().await;
        facts.title(facts.obligation(id).unwrap())
    }

    /// The receipt that an answer led to.
    pub async fn receipt(&self, address: &str) -> Submission {
        let id: SubmissionId = address.strip_prefix("/bien-nhan/").expect(address).parse().unwrap();
        self.read(async move |work: &mut Work| submissions::one(work, id).await).await
    }

    pub async fn set_file_limit(&self, bytes: u64) {
        let set = async move |work: &mut Work| {
            let update = records::sql("UPDATE setups SET file_limit = $1 WHERE school_id = $2");
            work.run(update.bind(i64::try_from(bytes).unwrap()).bind(work.school)).await?;
            work.note(Event::FileLimitSet { bytes });
            Ok(())
        };
        self.state.database.write(self.school(), None, set).await.unwrap();
    }

    /// The record is owed no longer.
    pub async fn close(&self, id: ObligationId, reason: &'static str) {
        self.closing(id, reason).await;
    }

    /// Closes a record when it is awaited, wherever that may be.
    pub fn closing(&self, id: ObligationId, reason: &'static str) -> impl Future<Output = ()> + Send + use<> {
        let close = async move |work: &mut Work| {
            let update = sql("UPDATE obligations SET closed_at = $1, closed_reason = $2 WHERE school_id = $3 AND id = $4");
            work.run(update.bind_all((work.now, reason, work.school, id))).await?;
            let year = school_years::current(work).await?.unwrap().id;
            work.note(Event::ObligationsBroughtUpToDate { year, reason, brought: Brought { closed: 1, ..Brought::default() } });
            Ok(())
        };
        let closed = self.state.database.write(self.school(), None, close);
        async move { closed.await.unwrap() }
    }

    /// All that requests can change, in numbers: equal before and after means that nothing was changed. That somebody has looked is
    /// no change.
    pub async fn fingerprint(&self) -> (i64, (i64, i64, i64, i64, i64)) {
        self.read(async move |work: &mut Work| {
            let counts = sql("SELECT (SELECT count(*) FROM uploads), (SELECT count(*) FROM drafts), \
                 (SELECT count(*) FROM sessions), (SELECT count(*) FROM submissions), \
                 (SELECT count(*) FROM events WHERE kind NOT IN ('records.seen', 'records.downloaded', 'registers.case_seen', \
                 'views.as_somebody'))");
            let counts: (i64, i64, i64, i64, i64) = work.tx.one(counts).await?;
            Ok((counts.4, counts))
        })
        .await
    }
}

/// In memory where there is room: the tests wait for no disk.
pub fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    let has_room = fs4::available_space(memory).is_ok_and(|bytes| bytes > 1024 * 1024 * 1024);
    if has_room { tempfile::tempdir_in(memory).unwrap() } else { tempfile::tempdir().unwrap() }
}

fn config(folder: &Path, moment: &str) -> Config {
    Config {
        data: folder.to_owned(),
        database_url: None,
        demo: true,
        clock: Some(moment.parse().unwrap()),
        https: false,
        proxies: Vec::new(),
        program: env!("CARGO_BIN_EXE_hoso").into(),
        office: None,
        backup_to: None,
        clamd: None,
    }
}

/// A server over a folder that another one may have just left: on a busy machine what that one had begun ends a little later.
pub async fn opened(config: &Config, clock: Clock) -> AppState {
    for _ in 0..200 {
        match startup::open_with(config, clock.clone()).await {
            Ok(state) => return state,
            Err(error) if format!("{error:?}").contains("InUse") => sleep(Duration::from_millis(50)).await,
            Err(error) => panic!("{error:?}"),
        }
    }
    panic!("the folder stays in use");
}

/// A data folder with the demo of this moment, to be copied.
async fn founded(moment: &str) -> PathBuf {
    kept(&format!("demo {moment}"), async |folder: &Path| {
        let (clock, _) = Clock::manual(moment.parse().unwrap());
        let state = startup::open_with(&config(folder, moment), clock).await.unwrap();
        state.database.close().await;
    })
    .await
}

pub fn take_in(root: &Path, folder: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            take_in(root, &path, files);
        } else {
            files.push((path.strip_prefix(root).unwrap().to_owned(), std::fs::read(&path).unwrap()));
        }
    }
}

fn lay_out(kept: &Path, folder: &Path) {
    let mut files = Vec::new();
    take_in(kept, kept, &mut files);
    for (path, bytes) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}
