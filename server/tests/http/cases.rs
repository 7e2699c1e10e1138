//! "/so/vi-pham" and "/so/khen-thuong": what is about people. Whoever has no part in a case finds everything as if there were none, the
//! principal types her password again where she decides, and the person takes home what stands about them.

use std::time::Duration;

use axum::{body::Body, http::Request};
use futures::StreamExt;
use server::startup::DEMO_PASSWORD;
use tokio::time::{sleep, timeout};

use crate::{
    data_requests::{giving, way},
    registers::{entered, keeps_silent},
    support::{Answer, TestApp, User, with},
};

const CASE: &str = "/so/vi-pham/moi";
const STORY: &str = "Hai tuần liền giáo án nộp thiếu ngày thứ Tư, đã nhắc.";

/// A case about whoever this is, with the first record that may be chosen.
async fn case(by: &User, of: &str, adviser: &str) -> String {
    let form = format!("{CASE}?nguoi={of}");
    let page = by.get(&form).await;
    let until = page.fields().into_iter().find(|(name, _)| name == "answer_by").unwrap().1;
    entered(by, &form, &[("what", STORY), ("who", of), ("adviser", adviser), ("answer_by", &until)]).await
}

#[tokio::test]
async fn a_case_is_known_to_those_whom_it_names_and_to_nobody_else() {
    let app = TestApp::demo().await;
    let (principal, teacher, team) = (app.as_principal().await, app.as_teacher().await, app.as_management().await);
    let (vice, head, colleague) = (app.as_user("phohieutruong").await, app.as_head().await, app.as_user("vtpthao").await);
    let (of, adviser) = (app.person("giaovien").await.to_string(), app.person("phohieutruong").await.to_string());
    // First the person, then what is known of their records.
    let first = principal.get(CASE).await;
    first.says("Người liên quan").says("Xem hồ sơ của người này");
    keeps_silent(&first, "Ghi vào sổ");
    principal.get(&format!("{CASE}?nguoi={of}")).await.says("Hồ sơ làm căn cứ").says("Ghi vào sổ");
    let entry = case(&principal, &of, &adviser).await;
    let step = format!("{entry}/buoc");
    for (who, user) in [("colleague", &colleague), ("head", &head), ("team", &team)] {
        assert_eq!(user.get(&entry).await.status, 404, "{who}");
        let tried = user.post_form(&step, &[("step", "answered"), ("seen", "1"), ("words", "Tôi trả lời thay")]).await;
        assert_eq!(tried.status, 404, "{who}");
        keeps_silent(&user.get("/so").await, "Vi phạm");
        keeps_silent(&user.get("/so/vi-pham").await, STORY);
        keeps_silent(&user.get("/viec-cua-toi").await, "Vụ việc");
        assert_eq!(user.get(CASE).await.status, 403, "{who}");
    }
    for (who, user) in [("person", &teacher), ("adviser", &vice), ("principal", &principal)] {
        user.get(&entry).await.says(STORY).says("Chờ giải trình");
        user.get("/so").await.says("Vi phạm");
        user.get("/so/vi-pham").await.says(STORY);
        assert_eq!(user.get(&format!("{entry}/sua")).await.status, 403, "{who}");
    }
    // A vice principal who neither opened it nor advises reads it by nothing.
    let other = app.as_user("dtavan").await;
    assert_eq!(other.get(&entry).await.status, 404);
    keeps_silent(&other.get("/so/vi-pham").await, STORY);
    // The log of the school says nothing of it but to the principal, whoever is asked for.
    principal.get("/nhat-ky?loai=so").await.says("ghi vụ việc số 1/");
    for address in ["/nhat-ky?loai=so".to_owned(), format!("/nhat-ky?nguoi={of}"), "/nhat-ky".to_owned()] {
        keeps_silent(&team.get(&address).await, "vụ việc");
        keeps_silent(&vice.get(&address).await, "vụ việc");
    }
}

