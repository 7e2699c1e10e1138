//! The year-end book of a class: read as it stands, bound once its year is over, printed, taken as a file, and checked by its code.

use axum::http::StatusCode;
use domain::obligations::{Obligation, Owner};
use server::verify_sheet::{SheetError, verify};

use crate::support::{TestApp, User, with};

/// A plan of class 4A that the demo's teacher has handed in.
const PLAN: &str = "Giáo án tuần 10 · Lớp 4A";
const AFTER_THE_YEAR: &str = "2027-06-28T09:00:00+07:00";

async fn book_of(app: &TestApp, class: &str) -> String {
    format!("/so-cuoi-nam/{}", app.class(class).await)
}

/// Binds it and brings the address of what was bound.
async fn bound(user: &User, address: &str) -> String {
    let made = user.post_form(address, &[]).await;
    made.is(StatusCode::SEE_OTHER);
    made.location().to_owned()
}

/// The code that stands in a book.
fn code_in(html: &str) -> String {
    let (_, rest) = html.split_once("<b class=\"as-code\">").unwrap();
    rest.split_once("</b>").unwrap().0.to_owned()
}

#[tokio::test]
async fn whoever_taught_a_class_heads_its_department_or_leads_the_school_reads_its_book_and_nobody_else() {
    let app = TestApp::demo().await;
    let (book, other) = (book_of(&app, "4A").await, book_of(&app, "5A").await);
    for user in [app.as_teacher().await, app.as_head().await, app.as_principal().await, app.as_user("phohieutruong").await] {
        user.get(&book).await.is(StatusCode::OK).says(PLAN).says("Chưa hết năm học").says("Lớp 4A, năm học 2026–2027");
        user.get("/so-cuoi-nam").await.is(StatusCode::OK).says("Lớp 4A").says("Chưa hết năm học");
    }
    for user in [app.as_teacher().await, app.as_head().await] {
        user.get(&other).await.is(StatusCode::FORBIDDEN).says("Sổ cuối năm của Lớp 5A do giáo viên của lớp");
        assert!(!user.get("/so-cuoi-nam").await.words().contains("Lớp 5A"));
    }
    for user in [app.as_management().await, app.as_health().await, app.as_user("ketoan").await] {
        user.get(&book).await.is(StatusCode::FORBIDDEN);
        user.post_form(&book, &[]).await.is(StatusCode::FORBIDDEN);
    }
    app.as_health().await.get("/so-cuoi-nam").await.is(StatusCode::OK).says("Không có lớp nào");
    app.as_principal().await.get("/so-cuoi-nam").await.says("Lớp 5A");
    app.as_principal().await.get("/so-cuoi-nam/01930000-0000-4000-8000-000000000000").await.is(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_book_of_a_year_that_runs_is_printed_as_what_it_is_and_bound_by_nobody() {
    let app = TestApp::demo().await;
    let book = book_of(&app, "4A").await;
    let teacher = app.as_teacher().await;
    let page = teacher.get(&book).await;
    page.says("chưa phải sổ cuối năm").says("Hồ sơ còn thiếu");
    assert!(!page.html().contains("as-code") && !page.words().contains("Lập sổ cuối năm"), "{}", page.words());
    let revision = app.facts().await.revision;
    teacher.post_form(&book, &[]).await.is(StatusCode::CONFLICT).says("Năm học của lớp còn đến hết ngày").says(PLAN);
    assert_eq!(app.facts().await.revision, revision, "nothing is noted");
    teacher.get(&format!("{book}/1")).await.is(StatusCode::NOT_FOUND);
    teacher.get("/nam-hoc").await.says("Sổ hồ sơ điện tử cuối năm của từng lớp");
}

#[tokio::test]
async fn a_final_book_is_bound_noted_printed_and_checked_with_and_without_the_server() {
    let app = TestApp::demo().await;
    app.clock.set(AFTER_THE_YEAR.parse().unwrap());
    let (teacher, head) = (app.as_teacher().await, app.as_head().await);
    let book = book_of(&app, "4A").await;
    teacher.get(&book).await.says("Chưa lập sổ: đây là bản xem trước").says("Lập sổ cuối năm");
    let address = bound(&teacher, &book).await;
    assert_eq!(address, format!("{book}/1"));
    let page = head.get(&address).await;
    page.is(StatusCode::OK).says("Sổ cuối năm, bản 1").says(PLAN).says("Mã kiểm tra").says("GIÁO VIÊN");
    let code = code_in(page.html());
    app.as_principal().await.get("/nhat-ky").await.says("lập sổ hồ sơ điện tử cuối năm của lớp 4A, năm học 2026–2027, bản 1");

    // Anybody checks the code, and sees neither a name nor a record.
    let checked = app.anonymous().get(&format!("/kiem-tra/{code}")).await;
    checked.is(StatusCode::OK).says("Sổ cuối năm còn nguyên").says("Sổ hồ sơ điện tử Lớp 4A, năm học 2026–2027");
    assert!(!checked.words().contains("Giáo án") && !checked.words().contains("Hoa,"), "{}", checked.words());
    app.anonymous().get("/kiem-tra/0000-0000-0000-0000-0000-0000").await.is(StatusCode::NOT_FOUND);

    // The file is checked by itself, by the key of the school where that is known, and no letter of it may be changed.
    let file = teacher.get(&format!("{address}/tep")).await;
    file.is(StatusCode::OK);
    assert!(file.header("content-disposition").contains("so-cuoi-nam-lop-4a-2026-2027-ban-1.html"));
    let keys = app.anonymous().get("/kiem-tra").await.words();
    let told = verify(file.html().as_bytes(), None).unwrap();
    assert!(told.starts_with("Chưa biết sổ này của ai") && told.contains("Lớp 4A"), "{told}");
    let (_, after) = told.split_once("Khóa: ").unwrap();
    let id = after.lines().next().unwrap();
    assert!(keys.contains(id), "the key is published: {keys}");
    assert!(verify(file.html().as_bytes(), Some(id)).unwrap().starts_with("Sổ hợp lệ"));
    let other = "0".repeat(32);
    assert!(matches!(verify(file.html().as_bytes(), Some(&other)), Err(SheetError::OtherKey(_))));
    let changed = file.html().replacen("Lớp 4A", "Lớp 4B", 1);
    assert_eq!(verify(changed.as_bytes(), None), Err(SheetError::ChangedBook));

    // Again only where something has changed since.
    teacher.post_form(&book, &[]).await.is(StatusCode::CONFLICT).says("không có gì thay đổi").says("Lập bản mới");
    app.as_health().await.get(&address).await.is(StatusCode::FORBIDDEN);
    app.as_health().await.get(&format!("{address}/tep")).await.is(StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn what_changed_since_stands_in_the_next_book_and_the_one_before_stays() {
    let app = TestApp::demo().await;
    app.clock.set(AFTER_THE_YEAR.parse().unwrap());
    let (teacher, principal) = (app.as_teacher().await, app.as_principal().await);
    let book = book_of(&app, "4A").await;
    let first = bound(&teacher, &book).await;
    let before = teacher.get(&first).await.html().to_owned();
    let facts = app.facts().await;
    let class = app.class("4A").await;
    let is_missing = |one: &Obligation| {
        let is_owed = one.exemption.is_none() && one.terms.due.is_some() && !one.terms.practice;
        is_owed && one.handed_in.is_none() && one.terms.owner == Owner::Class(class)
    };
    let missing = facts.open_obligations().find(|one| is_missing(one)).unwrap();
    let title = facts.title(missing);
    principal.post_form(&format!("/ho-so/{}/mien", missing.id), &[("reason", "Lớp nghỉ vì lũ")]).await.is(StatusCode::SEE_OTHER);
    let second = bound(&principal, &book).await;
    assert_eq!(second, format!("{book}/2"));
    principal.get(&second).await.says("Khác với bản trước").says(&title).says("Lớp nghỉ vì lũ");
    teacher.get(&first).await.says("Đã có bản 2 của sổ này");
    let code = code_in(&before);
    assert_eq!(code_in(teacher.get(&first).await.html()), code);
    app.anonymous().get(&format!("/kiem-tra/{code}")).await.says("Sổ cuối năm còn nguyên").says("Đã có bản 2 của sổ này");
}

#[tokio::test]
async fn the_book_of_a_year_that_is_over_is_bound_when_the_next_one_runs() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    let next = principal.get("/cai-dat/lich-nam-hoc?moi=1").await.fields();
    principal.post_form("/cai-dat/lich-nam-hoc?moi=1", &with(&next, &[])).await.is(StatusCode::SEE_OTHER);
    let book = book_of(&app, "4A").await;
    app.clock.set("2027-10-04T09:00:00+07:00".parse().unwrap());
    let teacher = app.as_teacher().await;
    teacher.get("/so-cuoi-nam?nam=2026-2027").await.is(StatusCode::OK).says("Lớp 4A").says("chưa lập sổ cuối năm");
    let page = teacher.get(&format!("{book}?nam=2026-2027")).await;
    page.is(StatusCode::OK).says(PLAN);
    assert_eq!(page.field("nam").as_deref(), Some("2026-2027"));
    let made = teacher.post_form(&book, &[("nam", "2026-2027")]).await;
    made.is(StatusCode::SEE_OTHER);
    assert_eq!(made.location(), format!("{book}/1?nam=2026-2027"));
    teacher.get(made.location()).await.is(StatusCode::OK).says("Sổ cuối năm, bản 1").says(PLAN);
    teacher.get(&format!("{book}/1/tep?nam=2026-2027")).await.is(StatusCode::OK);
    teacher.get(&format!("{book}?nam=1999-2000")).await.is(StatusCode::NOT_FOUND);
}
