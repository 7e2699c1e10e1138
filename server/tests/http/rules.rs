//! "/cai-dat/quy-dinh", the calendar in an open school, and "/nam-hoc/lich-su": looked at, applied, and told.

use axum::http::StatusCode;
use domain::corrections::Numbered;

use crate::support::{TestApp, with};

const CALENDAR: &str = "/cai-dat/lich-nam-hoc";
const RULES: &str = "/cai-dat/quy-dinh";
const HISTORY: &str = "/nam-hoc/lich-su";
const DOCUMENT: &str = "Công văn 12/SGDĐT-GDMN ngày 20/11/2026";

#[tokio::test]
async fn a_change_of_the_calendar_is_looked_at_then_applied_then_told_to_everybody() {
    let app = TestApp::demo().await;
    let (principal, teacher) = (app.as_principal().await, app.as_teacher().await);
    let before = app.facts().await;
    let fields = principal.get(CALENDAR).await.fields();
    let row = (0..).find(|row| fields.iter().any(|(name, value)| *name == format!("f{row}") && value.is_empty())).unwrap();
    let names = ["f", "k", "n"].map(|prefix| format!("{prefix}{row}"));
    let day = [(names[0].as_str(), "04/12/2026"), (&names[1], "swap_off"), (&names[2], "Nghỉ theo Sở"), ("document", DOCUMENT)];
    let form = with(&fields, &day);
    // Both the button that asks for it and the one that saves show what moves first, and whose it is.
    for more in [&[("do", "preview")][..], &[]] {
        let look = principal.post_form(CALENDAR, &[&form[..], more].concat()).await;
        look.is(StatusCode::OK).says("Nếu áp dụng").says("Dời hạn ").says("Từ thứ Sáu 04/12/2026 sang thứ Năm 03/12/2026");
        assert_eq!((look.field("document").as_deref(), look.field(&names[2]).as_deref()), (Some(DOCUMENT), Some("Nghỉ theo Sở")));
        assert!(look.field("seen").is_some());
    }
    assert_eq!(app.facts().await.revision, before.revision, "a look changes nothing");
    // Another form than the one that was looked at is shown again.
    let seen = principal.post_form(CALENDAR, &form).await.field("seen").unwrap();
    let other = with(&fields, &[(&names[0], "11/12/2026"), (&names[1], "swap_off"), (&names[2], "Nghỉ"), ("seen", &seen)]);
    principal.post_form(CALENDAR, &other).await.is(StatusCode::OK).says("Từ thứ Sáu 11/12/2026");
    assert_eq!(app.facts().await.revision, before.revision);

    let long = "x".repeat(121);
    let refused = principal.post_form(CALENDAR, &with(&fields, &[&day[..3], &[("document", &long)]].concat())).await;
    refused.is(StatusCode::UNPROCESSABLE_ENTITY).says("nhiều nhất 120 ký tự");
    principal.post_form_looked_at(CALENDAR, &form).await.leads_to("/cai-dat/lich-nam-hoc?da-luu=1");
    let history = teacher.get(HISTORY).await;
    history.is(StatusCode::OK).says("Thêm nghỉ hoán đổi thứ Sáu 04/12/2026: Nghỉ theo Sở.");
    history.says("Chương trình ghi.").says("Theo Quy chế quản lý hồ sơ điện tử.");
    let told = teacher.get("/thong-bao").await;
    told.says("Lịch năm học vừa sửa").says("sửa lịch từ thứ Sáu 04/12/2026, theo Công văn 12/SGDĐT-GDMN ngày 20/11/2026.");
    // Week 14, whose plan is due on that day, is somebody else's turn.
    told.says("Cô có 21 hồ sơ từ ngày đó.").says("href=\"/nam-hoc/lich-su\"");
    assert!(!principal.get("/thong-bao").await.words().contains("Lịch năm học vừa sửa"), "nobody is told of their own deeds");
    history.says(&format!("Theo văn bản: {DOCUMENT}. ")).says("Nguyễn Thị Minh Nguyệt ghi.").says("Bản 1");
    assert_eq!(principal.get(CALENDAR).await.field("document").as_deref(), Some(""), "it was of that change");
}