#[tokio::test]
async fn a_case_waits_for_the_answer_and_nobody_decides_about_themselves() {
    let app = TestApp::demo().await;
    let (principal, teacher, vice) = (app.as_principal().await, app.as_teacher().await, app.as_user("phohieutruong").await);
    let (of, adviser) = (app.person("giaovien").await.to_string(), app.person("phohieutruong").await.to_string());
    let entry = case(&principal, &of, &adviser).await;
    let step = format!("{entry}/buoc");
    let early = principal.post_form(&step, &[("step", "found"), ("seen", "1"), ("words", "Vi phạm Điều 6a")]).await;
    assert_eq!(early.status, 409);
    early.says("chưa giải trình và còn thời gian đến hết ngày").says("Vi phạm Điều 6a");
    teacher.get("/viec-cua-toi").await.says("chờ mình giải trình");
    let page = teacher.get(&entry).await;
    page.says("Gửi giải trình");
    keeps_silent(&page, "value=\"cleared\"");
    let own = teacher.post_form(&step, &[("step", "cleared"), ("seen", "1"), ("words", "Tôi không sai")]).await;
    assert_eq!(own.status, 403);
    let answer = [("step", "answered"), ("seen", "1"), ("words", "Hôm đó lớp tổ chức hội thi, cô Ấm đã biết")];
    teacher.post_form(&step, &answer).await.leads_to(&format!("{entry}?xong=buoc"));
    let own = teacher.post_form(&step, &[("step", "cleared"), ("seen", "2"), ("words", "Tôi không sai")]).await;
    assert_eq!(own.status, 403);
    own.says("Không ai ghi hay quyết định về chính mình").says("Tôi không sai");
    vice.get("/viec-cua-toi").await.says("chờ mình tham mưu");
    let advice = [("step", "advised"), ("seen", "2"), ("words", "Đã báo trước, nên nhắc riêng")];
    vice.post_form(&step, &advice).await.leads_to(&format!("{entry}?xong=buoc"));
    principal.get("/bang-theo-doi").await.says("chờ quyết định");
    let without = principal.post_form(&step, &[("step", "cleared"), ("seen", "3"), ("words", "")]).await;
    assert_eq!(without.status, 422);
    let decision = [("step", "cleared"), ("seen", "3"), ("words", "Đã báo trước với tổ trưởng")];
    principal.post_form(&step, &decision).await.leads_to(&format!("{entry}?xong=buoc"));
    let work = teacher.get("/viec-cua-toi").await;
    work.says("không vi phạm");
    keeps_silent(&work, "Đã báo trước với tổ trưởng");
    teacher.get(&entry).await.says("Đã báo trước với tổ trưởng").says("In mục này");
}

#[tokio::test]
async fn nobody_opens_a_case_about_themselves_or_about_the_principal() {
    let app = TestApp::demo().await;
    let (principal, vice) = (app.as_principal().await, app.as_user("phohieutruong").await);
    let (head_of, vice_of) = (app.person("hieutruong").await.to_string(), app.person("phohieutruong").await.to_string());
    for (user, of, words) in [
        (&principal, &head_of, "Không ai ghi hay quyết định về chính mình"),
        (&vice, &vice_of, "Không ai ghi hay quyết định về chính mình"),
        (&vice, &head_of, "do đơn vị cấp trên xem xét"),
    ] {
        let page = user.get(&format!("{CASE}?nguoi={of}")).await;
        let sent = user.post_form(CASE, &with(&page.fields(), &[("what", STORY), ("who", of)])).await;
        assert_eq!(sent.status, 403);
        sent.says(words).says(STORY);
    }
    // Facts that somebody writes themselves are not taken, and a record of somebody else is none.
    let of = app.person("giaovien").await.to_string();
    let page = vice.get(&format!("{CASE}?nguoi={of}")).await;
    let facts =
        [("what", STORY), ("who", of.as_str()), ("facts", "Luôn luôn muộn"), ("records", "0199c0de-0000-7000-8000-000000000001")];
    let odd = vice.post_form(CASE, &with(&page.fields(), &facts)).await;
    assert_eq!(odd.status, 422);
    let own = entered(&vice, &format!("{CASE}?nguoi={of}"), &[("what", STORY), ("who", &of), ("facts", "Luôn luôn muộn")]).await;
    keeps_silent(&vice.get(&own).await, "Luôn luôn muộn");
}

