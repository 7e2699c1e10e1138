//! "/vang-mat": who is, will be and was away, and who covers.

mod change;
mod form;

use domain::{
    absences::{AbsenceLine, AbsenceState, AbsencesTold, BackForm, Sees, Staying, Uncovered},
    forms::FormErrors,
    refusal::Words,
    vietnamese,
};
use leptos::prelude::*;

pub use change::{ChangeCoverPage, ChangeCoverView};
pub use form::{NoteAbsencePage, NoteAbsenceView, People};

use crate::{
    corrected::{correct_link, corrected},
    layout::{NavItem, Page, Viewer},
    paths,
    printed::printed_foot,
    ui::{Extra, Hidden, Icon, Look, Status, TextField, group_of, quiet_line, refused_and_done},
};

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct AbsencesView {
    pub told: AbsencesTold,
    /// The form that is to be corrected, by the id of its absence, with what was typed in it.
    pub wrong: Option<(String, BackForm)>,
    pub errors: FormErrors,
    pub refused: Option<Words>,
    pub done: Option<&'static str>,
}

#[component]
pub fn AbsencesPage(viewer: Viewer, page: AbsencesView) -> impl IntoView {
    let AbsencesView { told, wrong, errors, refused, done } = page;
    let AbsencesTold { lines, may_note, sees } = told;
    let nothing = match sees {
        Sees::All => "Chưa có đợt nghỉ nào.",
        Sees::Department => "Trong tổ chưa có ai nghỉ, và chưa làm thay ai.",
        Sees::Own => "Chưa có đợt nghỉ nào của mình, và chưa làm thay ai. Đợt nghỉ của người khác thì ban giám hiệu xem.",
    };
    let groups = [
        ("g-dang", "Đang nghỉ", AbsenceState::Now),
        ("g-sap", "Sắp nghỉ", AbsenceState::ToCome),
        ("g-qua", "Đã qua", AbsenceState::Over),
        ("g-som", "Đã đi làm lại sớm hoặc hủy", AbsenceState::Ended),
    ];
    let groups = groups.map(|(id, heading, state)| {
        let of_state = lines.iter().filter(|one| one.state == state);
        let of_state: Vec<_> = of_state.map(|one| line(one, wrong.as_ref(), &errors)).collect();
        group_of(id, heading, of_state)
    });
    let of_year = viewer.looks_back.as_deref().map(|name| format!("Năm học {}", vietnamese::school_year(name)));
    let back = paths::in_year(if of_year.is_some() { paths::SCHOOL_YEAR } else { paths::MY_WORK }, viewer.looks_back.as_deref());
    let back_words = if of_year.is_some() { "Năm học" } else { "Việc của tôi" };
    let foot = printed_foot(&viewer, [Some("Nghỉ và người làm thay".to_owned()), of_year.clone()].into_iter().flatten().collect());
    view! {
        <Page viewer=Some(viewer) here=NavItem::MyWork>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                <header class="head cols">
                    <p class="when"></p>
                    <div>
                        <a class="back" href=back>{back_words}</a>
                        <div class="lead">
                            <h1>"Nghỉ và người làm thay"</h1>
                            {may_note.then(|| view! {
                                <a class="btn" href=paths::NOTE_ABSENCE><Icon name="plus"/>"Thêm đợt nghỉ"</a>
                            })}
                        </div>
                        <p class="sub">
                            {of_year.map(|year| format!("{year}. "))}
                            "Ai nghỉ, từ ngày nào, và hồ sơ đến hạn những ngày đó do ai nộp."
                        </p>
                        {refused_and_done(refused, done)}
                    </div>
                </header>
                {lines.is_empty().then(|| quiet_line(nothing))}
                {groups.into_iter().flatten().collect_view()}
                {foot}
            </main>
        </Page>
    }
}

