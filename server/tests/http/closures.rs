//! "Nghỉ đột xuất": declared in two steps, told, printed, and taken back.

use crate::support::{Answer, TestApp, User, with};

const FORM: &str = "/nghi-dot-xuat/bao";
const FRIDAY: &str = "27/11/2026";

/// The first tap: what would follow of a storm on that Friday.
async fn looks(by: &User, more: &str) -> Answer {
    let key = by.get(FORM).await.field("key").unwrap();
    by.get(&format!("{FORM}?kind=storm&key={key}&from={FRIDAY}&to={FRIDAY}&words=b%C3%A3o+s%E1%BB%91+13{more}")).await
}

/// Both taps; the address of the closure.
async fn declares(by: &User, more: &str) -> String {
    let fields = looks(by, more).await.confirmation(FORM);
    let declared = by.post_form(FORM, &with(&fields, &[])).await;
    declared.location().strip_suffix("?xong=bao").unwrap_or_else(|| panic!("{}", declared.words())).to_owned()
}

const PLAN: &str = "Giáo án tuần 13 · Lớp 4A";
const OTHER: &str = "Giáo án tuần 13 · Lớp 4B";

#[tokio::test]
async fn the_principal_looks_and_confirms_and_all_are_told() {
    let app = TestApp::demo().await;
    let (principal, teacher) = (app.as_principal().await, app.as_teacher().await);
    for page in ["/bang-theo-doi", "/nam-hoc"] {
        principal.get(page).await.says("href=\"/nghi-dot-xuat/bao\"");
    }
    assert!(!teacher.get("/nam-hoc").await.html().contains("/nghi-dot-xuat/bao"));
    let preset = principal.get(FORM).await;
    assert_eq!((preset.field("from").as_deref(), preset.field("to").as_deref()), (Some("25/11/2026"), Some("25/11/2026")));
    preset.says("Phạm vi: toàn trường");
    // One tap from here shows what a storm of today would do, another one confirms it.
    let today = "/nghi-dot-xuat/bao?kind=storm&#38;from=25%2F11%2F2026&#38;to=25%2F11%2F2026";
    assert!(preset.html().replace("&amp;", "&#38;").contains(today), "{}", preset.html());
    let of_today = principal.get(&today.replace("&#38;", "&")).await;
    of_today.says("Nếu báo nghỉ").says("Xác nhận nghỉ").says("Nghỉ bão (toàn trường), thứ Tư 25/11/2026");
    // Whoever looks without having said why is asked.
    let why = principal.get(&format!("{FORM}?look=1&from={FRIDAY}&to={FRIDAY}")).await;
    assert_eq!(why.status, 422);
    why.says("Chọn vì sao nghỉ.").says("value=\"27/11/2026\"");
    let before = app.fingerprint().await;
    let looked_at = looks(&principal, "").await;
    assert_eq!(app.fingerprint().await, before, "a preview changes nothing");
    looked_at
        .says("Nếu báo nghỉ")
        .says("Dời hạn ")
        .says("Nghỉ bão số 13 (toàn trường), thứ Sáu 27/11/2026. Lý do: Mưa bão, đi lại không an toàn cho trẻ và cô.");
    looked_at.says("Từ thứ Sáu 27/11/2026 sang thứ Hai 30/11/2026").says("Căn cứ Điều 3 điểm c của Quy chế");
    looked_at.says("Nguyễn Thị Hoa").says(PLAN);
    assert!(looked_at.html().contains("<title>Xem trước: nghỉ bão số 13 (toàn trường), thứ Sáu 27/11/2026"));
    assert!(looked_at.html().contains("<legend>Vì sao nghỉ</legend>"));
    assert_eq!(looked_at.html().matches("name=\"to\"").count(), 1, "what is confirmed is the field that is seen");
    // Nothing is declared that was not looked at.
    let fields = looked_at.confirmation(FORM);
    let other = principal.post_form(FORM, &with(&fields, &[("to", "30/11/2026")])).await;
    assert_eq!(other.status, 409);
    other.says("Lần nghỉ này nay không còn như lúc xem").says("Nếu báo nghỉ").says("27/11–30/11/2026").says("Xem trước lại");
    assert_eq!(other.field("words").as_deref(), Some("bão số 13"), "what was typed is there");
    let worded = principal.post_form(FORM, &with(&fields, &[("words", "bão số 14")])).await;
    assert_eq!(worded.status, 409);
    worded.says("nay không còn như lúc xem").says("Nghỉ bão số 14 (toàn trường)");
    assert_eq!(app.facts().await.closures.len(), 1, "the one of the demo");
    let declared = principal.post_form(FORM, &with(&fields, &[])).await;
    assert_eq!(declared.status, 303, "{}", declared.words());
    // Sent twice, it is declared once.
    principal.post_form(FORM, &with(&fields, &[])).await.leads_to(declared.location());
    assert_eq!(app.facts().await.closures.len(), 2);
    assert_eq!((app.due_of(PLAN).await, app.due_of(OTHER).await), ("2026-11-30".to_owned(), "2026-11-30".to_owned()));
    let address = declared.location().strip_suffix("?xong=bao").unwrap();
    principal.get("/bang-theo-doi").await.says("Đang báo nghỉ ").says(&format!("href=\"{address}\""));
    principal.get(declared.location()).await.says("Đã báo nghỉ").says("Toàn trường nghỉ bão số 13 thứ Sáu 27/11/2026.");
    let page = teacher.get(address).await;
    page.says("Hiệu trưởng Nguyễn Thị Minh Nguyệt");
    assert!(!page.html().contains("Rút thông báo nghỉ"));
    let paper = teacher.get(&format!("{address}/in")).await;
    paper.says("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM").says("THÔNG BÁO").says("Về việc nghỉ bão số 13 (toàn trường)");
    paper.says("HIỆU TRƯỞNG").says("ngày 25 tháng 11 năm 2026");
    let told = teacher.get("/thong-bao").await;
    told.says("Nghỉ bão số 13 (toàn trường)").says("hạn dời từ thứ Sáu 27/11 sang thứ Hai 30/11").says(address);
    teacher.get("/nghi-dot-xuat").await.says("Nghỉ bão số 13 (toàn trường)").says("lớp 3C");
    teacher.get("/nam-hoc").await.says("vì nghỉ bão số 13 (toàn trường).");
}

