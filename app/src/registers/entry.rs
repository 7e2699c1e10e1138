//! One entry: what it says, the steps that it went through, and those that the reader may take.

use domain::{
    forms::FormErrors,
    obligations::ObligationId,
    refusal::Words,
    registers::{
        Concerned, EntryFile, EntryId, EntryTold, MAX_WORDS, Move, MoveForm, Need, RegisterKind, SCAN_ENDINGS, StepTold,
        VersionTold,
    },
    vietnamese,
};
use leptos::prelude::*;

use super::look;
use crate::{
    attached_files::{Attached, attached_files},
    layout::{NavItem, Page, Viewer},
    paths,
    printed::printed_foot,
    proof::proof_asked,
    ui::{FileField, HiddenField, Icon, PrintButton, Status, TextAreaField, head_below, refused_and_done},
};

/// The steps that the reader may take, and what was typed for one of them.
#[derive(Clone, Debug, Default)]
pub struct StepView {
    pub ways: Vec<&'static Move>,
    /// How much has been said and done in it.
    pub seen: String,
    pub typed: Option<MoveForm>,
    pub errors: FormErrors,
    /// One of them decides about people, and the reader's password was typed too long ago for that.
    pub asks_again: bool,
}

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct EntryView {
    pub kind: RegisterKind,
    pub entry: EntryTold,
    /// The first one first.
    pub steps: Vec<StepTold>,
    /// What it said before, the first one first; the one that holds is not among them.
    pub earlier: Vec<VersionTold>,
    /// Records that it names, with their titles.
    pub records: Vec<(ObligationId, String)>,
    pub may_correct: bool,
    /// What lies beside it, each with who laid it there.
    pub files: Vec<(String, EntryFile)>,
    pub may_attach: bool,
    /// It is content of a section that was approved, and the reader makes types of records.
    pub makes_type: bool,
    pub step: StepView,
    pub refused: Option<Words>,
    pub done: Option<&'static str>,
}

#[component]
pub fn EntryPage(viewer: Viewer, page: EntryView) -> impl IntoView {
    let EntryView { kind, entry, steps, earlier, records, may_correct, files, may_attach, makes_type, step, refused, done } = page;
    let register = kind.register();
    let title = format!("{} {}", vietnamese::capitalised(register.one), entry.name);
    let correct = may_correct.then(|| {
        view! { <p class="btns"><a class="btn" href=paths::correct_entry_at(kind.address(), entry.id)>"Sửa"</a></p> }
    });
    let makes_type = makes_type.then(|| {
        view! {
            <p class="btns"><a class="btn" href=paths::record_types_from(entry.id)>"Thêm loại hồ sơ này ở Loại hồ sơ"</a></p>
        }
    });
    let told = refused_and_done(refused, done);
    let cells = cells(&entry.cells);
    let files = beside((kind, entry.id), &files, may_attach);
    let records = record_links(records);
    // What is about people is laid before somebody, or into a file, as a whole.
    let is_about_people = register.concerned != Concerned::Nobody;
    let print = is_about_people.then(|| view! { <PrintButton words="In mục này"/> });
    let foot = is_about_people.then(|| printed_foot(&viewer, vec![title.clone()]));
    let told = view! { {told}{print} };
    let ways = ways(kind, &entry, step);
    let steps = steps.iter().map(step_line).collect_view();
    let earlier = (!earlier.is_empty()).then(|| {
        let versions = earlier.iter().map(version).collect_view();
        view! {
            <div class="cols"><p class="when"></p>
                <details class="why">
                    <summary><span>"Trước khi sửa"</span><Icon name="chevron-down"/></summary>
                    {versions}
                </details>
            </div>
        }
    });
    let back = (paths::register_at(kind.address()), register.name);
    view! {
        <Page viewer=Some(viewer) here=NavItem::Registers>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                {head_below(back, title, Some(format!("{}.", entry.entered)), told)}
                <div class="cols">
                    <p class="when"></p>
                    <div class="what">
                        <p class="said">{entry.title.clone()}</p>
                        <Status look=look(entry.is_over) word=entry.state/>
                        {cells}
                        {records}
                        {correct}
                        {makes_type}
                    </div>
                </div>
                {files}
                {ways}
                <section class="group" aria-labelledby="g-cac-buoc">
                    <h2 id="g-cac-buoc">"Các bước"</h2>
                    <ul class="jobs">{steps}</ul>
                </section>
                {earlier}
                {foot}
            </main>
        </Page>
    }
}

