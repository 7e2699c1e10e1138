//! "/so-sanh/…": what a file says that the one of the version before did not, side by side; what is the same is folded away.

use domain::{
    comments::Spot,
    comparison::{Change, ComparedPart, MAX_SHOWN, TextComparison},
    files::FileName,
    refusal::Words,
    vietnamese,
};
use leptos::{either::EitherOf5, prelude::*};

use crate::{
    comments::pin_hint,
    compared::{new_side, old_side},
    layout::{NavItem, Page, Viewer},
    ui::{Column, FileNotices, Notice, NoticeKind, Table},
};

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct ComparisonView {
    /// "Kế hoạch tuần 12 · Lớp 4A".
    pub title: String,
    /// Counted from 1.
    pub old_version: u32,
    pub new_version: u32,
    /// All files of the new version, and those that are there no longer.
    pub files: Vec<ComparedFile>,
    /// Which of them is shown.
    pub position: usize,
    pub shown: ShownChanges,
    /// What a reader should know of the new file.
    pub notices: Vec<Words>,
    /// Where both are read as a whole.
    pub old: Option<String>,
    pub new: Option<String>,
}

/// One file of both versions.
#[derive(Clone, Debug)]
pub struct ComparedFile {
    pub name: FileName,
    /// Where it is compared.
    pub address: String,
    pub fate: Fate,
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The file is in both versions with the same bytes.
    Same,
    Other,
    Added,
    Removed,
}

impl Fate {
    const fn word(self) -> &'static str {
        match self {
            Self::Same => "không đổi",
            Self::Other => "đã sửa",
            Self::Added => "tệp mới",
            Self::Removed => "không còn",
        }
    }
}

/// What is shown of the file.
#[derive(Clone, Debug)]
pub enum ShownChanges {
    /// Both files have the same bytes: there is nothing to compare.
    Same,
    Text(TextComparison),
    /// What cannot be compared as text: pictures and PDFs stand side by side, by the addresses of the old and the new one.
    Both {
        old: Side,
        new: Side,
    },
    /// There is no other file to compare it with.
    Alone,
    /// Why nothing is compared, in a sentence.
    Nothing(String),
}

impl ShownChanges {
    /// What of the new file is on the page.
    pub fn of_new_file(&self) -> OfNewFile {
        match self {
            Self::Text(text) if !text.is_cut && (1..=MAX_SHOWN).contains(&text.changes()) => OfNewFile::AllChanges,
            Self::Both { .. } => OfNewFile::Whole,
            Self::Text(_) | Self::Same | Self::Alone | Self::Nothing(_) => OfNewFile::Less,
        }
    }
}

/// How much of the new file somebody has looked at who sees the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfNewFile {
    Whole,
    /// All that it says otherwise, in its words: nothing is cut off or left out. Whoever knows the old one knows it.
    AllChanges,
    /// Something is missing, or there is nothing to see.
    Less,
}

/// One side of what is looked at.
#[derive(Clone, Debug)]
pub enum Side {
    Picture(String),
    Pdf(String),
}

/// The page by itself.
#[component]
pub fn ComparisonPage(viewer: Viewer, page: ComparisonView) -> impl IntoView {
    view! {
        <Page viewer=Some(viewer) here=NavItem::Elsewhere>
            <main id="noi-dung" class="preview compared-page" tabindex="-1">{content(page)}</main>
        </Page>
    }
}

/// The comparison of one file inside of another page.
#[component]
pub fn FramedComparison(page: ComparisonView) -> impl IntoView {
    view! { <main id="noi-dung" class="preview framed compared-page" tabindex="-1">{content(page)}</main> }
}

fn content(page: ComparisonView) -> impl IntoView {
    let ComparisonView { title, old_version, new_version, files, position, shown, notices, old, new } = page;
    let name = files.get(position).map_or_else(String::new, |file| file.name.to_string());
    let count = match &shown {
        ShownChanges::Text(text) if text.changes() > 0 => format!(", {} chỗ thay đổi", text.changes()),
        ShownChanges::Text(_) | ShownChanges::Same | ShownChanges::Both { .. } => String::new(),
        ShownChanges::Alone | ShownChanges::Nothing(_) => String::new(),
    };
    let has_places = matches!(&shown, ShownChanges::Text(text) if text.changes() > 0);
    view! {
        <header class="preview-head">
            <div>
                <h1>{name}</h1>
                <p class="quiet">{title}": phiên bản "{new_version}" so với phiên bản "{old_version}{count}</p>
            </div>
            <div class="btns">
                {new.map(|address| view! { <a class="btn" href=address>"Toàn văn bản mới"</a> })}
                {old.map(|address| view! { <a class="btn text" href=address>"Bản cũ"</a> })}
            </div>
        </header>
        {list(&files, position)}
        <FileNotices notices/>
        {has_places.then(pin_hint)}
        {changes(shown, old_version, new_version)}
    }
}

