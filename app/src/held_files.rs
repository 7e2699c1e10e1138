//! "/tep-giu-lai": files in which something can act; what it is, who sent them, and whether others may open them.

use domain::{forms::FormErrors, inspection::HeldIn, obligations::Reason, refusal::Words};
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    ui::{ErrorLine, Hidden, HiddenField, Icon, Look, Notice, NoticeKind, SafeTextArea, Status},
};

/// One file that is held.
#[derive(Clone, Debug)]
pub struct HeldLine {
    pub place: HeldIn,
    pub position: usize,
    pub name: String,
    /// What it is: "Kế hoạch tuần 12 · Lớp 4A, phiên bản 1", "Minh chứng của Đề nghị bổ sung số 03".
    pub what: String,
    /// The page of that, where there is one to open.
    pub page: Option<String>,
    /// "Cô Nguyễn Thị Hoa nộp lúc 14:20 thứ Tư 25/11/2026".
    pub sent: String,
    /// What is in it, a sentence each.
    pub causes: Vec<String>,
    /// "Cô Đinh Thị Ánh Vân trả lại lúc …: bỏ macro".
    pub returned: Option<String>,
    /// The instant of that answer, as the forms send it back: nobody answers over an answer that they have not read.
    pub seen: String,
    /// Where the viewer, who may look into it, reads its words without opening it.
    pub read: Option<String>,
    /// Where the viewer, who may look into it, downloads it.
    pub original: Option<String>,
    /// The viewer may decide; why not stands in its place.
    pub decide: Result<(), String>,
    /// What the virus scanner has to do with it.
    pub scan: ScanWords,
}

/// What the virus scanner has to do with a file that is held.
#[derive(Clone, Debug, Default)]
pub struct ScanWords {
    /// What to do, where the scanner knows it or cannot say.
    pub advice: Option<&'static str>,
    /// The scanner knows it: nobody lets others open it.
    pub is_infected: bool,
    /// Another scan was asked for and has not come yet.
    pub is_asked: bool,
    /// "Đã có người xem trước khi phát hiện: cô …, thầy …".
    pub opened: Option<String>,
}

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct HeldFilesView {
    pub lines: Vec<HeldLine>,
    /// Place and position of the file whose form was refused, with the reason as typed.
    pub typed: Option<(HeldIn, usize, String)>,
    pub errors: FormErrors,
    /// Why the last form was refused as a whole.
    pub refused: Option<Words>,
    /// What was just done, in a sentence.
    pub done: Option<String>,
    /// What was decided lately, the last first.
    pub past: Vec<PastLine>,
    /// How the virus scanner stands, or that there is none; and whether it is amiss.
    pub scanner: (Words, bool),
}

/// What was decided about one file.
#[derive(Clone, Debug)]
pub struct PastLine {
    pub name: String,
    /// What it is, and the page of that.
    pub what: (String, String),
    pub place: HeldIn,
    pub is_released: bool,
    /// "Cô Đinh Thị Ánh Vân cho mở lúc 14:20 ngày 25/11/2026."
    pub words: String,
}

