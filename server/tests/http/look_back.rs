//! A school year that is over: looked back at by whoever could see it, and written by nobody.

use axum::http::StatusCode;

use crate::support::{TestApp, User, with};

/// A plan of class 4A that the demo's teacher has handed in.
const PLAN: &str = "Giáo án tuần 10 · Lớp 4A";

#[tokio::test]
async fn a_year_that_is_over_is_looked_back_at_and_written_by_nobody() {
    let app = TestApp::demo().await;
    let before = app.facts().await;
    let record = before.open_obligations().find(|one| before.title(one) == PLAN).unwrap();
    let (id, receipt) = (record.id, record.handed_in.as_ref().unwrap().submission);
    let principal = app.as_principal().await;
    let next = principal.get("/cai-dat/lich-nam-hoc?moi=1").await.fields();
    principal.post_form("/cai-dat/lich-nam-hoc?moi=1", &with(&next, &[])).await.is(StatusCode::SEE_OTHER);
    assert!(!principal.get("/nam-hoc").await.words().contains("Xem lại năm học"), "none is over yet");

    app.clock.set("2027-08-20T09:00:00+07:00".parse().unwrap());
    let (principal, head, teacher) = (app.as_principal().await, app.as_head().await, app.as_teacher().await);
    let now = app.facts().await;
    assert_eq!((now.calendar().school_year(), now.is_over), ("2027-2028", false));
    assert!(now.obligation(id).is_none());
    let over = "Năm học 2026–2027 đã kết thúc, chỉ xem.";
    principal.get("/nam-hoc").await.says("Xem lại năm học đã kết thúc").says("2026–2027");
    for path in ["/nam-hoc", "/nam-hoc/lich-su", "/bang-theo-doi", "/bang-theo-doi/duyet", "/bang-theo-doi/danh-sach", "/da-nop"] {
        let page = principal.get(&format!("{path}?nam=2026-2027")).await;
        page.is(StatusCode::OK).says(over);
        assert!(!principal.get(path).await.words().contains(over), "{path}");
    }
    let history = principal.get("/nam-hoc/lich-su?nam=2026-2027").await;
    assert!(history.html().contains("href=\"/nam-hoc?nam=2026-2027\""), "{}", history.html());

    // The dashboard is the same without what moves; its links stay in the year.
    let dashboard = principal.get("/bang-theo-doi?ky=1&nam=2026-2027").await;
    assert!(!dashboard.html().contains("leptos-island"), "{}", dashboard.words());
    assert!(dashboard.html().contains("/bang-theo-doi/danh-sach?tuan=10&amp;nam=2026-2027"), "{}", dashboard.html());
    let reviews = principal.get("/bang-theo-doi/duyet?ky=1&nam=2026-2027").await;
    assert!(!reviews.words().contains("đang chờ cô duyệt"), "nobody decides about it any more: {}", reviews.words());
    assert!(reviews.html().contains("/bang-theo-doi?nam=2026-2027") && reviews.html().contains("&amp;nam=2026-2027"));
    assert_eq!(reviews.field("nam").as_deref(), Some("2026-2027"));
    teacher.get("/bang-theo-doi/duyet?nam=2026-2027").await.is(StatusCode::FORBIDDEN);
    let list = principal.get("/bang-theo-doi/danh-sach?tuan=10&nam=2026-2027&q=gi%C3%A1o%20%C3%A1n").await;
    list.says(PLAN);
    assert_eq!(list.field("nam").as_deref(), Some("2026-2027"));

    // A record with its papers as they ended, and no form but the sign-out.
    for path in [format!("/ho-so/{id}"), format!("/bien-nhan/{receipt}"), format!("/xem/{receipt}/0")] {
        for user in [&principal, &teacher, &head] {
            let page = user.get(&path).await;
            page.is(StatusCode::OK).says(over);
            let main = page.html().split_once("<main").unwrap().1.to_owned();
            assert!(!main.contains("<form method=\"post\""), "{path}: {main}");
            assert!(!main.contains(&format!("/nop/{id}")), "{path}");
        }
    }
    teacher.get(&format!("/tep/{receipt}/0")).await.is(StatusCode::OK);
    teacher.get("/da-nop?nam=2026-2027").await.says(PLAN).says(" hồ sơ trong năm học 2026–2027");
    teacher.get("/da-nop").await.says("Hồ sơ đã nộp năm học 2026–2027");
    teacher.get("/bang-theo-doi?nam=2026-2027").await.is(StatusCode::FORBIDDEN);
    let own = head.get("/bang-theo-doi/danh-sach?nam=2026-2027&ky=ca-nam").await.words();
    assert!(own.contains("Lớp 4A") && !own.contains("Lớp 5A"), "a head sees the own department");

    // What is written all the same is refused, and a year that the school has not had is none.
    let revision = app.facts().await.revision;
    for (path, fields) in [
        (format!("/ho-so/{id}/mien"), &[("reason", "Cô ốm")][..]),
        (format!("/ho-so/{id}/gop-y"), &[("comment", "Tốt")][..]),
        (format!("/bien-nhan/{receipt}/rut-lai"), &[("reason", "")][..]),
    ] {
        for user in [&principal, &teacher] {
            assert!(user.post_form(&path, fields).await.status >= 400, "{path}");
        }
    }
    assert_eq!(app.facts().await.revision, revision);
    for name in ["2025-2026", "x", "2026-2027%20"] {
        principal.get(&format!("/bang-theo-doi?nam={name}")).await.is(StatusCode::NOT_FOUND);
    }
    // The year that is shown needs no name, and may have it.
    principal.get("/bang-theo-doi?nam=2027-2028").await.is(StatusCode::OK);
}

