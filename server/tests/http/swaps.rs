//! "Đổi lượt": offered from the row of a record by one, confirmed by the other in one tap, and refused to everybody else.

use crate::support::{TestApp, with};

/// Due on Friday 27 November; the turn of cô Hoa, who is the teacher of these tests.
const PLAN: &str = "Giáo án tuần 13 · Lớp 4A";
/// Due on Friday 4 December; the turn of cô Thảo, who teaches 4A with her.
const HERS: &str = "Giáo án tuần 14 · Lớp 4A";
const THAO: &str = "vtpthao";

/// The id of what was offered last.
async fn last(app: &TestApp) -> String {
    app.facts().await.swaps.last().unwrap().id.to_string()
}

/// Whose turn the record of this title is.
async fn turn(app: &TestApp, title: &str) -> String {
    let (facts, id) = (app.facts().await, app.id_of(title).await.parse().unwrap());
    facts.obligation(id).unwrap().terms.turn.unwrap().to_string()
}

#[tokio::test]
async fn a_week_is_offered_from_the_row_and_confirmed_in_one_tap() {
    let app = TestApp::demo().await;
    let (teacher, thao, head, principal) =
        (app.as_teacher().await, app.as_user(THAO).await, app.as_head().await, app.as_principal().await);
    let (hoa_id, thao_id) = (app.person("giaovien").await.to_string(), app.person(THAO).await.to_string());
    let address = format!("/doi-luot/moi/{}", app.id_of(PLAN).await);
    teacher.get("/viec-cua-toi").await.says(&format!("href=\"{address}\""));
    let page = teacher.get(&address).await;
    page.says("Giáo án tuần 13 · Lớp 4A, hạn thứ Sáu 27/11/2026").says("Cô Thảo nộp tuần 13, không đổi lại tuần nào");
    page.says("Cô Thảo nộp tuần 13, đổi lại mình nộp tuần 14 (hạn thứ Sáu 04/12/2026");
    let (sent, before) = (page.fields(), app.facts().await.swaps.len());
    let both = format!("{thao_id}:14");
    let filled = with(&sent, &[("with", both.as_str()), ("reason", "Tuần đó em đi tập huấn")]);
    // Nothing typed is lost, and nothing is offered.
    let nobody = teacher.post_form(&address, &with(&sent, &[("with", ""), ("reason", "Tuần đó em đi tập huấn")])).await;
    assert_eq!(nobody.status, 422);
    nobody.says("Chọn đổi với ai.").says("Tuần đó em đi tập huấn");
    let myself = teacher.post_form(&address, &with(&sent, &[("with", hoa_id.as_str()), ("reason", "đi tập huấn xa")])).await;
    assert_eq!(myself.status, 409);
    myself.says("đi tập huấn xa");
    for other in [&thao, &head, &principal] {
        assert_eq!(other.get(&address).await.status, 403);
        assert_eq!(other.post_form(&address, &filled).await.status, 403);
    }
    assert_eq!(app.facts().await.swaps.len(), before);
    for _ in 0..2 {
        teacher.post_form(&address, &filled).await.leads_to("/doi-luot?xong=moi");
    }
    assert_eq!(app.facts().await.swaps.len(), before + 1, "the form came twice");
    let again = teacher.post_form(&address, &[("with", thao_id.as_str()), ("reason", "con em ốm nặng")]).await;
    assert_eq!(again.status, 409);
    again.says("đang chờ trả lời").says("con em ốm nặng");
    teacher.get(&address).await.says("đang chờ trả lời");
    teacher.get("/viec-cua-toi").await.says("Đã đề nghị đổi lượt với cô Thảo, chờ trả lời");
    // Whoever is asked is told, and reads precisely what will change.
    thao.get("/thong-bao").await.says("đề nghị đổi lượt: Tuần đó em đi tập huấn.");
    let swap = last(&app).await;
    let (accept, back) = (format!("/doi-luot/{swap}/dong-y"), format!("/doi-luot/{swap}/rut"));
    let list = thao.get("/doi-luot").await;
    list.says("Chờ tôi trả lời").says(&format!("action=\"{accept}?"));
    list.says("sẽ do cô Thảo nộp, hạn thứ Sáu 27/11/2026, trước").says("sẽ do cô Hoa nộp, hạn thứ Sáu 04/12/2026, trước");
    for other in [&teacher, &head, &principal] {
        assert_eq!(other.post_form(&accept, &[]).await.status, 403);
    }
    assert_eq!(thao.post_form(&back, &[]).await.status, 403);
    assert_eq!((turn(&app, PLAN).await, turn(&app, HERS).await), (hoa_id.clone(), thao_id.clone()));
    thao.post_form(&accept, &[]).await.leads_to("/doi-luot?xong=dong-y");
    assert_eq!((turn(&app, PLAN).await, turn(&app, HERS).await), (thao_id, hoa_id));
    assert_eq!((app.due_of(PLAN).await, app.due_of(HERS).await), ("2026-11-27".to_owned(), "2026-12-04".to_owned()));
    // Tapped twice, or taken back too late, it is told that it was answered.
    assert_eq!(thao.post_form(&accept, &[]).await.status, 409);
    teacher.post_form(&back, &[]).await.says("đã có câu trả lời hoặc đã rút lúc");
    teacher.get("/thong-bao").await.says("đồng ý. Ai nộp tuần nào xem ở Việc của tôi.");
    teacher.get("/viec-cua-toi").await.says("Lượt cô Thảo");
    thao.get("/viec-cua-toi").await.says("Đổi lượt với cô Hoa, xác nhận lúc").says("Lượt của ");
    // Whoever leads sees it, on the page of swaps and in the roster.
    for leads in [&head, &principal] {
        leads.get("/doi-luot").await.says("Tuần 13 đổi tuần 14 · Lớp 4A").says("Đã đổi");
    }
    let class = app.facts().await.organisation().classes.iter().find(|one| one.name == "4A").unwrap().id;
    principal.get(&format!("/cai-dat/luot-day/{class}")).await.says("Đổi lượt với cô Hoa, xác nhận lúc");
    let health = app.as_health().await.get("/doi-luot").await;
    assert!(!health.words().contains("Lớp 4A"), "it is none of theirs");
}

