//! "/cai-dat/luot-day": who writes which week, class by class.

use domain::{
    forms::FormErrors,
    people::{Department, PersonId},
    school_years::WhichYear,
    settings::Setting,
    turns::{ClassTurns, Shared, TurnsForm, WeekTurn},
    vietnamese,
};
use leptos::prelude::*;

use super::{SettingPage, of_next, setting_foot};
use crate::{
    layout::Viewer,
    paths,
    ui::{
        Caption, Column, ErrorLine, Hidden, Icon, Notice, NoticeKind, Select, SelectField, Table, enter_goes_on, option, refused,
        row_errors,
    },
};

const CLASSES: [Column; 4] = [Column::new("Lớp"), Column::new("Giáo viên"), Column::new("Đang là"), Column::spoken("Mở")];

const WEEKS: [Column; 3] = [Column::new("Tuần"), Column::new("Người soạn"), Column::new("Đã nộp")];

/// What saving turns has done.
const FOLLOWED: &str =
    "Ai có lượt thì thấy hồ sơ của tuần mình trong Việc của tôi. Hồ sơ đã đến hạn giữ nguyên người soạn và kết quả.";

/// The list of classes.
#[component]
pub fn TurnsPage(
    viewer: Viewer,
    /// Which year it is, and its name.
    year: (WhichYear, String),
    classes: Vec<ClassTurns>,
    departments: Vec<Department>,
) -> impl IntoView {
    let (which, name) = year;
    let title = of_next("Lượt dạy", which, &name);
    let groups = departments
        .into_iter()
        .filter_map(|department| {
            let rows: Vec<&ClassTurns> = classes.iter().filter(|class| class.department == department.id).collect();
            (!rows.is_empty()).then(|| {
                view! {
                    <tbody>
                        <tr class="grp"><th scope="rowgroup" colspan="4">{department.name}</th></tr>
                        {rows.into_iter().map(|class| class_row(class, which)).collect_view()}
                    </tbody>
                }
            })
        })
        .collect_view();
    view! {
        <SettingPage viewer>
            <div class="lead"><h1>{title}</h1><a class="btn" href=paths::SWAPS>"Các lần đổi lượt"</a></div>
            <p class="sub">
                "Lớp có từ hai giáo viên thì chia xem tuần nào ai soạn. Chưa chia thì cả lớp cùng thấy, cùng soạn, ai nộp cũng \
                 được."
            </p>
            <Table class="table stacks classes" columns=&CLASSES caption=Caption::Spoken("Các lớp theo tổ".to_owned())>
                {groups}
            </Table>
        </SettingPage>
    }
}

fn class_row(class: &ClassTurns, which: WhichYear) -> impl IntoView + use<> {
    let teachers: Vec<&str> = class.teachers.iter().map(|one| one.name.as_str()).collect();
    let teachers = teachers.join(", ");
    let name = class.name.clone();
    let path = paths::of_year(&paths::class_turns(class.class), which);
    view! {
        <tr>
            <th scope="row">{class.name.clone()}</th><td>{teachers}</td><td>{class.summary()}</td>
            <td>
                {class.is_shared().then(|| view! {
                    <a class="btn" href=path>"Chia lượt"<Hidden words=format!(" lớp {name}")/></a>
                })}
            </td>
        </tr>
    }
}

/// The form of one class.
#[derive(Clone, Debug)]
pub struct TurnsView {
    pub which: WhichYear,
    pub class: ClassTurns,
    pub form: TurnsForm,
    pub errors: FormErrors,
    /// Weeks that were just shared out in this form, and are not saved yet.
    pub shared: Option<Shared>,
    pub saved: bool,
}

#[component]
pub fn ClassTurnsPage(viewer: Viewer, page: TurnsView) -> impl IntoView {
    let TurnsView { which, class, form, errors, shared, saved } = page;
    let unshared = ["order", "each", "from"].iter().any(|field| errors.of(field).is_some());
    let unsaved = if unshared { "Chưa chia được" } else { "Chưa lưu được" };
    let wrong = (!errors.is_empty()).then(|| unsaved.to_owned());
    let action = paths::of_year(&paths::class_turns(class.class), which);
    let (past, ahead): (Vec<usize>, Vec<usize>) = (0..class.weeks.len()).partition(|at| !class.weeks[*at].ahead);
    // What is wrong, or was just shared out, is not hidden.
    let touched =
        |number: u8| errors.of(&format!("t{number}")).is_some() || shared.as_ref().is_some_and(|shared| shared.from <= number);
    let look_back = past.iter().any(|at| touched(class.weeks[*at].week.number));
    let over = past.len();
    let past = (over > 0).then(|| weeks(&class, &form, &errors, &past));
    let ahead = (!ahead.is_empty()).then(|| weeks(&class, &form, &errors, &ahead));
    view! {
        <SettingPage viewer saved=saved.then(|| FOLLOWED.to_owned()) back=Setting::Turns>
            <form method="post" action=action>
                {enter_goes_on()}
                <h1>"Lượt dạy lớp "{class.name.clone()}</h1>
                <p class="sub">{class.summary()}". Ai có lượt thì soạn tuần đó; người khác của lớp vẫn xem và nộp giúp được."</p>
                {refused(wrong, "Sửa những ô có viền đỏ rồi gửi lại, các ô khác vẫn còn nguyên.")}
                {shared.map(|shared| fresh(&shared))}
                {sharing(&class, &form, &errors)}
                {past.map(|past| view! {
                    <details class="why past" open=look_back>
                        <summary><span>{over}" tuần đã qua"</span><Icon name="chevron-down"/></summary>
                        {past}
                    </details>
                })}
                {ahead}
                {setting_foot("Lưu lượt dạy", paths::of_year(paths::TURNS, which))}
            </form>
        </SettingPage>
    }
}