/// Where the pages of a year that is over are looked at by whoever may.
const OF_EVERYBODY: [&str; 5] = ["/gia-han", "/vang-mat", "/nghi-dot-xuat", "/doi-luot", "/thong-bao"];
const OF_LEADERS: [&str; 2] = ["/ly-do-muon", "/nam-hoc/chua-tra-loi"];
const OVER: &str = "Năm học 2026–2027 đã kết thúc, chỉ xem.";

/// The principal enters the next year as the form offers it.
async fn enters_next_year(principal: &User) {
    let next = principal.get("/cai-dat/lich-nam-hoc?moi=1").await.fields();
    principal.post_form("/cai-dat/lich-nam-hoc?moi=1", &with(&next, &[])).await.is(StatusCode::SEE_OTHER);
}

/// The page of a year that is over: it says so, and has no button to write, and no way to a form.
async fn is_for_reading(user: &User, path: &str) -> String {
    let page = user.get(path).await;
    page.is(StatusCode::OK).says(OVER);
    let main = page.html().split_once("<main").unwrap().1.to_owned();
    let forms = ["method=\"post\"", "/nghi-dot-xuat/bao", "/vang-mat/ghi", "/gia-han/nhieu", "/gia-han/xin", "/doi-nguoi", "/nop/"];
    for form in forms {
        assert!(!main.contains(form), "{path}: {form}\n{main}");
    }
    page.words()
}

#[tokio::test]
async fn extensions_absences_closures_and_reasons_of_a_year_that_is_over_are_for_reading() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    let closure = app.facts().await.closures[0].id;
    enters_next_year(&principal).await;
    for path in OF_EVERYBODY.iter().chain(&OF_LEADERS) {
        assert!(!principal.get(path).await.words().contains(OVER), "{path}");
    }
    app.clock.set("2027-08-20T09:00:00+07:00".parse().unwrap());
    let (principal, head, teacher) = (app.as_principal().await, app.as_head().await, app.as_teacher().await);
    for path in OF_EVERYBODY {
        for user in [&principal, &head, &teacher] {
            is_for_reading(user, &format!("{path}?nam=2026-2027")).await;
        }
    }
    for path in OF_LEADERS {
        is_for_reading(&principal, &format!("{path}?nam=2026-2027")).await;
        for user in [&head, &teacher] {
            user.get(&format!("{path}?nam=2026-2027")).await.is(StatusCode::FORBIDDEN);
        }
    }
    // What was told in the year stands there still, nothing of it new or to be done; of today nothing is told there.
    let told = is_for_reading(&teacher, "/thong-bao?nam=2026-2027").await;
    assert!(told.contains("Những gì đã báo trong năm học 2026–2027") && told.contains("Đã duyệt"), "{told}");
    assert!(!is_for_reading(&head, "/thong-bao?nam=2026-2027").await.contains("Chờ duyệt"));
    assert!(!teacher.get("/thong-bao").await.words().contains("Đã duyệt"), "it is long ago");
    // What nobody has answered says so where it stands.
    let extensions = is_for_reading(&principal, "/gia-han?nam=2026-2027").await;
    assert!(extensions.contains("Không ai trả lời") && extensions.contains("Đã quyết định"), "{extensions}");
    let found = principal.get("/gia-han?nam=2026-2027&q=khong-co-gi").await;
    assert_eq!(found.field("nam").as_deref(), Some("2026-2027"), "the search stays in its year");
    let reasons = is_for_reading(&principal, "/ly-do-muon?nam=2026-2027").await;
    assert!(reasons.contains("không ai xem xét lý do") && reasons.contains("nộp muộn"), "{reasons}");
    // A closure finds its year by itself, also on paper.
    let page = is_for_reading(&teacher, &format!("/nghi-dot-xuat/{closure}")).await;
    assert!(!page.contains("Rút thông báo nghỉ"), "{page}");
    is_for_reading(&teacher, &format!("/nghi-dot-xuat/{closure}/in")).await;
    let taken = principal.post_form(&format!("/nghi-dot-xuat/{closure}/rut"), &[("reason", "Nhầm")]).await;
    taken.is(StatusCode::NOT_FOUND);
    // The pages of the year that is shown know nothing of it.
    principal.get("/gia-han").await.says("Không có ai đang xin");
    principal.get("/nghi-dot-xuat").await.says("Chưa có lần nào");
}

