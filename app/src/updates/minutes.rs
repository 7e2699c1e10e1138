//! "/bo-sung/…/in": the minutes of an update after a lock, as they are printed (form after Nghị định 30/2020).

use chrono::NaiveDate;
use domain::{
    days::{Timestamp, day_of},
    files::StoredFile,
    locks::SignedLine,
    updates::{Hashes, Minutes, MinutesRecord, MinutesVersion, UpdateState},
    vietnamese,
};
use leptos::prelude::*;

use super::page::{decided, ended_early, evidence, shut_meanwhile};
use crate::{
    layout::{NavItem, Page, Viewer},
    papers::{SignedAs, above_paper, moment, not_final, paper_head, signature, signatures},
    paths,
    ui::{Caption, Column, Table},
};

#[component]
pub fn MinutesPage(viewer: Viewer, page: Minutes) -> impl IntoView {
    let back = (paths::update(page.update.id), page.update.name.clone());
    view! {
        <Page viewer=Some(viewer) here=NavItem::Updates>
            <main id="noi-dung" class="sheet person lock-order" tabindex="-1">
                {above_paper(back, "Biên bản cập nhật sau khóa", "In biên bản")}
                {paper(&page)}
            </main>
        </Page>
    }
}

fn paper(minutes: &Minutes) -> impl IntoView + use<> {
    let update = &minutes.update;
    let row = |name: &'static str, words: String| view! { <tr><th scope="row">{name}</th><td>{words}</td></tr> };
    let asked = format!("{}, lúc {}", update.requested.who, moment(update.requested.at));
    let records = minutes.records.iter().map(|one| record(one, minutes.hashes)).collect_view();
    let borne_out = (!update.files.is_empty()).then(|| {
        let table = files_table("Tệp minh chứng", &update.files, minutes.hashes);
        view! { <p>"Tệp minh chứng gửi cùng đề nghị:"</p> {table} }
    });
    // Under what was not opened the name of a vice principal is a proposal.
    let signed_as = if update.granted.is_some() { SignedAs::Decided } else { SignedAs::Proposed };
    let refused: Vec<SignedLine> = update.refused.iter().map(|one| one.by.clone()).collect();
    let signers = (signatures(&refused, SignedAs::Decided), signatures(&update.signatures, signed_as));
    let finished = ended_early(update).map(|words| row("Khóa lại trước giờ", words));
    // The number is the school's own register's.
    let head = paper_head(&minutes.school, "Số: ……/BB-…".to_owned(), last_day(minutes));
    let (title, who) = (format!("{}: {} hồ sơ", update.name, update.records.len()), update.requester.clone());
    view! {
        <article class="school-paper approval-sheet">
            {head}
            <h2 class="paper-title">"BIÊN BẢN CẬP NHẬT SAU KHÓA"</h2>
            <p class="as-title">{title}</p>
            {not_final(open_words(update.state))}
            <table class="as-facts"><tbody>
                {row("Đề nghị", asked)}
                {row("Lý do", update.reason.clone())}
                {row("Minh chứng", evidence(update))}
                {row("Quyết định", decided(update).unwrap_or_else(|| "Chưa có.".to_owned()))}
                {finished}
                {row("Tình trạng", update.state.words().to_owned())}
            </tbody></table>
            {borne_out}
            {records}
            <p class="as-how">
                "Đúng hạn hay muộn xét theo lần nộp đầu, không đổi vì bổ sung. In từ hệ thống lúc "{moment(minutes.now)}"."
            </p>
            <footer class="as-foot">
                {signature(&["Người đề nghị"], Some(format!("Gửi lúc {}", moment(update.requested.at))), who, None)}
                {signers}
            </footer>
        </article>
    }
}

/// What may still come, where the minutes tell of something that is not over.
fn open_words(state: UpdateState) -> Option<String> {
    let words = match state {
        UpdateState::Requested | UpdateState::Proposed => "Chưa ai quyết định; in lại khi đã có quyết định.",
        UpdateState::Open => "Hồ sơ còn đang mở; in lại khi đã khóa lại thì mới đủ.",
        UpdateState::Closed | UpdateState::Refused | UpdateState::Withdrawn => return None,
    };
    Some(words.to_owned())
}

/// The day that stands on the paper: of the last thing that it tells; `None` while nobody has decided.
fn last_day(minutes: &Minutes) -> Option<NaiveDate> {
    let update = &minutes.update;
    let decided = update.refused.iter().map(|one| one.by.at).chain(update.signatures.iter().map(|one| one.at));
    let shut = minutes.records.iter().filter_map(|one| one.shut_again);
    decided.chain(shut).chain(update.finished_at).max().map(day_of)
}

fn record(record: &MinutesRecord, hashes: Hashes) -> impl IntoView + use<> {
    let meanwhile = shut_meanwhile(&record.shut_meanwhile);
    let open = || if meanwhile.is_none() { "Chưa khóa lại.".to_owned() } else { String::new() };
    let again = record.shut_again.map_or_else(open, |at| format!("Khóa lại lúc {}.", moment(at)));
    let nothing = record.versions.is_empty();
    let versions = record.versions.iter().map(|one| version(one, record.shut_again, hashes)).collect_view();
    view! {
        <h2>{record.title.clone()}</h2>
        <p>{format!("Đã khóa theo {}. {again}", record.shut_by)}</p>
        {meanwhile.map(|words| view! { <p>{words}</p> })}
        {nothing.then(|| view! { <p>"Chưa nộp phiên bản nào."</p> })}
        {versions}
    }
}

fn version(version: &MinutesVersion, shut_again: Option<Timestamp>, hashes: Hashes) -> impl IntoView + use<> {
    let mark = version.mark.map(|mark| format!(" ({})", vietnamese::with_small_beginning(mark))).unwrap_or_default();
    let words = format!("Phiên bản {}{mark}", version.version);
    let began = shut_again.filter(|end| *end < version.at).map_or("", |_| ", bắt đầu gửi trước giờ khóa lại");
    let said = format!("{words}: {} nộp lúc {}{began}, biên nhận {}.", version.who, moment(version.at), version.receipt);
    let caption = format!("Tệp của {}", vietnamese::with_small_beginning(&words));
    let table = version.files.as_ref().map(|files| files_table(&caption, files, hashes));
    view! {
        <p>{said}</p>
        {version.files.is_none().then(|| view! { <p>"Tên tệp chỉ hiện với người được mở hồ sơ."</p> })}
        {table}
    }
}

/// Files with their sizes and, where the procedure wants that, their hashes.
fn files_table(caption: &str, files: &[StoredFile], hashes: Hashes) -> impl IntoView + use<> {
    let prints_hashes = hashes == Hashes::Printed;
    let mut columns = vec![Column::new("Tệp"), Column::number("Cỡ tệp")];
    if prints_hashes {
        columns.push(Column::new("Mã kiểm tra SHA-256"));
    }
    let caption = Caption::Spoken(caption.to_owned());
    let files = files.iter().map(|file| {
        let hash = prints_hashes.then(|| file.sha256.to_string());
        view! {
            <tr>
                <td>{file.name.to_string()}</td>
                <td data-head="Cỡ tệp">{vietnamese::file_size(file.size)}</td>
                {hash.map(|hash| view! { <td data-head="Mã kiểm tra SHA-256"><code>{hash}</code></td> })}
            </tr>
        }
    });
    let files = files.collect_view();
    view! {
        <Table class="as-files" columns=&columns caption>
            <tbody>{files}</tbody>
        </Table>
    }
}
