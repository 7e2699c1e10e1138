//! The viewer's own password, typed again before somebody else's account or work is touched, or the school's clock.

use domain::forms::FormErrors;
use leptos::prelude::*;

use crate::{
    paths::PROOF,
    ui::{ErrorLine, Hidden, HiddenField, Icon, PasswordInput},
};

/// Whether the viewer's password is asked for again, and what was wrong with the one that was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// It was typed a moment ago.
    Fresh,
    Asked {
        refused: Option<String>,
    },
}

impl Proof {
    pub fn asked(asks_again: bool, refused: Option<String>) -> Self {
        if asks_again { Self::Asked { refused } } else { Self::Fresh }
    }
}

/// A button that confirms something at `action`, with the `fields` that say what; behind a summary with the field of the
/// password where that is asked for again. `about` follows the label for whoever hears the page.
#[component]
pub fn ConfirmForm(
    /// Of the field; each form of a page has its own.
    id: String,
    action: String,
    #[prop(into)] label: String,
    about: String,
    class: &'static str,
    #[prop(optional)] icon: Option<&'static str>,
    fields: Vec<(&'static str, String)>,
    proof: Proof,
) -> impl IntoView {
    let icon = icon.map(|name| view! { <Icon name/> });
    let fields = fields.into_iter().map(|(name, value)| view! { <HiddenField name value/> }).collect_view();
    match proof {
        Proof::Fresh => view! {
            <form method="post" action=action>
                {fields}
                <div class="btns"><button class=class>{icon}{label}<Hidden words=about/></button></div>
            </form>
        }
        .into_any(),
        Proof::Asked { refused } => {
            let is_refused = refused.is_some();
            view! {
                <details class="why ending" open=is_refused>
                    <summary><span>{label.clone()}<Hidden words=about.clone()/></span><Icon name="chevron-down"/></summary>
                    <form method="post" action=action class="stack narrow">
                        {fields}
                        <ProofField id refused/>
                        <div class="btns"><button class=class>{icon}{label}<Hidden words=about/></button></div>
                    </form>
                </details>
            }
            .into_any()
        }
    }
}

/// The field where the password is asked for again, in the one form of a page that has it, with what `errors` say of it.
pub fn proof_asked(asks_again: bool, errors: &FormErrors) -> Option<impl IntoView + use<>> {
    let refused = errors.of(PROOF).map(str::to_owned);
    asks_again.then(|| view! { <ProofField id=PROOF.to_owned() refused/> })
}

/// The field, as it stands in a form of its own `id`, with what was wrong with it.
#[component]
pub fn ProofField(id: String, refused: Option<String>) -> impl IntoView {
    let (hint, wrong) = (format!("{id}-h"), format!("{id}-e"));
    let described = std::iter::once(hint.clone()).chain(refused.as_ref().map(|_| wrong.clone())).collect();
    view! {
        <div class="field">
            <label for=id.clone()>"Mật khẩu đang dùng"</label>
            <p class="hint" id=hint>"Gõ lại mật khẩu của chính mình: máy có thể đang do người khác ngồi."</p>
            <PasswordInput id name=PROOF named="mật khẩu đang dùng" autocomplete="current-password" described
                invalid=refused.is_some() focused=refused.is_some()/>
            {refused.map(|words| view! { <ErrorLine id=wrong words/> })}
        </div>
    }
}
