//! "/sao-luu": the last good backup and how old it is, the last drill, and what has become of each try.

use domain::{
    backups::{BackupAge, BackupOutcome, BackupRun, PlaceLook, PlaceStanding, RestoreDrill},
    days::{Timestamp, local},
    refusal::Words,
    vietnamese,
};
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page, Viewer},
    paths,
    ui::{Look, Status, head_below, quiet_line, refused_and_done},
};

/// A try, and who had asked for it.
#[derive(Clone, Debug)]
pub struct RunLine {
    pub run: BackupRun,
    pub by: Option<String>,
}

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct BackupsView {
    pub now: Timestamp,
    /// An invented school is not kept.
    pub is_demo: bool,
    /// Where the server writes backups, as whoever started it said.
    pub place: Option<String>,
    /// How that stood at the last look.
    pub looked: Option<PlaceLook>,
    /// A key lies in an envelope.
    pub has_key: bool,
    pub last_good: Option<BackupRun>,
    /// The newest first.
    pub runs: Vec<RunLine>,
    pub last_drill: Option<RestoreDrill>,
    pub drill_is_due: bool,
    /// When the one began that is being made.
    pub under_way: Option<Timestamp>,
    pub may_make: bool,
    pub refused: Option<Words>,
    pub done: Option<&'static str>,
}

fn count(number: u64) -> String {
    vietnamese::number(i64::try_from(number).unwrap_or(i64::MAX))
}

#[component]
pub fn BackupsPage(viewer: Viewer, page: BackupsView) -> impl IntoView {
    let about =
        "Tổ quản lý phần mềm sao lưu thường xuyên (Điều 5b). Bản tốt là bản đã được đọc lại từ nơi sao lưu, mở ra và so từng phần.";
    let make = (page.may_make && page.place.is_some() && page.has_key && page.under_way.is_none()).then(|| {
        view! {
            <form method="post" action=paths::BACKUPS class="btns">
                <button class="btn main" type="submit">"Sao lưu ngay"</button>
            </form>
        }
    });
    let under_way = page.under_way.map(|since| view! { <p>"Đang sao lưu, bắt đầu lúc "{vietnamese::moment(since)}"."</p> });
    let told = view! { {under_way}{make}{refused_and_done(page.refused.clone(), page.done)} };
    let lines = page.runs.iter().map(run_line).collect_view();
    view! {
        <Page viewer=Some(viewer) here=NavItem::Elsewhere>
            <main id="noi-dung" class="sheet person" tabindex="-1">
                {head_below((paths::SCHEDULE, "Việc theo giờ"), "Sao lưu", Some(about.to_owned()), told)}
                <section class="group" aria-labelledby="g-hien-nay">
                    <h2 id="g-hien-nay">"Hiện nay"</h2>
                    <ul class="jobs">{last_good(&page)}{drill(&page)}{place(&page)}{looked(&page)}</ul>
                </section>
                <section class="group" aria-labelledby="g-cac-lan">
                    <h2 id="g-cac-lan">"Các lần sao lưu"" "<small>"Mới nhất ở trên, nhiều nhất 30 lần."</small></h2>
                    {page.runs.is_empty().then(|| quiet_line("Chưa sao lưu lần nào."))}
                    <ul class="jobs">{lines}</ul>
                </section>
            </main>
        </Page>
    }
}

/// One thing that is to be known, with its standing.
fn fact(title: String, look: Look, word: &'static str, words: String) -> impl IntoView + use<> {
    view! {
        <li class="job cols">
            <p class="when"></p>
            <div class="what"><h3>{title}</h3><Status look word/><p class="then">{words}</p></div>
        </li>
    }
}

fn last_good(page: &BackupsView) -> impl IntoView + use<> {
    let good = page.last_good.as_ref();
    let title = good.map_or_else(
        || "Chưa có bản sao lưu tốt nào".to_owned(),
        |run| format!("Bản tốt gần nhất: {}", vietnamese::moment(run.begun_at)),
    );
    let held = good.map(|run| {
        let counts = run.counts;
        format!("{} tệp, {} dòng nhật ký, ở {}.", count(counts.files), count(counts.entries), run.place)
    });
    let held = held.unwrap_or_else(|| "Mất máy chủ lúc này là mất tất cả.".to_owned());
    match BackupAge::of(good.map(|run| run.begun_at), page.now) {
        BackupAge::Fresh(age) => fact(title, Look::OnTime, "Còn mới", format!("Cách đây {}. {held}", vietnamese::duration(age))),
        BackupAge::Stale(age) => fact(title, Look::Overdue, "Đã cũ", format!("Cách đây {}. {held}", vietnamese::duration(age))),
        BackupAge::Never if page.is_demo => {
            fact(title, Look::NotYetDue, "Trường dùng thử", "Trường dùng thử không được sao lưu.".to_owned())
        }
        BackupAge::Never => fact(title, Look::Overdue, "Chưa có", held),
    }
}

