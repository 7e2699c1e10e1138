//! "/ban-giao": confirmed by the leadership after a look at what would follow, signed by both sides, and told while anything is left.

use app::{
    handovers::{HandoverFormView, HandoverLine, HandoverView, HandoversView, PositionChoice, SignerLine},
    paths::{self, PROOF},
};
use axum::{
    extract::{Path, Query},
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    days::day_of,
    handovers::{
        Handover, HandoverForm, HandoverId, HandoverOutlook, LeftOver, PositionDuties, Side, SignedWay, check_receiver,
        count_after, duties, is_shown_to, left_over, receivers,
    },
    people::{Person, PersonId, Position},
    permissions::{decide_hand_over, decide_sign_handover},
    refusal::{HandoverRefusal, Refusal},
};
use records::{Error, Work, accounts, handovers, new_id};

use super::{
    attempt::{Attempt, Done, or_refusal, with_status},
    viewer,
};
use crate::{
    error::AppError,
    extract::{PageRequest, ProofForm, Visit},
};

/// What is said of what was just done.
const DEEDS: [(&str, &str); 2] = [("ghi", "Đã xác nhận bàn giao; hai bên ký biên bản ở trang này"), ("ky", "Đã ghi chữ ký")];

/// Every handover that the visitor may see, and whose accounts are open.
async fn known(visit: &Visit) -> Result<(Vec<Handover>, Vec<PersonId>), AppError> {
    let read = async |work: &mut Work| Ok::<_, Error>((handovers::all(work).await?, accounts::open_people(work).await?));
    let (mut all, open) = visit.read(read).await?;
    let actor = visit.actor();
    all.retain(|one| is_shown_to(visit.facts.organisation(), one, &actor));
    Ok((all, open))
}

fn left(visit: &Visit, handover: &Handover, open: &[PersonId]) -> Vec<LeftOver> {
    left_over(&visit.facts, handover, open.contains(&handover.of), visit.now)
}

/// The items with how much is to be handed in afterwards, as the minutes say it.
fn counted_items(visit: &Visit, handover: &Handover) -> Vec<String> {
    let count = |position: Position| count_after(&visit.facts, position, handover.last);
    let one = |(words, position): (String, Position)| match count(position) {
        0 => format!("{words}."),
        records => format!("{words}; {records} hồ sơ chưa nộp có hạn sau ngày đó."),
    };
    items(visit, handover).into_iter().zip(handover.items.iter().map(|item| item.position)).map(one).collect()
}

/// "Giáo viên lớp 4A: cô Thảo nhận".
fn items(visit: &Visit, handover: &Handover) -> Vec<String> {
    let organisation = visit.facts.organisation();
    let mention = |id: PersonId| organisation.person(id).map_or_else(|| organisation.full_name(id), Person::mention);
    let one = |position: Position, to: Option<PersonId>| {
        let title = organisation.titles(&[position]);
        to.map_or_else(|| format!("{title}: chưa có người nhận"), |to| format!("{title}: {} nhận", mention(to)))
    };
    handover.items.iter().map(|item| one(item.position, item.to)).collect()
}

/// `GET /ban-giao`
pub async fn list(visit: Visit, request: PageRequest) -> Result<Response, AppError> {
    let (all, open) = known(&visit).await?;
    let line = |one: &Handover| HandoverLine {
        id: one.id,
        who: visit.facts.organisation().name_of(one.of, one.last),
        last: one.last,
        leaving: one.leaving.words(),
        items: items(&visit, one),
        left: left(&visit, one, &open).iter().map(LeftOver::words).collect(),
        signs: one.side(visit.person).filter(|_| one.signature(visit.person).is_none()),
    };
    let may_hand_over = visit.actor().is_leadership();
    let page = HandoversView { lines: all.iter().map(line).collect(), may_hand_over };
    let viewer = viewer(&visit)?;
    Ok(request.page("Bàn giao", |head| app::pages::handovers(head, viewer, page)))
}

/// `GET /ban-giao/{handover}`
pub async fn page(
    Path(id): Path<HandoverId>,
    visit: Visit,
    Query(done): Query<Done>,
    request: PageRequest,
) -> Result<Response, AppError> {
    one_page(&visit, &request, id, Attempt { done: done.words(&DEEDS), ..Attempt::default() }).await
}

