//! What of an event is written down: whom or what it is about, and its facts as text.

mod subject;
mod written;

use domain::{
    comments::{About, Comment},
    corrections::Correction,
    decisions::Return,
    extensions::{Answer, Wish},
    handovers::Handed,
    inspection::HeldIn,
    locks::Start,
    obligations::Reason,
    people::SchoolId,
    personal_copies::PersonalCopy,
    record_types::Fence,
    security_checks::{Checked, Finding},
    swaps::SwapPlan,
    updates::UpdateRecord,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::event::Event;
use crate::values::position_columns;
use written::{
    beside_entry, calendar_kept, case_seen, decided_about, executed, exported, file, minuted, opened, packed, told, told_of,
};

/// An event as it will be written, before it has a number.
#[derive(Debug, Clone)]
pub(crate) struct Note {
    pub kind: &'static str,
    pub subject: Uuid,
    /// JSON, its keys in alphabetical order: these bytes are hashed.
    pub detail: String,
}

impl Event<'_> {
    /// The facts, as they are stored and hashed.
    pub fn detail(&self) -> Value {
        match *self {
            Self::AccountOpened { username, .. } => json!({ "username": username }),
            Self::AccountReopened { .. }
            | Self::AccountSuspended { .. }
            | Self::ClassRemoved { .. }
            | Self::DepartmentRemoved { .. }
            | Self::PasswordResetSeen { .. }
            | Self::PasswordResetTold { .. }
            | Self::PersonRemoved { .. }
            | Self::Reminded { .. }
            | Self::SectionRemoved { .. }
            | Self::SiteRemoved { .. }
            | Self::SecondFactorEndAsked { .. }
            | Self::SessionBegun { .. }
            | Self::SessionEnded { .. }
            | Self::SetupFinished
            | Self::ThemeRemoved { .. } => json!({}),
            Self::AppointmentBegun { position, from, decision, reason, .. } => {
                let (kind, unit) = position_columns(position);
                let mut begun = json!({ "position": kind, "unit": unit, "from": from, "decision": decision });
                // Most begin today or later: the key is there where there is a reason.
                if let (Some(reason), Some(facts)) = (reason, begun.as_object_mut()) {
                    facts.insert("reason".to_owned(), reason.as_str().into());
                }
                begun
            }
            Self::AppointmentConfirmed { waiting } => {
                let (kind, unit) = position_columns(waiting.position);
                json!({
                    "appointment": waiting.id, "position": kind, "unit": unit, "from": waiting.from,
                    "entered_by": waiting.entered_by, "entered_at": waiting.entered_at,
                })
            }
            Self::AppointmentEntered { waiting } => {
                let (kind, unit) = position_columns(waiting.position);
                let mut entered = json!({
                    "appointment": waiting.id, "position": kind, "unit": unit, "from": waiting.from, "reason": waiting.reason,
                });
                // Most name no decision: the keys are there where there is one.
                if let (Some(mandate), Value::Object(facts)) = (waiting.mandate, &mut entered) {
                    facts.insert("decision".to_owned(), json!(mandate));
                    facts.insert("ends".to_owned(), json!(waiting.ends));
                    facts.insert("until".to_owned(), json!(waiting.until));
                }
                entered
            }
            Self::AppointmentTurnedDown { waiting, reason } => {
                let (kind, unit) = position_columns(waiting.position);
                json!({
                    "appointment": waiting.id, "position": kind, "unit": unit, "from": waiting.from,
                    "entered_by": waiting.entered_by, "reason": reason.as_str(),
                })
            }
            Self::Delegated { lent } => {
                let (kind, unit) = position_columns(lent.position);
                let acting = lent.acting.as_ref();
                json!({
                    "position": kind, "unit": unit, "from": lent.from, "until": lent.until,
                    "for": acting.map(|acting| acting.person), "decision": acting.map(|acting| acting.decision.as_str()),
                })
            }
            Self::AppointmentEnded { held, until, reason } => {
                let (kind, unit) = position_columns(held.position);
                let mut detail = json!({ "position": kind, "unit": unit, "until": until, "was": held.until });
                if let (Some(reason), Value::Object(detail)) = (reason, &mut detail) {
                    detail.insert("reason".to_owned(), reason.as_str().into());
                }
                detail
            }
            Self::MandateEnded { end, .. } => json!({ "last": end.last, "reason": end.reason }),
            Self::MandateRecorded { mandate } => json!({
                "kind": mandate.kind.code(), "number": mandate.number, "signed_on": mandate.signed_on, "signer": mandate.signer,
                "about": mandate.about, "from": mandate.from, "until": mandate.until,
            }),
            Self::MandateRightNamed { right } => json!({ "appointment": right.appointment, "effect": right.effect.code() }),
            Self::MandateScanned { file: scan, .. } => file(scan),
            Self::TemplateAdded { number, from, file: template, .. } => {
                json!({ "number": number, "from": from, "file": file(template) })
            }
            Self::YearBookBound { mark, school_year, changes } => json!({
                "changes": changes, "digest": mark.digest, "number": mark.number, "school_year": school_year, "year": mark.year,
            }),
            Self::ArchivePackageMade { package } => packed(package),
            Self::ArchivePackageChecked { package, check } => {
                json!({ "number": package.number, "files": check.files, "broken": check.broken.len() })
            }
            Self::ArchivePackageTaken { package, lacking } => json!({ "number": package.number, "lacking": lacking }),
            Self::ArchiveRecordTakenOut { package, .. } => json!({ "package": package }),
            Self::ArchiveRetentionSet { rule } => json!({
                "number": rule.number, "kind": rule.retention.code(), "years": rule.retention.years(), "basis": rule.basis,
            }),
            Self::DisposalDrawnUp { list } => json!({ "number": list.number, "records": list.records.len() }),
            Self::DisposalMinuted { list, minutes } => minuted(list, minutes),
            Self::DisposalDecided { list, decision } => decided_about(list, decision),
            Self::DisposalTakenBack { list } => json!({ "number": list.number }),
            Self::DisposalExecuted { list, minutes } => executed(list, minutes),
            Self::RecordDisposed { list, minutes, .. } => json!({ "list": list, "minutes": minutes.number, "on": minutes.on }),
            // Why something is held is between those who read the archive.
            Self::ArchiveHeld { hold } | Self::ArchiveHoldLifted { hold } => json!({ "number": hold.number }),
            Self::SchoolExported { export } => exported(export),
            Self::SchoolExportTaken { number } => json!({ "number": number }),
            Self::ViewedAs { screen, .. } => json!({ "screen": screen }),
            Self::CalendarKept { calendar, changes, document, .. } => calendar_kept(calendar, changes, document),
            Self::ClassAdded { name, .. }
            | Self::ClassChanged { name, .. }
            | Self::SchoolFounded { name }
            | Self::SchoolRenamed { name }
            | Self::SchoolYearRenamed { name, .. } => json!({ "name": name }),
            Self::ClassAtSite { site, .. } => json!({ "site": site }),
            Self::SiteKept { name, short, address, .. } => json!({ "name": name, "short": short, "address": address }),
            Self::ClassClosed { until, .. } => json!({ "until": until }),
            Self::ClassReopened { .. } => json!({ "until": null }),
            Self::ClosureDeclared { closure } => {
                let plan = &closure.plan;
                json!({
                    "number": closure.number, "kind": plan.kind.code(), "from": plan.days.from, "to": plan.days.to,
                    "scope": plan.scope.key(), "words": plan.words, "post": closure.declared.post.code(),
                })
            }
            Self::ClosureTakenBack { closure, signed, reason } => {
                json!({ "number": closure.number, "post": signed.post.code(), "reason": reason.as_str() })
            }
            Self::AbsenceEnded { absence, signed, back } => {
                let reason = back.reason.as_ref().map(Reason::as_str);
                json!({ "number": absence.number, "post": signed.post.code(), "reason": reason, "last": back.last })
            }
            Self::AbsenceCoverChanged { absence, changed, cover } => {
                json!({ "number": absence.number, "cover": cover, "post": changed.post.code() })
            }
            Self::AbsenceNoted { absence } => json!({
                "number": absence.number, "person": absence.person, "kind": absence.kind.code(), "from": absence.days.from,
                "to": absence.days.to, "cover": absence.cover, "records": absence.freed, "words": absence.words,
                "decision": absence.decision, "post": absence.noted.post.code(),
            }),
            Self::ExtensionAnswered { answered, .. } => {
                let (extension, reason) = match &answered.answer {
                    Answer::Granted(extension) => (Some(*extension), None),
                    Answer::Refused(reason) => (None, Some(reason.as_str())),
                    Answer::Freed | Answer::Withdrawn => (None, None),
                };
                json!({ "answer": answered.answer.code(), "extension": extension, "reason": reason })
            }
            Self::ExtensionAsked { request } => {
                let (obligation, reason) = (request.obligation, request.reason.as_str());
                match request.wish {
                    Wish::Until(until) => json!({ "obligation": obligation, "until": until, "reason": reason }),
                    Wish::Freedom => json!({ "obligation": obligation, "wish": "freedom", "reason": reason }),
                }
            }
            Self::ExtensionGiven { extension } => json!({
                "number": extension.number, "records": extension.records, "until": extension.until,
                "reason": extension.reason.as_str(), "decision": extension.decision, "post": extension.given.post.code(),
            }),
            Self::ExtensionTakenBack { extension, signed, reason } => {
                json!({ "number": extension.number, "post": signed.post.code(), "reason": reason.as_str() })
            }
            Self::Commented { comment, .. } => {
                let Comment { id, submission, about, words, .. } = comment;
                let (answers, pin) = match about {
                    About::Version(pin) => (None, pin.as_ref()),
                    About::Thread(thread) => (Some(*thread), None),
                };
                let pin = pin.map(|pin| {
                    let spot = pin.spot.map(|spot| spot.to_string());
                    json!({ "file": pin.file, "sha256": pin.sha256, "place": spot, "quote": pin.quote })
                });
                json!({ "comment": id, "submission": submission, "answers": answers, "pin": pin, "words": words })
            }
            Self::ThreadReopened { thread, .. } | Self::ThreadSettled { thread, .. } => json!({ "comment": thread }),
            Self::DepartmentAdded { name, kind, .. } | Self::DepartmentChanged { name, kind, .. } => {
                json!({ "name": name, "kind": kind.code() })
            }
            Self::DoubtfulTimeBegun { doubt, .. } => {
                json!({ "cause": doubt.cause.code(), "certain": doubt.certain, "machine": doubt.wall, "school": doubt.began_at })
            }
            Self::DoubtfulTimeDecided { offset, .. } => json!({ "offset": offset.num_seconds() }),
            Self::DoubtfulTimeEnded { lacked, .. } => json!({ "lacked": lacked.num_seconds() }),
            Self::FileLimitSet { bytes } => json!({ "bytes": bytes }),
            Self::HandedIn { receipt, version, received_at, due, files, .. } => {
                json!({
                    "receipt": receipt.to_string(), "version": version, "received_at": received_at, "due": due,
                    "files": files.iter().map(file).collect::<Vec<_>>(),
                })
            }
            Self::HandInRescued { receipt, version, received_at, rescued, .. } => {
                json!({
                    "submission": rescued.submission, "receipt": receipt.to_string(), "version": version,
                    "received_at": received_at, "trust": rescued.trust.code(), "copy_of": rescued.copy_of,
                    "copy_made_at": rescued.copy_made_at,
                })
            }
            Self::HandInWithdrawn { withdrawal, .. } => {
                json!({ "submission": withdrawal.submission, "version": withdrawal.version })
            }
            Self::FileDownloaded { submission, version, file, .. } => {
                json!({ "submission": submission, "version": version, "file": file })
            }
            Self::RecordSeen { submission, version, .. } => json!({ "submission": submission, "version": version }),
            Self::SignInFailed { times, .. } | Self::WrongCodeTyped { times, .. } => json!({ "times": times }),
            Self::AttachmentOpened { place, file } => opened(place, file),
            // What lies beside something else says where; a version does by its id, as it always did.
            Self::FileHeld { place: HeldIn::Version(_), file }
            | Self::HeldFileReleased { place: HeldIn::Version(_), file }
            | Self::ScanAskedAgain { place: HeldIn::Version(_), file }
            | Self::VirusCleared { place: HeldIn::Version(_), file } => json!({ "file": file }),
            Self::FileHeld { place, file }
            | Self::HeldFileReleased { place, file }
            | Self::ScanAskedAgain { place, file }
            | Self::VirusCleared { place, file } => json!({ "file": file, "place": place.code() }),
            Self::VirusFound { place: HeldIn::Version(_), file, name } => json!({ "file": file, "name": name }),
            Self::VirusFound { place, file, name } => json!({ "file": file, "place": place.code(), "name": name }),
            Self::HeldFileReturned { place: HeldIn::Version(_), file, reason } => json!({ "file": file, "reason": reason }),
            Self::HeldFileReturned { place, file, reason } => {
                json!({ "file": file, "place": place.code(), "reason": reason })
            }
            Self::LatenessExplained { explanation, .. } => json!({ "words": explanation.words }),
            Self::LatenessJudged { ruling, .. } => json!({ "finding": ruling.finding.code(), "words": ruling.words }),
            Self::LockAuthoritySet { authority } => {
                json!({ "parts": authority.parts.code(), "opening": authority.opening_and_whole.code() })
            }
            Self::LockOrderDrafted { order } => {
                let plan = &order.plan;
                let from = match plan.start {
                    Start::At(from) => Some(from),
                    Start::WhenDecided | Start::WhenExecuted => None,
                };
                json!({
                    "number": order.number, "kind": plan.kind.code(), "scope": plan.scope.key(), "from": from,
                    "waits": plan.start == Start::WhenExecuted, "until": plan.until, "under_way": plan.under_way.code(),
                    "reason": plan.reason.as_str(), "decision": plan.decision, "executor": plan.executor,
                })
            }
            Self::DigestTold { run, people } => json!({ "ordered": run.ordered.at, "ran": run.ran_at, "people": people }),
            Self::DelegationEnded { run, .. }
            | Self::LockOrderEnded { run, .. }
            | Self::LockOrderTookEffect { run, .. }
            | Self::UpdateShutAgain { run, .. } => {
                json!({ "ordered": run.ordered.at, "ran": run.ran_at })
            }
            Self::LockOrderScanned { file: scan, .. } => file(scan),
            Self::LockOrderExecuted { order } => json!({ "number": order.number }),
            Self::LockOrderRevoked { order, reason } => json!({ "number": order.number, "reason": reason.as_str() }),
            Self::LockOrderSigned { order, signature, reading } => json!({
                "number": order.number, "post": signature.post.code(), "reading": reading.code(),
                "decided": order.decided().is_some(),
            }),
            Self::ObligationExempted { reason, .. } => json!({ "reason": reason.as_str() }),
            Self::ObligationExemptionEnded { reason, was, .. } => {
                let was = was.map(|one| json!({ "by": one.by, "at": one.at, "reason": one.reason }));
                json!({ "reason": reason.as_str(), "was": was })
            }
            Self::ObligationsBroughtUpToDate { reason, brought, .. } => json!({
                "reason": reason, "added": brought.added, "updated": brought.updated, "closed": brought.closed,
            }),
            Self::PasswordReset { by, confirmed, .. } => json!({ "by": by, "confirmed": confirmed }),
            Self::PasswordResetConfirmed { by, at, .. } => json!({ "by": by, "at": at }),
            Self::PasswordSet { handed_out, .. } => json!({ "handed_out": handed_out }),
            Self::SecondFactorEnded { asked_by, .. } => json!({ "asked_by": asked_by }),
            Self::SecondFactorDutySet { grace_days } => json!({ "grace_days": grace_days }),
            Self::SecondFactorKept { renewed, .. } => json!({ "renewed": renewed }),
            Self::RecoveryCodeUsed { left, .. } => json!({ "left": left }),
            Self::SessionsEnded { count, .. } => json!({ "count": count }),
            Self::PersonAdded { name, .. } | Self::PersonChanged { name, .. } => json!({ "name": name.as_str() }),
            Self::FenceSet { fence: Fence { sensitivity, readers, purpose }, .. } => {
                json!({ "sensitivity": sensitivity.code(), "readers": readers.to_string(), "purpose": purpose })
            }
            Self::RecordTypeAdded { record_type } => {
                json!({ "code": record_type.code, "due": record_type.due.to_string() })
            }
            Self::RecordTypeChanged { record_type: to } => {
                json!({ "name": to.name, "short": to.short, "due": to.due.to_string(), "retired": to.retired })
            }
            Self::Reviewed { decision, .. } => {
                let mut detail = json!({
                    "decision": decision.id, "submission": decision.submission, "digest": decision.digest,
                    "step": decision.step.code(), "returned": null,
                });
                // Most settle one turn: the key is there where there is another one.
                if let (Some(also), Some(facts)) = (decision.also, detail.as_object_mut()) {
                    facts.insert("also".to_owned(), also.code().into());
                }
                if let (Some(back), Some(facts)) = (decision.returned(), detail.as_object_mut()) {
                    let Return { reasons, words, correct_by } = back;
                    let back = json!({ "reasons": reasons, "words": words, "correct_by": correct_by });
                    facts.insert("returned".to_owned(), back);
                }
                detail
            }
            Self::ReviewSettingChanged { about, record_type, setting } => {
                json!({ "about": about, "record_type": record_type, "setting": setting })
            }
            Self::ReviewUndone { decision, .. } => json!({ "decision": decision.id, "decided_at": decision.at }),
            // Why somebody asks, and why they were refused, stands in the register alone.
            Self::DataAsked { request } => json!({ "number": request.number, "due": request.due }),
            Self::DataExported { request } | Self::DataGiven { request } | Self::DataRefused { request } => {
                json!({ "number": request.number })
            }
            Self::CaseSeen { year, number, .. } => case_seen(year, number),
            // What somebody wrote stands in the register alone.
            Self::CaseOpened { entry }
            | Self::CaseMoved { entry }
            | Self::RegisterCorrected { entry }
            | Self::RegisterEntered { entry }
            | Self::RegisterMoved { entry } => json!({
                "register": entry.register.code(), "year": entry.year, "number": entry.number, "version": entry.version,
                "step": entry.step.number, "state": entry.step.state,
            }),
            Self::RegisterFileAdded { entry, file } => beside_entry(entry, file),
            Self::PersonalCopyTaken { copy: PersonalCopy { number, kind, size, .. } } => {
                json!({ "number": number, "kind": kind.code(), "records": size.records, "files": size.files })
            }
            Self::DecisionCorrected { correction: Correction { of, was, decision, .. } } => {
                json!({ "about": of.about(), "was": was, "decision": decision })
            }
            Self::RulesAdded { rules, routes } => {
                let mut added = json!({ "number": rules.number, "effective_from": rules.effective_from });
                let of_types = [
                    ("due", told(&rules.due, |rule| rule.to_string())),
                    ("in_use", told(&rules.in_use, |in_use| in_use.code().to_owned())),
                    ("routes", told(routes, |route| route.code().to_owned())),
                ];
                // Only where there are any, so that the hashes of older entries stand.
                for (key, told) in of_types.into_iter().filter(|(_, told)| !told.is_empty()) {
                    added[key] = Value::Object(told);
                }
                added
            }
            Self::RulesChanged { rules } => json!({ "number": rules.number }),
            Self::OwnLockSet { on } | Self::VirusScanningSet { on } => json!({ "on": on }),
            Self::SchoolAddressSet { address } => json!({ "address": address }),
            Self::SchoolContactsSet { contacts } => json!({ "contacts": contacts.join("; ") }),
            Self::SectionAdded { name, kind, .. } | Self::SectionChanged { name, kind, .. } => {
                json!({ "name": name, "kind": kind.code() })
            }
            Self::SetupOpened { people, counts_from } => json!({ "people": people, "counts_from": counts_from }),
            Self::SetupStepReached { step } => json!({ "step": step }),
            Self::Signed { decision, key, statement, signature, .. } => json!({
                "decision": decision, "key": key.to_string(), "statement": statement, "signature": signature.to_string(),
            }),
            Self::SpotChecked { check, key, statement, signature, .. } => json!({
                "check": check.id, "submission": check.submission, "digest": check.digest,
                "key": key.to_string(), "statement": statement, "signature": signature.to_string(),
            }),
            Self::RecoveryKeyMade { key } => json!({ "number": key.number, "recipient": key.recipient }),
            Self::BackupTried { run } => json!({
                "number": run.number, "outcome": run.outcome.code(), "begun_at": run.begun_at, "place": run.place,
                "entries": run.counts.entries, "files": run.counts.files, "sent_files": run.counts.sent_files,
                "lacking": run.counts.lacking, "fault": run.fault,
            }),
            Self::RestoreTried { drill } => json!({
                "number": drill.number, "place": drill.place, "backup_at": drill.backup_at, "files": drill.files,
                "seconds": drill.seconds,
            }),
            Self::SigningKeyMade { key, public } => json!({ "key": key.to_string(), "public": public.to_string() }),
            Self::HandoverConfirmed { handover } => {
                let one = |one: &Handed| {
                    let (kind, unit) = position_columns(one.position);
                    json!({ "position": kind, "unit": unit, "to": one.to })
                };
                let items: Vec<Value> = handover.items.iter().map(one).collect();
                json!({
                    "number": handover.number, "of": handover.of, "last": handover.last, "leaving": handover.leaving.code(),
                    "words": handover.words, "post": handover.confirmed.post.code(), "items": items,
                })
            }
            Self::HandoverSigned { handover, signature } => {
                json!({ "number": handover.number, "person": signature.person, "way": signature.way.code() })
            }
            Self::RegulationPledged { version } => json!({ "number": version.number }),
            Self::RegulationPublished { version, clauses, sha256 } => json!({
                "number": version.number, "from": version.from, "decision": version.decision, "decided_on": version.decided_on,
                "clauses": clauses, "sha256": sha256,
            }),
            Self::RegulationReminded { version, people } => json!({ "number": version.number, "people": people }),
            Self::SecurityChecked { check } => {
                let one = |one: &Checked| {
                    let Finding { kind, person, other, since, times } = one.finding;
                    let (to, by) = (one.assigned.map(|assigned| assigned.to), one.assigned.map(|assigned| assigned.by_day));
                    json!({
                        "number": one.number, "kind": kind.code(), "person": person, "other": other, "since": since,
                        "times": times, "to": to, "by": by, "note": one.note,
                    })
                };
                let findings: Vec<Value> = check.findings.iter().map(one).collect();
                json!({ "number": check.number, "note": check.note, "findings": findings })
            }
            Self::SecurityFindingMended { check, number, mended } => {
                json!({ "number": check.number, "finding": number, "words": mended.words })
            }
            Self::StaffArranged { people } => json!({ "people": people }),
            Self::SwapAccepted { offer } | Self::SwapDeclined { offer } | Self::SwapTakenBack { offer } => {
                let SwapPlan { class, week, from, to, back } = offer.plan;
                json!({ "class": class, "week": week, "from": from, "to": to, "back": back })
            }
            Self::SwapOffered { offer } => {
                let SwapPlan { class, week, to, back, .. } = offer.plan;
                json!({ "class": class, "week": week, "to": to, "back": back, "reason": offer.reason.as_str() })
            }
            Self::TaskAccepted { task, answer, verdict } | Self::TaskAskedAgain { task, answer, verdict } => {
                json!({ "number": task.number, "person": answer.person, "answer": answer.number, "words": verdict.words })
            }
            Self::TaskAnswered { task, answer } => json!({
                "number": task.number, "answer": answer.number, "words": answer.words,
                "files": answer.files.iter().map(file).collect::<Vec<_>>(),
            }),
            Self::TaskChanged { task, version } => {
                let mut changed = told_of(task, version);
                changed["was"] = json!(task.now().until);
                changed["reason"] = json!(version.reason);
                changed
            }
            Self::TaskEnded { task, end } => json!({ "number": task.number, "end": end.kind.code(), "reason": end.reason }),
            Self::TaskGiven { task } => told_of(task, &task.given),
            Self::ThemeAdded { name, from_week, through_week, .. } | Self::ThemeChanged { name, from_week, through_week, .. } => {
                json!({ "name": name, "from": from_week, "through": through_week })
            }
            Self::TurnsSet { weeks, .. } => json!({ "weeks": weeks }),
            Self::UpdateClosed { update, signature } => json!({ "number": update.number, "post": signature.post.code() }),
            Self::UpdateFinished { update } | Self::UpdateWithdrawn { update } => json!({ "number": update.number }),
            Self::UpdateGranted { update, grant } => {
                let names = grant.signatures.iter().map(|one| json!({ "by": one.by, "post": one.post.code() }));
                json!({
                    "number": update.number, "hours": grant.hours, "open_for": grant.open_for.code(),
                    "reading": grant.reading.code(), "names": names.collect::<Vec<_>>(),
                })
            }
            Self::UpdateHandedIn { update, version } => json!({
                "number": update.number, "obligation": version.obligation, "submission": version.submission,
            }),
            Self::UpdateProcedureSet { procedure, reasons } => json!({
                "evidence": procedure.evidence.code(), "default_hours": procedure.default_hours,
                "max_hours": procedure.max_hours, "open_for": procedure.open_for.code(), "hashes": procedure.hashes.code(),
                "reasons": reasons,
            }),
            Self::UpdateProposed { update, signature, hours } => {
                json!({ "number": update.number, "post": signature.post.code(), "hours": hours })
            }
            Self::UpdateRefused { update, signature, words } => {
                json!({ "number": update.number, "post": signature.post.code(), "words": words.as_str() })
            }
            Self::UpdateRequested { update } => {
                let record = |one: &UpdateRecord| json!({ "obligation": one.obligation, "order": one.order });
                json!({
                    "number": update.number, "records": update.records.iter().map(record).collect::<Vec<_>>(),
                    "reason": update.reason.as_str(), "evidence": update.evidence,
                    "files": update.files.iter().map(file).collect::<Vec<_>>(),
                })
            }
        }
    }

    pub(crate) fn note(&self, school: SchoolId) -> Note {
        Note { kind: self.kind().code(), subject: self.subject(school), detail: self.detail().to_string() }
    }
}
