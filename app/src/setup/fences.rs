//! "/cai-dat/ai-duoc-xem": of each type of records what it is for and who opens it, and the form that says otherwise.

use domain::{
    days::{Timestamp, local},
    forms::FormErrors,
    record_types::{FenceForm, RecordTypeId, Sensitivity},
    settings::Setting,
    vietnamese,
};
use leptos::prelude::*;

use super::{SettingPage, setting_foot};
use crate::{
    layout::Viewer,
    paths,
    proof::proof_asked,
    ui::{CheckField, Column, Extra, Hidden, HiddenField, SelectField, Table, TextField, option, refused},
};

const TYPES: [Column; 3] = [Column::new("Loại hồ sơ"), Column::new("Để làm gì, ai được xem"), Column::spoken("Mở")];

const SAVED: &str = "Áp dụng ngay cho mọi hồ sơ của loại này, kể cả hồ sơ đã nộp.";

/// One type as the list tells it.
#[derive(Clone, Debug)]
pub struct FencedType {
    pub id: RecordTypeId,
    pub name: String,
    pub sensitivity: Sensitivity,
    /// What it is for, after "Dùng để", and who opens it.
    pub purpose: String,
    pub readers: String,
}

/// A change of one type as it is told.
#[derive(Clone, Debug)]
pub struct FenceChange {
    pub at: Timestamp,
    pub who: String,
    pub words: String,
}

/// All that the page of one type shows.
#[derive(Clone, Debug)]
pub struct FenceView {
    pub of: FencedType,
    pub form: FenceForm,
    pub errors: FormErrors,
    /// Code and words of everybody who can be ticked.
    pub readers: Vec<(String, String)>,
    /// The newest first.
    pub history: Vec<FenceChange>,
    /// The viewer's own password is asked for again.
    pub asks_again: bool,
}

#[component]
pub fn FencesPage(viewer: Viewer, types: Vec<FencedType>, saved: bool) -> impl IntoView {
    let rows = types.into_iter().map(|one| {
        view! {
            <tr>
                <th scope="row">{one.name.clone()}<small>{one.sensitivity.name()}</small></th>
                <td>{format!("Dùng để {}.", one.purpose)}<p class="quiet">{format!("Ai được xem: {}.", one.readers)}</p></td>
                <td class="tight"><a class="btn" href=paths::fence(one.id)>"Sửa"<Hidden words=format!(" {}", one.name)/></a></td>
            </tr>
        }
    });
    view! {
        <SettingPage viewer saved=saved.then(|| SAVED.to_owned())>
            <h1>{Setting::Fences.title()}</h1>
            <p class="sub">
                "Hồ sơ có thông tin sức khỏe, trẻ em, nhân sự chỉ mở cho người mà công việc cần đến. Người khác chỉ thấy hồ sơ có \
                 hay chưa, không mở được nội dung."
            </p>
            <Table class="grid" columns=&TYPES>
                <tbody>{rows.collect_view()}</tbody>
            </Table>
        </SettingPage>
    }
}

#[component]
pub fn FencePage(viewer: Viewer, page: FenceView) -> impl IntoView {
    let FenceView { of, form, errors, readers, history, asks_again } = page;
    let (wrong, advice) = match errors.of("all") {
        Some(words) => (
            Some(words.trim_end_matches('.').to_owned()),
            "Chưa lưu gì. Lời đang dùng ghi dưới tên loại hồ sơ; xem lại các ô rồi lưu.",
        ),
        None => {
            ((!errors.is_empty()).then(|| "Chưa lưu được".to_owned()), "Sửa ô có viền đỏ rồi gửi lại, các ô khác vẫn còn nguyên.")
        }
    };
    let kinds = Sensitivity::ALL.map(|one| option(one.code(), one.words(), &form.sensitivity)).collect_view();
    let boxes = readers.into_iter().enumerate().map(|(place, (code, words))| {
        let checked = form.readers.contains(&code);
        let refused = errors.of("reader").filter(|_| place == 0).map(str::to_owned);
        view! { <CheckField name="reader" value=code checked refused>{words}</CheckField> }
    });
    let boxes = boxes.collect_view();
    let purpose = Extra {
        hint: Some("Viết tiếp sau “Dùng để”. Để trống thì dùng lời chung của loại thông tin."),
        max_length: Some(FenceForm::MAX_PURPOSE),
        ..Extra::default()
    };
    let proof = proof_asked(asks_again, &errors);
    view! {
        <SettingPage viewer back=Setting::Fences>
            <form method="post" action=paths::fence(of.id)>
                <HiddenField name="seen" value=form.seen/>
                <h1>{of.name}</h1>
                <p class="sub">{format!("Dùng để {}; ai được xem: {}.", of.purpose, of.readers)}</p>
                {refused(wrong, advice)}
                <div class="stack narrow">
                    <SelectField id="sensitivity" label="Hồ sơ có thông tin gì" errors=&errors>{kinds}</SelectField>
                    <fieldset class="sharing">
                        <legend class="label">"Ai được xem thêm"</legend>
                        <p class="hint">"Công việc của họ phải cần đến hồ sơ này. Tổ trưởng, tổ phó được xem thì cũng duyệt."</p>
                        {boxes}
                    </fieldset>
                    <TextField id="purpose" label="Dùng để làm gì" value=form.purpose errors=errors.clone() extra=purpose/>
                    {proof}
                </div>
                {setting_foot("Lưu", paths::FENCES)}
            </form>
            {changes(history)}
        </SettingPage>
    }
}

fn changes(history: Vec<FenceChange>) -> impl IntoView {
    let is_empty = history.is_empty();
    let lines = history.into_iter().map(|FenceChange { at, who, words }| {
        let datetime = local(at).format("%Y-%m-%dT%H:%M:%S+07:00").to_string();
        view! { <li><b>{words}</b><small>{who}", "<time datetime=datetime>{vietnamese::moment(at)}</time></small></li> }
    });
    view! {
        <section aria-labelledby="thay-doi" class="changes">
            <h2 id="thay-doi">"Các lần thay đổi"</h2>
            {is_empty.then(|| view! { <p class="quiet">"Chưa thay đổi lần nào."</p> })}
            <ul>{lines.collect_view()}</ul>
        </section>
    }
}
