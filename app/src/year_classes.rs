//! "/nam-hoc/lop": the list of the classes of a new school year with their teachers, pasted or as a file; what it would bring, row
//! by row, before anything is done.

use domain::{
    forms::FormErrors,
    people::{Organisation, PersonId},
    staff::list::LEFT_OUT,
    vietnamese::{self, number},
    year_classes::{ChangeOfYear, ClassFate, ClassListPreview, ClassPreviewLine, ClassQuestion, ENDS, MAX_CLASSES},
};
use leptos::prelude::*;

use crate::{
    brought_list::{ListForm, WaysIn, bring, came_from, list_form, list_notices, not_read},
    layout::{NavItem, Page, Viewer},
    paths,
    ui::{Column, Look, Notice, NoticeKind, Select, Status, head_below, option},
};

const WAYS: WaysIn = WaysIn {
    file: paths::YEAR_CLASSES_FILE,
    text: paths::YEAR_CLASSES,
    hint: "Dòng đầu bảng ghi tên cột: Lớp mới, Tổ hoặc Khối, Giáo viên 1, Giáo viên 2; có cột Lớp cũ thì lớp nào lên lớp nào, không \
           ghi giáo viên thì giáo viên lớp cũ đi theo. Cột nào đứng trước cũng được.",
};

const COLUMNS: [Column; 4] = [Column::new("Dòng"), Column::new("Lớp mới"), Column::new("Giáo viên"), Column::new("Sẽ làm gì")];

/// A list of classes that waits, as it is read.
#[derive(Clone, Debug)]
pub struct ClassListShown {
    /// The name of the file; empty for what was pasted.
    pub source: String,
    pub preview: ClassListPreview,
}

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct YearClassesView {
    /// `None` where the next year has no calendar yet.
    pub change: Option<ChangeOfYear>,
    pub list: Option<ClassListShown>,
    pub organisation: Organisation,
    /// What is wrong with a file or a text that was sent.
    pub errors: FormErrors,
    /// "Đã mở 2 lớp, ghi phân công cho 14 người".
    pub done: Option<String>,
    /// Something else was looked at than what the list would bring by now.
    pub look_again: bool,
    /// The viewer's own password is asked for again.
    pub asks_again: bool,
    /// The viewer may enter the calendar of the next year.
    pub may_change_school: bool,
}

#[component]
pub fn YearClassesPage(viewer: Viewer, page: YearClassesView) -> impl IntoView {
    let unread = not_read(&page.errors, page.list.is_some());
    let has_news = page.done.is_some() || page.look_again || unread.is_some();
    let told = has_news.then(|| {
        view! {
            <div class="notices">
                {page.done.clone().map(|fact| view! {
                    <Notice kind=NoticeKind::Good fact advice="Lượt dạy của năm học mới chia sau, ở Cài đặt, mục Lượt dạy.">
                        <a class="btn" href=paths::STAFF>"Đến danh sách cán bộ"</a>
                    </Notice>
                })}
                {list_notices(unread.clone(), page.look_again)}
            </div>
        }
    });
    let title = page.change.as_ref().map_or_else(
        || "Lớp của năm học mới".to_owned(),
        |change| format!("Lớp của năm học {}", vietnamese::school_year(&change.school_year)),
    );
    let about = page.change.as_ref().map(|change| {
        format!(
            "Ai đổi lớp thì thôi lớp cũ hết ngày {} và dạy lớp mới từ {}, để kịp giáo án tuần 1. Chưa ghi gì trước khi bấm “Nhập”; \
             nhập lại cùng một danh sách thì không có gì ghi hai lần.",
            vietnamese::date(change.last()),
            vietnamese::date(change.from)
        )
    });
    let body = match (&page.change, page.list.clone()) {
        (None, _) => without_calendar(page.may_change_school).into_any(),
        (Some(_), Some(list)) => shown(&page, list).into_any(),
        (Some(_), None) => bring(WAYS, &page.errors).into_any(),
    };
    view! {
        <Page viewer=Some(viewer) here=NavItem::Staff>
            <main id="noi-dung" class="sheet indented" tabindex="-1">
                {head_below((paths::STAFF, "Cán bộ"), title, about, told)}
                {body}
            </main>
        </Page>
    }
}

/// The classes of a year without a calendar begin on no day.
fn without_calendar(may_change: bool) -> impl IntoView {
    let advice = if may_change {
        "Lập lịch năm học mới trước, rồi đưa danh sách lớp. Đổi lớp giữa năm thì ghi ở trang của từng người."
    } else {
        "Ban giám hiệu lập lịch năm học mới trước. Đổi lớp giữa năm thì ghi ở trang của từng người."
    };
    view! {
        <div class="notices">
            <Notice kind=NoticeKind::Info fact="Chưa có lịch của năm học mới" advice>
                {may_change.then(|| view! { <a class="btn main" href=paths::NEXT_CALENDAR>"Lập năm học mới"</a> })}
            </Notice>
        </div>
    }
}