#[tokio::test]
async fn whoever_goes_back_and_changes_the_form_declares_a_second_closure() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    let class = format!("class.{}", app.class("4B").await);
    let first = looks(&principal, &format!("&whose=class.{}", app.class("4A").await)).await;
    let sent = first.confirmation(FORM);
    let key = first.field("key").unwrap();
    let declared = principal.post_form(FORM, &with(&sent, &[])).await;
    assert_eq!(declared.status, 303, "{}", declared.words());
    // Back, another class, the same kind: the page that was gone back to sends the old key.
    let second = format!("{FORM}?kind=storm&key={key}&from={FRIDAY}&to={FRIDAY}&words=b%C3%A3o+s%E1%BB%91+13&whose={class}");
    let second = principal.get(&second).await;
    let confirmed = second.confirmation(FORM);
    assert_ne!(second.field("key").unwrap(), key, "a key of its own");
    let other = principal.post_form(FORM, &with(&confirmed, &[])).await;
    assert_ne!(other.location(), declared.location());
    assert_eq!(app.facts().await.closures.len(), 3, "with the one of the demo");
    assert_eq!((app.due_of(PLAN).await, app.due_of(OTHER).await), ("2026-11-30".to_owned(), "2026-11-30".to_owned()));
    // The old key with other days, confirmed: it is looked at first, and leads nowhere else.
    let changed = principal.post_form(FORM, &with(&sent, &[("to", "30/11/2026")])).await;
    assert_eq!(changed.status, 409, "{}", changed.words());
    changed.says("nay không còn như lúc xem").says("Nếu báo nghỉ");
    assert_ne!(changed.field("key").unwrap(), key);
    let again = principal.post_form(FORM, &with(&changed.confirmation(FORM), &[])).await;
    assert_eq!(again.status, 303, "{}", again.words());
    assert_eq!(app.facts().await.closures.len(), 4);
    // Somebody else who sends the same is told that it is declared.
    let vice = app.as_user("phohieutruong").await;
    let told = vice.post_form(FORM, &with(&sent, &[])).await;
    assert_eq!(told.status, 422);
    told.says("Đã báo lúc");
}

