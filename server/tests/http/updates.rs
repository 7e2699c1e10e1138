//! "Bổ sung sau khóa": from the page that refuses to the minutes.

use chrono::TimeDelta;

use crate::support::{Answer, Multipart, PDF, TestApp, User, WORD, with};

/// Shut in the demo since this afternoon; cô Hoa and cô Thảo teach 4A.
const PLAN: &str = "Giáo án tuần 2 · Lớp 4A";
const OTHER: &str = "Giáo án tuần 3 · Lớp 4A";

async fn record(app: &TestApp, title: &str) -> String {
    let facts = app.facts().await;
    facts.open_obligations().find(|one| facts.title(one) == title).unwrap().id.to_string()
}

async fn hands_in(user: &User, record: &str) -> Answer {
    user.post_multipart(&format!("/nop/{record}"), Multipart::new().field("note", "").file("giáo án.docx", WORD)).await
}

/// Asks for one record; the address of the request.
async fn asks(user: &User, record: &str) -> String {
    let form = user.get(&format!("/bo-sung/xin?ho-so={record}")).await;
    let key = form.field("key").unwrap();
    let fields = [("key", key.as_str()), ("record", record), ("reason", "Em ốm từ thứ Tư"), ("evidence", "Giấy ra viện")];
    let sent = user.post_form("/bo-sung/xin", &fields).await;
    assert_eq!(sent.status, 303, "{}", sent.words());
    sent.location().split('?').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_record_that_is_shut_is_asked_for_opened_handed_in_shut_again_and_printed() {
    let app = TestApp::demo().await;
    let (teacher, principal) = (app.as_teacher().await, app.as_principal().await);
    let (record, other) = (record(&app, PLAN).await, self::record(&app, OTHER).await);
    let ask = format!("/bo-sung/xin?ho-so={record}");
    for page in [format!("/nop/{record}"), format!("/ho-so/{record}")] {
        teacher.get(&page).await.says("Hồ sơ này đã khóa từ").says("Xin bổ sung sau khóa").says(&ask);
    }
    teacher.get("/da-nop").await.says("Đã khóa").says(&ask).says(&format!("/ho-so/{record}"));
    assert!(!principal.get(&format!("/ho-so/{record}")).await.html().contains(&ask), "it is not hers to hand in");
    let form = teacher.get(&ask).await;
    let key = form.field("key").unwrap();
    let fields = [("key", key.as_str()), ("record", record.as_str()), ("record", other.as_str())];
    let typed = [&fields[..], &[("reason", "ốm"), ("evidence", "Giấy ra viện ngày 09/10")]].concat();
    let wrong = teacher.post_form("/bo-sung/xin", &typed).await;
    assert_eq!(wrong.status, 422);
    wrong.says("Ghi lý do, ít nhất 3 ký tự").says("Giấy ra viện ngày 09/10");
    let typed = [&fields[..], &[("reason", "Em ốm từ thứ Tư"), ("evidence", "Giấy ra viện ngày 09/10")]].concat();
    let sent = teacher.post_form("/bo-sung/xin", &typed).await;
    let address = sent.location().split('?').next().unwrap().to_owned();
    sent.leads_to(&format!("{address}?xong=gui"));
    teacher.post_form("/bo-sung/xin", &typed).await.leads_to(&format!("{address}?xong=gui"));
    // What was typed anew is no part of the request that waits, and is not lost.
    let anew = [("key", key.as_str()), ("record", record.as_str()), ("reason", "Nộp nhầm bản nháp"), ("evidence", "Giấy ra viện")];
    let waits = teacher.post_form("/bo-sung/xin", &anew).await;
    assert_eq!(waits.status, 409);
    waits.says("đã có trong đề nghị bổ sung số").says("Nộp nhầm bản nháp");
    teacher.get(&ask).await.leads_to(&address);
    teacher.get(&format!("/nop/{record}")).await.says("Xem đề nghị đang chờ").says(&address);

    // Who reads it, and who decides.
    let page = principal.get(&address).await;
    page.says("Em ốm từ thứ Tư").says("Giấy ra viện ngày 09/10").says(PLAN).says("Lệnh khóa số 01").says("Phiên bản 1");
    principal.get("/bo-sung").await.says("Chờ cô quyết định").says(PLAN);
    principal.get("/thong-bao").await.says("xin bổ sung sau khóa").says(&address);
    let management = app.as_management().await;
    assert!(!management.get(&address).await.html().contains("/mo\""), "who carries out decides nothing");
    for username in ["vtpthao", "totruong"] {
        assert_eq!(app.as_user(username).await.get(&address).await.status, 403, "{username}");
    }
    for user in [&teacher, &management] {
        assert_eq!(user.post_form(&format!("{address}/mo"), &[("hours", "2")]).await.status, 403);
    }
    let over = principal.post_form(&format!("{address}/mo"), &[("hours", "100")]).await;
    assert_eq!((over.status, over.field("hours").as_deref()), (422, Some("100")));
    over.says("Ghi số giờ từ 1 đến 72");
    let granted = principal.post_form(&format!("{address}/mo"), &[("hours", "2")]).await;
    granted.leads_to(&format!("{address}?xong=mo"));
    let again = principal.post_form(&format!("{address}/mo"), &[("hours", "2")]).await;
    again.leads_to(&format!("{address}?xong=mo"));

    teacher.get("/viec-cua-toi").await.says("Đang mở để bổ sung").says("Mở để bổ sung đến 16:20 ngày 25/11/2026");
    // Exactly these, for the requester alone.
    teacher.get(&format!("/nop/{record}")).await.says("Hồ sơ này đang mở để bổ sung đến 16:20 ngày 25/11/2026");
    let handed_in = hands_in(&teacher, &record).await;
    assert_eq!(handed_in.status, 303, "{}", handed_in.words());
    // The words stand in the bar as well: the mark has a shape of its own.
    teacher.get(handed_in.location()).await.says("class=\"st amend\"").says(&format!("/ho-so/{record}"));
    teacher.get(&format!("/ho-so/{record}")).await.says("class=\"st amend\"").says("Nộp lại, không xét hạn");
    principal.get("/bang-theo-doi/danh-sach?tuan=2&loai=giao-an").await.says("class=\"st amend\"");
    let colleague = app.as_user("vtpthao").await;
    assert_eq!(hands_in(&colleague, &record).await.status, 409);
    let third = self::record(&app, "Kế hoạch tuần 2 · Lớp 4A").await;
    assert_eq!(hands_in(&teacher, &third).await.status, 409);

    app.clock.advance(TimeDelta::hours(2));
    let teacher = app.as_teacher().await;
    assert_eq!(teacher.get(&format!("/nop/{record}")).await.status, 409);
    assert_eq!(hands_in(&teacher, &record).await.status, 409);
    let paper = teacher.get(&format!("{address}/in")).await;
    let words = paper.words();
    for told in [
        "BIÊN BẢN CẬP NHẬT SAU KHÓA",
        "Độc lập - Tự do - Hạnh phúc",
        "…………………, ngày 25 tháng 11 năm 2026",
        "Đồng ý mở 2 giờ, từ 14:20:00 ngày 25/11/2026 đến 16:20:00 ngày 25/11/2026",
        "Điều 3 điểm c của Quy chế",
        "Phiên bản 2 (bổ sung sau khóa)",
        "Khóa lại lúc 16:20:00 ngày 25/11/2026",
        "NGƯỜI ĐỀ NGHỊ",
        "HIỆU TRƯỞNG",
    ] {
        assert!(words.contains(told), "{told}: {words}");
    }
    let hashes = words.split_whitespace().filter(|word| word.len() == 64 && word.chars().all(|one| one.is_ascii_hexdigit()));
    assert!(hashes.count() >= 2, "of the files of both versions: {words}");
}

#[tokio::test]
async fn a_vice_principal_proposes_and_the_principal_refuses_with_words() {
    let app = TestApp::demo().await;
    let (teacher, principal, vice) = (app.as_teacher().await, app.as_principal().await, app.as_user("phohieutruong").await);
    let record = record(&app, PLAN).await;
    let address = asks(&teacher, &record).await;
    vice.get(&address).await.says("Đề xuất mở");
    assert!(!vice.get(&address).await.html().contains("/tu-choi"), "no button that can only be refused");
    let not_hers = vice.post_form(&format!("{address}/tu-choi"), &[("reason", "Đã có bản giấy")]).await;
    assert_eq!(not_hers.status, 403);
    not_hers.says("việc này do hiệu trưởng quyết định");
    vice.post_form(&format!("{address}/mo"), &[("hours", "8")]).await.leads_to(&format!("{address}?xong=de-nghi"));
    assert_eq!(hands_in(&teacher, &record).await.status, 409);
    let page = principal.get(&address).await;
    page.says("Chờ hiệu trưởng cùng quyết định").says("Đề xuất mở 8 giờ");
    assert_eq!(page.field("hours").as_deref(), Some("8"), "the hours that were proposed");
    let without = principal.post_form(&format!("{address}/tu-choi"), &[("reason", "")]).await;
    assert_eq!(without.status, 422);
    let refused = principal.post_form(&format!("{address}/tu-choi"), &[("reason", "Đã có bản giấy ở tổ")]).await;
    refused.leads_to(&format!("{address}?xong=tu-choi"));
    let late = principal.post_form(&format!("{address}/mo"), &[("hours", "8")]).await;
    assert_eq!(late.status, 409);
    late.says("Đề nghị này đã bị từ chối");
    teacher.get(&address).await.says("Không đồng ý: Đã có bản giấy ở tổ");
    teacher.get("/thong-bao").await.says("không đồng ý: Đã có bản giấy ở tổ");
    // Who proposed to open it has not refused it.
    let paper = teacher.get(&format!("{address}/in")).await;
    paper.says("Trước đó: đề xuất mở 8 giờ: phó hiệu trưởng").says("Đề xuất lúc").says("Quyết định lúc");
    assert_eq!(teacher.post_form(&format!("{address}/rut"), &[]).await.status, 409);
    // Asked for anew, it is taken back while it waits.
    let second = asks(&teacher, &record).await;
    assert_ne!(second, address);
    assert_eq!(principal.post_form(&format!("{second}/rut"), &[]).await.status, 403);
    teacher.post_form(&format!("{second}/rut"), &[]).await.leads_to(&format!("{second}?xong=rut"));
}

#[tokio::test]
async fn whoever_has_nothing_to_ask_for_is_led_on() {
    let app = TestApp::demo().await;
    let (teacher, principal) = (app.as_teacher().await, app.as_principal().await);
    let open = record(&app, "Giáo án tuần 13 · Lớp 4A").await;
    teacher.get(&format!("/bo-sung/xin?ho-so={open}")).await.leads_to(&format!("/nop/{open}"));
    let fields = |record| [("key", ""), ("record", record), ("reason", "Em ốm từ thứ Tư"), ("evidence", "Giấy ra viện")];
    teacher.post_form("/bo-sung/xin", &fields(&open)).await.leads_to(&format!("/nop/{open}"));
    let of_others = record(&app, "Giáo án tuần 2 · Lớp 4B").await;
    assert_eq!(teacher.get(&format!("/bo-sung/xin?ho-so={of_others}")).await.status, 403);
    assert_eq!(teacher.post_form("/bo-sung/xin", &fields(&of_others)).await.status, 403);
    let nobody = "01930000-0000-4000-8000-000000000000";
    assert_eq!(teacher.post_form("/bo-sung/xin", &fields(nobody)).await.status, 404);
    principal.get("/bo-sung/xin").await.says("Không có hồ sơ nào đang khóa");
    // Whoever is done says so, and it is shut at once.
    let plan = record(&app, PLAN).await;
    let address = asks(&teacher, &plan).await;
    principal.post_form(&format!("{address}/mo"), &[("hours", "24")]).await.leads_to(&format!("{address}?xong=mo"));
    assert_eq!(principal.post_form(&format!("{address}/xong"), &[]).await.status, 403);
    teacher.get(&address).await.says("Bấm Xong");
    teacher.post_form(&format!("{address}/xong"), &[]).await.leads_to(&format!("{address}?xong=xong"));
    assert_eq!(hands_in(&teacher, &plan).await.status, 409);
}

#[tokio::test]
async fn whoever_may_open_closes_what_is_open_before_its_hours_are_over() {
    let app = TestApp::demo().await;
    let (teacher, principal, vice) = (app.as_teacher().await, app.as_principal().await, app.as_user("phohieutruong").await);
    let plan = record(&app, PLAN).await;
    let address = asks(&teacher, &plan).await;
    let early = principal.post_form(&format!("{address}/khoa-lai"), &[]).await;
    assert_eq!(early.status, 409);
    early.says("Đề nghị này không còn mở hồ sơ nào");
    principal.post_form(&format!("{address}/mo"), &[("hours", "24")]).await.leads_to(&format!("{address}?xong=mo"));
    principal.get("/viec-theo-gio").await.says("hết giờ mở, hồ sơ khóa lại").says(&address);
    principal.get(&address).await.says("Khóa lại ngay");
    for user in [&teacher, &vice] {
        assert!(!user.get(&address).await.html().contains("/khoa-lai\""), "no button that can only be refused");
    }
    let own = teacher.post_form(&format!("{address}/khoa-lai"), &[]).await;
    assert_eq!(own.status, 403);
    own.says("Nộp xong thì bấm Xong");
    let of_principal = vice.post_form(&format!("{address}/khoa-lai"), &[]).await;
    assert_eq!(of_principal.status, 403);
    of_principal.says("việc này do hiệu trưởng quyết định");
    let closed = principal.post_form(&format!("{address}/khoa-lai"), &[]).await;
    closed.leads_to(&format!("{address}?xong=khoa-lai"));
    principal.post_form(&format!("{address}/khoa-lai"), &[]).await.leads_to(&format!("{address}?xong=khoa-lai"));
    assert_eq!(hands_in(&teacher, &plan).await.status, 409);
    for page in [address.clone(), format!("{address}/in"), "/bo-sung".to_owned()] {
        teacher.get(&page).await.says("Khóa lại trước giờ").says("iệu trưởng Nguyễn Thị Minh Nguyệt lúc");
    }
    teacher.get("/thong-bao").await.says("đã khóa lại trước khi hết giờ mở");
    // What others did with her request is told in her own log.
    teacher.get("/nhat-ky?loai=khoa").await.says("đồng ý cho bổ sung số").says("khóa lại trước giờ lần bổ sung số");
}

#[tokio::test]
async fn what_the_procedure_asks_for_is_the_principals_to_lay_down() {
    let app = TestApp::demo().await;
    let (principal, vice) = (app.as_principal().await, app.as_user("phohieutruong").await);
    let form = [("evidence", "optional"), ("default-hours", "4"), ("max-hours", "8"), ("open-for", "once"), ("hashes", "left-out")];
    vice.get("/cai-dat/bo-sung").await.says("Mục này do hiệu trưởng quyết định");
    let refused = vice.post_form("/cai-dat/bo-sung", &form).await;
    assert_eq!(refused.status, 403);
    refused.says("Quy định cách bổ sung sau khóa là việc của hiệu trưởng");
    let wrong = [&form[..1], &[("default-hours", "9"), ("max-hours", "8"), ("open-for", "once"), ("hashes", "printed")]].concat();
    let wrong = principal.post_form("/cai-dat/bo-sung", &wrong).await;
    assert_eq!((wrong.status, wrong.field("default-hours").as_deref()), (422, Some("9")));
    principal.post_form("/cai-dat/bo-sung", &form).await.leads_to("/cai-dat/bo-sung?da-luu=1");
    let short = "Mở 4 giờ, nhiều nhất 8 giờ; không bắt buộc có minh chứng";
    principal.get("/cai-dat/bo-sung").await.says(short).says("Nguyễn Thị Minh Nguyệt");
    principal.get("/cai-dat").await.says(short);
    let teacher = app.as_teacher().await;
    let plan = record(&app, PLAN).await;
    teacher.get(&format!("/bo-sung/xin?ho-so={plan}")).await.says("Minh chứng (nếu có)");
    let address = asks(&teacher, &plan).await;
    assert_eq!(principal.get(&address).await.field("hours").as_deref(), Some("4"));
    principal.post_form(&format!("{address}/mo"), &[("hours", "4")]).await.leads_to(&format!("{address}?xong=mo"));
    assert_eq!(hands_in(&teacher, &plan).await.status, 303);
    assert_eq!(hands_in(&teacher, &plan).await.status, 409, "once is once");
    assert!(!principal.get(&format!("{address}/in")).await.words().contains("SHA-256"));
}

/// The form of a request for one record with these files.
fn with_files(key: &str, record: &str, reason: &str, files: &[(&str, &[u8])]) -> Multipart {
    let words = Multipart::new().field("key", key).field("record", record).field("reason", reason).field("evidence", "");
    files.iter().fold(words, |form, (name, bytes)| form.file(name, bytes))
}

#[tokio::test]
async fn files_bear_a_request_out_and_whoever_decides_reads_them() {
    let app = TestApp::demo().await;
    let (teacher, principal) = (app.as_teacher().await, app.as_principal().await);
    let record = record(&app, PLAN).await;
    let form = teacher.get(&format!("/bo-sung/xin?ho-so={record}")).await;
    form.says("multipart/form-data").says("làm minh chứng (nếu có)");
    let key = form.field("key").unwrap();
    // A word is missing, and one file can act: the good one lies with the server, and the form says both.
    let acts = crate::held_files::plan("file:///C:/x/chay.exe");
    let wrong = with_files(&key, &record, "", &[("giay-ra-vien.pdf", PDF), ("don.docx", &acts)]);
    let wrong = teacher.post_multipart("/bo-sung/xin", wrong).await;
    assert_eq!(wrong.status, 422, "{}", wrong.words());
    wrong
        .says("Ghi lý do, ít nhất 3 ký tự")
        .says("Đã tải lên, gửi kèm: giay-ra-vien.pdf")
        .says("Minh chứng là tệp không tự chạy được");
    let upload = wrong.field("upload").unwrap();
    // Beside the words of the request it waits for no hand-in.
    assert!(!teacher.get(&format!("/nop/{record}")).await.html().contains("giay-ra-vien.pdf"));
    let sent = with_files(&key, &record, "Em ốm từ thứ Tư", &[]).field("upload", &upload);
    let sent = teacher.post_multipart("/bo-sung/xin", sent).await;
    assert_eq!(sent.status, 303, "{}", sent.words());
    let address = sent.location().split('?').next().unwrap().to_owned();
    for reader in [&teacher, &principal] {
        reader.get(&address).await.says("giay-ra-vien.pdf").says("SHA-256: ").says(&format!("{address}/tep/0"));
        let file = reader.get(&format!("{address}/tep/0")).await;
        assert_eq!((file.status, file.bytes.as_ref()), (200, PDF));
        assert_eq!(reader.get(&format!("{address}/tep/1")).await.status, 404);
    }
    for username in ["vtpthao", "totruong"] {
        assert_eq!(app.as_user(username).await.get(&format!("{address}/tep/0")).await.status, 403, "{username}");
    }
    let minutes = principal.get(&format!("{address}/in")).await;
    minutes.says("Tệp minh chứng gửi cùng đề nghị").says("giay-ra-vien.pdf");
    assert!(minutes.words().split_whitespace().any(|word| word.len() == 64), "with its hash: {}", minutes.words());
}

#[tokio::test]
async fn a_request_with_files_whose_session_was_over_waits_with_its_words() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let record = record(&app, PLAN).await;
    let key = teacher.get(&format!("/bo-sung/xin?ho-so={record}")).await.field("key").unwrap();
    app.clock.advance(TimeDelta::minutes(31));
    let late = with_files(&key, &record, "Em ốm từ thứ Tư đến thứ Sáu", &[("giay-ra-vien.pdf", PDF)]);
    let late = teacher.post_multipart("/bo-sung/xin", late).await;
    assert_eq!(late.status, 303, "{}", late.words());
    assert!(late.location().contains("gui%2Dlai"), "{}", late.location());
}