fn list(files: &[ComparedFile], position: usize) -> Option<impl IntoView + use<>> {
    (files.len() > 1).then(|| {
        let rows = files.iter().enumerate().map(|(at, file)| {
            let current = (at == position).then_some("page");
            let (name, word) = (file.name.to_string(), file.fate.word());
            view! { <li><a href=file.address.clone() aria-current=current>{name}" "<small>"("{word}")"</small></a></li> }
        });
        view! { <nav class="preview-files" aria-label="Các tệp của hai phiên bản"><ul>{rows.collect_view()}</ul></nav> }
    })
}

fn changes(shown: ShownChanges, old: u32, new: u32) -> impl IntoView {
    match shown {
        ShownChanges::Same => EitherOf5::A(nothing("Tệp này không đổi: hai phiên bản giống hệt nhau.".to_owned())),
        ShownChanges::Alone => EitherOf5::B(nothing("Phiên bản kia không có tệp này nên không có gì để so sánh.".to_owned())),
        ShownChanges::Nothing(sentence) => EitherOf5::C(nothing(sentence)),
        ShownChanges::Both { old: before, new: after } => EitherOf5::D(view! {
            <p class="quiet both-hint">"Loại tệp này không so được từng chữ: hai bản đặt cạnh nhau."</p>
            <div class="both">
                <figure><figcaption>"Phiên bản "{old}</figcaption>{side(before, old)}</figure>
                <figure><figcaption>"Phiên bản "{new}</figcaption>{side(after, new)}</figure>
            </div>
        }),
        ShownChanges::Text(text) => EitherOf5::E(table(text, old, new)),
    }
}

fn nothing(sentence: String) -> impl IntoView {
    view! { <div class="empty"><p>{sentence}</p></div> }
}

fn side(side: Side, version: u32) -> impl IntoView {
    match side {
        Side::Picture(address) => view! { <img src=address alt=format!("Ảnh của phiên bản {version}")/> }.into_any(),
        Side::Pdf(address) => {
            view! { <iframe class="pdf" src=address title=format!("Tệp PDF của phiên bản {version}")></iframe> }.into_any()
        }
    }
}

fn table(text: TextComparison, old: u32, new: u32) -> impl IntoView {
    let (changes, is_cut) = (text.changes(), text.is_cut);
    let mut left = MAX_SHOWN;
    let shown = text.parts.iter().take_while(|part| {
        let is_shown = left > 0;
        left -= usize::from(is_shown && matches!(part, ComparedPart::Changed(_)));
        is_shown
    });
    let rows = shown.map(part).collect_view();
    let versions = [old, new].map(|version| format!("Phiên bản {version}"));
    let columns = [Column::new("Chỗ"), Column::new(&versions[0]), Column::new(&versions[1])];
    let hidden = changes.saturating_sub(MAX_SHOWN);
    let fact = match (changes, hidden, is_cut) {
        (0, _, false) => Some(("Chữ trong tệp không đổi".to_owned(), "Khác nhau thì chỉ ở cách trình bày, ảnh hoặc dòng trống.")),
        (_, _, true) => Some(("Tệp quá dài, chỉ so được phần đầu".to_owned(), "Phần sau xem ở toàn văn.")),
        (_, 1.., _) => Some((format!("Còn {hidden} chỗ thay đổi nữa"), "Xem ở toàn văn bản mới.")),
        _ => None,
    };
    view! {
        {fact.map(|(fact, advice)| view! {
            <div class="notices"><Notice kind=NoticeKind::Info fact advice/></div>
        })}
        {(changes > 0).then(|| view! {
            <div class="paper" tabindex="0" role="region" aria-label="Những chỗ thay đổi">
                <Table class="compared" columns=&columns><tbody>{rows}</tbody></Table>
            </div>
        })}
    }
}

fn part(part: &ComparedPart) -> impl IntoView + use<> {
    match part {
        ComparedPart::Same { paragraphs, cells } => view! {
            <tr class="same"><td colspan="3">{same(*paragraphs, *cells)}</td></tr>
        }
        .into_any(),
        ComparedPart::Changed(change) => changed(change).into_any(),
    }
}

/// "12 đoạn và 30 ô không đổi".
fn same(paragraphs: usize, cells: usize) -> String {
    match (paragraphs, cells) {
        (paragraphs, 0) => format!("{paragraphs} đoạn không đổi"),
        (0, cells) => format!("{cells} ô không đổi"),
        (paragraphs, cells) => format!("{paragraphs} đoạn và {cells} ô không đổi"),
    }
}

fn changed(change: &Change) -> impl IntoView + use<> {
    let place =
        change.after.or(change.before).map_or_else(String::new, |place| vietnamese::capitalised(&Spot::Text(place).words()));
    let word = match (change.before, change.after) {
        (Some(_), None) => Some("đã bỏ"),
        (None, Some(_)) => Some("mới"),
        _ => None,
    };
    let id = change.after.map(|place| place.to_string());
    let (before, after) = (change.before.map(|_| old_side(change)), change.after.map(|_| new_side(change)));
    view! {
        <tr>
            <th scope="row">{place}{word.map(|word| format!(", {word}"))}</th>
            <td>{before}</td>
            <td id=id>{after}</td>
        </tr>
    }
}
