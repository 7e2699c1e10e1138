//! "/kiem-tra-tai-khoan/ghi": what is found now; for each finding who mends it by when.

use domain::{forms::FormErrors, obligations::Reason, refusal::Words, security_checks::CheckForm};
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    ui::{
        ErrorLine, Extra, HiddenField, Select, SelectField, TextAreaField, TextField, head_below, option, refused, refused_and_done,
    },
};

/// One thing that is found.
#[derive(Clone, Debug)]
pub struct FoundLine {
    pub who: String,
    pub kind: &'static str,
    pub fact: String,
    pub advice: &'static str,
    /// Who can mend it: the id and the words.
    pub menders: Vec<(String, String)>,
}

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct CheckFormView {
    pub lines: Vec<FoundLine>,
    pub form: CheckForm,
    pub errors: FormErrors,
    pub refused: Option<Words>,
}

#[component]
pub fn CheckFormPage(viewer: Viewer, page: CheckFormView) -> impl IntoView {
    let CheckFormView { lines, form, errors, refused: why } = page;
    let count = lines.len();
    let about = match count {
        0 => "Máy không thấy điều gì cần xử lý. Ghi lại lần kiểm tra này để sau này có biên bản.".to_owned(),
        count => format!("Máy thấy {count} điều. Mỗi điều chọn người xử lý và ngày, hoặc ghi vì sao không cần."),
    };
    let wrong = (!errors.is_empty()).then(|| "Chưa ghi được".to_owned());
    let told = view! {
        {refused(wrong, "Sửa những ô có viền đỏ rồi gửi lại, các ô khác vẫn còn nguyên.")}
        {refused_and_done(why, None)}
    };
    let mut all: Vec<(String, String)> = Vec::new();
    for one in lines.iter().flat_map(|line| &line.menders) {
        if !all.contains(one) {
            all.push(one.clone());
        }
    }
    let all = all.into_iter().map(|(id, words)| option(id, words, &form.all)).collect_view();
    let rows = lines.into_iter().enumerate().map(|(at, line)| found(at, line, &form, &errors)).collect_view();
    view! {
        <Page viewer=Some(viewer) here=NavItem::Staff>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                {head_below((paths::SECURITY_CHECKS, "Kiểm tra bảo mật tài khoản"), "Kiểm tra bây giờ", Some(about), told)}
                <form method="post" action=paths::RECORD_CHECK>
                    <HiddenField name="key" value=form.key.clone()/>
                    <HiddenField name="seen" value=form.seen.clone()/>
                    {(count > 1).then(|| view! {
                        <div class="cols"><p class="when"></p>
                            <div class="stack narrow">
                                <SelectField id="all" label="Người xử lý những điều chưa chọn ở dưới" errors=&errors>
                                    <option value="">"Không giao chung, chọn ở từng điều"</option>{all}
                                </SelectField>
                            </div>
                        </div>
                    })}
                    <ul class="jobs">{rows}</ul>
                    <div class="cols"><p class="when"></p>
                        <div class="stack narrow">
                            <TextAreaField id="note" label="Ghi chú chung" hint="Không bắt buộc." value=form.note.clone() rows=2
                                max_length=Reason::MAX_LENGTH errors=&errors/>
                            <p class="quiet">"Ghi rồi thì giữ nguyên, không ai sửa hay xóa. Người xử lý thấy việc ở đầu trang Việc của tôi và bảng theo dõi."</p>
                            <div class="btns"><button class="btn main">"Ghi lần kiểm tra"</button></div>
                        </div>
                    </div>
                </form>
            </main>
        </Page>
    }
}

fn found(at: usize, line: FoundLine, form: &CheckForm, errors: &FormErrors) -> impl IntoView + use<> {
    let typed = form.findings.get(at).cloned().unwrap_or_default();
    let (to, by, note) = (format!("to{at}"), format!("by{at}"), format!("note{at}"));
    let wrong = errors.of(&to).map(str::to_owned);
    let options = line.menders.into_iter().map(|(id, words)| option(id, words, &typed.to)).collect_view();
    let nobody = option(CheckForm::NOBODY, "Không cần xử lý, chỉ ghi nhận", &typed.to);
    let open = option("", "Chưa chọn", &typed.to);
    let day = Extra { hint: Some("Ngày/tháng/năm."), inputmode: Some("numeric"), ..Extra::default() };
    let words = Extra {
        hint: Some("Bắt buộc khi không cần xử lý."),
        max_length: u32::try_from(Reason::MAX_LENGTH).ok(),
        ..Extra::default()
    };
    view! {
        <li class="job cols">
            <p class="when"></p>
            <div class="what">
                <h2>{format!("{}: {}", line.kind, line.who)}</h2>
                <p class="then">{line.fact}" "{line.advice}</p>
                <div class="stack narrow">
                    <div class="field">
                        <label for=to.clone()>"Người xử lý"</label>
                        <Select id=to.clone() wrong=wrong.as_ref().map(|_| format!("{to}-e"))>{open}{options}{nobody}</Select>
                        {wrong.map(|words| view! { <ErrorLine id=format!("{to}-e") words/> })}
                    </div>
                    <TextField id=by label="Xử lý xong chậm nhất" value=typed.by errors=errors.clone() extra=day/>
                    <TextField id=note label="Ghi chú" value=typed.note errors=errors.clone() extra=words/>
                </div>
            </div>
        </li>
    }
}
