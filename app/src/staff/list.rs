//! "/can-bo/nhap": a list of the staff, pasted or as a file; what it would bring, row by row, before anything is done.

use domain::{
    days::day_of,
    forms::FormErrors,
    people::{Honorific, Organisation},
    staff::list::{ANOTHER, AS_IT_STANDS, Fate, LEFT_OUT, ListPreview, MAX_PEOPLE, PreviewLine, Question, Settled},
    vietnamese::number,
};
use leptos::prelude::*;

use crate::{
    brought_list::{ListForm, WaysIn, bring, came_from, list_form, list_notices, not_read},
    layout::{NavItem, Page, Viewer},
    paths,
    ui::{Column, Icon, Look, Notice, NoticeKind, Select, Status, head_below, option},
};

const WAYS: WaysIn = WaysIn {
    file: paths::STAFF_LIST_FILE,
    text: paths::STAFF_LIST,
    hint: "Dòng đầu bảng ghi tên cột: Họ và tên, Ngày sinh, Giới tính, Chức vụ, Tổ, Lớp, Điện thoại, Từ ngày. Cột nào đứng \
           trước cũng được; của ngày sinh chỉ giữ năm.",
};

const COLUMNS: [Column; 4] = [Column::new("Dòng"), Column::new("Họ và tên"), Column::new("Chức vụ"), Column::new("Sẽ làm gì")];

/// A list that waits, as it is read.
#[derive(Clone, Debug)]
pub struct ListShown {
    /// The name of the file; empty for what was pasted.
    pub source: String,
    pub preview: ListPreview,
}

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct StaffListView {
    pub list: Option<ListShown>,
    pub organisation: Organisation,
    pub now: domain::days::Timestamp,
    /// What is wrong with a file or a text that was sent.
    pub errors: FormErrors,
    /// "Đã thêm 5 người, ghi thêm cho 2 người".
    pub done: Option<String>,
    /// How many have no password, and the viewer may hand one out to them.
    pub without_password: usize,
    /// Something else was looked at than what the list would bring by now.
    pub look_again: bool,
    /// The viewer's own password is asked for again.
    pub asks_again: bool,
}

#[component]
pub fn StaffListPage(viewer: Viewer, page: StaffListView) -> impl IntoView {
    let unread = not_read(&page.errors, page.list.is_some());
    let without = page.without_password;
    let of_new = if without > 0 { "Người mới chưa có mật khẩu." } else { "" };
    let has_news = page.done.is_some() || page.look_again || unread.is_some();
    let told = has_news.then(|| {
        view! {
            <div class="notices">
                {page.done.clone().map(|fact| view! {
                    <Notice kind=NoticeKind::Good fact advice=of_new>
                        {(without > 0).then(|| view! {
                            <a class="btn main" href=paths::FIRST_PASSWORDS>
                                <Icon name="key"/>{format!("Phát mật khẩu cho {without} người, in phiếu")}
                            </a>
                        })}
                        <a class="btn" href=paths::STAFF>"Đến danh sách cán bộ"</a>
                    </Notice>
                })}
                {list_notices(unread.clone(), page.look_again)}
            </div>
        }
    });
    let about =
        "Chép từ Excel hoặc chọn tệp. Chưa ghi gì trước khi bấm “Nhập”; nhập lại cùng một danh sách thì không ai bị thêm hai lần.";
    let body = match page.list.clone() {
        Some(list) => shown(&page, list).into_any(),
        None => bring(WAYS, &page.errors).into_any(),
    };
    view! {
        <Page viewer=Some(viewer) here=NavItem::Staff>
            <main id="noi-dung" class="sheet indented" tabindex="-1">
                {head_below((paths::STAFF, "Cán bộ"), "Nhập danh sách cán bộ", Some(about.to_owned()), told)}
                {body}
            </main>
        </Page>
    }
}

fn shown(page: &StaffListView, list: ListShown) -> impl IntoView + use<> {
    let ListShown { source, preview } = list;
    let added = preview.count(|fate| matches!(fate, Fate::Add(_)));
    let changed = preview.count(|fate| matches!(fate, Fate::Change(..)));
    let open = preview.count(|fate| matches!(fate, Fate::Asked | Fate::Wrong(_)));
    let to_save = preview.to_save();
    let seen = preview.seen().to_string();
    let from = came_from(&source);
    let headline = format!(
        "{from}: {} người. Thêm {added}, ghi thêm cho {changed}, giữ nguyên {}, còn hỏi hoặc phải sửa {open}.",
        preview.lines.len(),
        preview.lines.len() - added - changed - open
    );
    let rows = preview.lines.iter().map(|line| row(page, line)).collect_view();
    let form = ListForm {
        action: paths::STAFF_LIST,
        headline,
        notes: notes(&preview),
        columns: &COLUMNS,
        caption: "Danh sách theo dòng",
        lettering: (preview.lettering, preview.letters_left),
        seen,
        take: (to_save > 0).then(|| format!("Nhập {to_save} người")),
        is_open: open > 0,
        asks_again: page.asks_again,
    };
    list_form(form, &page.errors, rows.into_any())
}

