//! What the leadership looks through of what departments have approved: drawn, opened and signed for; and what must hold of it.

use chrono::TimeDelta;
use domain::{
    days::day_of,
    facts::Facts,
    files::Sha256,
    ids::SubmissionId,
    people::{PersonId, Position},
    record_types::Step,
    reviews::{Approval, CheckTick, Review, drawn, week_to_check},
    signing::{SignatureStanding, SignedAct, Statement},
    spot_checks::{Draw, DrawForm, SpotCheck, SpotCheckId},
};

use super::{checks::Kept, deeds::Deed, life::Life};
use crate::{
    error::Error,
    new_id,
    signing::{self, SigningCredentials},
    spot_checks,
    work::Work,
};

impl Life {
    /// Draws from what the departments have approved, and opens what it brings.
    pub async fn draws(&mut self, deed: &Deed) {
        let Deed::Draws { who, week, count, chance } = *deed else { return };
        let (facts, reader) = (self.school.facts().await, self.person(who));
        let form = DrawForm { department: String::new(), week: week.to_owned(), count: count.to_string() };
        let draw = Draw::of(&form, week_to_check(&facts, self.now), self.now, chance);
        assert_eq!(Draw::parse(&draw.to_string(), self.now), Some(draw), "its address brings the same again");
        let brought = drawn(&facts, reader, &draw, self.now);
        assert_eq!(brought.lines.len(), brought.of.min(count), "{deed:?} {brought:?}");
        for line in &brought.lines {
            let record = self.known.iter().position(|one| one.record.id == line.obligation).unwrap();
            self.check_checkable(deed, (reader, record), line.submission).await;
            self.opens_version(reader, line.submission).await;
        }
        self.done += usize::from(!brought.lines.is_empty());
    }

    /// Signs on the desk that a version was looked through.
    pub async fn checks(&mut self, deed: &Deed) {
        let Deed::Checks { who, record, versions_ago, has_right_bytes, minutes_ago } = *deed else { return };
        let Some(submission) = self.version(record, versions_ago) else { return };
        let by = self.person(who);
        let credentials = self.signs_in(by, minutes_ago).await;
        let digest = if has_right_bytes { self.digest(submission).await } else { Sha256::new([99; 32]) };
        let ticked = CheckTick { key: new_id(), obligation: self.known[record].record.id, submission, digest };
        let store = self.school.store.clone();
        let sign = async move |work: &mut Work| spot_checks::sign(work, &store, ticked, &credentials).await;
        let tried = self.school.database.write(self.school.id, Some(by), sign).await;
        assert!(has_right_bytes || tried.is_err(), "what is not there is not signed for: {deed:?}");
        self.checked(deed, (by, record), submission, tried).await;
    }

    /// Signs for one of several that were ticked; whether it was signed for.
    pub async fn checks_ticked(
        &mut self,
        deed: &Deed,
        (by, record): (PersonId, usize),
        (submission, digest): (SubmissionId, Sha256),
        credentials: &SigningCredentials,
    ) -> bool {
        let ticked = CheckTick { key: new_id(), obligation: self.known[record].record.id, submission, digest };
        let (store, credentials) = (self.school.store.clone(), credentials.clone());
        let sign = async move |work: &mut Work| spot_checks::sign_opened(work, &store, ticked, &credentials).await;
        let tried = self.school.database.write(self.school.id, Some(by), sign).await;
        let is_done = tried.is_ok();
        self.checked(deed, (by, record), submission, tried).await;
        is_done
    }

    /// A second click finds its own check, which was asked about then.
    async fn checked(
        &mut self,
        deed: &Deed,
        (by, record): (PersonId, usize),
        submission: SubmissionId,
        tried: Result<SpotCheckId, Error>,
    ) {
        let known = &self.known[record].record.spot_checks;
        let is_new = tried.as_ref().is_ok_and(|id| !known.iter().any(|one| one.id == *id));
        if is_new {
            self.check_checkable(deed, (by, record), submission).await;
        }
        self.note(deed, tried);
    }

