//! Due days that move: what several forms show before they change anything.

use domain::{
    moved_days::{ChangeOutlook, MovedDays, MovedGroup},
    vietnamese,
};
use leptos::prelude::*;

use crate::ui::{HiddenField, Icon, Notice, NoticeKind};

/// What would follow a change, as it was computed last.
#[derive(Clone, Debug)]
pub struct LookedAt {
    pub outlook: ChangeOutlook,
    /// The form was confirmed, and what follows now is not what it had been shown.
    pub again: bool,
}

/// What would follow, inside the form of the change, with the button that makes it.
pub fn looked_at(looked: &LookedAt) -> impl IntoView + use<> {
    looked_at_and_asked(looked, ())
}

/// The same, where something is `asked` of whoever presses that button.
pub fn looked_at_and_asked<V: IntoView + 'static>(looked: &LookedAt, asked: V) -> impl IntoView + use<V> {
    let LookedAt { outlook, again } = looked;
    let changes = outlook.changes.iter().map(|words| view! { <li>{words.clone()}</li> }).collect_view();
    let next = outlook.next.as_ref().map(|next| {
        view! {
            <h3>{format!("Năm học {}", vietnamese::school_year(&next.name))}</h3>
            {moved_days(&next.moved)}
        }
    });
    view! {
        <section class="stack moved-look" id="xem-truoc" aria-labelledby="g-xem-truoc">
            <h2 id="g-xem-truoc">"Nếu áp dụng"</h2>
            {again.then(|| view! {
                <div class="notices">
                    <Notice kind=NoticeKind::Info fact="Có thay đổi từ lúc xem trước, nên chưa áp dụng"
                        advice="Dưới đây là kết quả tính lại. Xem rồi bấm Áp dụng."/>
                </div>
            })}
            {(!outlook.changes.is_empty()).then(|| view! { <ul class="moved-changes">{changes}</ul> })}
            {moved_days(&outlook.moved)}
            {next}
            <p class="quiet">"Chưa có gì thay đổi cho tới khi bấm Áp dụng. Những gì đã đến hạn hoặc đã nộp không ai bị tính nặng hơn."</p>
            <HiddenField name="seen" value=outlook.seen().to_owned()/>
            {asked}
            <div class="btns"><button class="btn main big"><Icon name="check"/>"Áp dụng"</button></div>
        </section>
    }
}

/// All that would follow, in words; each record by itself in a part that opens.
fn moved_days(told: &MovedDays) -> impl IntoView + use<> {
    let groups = (!told.moved.is_empty()).then(|| {
        view! {
            <details class="moved-list" open={told.count() <= MAX_OPEN}>
                <summary>{format!("Từng hồ sơ ({})", told.count())}</summary>
                {moved_groups(&told.moved)}
            </details>
        }
    });
    view! {
        <p class="moved-headline"><b>{told.headline()}</b></p>
        {moved_besides(told)}
        {groups}
    }
}

/// What follows besides the days that move.
pub fn moved_besides(told: &MovedDays) -> impl IntoView + use<> {
    told.sentences().into_iter().map(|words| view! { <p>{words}</p> }).collect_view()
}

/// With more records than this the list waits to be opened.
const MAX_OPEN: usize = 40;

/// Due days that move, each group with whose work it is.
pub fn moved_groups(groups: &[MovedGroup]) -> impl IntoView + use<> {
    let group = |group: &MovedGroup| {
        // Whoever has several records is named once.
        let mut people: Vec<(String, Vec<String>)> = Vec::new();
        for moved in &group.moved {
            let who = if moved.who.is_empty() { "Chưa phân công".to_owned() } else { moved.who.join(", ") };
            match people.iter_mut().find(|(known, _)| *known == who) {
                Some((_, titles)) => titles.push(moved.title.clone()),
                None => people.push((who, vec![moved.title.clone()])),
            }
        }
        let (from, to) = (vietnamese::weekday_and_date(group.from), vietnamese::weekday_and_date(group.to));
        let people = people.into_iter().map(|(who, titles)| view! { <li><b>{who}</b>": "{titles.join("; ")}</li> });
        view! {
            <h3>{format!("Từ {from} sang {to}: {} hồ sơ", group.moved.len())}</h3>
            <ul class="moved-days">{people.collect_view()}</ul>
        }
    };
    groups.iter().map(group).collect_view()
}
