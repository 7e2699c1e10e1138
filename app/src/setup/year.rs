//! Step 2: the calendar of the school year, with what it comes to beside it.

use domain::{
    forms::FormErrors,
    school_years::{DayRow, MonthRow, ROW_KINDS, WeekCell, WhichYear, YearForm, YearPreview},
    setup::Step,
    vietnamese,
    year_end::{NotCarried, YearEnd},
};
use leptos::prelude::*;

use super::{Around, StepPage, foot};
use crate::{
    calendar::warnings,
    ended_years::year_end_notice,
    moved_days::{LookedAt, looked_at},
    paths,
    ui::{
        Caption, Cell, CheckField, Column, ErrorLine, Extra, Icon, Notice, NoticeKind, SelectField, Table, TextField,
        enter_goes_on, option, refused, row_errors, select_cell,
    },
};

const DAYS: [Column; 4] = [Column::new("Từ ngày"), Column::new("Đến ngày"), Column::new("Loại"), Column::new("Tên")];

/// What saving the calendar of the next year has done.
const NEXT_YEAR_KEPT: &str = "Năm đang mở không đổi gì. Năm mới hiện ra bốn tuần trước tuần 1 của nó.";

/// What is said of a year's calendar above its form.
pub(super) const fn about(which: WhichYear) -> &'static str {
    match which {
        WhichYear::Present => "Mọi hạn nộp tính từ lịch này. Sai ngày nào sửa ngày đó, lúc nào cũng được.",
        WhichYear::Next => "Lập sẵn lịch năm sau. Năm đang mở không đổi gì; năm mới hiện ra bốn tuần trước tuần 1.",
    }
}

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct YearView {
    pub which: WhichYear,
    pub form: YearForm,
    pub errors: FormErrors,
    pub preview: Option<YearPreview>,
    /// The name of the file that filled the form and is not saved yet.
    pub from_file: Option<String>,
    /// What the form would move, where somebody asked or has to see it first.
    pub looked: Option<LookedAt>,
    /// Of a next year that was entered: what of the present one it has not yet.
    pub not_carried: Option<NotCarried>,
    /// What the leadership is told of a year that comes to its end.
    pub year_end: Option<YearEnd>,
}

#[component]
pub fn YearStepPage(around: Around, page: YearView) -> impl IntoView {
    let YearView { which, form, errors, preview, from_file, looked, not_carried, year_end } = page;
    let first = around.is_first();
    let wrong = (!errors.is_empty()).then(|| "Lịch chưa lưu được".to_owned());
    let name = vietnamese::school_year(&form.school_year);
    let title = match which {
        WhichYear::Present => format!("Lịch năm học {name}"),
        WhichYear::Next => format!("Năm học mới {name}"),
    };
    let other = match which {
        WhichYear::Present => (WhichYear::Next, "Năm học mới"),
        WhichYear::Next => (WhichYear::Present, "Về lịch năm học đang mở"),
    };
    view! {
        <StepPage around step=Step::Year effect=(which == WhichYear::Next).then_some(NEXT_YEAR_KEPT)>
            <form method="post" action=paths::calendar(which)>
                {enter_goes_on()}
                <h1>{title}</h1>
                <p class="sub">{about(which)}</p>
                {refused(wrong, "Sửa những ô có viền đỏ rồi gửi lại, các ô khác vẫn còn nguyên.")}
                {from_file.map(|name| view! {
                    <div class="notices">
                        <Notice kind=NoticeKind::Info fact=format!("Đã đọc tệp {name}, chưa lưu")
                            advice="Xem lại bên dưới rồi lưu."/>
                    </div>
                })}
                {looked.as_ref().map(looked_at)}
                {year_end.as_ref().filter(|_| which == WhichYear::Next).map(year_end_notice)}
                {not_carried.map(to_prepare)}
                <div class="two wide">
                    <div class="stack">
                        {ways(which, false)}
                        {layout(&form, &errors)}
                        {days(&form.rows, &errors)}
                        {(!first).then(|| document(&form.document, &errors))}
                    </div>
                    <div class="stack">
                        {preview.as_ref().map(effect)}
                        {(!first).then(|| view! {
                            <p class="way"><a href=paths::calendar(other.0)>{other.1}</a></p>
                            <p class="way"><a href=paths::YEAR_CLASSES>"Lớp và giáo viên của năm học mới, nhập từ Excel"</a></p>
                            <p class="way"><a href=paths::CALENDAR_HISTORY>"Lịch đã sửa những gì, khi nào"</a></p>
                        })}
                    </div>
                </div>
                {foot(first, Step::Year, "Lưu lịch")}
            </form>
        </StepPage>
    }
}

