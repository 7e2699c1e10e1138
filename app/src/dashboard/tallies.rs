//! Around the matrix: the figures of the week, the bars of the year, counts and shares by department, what has no due day.

use domain::{obligations::Counts, record_list::StandingGroup};
use leptos::prelude::*;

use super::sheet::{Bar, MatrixRow, Sheet, Shown, Untimed};
use crate::ui::{Column, Hidden, Shape, column_heads};

/// The groups of the figures: of a year that is over, what was never handed in stands in the place of what is overdue.
fn groups(sheet: &Sheet) -> &'static [StandingGroup] {
    if sheet.is_over() { &StandingGroup::WHEN_OVER } else { &StandingGroup::AS_COUNTED }
}

/// The name of a shape and the class of a bar.
const fn drawn(group: StandingGroup) -> (&'static str, &'static str) {
    match group {
        StandingGroup::OnTime => ("on-time", "ok"),
        StandingGroup::Late => ("late", "la"),
        StandingGroup::Excused => ("excused", "re"),
        StandingGroup::Overdue | StandingGroup::Missing => ("overdue", "ov"),
        StandingGroup::NotYetDue => ("not-due", "to"),
        StandingGroup::Exempt => ("exempt", "ex"),
    }
}

const UNTIMED: [Column; 3] = [Column::new("Loại hồ sơ"), Column::number("Đã nộp trong năm"), Column::number("Theo dõi cả năm")];

/// The present week, and what is due when.
pub fn week(sheet: &Sheet) -> impl IntoView + use<> {
    let today = sheet.figures.today.clone().map(|words| view! { <p><b>{words}</b></p> });
    view! { <div class="week"><h2>{sheet.figures.head.clone()}</h2>{today}<p>{sheet.figures.about.clone()}</p></div> }
}

/// The present week in large numbers, and what is overdue.
pub fn sums(sheet: &Sheet) -> impl IntoView + use<> {
    let counts = sheet.figures.counts;
    let share = |part: u32| {
        let share = counts.share(part).filter(|_| part > 0);
        share.map(|share| view! { <small>{format!("{share}%")}</small> })
    };
    let one = |group: StandingGroup| {
        let (part, (name, _)) = (group.in_counts(&counts), drawn(group));
        let is_bad = group == StandingGroup::Overdue && part > 0;
        let share = share(part).filter(|_| group != StandingGroup::Exempt);
        view! {
            <div>
                <dt><p class=format!("st {name}")><Shape name/>{group.short()}</p></dt>
                <dd class=is_bad.then_some("overdue")>{format!("{part} ")}{share}</dd>
            </div>
        }
    };
    // It is rare, and a zero would stand there all year.
    let shown = groups(sheet).iter().copied().filter(|group| *group != StandingGroup::Excused || counts.excused > 0);
    let shown: Vec<_> = shown.map(one).collect();
    let overdue = sheet.total.overdue;
    let list = sheet.list(format_args!("tt={}&ky={}", StandingGroup::Overdue.code(), sheet.term.code()));
    let (term, late) = (sheet.term.in_sentence(), sheet.figures.late.clone());
    // Where nothing is to be counted, zeros would say that nobody has done anything.
    let figures = sheet.figures.empty.is_none().then(|| {
        view! {
            <dl class="figures">
                <div>
                    <dt>"đã nộp"</dt>
                    <dd>
                        {counts.handed_in().to_string()}
                        <span class="of">{format!("/{}", counts.owed())}</span>
                        " "
                        {share(counts.handed_in())}
                    </dd>
                </div>
                {shown}
            </dl>
        }
    });
    view! {
        <div class="sums">
            {figures}
            {sheet.figures.empty.clone().map(|words| view! { <p>{words}</p> })}
            {(overdue > 0).then(|| view! {
                <p class="attention">
                    <b>"Cần để ý: "</b>
                    {format!("{overdue} hồ sơ quá hạn trong {term}. ")}
                    <a href=list>"Xem danh sách"</a>
                </p>
            })}
            {(!late.is_empty()).then(|| view! { <p class="late-of">{late}</p> })}
        </div>
    }
}

/// What bars and numbers mean.
pub fn key(sheet: &Sheet) -> impl IntoView + use<> {
    let one = |group: &StandingGroup| {
        let (_, class) = drawn(*group);
        view! { <li><svg class="bars" aria-hidden="true"><rect class=class width="100%"></rect></svg>{group.short()}</li> }
    };
    let groups = groups(sheet).iter().map(one).collect_view();
    view! {
        <ul class="key" aria-label="Chú giải">
            {groups}
            <li>"8/8 = đã nộp / phải nộp"</li>
            <li>{format!("% của tuần và của {}: trên số phải nộp; % cả kỳ: đúng hạn trên số đã đến hạn", sheet.of_rows())}</li>
        </ul>
    }
}

