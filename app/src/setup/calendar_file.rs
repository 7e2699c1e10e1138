//! Step 2 with a file: all that is wrong in it, line by line.

use domain::{forms::FormErrors, school_years::WhichYear, setup::Step};
use leptos::prelude::*;

use super::{
    Around, StepPage,
    year::{about, ways},
};
use crate::{
    paths,
    ui::{FileField, Icon},
};

/// One thing that is wrong in the file.
#[derive(Clone, Debug)]
pub struct LineFault {
    /// `None` where the whole file cannot be read.
    pub line: Option<usize>,
    pub words: String,
    /// The line as it stands in the file.
    pub text: String,
}

#[component]
pub fn CalendarFilePage(around: Around, which: WhichYear, file: String, faults: Vec<LineFault>) -> impl IntoView {
    let first = around.is_first();
    let count = faults.len();
    let no_errors = FormErrors::default();
    view! {
        <StepPage around step=Step::Year>
            <form method="post" action=paths::calendar_file(which) enctype="multipart/form-data">
                <h1>{if which == WhichYear::Next { "Năm học mới" } else { "Lịch năm học" }}</h1>
                <p class="sub">{about(which)}</p>
                {ways(which, true)}
                {(count > 0).then(|| view! {
                    <div class="notices"><div class="notice bad" role="alert">
                        <Icon name="error"/>
                        <div>
                            <p>
                                <b>"Tệp "{file}" có "{count}" chỗ chưa đọc được, nên chưa lấy gì."</b>" Sửa trong tệp rồi chọn lại."
                            </p>
                            <ol class="lines">{faults.into_iter().map(line).collect_view()}</ol>
                        </div>
                    </div></div>
                })}
                <div class="narrow">
                    <FileField id="tep" name="calendar" label="Tệp lịch (.toml)" accept=".toml" required=true
                        errors=&no_errors>
                        "Chưa có tệp? "<a href=paths::SAMPLE_CALENDAR>"Tải tệp mẫu"</a>
                    </FileField>
                </div>
                <div class="foot">
                    <button class="btn main big">"Đọc tệp và xem trước"</button>
                    <a class="btn text" href=if first { paths::SCHOOL } else { paths::SETTINGS }>"Quay lại"</a>
                    <p class="say">{first.then_some("Bước 2 trong 6. Bỏ dở lúc nào cũng được, mở lại sẽ đúng chỗ này.")}</p>
                </div>
            </form>
        </StepPage>
    }
}

fn line(fault: LineFault) -> impl IntoView {
    view! {
        <li>
            {fault.line.map(|line| view! { <b>"Dòng "{line}":"</b>" " })}
            <span>{fault.words}" "{(!fault.text.is_empty()).then(|| view! { <code>{fault.text.clone()}</code> })}</span>
        </li>
    }
}
