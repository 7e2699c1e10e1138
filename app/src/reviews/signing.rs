//! Signing: what exactly is signed, in whose name, and what the signer agrees to.

use domain::{files::StoredFile, forms::FormErrors, reviews::ReviewPage, signing::SignedAct, vietnamese};
use leptos::prelude::*;

use crate::{
    paths::{CONSENT, PROOF},
    proof::ProofField,
    ui::{CheckField, Icon},
};

/// What signing asks for.
#[derive(Clone, Debug)]
pub struct SigningView {
    /// In whose name it is signed: "Nguyễn Thị Minh Nguyệt, Hiệu trưởng".
    pub signer: String,
    /// The password was typed too long ago.
    pub asks_again: bool,
    /// What is said by it.
    pub act: SignedAct,
    /// The files of each version, where several can be signed together.
    pub several: Vec<SignedFiles>,
}

/// A version that can be signed together with others.
#[derive(Clone, Debug)]
pub struct SignedFiles {
    /// "Giáo án tuần 12 · Lớp 4C".
    pub title: String,
    pub files: Vec<StoredFile>,
}

/// The id of the field of the password.
pub(super) const PROOF_ID: &str = "ky-mat-khau";

/// So many letters of a code are shown of each of many files; the sheet has all of it.
const SHORT_CODE: usize = 16;

/// `agrees`: what the form said that comes back to be corrected.
pub(super) fn signing_part(record: &ReviewPage, signing: SigningView, agrees: bool, errors: &FormErrors) -> impl IntoView + use<> {
    let submission = &record.submission;
    let button = match signing.act {
        SignedAct::Approval => "Ký duyệt",
        SignedAct::Check => "Ký xác nhận đã kiểm tra",
    };
    let what = format!("{}, phiên bản {}, biên nhận {}", record.title, submission.version, submission.receipt.number);
    let count = format!("{} tệp và mã SHA-256", submission.files.len());
    let files = submission.files.iter().map(file_line).collect_view();
    view! {
        <div class="stack approve signing">
            <p>"Ký "<b>{what}</b></p>
            <details class="why">
                <summary><span>{count}</span><Icon name="chevron-down"/></summary>
                <ul>{files}</ul>
            </details>
            {agreement(signing, agrees, errors)}
            <button class="btn main big" data-deed="d">{button}</button>
        </div>
    }
}

/// In whose name, what they agree to, and the password where it was typed too long ago: for one record and for many.
pub(super) fn agreement(signing: SigningView, agrees: bool, errors: &FormErrors) -> impl IntoView + use<> {
    let SigningView { signer, asks_again, act, several } = signing;
    let for_each = (!several.is_empty()).then_some("Với từng hồ sơ được đánh dấu: ");
    let not_agreed = errors.of(CONSENT).map(str::to_owned);
    let refused = errors.of(PROOF).map(str::to_owned);
    view! {
        <p>"Người ký: "<b>{signer}</b></p>
        {codes(&several)}
        <CheckField name=CONSENT id=CONSENT value="1" required=true checked=agrees focused=not_agreed.is_some() refused=not_agreed>
            <span>{for_each}{act.consent()}</span>
        </CheckField>
        {asks_again.then(|| view! { <ProofField id=PROOF_ID.to_owned() refused/> })}
    }
}

/// The codes that each of several signatures would name, by record.
fn codes(several: &[SignedFiles]) -> Option<impl IntoView + use<>> {
    let line = |file: &StoredFile| {
        let code: String = file.sha256.to_string().chars().take(SHORT_CODE).collect();
        view! { <span class="short-code">{file.name.to_string()}" "<code>{code}"…"</code></span> }
    };
    let lines = several.iter().map(|one| {
        view! { <li><b>{one.title.clone()}</b>{one.files.iter().map(line).collect_view()}</li> }
    });
    let (is_any, count, lines) = (!several.is_empty(), several.len(), lines.collect_view());
    is_any.then(|| {
        view! {
            <details class="why">
                <summary><span>"Mã SHA-256 các tệp của "{count}" hồ sơ có thể ký"</span><Icon name="chevron-down"/></summary>
                <ul>{lines}</ul>
            </details>
        }
    })
}

fn file_line(file: &StoredFile) -> impl IntoView + use<> {
    view! {
        <li>
            <b>{file.name.to_string()}</b>" "<span>{vietnamese::file_size(file.size)}</span>
            <code class="whole-sha">{file.sha256.to_string()}</code>
        </li>
    }
}