/// What to know of the list as a whole.
fn notes(preview: &ListPreview) -> Vec<String> {
    let mut notes = Vec::new();
    if preview.without_head {
        notes.push(
            "Không thấy dòng tên cột, nên lấy theo thứ tự: họ tên, cô hoặc thầy, chức vụ, lớp hoặc tổ. Nếu không đúng, thêm dòng tên cột \
             rồi dán lại."
                .to_owned(),
        );
    }
    if !preview.unused.is_empty() {
        notes.push(format!("Cột không dùng đến, không giữ lại gì: {}.", preview.unused.join(", ")));
    }
    if preview.beyond > 0 {
        let (most, beyond) = (number(MAX_PEOPLE as i64), number(preview.beyond as i64));
        notes.push(format!("Chỉ xem {most} người đầu; {beyond} người sau chưa lấy. Nhập xong rồi đưa phần còn lại."));
    }
    if preview.lines.is_empty() {
        notes.push("Không có dòng nào là một người. Kiểm tra lại bảng đã chép.".to_owned());
    }
    notes
}

fn row(page: &StaffListView, line: &PreviewLine) -> impl IntoView + use<> {
    let number = line.line.number;
    let name = line.line.person_name(true).map_or_else(|| line.line.name.clone(), |name| name.to_string());
    let known: Vec<String> = [
        line.line.honorific.map(|one| one.word().to_owned()),
        line.line.birth_year.map(|year| format!("sinh {year}")),
        line.line.phone.as_ref().map(ToString::to_string),
    ]
    .into_iter()
    .flatten()
    .collect();
    let questions = line.questions.iter().map(|one| question(number, one)).collect_view();
    let bad = matches!(line.fate, Fate::Wrong(_));
    view! {
        <tr class=bad.then_some("bad")>
            <td class="n">{number}</td>
            <th scope="row">{name}<small>{known.join(", ")}</small></th>
            <td>{line.titles.clone()}</td>
            <td>{fate(page, &line.fate)}{questions}</td>
        </tr>
    }
}

fn fate(page: &StaffListView, fate: &Fate) -> AnyView {
    let today = day_of(page.now);
    let adds = |settled: &Settled| {
        let mut words = Vec::new();
        if !settled.positions.is_empty() {
            words.push(format!("{} {}", page.organisation.titles(&settled.positions), settled.begins(today)));
        }
        words.extend(settled.birth_year.map(|year| format!("năm sinh {year}")));
        words.extend(settled.phone.as_ref().map(|phone| format!("điện thoại {phone}")));
        words.join("; ")
    };
    match fate {
        Fate::Add(settled) => view! {
            <Status look=Look::OnTime word="Thêm mới"/><small>{format!("{} {}", settled.honorific.capital(), adds(settled))}</small>
        }
        .into_any(),
        Fate::Change(_, settled) => view! { <Status look=Look::NoDue word="Ghi thêm"/><small>{adds(settled)}</small> }.into_any(),
        Fate::Unchanged(_) => view! { <span>"Đã có, giữ nguyên"</span> }.into_any(),
        Fate::LeftOut => view! { <span>"Bỏ qua"</span> }.into_any(),
        Fate::Asked => view! { <Status look=Look::NoDue word="Còn hỏi"/> }.into_any(),
        Fate::Wrong(problems) => {
            let lines =
                problems.iter().map(|one| view! { <li><b>{one.column.words()}": "</b>{one.words.clone()}</li> }).collect_view();
            view! { <ul class="lines">{lines}</ul> }.into_any()
        }
    }
}

fn question(number: u32, question: &Question) -> AnyView {
    let (field, words, options) = match question {
        Question::Honorific(answered) => {
            let chosen = answered.map_or("", Honorific::code);
            let options = vec![option("", "Chọn", chosen), option("co", "cô", chosen), option("thay", "thầy", chosen)];
            ('g', "Cô hay thầy?".to_owned(), options)
        }
        Question::Name { suggested, stays } => {
            let chosen = if *stays { AS_IT_STANDS } else { "" };
            let options =
                vec![option("", format!("Ghi là {suggested}"), chosen), option(AS_IT_STANDS, "Giữ như trong danh sách", chosen)];
            ('k', "Họ tên viết thế nào?".to_owned(), options)
        }
        Question::Who { people, earlier, answer } => {
            let there = match (people.as_slice(), earlier) {
                ([], Some(row)) => format!("Đã có ở dòng {row}; là người khác?"),
                (_, Some(row)) => format!("Đã có ở dòng {row} và ở trường; là ai?"),
                (_, None) => "Trường đã có người tên này; là ai?".to_owned(),
            };
            let mut options = vec![option("", "Chọn", answer)];
            options.extend(people.iter().map(|(id, words)| option(id.to_string(), format!("Là {words}"), answer)));
            options.push(option(ANOTHER, "Là người khác, thêm mới", answer));
            let out = if earlier.is_some() { "Là một người, bỏ dòng này" } else { "Bỏ dòng này" };
            options.push(option(LEFT_OUT, out, answer));
            ('w', there, options)
        }
    };
    let id = format!("{field}{number}");
    view! {
        <div class="field">
            <label for=id.clone()>{words}</label>
            <Select id>{options.into_iter().collect_view()}</Select>
        </div>
    }
    .into_any()
}
