//! Step 5: which record types are used, by which rule they fall due, and until which hour.

use domain::{
    people::Organisation,
    record_types::{OwedBy, STARTER_SET, Starter, StarterOwner},
    setup::{Errors, Step, TypeChoice, TypesForm, due_choices, due_words, owner_of},
};
use leptos::prelude::*;

use super::{Around, Extra, StepPage, TextField, foot, refused};
use crate::ui::{ErrorLine, Hidden};

#[component]
pub fn TypesPage(around: Around, form: TypesForm, errors: Errors, organisation: Organisation) -> impl IntoView {
    let first = around.is_first();
    let wrong = (!errors.is_empty()).then(|| errors.of("use").map_or("Chưa lưu được", |words| words.trim_end_matches('.')).to_owned());
    let hour_hint = if first { "Hiện là “trước 17:00”." } else { "Hiện là “trước 17:00”. Giờ mới áp dụng cho kỳ bắt đầu từ ngày mai." };
    view! {
        <StepPage around step=Step::Types>
            <form method="post" action=Step::Types.path()>
                <h1>"Loại hồ sơ và hạn"</h1>
                <p class="sub">"Bộ khởi đầu theo Điều 9 của Quy chế. Loại nào chưa quy định hạn thì chỉ theo dõi, không bao giờ tính muộn."</p>
                {refused(wrong, "Sửa rồi gửi lại, các ô khác vẫn còn nguyên.")}
                <table class="grid">
                    <thead><tr><th scope="col">"Dùng"</th><th scope="col">"Loại hồ sơ"</th><th scope="col">"Hạn nộp"</th></tr></thead>
                    <tbody>{form.types.iter().map(|choice| type_row(choice, &organisation, &errors)).collect_view()}</tbody>
                </table>
                <div class="fields narrow">
                    <TextField id="hour" label="Giờ ghi trên hạn" value=form.shown.clone() errors=errors.clone()
                        extra=Extra { hint: Some(hour_hint), ..Extra::default() }/>
                    <TextField id="until" label="Tính đúng hạn đến" value=form.until.clone() errors=errors.clone()
                        extra=Extra { hint: Some("Cùng ngày hạn."), ..Extra::default() }/>
                </div>
                {foot(first, Step::Types, "Lưu loại hồ sơ")}
            </form>
        </StepPage>
    }
}

fn type_row(choice: &TypeChoice, organisation: &Organisation, errors: &Errors) -> impl IntoView + use<> {
    let starter = choice.starter;
    let owner = owner_of(starter, organisation);
    let field = format!("r-{}", starter.code);
    let missing = owner.err();
    let about = format!("{}, {}", owner_words(starter, owner.ok(), organisation), small_first(starter.rhythm.words()));
    let fixed = fixed_by_regulation(starter).then_some(" · Điều 9");
    let rules = due_choices(starter, &choice.due)
        .into_iter()
        .map(|rule| {
            let code = rule.to_string();
            let mark = if fixed.is_some() && rule == starter.due { ", Điều 9" } else { "" };
            view! { <option value=code.clone() selected=code == choice.due>{due_words(starter, rule)}{mark}</option> }
        })
        .collect_view();
    let error = errors.of(&field).map(str::to_owned);
    view! {
        <tr>
            <td class="tight"><label class="check">
                <input type="checkbox" name="use" value=starter.code checked=choice.used && missing.is_none() disabled=missing.is_some()/>
                <Hidden words=format!("Dùng {}", starter.name)/>
            </label></td>
            <th scope="row">{starter.name}<small>{about}{fixed}</small></th>
            <td>
                {match missing {
                    Some(reason) => view! { <p class="quiet">{reason}"."</p> }.into_any(),
                    None => view! {
                        <label class="vh" for=field.clone()>"Hạn nộp của "{starter.name}</label>
                        <select class="input" id=field.clone() name=field aria-invalid=error.is_some().then_some("true")>{rules}</select>
                    }.into_any(),
                }}
                {error.map(|words| view! { <ErrorLine id=format!("e-{}", starter.code) words/> })}
            </td>
        </tr>
    }
}

fn owner_words(starter: &Starter, owner: Option<OwedBy>, organisation: &Organisation) -> String {
    match (starter.owed_by, owner) {
        (StarterOwner::EachClass, _) => "Mỗi lớp".to_owned(),
        (StarterOwner::EachDepartment, _) => "Mỗi tổ".to_owned(),
        (StarterOwner::School, _) => "Trường".to_owned(),
        (_, Some(OwedBy::Department(id))) => format!("Tổ {}", organisation.department(id).map_or("", |one| &one.name)),
        (_, Some(OwedBy::Section(id))) => format!("Bộ phận {}", organisation.section(id).map_or("", |one| &one.name)),
        (StarterOwner::Kitchen, _) => "Tổ nuôi dưỡng".to_owned(),
        (StarterOwner::Health, _) => "Bộ phận y tế".to_owned(),
        (StarterOwner::Accounting, _) => "Bộ phận kế toán".to_owned(),
    }
}

/// "Học kỳ II" inside a sentence.
fn small_first(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// The first four types are those whose day Điều 9 names.
fn fixed_by_regulation(starter: &Starter) -> bool {
    STARTER_SET[..4].iter().any(|one| one.code == starter.code)
}
