//! "/xem/…": what stands in one file, as a sheet of paper on a calm page; the original is one click away.

use domain::{files::StoredFile, forms::FormErrors, refusal::Words, spot_checks::Draw, vietnamese};
use leptos::{either::EitherOf4, prelude::*};

use crate::{
    comments::pin_hint,
    layout::{NavItem, Page, Viewer},
    paths,
    ui::{FileNotices, Hidden, HiddenField, Icon, Notice, NoticeKind, SelectField, option},
};

/// What of a file is shown.
#[derive(Clone, Debug)]
pub enum Shown {
    /// Clean HTML that was made of a Word document or an Excel workbook.
    Text(String),
    /// The address of a picture.
    Picture(String),
    /// The address of a PDF.
    Pdf(String),
    /// Why nothing is shown, in a sentence.
    Nothing(String),
}

/// Where the browser's viewer opens a PDF: at this page, as wide as the frame, and without the small pages beside it, which take
/// nearly half of a tablet (Adobe, "PDF Open Parameters"; viewers that know none of it show the first page).
pub fn pdf_view(address: &str, page: Option<u32>) -> String {
    format!("{address}#page={}&navpanes=0&view=FitH", page.unwrap_or(1))
}

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct PreviewView {
    /// "Kế hoạch tuần 12 · Lớp 4A".
    pub title: String,
    pub file: StoredFile,
    /// Where the original is downloaded.
    pub original: String,
    /// The receipt with all files.
    pub receipt: String,
    /// All files of the version in their order: name and address; nothing where this is the only one.
    pub files: Vec<(String, String)>,
    /// Where this one stands among them.
    pub position: usize,
    /// What a reader should know of the file.
    pub notices: Vec<Words>,
    /// How what is shown was made, where it is not the file itself.
    pub made: Option<Words>,
    pub shown: Shown,
    /// For whoever may comment on the record.
    pub comments: Option<FileComments>,
}

/// What was written about one file, and how one pins a comment to a place of it.
#[derive(Clone, Debug)]
pub struct FileComments {
    /// The open ones: the number that stands at the place, the end of the address of the place, who, and the words.
    pub lines: Vec<(usize, String, String, String)>,
    /// Where all of them are read and answered.
    pub all: String,
    /// Where the form for a new one stands, which takes the place from its address.
    pub form: String,
    /// The draw beside that form, which its address names.
    pub draw: Option<Draw>,
    /// The places of the file as a form sends them, with the words that stand there; nothing where pages are counted.
    pub places: Vec<(String, String)>,
}

/// The page by itself.
#[component]
pub fn PreviewPage(viewer: Viewer, page: PreviewView) -> impl IntoView {
    let receipt = page.receipt.clone();
    let title = page.title.clone();
    view! {
        <Page viewer=Some(viewer) here=NavItem::Elsewhere>
            <main id="noi-dung" class="preview" tabindex="-1">
                <header class="preview-head">
                    <div><h1>{page.file.name.to_string()}</h1><p class="quiet">{title}</p></div>
                    <div class="btns">
                        {original(&page)}
                        <a class="btn text" href=receipt>"Biên nhận"</a>
                    </div>
                </header>
                {files(&page)}
                <FileNotices notices=page.notices.clone()/>
                {made(&page)}
                {page.comments.clone().map(|comments| about_file(comments, page.position))}
                {paper(page.shown)}
            </main>
        </Page>
    }
}

/// What was written about this file, by the numbers that stand in it.
fn about_file(comments: FileComments, position: usize) -> impl IntoView {
    let lines = comments.lines.iter().map(|(number, place, who, words)| {
        let (place, number, who, words) = (format!("#{place}"), *number, who.clone(), words.clone());
        view! {
            <li>
                <p class="from">
                    <a href=place><span class="pin">{number}</span><Hidden words="Tới chỗ của góp ý này"/></a>" "<b>{who}</b>
                </p>
                <p class="words">{words}</p>
            </li>
        }
    });
    let (is_any, all) = (!comments.lines.is_empty(), comments.all.clone());
    view! {
        {is_any.then(|| view! {
            <section class="file-comments comments" aria-labelledby="g-gop-y">
                <h2 id="g-gop-y">"Góp ý ở tệp này"</h2>
                <ol class="threads">{lines.collect_view()}</ol>
                <p><a class="btn text" href=all>"Trả lời góp ý"</a></p>
            </section>
        })}
        {places(comments, position, None)}
    }
}

/// The way to pin a comment without pointing at its place.
fn places(comments: FileComments, position: usize, target: Option<&'static str>) -> Option<impl IntoView> {
    let right = FormErrors::default();
    let options = comments.places.iter().map(|(place, words)| option(place.clone(), words.clone(), "")).collect_view();
    (!comments.places.is_empty()).then(|| {
        view! {
            <details class="unfolds places">
                <summary>"Góp ý một chỗ trong tệp này"</summary>
                <form method="get" action=comments.form target=target>
                    <HiddenField name="tep" value=position.to_string()/>
                    {comments.draw.map(|draw| view! { <HiddenField name=paths::DRAW value=draw.to_string()/> })}
                    <SelectField id="cho" label="Chỗ" errors=&right>{options}</SelectField>
                    <button class="btn">"Viết góp ý"</button>
                </form>
            </details>
        }
    })
}

/// What stands in a file, inside of another page, which says whose file it is.
#[component]
pub fn FramedPreview(page: PreviewView) -> impl IntoView {
    view! {
        <main id="noi-dung" class="preview framed" tabindex="-1">
            <header class="preview-head"><h1>{page.file.name.to_string()}</h1><div class="btns">{original(&page)}</div></header>
            {files(&page)}
            <FileNotices notices=page.notices.clone()/>
            {made(&page)}
            {matches!(page.shown, Shown::Text(_)).then(pin_hint)}
            {page.comments.clone().map(|comments| places(comments, page.position, Some("_top")))}
            {paper(page.shown)}
        </main>
    }
}

fn original(page: &PreviewView) -> impl IntoView + use<> {
    let size = vietnamese::file_size(page.file.size);
    view! { <a class="btn" href=page.original.clone() download=""><Icon name="file"/>"Tải bản gốc ("{size}")"</a> }
}

fn made(page: &PreviewView) -> Option<impl IntoView + use<>> {
    page.made.clone().map(|Words { fact, advice }| {
        view! { <div class="notices"><Notice kind=NoticeKind::Info fact advice/></div> }
    })
}

fn files(page: &PreviewView) -> Option<impl IntoView + use<>> {
    let here = page.position;
    (!page.files.is_empty()).then(|| {
        let files = page.files.iter().enumerate().map(|(position, (name, address))| {
            let current = (position == here).then_some("page");
            view! { <li><a href=address.clone() aria-current=current>{name.clone()}</a></li> }
        });
        view! { <nav class="preview-files" aria-label="Các tệp đã nộp"><ul>{files.collect_view()}</ul></nav> }
    })
}

fn paper(shown: Shown) -> impl IntoView {
    match shown {
        Shown::Text(html) => {
            EitherOf4::A(view! { <article class="paper" tabindex="0" aria-label="Nội dung tệp" inner_html=html></article> })
        }
        Shown::Picture(address) => EitherOf4::B(view! { <p class="paper picture"><img src=address alt="Ảnh đã nộp"/></p> }),
        Shown::Pdf(address) => EitherOf4::C(view! { <iframe class="pdf" src=address title="Tệp PDF đã nộp"></iframe> }),
        Shown::Nothing(sentence) => EitherOf4::D(view! { <div class="empty"><p>{sentence}</p></div> }),
    }
}
