//! "/vang-mat/ghi": who is away and what becomes of their duties; looked at before it is noted.

use chrono::NaiveDate;
use domain::{
    absences::{AbsenceForm, AbsenceKind, AbsenceOutlook, AbsencePreview, Passing},
    extensions::MAX_DECISION,
    forms::FormErrors,
    refusal::Words,
    vietnamese,
};
use leptos::prelude::*;

use super::approves_words;
use crate::{
    layout::{NavItem, Page, Viewer},
    looked_at::{LookedAt, looked_at},
    paths,
    ui::{ChoiceField, ErrorLine, Extra, HiddenField, Icon, SelectField, TextField, head_below, option, refused_and_done},
};

/// Who can be away or cover: the name of a department, then of each the id, and the name with the positions.
pub type People = Vec<(String, Vec<(String, String)>)>;

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct NoteAbsenceView {
    pub form: AbsenceForm,
    pub people: People,
    /// What would follow.
    pub shown: Option<AbsenceOutlook>,
    pub errors: FormErrors,
    pub refused: Option<Words>,
}

#[component]
pub fn NoteAbsencePage(viewer: Viewer, page: NoteAbsenceView) -> impl IntoView {
    let NoteAbsenceView { form, people, shown, errors, refused } = page;
    let look_words = if shown.is_some() { "Xem trước lại" } else { "Xem trước" };
    let confirmation = shown.as_ref().map(confirmation);
    let (away, cover) = (choices(&people, &form.who), choices(&people, &form.cover));
    let kinds = AbsenceKind::ALL.into_iter().map(|kind| {
        view! { <ChoiceField name="kind" value=kind.code() checked=form.kind == kind.code()>{kind.words()}</ChoiceField> }
    });
    let kinds = kinds.collect_view();
    let day = || Extra { hint: Some("Ngày/tháng/năm."), inputmode: Some("numeric"), ..Extra::default() };
    let words = Extra {
        hint: Some("Để trống cũng được; chỉ ban giám hiệu và người nghỉ đọc được."),
        max_length: u32::try_from(AbsenceForm::MAX_WORDS).ok(),
        ..Extra::default()
    };
    let number =
        Extra {
            hint: Some("Nếu có, ví dụ 15/QĐ-TrMNNT."), max_length: u32::try_from(MAX_DECISION).ok(), ..Extra::default()
        };
    let wrong = |field: &str| errors.of(field).map(|words| view! { <ErrorLine id=format!("{field}-e") words=words.to_owned()/> });
    let (wrong_kind, wrong_duties) = (wrong("kind"), wrong("duties"));
    let (covers, frees) = (form.duties == AbsenceForm::COVER, form.duties == AbsenceForm::FREE);
    view! {
        <Page viewer=Some(viewer) here=NavItem::MyWork>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                {head_below((paths::ABSENCES, "Nghỉ và người làm thay"), "Thêm đợt nghỉ", Some("Điền rồi xem trước; chưa có gì thay đổi cho tới khi xác nhận.".to_owned()), refused_and_done(refused, None))}
                // One form, so that whoever confirms sends the fields as they see them. Looking is sent as well: why somebody is
                // away belongs into no address, where it would stay in the browser and in logs.
                <form method="post" action=paths::NOTE_ABSENCE>
                    // What Enter presses: the first button of a form, and that must not be the one that confirms.
                    <button class="vh" tabindex="-1" aria-hidden="true">"Xem trước"</button>
                    <HiddenField name="key" value=form.key.clone()/>
                    {confirmation}
                    <section class="group" aria-labelledby="g-ai">
                        <h2 id="g-ai">"Ai nghỉ, và hồ sơ do ai nộp"</h2>
                        <div class="cols"><p class="when"></p><div class="stack narrow">
                            <SelectField id="who" label="Người nghỉ" errors=&errors>
                                <option value="">"Chọn người nghỉ"</option>{away}
                            </SelectField>
                            <fieldset class="field"><legend>"Lý do nghỉ"</legend>{kinds}</fieldset>
                            {wrong_kind}
                            <div class="fields">
                                <TextField id="from" label="Từ ngày" value=form.from.clone() errors=errors.clone() extra=day()/>
                                <TextField id="until" label="Đến hết ngày" value=form.until.clone() errors=errors.clone()
                                    extra=day()/>
                            </div>
                            <fieldset class="field"><legend>"Hồ sơ đến hạn những ngày đó"</legend>
                                <ChoiceField name="duties" value=AbsenceForm::COVER checked=covers>
                                    "Giao cho người dạy thay, làm thay"
                                </ChoiceField>
                                <ChoiceField name="duties" value=AbsenceForm::FREE checked=frees>
                                    "Miễn nộp"
                                </ChoiceField>
                            </fieldset>
                            {wrong_duties}
                            <SelectField id="cover" label="Người dạy thay, làm thay (nếu giao)" errors=&errors>
                                <option value="">"Chọn người"</option>{cover}
                            </SelectField>
                            <p class="hint">
                                "Hồ sơ của lớp do giáo viên, tổ trưởng hoặc ban giám hiệu nộp thay; hồ sơ của bộ phận do người cùng tổ \
                                hoặc ban giám hiệu. Hồ sơ chung của tổ, của trường và hồ sơ mang tên riêng không chuyển được."
                            </p>
                            <TextField id="words" label="Ghi thêm" value=form.words.clone() errors=errors.clone() extra=words/>
                            <TextField id="decision" label="Số quyết định" value=form.decision.clone()
                                errors=errors.clone() extra=number/>
                            <div class="btns"><button class="btn"><Icon name="search"/>{look_words}</button></div>
                        </div></div>
                    </section>
                </form>
            </main>
        </Page>
    }
}

/// The options of a list of people.
pub(super) fn choices(people: &People, chosen: &str) -> impl IntoView + use<> {
    let group = |(department, people): &(String, Vec<(String, String)>)| {
        let people = people.iter().map(|(id, name)| option(id, name, chosen)).collect_view();
        view! { <optgroup label=department.clone()>{people}</optgroup> }
    };
    people.iter().map(group).collect_view()
}

/// What would follow, and the button that does it.
fn confirmation(shown: &AbsenceOutlook) -> impl IntoView + use<> {
    let AbsencePreview { headline, approves, passes, stays } = &shown.preview;
    let told =
        if shown.is_covered() { "người nghỉ và người làm thay được báo" } else { "người nghỉ được báo" };
    let looked_at = looked_at(LookedAt {
        headline: headline.clone(),
        seen: shown.seen().to_owned(),
        confirm: Some("Xác nhận đợt nghỉ".to_owned()),
        notes: vec![format!("Tên và giờ được ghi lại; {told} ở Thông báo. Có thể kết thúc sớm.")],
        happens: passes.iter().map(|one| passing_words(one, shown.today())).collect(),
        stays: stays.clone(),
    });
    let approves = approves.then(|| view! { <div class="cols"><p class="when"></p>{approves_words()}</div> });
    view! { {looked_at}{approves} }
}

fn passing_words(one: &Passing, today: NaiveDate) -> String {
    let due = vietnamese::weekday_and_date(one.due);
    if one.due == today { format!("{}, hạn hôm nay ({due})", one.title) } else { format!("{}, hạn {due}", one.title) }
}