/// What the next year does not take over by itself, and where it is entered before that year begins.
fn to_prepare(left: NotCarried) -> impl IntoView {
    let fact = if left.is_nothing() {
        "Lượt dạy và chủ đề của năm học mới đã có".to_owned()
    } else {
        format!("Năm học mới chưa có {}", left.words())
    };
    let kind = if left.is_nothing() { NoticeKind::Info } else { NoticeKind::Warning };
    let advice = "Lượt dạy và chủ đề không tự mang sang; ghi trước ở đây, năm học đang mở không đổi gì.";
    let [turns, themes] = [paths::TURNS, paths::THEMES].map(|page| paths::of_year(page, WhichYear::Next));
    view! {
        <div class="notices">
            <Notice kind fact advice>
                <a class="btn" href=turns>"Lượt dạy năm học mới"</a>" "<a class="btn" href=themes>"Chủ đề năm học mới"</a>
            </Notice>
        </div>
    }
}

/// By which document the calendar is changed; whoever asks later why finds it in the history.
fn document(value: &str, errors: &FormErrors) -> impl IntoView + use<> {
    let hint = "Ví dụ: Công văn 12/SGDĐT-GDMN ngày 20/11/2026. Để trống cũng được.";
    let extra = Extra { hint: Some(hint), max_length: Some(120), ..Extra::default() };
    view! { <TextField id="document" label="Theo văn bản" value=value.to_owned() errors=errors.clone() extra/> }
}

/// Filling the form, or reading a file.
pub(super) fn ways(which: WhichYear, file: bool) -> impl IntoView {
    view! {
        <div class="btns">
            <div class="seg" role="group" aria-label="Cách nhập lịch">
                <a href=paths::calendar(which) aria-current=(!file).then_some("true")>"Điền ở đây"</a>
                <a href=paths::calendar_file(which) aria-current=file.then_some("true")>"Lấy từ tệp lịch"</a>
            </div>
            <p class="quiet">
                {if file { "Tệp TOML, như tệp mẫu kèm chương trình." } else { "Thêm Tết, giỗ Tổ và ngày nghỉ riêng của trường." }}
            </p>
        </div>
    }
}

fn layout(form: &YearForm, errors: &FormErrors) -> impl IntoView + use<> {
    let mut semesters: Vec<String> = (17..=20).map(|week: u8| week.to_string()).collect();
    if !semesters.contains(&form.semester_2) && form.semester_2.parse::<u8>().is_ok() {
        semesters.push(form.semester_2.clone());
    }
    let chosen = form.semester_2.clone();
    let number = Extra { inputmode: Some("numeric"), ..Extra::default() };
    let chips = [("mon", "Hai"), ("tue", "Ba"), ("wed", "Tư"), ("thu", "Năm"), ("fri", "Sáu"), ("sat", "Bảy"), ("sun", "CN")];
    let days = form.working_days.clone();
    view! {
        <div class="fields">
            <TextField id="year" label="Năm học" value=form.school_year.clone() errors=errors.clone()
                extra=Extra { placeholder: Some("2026-2027"), ..number }/>
            <TextField id="first_week" label="Tuần 1 bắt đầu, thứ Hai" value=form.first_week.clone() errors=errors.clone()
                extra=Extra { placeholder: Some("ngày/tháng/năm"), ..number }/>
        </div>
        <div class="fields">
            <TextField id="weeks" label="Số tuần" value=form.weeks.clone() errors=errors.clone() extra=number/>
            <SelectField id="second_semester" label="Học kỳ II từ tuần" errors>
                {semesters.into_iter().map(|week| option(week.clone(), week, &chosen)).collect_view()}
            </SelectField>
        </div>
        <fieldset>
            <legend class="label">"Ngày làm việc trong tuần"</legend>
            <div class="chips">
                {chips.map(|(code, words)| {
                    let worked = days.iter().any(|day| day == code);
                    view! {
                        <CheckField class="" name="d" value=code checked=worked>
                            <span><Icon name="check"/>{words}</span>
                        </CheckField>
                    }
                }).collect_view()}
            </div>
            {errors.of("d").map(|words| view! { <ErrorLine id="d-e" words/> })}
        </fieldset>
    }
}