#[tokio::test]
async fn a_new_version_of_the_rules_is_looked_at_then_holds_from_its_day() {
    let app = TestApp::demo().await;
    let (principal, teacher) = (app.as_principal().await, app.as_teacher().await);
    principal.get(RULES).await.is(StatusCode::OK).says("Bản 1").says("Giờ ghi trên hạn 17:00, tính đúng hạn đến 23:59 cùng ngày.");
    let before = app.facts().await.revision;
    let form = [("from", "07/12/2026"), ("hour", "16:30"), ("until", "16:30"), ("decision", "25/QĐ-MNNT")];
    let look = principal.post_form(RULES, &form).await;
    look.is(StatusCode::OK).says("Dời giờ hạn ").says("nộp trước 16:30 (đúng hạn đến 16:30), trước đây là trước 17:00");
    assert_eq!(look.field("decision").as_deref(), Some("25/QĐ-MNNT"));
    assert_eq!(app.facts().await.revision, before, "a look changes nothing");
    for (field, value, words) in [
        ("from", "01/09/2026", "Những gì đã đến hạn giữ nguyên quy định cũ"),
        ("from", "01/09/2027", "Chọn một ngày trong năm học."),
        ("hour", "muộn", "không phải là giờ"),
        ("hour", "00:01", "Ghi một giờ từ 06:00 đến 23:59."),
        ("until", "00:02", "Ghi một giờ từ 06:00 đến 23:59."),
        ("until", "15:00", "Hạn ghi 16:30 mà tính đúng hạn sớm hơn. Ghi 16:30 hoặc một giờ sau đó."),
    ] {
        let refused = principal.post_form(RULES, &[&[(field, value)], &form[..]].concat()).await;
        refused.is(StatusCode::UNPROCESSABLE_ENTITY).says(words).says("25/QĐ-MNNT");
    }
    let same = [("from", "07/12/2026"), ("hour", "17:00"), ("until", "23:59"), ("decision", "")];
    principal.post_form(RULES, &same).await.is(StatusCode::UNPROCESSABLE_ENTITY).says("không có gì đổi nên không lập bản mới");
    teacher.post_form(RULES, &form).await.is(StatusCode::FORBIDDEN);
    assert_eq!(app.facts().await.revision, before);

    // Sent twice, it is added once.
    let seen = look.field("seen").unwrap();
    let sent = [&form[..], &[("seen", &seen)]].concat();
    for _ in 0..2 {
        principal.post_form(RULES, &sent).await.leads_to("/cai-dat/quy-dinh?da-luu=1");
    }
    assert_eq!(app.facts().await.regime.rules.len(), 2);
    let saved = principal.get("/cai-dat/quy-dinh?da-luu=1").await;
    saved.says("Bản 2 áp dụng từ thứ Hai 07/12/2026: nộp trước 16:30, tính đúng hạn đến 16:30.");
    let told = teacher.get("/thong-bao").await;
    told.says("Quy định nộp hồ sơ có bản 2").says("áp dụng từ thứ Hai 07/12/2026, theo Quyết định số 25/QĐ-MNNT.");
    let history = teacher.get(HISTORY).await;
    history.says("Bản 2").says("Theo Quyết định số 25/QĐ-MNNT. ").says("Giờ ghi trên hạn 16:30, trước đây là 17:00.");
    principal.get("/cai-dat").await.says("Bản 1: trước 17:00, tính đúng hạn đến 23:59");
}

