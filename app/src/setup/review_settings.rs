//! "/cai-dat/duyet": the way of each type of records, who reviews the reviewers, the reasons to give something back for, and
//! what was changed when.

use domain::{
    days::local,
    forms::FormErrors,
    record_types::ApprovalRoute,
    review_settings::{ChangeLine, OwnWork, ReviewSettingsForm, RouteRow},
    settings::Setting,
    vietnamese,
};
use leptos::prelude::*;

use super::{SettingPage, setting_foot};
use crate::{
    layout::Viewer,
    paths,
    proof::proof_asked,
    ui::{Caption, Column, HiddenField, Select, SelectField, Table, TextAreaField, option, refused},
};

const ROUTES: [Column; 2] = [Column::new("Loại hồ sơ"), Column::new("Cách duyệt")];

const SAVED: &str = "Áp dụng cho những gì nộp từ bây giờ; hồ sơ đã nộp trước đó giữ cách duyệt cũ.";

/// Of the whole list, in letters.
const MAX_LIST: usize = (ReviewSettingsForm::MAX_REASON + 2) * ReviewSettingsForm::MAX_REASONS;

#[derive(Clone, Debug)]
pub struct ReviewSettingsView {
    pub form: ReviewSettingsForm,
    pub errors: FormErrors,
    pub saved: bool,
    /// The newest first.
    pub history: Vec<ChangeLine>,
    /// Whether the reader settles who reviews what the leadership writes; to others that is shown.
    pub settles_leaderships: bool,
    /// The reader's own password is asked for again.
    pub asks_again: bool,
}

#[component]
pub fn ReviewSettingsPage(viewer: Viewer, page: ReviewSettingsView) -> impl IntoView {
    let ReviewSettingsView { form, errors, saved, history, settles_leaderships, asks_again } = page;
    let (wrong, advice) = match errors.of("all") {
        Some(words) => (
            Some(words.trim_end_matches('.').to_owned()),
            "Chưa lưu gì. Những thay đổi mới ghi ở cuối trang; xem lại các ô rồi lưu.",
        ),
        None => {
            ((!errors.is_empty()).then(|| "Chưa lưu được".to_owned()), "Sửa ô có viền đỏ rồi gửi lại, các ô khác vẫn còn nguyên.")
        }
    };
    let routes = form.routes.iter().map(route_row).collect_view();
    let questions = form.own_work.map(|own| {
        if own.is_of_leadership() && !settles_leaderships { answered(own).into_any() } else { question(own, &errors).into_any() }
    });
    let proof = proof_asked(asks_again, &errors);
    view! {
        <SettingPage viewer saved=saved.then(|| SAVED.to_owned())>
            <form method="post" action=paths::REVIEW_SETTINGS>
                <HiddenField name="seen" value=form.seen/>
                <h1>"Cách duyệt"</h1>
                <p class="sub">
                    "Thay đổi áp dụng cho những gì nộp từ lúc lưu. Hồ sơ đã nộp giữ cách duyệt cũ, không ai mất lượt duyệt đã có. Muốn áp \
                     dụng từ một ngày, kèm số quyết định, thì lập ở "<a href=paths::RULES>{Setting::Rules.title()}</a>"."
                </p>
                {refused(wrong, advice)}
                <Table class="grid" columns=&ROUTES caption=Caption::Spoken("Cách duyệt của từng loại hồ sơ".to_owned())>
                    <tbody>{routes}</tbody>
                </Table>
                <h2>"Ai duyệt hồ sơ của người duyệt"</h2>
                <p class="sub">"Quy chế không nói rõ. Không ai tự duyệt hồ sơ của mình; tổ chưa có người duyệt thì ban giám hiệu duyệt thay."</p>
                <div class="stack narrow">
                    {questions.collect_view()}
                </div>
                <h2>"Lý do trả lại"</h2>
                <div class="stack narrow">
                    <TextAreaField id="reasons" label="Danh sách để đánh dấu khi trả lại"
                        hint="Mỗi lý do một dòng, nhiều nhất 12 dòng, mỗi dòng không quá 80 ký tự. Quyết định cũ giữ nguyên lời."
                        value=form.reasons rows=8 max_length=MAX_LIST errors=&errors/>
                    {proof}
                </div>
                {setting_foot("Lưu cách duyệt", paths::SETTINGS)}
            </form>
            {changes(history)}
        </SettingPage>
    }
}

fn route_row(row: &RouteRow) -> impl IntoView + use<> {
    let id = format!("route-{}", row.record_type);
    let coming = row.coming.map(|(from, route)| {
        let way = vietnamese::with_small_beginning(route.words());
        view! { <small>{format!("Từ {} theo bản quy định: {way}", vietnamese::date(from))}</small> }
    });
    let choices = ApprovalRoute::ALL.map(|route| option(route.code(), route.words(), row.route.code())).collect_view();
    view! {
        <tr>
            <th scope="row"><label for=id.clone()>{row.name.clone()}</label></th>
            <td><Select id>{choices}</Select>{coming}</td>
        </tr>
    }
}

fn question(own: OwnWork, errors: &FormErrors) -> impl IntoView + use<> {
    view! { <SelectField id=own.of() label=label(own) errors=errors>{answers(own)}</SelectField> }
}

/// A question whose answer is somebody else's to give.
fn answered(own: OwnWork) -> impl IntoView {
    view! {
        <div class="field">
            <p class="label">{label(own)}</p>
            <p>{own.words()}</p>
            <p class="hint">"Mục này do hiệu trưởng quyết định."</p>
        </div>
    }
}

/// The question, with the clause beside which it stands.
fn label(own: OwnWork) -> String {
    format!("{} ({})", own.question(), own.clause())
}

fn answers(chosen: OwnWork) -> impl IntoView {
    let of_question = OwnWork::ALL.into_iter().filter(|one| one.of() == chosen.of());
    of_question.map(|one| option(one.code(), one.words(), chosen.code())).collect_view()
}

fn changes(history: Vec<ChangeLine>) -> impl IntoView {
    let is_empty = history.is_empty();
    let lines = history.into_iter().map(|line| {
        let ChangeLine { since, who, words, version } = line;
        let at = local(since).format("%Y-%m-%dT%H:%M:%S+07:00").to_string();
        let from = match version {
            Some((number, from)) => format!("bản quy định {number}, áp dụng từ {}", vietnamese::date(from)).into_any(),
            None => view! { <time datetime=at>{vietnamese::moment(since)}</time> }.into_any(),
        };
        view! { <li><b>{words}</b><small>{who}", "{from}</small></li> }
    });
    view! {
        <section aria-labelledby="thay-doi" class="changes">
            <h2 id="thay-doi">"Các lần thay đổi"</h2>
            {is_empty.then(|| view! { <p class="quiet">"Chưa thay đổi lần nào: đang dùng cách duyệt ban đầu."</p> })}
            <ul>{lines.collect_view()}</ul>
        </section>
    }
}