/// A bar for each week of the year, with its number, readable as a table. It is a chart of one row for each week: there
/// are no columns that could have heads.
pub fn year_strip(sheet: &Sheet) -> impl IntoView + use<> {
    let bars = sheet.year.iter().map(|bar| year_bar(sheet, bar)).collect_view();
    let whose = if sheet.whole_school { "toàn trường" } else { "tổ" };
    view! {
        <section class="part strip" aria-labelledby="nam">
            <div>
                <h2 id="nam">{format!("Cả năm, {} tuần", sheet.year.len())}</h2>
                <p>{format!("Phần trăm nộp đúng hạn của {whose}, trên số đã đến hạn. Vạch đứt: sang học kỳ II.")}</p>
            </div>
            <div class="scroll" role="region" aria-label="Biểu đồ cả năm" tabindex="0">
                <table class="year" role="table">
                    <caption class="vh">"Phần trăm nộp đúng hạn theo tuần"</caption>
                    <tbody role="rowgroup">{bars}</tbody>
                </table>
            </div>
        </section>
    }
}

fn year_bar(sheet: &Sheet, bar: &Bar) -> impl IntoView + use<> {
    let class = match (sheet.now == Some(bar.number), bar.share, bar.opens_semester_2) {
        (true, _, _) => Some("now"),
        (_, None, true) => Some("todo hk2"),
        (_, None, false) => Some("todo"),
        (_, _, true) => Some("hk2"),
        _ => None,
    };
    let height = bar.share.map_or(2, |share| share / 2);
    let words = bar.share.map_or_else(|| "chưa có".to_owned(), |share| share.to_string());
    view! {
        <tr role="row" class=class>
            <th role="rowheader" scope="row"><Hidden words="Tuần "/>{bar.number.to_string()}</th>
            <td role="cell">
                <span class=bar.share.is_none().then_some("vh")>{words}</span>
                <svg aria-hidden="true"><rect width="16" height=height.to_string() y=(50 - height).to_string()></rect></svg>
            </td>
        </tr>
    }
}

/// Counts and shares by department, over the weeks that are shown.
pub fn tally(shown: &Shown) -> impl IntoView + use<> {
    let sheet = &shown.sheet;
    let of_groups = groups(sheet).iter().map(|group| Column::number(group.short()));
    let of = sheet.of_rows();
    let first = if sheet.has_parts() { "Lớp" } else { "Tổ" };
    let heads: Vec<Column> = [Column::new(first), Column::number("Phải nộp")].into_iter().chain(of_groups).collect();
    let rows = sheet.rows.iter().enumerate().map(|(at, row)| tally_row(shown, row.name.clone(), Some(at))).collect_view();
    let foot = sheet.sum_name().map(|name| view! { <tfoot>{tally_row(shown, name.to_owned(), None)}</tfoot> });
    view! {
        <section class="part" aria-labelledby="tong">
            <h2 id="tong">{format!("Số và phần trăm trên số phải nộp theo {of}, {}", sheet.term.in_sentence())}</h2>
            <div class="scroll" role="region" aria-label="Bảng số và phần trăm" tabindex="0">
                <table class="table tally">
                    {column_heads(&heads)}
                    <tbody>{rows}</tbody>
                    {foot}
                </table>
            </div>
        </section>
    }
}

/// `at` is the place of the row; without it all rows are meant.
fn tally_row(shown: &Shown, name: String, at: Option<usize>) -> impl IntoView + use<> {
    let found = |sheet: &Sheet| match at {
        Some(at) => sheet.rows.get(at).map(MatrixRow::total),
        None => Some(sheet.total),
    };
    let counts = found(&shown.sheet).unwrap_or_default();
    // Without a group: what is owed.
    let cell = |group: Option<StandingGroup>| {
        let part = move |counts: &Counts| group.map_or_else(|| counts.owed(), |group| group.in_counts(counts));
        let number = part(&counts);
        let share = counts.share(number).filter(|_| group.is_some_and(|group| group != StandingGroup::Exempt));
        let class = if shown.differs(|sheet| found(sheet).as_ref().map(part)) { "n changed" } else { "n" };
        view! {
            <td class=class>
                {format!("{number} ")}
                {share.map(|share| view! { <span class="share">{format!("{share}%")}</span> })}
            </td>
        }
    };
    let of_groups = groups(&shown.sheet).iter().copied().map(Some);
    let cells: Vec<_> = std::iter::once(None).chain(of_groups).map(cell).collect();
    view! { <tr><th scope="row">{name}</th>{cells}</tr> }
}

/// Types without due days: outside of all counts.
pub fn untimed(sheet: &Sheet) -> Option<impl IntoView + use<>> {
    let lines = sheet.untimed.iter().map(|line| untimed_line(sheet, line)).collect_view();
    (!sheet.untimed.is_empty()).then(|| {
        view! {
            <section class="part" aria-labelledby="kqh">
                <h2 id="kqh">"Hồ sơ chưa quy định hạn"</h2>
                <p class="quiet">"Không tính vào số phải nộp, không bao giờ bị tính muộn."</p>
                <div class="scroll" role="region" aria-label="Bảng hồ sơ chưa quy định hạn" tabindex="0">
                    <table class="table">
                        {column_heads(&UNTIMED)}
                        <tbody>{lines}</tbody>
                    </table>
                </div>
            </section>
        }
    })
}

fn untimed_line(sheet: &Sheet, line: &Untimed) -> impl IntoView + use<> {
    let list = sheet.list_of_all(format_args!("khong-han=1&loai={}", line.code));
    view! {
        <tr>
            <td><a href=list>{line.name.clone()}</a></td>
            <td class="n">{line.handed_in.to_string()}</td>
            <td class="n">{line.tracked.to_string()}</td>
        </tr>
    }
}
