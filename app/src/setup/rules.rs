//! "/cai-dat/quy-dinh": one more version of the rules from a day on, and all there are.

use domain::{
    forms::FormErrors,
    record_types::{ApprovalRoute, RuleRow, RulesForm, RulesTold, TypeUse, due_words},
    settings::Setting,
    vietnamese,
};
use leptos::prelude::*;

use super::{SettingPage, setting_foot};
use crate::{
    layout::Viewer,
    moved_days::{LookedAt, looked_at_and_asked},
    paths,
    proof::proof_asked,
    rule_versions::rule_versions_to_correct,
    ui::{Column, ErrorLine, Extra, Select, Table, TextField, enter_goes_on, option, refused},
};

const TYPES: [Column; 4] = [Column::new("Loại hồ sơ"), Column::new("Phải nộp"), Column::new("Hạn nộp"), Column::new("Cách duyệt")];

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct RulesView {
    pub form: RulesForm,
    pub errors: FormErrors,
    pub saved: bool,
    /// What the form would change, before it is done.
    pub looked: Option<LookedAt>,
    /// What it would change is who decides about records, and the visitor's password was typed too long ago for that.
    pub asks_again: bool,
    /// The newest first.
    pub versions: Vec<RulesTold>,
}

#[component]
pub fn RulesPage(viewer: Viewer, page: RulesView) -> impl IntoView {
    let RulesView { form, errors, saved, looked, asks_again, versions } = page;
    let saved = versions.iter().max_by_key(|one| one.number).filter(|_| saved).map(|last| kept(last, &form));
    let fact = || errors.of("types").map_or("Chưa lập được bản mới", |words| words.trim_end_matches('.')).to_owned();
    let wrong = (!errors.is_empty()).then(fact);
    let extra = |hint| Extra { hint: Some(hint), ..Extra::default() };
    let day = Extra {
        inputmode: Some("numeric"), ..extra("Ngày/tháng/năm. Áp dụng cho hồ sơ của kỳ bắt đầu từ ngày này.")
    };
    let decision = Extra { max_length: Some(60), ..extra("Ví dụ: 25/QĐ-MNNT. Để trống cũng được.") };
    view! {
        <SettingPage viewer saved>
            <form method="post" action=paths::RULES class="scr">
                {enter_goes_on()}
                <h1>{Setting::Rules.title()}</h1>
                <p class="sub">
                    "Giờ, hạn, loại hồ sơ hay cách duyệt mới là một bản quy định mới, có ngày áp dụng. Hồ sơ nào ra đời theo bản nào thì \
                     giữ bản ấy; xem ở “Vì sao hạn này?” của hồ sơ."
                </p>
                {refused(wrong, "Sửa ô có viền đỏ rồi gửi lại, các ô khác vẫn còn nguyên.")}
                {looked.as_ref().map(|looked| looked_at_and_asked(looked, proof_asked(asks_again, &errors)))}
                <div class="fields narrow">
                    <TextField id="from" label="Áp dụng từ ngày" value=form.from errors=errors.clone() extra=day/>
                    <TextField id="hour" label="Giờ ghi trên hạn" value=form.shown errors=errors.clone()
                        extra=extra("Hiện là “trước 17:00”.")/>
                    <TextField id="until" label="Tính đúng hạn đến" value=form.until errors=errors.clone()
                        extra=extra(RulesForm::UNTIL)/>
                    <TextField id="decision" label="Số quyết định" value=form.decision errors=errors.clone() extra=decision/>
                </div>
                {of_types(&form.types, &errors)}
                {setting_foot("Xem bản mới đổi những gì", paths::SETTINGS)}
            </form>
            <h2>"Các bản quy định"</h2>
            {rule_versions_to_correct(&versions)}
        </SettingPage>
    }
}

/// What was put in force: from which day on, and until which hours, with which the form begins again.
fn kept(last: &RulesTold, form: &RulesForm) -> String {
    let (number, from) = (last.number, vietnamese::weekday_and_date(last.effective_from));
    let (shown, until) = (&form.shown, &form.until);
    format!(
        "Bản {number} áp dụng từ {from}: nộp trước {shown}, tính đúng hạn đến {until}. Những gì đã đến hạn hoặc đã nộp giữ quy định \
         cũ."
    )
}

/// Whether each type is owed, by which rule it falls due, and which way it takes.
fn of_types(rows: &[RuleRow], errors: &FormErrors) -> impl IntoView + use<> {
    let rows = rows.iter().map(|row| of_type(row, errors)).collect_view();
    view! {
        <section class="more" aria-labelledby="g-han">
            <h2 id="g-han">"Từng loại hồ sơ"</h2>
            <p class="sub">
                "Phải nộp hay không và hạn nộp tính theo kỳ bắt đầu từ ngày áp dụng. Cách duyệt tính theo ngày nộp: nộp trước ngày ấy \
                 thì theo cách cũ, bản sửa nộp lại từ ngày ấy theo cách mới. Thêm hay đổi tên loại hồ sơ thì ở "
                <a href=paths::RECORD_TYPES>"Loại hồ sơ và hạn"</a>"."
            </p>
            <Table class="grid kinds of-rules" columns=&TYPES>
                <tbody>{rows}</tbody>
            </Table>
        </section>
    }
}

fn of_type(row: &RuleRow, errors: &FormErrors) -> impl IntoView + use<> {
    let RuleRow { record_type, in_use, due, route } = row;
    let uses = TypeUse::ALL.map(|one| option(one.code(), one.words(), in_use)).collect_view();
    let words = |rule| due_words(record_type.recurrence, rule);
    let rules = row.choices().into_iter().map(|rule| option(rule.to_string(), words(rule), due)).collect_view();
    let routes = ApprovalRoute::ALL.map(|one| option(one.code(), one.words(), route)).collect_view();
    view! {
        <tr>
            <th scope="row" class="kind">{record_type.name.clone()}</th>
            {choice(row.use_field(), format!("{}: phải nộp hay không", record_type.name), uses, errors)}
            {choice(row.due_field(), format!("{}: hạn nộp", record_type.name), rules, errors)}
            {choice(row.route_field(), format!("{}: cách duyệt", record_type.name), routes, errors)}
        </tr>
    }
}

/// A cell with a list to choose from, and what is wrong with what was chosen.
fn choice<V: IntoView + 'static>(field: String, spoken: String, options: V, errors: &FormErrors) -> impl IntoView + use<V> {
    let error = errors.of(&field).map(str::to_owned);
    let error_id = format!("{field}-e");
    view! {
        <td>
            <label class="vh" for=field.clone()>{spoken}</label>
            <Select id=field wrong=error.as_ref().map(|_| error_id.clone())>{options}</Select>
            {error.map(|words| view! { <ErrorLine id=error_id words/> })}
        </td>
    }
}