/// The minutes; `attempt` is for whom somebody has tried to sign.
async fn one_page(visit: &Visit, request: &PageRequest, id: HandoverId, attempt: Attempt<PersonId>) -> Result<Response, AppError> {
    let (all, open) = known(visit).await?;
    let handover = all.iter().find(|one| one.id == id).ok_or(AppError::NotFound)?;
    let (organisation, actor) = (visit.facts.organisation(), visit.actor());
    let signer = |person: PersonId| {
        let signed = handover.signature(person);
        let way = if person == visit.person { SignedWay::Here } else { SignedWay::OnPaper };
        let may = signed.is_none() && decide_sign_handover(&actor, person, true).is_ok();
        SignerLine {
            person,
            name: organisation.name_of(person, handover.last),
            side: handover.side(person).unwrap_or(Side::Takes),
            signed: signed.map(|one| (one.way, one.at)),
            may: may.then_some(way),
        }
    };
    let confirmed = handover.confirmed;
    let is_open = open.contains(&handover.of);
    let left = left(visit, handover, &open);
    let page = HandoverView {
        id,
        number: handover.number,
        school: visit.facts.school.name.clone(),
        who: organisation.name_of(handover.of, handover.last),
        leaving: handover.leaving.words(),
        last: handover.last,
        items: counted_items(visit, handover),
        account: handover.leaving.account(is_open),
        words: handover.words.clone(),
        confirmed_by: organisation.full_name(confirmed.by),
        confirmed_as: confirmed.post,
        confirmed_at: confirmed.at,
        left_on_paper: left.iter().filter(|one| !one.is_signature()).map(LeftOver::words).collect(),
        left: left.iter().map(LeftOver::words).collect(),
        signers: handover.signers().into_iter().map(signer).collect(),
        now: visit.now,
        asks_again: visit.asks_again(),
        not_proved: attempt.typed.zip(attempt.errors.of(PROOF).map(str::to_owned)),
        refused: attempt.refused,
        done: attempt.done,
    };
    let viewer = viewer(visit)?;
    Ok(with_status(request.page("Biên bản bàn giao", |head| app::pages::handover(head, viewer, page)), attempt.status))
}

