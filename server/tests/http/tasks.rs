//! "Việc được giao": looked at and given by the principal, answered by those whose it is, judged, changed and ended; nothing
//! typed is lost.

use std::time::Duration;

use domain::tasks::TaskTarget;
use tokio::time::sleep;

use crate::support::{Multipart, TestApp, User, WORD};

const TASKS: &str = "/viec-duoc-giao";
const NEW: &str = "/viec-duoc-giao/moi";

/// The fields of a new task, for whom it is, with an id of its own.
async fn fields(principal: &User, targets: &[String]) -> Vec<(String, String)> {
    let page = principal.get(NEW).await;
    let key = page.field("key").unwrap();
    let own = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
    let typed =
        [("key", key.as_str()), ("title", "Đồ dùng dạy học tự làm"), ("words", "Mỗi cô làm một bộ."), ("until", "02/12/2026")];
    typed.into_iter().map(own).chain(targets.iter().map(|code| own(("target", code)))).collect()
}

fn changed(fields: &[(String, String)], name: &str, value: &str) -> Vec<(String, String)> {
    let rest = fields.iter().filter(|(known, _)| known != name).cloned();
    rest.chain([(name.to_owned(), value.to_owned())]).collect()
}

fn multipart(fields: &[(String, String)]) -> Multipart {
    fields.iter().fold(Multipart::new(), |form, (name, value)| form.field(name, value))
}

/// What was looked at, as the page sends it back.
fn seen(html: &str) -> String {
    let (_, behind) = html.split_once("name=\"seen\" value=\"").expect("nothing was looked at");
    behind.split('"').next().unwrap().to_owned()
}

/// What `user` reads of who opened what, once these words stand there: it is noted within seconds.
async fn noted(user: &User, words: &str) -> String {
    let mut lines = String::new();
    for _ in 0..50 {
        lines = user.get("/nhat-ky?loai=xem").await.words();
        if lines.contains(words) {
            break;
        }
        sleep(Duration::from_millis(200)).await;
    }
    lines
}

async fn person(app: &TestApp, username: &str) -> String {
    TaskTarget::Person(app.person(username).await).code()
}

