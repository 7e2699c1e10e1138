//! "/vang-mat/ghi": who is away and what becomes of their duties; looked at before it is noted.

use domain::{
    absences::{AbsenceForm, AbsenceKind, AbsenceOutlook},
    extensions::MAX_DECISION,
    forms::FormErrors,
    refusal::Words,
    vietnamese,
};
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    looked_at::{LookedAt, looked_at},
    paths,
    ui::{ChoiceField, ErrorLine, Extra, HiddenField, SelectField, TextField, option, refused_and_done},
};

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct NoteAbsenceView {
    pub form: AbsenceForm,
    /// Who can be away or cover: the name of a department, then of each the id, and the name with the positions.
    pub people: Vec<(String, Vec<(String, String)>)>,
    /// What would follow.
    pub shown: Option<AbsenceOutlook>,
    pub errors: FormErrors,
    pub refused: Option<Words>,
}

#[component]
pub fn NoteAbsencePage(viewer: Viewer, page: NoteAbsenceView) -> impl IntoView {
    let NoteAbsenceView { form, people, shown, errors, refused } = page;
    let confirmation = shown.map(|shown| confirmation(&form, &shown));
    let choices = |chosen: &str| {
        let group = |(department, people): &(String, Vec<(String, String)>)| {
            let people = people.iter().map(|(id, name)| option(id, name, chosen)).collect_view();
            view! { <optgroup label=department.clone()>{people}</optgroup> }
        };
        people.iter().map(group).collect_view()
    };
    let (away, cover) = (choices(&form.person), choices(&form.cover));
    let kinds = AbsenceKind::ALL.into_iter().map(|kind| {
        view! { <ChoiceField name="kind" value=kind.code() checked=form.kind == kind.code()>{kind.words()}</ChoiceField> }
    });
    let kinds = kinds.collect_view();
    let day = || Extra { hint: Some("Ngày/tháng/năm."), inputmode: Some("numeric"), ..Extra::default() };
    let words = Extra {
        hint: Some("Để trống cũng được; ban giám hiệu và người nghỉ đọc được."),
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
                <header class="head cols">
                    <p class="when"></p>
                    <div>
                        <a class="back" href=paths::ABSENCES>"Nghỉ và dạy thay"</a>
                        <h1>"Ghi nghỉ"</h1>
                        <p class="sub">"Điền rồi xem trước; chưa có gì thay đổi cho tới khi xác nhận."</p>
                        {refused_and_done(refused, None)}
                    </div>
                </header>
                {confirmation}
                <form method="get" action=paths::NOTE_ABSENCE>
                    <HiddenField name="key" value=form.key.clone()/>
                    <section class="group" aria-labelledby="g-ai">
                        <h2 id="g-ai">"Ai nghỉ, và hồ sơ do ai nộp"</h2>
                        <div class="cols"><p class="when"></p><div class="stack narrow">
                            <SelectField id="person" label="Người nghỉ" errors=&errors>
                                <option value="">"Chọn người nghỉ"</option>{away}
                            </SelectField>
                            <fieldset class="field"><legend>"Vì sao"</legend>{kinds}</fieldset>
                            {wrong_kind}
                            <div class="fields">
                                <TextField id="from" label="Từ ngày" value=form.from.clone() errors=errors.clone() extra=day()/>
                                <TextField id="until" label="Đến hết ngày" value=form.until.clone() errors=errors.clone()
                                    extra=day()/>
                            </div>
                            <fieldset class="field"><legend>"Hồ sơ đến hạn những ngày đó"</legend>
                                <ChoiceField name="duties" value=AbsenceForm::COVER checked=covers>
                                    "Giao cho người dạy thay"
                                </ChoiceField>
                                <ChoiceField name="duties" value=AbsenceForm::FREE checked=frees>
                                    "Miễn, không phải nộp"
                                </ChoiceField>
                            </fieldset>
                            {wrong_duties}
                            <SelectField id="cover" label="Người dạy thay, nếu giao" errors=&errors>
                                <option value="">"Chọn người dạy thay"</option>{cover}
                            </SelectField>
                            <TextField id="words" label="Ghi thêm" value=form.words.clone() errors=errors.clone() extra=words/>
                            <TextField id="decision" label="Số quyết định" value=form.decision.clone()
                                errors=errors.clone() extra=number/>
                            <div class="btns"><button class="btn">"Xem trước"</button></div>
                        </div></div>
                    </section>
                </form>
            </main>
        </Page>
    }
}

/// What would follow, and the button that does it.
fn confirmation(form: &AbsenceForm, shown: &AbsenceOutlook) -> impl IntoView + use<> {
    let fields = [
        ("key", &form.key),
        ("person", &form.person),
        ("kind", &form.kind),
        ("from", &form.from),
        ("until", &form.until),
        ("duties", &form.duties),
        ("cover", &form.cover),
        ("words", &form.words),
        ("decision", &form.decision),
    ];
    let fields = fields.map(|(name, value)| (name, value.clone())).into_iter();
    let passes = &shown.preview.passes;
    let headline = match (passes.len(), form.duties.as_str()) {
        (0, _) => "Không hồ sơ nào đổi người nộp hay được miễn".to_owned(),
        (count, AbsenceForm::COVER) => format!("{count} hồ sơ do người dạy thay nộp"),
        (count, _) => format!("Miễn {count} hồ sơ"),
    };
    looked_at(LookedAt {
        headline,
        action: paths::NOTE_ABSENCE,
        fields: fields.chain([("seen", shown.seen().to_owned())]).collect(),
        confirm: Some("Xác nhận ghi nghỉ".to_owned()),
        note: Some("Tên và giờ được ghi lại; người nghỉ và người dạy thay được báo ở Thông báo. Kết thúc sớm được."),
        happens: passes.iter().map(|one| format!("{}, hạn {}", one.title, vietnamese::weekday_and_date(one.due))).collect(),
        stays: shown.preview.stays.clone(),
    })
}