#[tokio::test]
async fn a_type_falls_due_by_another_rule_from_the_day_of_a_version_on() {
    let app = TestApp::demo().await;
    let (principal, teacher) = (app.as_principal().await, app.as_teacher().await);
    let fields = principal.get(RULES).await.fields();
    let rule = [("from", "07/12/2026"), ("r-giao-an", "last_working_day_of_week"), ("decision", "26/QĐ-MNNT")];
    let form = with(&fields, &rule);
    let look = principal.post_form(RULES, &form).await;
    look.is(StatusCode::OK)
        .says("Hạn của Giáo án tuần (kế hoạch bài dạy): ngày làm việc cuối của tuần, trước đây là thứ Sáu của tuần trước.");
    look.says("Từ thứ Sáu 04/12/2026 sang thứ Sáu 11/12/2026").says("Giáo án tuần 14 · Lớp 4A");
    let wrong = with(&fields, &[("r-giao-an", "hôm nào cũng được"), ("decision", "26/QĐ-MNNT")]);
    principal
        .post_form(RULES, &wrong)
        .await
        .is(StatusCode::UNPROCESSABLE_ENTITY)
        .says("Chọn một hạn trong danh sách.")
        .says("26/QĐ-MNNT");
    principal.post_form_looked_at(RULES, &form).await.leads_to("/cai-dat/quy-dinh?da-luu=1");
    let facts = app.facts().await;
    let plan = facts.open_obligations().find(|one| facts.title(one) == "Giáo án tuần 14 · Lớp 4A").unwrap();
    assert_eq!(facts.why(plan).unwrap().rule, "Quy định bản 2, áp dụng từ 07/12/2026, theo Quyết định số 26/QĐ-MNNT");
    teacher.get(HISTORY).await.says("Theo Quyết định số 26/QĐ-MNNT. ").says("Hạn của Giáo án tuần");
    // Before its day the page of types tells what holds now, and the next version begins with what is coming.
    principal.get("/cai-dat/loai-ho-so").await.says("Đổi hạn hoặc giờ nộp");
    let fields = principal.get(RULES).await.fields();
    assert!(fields.contains(&("r-giao-an".to_owned(), "last_working_day_of_week".to_owned())), "{fields:?}");
}

#[tokio::test]
async fn thursday_before_four_from_a_week_on() {
    let app = TestApp::demo().await;
    let (principal, teacher) = (app.as_principal().await, app.as_teacher().await);
    let fields = principal.get(RULES).await.fields();
    let form = with(&fields, &[("from", "04/01/2027"), ("r-giao-an", "thursday_before"), ("hour", "16:00")]);
    let look = principal.post_form(RULES, &form).await;
    // What counts is told where it is not what is shown, and the first record by its week: its day is before that of the version.
    look.is(StatusCode::OK)
        .says("Nộp sau 16:00 mà đến 23:59 cùng ngày vẫn tính đúng hạn.")
        .says(", từ tuần 18 (hạn 31/12/2026): nộp");
    let changes = [("from", "04/01/2027"), ("r-giao-an", "thursday_before"), ("hour", "16:00"), ("until", "16:00")];
    let until = with(&fields, &changes);
    let look = principal.post_form(RULES, &until).await;
    look.says("Tính đúng hạn đến 16:00, trước đây là 23:59.");
    assert!(!look.words().contains("vẫn tính đúng hạn."), "it counts as it is shown");
    principal.post_form_looked_at(RULES, &until).await.leads_to("/cai-dat/quy-dinh?da-luu=1");
    let history = teacher.get(HISTORY).await;
    history.says("Hạn của Giáo án tuần (kế hoạch bài dạy): thứ Năm của tuần trước, trước đây là thứ Sáu của tuần trước.");
    let facts = app.facts().await;
    let plan = facts.open_obligations().find(|one| facts.title(one) == "Giáo án tuần 19 · Lớp 4A").unwrap();
    assert_eq!(plan.due_day().unwrap().to_string(), "2027-01-07");
}