fn shown(page: &YearClassesView, list: ClassListShown) -> impl IntoView + use<> {
    let ClassListShown { source, preview } = list;
    let open = preview.count(|fate| matches!(fate, ClassFate::Asked | ClassFate::Wrong(_)));
    let opened = preview.count(|fate| matches!(fate, ClassFate::Changes { opens: Some(_), .. }));
    let to_save = preview.to_save();
    let seen = preview.seen().to_string();
    let from = came_from(&source);
    let headline = format!(
        "{from}: {} lớp. Mở mới {opened}, đổi giáo viên {}, giữ nguyên {}, còn hỏi hoặc phải sửa {open}.",
        preview.lines.len(),
        to_save - opened,
        preview.lines.len() - to_save - open
    );
    let rows = preview.lines.iter().map(|line| row(page, &preview.change, line)).collect_view();
    let form = ListForm {
        action: paths::YEAR_CLASSES,
        headline,
        notes: notes(&preview),
        columns: &COLUMNS,
        caption: "Các lớp theo dòng",
        lettering: (preview.lettering, preview.letters_left),
        seen,
        take: (to_save > 0).then(|| format!("Nhập {to_save} lớp")),
        is_open: open > 0,
        asks_again: page.asks_again,
    };
    list_form(form, &page.errors, rows.into_any())
}

/// What to know of the list as a whole.
fn notes(preview: &ClassListPreview) -> Vec<String> {
    let mut notes = Vec::new();
    if preview.without_head {
        notes.push(
            "Không thấy dòng tên cột. Thêm một dòng: Lớp mới, Tổ, Giáo viên 1, Giáo viên 2, Lớp cũ; rồi bỏ danh sách này và đưa lại."
                .to_owned(),
        );
    } else if preview.lines.is_empty() {
        notes.push("Không có dòng nào là một lớp. Kiểm tra lại bảng đã chép.".to_owned());
    }
    if !preview.unused.is_empty() {
        notes.push(format!("Cột không dùng đến, không giữ lại gì: {}.", preview.unused.join(", ")));
    }
    if preview.beyond > 0 {
        let (most, beyond) = (number(MAX_CLASSES as i64), number(preview.beyond as i64));
        notes.push(format!("Chỉ xem {most} lớp đầu; {beyond} lớp sau chưa lấy. Nhập xong rồi đưa phần còn lại."));
    }
    if !preview.not_named.is_empty() {
        notes.push(format!("Lớp không có trong danh sách, vẫn như cũ: {}.", preview.not_named.join(", ")));
    }
    notes
}

fn row(page: &YearClassesView, change: &ChangeOfYear, line: &ClassPreviewLine) -> impl IntoView + use<> {
    let names: Vec<&str> = line.line.teachers.iter().map(|one| one.name.as_str()).collect();
    let names = names.join(", ");
    let old = line.line.old_classes.join(", ");
    let goes_up = (!old.is_empty()).then(|| view! { <small>{format!("từ lớp {old}")}</small> });
    let questions = line.questions.iter().map(|one| question(page, change, line.line.number, one)).collect_view();
    let bad = matches!(line.fate, ClassFate::Wrong(_));
    view! {
        <tr class=bad.then_some("bad")>
            <td class="n">{line.line.number}</td>
            <th scope="row">{line.line.class.clone()}{goes_up}</th>
            <td>{names}</td>
            <td>{fate(page, change, &line.fate)}{questions}</td>
        </tr>
    }
}

fn fate(page: &YearClassesView, change: &ChangeOfYear, fate: &ClassFate) -> AnyView {
    match fate {
        ClassFate::Changes { opens, changes } => {
            let (look, word) =
                if opens.is_some() { (Look::OnTime, "Mở lớp mới") } else { (Look::NoDue, "Đổi giáo viên") };
            let department = opens.and_then(|id| page.organisation.department(id)).map(|one| format!("Ở tổ {}.", one.name));
            let steps = department.into_iter().chain(changes.iter().map(|one| one.told(&page.organisation, change)));
            let steps = steps.map(|words| view! { <li>{words}</li> }).collect_view();
            view! { <Status look word/><ul class="lines">{steps}</ul> }.into_any()
        }
        ClassFate::Unchanged => view! { <span>"Đã đúng, giữ nguyên"</span> }.into_any(),
        ClassFate::Asked => view! { <Status look=Look::NoDue word="Còn hỏi"/> }.into_any(),
        ClassFate::Wrong(problems) => {
            let lines =
                problems.iter().map(|one| view! { <li><b>{one.column.words()}": "</b>{one.words.clone()}</li> }).collect_view();
            view! { <ul class="lines">{lines}</ul> }.into_any()
        }
    }
}

fn question(page: &YearClassesView, change: &ChangeOfYear, number: u32, question: &ClassQuestion) -> AnyView {
    let (id, words, options) = match question {
        ClassQuestion::Who { field, name, people, answer } => {
            let mut options = vec![option("", "Chọn", answer)];
            options.extend(people.iter().map(|(id, words)| option(id.to_string(), words.clone(), answer)));
            options.push(option(LEFT_OUT, "Bỏ tên này", answer));
            (format!("w{field}"), format!("“{name}” là ai?"), options)
        }
        ClassQuestion::Unnamed { people, ends } => {
            let chosen = if *ends { ENDS } else { "" };
            let who = people.iter().filter_map(|id| named(page, *id)).collect::<Vec<_>>().join(", ");
            let ending = format!("Thôi lớp, hết ngày {}", vietnamese::date(change.last()));
            let options = vec![option("", "Vẫn dạy lớp này", chosen), option(ENDS, ending, chosen)];
            (format!("k{number}"), format!("Đang dạy mà danh sách không ghi: {who}"), options)
        }
    };
    view! {
        <div class="field">
            <label for=id.clone()>{words}</label>
            <Select id>{options.into_iter().collect_view()}</Select>
        </div>
    }
    .into_any()
}

fn named(page: &YearClassesView, person: PersonId) -> Option<String> {
    page.organisation.person(person).map(|one| format!("{} {}", one.honorific.word(), one.name))
}
