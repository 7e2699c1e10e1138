//! "/ban-giao/cua/…": the last day, and who takes over what; looked at before it is confirmed.

use domain::{
    forms::FormErrors,
    handovers::{HandoverForm, HandoverOutlook, Leaving},
    obligations::Reason,
    refusal::Words,
};
use leptos::prelude::*;

use super::left_list;
use crate::{
    layout::{NavItem, Page, Viewer},
    looked_at::{LookedAt, looked_at_and_asked},
    paths::{self, PROOF},
    proof::ProofField,
    ui::{ChoiceField, ErrorLine, Extra, HiddenField, Icon, Select, SelectField, TextField, head_below, option, refused_and_done},
};

/// One position with what goes with it, and who may take it over: the id and the words.
#[derive(Clone, Debug)]
pub struct PositionChoice {
    pub title: String,
    /// "còn cô Thảo; 12 hồ sơ đến hạn sau ngày đó".
    pub goes_with: String,
    pub receivers: Vec<(String, String)>,
}

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct HandoverFormView {
    pub person: String,
    pub name: String,
    pub positions: Vec<PositionChoice>,
    /// Who may take any of it over.
    pub receivers: Vec<(String, String)>,
    pub form: HandoverForm,
    /// What would follow.
    pub shown: Option<HandoverOutlook>,
    pub errors: FormErrors,
    pub refused: Option<Words>,
    /// The viewer's own password is asked for again before it is confirmed.
    pub asks_again: bool,
}

#[component]
pub fn HandoverFormPage(viewer: Viewer, page: HandoverFormView) -> impl IntoView {
    let HandoverFormView { person, name, positions, receivers, form, shown, errors, refused, asks_again } = page;
    let look_words = if shown.is_some() { "Xem trước lại" } else { "Xem trước" };
    let confirmation = shown.as_ref().map(|shown| {
        let left = left_list(&shown.stays).map(|left| view! { <div class="cols"><p class="when"></p><div>{left}</div></div> });
        let proof = asks_again.then(|| {
            let refused = errors.of(PROOF).map(str::to_owned);
            view! { <div class="stack narrow"><ProofField id=PROOF.to_owned() refused/></div> }
        });
        let looked_at = LookedAt {
            headline: shown.headline.clone(),
            seen: shown.seen().to_owned(),
            confirm: Some("Xác nhận bàn giao".to_owned()),
            notes: shown.notes.clone(),
            happens: shown.happens.clone(),
            stays: Vec::new(),
        };
        view! { {looked_at_and_asked(looked_at, proof)}{left} }
    });
    let kinds = Leaving::ALL.into_iter().map(|one| {
        view! { <ChoiceField name="leaving" value=one.code() checked=form.leaving == one.code()>{one.words()}</ChoiceField> }
    });
    let kinds = kinds.collect_view();
    let wrong_kind = errors.of("leaving").map(|words| view! { <ErrorLine id="leaving-e" words=words.to_owned()/> });
    let day =
        Extra {
            hint: Some("Ngày/tháng/năm; người nhận làm từ ngày sau đó."), inputmode: Some("numeric"), ..Extra::default()
        };
    let words = Extra {
        hint: Some("Không bắt buộc, in trong biên bản."),
        max_length: u32::try_from(Reason::MAX_LENGTH).ok(),
        ..Extra::default()
    };
    let all = receivers.iter().map(|(id, words)| option(id, words, &form.all)).collect_view();
    let one_by_one = positions.into_iter().enumerate().map(|(at, position)| choice(at, position, &form, &errors)).collect_view();
    let about = format!("{name}. Điền rồi xem trước; chưa có gì thay đổi cho tới khi xác nhận.");
    view! {
        <Page viewer=Some(viewer) here=NavItem::Staff>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                {head_below((paths::STAFF, "Cán bộ"), "Bàn giao", Some(about), refused_and_done(refused, None))}
                <form method="post" action=paths::hand_over(&person)>
                    // What Enter presses: the first button of a form, and that must not be the one that confirms.
                    <button class="vh" tabindex="-1" aria-hidden="true">"Xem trước"</button>
                    <HiddenField name="key" value=form.key.clone()/>
                    {confirmation}
                    <section class="group" aria-labelledby="g-gi">
                        <h2 id="g-gi">"Bàn giao gì, cho ai"</h2>
                        <div class="cols"><p class="when"></p><div class="stack narrow">
                            <fieldset class="field"><legend>"Vì sao"</legend>{kinds}</fieldset>
                            {wrong_kind}
                            <TextField id="last" label="Ngày cuối còn giữ" value=form.last.clone() errors=errors.clone() extra=day/>
                            <SelectField id="all" label="Một người nhận tất cả" errors=&errors>
                                <option value="">"Chọn từng việc ở dưới"</option>{all}
                            </SelectField>
                            {one_by_one}
                            <TextField id="words" label="Ghi thêm" value=form.words.clone() errors=errors.clone() extra=words/>
                            <div class="btns"><button class="btn"><Icon name="search"/>{look_words}</button></div>
                        </div></div>
                    </section>
                </form>
            </main>
        </Page>
    }
}

fn choice(at: usize, position: PositionChoice, form: &HandoverForm, errors: &FormErrors) -> impl IntoView + use<> {
    let id = format!("to{at}");
    let chosen = form.to.get(at).cloned().unwrap_or_default();
    let wrong = errors.of(&id).map(str::to_owned);
    let options = position.receivers.iter().map(|(id, words)| option(id, words, &chosen)).collect_view();
    let keep = option(HandoverForm::KEEP, "Giữ lại, không bàn giao", &chosen);
    view! {
        <div class="field">
            <label for=id.clone()>{position.title}</label>
            <p class="hint">{position.goes_with}</p>
            <Select id=id.clone() wrong=wrong.as_ref().map(|_| format!("{id}-e"))>
                <option value="">"Theo người nhận tất cả, hoặc chưa có ai"</option>{options}{keep}
            </Select>
            {wrong.map(|words| view! { <ErrorLine id=format!("{id}-e") words/> })}
        </div>
    }
}