#[tokio::test]
async fn what_waits_is_counted_where_the_leadership_begins() {
    let app = TestApp::demo().await;
    let (teacher, principal) = (app.as_teacher().await, app.as_principal().await);
    let count = |page: &Answer| {
        let words = page.words();
        let before = words.split_once(" chờ quyết định)").map_or("", |(before, _)| before).to_owned();
        before.rsplit_once("Bổ sung sau khóa (").and_then(|(_, count)| count.parse::<usize>().ok()).unwrap_or_default()
    };
    let before = count(&principal.get("/bang-theo-doi").await);
    let record = record(&app, PLAN).await;
    let address = asks(&teacher, &record).await;
    let page = principal.get("/bang-theo-doi").await;
    assert_eq!(count(&page), before + 1, "{}", page.words());
    principal.get("/nam-hoc").await.says("đề nghị chờ quyết định");
    principal.post_form(&format!("{address}/mo"), &[("hours", "2")]).await.leads_to(&format!("{address}?xong=mo"));
    assert_eq!(count(&principal.get("/bang-theo-doi").await), before);
    assert!(!teacher.get("/viec-cua-toi").await.html().contains("đề nghị chờ quyết định"));
}

#[tokio::test]
async fn the_reasons_that_the_procedure_offers_are_chosen_and_stand_on_the_minutes() {
    let app = TestApp::demo().await;
    let (teacher, principal) = (app.as_teacher().await, app.as_principal().await);
    let record = record(&app, PLAN).await;
    assert!(!teacher.get(&format!("/bo-sung/xin?ho-so={record}")).await.html().contains("name=\"ground\""), "none is offered");
    let form = [
        ("evidence", "required"),
        ("default-hours", "24"),
        ("max-hours", "72"),
        ("open-for", "hours"),
        ("hashes", "printed"),
        ("reasons", "Ốm, có giấy\r\nĐi tập huấn"),
    ];
    principal.post_form("/cai-dat/bo-sung", &form).await.leads_to("/cai-dat/bo-sung?da-luu=1");
    principal.get("/cai-dat/bo-sung").await.says("lý do để chọn: Ốm, có giấy, Đi tập huấn");
    let page = teacher.get(&format!("/bo-sung/xin?ho-so={record}")).await;
    page.says("Lý do theo quy định của trường").says("Đi tập huấn");
    let key = page.field("key").unwrap();
    let fields = [("key", key.as_str()), ("record", record.as_str()), ("ground", "Đi tập huấn")];
    // What was chosen stays chosen where something else is to be mended.
    let wrong = teacher.post_form("/bo-sung/xin", &[&fields[..], &[("reason", ""), ("evidence", "")]].concat()).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.html().contains("selected"), "{}", wrong.words());
    let typed = [&fields[..], &[("reason", "ba ngày ở Phòng"), ("evidence", "Giấy triệu tập")]].concat();
    let sent = teacher.post_form("/bo-sung/xin", &typed).await;
    let address = sent.location().split('?').next().unwrap().to_owned();
    principal.get(&format!("{address}/in")).await.says("Đi tập huấn: ba ngày ở Phòng");
}