/// The files beside it, and where more of them are laid there.
fn beside((kind, id): (RegisterKind, EntryId), files: &[(String, EntryFile)], may_attach: bool) -> Option<impl IntoView + use<>> {
    let attached = files.iter().enumerate().map(|(place, (who, one))| Attached {
        address: paths::entry_file_at(kind.address(), id, place),
        file: &one.file,
        from: Some(format!("{who}, {}", vietnamese::moment(one.at))),
    });
    let list: Vec<Attached<'_>> = attached.collect();
    let list = (!list.is_empty()).then(|| attached_files(&list));
    let none = FormErrors::default();
    let form = may_attach.then(|| {
        view! {
            <form method="post" action=paths::attach_to_entry_at(kind.address(), id) enctype="multipart/form-data" class="stack narrow scr">
                <FileField id="tep" name="files" label="Thêm bản quét, ảnh hoặc PDF" accept=SCAN_ENDINGS many=true errors=&none>
                    "Ai đọc được mục này thì xem được. Đã đính kèm thì không gỡ ra được."
                </FileField>
                <div class="btns"><button class="btn">"Đính kèm"</button></div>
            </form>
        }
    });
    (may_attach || !files.is_empty()).then(|| {
        view! {
            <section class="group" aria-labelledby="g-tep">
                <h2 id="g-tep">"Tệp đính kèm"</h2>
                <div class="cols"><p class="when"></p><div class="stack">{list}{form}</div></div>
            </section>
        }
    })
}

fn cells(cells: &[(&'static str, String)]) -> impl IntoView + use<> {
    let cell = |(label, words): &(&'static str, String)| {
        if words.contains('\n') { lines(label, words).into_any() } else { line(label, words).into_any() }
    };
    cells.iter().map(cell).collect_view()
}

fn line(label: &'static str, words: &str) -> impl IntoView + use<> {
    view! { <p class="then"><b>{label}": "</b>{words.to_owned()}</p> }
}

/// Several lines, each a thing of its own.
fn lines(label: &'static str, words: &str) -> impl IntoView + use<> {
    let lines = words.lines().map(|line| view! { <li>{line.to_owned()}</li> }).collect_view();
    view! {
        <p class="then"><b>{label}":"</b></p>
        <ul class="known">{lines}</ul>
    }
}

/// Where the records stand that an entry names: who may open them is asked there.
fn record_links(records: Vec<(ObligationId, String)>) -> Option<impl IntoView + use<>> {
    let links = records.iter().map(|(id, title)| view! { <li><a href=paths::record(*id)>{title.clone()}</a></li> });
    let links = links.collect_view();
    (!records.is_empty()).then(|| {
        view! {
            <p class="then"><b>"Mở hồ sơ:"</b></p>
            <ul class="known scr">{links}</ul>
        }
    })
}

fn step_line(step: &StepTold) -> impl IntoView + use<> {
    let words = (!step.words.is_empty()).then(|| view! { <p class="said">{step.words.clone()}</p> });
    view! {
        <li class="job cols">
            <p class="when"></p>
            <div class="what"><h3>{step.state}</h3><p class="then">{format!("{}.", step.who)}</p>{words}</div>
        </li>
    }
}

fn version(version: &VersionTold) -> impl IntoView + use<> {
    view! { <p class="then">{format!("{}.", version.who)}</p>{cells(&version.cells)} }
}

/// The words and a button for each step; what each of them asks for stands above.
fn ways(kind: RegisterKind, entry: &EntryTold, step: StepView) -> Option<impl IntoView + use<>> {
    let StepView { ways, seen, typed, errors, asks_again } = step;
    let action = paths::move_entry_at(kind.address(), entry.id);
    let words = typed.map(|form| form.words).unwrap_or_default();
    let asks = ways.iter().map(|way| {
        let need = if way.words == Need::Must { "" } else { " (không bắt buộc)" };
        view! { <p class="hint">{format!("{}: {}{need}.", way.verb, vietnamese::with_small_beginning(way.asks))}</p> }
    });
    let asks = asks.collect_view();
    let buttons = ways.iter().enumerate().map(|(at, way)| {
        let class = if at == 0 { "btn main" } else { "btn" };
        view! { <button class=class name="step" value=way.to>{way.verb}</button> }
    });
    let buttons = buttons.collect_view();
    (!ways.is_empty()).then(|| {
        view! {
            <section class="group" aria-labelledby="g-buoc-tiep">
                <h2 id="g-buoc-tiep">"Bước tiếp theo"</h2>
                <div class="cols">
                    <p class="when"></p>
                    <form method="post" action=action class="stack narrow">
                        <HiddenField name="seen" value=seen/>
                        {asks}
                        <TextAreaField id="words" label="Lời kèm theo" hint="" value=words rows=3 max_length=MAX_WORDS
                            errors=&errors/>
                        {proof_asked(asks_again, &errors)}
                        <div class="btns">{buttons}</div>
                    </form>
                </div>
            </section>
        }
    })
}
