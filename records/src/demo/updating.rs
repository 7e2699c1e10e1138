//! After the lock of the first weeks: one plan was opened for its author, handed in anew, approved and shut again; another request
//! waits for the principal.

use domain::{
    days::{Timestamp, day_of},
    decisions::Outcome,
    facts::Facts,
    files::{FileKind, FileName, StoredFile},
    ids::UpdateId,
    obligations::{Obligation, ObligationId},
    people::{PersonId, Position, SchoolId},
    record_types::Step,
    reviews::DecisionRequest,
    updates::{GrantForm, RequestForm, check_requestable},
};
use uuid::Uuid;

use super::{ACCOUNTS, cast::AWAY, known, last_version};
use crate::{
    accounts,
    database::Database,
    error::{Error, internal},
    facts::FactStore,
    reviews,
    submissions::{self, HandIn},
    updates,
    work::Work,
};

/// The account whose request waits.
const WAITS: &str = "giaovien";

/// Plays both at `now`; nothing where no plan is shut.
pub(super) async fn play(
    database: &Database,
    school: SchoolId,
    store: &FactStore,
    samples: &[StoredFile],
    now: Timestamp,
) -> Result<(), Error> {
    let facts = known(database, school, store).await?;
    // Whoever signs in finds their lists as if nothing had happened.
    let shown = database.read(school, None, async |work: &mut Work| shown(work).await).await?;
    let Some(principal) = facts.organisation().holders(Position::Principal, day_of(now)).first().map(|one| one.id) else {
        return Ok(());
    };
    if let Some(Done { author, head, plan }) = done(&facts, &shown, now)
        && let Some(paper) = samples.iter().find(|one| one.kind == FileKind::Docx)
    {
        let form = request(
            plan,
            "Phần đánh giá trẻ cuối tuần còn bỏ trống, tổ trưởng đã nhắc khi kiểm tra.",
            "Biên bản sinh hoạt tổ ngày 20/11/2026.",
        );
        let id = asks(database, school, store, author, form).await?;
        grants(database, school, store, principal, id).await?;
        let files = vec![StoredFile { name: FileName::clean("Giáo án, bản bổ sung.docx"), ..paper.clone() }];
        hands_in(database, school, store, author, plan, files).await?;
        approves(database, school, store, head, plan).await?;
        let store = store.clone();
        database.write(school, Some(author), async move |work: &mut Work| updates::finish(work, &store, id).await).await?;
    }
    let person = database.read(school, None, async |work: &mut Work| accounts::by_username(work, WAITS).await).await?;
    let facts = known(database, school, store).await?;
    if let Some((author, plan)) = person.and_then(|account| Some((account.person, plan_of(&facts, account.person, now)?))) {
        let form =
            request(plan, "Em nộp nhầm bản nháp, thiếu phần hoạt động ngoài trời thứ Năm.", "Sổ dự giờ của tổ ngày 24/09/2026.");
        asks(database, school, store, author, form).await?;
    }
    Ok(())
}

/// Who signs in to look around.
async fn shown(work: &mut Work) -> Result<Vec<PersonId>, Error> {
    let mut people = Vec::new();
    for username in ACCOUNTS {
        people.extend(accounts::by_username(work, username).await?.map(|account| account.person));
    }
    Ok(people)
}

/// A plan that its author corrects, and the head of department who approves it then.
struct Done {
    author: PersonId,
    head: PersonId,
    plan: ObligationId,
}

fn done(facts: &Facts, besides: &[PersonId], now: Timestamp) -> Option<Done> {
    let found = |plan: &Obligation| {
        let author = plan.handed_in.as_ref()?.last_by;
        let department = Position::Head(plan.terms.department?);
        let heads = facts.organisation().holders(department, day_of(now));
        let head = heads.iter().find(|one| one.name.as_str() != AWAY)?.id;
        let is_seen = [author, head].iter().any(|person| besides.contains(person));
        let may_ask = check_requestable(facts, &facts.actor(author, now), plan, now).is_ok();
        (is_plan(facts, plan) && author != head && !is_seen && may_ask).then_some(Done { author, head, plan: plan.id })
    };
    facts.open_obligations().find_map(found)
}

/// The last plan of these weeks that this person may ask for.
fn plan_of(facts: &Facts, person: PersonId, now: Timestamp) -> Option<ObligationId> {
    let actor = facts.actor(person, now);
    let may_ask = |one: &&Obligation| is_plan(facts, one) && check_requestable(facts, &actor, one, now).is_ok();
    facts.open_obligations().filter(may_ask).max_by_key(|one| facts.order(one.id)).map(|one| one.id)
}

fn is_plan(facts: &Facts, obligation: &Obligation) -> bool {
    facts.record_type(obligation.terms.record_type).is_some_and(|of| of.code == "giao-an")
}

fn request(plan: ObligationId, reason: &str, evidence: &str) -> RequestForm {
    let (reason, evidence) = (reason.to_owned(), evidence.to_owned());
    RequestForm { key: String::new(), records: vec![plan.to_string()], reason, evidence, ..RequestForm::default() }
}

async fn asks(
    database: &Database,
    school: SchoolId,
    store: &FactStore,
    by: PersonId,
    form: RequestForm,
) -> Result<UpdateId, Error> {
    let store = store.clone();
    let asks = async move |work: &mut Work| updates::request(work, &store, &form).await;
    database.write(school, Some(by), asks).await?.map_err(|errors| internal("the demo", &format!("{errors:?}")))
}

async fn grants(database: &Database, school: SchoolId, store: &FactStore, by: PersonId, id: UpdateId) -> Result<(), Error> {
    let (store, form) = (store.clone(), GrantForm { hours: "24".to_owned() });
    let grants = async move |work: &mut Work| updates::grant(work, &store, id, &form).await;
    database.write(school, Some(by), grants).await?.map_err(|errors| internal("the demo", &format!("{errors:?}")))
}

async fn hands_in(
    database: &Database,
    school: SchoolId,
    store: &FactStore,
    by: PersonId,
    obligation: ObligationId,
    files: Vec<StoredFile>,
) -> Result<(), Error> {
    let store = store.clone();
    let hands_in = async move |work: &mut Work| {
        let (key, note, arrived) = (Uuid::new_v4(), "Bản bổ sung phần đánh giá trẻ.".to_owned(), work.now);
        let hand_in = HandIn { obligation, key, note, files, arrived, received_at: arrived };
        submissions::hand_in(work, &store, hand_in).await.map(drop)
    };
    database.write(school, Some(by), hands_in).await
}

async fn approves(database: &Database, school: SchoolId, store: &FactStore, by: PersonId, id: ObligationId) -> Result<(), Error> {
    let store = store.clone();
    let approves = async move |work: &mut Work| {
        let submission = last_version(work, &store, id).await?;
        let digest = submissions::digest(work, submission).await?;
        let wanted = DecisionRequest { key: None, submission, digest, step: Step::Department, outcome: Outcome::Approved };
        reviews::decide(work, &store, id, wanted).await.map(drop)
    };
    database.write(school, Some(by), approves).await
}