#[tokio::test]
async fn an_offer_is_turned_down_taken_back_or_lapses() {
    let app = TestApp::demo().await;
    let (teacher, thao) = (app.as_teacher().await, app.as_user(THAO).await);
    let thao_id = app.person(THAO).await.to_string();
    let address = format!("/doi-luot/moi/{}", app.id_of(PLAN).await);
    let offer = [("with", thao_id.as_str()), ("reason", "Tuần đó em đi tập huấn")];
    teacher.post_form(&address, &offer).await.leads_to("/doi-luot?xong=moi");
    let decline = format!("/doi-luot/{}/khong-doi", last(&app).await);
    assert_eq!(teacher.post_form(&decline, &[]).await.status, 403);
    thao.post_form(&decline, &[]).await.leads_to("/doi-luot?xong=khong-doi");
    teacher.get("/thong-bao").await.says("không đổi được; lượt vẫn như cũ.");
    teacher.get("/doi-luot").await.says("Không đổi");
    // Offered anew, it can be needed no longer.
    teacher.post_form(&address, &offer).await.leads_to("/doi-luot?xong=moi");
    teacher.post_form(&format!("/doi-luot/{}/rut", last(&app).await), &[]).await.leads_to("/doi-luot?xong=rut");
    teacher.get("/doi-luot").await.says("Đã rút");
    // On the due day nobody takes what they might be late with.
    teacher.post_form(&address, &offer).await.leads_to("/doi-luot?xong=moi");
    let accept = format!("/doi-luot/{}/dong-y", last(&app).await);
    let friday: domain::days::Timestamp = "2026-11-27T08:00:00+07:00".parse().unwrap();
    app.clock.advance(friday - app.clock.shows());
    let (teacher, thao) = (app.as_teacher().await, app.as_user(THAO).await);
    thao.get("/doi-luot").await.says("Hết hiệu lực").says("đã đến hạn");
    let late = thao.post_form(&accept, &[]).await;
    assert_eq!(late.status, 409);
    late.says("để không ai bị tính muộn thay người khác");
    assert_eq!(turn(&app, PLAN).await, app.person("giaovien").await.to_string());
    teacher.get(&address).await.says("đã đến hạn");
}

#[tokio::test]
async fn a_swap_that_the_leadership_has_undone_reads_as_undone() {
    let app = TestApp::demo().await;
    let (teacher, thao, principal) = (app.as_teacher().await, app.as_user(THAO).await, app.as_principal().await);
    let (thao_id, address) = (app.person(THAO).await.to_string(), format!("/doi-luot/moi/{}", app.id_of(PLAN).await));
    let offer = [("with", thao_id.as_str()), ("reason", "Tuần đó em đi tập huấn")];
    teacher.post_form(&address, &offer).await.leads_to("/doi-luot?xong=moi");
    let accept = format!("/doi-luot/{}/dong-y", last(&app).await);
    thao.post_form(&accept, &[]).await.leads_to("/doi-luot?xong=dong-y");
    teacher.get("/doi-luot").await.says("Sau khi đổi:");
    let class = app.facts().await.organisation().classes.iter().find(|one| one.name == "4A").unwrap().id;
    let roster = format!("/cai-dat/luot-day/{class}");
    let own = app.person("giaovien").await.to_string();
    let fields = principal.get(&roster).await.fields();
    let saved = principal.post_form(&roster, &with(&fields, &[("t13", own.as_str())])).await;
    assert_eq!(saved.status, 303, "{}", saved.words());
    for visitor in [&teacher, &thao] {
        visitor.get("/doi-luot").await.says("Đã phân công lại").says("lần đổi này không còn");
    }
}