#[tokio::test]
async fn a_vice_principal_shuts_one_class_and_others_are_refused_in_words() {
    let app = TestApp::demo().await;
    let vice = app.as_user("phohieutruong").await;
    let class = app.class("4A").await;
    let looked_at = looks(&vice, &format!("&whose=class.{class}")).await;
    looked_at.says("Nghỉ bão số 13 (lớp 4A)").says("Căn cứ Điều 4 điểm c của Quy chế");
    let fields = looked_at.confirmation(FORM);
    for user in [app.as_teacher().await, app.as_head().await, app.as_management().await] {
        let refused = user.get(FORM).await;
        assert_eq!(refused.status, 403);
        refused.says("Báo nghỉ đột xuất là việc của hiệu trưởng và phó hiệu trưởng").says("gọi ban giám hiệu");
        assert_eq!(user.post_form(FORM, &with(&fields, &[])).await.status, 403);
    }
    let declared = vice.post_form(FORM, &with(&fields, &[])).await;
    let paper = vice.get(&format!("{}/in", declared.location().strip_suffix("?xong=bao").unwrap())).await;
    paper.says("Số: ……/TB-…").says("Nơi nhận:").says("- Lưu: VT.");
    let signer = paper.html().replace("<!>", "");
    assert!(signer.contains("<b>KT. HIỆU TRƯỞNG</b> <b>PHÓ HIỆU TRƯỞNG</b>"), "{signer}");
    assert_eq!((app.due_of(PLAN).await, app.due_of(OTHER).await), ("2026-11-30".to_owned(), "2026-11-27".to_owned()));
}

#[tokio::test]
async fn yesterday_can_be_shut_and_a_day_long_gone_or_outside_the_year_cannot() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    let of_day = async |day: &str| principal.get(&format!("{FORM}?kind=power-cut&from={day}&to={day}")).await;
    of_day("24/11/2026").await.is(axum::http::StatusCode::OK).says("Nghỉ do mất điện (toàn trường), thứ Ba 24/11/2026");
    for (day, words) in [
        ("01/10/2026", "đã qua quá 30 ngày làm việc"),
        ("04/09/2026", "mục Lịch năm học"),
        ("29/11/2026", "vốn không làm việc"),
        ("mai", "Ghi ngày/tháng/năm"),
    ] {
        let refused = of_day(day).await;
        assert_eq!(refused.status, 422, "{day}");
        // What was typed is there to be put right.
        refused.says(words).says(&format!("value=\"{day}\""));
        assert!(!refused.html().contains("Nếu báo nghỉ"), "{day}");
        // Nor does it help to confirm what no page has shown.
        let key = refused.field("key").unwrap();
        let confirmed = [("kind", "power-cut"), ("key", key.as_str()), ("from", day), ("to", day), ("seen", "x")];
        let refused = principal.post_form(FORM, &confirmed).await;
        assert_eq!(refused.status, 422, "{day}");
        refused.says(words);
    }
    assert_eq!(app.facts().await.closures.len(), 1, "the one of the demo");
    let unsaid = principal.get(&format!("{FORM}?kind=other&from={FRIDAY}&to={FRIDAY}")).await;
    assert_eq!(unsaid.status, 422);
    unsaid.says("Ghi vì sao nghỉ");
}