fn line(one: &AbsenceLine, wrong: Option<&(String, BackForm)>, errors: &FormErrors) -> impl IntoView + use<> {
    let key = one.id.to_string();
    let typed = wrong.filter(|(of, _)| *of == key).map(|(_, typed)| typed.clone());
    let (is_open, errors) = (typed.is_some(), if typed.is_some() { errors.clone() } else { FormErrors::default() });
    let (look, word) = match one.state {
        AbsenceState::Now => (Look::Lent, "Đang nghỉ"),
        AbsenceState::ToCome => (Look::NoDue, "Sắp nghỉ"),
        AbsenceState::Over => (Look::Archived, "Đã qua"),
        AbsenceState::Ended => (Look::Archived, "Đã kết thúc"),
    };
    // Why somebody is away is read on the screen by whoever may, and hangs on no wall.
    let what = one.what.as_ref().map(|what| view! { <span class="scr">{format!("{what}. ")}</span> });
    let ended = one.ended.clone().map(|words| {
        let because = one.ended_because.as_ref().map(|why| view! { <span class="scr">{format!(" Lý do: {why}.")}</span> });
        view! { <p class="then">{words}{because}</p> }
    });
    let words = format!("{} {}", duties(one), vietnamese::capitalised(&one.noted));
    let has_begun = one.state == AbsenceState::Now;
    let (summary, button) = if has_begun {
        ("Đã đi làm lại", "Kết thúc đợt nghỉ")
    } else {
        ("Hủy đợt nghỉ", "Hủy đợt nghỉ này")
    };
    let end = paths::end_absence(one.id);
    let since = Extra {
        hint: Some(if one.is_last_day {
            "Ngày/tháng/năm, muộn nhất là hôm nay; mai thì đợt nghỉ tự hết."
        } else {
            "Ngày/tháng/năm; để trống là ngày mai. Về từ hôm trước thì ghi hôm ấy."
        }),
        inputmode: Some("numeric"),
        ..Extra::default()
    };
    let typed = typed.unwrap_or_default();
    view! {
        <li class="job cols">
            <p class="when">
                {vietnamese::days(one.days)}
                {one.planned_until.map(|until| view! { " "<span>{format!("(báo đến {})", vietnamese::date(until))}</span> })}
            </p>
            <div class="what">
                <h3>{one.who.clone()}</h3>
                <Status look word/>
                <p class="then">{what}{words}</p>
                {uncovered_words(one).map(|words| view! { <p class="then"><strong>"Không còn ai nộp thay."</strong>" "{words}</p> })}
                {staying(one)}
                {one.covered_before.iter().map(|words| view! { <p class="then">{words.clone()}</p> }).collect_view()}
                {corrected(&one.corrections)}
                {one.correct.map(correct_link)}
                {ended}
                {one.approves.then(approves_words)}
                <div class="answers">
                {one.may_change_cover.then(|| view! {
                    <p class="way scr"><a href=paths::change_cover(one.id)>{format!("Đổi người {}", one.word)}</a></p>
                })}
                {one.may_end.then(|| view! {
                    <details class="why" open=is_open>
                        <summary><span>{summary}</span><Icon name="chevron-down"/></summary>
                        <p>{after_the_end(one)}</p>
                        <form method="post" action=end class="stack narrow">
                            {has_begun.then(|| view! {
                                <TextField id=format!("from-{key}") name=BackForm::FROM label="Đi làm lại từ ngày" value=typed.from
                                    errors=errors.clone() extra=since/>
                            })}
                            <TextField id=format!("reason-{key}") name="reason" label="Ghi thêm" value=typed.reason
                                errors extra=Extra { hint: Some("Không bắt buộc."), ..Extra::default() }/>
                            <div class="btns"><button class="btn">{button}</button></div>
                        </form>
                    </details>
                })}
                </div>
            </div>
        </li>
    }
}

/// What nobody hands in for whoever is away, record by record, with the way to free it.
fn staying(one: &AbsenceLine) -> Option<impl IntoView + use<>> {
    let count = one.stays.len();
    let records = one.stays.iter().map(|record| {
        let Staying { obligation, title, due, why } = record;
        let (why, due) = (vietnamese::without_stop(&why.words().0).to_owned(), vietnamese::weekday_and_date(*due));
        view! {
            <li>
                <a href=paths::record(obligation)>{title.clone()}</a>{format!(", hạn {due}: {why}. ")}
                <a href=paths::extend_one(*obligation)>"Gia hạn hoặc miễn"<Hidden words=format!(": {title}")/></a>
            </li>
        }
    });
    let records = records.collect_view();
    let head = format!("{count} hồ sơ không chuyển cho ai, vẫn là của {}:", one.who);
    (count > 0).then(|| view! { <p class="then">{head}</p><ul class="files-of">{records}</ul> })
}

/// Why nobody covers after all, and what to do about it.
fn uncovered_words(one: &AbsenceLine) -> Option<String> {
    let (who, cover) = (&one.who, one.cover.as_ref()?);
    let anew = format!("Đổi người {} bên dưới", one.word);
    Some(match one.uncovered? {
        Uncovered::Suspended => format!("Tài khoản của {cover} đang tạm khóa. {anew}, hoặc mở lại tài khoản."),
        Uncovered::Left { from } => {
            format!("{cover} thôi chức vụ, nên hồ sơ đến hạn từ {} lại là của {who}. {anew}.", vietnamese::date(from))
        }
    })
}

/// What becomes of the records that come due meanwhile.
fn duties(one: &AbsenceLine) -> String {
    match (&one.cover, one.freed) {
        (Some(cover), _) => format!("{cover} {}.", one.word),
        (None, 0) => "Không có hồ sơ nào phải miễn nộp.".to_owned(),
        (None, freed) => format!("Miễn nộp {freed} hồ sơ."),
    }
}

/// What follows where somebody is back, or was never away.
fn after_the_end(one: &AbsenceLine) -> String {
    let who = &one.who;
    match (&one.cover, one.owed_again) {
        (Some(_), _) if one.state == AbsenceState::Now => {
            format!("Hồ sơ đến hạn từ ngày mai do {who} nộp như trước; đến hạn hôm nay trở về trước thì giữ nguyên người nộp.")
        }
        (Some(_), _) => format!("Hồ sơ của những ngày đó do {who} nộp như trước."),
        (None, 0) => "Không có hồ sơ nào phải nộp lại.".to_owned(),
        (None, count) => format!("{count} hồ sơ chưa đến hạn lại phải nộp; các hồ sơ khác vẫn được miễn."),
    }
}

/// Whoever is away approves, and nobody acts for them.
pub(crate) fn approves_words() -> impl IntoView {
    view! {
        <p class="then">
            "Người nghỉ là người duyệt hồ sơ; những ngày này chưa ai duyệt thay. "<a href=paths::DELEGATIONS>"Ghi ủy quyền"</a>
        </p>
    }
}
