//! "/quyet-dinh/quyen": who had, has or will have which right on a day, by person and by right.

use chrono::NaiveDate;
use domain::{
    forms::FormErrors,
    mandates::{GivenBy, PersonRights, RightHolders, RightLine, RightsOn},
    vietnamese,
};
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    printed::printed_foot,
    ui::{Column, Extra, Icon, Table, TextField, head_below},
};

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct RightsView {
    pub rights: RightsOn,
    pub today: NaiveDate,
    /// The day as it was typed.
    pub typed: String,
    pub errors: FormErrors,
}

const PEOPLE: [Column; 4] = [Column::new("Họ và tên"), Column::new("Chức vụ"), Column::new("Thời hạn"), Column::new("Theo")];
const RIGHTS: [Column; 2] = [Column::new("Quyền"), Column::new("Ai có")];

#[component]
pub fn RightsPage(viewer: Viewer, page: RightsView) -> impl IntoView {
    let RightsView { rights, today, typed, errors } = page;
    let RightsOn { day, people, rights, without_mandate } = rights;
    let when = match day.cmp(&today) {
        std::cmp::Ordering::Less => "như đã biết vào ngày đó",
        std::cmp::Ordering::Equal => "hôm nay",
        std::cmp::Ordering::Greater => "theo những gì đã ghi đến nay",
    };
    let shown = vietnamese::weekday_and_date(day);
    let about = format!("{} người, {when}; {without_mandate} chức vụ chưa có quyết định.", people.len());
    let foot = printed_foot(&viewer, vec![format!("Ai có quyền gì ngày {}", vietnamese::date(day))]);
    let field = Extra {
        hint: Some("Ngày/tháng/năm, ví dụ 12/03/2027."),
        inputmode: Some("numeric"),
        class: Some("brief"),
        ..Extra::default()
    };
    let by_person = people.iter().map(of_person).collect_view();
    let by_right = rights.iter().map(of_right).collect_view();
    let nobody = people.is_empty();
    let told = view! {
        <form method="get" action=paths::RIGHTS class="stack narrow scr">
            <TextField id="ngay" label="Ngày" value=typed errors extra=field/>
            <div class="btns">
                <button class="btn"><Icon name="search"/>"Xem"</button>
                <a class="btn" href=paths::print_rights_on(day)><Icon name="print"/>"Danh sách phân quyền"</a>
            </div>
        </form>
    };
    view! {
        <Page viewer=Some(viewer) here=NavItem::Mandates>
            <main id="noi-dung" class="sheet indented person" tabindex="-1">
                {head_below((paths::MANDATES, "Quyết định"), format!("Ai có quyền gì, {shown}"), Some(about), told)}
                <section class="group" aria-labelledby="g-nguoi">
                    <h2 id="g-nguoi">"Theo người"</h2>
                    {nobody.then(|| view! { <p class="quiet">"Chưa biết ai có quyền gì vào ngày này."</p> })}
                    <Table class="grid" columns=&PEOPLE>
                        {by_person}
                    </Table>
                </section>
                <section class="group" aria-labelledby="g-quyen">
                    <h2 id="g-quyen">"Theo quyền"</h2>
                    <Table class="grid" columns=&RIGHTS>
                        <tbody>{by_right}</tbody>
                    </Table>
                    <p class="quiet">"Loại hồ sơ kín lấy theo cài đặt hiện nay."</p>
                </section>
                {foot}
            </main>
        </Page>
    }
}

fn of_person(one: &PersonRights) -> impl IntoView + use<> {
    let lines = one.lines.iter().enumerate().map(|(at, line)| {
        let name = (at == 0).then(|| {
            let (name, address) = (one.name.clone(), paths::person(one.person));
            view! { <th scope="rowgroup" rowspan=one.lines.len()><a href=address>{name}</a></th> }
        });
        view! { <tr>{name}<td>{line.title.clone()}</td><td>{line.days.clone()}</td><td>{by(line)}</td></tr> }
    });
    view! { <tbody>{lines.collect_view()}</tbody> }
}

/// By what it is held, with the way to a decision of the register.
fn by(line: &RightLine) -> AnyView {
    match &line.by {
        GivenBy::Mandate { id, name } => view! { <a href=paths::mandate(id)>{name.clone()}</a> }.into_any(),
        GivenBy::Acting(words) => words.clone().into_any(),
        GivenBy::Nothing => view! { <span class="quiet">{line.by.words().to_owned()}</span> }.into_any(),
    }
}

fn of_right(one: &RightHolders) -> impl IntoView + use<> {
    let holders = if one.holders.is_empty() { "không ai".to_owned() } else { one.holders.join(", ") };
    view! { <tr><th scope="row">{one.right.clone()}</th><td>{holders}</td></tr> }
}
