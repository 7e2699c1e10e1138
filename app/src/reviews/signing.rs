//! Signing: what exactly is signed, in whose name, and what the signer agrees to.

use domain::{files::StoredFile, forms::FormErrors, reviews::ReviewPage, signing::SignedAct, vietnamese};
use leptos::prelude::*;

use crate::{
    paths::PROOF,
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
}

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
    let SigningView { signer, asks_again, act } = signing;
    let not_agreed = errors.of("consent").map(str::to_owned);
    let refused = errors.of(PROOF).map(str::to_owned);
    view! {
        <p>"Người ký: "<b>{signer}</b></p>
        <CheckField name="consent" value="1" required=true checked=agrees refused=not_agreed>
            <span>{act.consent()}</span>
        </CheckField>
        {asks_again.then(|| view! { <ProofField id="ky-mat-khau".to_owned() refused/> })}
    }
}

fn file_line(file: &StoredFile) -> impl IntoView + use<> {
    view! {
        <li>
            <b>{file.name.to_string()}</b>" "<span>{vietnamese::file_size(file.size)}</span>
            <code class="whole-sha">{file.sha256.to_string()}</code>
        </li>
    }
}