#[tokio::test]
async fn years_that_are_over_are_found_from_where_people_look() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    assert!(!principal.get("/bang-theo-doi").await.html().contains("Năm học đã kết thúc"), "none is over yet");
    enters_next_year(&principal).await;
    app.clock.set("2027-08-20T09:00:00+07:00".parse().unwrap());
    let (principal, teacher) = (app.as_principal().await, app.as_teacher().await);
    let dashboard = principal.get("/bang-theo-doi").await;
    dashboard.says("Xem lại năm học 2026–2027");
    assert!(dashboard.html().contains("href=\"/bang-theo-doi?nam=2026-2027\""), "{}", dashboard.html());
    for user in [&principal, &teacher] {
        let page = user.get("/viec-cua-toi").await;
        assert!(page.html().contains("href=\"/nam-hoc#g-da-ket-thuc\""), "the menu leads there");
    }
    let done = teacher.get("/da-nop").await;
    done.says("Năm học này chưa nộp hồ sơ nào").says("Hồ sơ đã nộp năm học 2026–2027");
    // Each of its pages leads to the others, and everybody to their own.
    let past = teacher.get("/da-nop?nam=2026-2027").await;
    for page in OF_EVERYBODY {
        assert!(past.html().contains(&format!("href=\"{page}?nam=2026-2027\"")), "{page}: {}", past.html());
    }
    assert!(!past.html().contains("/ly-do-muon?nam"));
    // Of the whole year, and of no week of it as the present one.
    let figures = principal.get("/bang-theo-doi?nam=2026-2027").await;
    figures.says("Năm học 2026–2027, cả năm");
    assert!(
        !figures.words().contains("Chưa vào tuần 1") && !figures.html().contains("aria-current=\"date\""),
        "{}",
        figures.words()
    );
    principal.get("/bang-theo-doi/duyet?nam=2026-2027").await.says("Năm học 2026–2027, cả năm, hồ sơ có hạn");
    // Nothing of it is overdue: it was never handed in, in the summer as in the winter after.
    let pages = ["danh-sach?tuan=20&nam=2026-2027", "?nam=2026-2027", "duyet?nam=2026-2027"].map(|page| match page {
        "?nam=2026-2027" => format!("/bang-theo-doi{page}"),
        page => format!("/bang-theo-doi/{page}"),
    });
    for instant in ["2027-08-20T09:00:00+07:00", "2027-12-20T09:00:00+07:00"] {
        app.clock.set(instant.parse().unwrap());
        let principal = app.as_principal().await;
        for page in &pages {
            let words = principal.get(page).await.words().to_lowercase();
            assert!(!words.contains("quá hạn") && !words.contains("đã qua giờ"), "{page}: {words}");
        }
        principal.get(&pages[0]).await.says("Chưa nộp");
        principal.get(&pages[1]).await.says("Chưa nộp");
    }
}

