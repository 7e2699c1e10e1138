//! "/huong-dan", and whom people call: on the sign-in, on pages of errors, and nowhere before the school has entered somebody.

use crate::support::{TestApp, User};

const CONTACTS: &str = "Cô Lan 0901 234 567\r\nthầy Định 024 3888";
const ASKS: &str = "Cần giúp thì gọi";

async fn settle(principal: &User, contacts: &str) -> u16 {
    let page = principal.get("/cai-dat/truong").await;
    let [name, limit, address] = ["name", "limit", "address"].map(|field| page.field(field).unwrap_or_default());
    let fields = [("name", name.as_str()), ("limit", &limit), ("address", &address), ("contacts", contacts)];
    principal.post_form("/cai-dat/truong", &fields).await.status
}

#[tokio::test]
async fn everybody_has_a_page_of_help_and_first_the_one_of_their_own_work() {
    let app = TestApp::demo().await;
    for (who, heading) in [
        ("giaovien", "Người nộp hồ sơ"),
        ("totruong", "Tổ trưởng, tổ phó"),
        ("hieutruong", "Ban giám hiệu"),
        ("quanly", "Tổ quản lý phần mềm"),
    ] {
        let page = app.as_user(who).await.get("/huong-dan").await;
        assert_eq!(page.status, 200);
        assert!(page.html().contains(&format!("<h1>{heading}")) && page.html().contains("<img "), "{who}");
    }
    let anybody = app.anonymous().get("/huong-dan?cho=ban-giam-hieu").await;
    assert!(anybody.html().contains("<h1>Ban giám hiệu") && !anybody.html().contains("href=\"/lenh-khoa\""), "{}", anybody.words());
    app.anonymous().get("/dang-nhap").await.says("href=\"/huong-dan\"");
}

#[tokio::test]
async fn whom_to_call_stands_where_help_is_needed_once_the_school_has_said_it() {
    let app = TestApp::demo().await;
    let (principal, teacher) = (app.as_principal().await, app.as_teacher().await);
    for path in ["/dang-nhap", "/khong-co", "/huong-dan"] {
        assert!(!app.anonymous().get(path).await.words().contains(ASKS), "{path}");
    }
    assert_eq!(settle(&principal, "Cô Lan").await, 422);
    assert_eq!(settle(&principal, CONTACTS).await, 303);
    for path in ["/dang-nhap", "/khong-co", "/huong-dan"] {
        app.anonymous().get(path).await.says(ASKS).says("Cô Lan 0901 234 567").says("thầy Định 024 3888");
    }
    for path in ["/khong-co", "/lenh-khoa"] {
        teacher.get(path).await.says("Cô Lan 0901 234 567");
    }
    // Where the server has no time to ask, what it knows is told.
    let long = "a".repeat(1024 * 1024);
    let too_much = teacher.post_form("/dang-nhap", &[("username", &long), ("password", "x")]).await;
    assert_eq!(too_much.status, 413);
    too_much.says("Cô Lan 0901 234 567");
    assert_eq!(settle(&principal, "").await, 303);
    assert!(!app.anonymous().get("/dang-nhap").await.words().contains(ASKS));
}
