//! "/ban-luu/nhan-lai": after a loss everybody's copies are given back, and each version is told by itself.

use domain::{forms::FormErrors, refusal::Words};
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    proof::proof_asked,
    ui::{FileField, Icon, group_of, head_below, refused_and_done},
};

/// A copy that was given back.
#[derive(Clone, Debug)]
pub struct GivenCopy {
    /// As its file is called.
    pub name: String,
    /// Whose it was and when it was made; nothing where it could not be read.
    pub whose: Option<String>,
    /// How much came back, or why nothing did.
    pub words: String,
    /// Each version that did not, and why.
    pub not_taken: Vec<(String, Words)>,
}

/// All that the page shows.
#[derive(Clone, Debug, Default)]
pub struct RescueView {
    /// What has become of what was sent.
    pub given: Vec<GivenCopy>,
    pub errors: FormErrors,
    /// The viewer's own password is asked for again.
    pub asks_again: bool,
    pub refused: Option<Words>,
}

#[component]
pub fn RescuePage(viewer: Viewer, page: RescueView) -> impl IntoView {
    let RescueView { given, errors, asks_again, refused } = page;
    let told = view! {
        <p class="sub">
            "Dùng sau khi khôi phục bản sao lưu: phần nộp sau bản sao lưu ấy còn trong bản lưu cá nhân của từng người. "
            "Giờ nộp và kết quả xét hạn lấy theo biên nhận ngày ấy, không ai bị tính muộn vì nộp lại. "
            "Đưa hai lần cũng chỉ nhận một lần. "
            "Phiên bản mà người nộp đã rút sau lúc lập bản lưu cũng trở lại và lại được tính, vì lần rút ấy đã mất: nhắc mọi người xem lại \
             hồ sơ của mình, ai đã rút thì rút lần nữa."
        </p>
        {refused_and_done(refused, None)}
    };
    let rows = given.into_iter().map(row).collect();
    view! {
        <Page viewer=Some(viewer) here=NavItem::Elsewhere>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                {head_below((paths::EVERYBODYS_COPIES, "Bản lưu của mọi người"), "Nhận lại bản lưu", None, told)}
                {group_of("g-ket-qua", "Kết quả", rows)}
                <div class="cols"><p class="when"></p>
                    <form method="post" action=paths::RESCUE enctype="multipart/form-data" class="stack narrow">
                        {proof_asked(asks_again, &errors)}
                        <FileField id="tep" name="copies" label="Tệp ZIP bản lưu của một hay nhiều người" accept=".zip" many=true
                            required=true errors=&errors>
                            "Đúng tệp đã tải về, không sửa. Bản lưu có chữ ký của trường mới nhận ở trang này."
                        </FileField>
                        <div class="btns"><button class="btn main"><Icon name="upload"/>"Nhận lại"</button></div>
                    </form>
                </div>
            </main>
        </Page>
    }
}

fn row(copy: GivenCopy) -> AnyView {
    let GivenCopy { name, whose, words, not_taken } = copy;
    let lines: Vec<_> = not_taken
        .into_iter()
        .map(|(what, Words { fact, advice })| view! { <li>{format!("{what}: {fact}. {advice}")}</li> })
        .collect();
    let told = domain::vietnamese::capitalised(&words);
    view! {
        <li class="job cols">
            <p class="when"></p>
            <div class="what">
                <h3>{name}</h3>
                {whose.map(|whose| view! { <p class="then">{domain::vietnamese::capitalised(&whose)}</p> })}
                <p class="then">{told}</p>
                {(!lines.is_empty()).then(|| view! { <ul class="quiet">{lines}</ul> })}
            </div>
        </li>
    }
    .into_any()
}
