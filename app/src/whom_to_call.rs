//! Whom people call who cannot sign in or whose page shows an error, where the school has entered somebody.

use leptos::prelude::*;

/// Names with phone numbers, as the school has typed them; nothing where there is none.
pub fn whom_to_call(contacts: &[String]) -> Option<impl IntoView + use<>> {
    let lines = contacts.iter().map(|contact| view! { <li class="num">{contact.clone()}</li> }).collect_view();
    (!contacts.is_empty()).then(|| {
        view! {
            <div class="whom-to-call say">
                <p id="goi-ai">"Cần giúp thì gọi tổ quản lý phần mềm của trường:"</p>
                <ul aria-labelledby="goi-ai">{lines}</ul>
            </div>
        }
    })
}
