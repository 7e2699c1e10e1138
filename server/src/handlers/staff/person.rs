//! "/can-bo/{person}": one member of staff; name, positions and account.

use app::{
    paths::{self, PROOF},
    staff::{EndingView, FactorLine, LateEntry, PersonView, PositionLine, WaitingPosition},
};
use axum::{
    Form,
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use domain::{
    days::day_of,
    delegations::acting_words,
    facts::Facts,
    forms::{FormData, FormErrors},
    people::{PersonId, Position},
    permissions::{EndStep, decide_end, decide_end_second_factor, decide_note_absence, decide_view_as},
    refusal::Refusal,
    staff::{
        AppointmentForm, AppointmentId, EndForm, PersonForm, awaited_words, called_alike, decide_over_person, may_enter_late,
        positions_from,
    },
    vietnamese::{capitalised, moment},
};
use records::{Error, Work, accounts, mandates, people, second_factors, second_factors::SecondFactor, staff, staff::TurnedDown};

use super::waiting;

use crate::{
    error::AppError,
    extract::{Manager, PageRequest, ProofForm, Visit},
    handlers::{
        attempt::{Attempt, with_status},
        setup::Fields,
        viewer,
    },
};

/// `GET /can-bo/{person}`
pub async fn page(Path(id): Path<PersonId>, Manager(visit): Manager, request: PageRequest) -> Result<Response, AppError> {
    person_page(&visit, &request, id, Attempt::default()).await
}

async fn person_page(visit: &Visit, request: &PageRequest, id: PersonId, attempt: Attempt<Deed>) -> Result<Response, AppError> {
    let facts = &visit.facts;
    let person = facts.organisation().person(id).ok_or(AppError::NotFound)?;
    let Attempt { typed: sent, errors, refused, status, .. } = attempt;
    let on_account = matches!(sent, Some(Deed::Suspend | Deed::Reopen | Deed::EndFactor));
    let (form, add, ended) = match sent {
        Some(Deed::Change(form)) => (Some(form), None, None),
        Some(Deed::Add(form)) => (None, Some(form), None),
        Some(Deed::End(position, form)) => (None, None, Some((position, form))),
        Some(Deed::Suspend | Deed::Reopen | Deed::EndFactor) | None => (None, None, None),
    };
    let (held, turned_down, account, known, factor) = visit
        .read(async move |work: &mut Work| {
            let account = match accounts::of_person(work, id).await {
                Ok(account) => Some(account),
                Err(Error::NotFound) => None,
                Err(error) => return Err(error),
            };
            let known = mandates::register(work).await?;
            let factor = second_factors::of(work, id).await?;
            Ok((people::held(work, id).await?, staff::turned_down(work, id).await?, account, known, factor))
        })
        .await?;
    let today = day_of(visit.now);
    let actor = visit.actor();
    let allowed = decide_over_person(facts, visit.person, id, visit.now);
    let may_end =
        |position| allowed.as_ref().is_ok_and(|allowed| decide_end(allowed, &actor, id, position, &facts.regime, today).is_ok());
    let lines = held.into_iter().rev().map(|(position, one)| {
        let typed = ended.as_ref().filter(|(ending, _)| *ending == position).map(|(_, form)| form.clone());
        PositionLine {
            title: facts.organisation().titles(&[one.position]),
            acting: acting_words(facts.organisation(), &one),
            decision: known.giving(position).map(|mandate| (mandate.id.to_string(), mandate.full_name())),
            from: one.from,
            until: one.until,
            entered_late: one.entered_late(),
            ended_late: one.ended_late(),
            ending: (one.can_end(today) && may_end(one.position)).then(|| {
                let refused = typed.is_some();
                let EndForm { until, reason, to_class } = typed.unwrap_or_default();
                let to_class = matches!(one.position, Position::Teacher(_)).then_some(to_class);
                EndingView { id: position.to_string(), refused, until, reason, to_class, asks_again: visit.asks_again() }
            }),
        }
    });
    let add = add.unwrap_or_else(|| AppointmentForm::empty(today));
    let late_entry = if may_enter_late(&actor) { LateEntry::WithReason(add.reason.clone()) } else { LateEntry::NotAllowed };
    let page = PersonView {
        id: id.to_string(),
        name: person.name.to_string(),
        mention: person.mention(),
        titles: facts.organisation().titles(&facts.actor(id, visit.now).positions),
        form: form.unwrap_or_else(|| PersonForm::of(person)),
        positions: lines.collect(),
        account_refused: errors.of(PROOF).filter(|_| on_account).map(str::to_owned),
        called_alike: called_alike(facts.organisation(), id).into_iter().map(|one| super::with_titles(visit, one)).collect(),
        waiting: not_in_effect(facts, id, turned_down),
        awaited: awaited_words(&actor, Some(id), &facts.regime),
        late_entry,
        add,
        account: account.map(|account| (account.username, account.suspended)),
        factor: factor.map(|factor| factor_line(visit, id, &factor)),
        locked: allowed.as_ref().err().map(Refusal::words),
        asks_again: visit.asks_again(),
        own: id == visit.person,
        may_view_as: decide_view_as(
            &actor,
            facts.organisation(),
            &facts.regime.record_types,
            id,
            &positions_from(facts.organisation(), id, today),
        )
        .is_ok(),
        may_note_absence: decide_note_absence(&actor, id, None).is_ok(),
        errors: if on_account { FormErrors::default() } else { errors },
        refused,
        organisation: facts.organisation().clone(),
        today,
    };
    let viewer = viewer(visit)?;
    let title = page.name.clone();
    Ok(with_status(request.page(&title, |head| app::pages::person(head, viewer, page)), status))
}

/// What of a person is not in effect: what waits, with the words for whom, then what was turned down and why.
fn not_in_effect(facts: &Facts, id: PersonId, turned_down: Vec<TurnedDown>) -> Vec<WaitingPosition> {
    let organisation = facts.organisation();
    let waits = organisation.waiting.iter().filter(|one| one.person == id).map(|one| {
        let for_whom = if one.entered_by == id {
            "người khác trong ban giám hiệu"
        } else {
            "hiệu trưởng hoặc phó hiệu trưởng"
        };
        let title = organisation.titles(&[one.position]);
        WaitingPosition {
            title: if one.ends.is_some() { format!("Thôi giữ: {title}") } else { title },
            from: one.from,
            waits: true,
            words: match one.ends {
                Some(_) => format!("{}. Chờ {for_whom} xác nhận, trước đó vẫn giữ như cũ.", waiting::entered(facts, one)),
                None => format!("{}. Chờ {for_whom} xác nhận, trước đó chưa mở thêm hồ sơ nào.", waiting::entered(facts, one)),
            },
        }
    });
    let no = turned_down.into_iter().map(|one| WaitingPosition {
        title: organisation.titles(&[one.position]),
        from: one.from,
        waits: false,
        words: format!(
            "{} không đồng ý lúc {}. Lý do: {}.",
            organisation.person(one.by).map(|by| capitalised(&by.mention())).unwrap_or_default(),
            moment(one.at),
            one.reason.trim_end_matches('.'),
        ),
    });
    waits.chain(no).collect()
}

/// What a form of this page does.
#[derive(Clone, Debug)]
enum Deed {
    Change(PersonForm),
    Add(AppointmentForm),
    End(AppointmentId, EndForm),
    Suspend,
    Reopen,
    /// The second factor was lost.
    EndFactor,
}

/// `POST /can-bo/{person}`: name, address and year of birth.
pub async fn change(
    Path(id): Path<PersonId>,
    Manager(visit): Manager,
    request: PageRequest,
    Form(fields): Fields,
) -> Result<Response, AppError> {
    save(&visit, &request, id, Deed::Change(PersonForm::read(&FormData::new(fields)))).await
}

/// `POST /can-bo/{person}/chuc-vu`: one more position.
pub async fn add_position(Path(id): Path<PersonId>, form: ProofForm) -> Result<Response, AppError> {
    let deed = Deed::Add(AppointmentForm::read(&form.typed));
    save_proved(form, id, deed).await
}

/// `POST /can-bo/{person}/chuc-vu/{appointment}`: its last day.
pub async fn end_position(Path((id, position)): Path<(PersonId, AppointmentId)>, form: ProofForm) -> Result<Response, AppError> {
    let deed = Deed::End(position, EndForm::read(&form.typed));
    save_proved(form, id, deed).await
}

/// Whether the visitor may change anything of this person, asked before the password is.
fn may_change(visit: &Visit, id: PersonId) -> Result<(), AppError> {
    visit.facts.organisation().person(id).ok_or(AppError::NotFound)?;
    decide_over_person(&visit.facts, visit.person, id, visit.now)?;
    Ok(())
}

/// `POST /can-bo/{person}/tam-khoa`
pub async fn suspend(Path(id): Path<PersonId>, form: ProofForm) -> Result<Response, AppError> {
    save_proved(form, id, Deed::Suspend).await
}

/// `POST /can-bo/{person}/mo-lai`
pub async fn reopen(Path(id): Path<PersonId>, form: ProofForm) -> Result<Response, AppError> {
    save_proved(form, id, Deed::Reopen).await
}

/// `POST /can-bo/{person}/tat-ma-xac-nhan`: somebody lost the second factor; of leadership and management team two people end it.
pub async fn end_factor(Path(id): Path<PersonId>, mut form: ProofForm) -> Result<Response, AppError> {
    form.visit.facts.organisation().person(id).ok_or(AppError::NotFound)?;
    match form.prove().await? {
        Ok(()) => save(&form.visit, &form.request, id, Deed::EndFactor).await,
        Err(errors) => person_page(&form.visit, &form.request, id, Attempt::wrong(Deed::EndFactor, errors)).await,
    }
}

/// The second factor of somebody, and what the visitor may do about it.
fn factor_line(visit: &Visit, id: PersonId, factor: &SecondFactor) -> FactorLine {
    let organisation = visit.facts.organisation();
    let asked_by = factor.end_asked.map(|(by, _)| by);
    let positions = positions_from(organisation, id, day_of(visit.now));
    let button = match decide_end_second_factor(&visit.actor(), id, &positions, asked_by) {
        Ok(EndStep::Ask(_)) => Some("Đề nghị tắt mã xác nhận"),
        Ok(EndStep::End(_)) if asked_by.is_some() => Some("Xác nhận tắt mã xác nhận"),
        Ok(EndStep::End(_)) => Some("Tắt mã xác nhận"),
        Err(_) => None,
    };
    let asked = factor.end_asked.and_then(|(by, at)| {
        let by = capitalised(&organisation.person(by)?.mention());
        Some(format!(" {by} đề nghị tắt lúc {}; một người khác trong ban giám hiệu xác nhận thì mới tắt.", moment(at)))
    });
    FactorLine {
        words: format!("Mã xác nhận: đang bật, từ {}.{}", moment(factor.since), asked.unwrap_or_default()), button
    }
}

/// Does what the form wants once the visitor's own password has been typed.
async fn save_proved(mut form: ProofForm, id: PersonId, deed: Deed) -> Result<Response, AppError> {
    may_change(&form.visit, id)?;
    match form.prove().await? {
        Ok(()) => save(&form.visit, &form.request, id, deed).await,
        Err(errors) => person_page(&form.visit, &form.request, id, Attempt::wrong(deed, errors)).await,
    }
}

async fn save(visit: &Visit, request: &PageRequest, id: PersonId, deed: Deed) -> Result<Response, AppError> {
    let (store, doing) = (visit.fact_store(), deed.clone());
    let done = visit
        .write(async move |work: &mut Work| match doing {
            Deed::Change(form) => staff::change_person(work, &store, id, &form).await,
            Deed::Add(form) => staff::add_positions(work, &store, id, &form).await,
            Deed::End(position, form) => staff::move_class(work, &store, id, position, &form).await,
            Deed::Suspend => staff::suspend(work, &store, id).await.map(Ok),
            Deed::Reopen => staff::reopen(work, &store, id).await.map(Ok),
            Deed::EndFactor => second_factors::end_lost(work, &store, id).await.map(|_| Ok(())),
        })
        .await;
    match done {
        Ok(Ok(())) => Ok(Redirect::to(&paths::person(id)).into_response()),
        Ok(Err(errors)) => person_page(visit, request, id, Attempt::wrong(deed, errors)).await,
        Err(Error::Refused(refusal)) if !matches!(refusal, Refusal::SettingsNotYours | Refusal::PrincipalsAccount) => {
            person_page(visit, request, id, Attempt::refused(deed, refusal)).await
        }
        Err(error) => Err(error.into()),
    }
}