/// The drill alone shows that the key of the envelope opens; the page does not say more than that.
fn drill(page: &BackupsView) -> impl IntoView + use<> {
    let how = "Máy chủ không giữ khóa mở bản sao lưu; chỉ lần diễn tập với khóa trong phong bì mới chứng tỏ khóa ấy mở được. \
               Người giữ máy chủ chạy lệnh hoso drill.";
    match &page.last_drill {
        None => fact("Chưa diễn tập khôi phục lần nào".to_owned(), Look::NotYetDue, "Cần diễn tập", how.to_owned()),
        Some(drill) => {
            let title = format!("Diễn tập khôi phục gần nhất: {}", vietnamese::moment(drill.at));
            let words = format!(
                "Khóa mở được bản sao lưu lúc {}; {} tệp đều đúng, mất {} giây. {how}",
                vietnamese::moment(drill.backup_at),
                count(drill.files),
                count(drill.seconds)
            );
            let (look, word) =
                if page.drill_is_due { (Look::NotYetDue, "Nên diễn tập lại") } else { (Look::OnTime, "Đạt") };
            fact(title, look, word, words)
        }
    }
}

fn place(page: &BackupsView) -> impl IntoView + use<> {
    let key =
        if page.has_key { "" } else { " Chưa có khóa khôi phục: người giữ máy chủ chạy lệnh hoso recovery-key." };
    match &page.place {
        Some(place) => {
            let (look, word) = if page.has_key { (Look::OnTime, "Đã đặt") } else { (Look::Overdue, "Chưa có khóa") };
            let words = format!("Máy chủ tự sao lưu mỗi đêm từ 1:30 vào đây; lần nào không thành thì sáu giờ sau thử lại.{key}");
            fact(format!("Nơi sao lưu: {place}"), look, word, words)
        }
        None => {
            let words = format!(
                "Máy chủ không tự sao lưu. Người giữ máy chủ đặt nơi sao lưu bằng --backup-to khi chạy chương trình, \
                 hoặc sao lưu bằng lệnh hoso backup.{key}"
            );
            fact("Chưa đặt nơi sao lưu tự động".to_owned(), Look::NotYetDue, "Chưa đặt", words)
        }
    }
}

/// The server looks every few minutes whether the place is still as it was written: after a program that encrypts whatever is plugged in
/// had been there, people would else hear of it in the night.
fn looked(page: &BackupsView) -> Option<impl IntoView + use<>> {
    let look = page.looked.as_ref()?;
    let at = vietnamese::moment(look.at);
    Some(match &look.standing {
        PlaceStanding::Unused => {
            let words = format!("Xem lúc {at}: chưa có bản sao lưu nào ở đó.");
            fact("Nơi sao lưu còn trống".to_owned(), Look::NotYetDue, "Còn trống", words)
        }
        PlaceStanding::Whole { number, at: made } => {
            let words = format!(
                "Xem lúc {at}: bản mới nhất ở đó là bản số {number}, lúc {}. Mỗi lần xem chỉ đọc lại vài phần; đọc lại hết khi sao lưu.",
                vietnamese::moment(*made)
            );
            fact("Nơi sao lưu còn nguyên".to_owned(), Look::OnTime, "Còn nguyên", words)
        }
        PlaceStanding::Away(why) => {
            let words = format!("Xem lúc {at}: {why}");
            fact("Chưa xem được nơi sao lưu".to_owned(), Look::NotYetDue, "Không thấy", words)
        }
        PlaceStanding::Spoiled(spoiled) => {
            let words = format!(
                "Xem lúc {at}: {}. Có thể mã độc đang phá dữ liệu: rút ổ này ra, ngắt mạng máy chủ, giữ nguyên ổ sao lưu thứ hai, \
                 báo người giữ máy chủ. Đừng cắm ổ thứ hai vào máy này trước khi xem xong.",
                spoiled.words()
            );
            fact("Nơi sao lưu đã bị hỏng hoặc bị sửa".to_owned(), Look::Overdue, "Bị phá", words)
        }
    })
}

fn run_line(line: &RunLine) -> impl IntoView + use<> {
    let run = &line.run;
    let at = local(run.begun_at);
    let look = match run.outcome {
        BackupOutcome::Good => Look::OnTime,
        BackupOutcome::Incomplete => Look::Late,
        BackupOutcome::Failed => Look::Overdue,
    };
    let counts = run.counts;
    let words = match run.outcome {
        BackupOutcome::Failed => vietnamese::capitalised(&run.fault),
        BackupOutcome::Good | BackupOutcome::Incomplete => {
            let size = vietnamese::file_size(counts.sent_bytes);
            let held = format!("{} tệp; lần này gửi thêm {} tệp, {size}.", count(counts.files), count(counts.sent_files));
            format!("{held} {}", run.fault).trim_end().to_owned()
        }
    };
    let who = line.by.clone().map_or_else(|| "Máy chủ sao lưu".to_owned(), |by| format!("{by} bấm sao lưu"));
    view! {
        <li class="job cols">
            <p class="when"><b>{vietnamese::date(at.date())}</b>" "<span>{vietnamese::hour(at.time())}</span></p>
            <div class="what">
                <h3>{who}</h3>
                <Status look word=run.outcome.label()/>
                <p class="then">{words}</p>
            </div>
        </li>
    }
}