/// Words and files that lay there when the order came are there when the record is opened again, and are handed in.
#[tokio::test]
async fn what_waited_when_it_was_shut_is_handed_in_when_it_is_opened() {
    let app = TestApp::demo().await;
    let (teacher, principal) = (app.as_teacher().await, app.as_principal().await);
    let plan = record(&app, "Giáo án tuần 13 · Lớp 4A").await;
    let path = format!("/nop/{plan}");
    let upload = teacher.upload(&path, "giáo án.docx", WORD).await.json()["id"].as_str().unwrap().to_owned();
    app.clock.advance(TimeDelta::minutes(1));
    let lock = [("kind", "lock"), ("weeks", "13"), ("start", "decided"), ("reason", "Chốt hồ sơ"), ("at-once", "on")];
    let seen = principal.post_form("/lenh-khoa/soan", &[&lock[..], &[("act", "xem")]].concat()).await.field("seen").unwrap();
    let given = [&lock[..], &[("act", "ra"), ("seen", &seen)]].concat();
    assert_eq!(principal.post_form("/lenh-khoa/soan", &given).await.status, 303);
    // Sent all the same: refused, with the way on, and nothing is lost.
    let form = || Multipart::new().field("note", "Em gửi giáo án.").field("upload", &upload);
    let refused = teacher.post_multipart(&path, form()).await;
    assert_eq!(refused.status, 409);
    refused.says("Xin bổ sung sau khóa").says("Em gửi giáo án.").says("giáo án.docx");
    let address = asks(&teacher, &plan).await;
    teacher.get(&path).await.says("Em gửi giáo án.").says("giáo án.docx").says("Xem đề nghị đang chờ");
    app.clock.advance(TimeDelta::hours(1));
    let principal = app.as_principal().await;
    principal.post_form(&format!("{address}/mo"), &[("hours", "2")]).await.leads_to(&format!("{address}?xong=mo"));
    let teacher = app.as_teacher().await;
    let page = teacher.get(&path).await;
    assert_eq!(page.status, 200);
    page.says("Hồ sơ này đang mở để bổ sung").says("Em gửi giáo án.").says("giáo án.docx");
    let handed_in = teacher.post_multipart(&path, form()).await;
    assert_eq!(handed_in.status, 303, "{}", handed_in.words());
    let receipt = app.receipt(handed_in.location()).await;
    assert_eq!(receipt.files.iter().map(|file| file.name.to_string()).collect::<Vec<_>>(), ["giáo án.docx"]);
    // On every list of whoever handed it in, of the reviewer and of the leadership.
    let head = app.as_head().await;
    for (user, page) in [(&teacher, "/da-nop"), (&head, "/cho-duyet"), (&principal, "/bang-theo-doi/danh-sach?tuan=13")] {
        user.get(page).await.says("class=\"st amend\"");
    }
}