#[tokio::test]
async fn praise_is_proposed_with_figures_in_the_order_of_names_and_decided_by_the_principal() {
    let app = TestApp::demo().await;
    let (principal, vice, teacher) = (app.as_principal().await, app.as_user("phohieutruong").await, app.as_teacher().await);
    let form = "/so/khen-thuong/moi?ky=1";
    let page = vice.get(form).await;
    page.says("đúng hạn").says("Học kỳ I");
    let (of, own) = (app.person("giaovien").await.to_string(), app.person("phohieutruong").await.to_string());
    keeps_silent(&page, &format!("value=\"{own}\""));
    let nobody = vice.post_form(form, &with(&page.fields(), &[("what", "Nộp đúng hạn cả kỳ")])).await;
    assert_eq!(nobody.status, 422);
    nobody.says("Chọn ít nhất một người, tổ hoặc bộ phận").says("Nộp đúng hạn cả kỳ");
    let oneself = vice.post_form(form, &with(&page.fields(), &[("what", "Nộp đúng hạn cả kỳ"), ("people", &own)])).await;
    assert_eq!(oneself.status, 403);
    let entry = entered(&vice, form, &[("what", "Nộp đúng hạn cả kỳ"), ("people", &of)]).await;
    assert_eq!(teacher.get(&entry).await.status, 404, "nobody has agreed yet");
    vice.get("/so/khen-thuong/de-nghi?ky=1")
        .await
        .says("Đề nghị khen thưởng học kỳ I")
        .says("Nguyễn Thị Hoa")
        .says("NGƯỜI LẬP DANH SÁCH");
    assert_eq!(teacher.get("/so/khen-thuong/de-nghi").await.status, 403);
    let step = format!("{entry}/buoc");
    assert_eq!(vice.post_form(&step, &[("step", "agreed"), ("seen", "1"), ("words", "")]).await.status, 403);
    principal
        .post_form(&step, &[("step", "agreed"), ("seen", "1"), ("words", "Giấy khen")])
        .await
        .leads_to(&format!("{entry}?xong=buoc"));
    teacher.get(&entry).await.says("Khen thưởng").says("Giấy khen").says("đúng hạn");
    teacher.get("/viec-cua-toi").await.says("Đề nghị khen thưởng số 2/");
}

/// An id that nothing has.
const NOTHING: &str = "0199c0de-0000-7000-8000-00000000beef";

/// What a browser shows: the status and the words, but for the code of the log's end, which every entry changes.
fn shown(answer: &Answer) -> (u16, String) {
    let words = answer.words();
    let words = words.split_whitespace().filter(|word| !word.starts_with("261125-"));
    (answer.status, words.collect::<Vec<_>>().join(" "))
}

/// Whoever asks for a case that is not theirs reads what they would read of any address behind which nothing is.
#[tokio::test]
async fn a_case_of_others_answers_as_what_is_not_there() {
    let app = TestApp::demo().await;
    let (principal, of) = (app.as_principal().await, app.person("giaovien").await.to_string());
    let adviser = app.person("phohieutruong").await.to_string();
    let entry = case(&principal, &of, &adviser).await;
    let nothing = format!("/so/vi-pham/{NOTHING}");
    let id = entry.rsplit('/').next().unwrap();
    for username in ["vtpthao", "totruong", "quanly", "lvthanh", "dtavan", "yte", "ketoan"] {
        let user = app.as_user(username).await;
        for end in ["", "/sua", "?xong=ghi", "/buoc"] {
            let (of_case, of_nothing) = (user.get(&format!("{entry}{end}")).await, user.get(&format!("{nothing}{end}")).await);
            assert_eq!(shown(&of_case), shown(&of_nothing), "{username}: GET {end}");
            assert!([404, 405].contains(&of_case.status), "{username}: GET {end}");
        }
        let steps = ["answered", "advised", "cleared", "found", "withdrawn", "khong-co"];
        for step in steps {
            let typed = [("step", step), ("seen", "1"), ("words", "Tôi làm thay bước này"), ("proof", "sai-mat-khau")];
            let of_case = user.post_form(&format!("{entry}/buoc"), &typed).await;
            let of_nothing = user.post_form(&format!("{nothing}/buoc"), &typed).await;
            assert_eq!((shown(&of_case), of_case.status), (shown(&of_nothing), 404), "{username}: {step}");
        }
        let typed = [("what", STORY), ("who", of.as_str()), ("seen", "1")];
        let (of_case, of_nothing) =
            (user.post_form(&format!("{entry}/sua"), &typed).await, user.post_form(&format!("{nothing}/sua"), &typed).await);
        assert_eq!((shown(&of_case), of_case.status), (shown(&of_nothing), 404), "{username}");
        // The same id in a register that everybody may write in: neither is it there, nor is it taken.
        assert_eq!(user.get(&format!("/so/su-co/{id}")).await.status, 404);
        let made = entered(&user, "/so/su-co/moi", &[("key", id), ("what", "Máy in hỏng"), ("scope", "one")]).await;
        assert!(made.starts_with("/so/su-co/") && !made.ends_with(id), "{made}");
    }
    principal.get(&entry).await.says(STORY);
}

