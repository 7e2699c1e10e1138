//! The versions of the rules as a list: the newest first, each with its day, its decision and what it changed.

use domain::{
    record_types::{RulesState, RulesTold},
    vietnamese,
};
use leptos::prelude::*;

use crate::ui::{Look, Status};

/// All of them; never empty in a school that is open.
pub fn rule_versions(versions: &[RulesTold]) -> impl IntoView + use<> {
    let items = versions.iter().map(version).collect_view();
    view! { <ul class="jobs">{items}</ul> }
}

fn version(version: &RulesTold) -> impl IntoView + use<> {
    let decision = (!version.decision.is_empty()).then(|| format!("Theo Quyết định số {}. ", version.decision));
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
            </div>
        </li>
    }
}

const fn look(state: RulesState) -> Look {
    match state {
        RulesState::InForce => Look::OnTime,
        RulesState::Coming => Look::NotYetDue,
        RulesState::Past | RulesState::Replaced => Look::Archived,
    }
}
