//! "/xem/…": what stands in one file, as a sheet of paper on a calm page; the original is one click away.

use domain::{files::StoredFile, refusal::Words, vietnamese};
use leptos::{either::EitherOf4, prelude::*};

use crate::{
    layout::{NavItem, Page, Viewer},
    ui::{FileNotices, Icon},
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
    pub shown: Shown,
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
                {paper(page.shown)}
            </main>
        </Page>
    }
}

/// The same inside of another page, which says whose file it is.
#[component]
pub fn FramedPreview(page: PreviewView) -> impl IntoView {
    view! {
        <main id="noi-dung" class="preview framed" tabindex="-1">
            <header class="preview-head"><h1>{page.file.name.to_string()}</h1><div class="btns">{original(&page)}</div></header>
            {files(&page)}
            <FileNotices notices=page.notices.clone()/>
            {paper(page.shown)}
        </main>
    }
}

fn original(page: &PreviewView) -> impl IntoView + use<> {
    let size = vietnamese::file_size(page.file.size);
    view! { <a class="btn" href=page.original.clone() download=""><Icon name="file"/>"Tải bản gốc ("{size}")"</a> }
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
