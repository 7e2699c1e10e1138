//! A notice: icon, the fact in bold, what to do.

#[cfg(feature = "ssr")]
use domain::refusal::Words;
use leptos::prelude::*;

use super::Icon;

/// What a notice is about; each kind has its icon and colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    Good,
    Warning,
    Bad,
    Info,
}

impl NoticeKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Good => "notice good",
            Self::Warning => "notice warn",
            Self::Bad => "notice bad",
            Self::Info => "notice info",
        }
    }

    const fn icon(self) -> &'static str {
        match self {
            Self::Good => "check",
            Self::Warning => "warning",
            Self::Bad => "error",
            Self::Info => "info",
        }
    }

    /// What came because of something the person did is read out at once, the rest in its turn.
    const fn role(self) -> &'static str {
        match self {
            Self::Bad => "alert",
            Self::Good | Self::Warning | Self::Info => "status",
        }
    }
}

/// A notice of one kind; `children` may add links and buttons.
#[component]
pub fn Notice(
    kind: NoticeKind,
    #[prop(into)] fact: String,
    #[prop(into, optional)] advice: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class=kind.class() role=kind.role()>
            <Icon name=kind.icon()/>
            <div>
                <p><b>{fact}"."</b>" "{advice}</p>
                {children.map(|children| view! { <p class="btns">{children()}</p> })}
            </div>
        </div>
    }
}

/// What should be known of the files below; nothing where there is nothing. What asks for the same is asked for once.
#[cfg(feature = "ssr")]
#[component]
pub fn FileNotices(notices: Vec<Words>) -> impl IntoView {
    let mut by_advice: Vec<(String, Vec<String>)> = Vec::new();
    for Words { fact, advice } in notices {
        match by_advice.iter_mut().find(|(known, _)| *known == advice) {
            Some((_, facts)) => facts.push(fact),
            None => by_advice.push((advice, vec![fact])),
        }
    }
    (!by_advice.is_empty()).then(|| {
        let notices = by_advice.into_iter().map(|(advice, facts)| match facts.as_slice() {
            [fact] => view! { <Notice kind=NoticeKind::Warning fact=fact.clone() advice/> }.into_any(),
            facts => several(facts, advice).into_any(),
        });
        view! { <div class="notices">{notices.collect_view()}</div> }
    })
}

/// Several warnings with one way to go on.
#[cfg(feature = "ssr")]
fn several(facts: &[String], advice: String) -> impl IntoView + use<> {
    let kind = NoticeKind::Warning;
    let facts = facts.iter().map(|fact| view! { <li><b>{fact.clone()}"."</b></li> }).collect_view();
    view! {
        <div class=kind.class() role=kind.role()>
            <Icon name=kind.icon()/>
            <div><ul>{facts}</ul>{(!advice.is_empty()).then(|| view! { <p>{advice}</p> })}</div>
        </div>
    }
}

/// Why a form was refused, and what was just done; nothing where neither is to be told.
#[cfg(feature = "ssr")]
pub fn refused_and_done(refused: Option<Words>, done: Option<&'static str>) -> Option<impl IntoView + use<>> {
    refused_and_told(refused, done.map(str::to_owned))
}

/// The same where what was done is told with its numbers and days.
#[cfg(feature = "ssr")]
pub fn refused_and_told(refused: Option<Words>, done: Option<String>) -> Option<impl IntoView + use<>> {
    (refused.is_some() || done.is_some()).then(|| {
        view! {
            <div class="notices">
                {done.map(|fact| view! { <Notice kind=NoticeKind::Good fact advice=""/> })}
                {refused.map(|words| view! { <Notice kind=NoticeKind::Bad fact=words.fact advice=words.advice/> })}
            </div>
        }
    })
}