    /// Only the leadership checks, only what departments have approved by themselves and nobody takes back any more, and nobody
    /// what they had a part in.
    async fn check_checkable(&self, deed: &Deed, (by, record): (PersonId, usize), submission: SubmissionId) {
        let (facts, relation, kept) = (self.school.facts().await, self.relation(by, record).await, &self.known[record]);
        assert!(relation.leads_school, "not theirs to check: {deed:?}");
        assert!(!kept.authors().contains(&by), "their own: {deed:?}");
        assert_eq!(kept.last().map(|version| version.id), Some(submission), "what is checked is what is there: {deed:?}");
        let checks = &kept.record.spot_checks;
        assert!(!checks.iter().any(|one| one.submission == submission), "one look is enough: {deed:?}");
        let Review::Approved { approvals, .. } = &kept.review else { panic!("not approved: {deed:?} {:?}", kept.review) };
        for approval in approvals {
            assert_ne!(approval.by, by, "what they approved: {deed:?}");
            assert!(self.now - approval.at > TimeDelta::minutes(10), "it can still be taken back: {deed:?}");
            assert!(!is_of_leadership(&facts, approval), "the leadership has seen it: {deed:?} {approval:?}");
        }
    }

    /// A check changes nothing of how a record stands, and is one signature about the bytes that are there.
    pub async fn check_spot_checks(&self, before: &Kept, after: &Kept) {
        let checks = &after.record.spot_checks;
        assert!(checks.starts_with(&before.record.spot_checks), "what was checked stays, and what comes stands behind it");
        if checks.len() > before.record.spot_checks.len() {
            assert_eq!(unchecked(before), unchecked(after), "a check changes nothing but itself");
        }
        for check in checks {
            let of_version = checks.iter().filter(|one| one.submission == check.submission).count();
            assert_eq!(of_version, 1, "one look is enough: {checks:?}");
            let mut before_it = after.versions.iter().filter(|version| version.received_at <= check.at);
            assert!(before_it.all(|version| version.person != check.by), "nobody checks what they had a part in: {check:?}");
            let mut decided = after.record.decisions.iter().filter(|one| one.submission == check.submission);
            assert!(decided.all(|one| one.by != check.by || !one.stands()), "nobody checks what they approved: {check:?}");
            assert_eq!(check.digest, self.digest(check.submission).await, "the bytes that were on the screen");
            assert!(self.is_free(check.submission).await, "nobody checks what nobody may open: {check:?}");
            self.check_signature_of(check, after).await;
        }
    }

    async fn check_signature_of(&self, check: &SpotCheck, kept: &Kept) {
        let (submission, store) = (check.submission, self.school.store.clone());
        let read = async move |work: &mut Work| {
            let approvals = signing::of_version(work, &store, submission).await?;
            Ok::<_, Error>((signing::spot_check_of_version(work, &store, submission).await?, approvals))
        };
        let (signature, approvals) = self.school.database.read(self.school.id, None, read).await.unwrap();
        let is_check = |said: &Statement| said.act == SignedAct::Check;
        assert!(!approvals.iter().any(|one| one.statement.as_ref().is_some_and(is_check)), "it is no approval: {approvals:?}");
        let signature = signature.expect("what was checked is signed");
        let said = signature.statement.as_ref().expect("its bytes are those of a statement");
        assert_eq!((said.act, said.signer.id, said.signed_at), (SignedAct::Check, check.by, check.at));
        assert_eq!((said.version.digest, said.approvals.is_empty()), (check.digest, false));
        assert!(said.signed_at - said.password_typed_at < TimeDelta::minutes(5), "the password was typed long before: {said:?}");
        if kept.last().map(|version| version.id) == Some(submission) {
            assert_eq!(signature.standing, SignatureStanding::Valid);
        } else {
            assert!(matches!(signature.standing, SignatureStanding::Replaced { .. }), "{:?}", signature.standing);
        }
    }
}

/// The record with all but its checks.
fn unchecked(kept: &Kept) -> Kept {
    let mut kept = kept.clone();
    kept.record.spot_checks.clear();
    kept
}

/// In its own turn, or by whoever led the school on that day.
fn is_of_leadership(facts: &Facts, approval: &Approval) -> bool {
    let mut held = facts.organisation().appointments.iter().filter(|one| one.person == approval.by && one.acting.is_none());
    let leads = |position: Position| matches!(position, Position::Principal | Position::VicePrincipal);
    approval.step == Step::Leadership || held.any(|one| one.holds_on(day_of(approval.at)) && leads(one.position))
}