#[component]
pub fn HeldFilesPage(viewer: Viewer, page: HeldFilesView) -> impl IntoView {
    let HeldFilesView { lines, typed, errors, refused, done, past, scanner } = page;
    let (scanner, is_amiss) = scanner;
    let (judged, waiting): (Vec<_>, Vec<_>) = lines.into_iter().partition(|line| line.returned.is_some());
    let (returned, kept): (Vec<_>, Vec<_>) = judged.into_iter().partition(|line| is_of_version(line.place));
    let sub = match (waiting.len(), returned.len(), kept.len()) {
        (0, 0, 0) => "Không có tệp nào đang giữ lại".to_owned(),
        (0, returned, 0) => format!("{returned} tệp đã trả lại, chờ phiên bản mới"),
        (waiting, returned, kept) => {
            let numbers = [(waiting, "chờ quyết định"), (returned, "đã trả lại"), (kept, "không cho mở")];
            let said = numbers.into_iter().filter(|(files, _)| *files > 0).map(|(files, words)| format!("{files} tệp {words}"));
            said.collect::<Vec<_>>().join(", ")
        }
    };
    let about = if waiting.is_empty() && returned.is_empty() && kept.is_empty() {
        "Tệp nào có phần có thể tự chạy khi mở, hoặc có virus, sẽ hiện ở đây để tổ quản lý phần mềm hoặc ban giám hiệu xem."
    } else {
        "Trong các tệp này có phần có thể tự chạy khi mở, hoặc có virus, nên chỉ người gửi mở được cho đến khi có người xem. Giờ \
         nộp vẫn giữ nguyên. Đọc ở đây thì không có gì chạy; tải về thì xem trên máy có phần mềm diệt virus, rồi cho mở. Không cho mở tệp của \
         hồ sơ thì trả lại để người nộp gửi phiên bản mới; minh chứng, bản quét, tệp của việc được giao và mẫu thì giữ lại, người gửi đọc được lý do."
    };
    let group = |title: &'static str, lines: Vec<HeldLine>| {
        let row = |line: HeldLine| {
            let typed = typed.as_ref().filter(|(place, position, _)| *place == line.place && *position == line.position);
            held_line(line, typed.map(|(_, _, words)| words.clone()), &errors)
        };
        (!lines.is_empty()).then(|| {
            view! {
                <div class="cols"><p class="when"></p><h2>{title}</h2></div>
                <ul class="jobs">{lines.into_iter().map(row).collect_view()}</ul>
            }
        })
    };
    let waiting = group("Chờ quyết định", waiting);
    let returned = group("Đã trả lại, chờ người nộp gửi phiên bản mới", returned);
    let kept = group("Tệp không thuộc hồ sơ, không cho mở", kept);
    view! {
        <Page viewer=Some(viewer) here=NavItem::HeldFiles>
            <main id="noi-dung" class="sheet person held" tabindex="-1">
                <header class="head cols">
                    <p class="when"></p>
                    <div>
                        <h1>"Tệp giữ lại"</h1>
                        <p class="sub">{sub}</p>
                        <p class="quiet">{about}</p>
                        {if is_amiss {
                            view! { <Notice kind=NoticeKind::Warning fact=scanner.fact advice=scanner.advice/> }.into_any()
                        } else {
                            view! { <p class="quiet">{format!("{}. {}", scanner.fact, scanner.advice)}</p> }.into_any()
                        }}
                        {(refused.is_some() || done.is_some()).then(|| view! {
                            <div class="notices">
                                {refused.map(|words| view! { <Notice kind=NoticeKind::Bad fact=words.fact advice=words.advice/> })}
                                {done.map(|fact| view! { <Notice kind=NoticeKind::Good fact/> })}
                            </div>
                        })}
                    </div>
                </header>
                {waiting}
                {returned}
                {kept}
                {(!past.is_empty()).then(|| view! {
                    <section class="group" aria-labelledby="g-da-quyet">
                        <h2 id="g-da-quyet">"Quyết định trong 30 ngày qua"</h2>
                        <ul class="jobs">{past.into_iter().map(past_line).collect_view()}</ul>
                    </section>
                })}
            </main>
        </Page>
    }
}

/// Whether the file is part of a version: what is given back there is handed in anew.
const fn is_of_version(place: HeldIn) -> bool {
    match place {
        HeldIn::Version(_) => true,
        HeldIn::Evidence(_) | HeldIn::OrderScan(_) | HeldIn::MandateScan(_) => false,
        HeldIn::EntryFile(..) | HeldIn::TaskFile(_) | HeldIn::AnswerFile(..) | HeldIn::Template(_) => false,
    }
}

fn past_line(line: PastLine) -> impl IntoView {
    let (look, word) = match (line.is_released, is_of_version(line.place)) {
        (true, _) => (Look::Opened, "Đã cho mở"),
        (false, true) => (Look::Returned, "Đã trả lại"),
        (false, false) => (Look::Returned, "Không cho mở"),
    };
    let (title, address) = line.what;
    view! {
        <li class="job cols">
            <p class="when"></p>
            <div class="what">
                <p><b>{line.name}</b></p>
                <Status look word/>
                <p class="then"><a href=address>{title}</a>". "{line.words}</p>
            </div>
        </li>
    }
}

