//! The versions of the rules as a list: the newest first, each with its day, its decision and what it changed.

use domain::{
    corrections::Numbered,
    delegations::document_words,
    record_types::{RulesState, RulesTold},
    vietnamese,
};
use leptos::prelude::*;

use crate::{
    corrected::{correct_link, corrected},
    ui::{Look, Status},
};

/// All of them; never empty in a school that is open.
pub fn rule_versions(versions: &[RulesTold]) -> impl IntoView + use<> {
    list(versions, |_| None)
}

/// All of them for whoever may correct the number of a decision.
pub fn rule_versions_to_correct(versions: &[RulesTold]) -> impl IntoView + use<> {
    list(versions, |version| Some(correct_link(Numbered::Rules(version.id)).into_any()))
}

fn list(versions: &[RulesTold], deed: fn(&RulesTold) -> Option<AnyView>) -> impl IntoView + use<> {
    let items = versions.iter().map(|one| version(one, deed(one))).collect_view();
    view! { <ul class="jobs">{items}</ul> }
}

fn version(version: &RulesTold, deed: Option<AnyView>) -> impl IntoView + use<> {
    let decision = by_document(&version.decision).map(|words| format!("{words}. "));
    let signed = version.signed.as_ref().map(|(who, at)| format!("{who} ghi, {}.", vietnamese::moment(*at)));
    let changes = version.changes.join(" ");
    view! {
        <li class="job cols">
            <p class="when"><span>"Áp dụng từ"</span>" "<b>{vietnamese::date(version.effective_from)}</b></p>
            <div class="what">
                <h3>{format!("Bản {}", version.number)}</h3>
                <Status look=look(version.state) word=version.state.words()/>
                <p>{changes}</p>
                <p class="then">{decision}{signed}</p>
                {corrected(&version.corrections)}
                {deed}
            </div>
        </li>
    }
}

/// "Theo Quyết định số 25/QĐ-MNNT", "Theo Quy chế quản lý hồ sơ điện tử"; nothing where no document was named.
pub fn by_document(document: &str) -> Option<String> {
    (!document.is_empty()).then(|| format!("Theo {}", document_words(document)))
}

const fn look(state: RulesState) -> Look {
    match state {
        RulesState::InForce => Look::OnTime,
        RulesState::Coming => Look::NotYetDue,
        RulesState::Past | RulesState::Replaced => Look::Archived,
    }
}