#[tokio::test]
async fn a_type_goes_another_way_and_another_one_ends_from_the_day_of_a_version_on() {
    let app = TestApp::demo().await;
    let (principal, teacher) = (app.as_principal().await, app.as_teacher().await);
    let fields = principal.get(RULES).await.fields();
    let changed = [("w-giao-an", "department-leadership"), ("u-tu-lieu", "ended")];
    let form = with(&fields, &[&[("from", "07/12/2026"), ("decision", "27/QĐ-MNNT")][..], &changed].concat());
    let look = principal.post_form(RULES, &form).await;
    look.is(StatusCode::OK)
        .says("Cách duyệt của Giáo án tuần (kế hoạch bài dạy): tổ duyệt, rồi ban giám hiệu ký, trước đây là tổ duyệt.")
        .says("Thôi phải nộp: Tư liệu dạy học.");
    look.says("hồ sơ chưa nộp, hạn từ 11/12/2026, tổ duyệt, rồi ban giám hiệu ký").says("Ban giám hiệu duyệt: ");
    for (field, words) in [("u-giao-an", "Chọn phải nộp hay không."), ("w-giao-an", "Chọn một cách duyệt trong danh sách.")]
    {
        let wrong = with(&fields, &[("from", "07/12/2026"), ("decision", "27/QĐ-MNNT"), (field, "gì cũng được")]);
        let refused = principal.post_form(RULES, &wrong).await;
        refused.is(StatusCode::UNPROCESSABLE_ENTITY).says(words).says("27/QĐ-MNNT");
    }
    principal.post_form_looked_at(RULES, &form).await.leads_to("/cai-dat/quy-dinh?da-luu=1");
    // One list of ways: what is changed at once and what a version brings stand in it together.
    let ways = principal.get("/cai-dat/duyet").await;
    ways.says("Từ 07/12/2026 theo bản quy định: tổ duyệt, rồi ban giám hiệu ký").says("bản quy định 2, áp dụng từ 07/12/2026");
    // Whoever approves such records is told, and whoever hands them in is told of the version alone.
    let told = app.as_head().await.get("/thong-bao").await;
    told.says("Cách duyệt đổi từ thứ Hai 07/12/2026").says("tổ duyệt, rồi ban giám hiệu ký, trước đây là tổ duyệt");
    assert!(!teacher.get("/thong-bao").await.words().contains("Cách duyệt đổi"), "a teacher approves nothing");
    teacher.get(HISTORY).await.says("Theo Quyết định số 27/QĐ-MNNT. ").says("Thôi phải nộp: Tư liệu dạy học.");
    // What a version ends, the list of types does not bring back at once.
    let types = principal.get("/cai-dat/loai-ho-so").await.fields();
    let without: Vec<(String, String)> = types.into_iter().filter(|(name, value)| name != "use" || value != "tu-lieu").collect();
    let refused = principal.post_form("/cai-dat/loai-ho-so", &with(&without, &[])).await;
    refused.is(StatusCode::UNPROCESSABLE_ENTITY).says("“Tư liệu dạy học” bắt đầu hay thôi phải nộp theo bản quy định");
}

#[tokio::test]
async fn a_version_that_changes_who_reviews_asks_for_the_password_again_and_another_one_does_not() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    let owned =
        |form: Vec<(&str, &str)>| form.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect::<Vec<_>>();
    let fields = principal.get(RULES).await.fields();
    app.clock.advance(chrono::TimeDelta::minutes(6));
    let other_way =
        owned(with(&fields, &[("from", "07/12/2026"), ("decision", "29/QĐ-MNNT"), ("w-giao-an", "department-leadership")]));
    // Looking asks nothing; the password is asked for beside the button that does it, and what was typed stays.
    let look = principal.post_form(RULES, &with(&other_way, &[])).await;
    look.is(StatusCode::OK).says("Gõ lại mật khẩu của chính mình");
    let seen = look.field("seen").unwrap();
    let sent = owned(with(&other_way, &[("seen", &seen)]));
    let asked = principal.post_form(RULES, &with(&sent, &[])).await;
    asked.is(StatusCode::UNPROCESSABLE_ENTITY).says("Gõ mật khẩu đang dùng rồi gửi lại").says("29/QĐ-MNNT").says("Nếu áp dụng");
    let wrong = principal.post_form(RULES, &with(&sent, &[("proof", "không phải")])).await;
    wrong.is(StatusCode::UNPROCESSABLE_ENTITY).says("Mật khẩu đang dùng chưa đúng");
    assert_eq!(app.facts().await.regime.rules.len(), 1);
    // An hour makes nobody decide who did not.
    let hours = with(&fields, &[("from", "07/12/2026"), ("hour", "16:30"), ("until", "16:30")]);
    assert!(!principal.post_form(RULES, &hours).await.words().contains("Gõ lại mật khẩu"));
    principal.post_form_looked_at(RULES, &hours).await.leads_to("/cai-dat/quy-dinh?da-luu=1");
    let fields = principal.get(RULES).await.fields();
    let other_way =
        owned(with(&fields, &[("from", "07/12/2026"), ("decision", "29/QĐ-MNNT"), ("w-giao-an", "department-leadership")]));
    let proved = with(&other_way, &[("proof", server::startup::DEMO_PASSWORD)]);
    principal.post_form_looked_at(RULES, &proved).await.leads_to("/cai-dat/quy-dinh?da-luu=1");
    assert_eq!(app.facts().await.regime.rules.len(), 3);
}