/// Lists, searches, counts, the log, somebody's page and their own: nothing is another page than before.
#[tokio::test]
async fn every_page_of_whoever_has_no_part_in_a_case_stays_as_it_was() {
    let app = TestApp::demo().await;
    let (principal, teacher, vice) = (app.as_principal().await, app.as_teacher().await, app.as_user("phohieutruong").await);
    let (of, adviser) = (app.person("giaovien").await.to_string(), app.person("phohieutruong").await.to_string());
    let mut others = Vec::new();
    for username in ["vtpthao", "totruong", "quanly", "lvthanh", "dtavan"] {
        others.push((username, app.as_user(username).await));
    }
    let pages = [
        "/so".to_owned(),
        "/so/vi-pham".to_owned(),
        "/so/vi-pham?q=giao+an".to_owned(),
        "/so/vi-pham?q=s%E1%BB%91+1".to_owned(),
        "/so/vi-pham?trang-thai=cleared".to_owned(),
        "/so/vi-pham?trang=1".to_owned(),
        "/so/vi-pham/in".to_owned(),
        "/so/khen-thuong".to_owned(),
        "/viec-cua-toi".to_owned(),
        "/bang-theo-doi".to_owned(),
        "/quy-che".to_owned(),
        "/nhat-ky?loai=so".to_owned(),
        "/nhat-ky?loai=xem".to_owned(),
        format!("/nhat-ky?nguoi={of}"),
        format!("/nhat-ky?nguoi={of}&loai=so"),
        "/nhat-ky?q=hoa".to_owned(),
        format!("/can-bo/{of}"),
        "/du-lieu-cua-toi".to_owned(),
    ];
    let read = async || {
        let mut all = Vec::new();
        for (username, user) in &others {
            for page in &pages {
                all.push((*username, page, shown(&user.get(page).await)));
            }
        }
        all
    };
    // That they look at somebody's screens is noted each time: they do it before all that is compared, and behind it.
    let looks = async || {
        let mut all = Vec::new();
        for (username, user) in &others {
            all.push((*username, shown(&user.get(&format!("/can-bo/{of}/xem-nhu")).await)));
        }
        all
    };
    let looked = looks().await;
    drop(read().await);
    let before = read().await;
    let entry = case(&principal, &of, &adviser).await;
    let step = format!("{entry}/buoc");
    teacher.get(&entry).await.says(STORY);
    let answer = [("step", "answered"), ("seen", "1"), ("words", "Hôm đó lớp tổ chức hội thi")];
    teacher.post_form(&step, &answer).await.leads_to(&format!("{entry}?xong=buoc"));
    vice.get(&entry).await.says("hội thi");
    let decision = [("step", "cleared"), ("seen", "2"), ("words", "Đã báo trước")];
    principal.post_form(&step, &decision).await.leads_to(&format!("{entry}?xong=buoc"));
    noted(&principal, "xem vụ việc số 1/").await;
    for (was, is) in before.iter().zip(read().await) {
        assert_eq!((was.0, was.1, &was.2), (is.0, is.1, &is.2));
    }
    assert_eq!(looks().await, looked);
}

/// What was looked at is written down by a queue behind the answer.
async fn noted(reader: &User, words: &str) {
    for _ in 0..50 {
        if reader.get("/nhat-ky?loai=xem").await.words().contains(words) {
            return;
        }
        sleep(Duration::from_millis(200)).await;
    }
    panic!("{words} is not in the log: {}", reader.get("/nhat-ky?loai=xem").await.words());
}

