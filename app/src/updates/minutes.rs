//! "/bo-sung/…/in": the minutes of an update after a lock, as they are printed (form after Nghị định 30/2020).

use domain::{
    days::Timestamp,
    locks::SignedLine,
    updates::{Hashes, Minutes, MinutesRecord, MinutesVersion},
    vietnamese,
};
use leptos::prelude::*;

use super::{
    moment,
    page::{decided, shut_meanwhile},
};
use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    ui::{Caption, Column, Icon, Table},
};

#[component]
pub fn MinutesPage(viewer: Viewer, page: Minutes) -> impl IntoView {
    let name = page.update.name.clone();
    view! {
        <Page viewer=Some(viewer) here=NavItem::Updates>
            <main id="noi-dung" class="sheet person lock-order" tabindex="-1">
                <header class="head cols scr">
                    <p class="when"></p>
                    <div>
                        <a class="back" href=paths::update(page.update.id)>{name}</a>
                        <div class="lead">
                            <h1>"Biên bản cập nhật sau khóa"</h1>
                            <button type="button" class="btn onlyjs" data-print=""><Icon name="print"/>"In biên bản"</button>
                        </div>
                    </div>
                </header>
                {paper(&page)}
            </main>
        </Page>
    }
}

fn paper(minutes: &Minutes) -> impl IntoView + use<> {
    let update = &minutes.update;
    let row = |name: &'static str, words: String| view! { <tr><th scope="row">{name}</th><td>{words}</td></tr> };
    let evidence = if update.evidence.is_empty() { "không ghi".to_owned() } else { update.evidence.clone() };
    let asked = format!("{}, lúc {}", update.requested.who, moment(update.requested.at));
    let records = minutes.records.iter().map(|one| record(one, minutes.hashes)).collect_view();
    // Under what was not opened the name of a vice principal is a proposal.
    let of_names = if update.granted.is_some() { DECIDED } else { "Đề xuất" };
    let refused = update.refused.iter().map(|one| signer(&one.by, DECIDED));
    let signers = refused.chain(update.signatures.iter().map(|one| signer(one, of_names))).collect_view();
    let finished = update.finished_at.map(|at| row("Báo xong", format!("Người đề nghị báo xong lúc {}.", moment(at))));
    let (title, who) = (format!("{}: {} hồ sơ", update.name, update.records.len()), update.requested.who.clone());
    view! {
        <article class="lock-paper approval-sheet">
            <header class="as-head">
                <p class="as-school"><b>{minutes.school.to_uppercase()}</b>{update.name.clone()}</p>
                <p class="as-state">
                    <b>"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"</b><b class="as-motto">"Độc lập - Tự do - Hạnh phúc"</b>
                </p>
            </header>
            <h2 class="lock-title">"BIÊN BẢN CẬP NHẬT SAU KHÓA"</h2>
            <p class="as-title">{title}</p>
            <table class="as-facts"><tbody>
                {row("Đề nghị", asked)}
                {row("Lý do", update.reason.clone())}
                {row("Minh chứng", evidence)}
                {row("Quyết định", decided(update).unwrap_or_else(|| "Chưa có.".to_owned()))}
                {finished}
                {row("Tình trạng", update.state.words().to_owned())}
            </tbody></table>
            {records}
            <p class="as-how">
                "Đúng hạn hay muộn xét theo lần nộp đầu, không đổi vì bổ sung. In từ hệ thống lúc "{moment(minutes.now)}"."
            </p>
            <footer class="as-foot">
                <p class="as-signer">
                    <b>"NGƯỜI ĐỀ NGHỊ"</b><br/>{format!("Gửi lúc {}", moment(update.requested.at))}<br/><b>{who}</b>
                </p>
                {signers}
            </footer>
        </article>
    }
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
    let prints_hashes = hashes == Hashes::Printed;
    let mut columns = vec![Column::new("Tệp"), Column::number("Cỡ tệp")];
    if prints_hashes {
        columns.push(Column::new("Mã kiểm tra SHA-256"));
    }
    let may_open = version.files.is_some();
    let caption = Caption::Spoken(format!("Tệp của {}", vietnamese::with_small_beginning(&words)));
    let files = version.files.iter().flatten().map(|file| {
        let hash = prints_hashes.then(|| file.sha256.to_string());
        view! {
            <tr>
                <td>{file.name.to_string()}</td>
                <td>{vietnamese::file_size(file.size)}</td>
                {hash.map(|hash| view! { <td><code>{hash}</code></td> })}
            </tr>
        }
    });
    let files = files.collect_view();
    view! {
        <p>{said}</p>
        {(!may_open).then(|| view! { <p>"Tên tệp chỉ hiện với người được mở hồ sơ."</p> })}
        {may_open.then(|| view! {
            <Table class="as-files" columns=&columns caption>
                <tbody>{files}</tbody>
            </Table>
        })}
    }
}

const DECIDED: &str = "Quyết định";

fn signer(one: &SignedLine, deed: &str) -> impl IntoView + use<> {
    view! {
        <p class="as-signer">
            <b>{one.post.words().to_uppercase()}</b><br/>
            {format!("{deed} lúc {}", moment(one.at))}<br/>
            <b>{one.who.clone()}</b>
            {one.acting.clone().map(|acting| view! { <br/>{acting} })}
        </p>
    }
}
