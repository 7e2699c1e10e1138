//! "/viec-cua-toi" and its weeks, "/da-nop".

use crate::support::{TestApp, with};

#[tokio::test]
async fn the_ribbon_leads_to_the_week_and_the_week_says_what_became_of_it() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let page = teacher.get("/viec-cua-toi").await;
    // Each week of the ribbon is a way, also the one that has no mark yet.
    for week in [1, 12, 20] {
        assert!(page.html().contains(&format!("href=\"/viec-cua-toi/tuan/{week}\"")), "{week}");
    }
    let past = teacher.get("/viec-cua-toi/tuan/5").await.words();
    for wanted in ["Tuần 5, 05/10–09/10/2026", "Đã nộp 2 trên", "Giáo án tuần 5 · Lớp 4A", "Xem biên nhận", "Tuần 4Tuần 6"]
    {
        assert!(past.contains(wanted), "{wanted}: {past}");
    }
    let coming = teacher.get("/viec-cua-toi/tuan/14").await.words();
    assert!(coming.contains("Chưa nộp") && coming.contains("Kế hoạch tuần 14 · Lớp 4A"), "{coming}");
    // There are 35 weeks.
    for no_week in ["0", "36", "300", "ba"] {
        assert_eq!(teacher.get(&format!("/viec-cua-toi/tuan/{no_week}")).await.status, 404, "{no_week}");
    }
}

#[tokio::test]
async fn the_hour_that_counts_is_told_once_on_a_page() {
    let app = TestApp::demo().await;
    for user in [app.as_teacher().await, app.as_head().await, app.as_health().await] {
        let words = user.get("/viec-cua-toi").await.words();
        assert_eq!(words.matches("nộp trong ngày vẫn là đúng hạn").count(), 1, "{words}");
    }
}

#[tokio::test]
async fn whoever_is_freed_reads_it_on_their_pages_with_the_reason_and_the_way_to_the_record() {
    let app = TestApp::demo().await;
    let (principal, teacher) = (app.as_principal().await, app.as_teacher().await);
    let owed = app.owed_by("giaovien").await;
    let facts = app.facts().await;
    let record = owed.iter().find(|one| facts.title(one) == "Kế hoạch tuần 13 · Lớp 4A").unwrap().id;
    let fields = principal.get(&format!("/ho-so/{record}")).await.fields();
    let freed = principal.post_form(&format!("/ho-so/{record}/mien"), &with(&fields, &[("reason", "Lớp đi tham quan")])).await;
    assert_eq!(freed.status, 303, "{}", freed.words());
    for path in ["/viec-cua-toi", "/viec-cua-toi/tuan/13", "/da-nop"] {
        let page = teacher.get(path).await;
        let words = page.words();
        assert!(
            words.contains("Kế hoạch tuần 13 · Lớp 4A") && words.contains("Không phải nộp: Lớp đi tham quan."),
            "{path}: {words}"
        );
        assert!(page.html().contains(&format!("href=\"/ho-so/{record}\"")), "{path}");
    }
    assert_eq!(teacher.get(&format!("/ho-so/{record}")).await.status, 200);
}