fn days(rows: &[DayRow], errors: &FormErrors) -> impl IntoView + use<> {
    let rows = rows
        .iter()
        .enumerate()
        .map(|(at, row)| {
            let bad = !errors.of_row(at).is_empty();
            view! {
                <tr class=bad.then_some("bad")>
                    <td class="short"><Cell prefix="f" row=at label="Từ ngày" value=row.from.clone() errors date=true/></td>
                    <td class="short"><Cell prefix="t" row=at label="Đến ngày" value=row.to.clone() errors date=true/></td>
                    <td>{select_cell("k", at, "Loại", &ROW_KINDS, &row.kind, errors)}</td>
                    <td><Cell prefix="n" row=at label="Tên" value=row.name.clone() errors/></td>
                </tr>
                {row_errors(at, 4, errors)}
            }
        })
        .collect_view();
    view! {
        <fieldset>
            <legend class="label">"Ngày nghỉ và tuần không đánh số"</legend>
            <p class="hint">
                "Ngày viết ngày/tháng/năm; một ngày thì để trống ô Đến ngày. Tuần không đánh số ghi ngày thứ Hai của tuần."
            </p>
            <Table class="grid people" columns=&DAYS>
                <tbody>{rows}</tbody>
            </Table>
            <div class="btns">
                <button class="btn" name="do" value="add" formnovalidate><Icon name="plus"/>"Thêm ngày"</button>
                <button class="btn" name="do" value="preview" formnovalidate>"Xem trước"</button>
                <span class="quiet">"Xóa trống một dòng là bỏ dòng đó."</span>
            </div>
        </fieldset>
    }
}

/// What the calendar comes to. Its months are no table of columns: a row is a month with as many weeks as begin in it.
fn effect(preview: &YearPreview) -> impl IntoView + use<> {
    let months = preview.months.iter().map(month).collect_view();
    view! {
        {warnings(&preview.warnings)}
        <div>
            <h2>{preview.weeks}" tuần, "{vietnamese::from_to(preview.span)}</h2>
            <Table class="months" columns=&[] caption=Caption::Spoken("Tuần học theo tháng; học kỳ II có nền xanh".to_owned())>
                <tbody>{months}</tbody>
            </Table>
            {preview.moved_words.iter().map(|words| view! { <p class="quiet">{words.clone()}</p> }).collect_view()}
        </div>
    }
}

fn month(row: &MonthRow) -> impl IntoView + use<> {
    let empty = 5_usize.saturating_sub(row.weeks.len());
    view! {
        <tr>
            <th scope="row">{row.label.clone()}</th>
            {row.weeks.iter().map(|cell| match cell {
                WeekCell::Numbered { number, second_semester } => view! {
                    <td class=second_semester.then_some("hk2")>{number.to_string()}</td>
                },
                WeekCell::Gap(words) => view! { <td class=Some("end")>{words.clone()}</td> },
            }).collect_view()}
            {(0..empty).map(|_| view! { <td class="no"></td> }).collect_view()}
        </tr>
    }
}