#[tokio::test]
async fn who_opened_a_case_stands_in_the_log_for_those_alone_who_may_know_of_it() {
    let app = TestApp::demo().await;
    let (principal, teacher, team) = (app.as_principal().await, app.as_teacher().await, app.as_management().await);
    let (vice, other) = (app.as_user("phohieutruong").await, app.as_user("dtavan").await);
    let (of, adviser) = (app.person("giaovien").await.to_string(), app.person("phohieutruong").await.to_string());
    let entry = case(&principal, &of, &adviser).await;
    principal.get(&entry).await.says(STORY);
    assert_eq!(other.get(&entry).await.status, 404);
    teacher.get(&entry).await.says(STORY);
    // A list has its words, too.
    vice.get("/so/vi-pham").await.says(STORY);
    noted(&principal, "xem vụ việc số 1/").await;
    noted(&teacher, "xem vụ việc số 1/").await;
    noted(&vice, "xem vụ việc số 1/").await;
    let all = app.read(async |work: &mut records::Work| records::events::since(work, 0, 100_000).await).await;
    let seen: Vec<String> =
        all.iter().filter(|one| one.kind == "registers.case_seen").map(|one| one.actor.unwrap().to_string()).collect();
    assert_eq!(seen.len(), 2, "neither whoever opened it nor anybody who was told that there is none: {seen:?}");
    assert!(seen.contains(&of) && seen.contains(&adviser));
    for page in ["/nhat-ky", "/nhat-ky?loai=xem", &format!("/nhat-ky?nguoi={of}")] {
        keeps_silent(&team.get(page).await, "vụ việc");
        keeps_silent(&other.get(page).await, "vụ việc");
    }
}

#[tokio::test]
async fn a_page_that_listens_hears_nothing_of_a_case() {
    let app = TestApp::demo().await;
    let (principal, teacher, team) = (app.as_principal().await, app.as_teacher().await, app.as_management().await);
    let (of, adviser) = (app.person("giaovien").await.to_string(), app.person("phohieutruong").await.to_string());
    let listens = team.begin(Request::get("/su-kien").body(Body::empty()).unwrap()).await;
    let mut stream = listens.into_body().into_data_stream();
    let present = stream.next().await.unwrap().unwrap();
    assert!(String::from_utf8_lossy(&present).contains("present"));
    let entry = case(&principal, &of, &adviser).await;
    let answer = [("step", "answered"), ("seen", "1"), ("words", "Hôm đó lớp tổ chức hội thi")];
    teacher.post_form(&format!("{entry}/buoc"), &answer).await.leads_to(&format!("{entry}?xong=buoc"));
    assert!(timeout(Duration::from_secs(2), stream.next()).await.is_err(), "something was told");
}

#[tokio::test]
async fn the_principal_types_her_password_again_where_she_decides_about_somebody() {
    let app = TestApp::demo().await;
    let (principal, teacher, vice) = (app.as_principal().await, app.as_teacher().await, app.as_user("phohieutruong").await);
    let of = app.person("giaovien").await.to_string();
    let entry = case(&vice, &of, "").await;
    let praise = entered(&vice, "/so/khen-thuong/moi?ky=1", &[("what", "Giúp lớp bạn"), ("people", &of)]).await;
    app.clock.advance(chrono::TimeDelta::minutes(6));
    // Whoever answers, and whoever takes back, types none.
    let page = teacher.get(&entry).await;
    page.says("Gửi giải trình");
    keeps_silent(&page, "Mật khẩu đang dùng");
    let answer = [("step", "answered"), ("seen", "1"), ("words", "Hôm đó lớp tổ chức hội thi")];
    teacher.post_form(&format!("{entry}/buoc"), &answer).await.leads_to(&format!("{entry}?xong=buoc"));
    keeps_silent(&vice.get(&entry).await, "Mật khẩu đang dùng");
    for (entry, to, seen) in [(&entry, "cleared", "2"), (&praise, "agreed", "1")] {
        let step = format!("{entry}/buoc");
        principal.get(entry).await.says("Mật khẩu đang dùng");
        let words = "Đã hỏi cô Ấm";
        let typed = [("step", to), ("seen", seen), ("words", words)];
        let asked = principal.post_form(&step, &typed).await;
        assert_eq!(asked.status, 422);
        asked.says("Gõ mật khẩu đang dùng rồi gửi lại").says(words);
        let wrong = principal.post_form(&step, &[&typed[..], &[("proof", "không phải")]].concat()).await;
        assert_eq!(wrong.status, 422);
        wrong.says("Mật khẩu đang dùng chưa đúng").says(words);
        // Whoever comes too late is told so first.
        let late = [("step", to), ("seen", "9"), ("words", words)];
        assert_eq!(principal.post_form(&step, &late).await.status, 409);
        let proved = [&typed[..], &[("proof", DEMO_PASSWORD)]].concat();
        principal.post_form(&step, &proved).await.leads_to(&format!("{entry}?xong=buoc"));
        app.clock.advance(chrono::TimeDelta::minutes(6));
    }
    teacher.get(&entry).await.says("Không vi phạm").says("Đã hỏi cô Ấm");
    teacher.get(&praise).await.says("Giúp lớp bạn");
}