/// Of two records one is exempted before anybody has decided: the other one is opened, and the page says what is left out and why.
#[tokio::test]
async fn of_a_request_what_was_exempted_meanwhile_is_left_out_in_words() {
    let app = TestApp::demo().await;
    let (teacher, principal) = (app.as_teacher().await, app.as_principal().await);
    let (plan, other) = (record(&app, "Giáo án tuần 13 · Lớp 4A").await, record(&app, "Kế hoạch tuần 13 · Lớp 4A").await);
    let order = async |kind: &str| {
        let fields = [("kind", kind), ("weeks", "13"), ("start", "decided"), ("reason", "Chốt hồ sơ")];
        let looked_at = principal.post_form("/lenh-khoa/soan", &[&fields[..], &[("act", "xem")]].concat()).await;
        let seen = looked_at.field("seen").unwrap();
        let given = principal.post_form("/lenh-khoa/soan", &[&fields[..], &[("act", "ra"), ("seen", &seen)]].concat()).await;
        assert_eq!(given.status, 303, "{}", given.words());
        app.clock.advance(TimeDelta::seconds(1));
    };
    order("lock").await;
    let key = teacher.get(&format!("/bo-sung/xin?ho-so={plan}")).await.field("key").unwrap();
    let records = [("record", plan.as_str()), ("record", other.as_str())];
    let fields = [&[("key", key.as_str()), ("reason", "Em ốm"), ("evidence", "Giấy ra viện")][..], &records[..]].concat();
    let sent = teacher.post_form("/bo-sung/xin", &fields).await;
    let address = sent.location().split('?').next().unwrap().to_owned();
    order("unlock").await;
    assert_eq!(principal.post_form(&format!("/ho-so/{plan}/mien"), &[("reason", "Lớp nghỉ")]).await.status, 303);
    order("lock").await;
    let page = principal.get(&address).await;
    page.says("được miễn").says("Đồng ý, mở hồ sơ");
    principal.post_form(&format!("{address}/mo"), &[("hours", "2")]).await.leads_to(&format!("{address}?xong=mo"));
    assert_eq!(hands_in(&teacher, &other).await.status, 303);
    assert_eq!(hands_in(&teacher, &plan).await.status, 409, "nobody owes it");
}

