//! "/nghi-dot-xuat/…/in": the notice on paper, after Nghị định 30/2020.

use domain::{closures::ClosureTold, days::day_of, record_types::REGULATION_EFFECTIVE, vietnamese};
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    papers::{SignedAs, paper_head, posts, recipients, signature},
    paths,
    ui::PrintButton,
};

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct ClosurePaperView {
    pub closure: ClosureTold,
    pub school: String,
}

#[component]
pub fn ClosurePaperPage(viewer: Viewer, page: ClosurePaperView) -> impl IntoView {
    let ClosurePaperView { closure, school } = page;
    view! {
        <Page viewer=Some(viewer) here=NavItem::SchoolYear>
            <main id="noi-dung" class="sheet person closures" tabindex="-1">
                <header class="head cols scr">
                    <p class="when"></p>
                    <div>
                        <a class="back" href=paths::closure(closure.id)>{closure.name.clone()}</a>
                        <div class="lead">
                            <h1>"Thông báo nghỉ"</h1>
                            <PrintButton words="In thông báo"/>
                        </div>
                    </div>
                </header>
                {paper(&closure, &school)}
            </main>
        </Page>
    }
}

fn paper(closure: &ClosureTold, school: &str) -> impl IntoView + use<> {
    let name = vietnamese::with_small_beginning(&closure.name);
    let heading = format!("Về việc {name} ({})", closure.place);
    // Once taken back it is that which is told, by whoever did it.
    let (signed, content) = match &closure.taken_back {
        None => (&closure.declared, declared_words(closure, &name)),
        Some(back) => (back, taken_back_words(closure, &name)),
    };
    let posts = posts(signed.post, &[signed.post], SignedAs::Decided);
    view! {
        <article class="school-paper approval-sheet">
            // The number is the school's own register's, and written by hand like the place.
            {paper_head(school, "Số: ……/TB-…".to_owned(), Some(day_of(signed.at)))}
            <h2 class="paper-title">"THÔNG BÁO"</h2>
            <p class="as-title">{heading}</p>
            {content.into_iter().map(|words| view! { <p class="paper-words">{words}</p> }).collect_view()}
            <footer class="as-foot">
                {recipients(&RECIPIENTS.map(str::to_owned))}
                {signature(posts, None, signed.name.clone(), signed.acting.clone())}
            </footer>
        </article>
    }
}

/// Whom the notice goes to.
const RECIPIENTS: [&str; 2] = ["Cán bộ, giáo viên, nhân viên (để thực hiện)", "Lưu: VT"];

fn declared_words(closure: &ClosureTold, name: &str) -> Vec<String> {
    vec![
        grounds(closure),
        format!(
            "Nhà trường thông báo: {} {name} {}. Lý do: {}.",
            closure.place,
            closure.days_words(),
            vietnamese::with_small_beginning(&closure.reason)
        ),
        "Hạn nộp hồ sơ rơi vào ngày nghỉ dời sang ngày làm việc kế tiếp. Không ai bị tính nộp muộn vì ngày nghỉ này.".to_owned(),
        "Đề nghị cán bộ, giáo viên, nhân viên biết và thực hiện; báo cho cha mẹ trẻ của lớp mình.".to_owned(),
    ]
}

/// The clause, and of which regulation: a paper is read away from this program.
fn grounds(closure: &ClosureTold) -> String {
    let since = vietnamese::date(REGULATION_EFFECTIVE);
    format!("Căn cứ {} về quản lý hồ sơ điện tử của nhà trường, có hiệu lực từ ngày {since};", closure.clause)
}

fn taken_back_words(closure: &ClosureTold, name: &str) -> Vec<String> {
    let because = closure.taken_back_because.as_deref().unwrap_or_default().trim_end_matches(['.', ' ']);
    let open = closure.given_back_words().map(|days| format!(" Không nghỉ nữa: {days}.")).unwrap_or_default();
    let stays = closure.stays_words().map(|words| format!(" {words}")).unwrap_or_default();
    vec![
        grounds(closure),
        format!("Nhà trường rút thông báo {name} ({}) {}.{open}{stays} Lý do: {because}.", closure.place, closure.days_words()),
        "Hạn nộp hồ sơ trở lại ngày cũ; hạn nào đã đến thì giữ ngày muộn hơn.".to_owned(),
        "Đề nghị cán bộ, giáo viên, nhân viên biết và thực hiện; báo cho cha mẹ trẻ của lớp mình.".to_owned(),
    ]
}