/// Asks for the data of `user`, who may sign in, and has them given.
async fn given(user: &User, principal: &User) -> String {
    let page = user.get("/du-lieu-cua-toi").await;
    user.post_form("/du-lieu-cua-toi", &with(&page.fields(), &[])).await.leads_to("/du-lieu-cua-toi?xong=gui");
    let give = giving(principal.get("/yeu-cau-du-lieu").await.html());
    principal.post_form(&give, &[]).await.leads_to("/yeu-cau-du-lieu?xong=giao");
    way(user.get("/du-lieu-cua-toi").await.html())
}

#[tokio::test]
async fn the_person_takes_what_stands_about_them_and_nobody_takes_a_case_for_them_that_they_do_not_read() {
    let app = TestApp::demo().await;
    let (principal, teacher, colleague) = (app.as_principal().await, app.as_teacher().await, app.as_user("vtpthao").await);
    let of = app.person("giaovien").await.to_string();
    let entry = case(&principal, &of, "").await;
    let answer = [("step", "answered"), ("seen", "1"), ("words", "Hôm đó lớp tổ chức hội thi")];
    teacher.post_form(&format!("{entry}/buoc"), &answer).await.leads_to(&format!("{entry}?xong=buoc"));
    let thao = app.person("vtpthao").await.to_string();
    let both = [("what", "Giúp lớp bạn cả kỳ"), ("people", of.as_str()), ("people", thao.as_str())];
    let form = "/so/khen-thuong/moi?ky=1";
    let mut fields = principal.get(form).await.fields();
    fields.retain(|(name, _)| name != "what");
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).chain(both).collect();
    let praise = principal.post_form(form, &fields).await.location().split('?').next().unwrap().to_owned();
    // Of praise that nobody has agreed to nothing is given yet.
    let take = given(&teacher, &principal).await;
    let html = teacher.post_form(&take, &[("format", "html")]).await;
    html.says("Khen thưởng, vụ việc có liên quan").says(STORY).says("Hôm đó lớp tổ chức hội thi").says("số 1/");
    keeps_silent(&html, "Giúp lớp bạn cả kỳ");
    principal.post_form(&format!("{praise}/buoc"), &[("step", "agreed"), ("seen", "1"), ("words", "Giấy khen")]).await;
    let json = teacher.post_form(&take, &[("format", "json")]).await.json();
    let tables = json["tables"].as_array().unwrap();
    let entries = tables.iter().find(|table| table["code"] == "entries").unwrap()["rows"].as_array().unwrap();
    let registers: Vec<&str> = entries.iter().map(|row| row[0].as_str().unwrap()).collect();
    assert_eq!(registers, ["Vi phạm", "Khen thưởng"]);
    assert!(!json.to_string().contains("Vũ Thị Phương Thảo"), "nothing of her colleague");
    // The colleague has the praise in hers, and no case.
    let hers = given(&colleague, &principal).await;
    let hers = colleague.post_form(&hers, &[("format", "html")]).await;
    hers.says("Giúp lớp bạn cả kỳ");
    keeps_silent(&hers, "Vi phạm");
    // Of whoever cannot sign in, a vice principal who has no part in the case hands over no case, and the principal does.
    assert_eq!(principal.post_form(&format!("/can-bo/{of}/tam-khoa"), &[]).await.status, 303);
    let fields = [("person", of.as_str()), ("identity", "Xem căn cước công dân")];
    principal.post_form("/yeu-cau-du-lieu", &fields).await.leads_to("/yeu-cau-du-lieu?xong=ghi");
    let give = giving(principal.get("/yeu-cau-du-lieu").await.html());
    principal.post_form(&give, &[]).await.leads_to("/yeu-cau-du-lieu?xong=giao");
    let take = give.replace("/yeu-cau-du-lieu/", "/du-lieu-cua-toi/").replace("/giao", "/tai");
    let other = app.as_user("dtavan").await;
    let without = other.post_form(&take, &[("format", "html")]).await;
    without.says("Giúp lớp bạn cả kỳ");
    for words in ["Vi phạm", "vụ việc số", STORY, "hội thi"] {
        keeps_silent(&without, words);
    }
    principal.post_form(&take, &[("format", "html")]).await.says(STORY).says("Hôm đó lớp tổ chức hội thi");
}