#[tokio::test]
async fn a_request_with_nothing_left_to_open_waits_for_nobody_and_is_closed_in_one_tap() {
    let app = TestApp::demo().await;
    let (teacher, principal) = (app.as_teacher().await, app.as_principal().await);
    let plan = record(&app, "Giáo án tuần 13 · Lớp 4A").await;
    let order = async |kind: &str| {
        let fields = [("kind", kind), ("weeks", "13"), ("start", "decided"), ("reason", "Chốt hồ sơ")];
        let looked_at = principal.post_form("/lenh-khoa/soan", &[&fields[..], &[("act", "xem")]].concat()).await;
        let seen = looked_at.field("seen").unwrap();
        let given = principal.post_form("/lenh-khoa/soan", &[&fields[..], &[("act", "ra"), ("seen", &seen)]].concat()).await;
        assert_eq!(given.status, 303, "{}", given.words());
        app.clock.advance(TimeDelta::seconds(1));
    };
    order("lock").await;
    let key = teacher.get(&format!("/bo-sung/xin?ho-so={plan}")).await.field("key").unwrap();
    let fields = [("key", key.as_str()), ("reason", "Em ốm"), ("evidence", "Giấy ra viện"), ("record", plan.as_str())];
    let sent = teacher.post_form("/bo-sung/xin", &fields).await;
    let address = sent.location().split('?').next().unwrap().to_owned();
    let waiting = async || {
        let (facts, now) = (app.facts().await, app.clock.shows());
        let by = app.person("hieutruong").await;
        domain::updates::updates_for(&facts, &facts.actor(by, now), now)
    };
    let before = waiting().await;
    order("unlock").await;
    assert_eq!(waiting().await, before - 1, "it is open to everybody by now");
    let page = principal.get(&address).await;
    page.says("Không còn hồ sơ nào trong đề nghị phải mở").says("Đóng đề nghị");
    assert!(!page.words().contains("Lý do không đồng ý"), "nothing has to be written");
    principal.get("/bo-sung").await.says("Không còn gì để mở");
    teacher.get(&address).await.says("Rút đề nghị là xong");
    let close = format!("{address}/tu-choi");
    principal.post_form(&close, &with(&page.confirmation(&close), &[])).await.leads_to(&format!("{address}?xong=tu-choi"));
}