/// Gives a task to these people; the address of its page.
async fn given(principal: &User, targets: &[String]) -> String {
    let fields = fields(principal, targets).await;
    let looked = principal.post_multipart(NEW, multipart(&fields)).await;
    assert_eq!(looked.status, 200);
    let sent = changed(&fields, "seen", &seen(looked.html()));
    let answer = principal.post_multipart(NEW, multipart(&sent)).await;
    assert_eq!(answer.status, 303, "{}", answer.words());
    answer.location().split('?').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_task_is_looked_at_given_once_and_found_by_whoever_is_asked() {
    let app = TestApp::demo().await;
    let (principal, teacher, head) = (app.as_principal().await, app.as_teacher().await, app.as_head().await);
    let targets = [person(&app, "giaovien").await];
    let right = fields(&principal, &targets).await;
    // Each of these is refused, with what was typed.
    let title = "ơ".repeat(500);
    for (name, value, says) in [
        ("title", title.as_str(), "dài 500 ký tự, nhiều nhất 120"),
        ("target", "", "Chọn lại người nhận"),
        ("until", "24/11/2026", "từ ngày mai trở đi"),
        ("words", "", "Ghi phải làm gì"),
    ] {
        let page = principal.post_multipart(NEW, multipart(&changed(&right, name, value))).await;
        assert_eq!(page.status, 422, "{name}");
        page.says(says).says(if name == "title" { "Mỗi cô làm một bộ." } else { "Đồ dùng dạy học tự làm" });
    }
    let before = app.facts().await.tasks.len();
    let looked = principal.post_multipart(NEW, multipart(&right)).await;
    looked.says("1 người").says("Giao việc");
    assert_eq!(app.facts().await.tasks.len(), before, "looking gives nothing");
    // What was looked at is another thing by now.
    let other = principal.post_multipart(NEW, multipart(&changed(&right, "seen", "0000000000000000"))).await;
    assert_eq!(other.status, 409);
    other.says("Người nhận đã khác với lúc xem trước").says("Đồ dùng dạy học tự làm");
    let sent = changed(&right, "seen", &seen(looked.html()));
    for _ in 0..2 {
        assert_eq!(principal.post_multipart(NEW, multipart(&sent)).await.status, 303);
    }
    assert_eq!(app.facts().await.tasks.len(), before + 1, "the form came twice");
    for nobody in [&teacher, &head] {
        assert_eq!(nobody.get(NEW).await.status, 403);
        assert_eq!(nobody.post_multipart(NEW, multipart(&sent)).await.status, 403);
    }
    let id = app.facts().await.tasks.last().unwrap().id;
    let address = format!("{TASKS}/{id}");
    teacher.get("/viec-cua-toi").await.says("Việc được giao").says("Đồ dùng dạy học tự làm");
    teacher.get("/thong-bao").await.says("Việc mới được giao");
    teacher.get(TASKS).await.says("Cần trả lời").says(&format!("href=\"{address}\""));
    principal.get(TASKS).await.says("Đang giao").says("1 chưa trả lời");
    assert_eq!(head.get(&address).await.status, 403);
    assert!(!head.get(TASKS).await.html().contains("Đồ dùng dạy học tự làm"));
}

#[tokio::test]
async fn an_answer_with_its_file_is_read_by_the_leadership_and_by_nobody_else() {
    let app = TestApp::demo().await;
    let (principal, teacher, thao) = (app.as_principal().await, app.as_teacher().await, app.as_user("vtpthao").await);
    let targets = [person(&app, "giaovien").await, person(&app, "vtpthao").await];
    let address = given(&principal, &targets).await;
    let answer = format!("{address}/tra-loi");
    let empty = teacher.post_multipart(&answer, Multipart::new().field("after", "0").field("words", "")).await;
    assert_eq!(empty.status, 422);
    empty.says("Ghi trả lời, hoặc gửi kèm tệp.");
    let form = Multipart::new().field("after", "0").field("words", "Em làm xong rồi ạ.").file("Ảnh.docx", WORD);
    assert_eq!(teacher.post_multipart(&answer, form).await.status, 303);
    let elsewhere = teacher.post_multipart(&answer, Multipart::new().field("after", "0").field("words", "Từ trang khác")).await;
    assert_eq!(elsewhere.status, 409);
    elsewhere.says("Đã có một trả lời gửi lúc").says("Từ trang khác");
    let hoa = app.person("giaovien").await;
    let file = format!("{address}/tra-loi/{hoa}/1/tep/0");
    assert_eq!(teacher.get(&file).await.status, 200);
    assert_eq!(principal.get(&file).await.status, 200);
    // A colleague who has the same task reads neither the words nor the file.
    assert_eq!(thao.get(&file).await.status, 403);
    assert!(!thao.get(&address).await.html().contains("Em làm xong rồi ạ."));
    // Who opened it stands in the log, and she reads it in her own; that she opened it herself nobody needs to know.
    let told = "Cô Nguyễn Thị Minh Nguyệt mở một tệp trả lời của cô Nguyễn Thị Hoa (4A) cho việc được giao số";
    let lines = noted(&teacher, told).await;
    assert!(lines.contains(told), "{lines}");
    assert_eq!(lines.matches("mở một tệp").count(), 1, "{lines}");
    principal.get(&address).await.says("Em làm xong rồi ạ.").says("Đã trả lời, chờ xem");
    let (person, judge) = (hoa.to_string(), format!("{address}/xem"));
    let verdict = |verdict: &'static str, words: &'static str| {
        vec![("person", person.clone()), ("number", "1".to_owned()), ("verdict", verdict.to_owned()), ("words", words.to_owned())]
    };
    let post = async |fields: Vec<(&str, String)>| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        principal.post_form(&judge, &fields).await
    };
    assert_eq!(post(verdict("asked-again", "")).await.status, 422);
    assert_eq!(post(verdict("asked-again", "Thiếu ảnh")).await.status, 303);
    assert_eq!(post(verdict("accepted", "")).await.status, 409);
    teacher.get("/thong-bao").await.says("đề nghị làm lại: Thiếu ảnh.");
}

#[tokio::test]
async fn a_task_that_is_taken_back_is_told_and_takes_no_answer() {
    let app = TestApp::demo().await;
    let (principal, teacher) = (app.as_principal().await, app.as_teacher().await);
    let address = given(&principal, &[person(&app, "giaovien").await]).await;
    let (end, answer) = (format!("{address}/het"), format!("{address}/tra-loi"));
    let without = principal.post_form(&end, &[("end", "taken-back"), ("reason", "")]).await;
    assert_eq!(without.status, 422);
    assert_eq!(principal.post_form(&end, &[("end", "taken-back"), ("reason", "Dời sang tháng sau")]).await.status, 303);
    assert_eq!(principal.post_form(&end, &[("end", "closed"), ("reason", "Lần nữa")]).await.status, 409);
    teacher.get("/thong-bao").await.says("thu hồi, không phải làm nữa. Lý do: Dời sang tháng sau.");
    let late = teacher.post_multipart(&answer, Multipart::new().field("after", "0").field("words", "Em vừa làm xong")).await;
    assert_eq!(late.status, 409);
    late.says("Việc này đã được thu hồi").says("Em vừa làm xong");
    let changed = principal.get(&format!("{address}/sua")).await;
    assert_eq!(changed.status, 200);
}