/// What sharing out has done, and that it is not saved.
fn fresh(shared: &Shared) -> impl IntoView + use<> {
    let kept: Vec<String> = shared.kept.iter().map(u8::to_string).collect();
    let kept = match &kept[..] {
        [] => String::new(),
        kept => format!("Tuần {} đã có hồ sơ nộp nên giữ như cũ. ", kept.join(", ")),
    };
    let advice = format!("{kept}Xem bảng bên dưới, sửa tuần nào cần sửa rồi lưu.");
    view! {
        <div class="notices">
            <Notice kind=NoticeKind::Info fact=format!("Đã chia từ tuần {}, chưa lưu", shared.from) advice>
                <button class="btn main">"Lưu lượt dạy"</button>
            </Notice>
        </div>
    }
}

/// "Chia đều": fills the selects below.
fn sharing(class: &ClassTurns, form: &TurnsForm, errors: &FormErrors) -> impl IntoView + use<> {
    let items = class.teachers.len();
    let bad = errors.of("order").is_some();
    let order = (0..items)
        .map(|at| {
            let chosen = form.order.get(at).cloned().unwrap_or_default();
            let options = class
                .teachers
                .iter()
                .map(|one| option(one.id.to_string(), vietnamese::capitalised(&class.called(one.id)), &chosen))
                .collect_view();
            let id = format!("order-{at}");
            view! {
                <div class="field">
                    <label for=id.clone()>"Lượt thứ "{at + 1}</label>
                    <Select id name="order" wrong=bad.then(|| "order-e".to_owned())>
                        {option(String::new(), "Không có".to_owned(), &chosen)}
                        {options}
                    </Select>
                </div>
            }
        })
        .collect_view();
    let weeks = class
        .weeks
        .iter()
        .map(|week| {
            let number = week.week.number.to_string();
            option(number, vietnamese::week(week.week.number, week.week.taught()), &form.from)
        })
        .collect_view();
    let each = [option("1", "1 tuần", &form.each), option("2", "2 tuần liền", &form.each)].collect_view();
    view! {
        <fieldset class="sharing">
            <legend class="label">"Chia đều"</legend>
            <p class="hint">
                "Chọn thứ tự, máy chia luân phiên đến hết năm học. Tuần đã có hồ sơ nộp giữ như cũ. Chia xong còn sửa được từng \
                 tuần."
            </p>
            <div class="fields">
                {order}
                <SelectField id="each" label="Mỗi lượt" errors>
                    {each}
                </SelectField>
                <SelectField id="from" label="Từ" class="week" errors>{weeks}</SelectField>
            </div>
            {errors.of("order").map(|words| view! { <ErrorLine id="order-e" words/> })}
            <div class="btns"><button class="btn" name="do" value="share">"Chia đều, xem trước"</button></div>
        </fieldset>
    }
}

fn weeks(class: &ClassTurns, form: &TurnsForm, errors: &FormErrors, rows: &[usize]) -> impl IntoView + use<> {
    let row = |at: &usize| week_row(class, &class.weeks[*at], form.weeks.get(*at).and_then(Option::as_deref), errors);
    let rows = rows.iter().map(row).collect_view();
    view! {
        <Table class="grid turns" columns=&WEEKS>
            <tbody>{rows}</tbody>
        </Table>
    }
}

fn week_row(class: &ClassTurns, week: &WeekTurn, chosen: Option<&str>, errors: &FormErrors) -> impl IntoView + use<> {
    let number = usize::from(week.week.number);
    let field = format!("t{number}");
    let bad = errors.of(&field).is_some();
    let chosen = chosen.unwrap_or_default().to_owned();
    let here = |person: &PersonId| vietnamese::capitalised(&class.called(*person));
    let gone = week.turn.filter(|person| !week.teachers.contains(person));
    let teachers = week.teachers.iter().map(|one| option(one.to_string(), here(one), &chosen)).collect_view();
    let gone = gone.map(|one| option(one.to_string(), format!("{}, không dạy tuần này", here(&one)), &chosen));
    view! {
        <tr class=bad.then_some("bad")>
            <th scope="row">
                <label for=field.clone()>"Tuần "{number}</label>
                <small>{vietnamese::days(week.week.taught())}</small>
            </th>
            <td>
                <Select id=field wrong=bad.then(|| format!("loi-{number}"))>
                    {option(String::new(), "Cả lớp cùng soạn".to_owned(), &chosen)}
                    {teachers}
                    {gone}
                </Select>
            </td>
            <td class="quiet">
                {week.handed_in.then_some("Đã có hồ sơ nộp")}
                {week.swapped.clone().map(|words| view! { <small>{vietnamese::capitalised(&words)}</small> })}
            </td>
        </tr>
        {row_errors(number, 3, errors)}
    }
}
