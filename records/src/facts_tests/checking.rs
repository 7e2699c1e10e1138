//! A check of the accounts and what is mended of it, while somebody follows what happens.

use domain::{
    days::day_of,
    inspection::{HeldIn, HeldVerdict, ScanAnswer},
    obligations::ObligationId,
    security_checks::{CheckForm, SecurityCheckId, menders},
};

use crate::{
    error::Error,
    facts::FactStore,
    facts::load_now,
    inspections::{self, scans},
    new_id, obligations, security_checks,
    testing::school::paper,
    work::Work,
};

/// A file of this record that is held goes back to whoever handed it in.
pub(super) async fn gives_back(work: &mut Work, record: ObligationId) -> Result<(), Error> {
    let submission = obligations::one(work, record).await?.handed_in.unwrap().submission;
    let back = HeldVerdict::Returned { reason: "Có macro".to_owned() };
    inspections::judge(work, &FactStore::default(), (submission, 0), back, None).await
}

/// It is let open after all.
pub(super) async fn lets_open(work: &mut Work, record: ObligationId) -> Result<(), Error> {
    let submission = obligations::one(work, record).await?.handed_in.unwrap().submission;
    let seen = inspections::of(work, paper("Giáo án.docx", 1).sha256).await?.unwrap().judgement.map(|one| one.at);
    inspections::judge(work, &FactStore::default(), (submission, 0), HeldVerdict::Released, seen).await
}

/// The program is started with a virus scanner, which knows the file, and does not any more; then without one.
pub(super) async fn scans(work: &mut Work, record: ObligationId) -> Result<(), Error> {
    let submission = obligations::one(work, record).await?.handed_in.unwrap().submission;
    let (file, name) = (paper("Giáo án.docx", 1).sha256, "Doc.Trojan.Hoa-1".to_owned());
    scans::set_scanning(work, true).await?;
    scans::note(work, file, &ScanAnswer::Infected(name), "1").await?;
    scans::ask_again(work, &FactStore::default(), (HeldIn::Version(submission), 0)).await?;
    scans::note(work, file, &ScanAnswer::Clean, "2").await?;
    scans::set_scanning(work, false).await
}

/// Somebody has typed wrong passwords for an account, and the leadership checks.
pub(super) async fn checks(work: &mut Work) -> Result<(), Error> {
    let (facts, found) = (load_now(work).await?, security_checks::found(work, &FactStore::default()).await?);
    let key: SecurityCheckId = new_id();
    let (organisation, today) = (facts.organisation(), day_of(work.now));
    let mut form = CheckForm::empty(key.to_string(), &found, organisation, today);
    for (row, finding) in form.findings.iter_mut().zip(&found) {
        row.to = menders(organisation, finding, today)[0].to_string();
    }
    security_checks::record(work, &FactStore::default(), &form).await?.unwrap();
    Ok(())
}

/// The first finding that somebody else is to mend is mended.
pub(super) async fn mends(work: &mut Work) -> Result<(), Error> {
    let check = security_checks::all(work).await?.remove(0);
    let actor = work.actor.unwrap();
    let one = check.findings.iter().find(|one| one.assigned.is_some() && !one.finding.is_about(actor)).unwrap();
    security_checks::mend(work, &FactStore::default(), (check.id, one.number), "Đã hỏi").await?.unwrap();
    Ok(())
}