fn held_line(line: HeldLine, typed: Option<String>, errors: &FormErrors) -> impl IntoView + use<> {
    let HeldLine { place, position, name, what, page, sent, causes, returned, seen, read, original, decide, scan } = line;
    let ScanWords { advice, is_infected, is_asked, opened } = scan;
    // What was scanned is scanned again only where the scanner has something against it.
    let again = advice.filter(|_| decide.is_ok()).map(|_| rescan(place, position, &name, is_asked));
    let (back, why) =
        if is_of_version(place) { ("Trả lại", "Vì sao trả lại") } else { ("Không cho mở", "Vì sao không cho mở") };
    let id = format!("ly-do-{place}-{position}");
    let error = typed.as_ref().and_then(|_| errors.of("reason")).map(str::to_owned);
    let causes = causes.into_iter().map(|cause| view! { <li>{cause}</li> }).collect_view();
    let of = format!(" {name}");
    let (is_answered, was_refused) = (returned.is_some(), typed.is_some());
    let forms = decide.map(|()| {
        view! {
            <div class="held-forms">
                {(!is_infected).then(|| view! {
                    <form method="post" action=paths::release_file(place, position)>
                        <HiddenField name="seen" value=seen.clone()/>
                        <button class="btn">"Cho mở"<Hidden words=of.clone()/></button>
                    </form>
                })}
                <form method="post" action=paths::return_file(place, position)>
                    <HiddenField name="seen" value=seen/>
                    <div class="field">
                        <label for=id.clone()>{why}</label>
                        <SafeTextArea id=id.clone() name="reason" value=typed.unwrap_or_default() rows=2 longest=Reason::MAX_LENGTH
                            described_by=format!("{id}-e") invalid=error.is_some()/>
                        {error.map(|words| view! { <ErrorLine id=format!("{id}-e") words/> })}
                    </div>
                    <button class="btn">{back}<Hidden words=of.clone()/></button>
                </form>
            </div>
        }
    });
    let buttons = match forms {
        Err(why) => view! { <p class="quiet">{why}</p> }.into_any(),
        // It waits for its sender; whoever thinks better of it finds the forms behind a word.
        Ok(forms) if is_answered => view! {
            <details class="why ending" open=was_refused>
                <summary><span>"Đổi quyết định"</span><Icon name="chevron-down"/></summary>
                {forms}
            </details>
        }
        .into_any(),
        Ok(forms) => forms.into_any(),
    };
    view! {
        <li class="job cols">
            <p class="when"></p>
            <div>
                <h3>{name}</h3>
                <p>{match page {
                    Some(address) => view! { <a href=address>{what}</a> }.into_any(),
                    None => what.into_any(),
                }}</p>
                <p class="quiet">{sent}</p>
                <ul class="held-causes">{causes}</ul>
                {advice.map(|words| view! { <p class="quiet">{words}</p> })}
                {opened.map(|words| view! { <p><b>{words}</b></p> })}
                {returned.map(|words| view! { <p><b>{words}</b></p> })}
                <p class="held-ways">
                    {read.map(|address| view! { <a href=address>"Đọc ở đây"<Hidden words=of.clone()/></a> })}
                    {original.map(|address| view! { <a href=address>"Tải tệp về"<Hidden words=of.clone()/></a> })}
                </p>
                {again}
                {buttons}
            </div>
        </li>
    }
}

/// Asks the virus scanner again, or says that somebody has.
fn rescan(place: HeldIn, position: usize, name: &str, is_asked: bool) -> impl IntoView + use<> {
    if is_asked {
        return view! { <p class="quiet">"Đã yêu cầu quét lại, đang chờ trình quét."</p> }.into_any();
    }
    view! {
        <form method="post" action=paths::scan_file_again(place, position)>
            <button class="btn">"Quét lại"<Hidden words=format!(" {name}")/></button>
        </form>
    }
    .into_any()
}