#[tokio::test]
async fn the_leadership_is_told_what_waits_before_the_next_year_takes_over() {
    let app = TestApp::demo().await;
    let told = "Trước khi năm học mới bắt đầu: ";
    let principal = app.as_principal().await;
    assert!(!principal.get("/bang-theo-doi").await.words().contains(told), "it is November");
    principal.get("/nam-hoc/chua-tra-loi").await.says("hồ sơ chờ duyệt");
    app.clock.set("2027-05-03T09:00:00+07:00".parse().unwrap());
    let (principal, head, teacher) = (app.as_principal().await, app.as_head().await, app.as_teacher().await);
    for path in ["/bang-theo-doi", "/nam-hoc", "/cai-dat/lich-nam-hoc?moi=1"] {
        let page = principal.get(path).await;
        page.says(told).says("hồ sơ chờ duyệt, ").says("1 đề nghị gia hạn, ").says("Chưa lập năm học mới");
        assert!(page.html().contains("href=\"/nam-hoc/chua-tra-loi#cho-duyet\""), "{}", page.html());
    }
    assert!(!head.get("/bang-theo-doi").await.words().contains(told));
    for user in [&head, &teacher] {
        user.get("/nam-hoc/chua-tra-loi").await.is(StatusCode::FORBIDDEN);
    }
    enters_next_year(&principal).await;
    principal.get("/bang-theo-doi").await.says("Năm học mới thay năm học này từ 09/08/2027, từ hôm đó không ai trả lời được nữa.");
    let waiting = principal.get("/nam-hoc/chua-tra-loi").await.words();
    let heads =
        |words: &str, kind: &str| words.split(kind).next().unwrap().rsplit(' ').find(|one| !one.is_empty()).unwrap().to_owned();
    let count = heads(&waiting, "hồ sơ muộn chưa xem xét lý do");
    assert!(waiting.contains("đang khóa theo Lệnh khóa số 01"), "{waiting}");

    app.clock.set("2027-08-20T09:00:00+07:00".parse().unwrap());
    let principal = app.as_principal().await;
    assert!(!principal.get("/bang-theo-doi").await.words().contains(told), "it is too late");
    principal.get("/nam-hoc/chua-tra-loi").await.says("Không còn việc nào chờ trả lời");
    let over = is_for_reading(&principal, "/nam-hoc/chua-tra-loi?nam=2026-2027").await;
    assert!(over.contains("đề nghị gia hạn không ai trả lời") && over.contains("hồ sơ không ai duyệt"), "{over}");
    assert_eq!(heads(&over, "hồ sơ muộn không ai xem xét lý do"), count);
    // The request after a lock is named, though nobody can open it any more.
    let list = principal.get("/bo-sung").await;
    list.says(", năm học 2026–2027");
    assert!(!list.words().contains("Hồ sơ của năm học khác"), "{}", list.words());
    principal.get("/lenh-khoa").await.says("Tuần 1–4 của năm học 2026–2027");
}

#[tokio::test]
async fn the_next_year_says_what_it_lacks_and_is_prepared_before_it_begins() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    assert!(!principal.get("/cai-dat").await.words().contains("chưa có nghỉ"), "the demo's own year has them all");
    principal.get("/cai-dat/chu-de?moi=1").await.is(StatusCode::NOT_FOUND);
    principal.get("/cai-dat/luot-day?moi=1").await.is(StatusCode::NOT_FOUND);
    let form = principal.get("/cai-dat/lich-nam-hoc?moi=1").await;
    form.says("Chưa có nghỉ Tết, Giỗ Tổ.");
    enters_next_year(&principal).await;
    let saved = principal.get("/cai-dat/lich-nam-hoc?moi=1&da-luu=1").await;
    saved.says("Chưa có nghỉ Tết, Giỗ Tổ.").says("Năm học mới chưa có lượt dạy của 6 lớp và 9 chủ đề");
    let settings = principal.get("/cai-dat").await;
    settings.says("Lịch chưa có nghỉ Tết, Giỗ Tổ").says("Chưa có lượt dạy của 6 lớp và 9 chủ đề");
    // Themes and turns of the next year, with the present one as it was.
    let before = app.facts().await;
    let themes = principal.get("/cai-dat/chu-de?moi=1").await;
    themes.says("Chủ đề năm học 2027–2028");
    let fields = themes.fields();
    let typed = [("n0", "Trường mầm non"), ("f0", "1"), ("t0", "4")];
    let kept = principal.post_form("/cai-dat/chu-de?moi=1", &with(&fields, &typed)).await;
    kept.leads_to("/cai-dat/chu-de?moi=1&da-luu=1");
    principal.get("/cai-dat/chu-de?moi=1").await.says("06/09");
    let class = app.class("4A").await;
    let address = format!("/cai-dat/luot-day/{class}?moi=1");
    assert!(principal.get("/cai-dat/luot-day?moi=1").await.html().contains(&address));
    let fields = principal.get(&address).await.fields();
    let hoa = app.person("giaovien").await.to_string();
    principal.post_form(&address, &with(&fields, &[("t1", hoa.as_str())])).await.is(StatusCode::SEE_OTHER);
    let after = app.facts().await;
    assert_eq!((&after.regime.themes, &after.organisation().turns), (&before.regime.themes, &before.organisation().turns));
    principal.get("/cai-dat").await.says("Chưa có lượt dạy của 5 lớp");
    app.as_teacher().await.get("/cai-dat/chu-de?moi=1").await.is(StatusCode::FORBIDDEN);

    app.clock.set("2027-08-20T09:00:00+07:00".parse().unwrap());
    let principal = app.as_principal().await;
    principal.get("/cai-dat").await.says("Chưa mang sang từ năm học 2026–2027: lượt dạy của 5 lớp").says("1 chủ đề");
    principal.get("/nam-hoc").await.says("Chưa có nghỉ Tết, Giỗ Tổ.");
    assert_eq!(app.facts().await.regime.themes.len(), 1);
}