#[tokio::test]
async fn a_number_that_was_written_wrongly_is_corrected_and_the_old_one_stays_to_be_read() {
    let app = TestApp::demo().await;
    let (principal, teacher) = (app.as_principal().await, app.as_teacher().await);
    let form = [("from", "07/12/2026"), ("hour", "16:30"), ("until", "16:30"), ("decision", "52/QĐ-MNNT")];
    principal.post_form_looked_at(RULES, &form).await.leads_to("/cai-dat/quy-dinh?da-luu=1");
    let version = app.facts().await.regime.rules.last().unwrap().id;
    let page = format!("/cai-dat/dinh-chinh/rules/{version}");
    principal.get(RULES).await.says(&format!("href=\"{page}\""));
    principal.get(&page).await.is(StatusCode::OK).says("Quy định bản 2").says("Số đang ghi: 52/QĐ-MNNT.");
    for user in [&teacher, &app.as_user("quanly").await] {
        user.get(&page).await.is(StatusCode::FORBIDDEN);
        user.post_form(&page, &[("decision", "25/QĐ-MNNT")]).await.is(StatusCode::FORBIDDEN);
    }
    for (typed, words) in [("", "Ghi số quyết định đúng"), ("52/QĐ-MNNT", "là số đang ghi")] {
        let refused = principal.post_form(&page, &[("decision", typed)]).await;
        refused.is(StatusCode::UNPROCESSABLE_ENTITY).says(words);
    }
    for _ in 0..2 {
        let done = principal.post_form(&page, &[("decision", "25/QĐ-MNNT")]).await;
        done.leads_to(&format!("{page}?da-luu=1"));
    }
    let history = teacher.get(HISTORY).await;
    history.says("Theo Quyết định số 25/QĐ-MNNT. ").says("<s>52/QĐ-MNNT</s>").says("Nguyễn Thị Minh Nguyệt đính chính");
    assert_eq!(app.facts().await.corrections.told(Numbered::Rules(version), app.facts().await.organisation()).len(), 1);
    for unknown in ["/cai-dat/dinh-chinh/ngay-nghi/00000000-0000-0000-0000-000000000000", "/cai-dat/dinh-chinh/rules/khong-co"] {
        assert!(principal.get(unknown).await.status >= 400, "{unknown}");
    }
}

#[tokio::test]
async fn a_version_from_a_week_that_was_judged_is_refused_in_words() {
    let app = TestApp::demo().await;
    // On Saturday the plans of week 13 have come due, which begins on Monday.
    app.clock.set("2026-11-28T08:00:00+07:00".parse().unwrap());
    let principal = app.as_principal().await;
    let form = [("from", "30/11/2026"), ("hour", "16:30"), ("until", "16:30"), ("decision", "28/QĐ-MNNT")];
    let refused = principal.post_form(RULES, &form).await;
    refused.is(StatusCode::UNPROCESSABLE_ENTITY).says("28/QĐ-MNNT");
    refused.says("Hạn của tuần 13 (từ 30/11/2026) đã qua và giữ quy định cũ. Bản mới áp dụng sớm nhất từ 01/12/2026.");
    assert_eq!(app.facts().await.regime.rules.len(), 1);
}