#[tokio::test]
async fn a_slip_in_the_days_is_caught_before_the_school_is_shut_for_half_a_year() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    // Only the first day is moved: the last one comes along.
    let (key, today) = (principal.get(FORM).await.field("key").unwrap(), "25/11/2026");
    let preset = format!("{FORM}?kind=storm&key={key}&shown-from={today}&shown-to={today}");
    let moved = principal.get(&format!("{preset}&from={FRIDAY}&to={today}")).await;
    moved.is(axum::http::StatusCode::OK).says("Nghỉ bão (toàn trường), thứ Sáu 27/11/2026");
    assert_eq!((moved.field("shown-from").as_deref(), moved.field("to").as_deref()), (Some(FRIDAY), Some(FRIDAY)));
    // May in place of November.
    let long = principal.get(&format!("{preset}&from={FRIDAY}&to=12/05/2027")).await;
    long.says("Đợt nghỉ này dài ").says("ngày dạy, đến hết 12/05/2027");
    let fields: Vec<_> = long.confirmation(FORM).into_iter().filter(|(name, _)| name != "long").collect();
    let unsaid = principal.post_form(FORM, &with(&fields, &[])).await;
    assert_eq!(unsaid.status, 422);
    unsaid.says("Nếu báo nghỉ").says("Đúng vậy thì đánh dấu ô này");
    assert_eq!(app.facts().await.closures.len(), 1, "the one of the demo");
    let html = long.html();
    let (_, rest) = html.split_once("name=\"long\" value=\"").unwrap();
    let days = rest.split_once('"').unwrap().0;
    let said = principal.post_form(FORM, &with(&fields, &[("long", days)])).await;
    assert_eq!(said.status, 303, "{}", said.words());
}

#[tokio::test]
async fn it_is_taken_back_with_a_reason_and_once() {
    let app = TestApp::demo().await;
    let (principal, vice) = (app.as_principal().await, app.as_user("phohieutruong").await);
    let address = declares(&principal, "").await;
    let back = format!("{address}/rut");
    let page = vice.get(&address).await;
    page.says("Nếu rút bây giờ: dời hạn ").says("Từ thứ Hai 30/11/2026 sang thứ Sáu 27/11/2026");
    let seen = page.field("seen").unwrap();
    let without = vice.post_form(&back, &[("seen", &seen), ("reason", "")]).await;
    assert_eq!(without.status, 422);
    without.says("Ghi lý do");
    let unseen = vice.post_form(&back, &[("seen", "x"), ("reason", "Bão đổi hướng")]).await;
    assert_eq!(unseen.status, 409, "what would follow is looked at first");
    unseen.says("nay không còn như lúc xem").says("value=\"Bão đổi hướng\"");
    assert_eq!(app.as_teacher().await.post_form(&back, &[("seen", &seen), ("reason", "Bão đổi hướng")]).await.status, 403);
    let sent = [("seen", seen.as_str()), ("reason", "Bão đổi hướng")];
    vice.post_form(&back, &sent).await.leads_to(&format!("{address}?xong=rut"));
    assert_eq!(app.due_of(PLAN).await, "2026-11-27");
    let again = principal.post_form(&back, &sent).await;
    assert_eq!(again.status, 409);
    again.says("Lần nghỉ này đã được rút lúc");
    app.as_teacher().await.get("/nghi-dot-xuat").await.says("Lý do rút: Bão đổi hướng.");
    app.as_teacher().await.get(&address).await.says("Đã rút").says("Bão đổi hướng").says("không nghỉ bão số 13");
    app.as_teacher().await.get("/thong-bao").await.says("đã rút, không nghỉ nữa").says("hạn trở lại thứ Sáu 27/11/2026");
    app.as_teacher().await.get(&format!("{address}/in")).await.says("rút thông báo nghỉ bão số 13");
}

#[tokio::test]
async fn what_is_over_is_not_taken_back() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    let key = principal.get(FORM).await.field("key").unwrap();
    let looked_at = principal.get(&format!("{FORM}?kind=storm&key={key}&from=24/11/2026&to=25/11/2026")).await;
    let declared = principal.post_form(FORM, &with(&looked_at.confirmation(FORM), &[])).await;
    let address = declared.location().strip_suffix("?xong=bao").unwrap();
    // Today is its last day: there is no button, and whoever sends the form is told why.
    assert!(!principal.get(address).await.html().contains("/rut"));
    let refused = principal.post_form(&format!("{address}/rut"), &[("seen", "x"), ("reason", "Bão đổi hướng")]).await;
    assert_eq!(refused.status, 409);
    refused.says("Ngày nghỉ cuối thứ Tư 25/11/2026 đã đến").says("không phải rút");
    app.as_teacher().await.get(address).await.says("Đã báo nghỉ").says("Toàn trường nghỉ bão từ 24/11 đến 25/11/2026");
}