/// `POST /ban-giao/{handover}/ky`: one's own name, or that somebody has signed on paper.
///
/// Whoever finds a machine that somebody left signed in signs nothing in their name.
pub async fn sign(Path(id): Path<HandoverId>, mut sent: ProofForm<Visit>) -> Result<Response, AppError> {
    let person: PersonId = sent.typed.get("person").parse().map_err(|_| AppError::NotAForm)?;
    let (all, _) = known(&sent.visit).await?;
    let is_side = all.iter().find(|one| one.id == id).is_some_and(|one| one.side(person).is_some());
    // Whoever may not is told so without a password.
    if decide_sign_handover(&sent.visit.actor(), person, is_side).is_ok()
        && let Err(errors) = sent.prove().await?
    {
        return one_page(&sent.visit, &sent.request, id, Attempt::wrong(person, errors)).await;
    }
    let ProofForm { visit, request, .. } = sent;
    let store = visit.fact_store();
    match visit.write(async move |work: &mut Work| handovers::sign(work, &store, id, person).await).await {
        Ok(()) => Ok(Redirect::to(&format!("{}?xong=ky", paths::handover(id))).into_response()),
        Err(Error::Refused(refusal)) => {
            let page = one_page(&visit.again().await?, &request, id, Attempt::without_words(refusal.clone())).await;
            or_refusal(page, refusal)
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /ban-giao/cua/{person}`: the form, mostly with nothing chosen.
pub async fn form(Path(of): Path<PersonId>, visit: Visit, request: PageRequest) -> Result<Response, AppError> {
    let form = HandoverForm::empty(new_id::<Handover>().to_string(), day_of(visit.now));
    form_page(&visit, &request, of, form, None, Attempt::default())
}

fn form_page(
    visit: &Visit,
    request: &PageRequest,
    of: PersonId,
    form: HandoverForm,
    shown: Option<HandoverOutlook>,
    attempt: Attempt<()>,
) -> Result<Response, AppError> {
    let organisation = visit.facts.organisation();
    organisation.person(of).ok_or(AppError::NotFound)?;
    decide_hand_over(&visit.actor(), of)?;
    let today = day_of(visit.now);
    let last = form.day(today);
    let named = |person: &Person| {
        let titles = organisation.titles(&organisation.positions(person.id, today));
        (person.id.to_string(), format!("{}, {titles}", organisation.distinct_name(person, Some(today))))
    };
    let all = duties(&visit.facts, of, last);
    let may = |position, to: PersonId| check_receiver(organisation, position, of, to, last).is_ok();
    let choice = |one: &PositionDuties| PositionChoice {
        title: one.title.clone(),
        goes_with: goes_with(one),
        receivers: organisation.people.iter().filter(|to| may(one.position, to.id)).map(named).collect(),
    };
    let positions: Vec<Position> = all.iter().map(|one| one.position).collect();
    let page = HandoverFormView {
        person: of.to_string(),
        name: organisation.name_of(of, today),
        positions: all.iter().map(choice).collect(),
        receivers: receivers(organisation, &positions, of, last).into_iter().map(named).collect(),
        form,
        shown,
        errors: attempt.errors,
        refused: attempt.refused,
        asks_again: visit.asks_again(),
    };
    let title = if page.shown.is_some() { "Xem trước: bàn giao" } else { "Bàn giao" };
    let viewer = viewer(visit)?;
    Ok(with_status(request.page(title, |head| app::pages::handover_form(head, viewer, page)), attempt.status))
}

/// "Còn cô Thảo. 12 hồ sơ đến hạn sau ngày đó, 5 tuần trong lượt dạy."
fn goes_with(one: &PositionDuties) -> String {
    let others = if one.others.is_empty() { String::new() } else { format!("Còn {} cùng giữ. ", one.others.join(", ")) };
    let turns = if one.turns > 0 { format!(", {} tuần trong lượt dạy", one.turns) } else { String::new() };
    format!("{others}{} hồ sơ đến hạn sau ngày đó{turns}.", one.records.len())
}

/// What would follow if the visitor confirmed it now.
async fn looked_at(visit: &Visit, of: PersonId, form: &HandoverForm) -> Result<Option<HandoverOutlook>, AppError> {
    let Ok(plan) = form.parse(visit.facts.organisation(), of, day_of(visit.now)) else { return Ok(None) };
    let drafts = visit.read(async move |work: &mut Work| handovers::count_drafts(work, of).await).await?;
    Ok(Some(HandoverOutlook::of(&visit.facts, &plan, drafts, visit.now)))
}

/// `POST /ban-giao/cua/{person}`: looked at, and where `seen` comes with it confirmed as it was looked at. That gives and ends
/// rights, so the password is asked for again, as on the page of a person.
pub async fn confirm(Path(of): Path<PersonId>, mut sent: ProofForm<Visit>) -> Result<Response, AppError> {
    sent.visit.facts.organisation().person(of).ok_or(AppError::NotFound)?;
    decide_hand_over(&sent.visit.actor(), of)?;
    let form = HandoverForm::read(&sent.typed);
    let is_known = is_known(&sent.visit, &form).await?;
    if let Err(errors) = form.parse(sent.visit.facts.organisation(), of, day_of(sent.visit.now))
        && !is_known
    {
        return form_page(&sent.visit, &sent.request, of, form, None, Attempt::wrong((), errors));
    }
    if !sent.typed.sent("seen") {
        let shown = looked_at(&sent.visit, of, &form).await?;
        return form_page(&sent.visit, &sent.request, of, form, shown, Attempt::default());
    }
    // What was confirmed already is led to, and gives nothing.
    if !is_known && let Err(errors) = sent.prove().await? {
        let shown = looked_at(&sent.visit, of, &form).await?;
        return form_page(&sent.visit, &sent.request, of, form, shown, Attempt::wrong((), errors));
    }
    let seen = sent.typed.get("seen").to_owned();
    let ProofForm { visit, request, .. } = sent;
    let (store, sent) = (visit.fact_store(), form.clone());
    match visit.write(async move |work: &mut Work| handovers::confirm(work, &store, of, &sent, &seen).await).await {
        Ok(Ok(id)) => Ok(Redirect::to(&format!("{}?xong=ghi", paths::handover(id))).into_response()),
        Ok(Err(errors)) => form_page(&visit, &request, of, form, None, Attempt::wrong((), errors)),
        Err(Error::Refused(refusal)) => {
            let again = visit.again().await?;
            let is_another = refusal == Refusal::from(HandoverRefusal::LookedAtAnother);
            let shown = if is_another { looked_at(&again, of, &form).await? } else { None };
            let page = form_page(&again, &request, of, form, shown, Attempt::without_words(refusal.clone()));
            or_refusal(page, refusal)
        }
        Err(error) => Err(error.into()),
    }
}

/// Whether the form has confirmed something already: sent twice, it leads there twice, though nothing is held any more.
async fn is_known(visit: &Visit, form: &HandoverForm) -> Result<bool, AppError> {
    let Some(id) = form.id() else { return Ok(false) };
    let (all, _) = known(visit).await?;
    Ok(all.iter().any(|one| one.id == id))
}
