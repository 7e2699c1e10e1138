//! What happens by itself at a minute that was ordered: shut without anybody, noted once, and shown to those who look after it.

use std::fs;

use chrono::TimeDelta;
use domain::{
    days::{Timestamp, day_of, local},
    vietnamese,
};
use records::server_runs::Sign;
use server::scheduler::{Noted, catch_up, note};

use crate::support::{TestApp, User};

/// Orders a lock of week 13 from this minute to that one; its address.
async fn orders(by: &User, (from, until): (Timestamp, Timestamp)) -> String {
    let day = |at: Timestamp| vietnamese::date(day_of(at));
    let hour = |at: Timestamp| vietnamese::hour(local(at).time());
    let (from_day, from_hour, until_day, until_hour) = (day(from), hour(from), day(until), hour(until));
    let fields = [
        ("kind", "lock"),
        ("weeks", "13"),
        ("start", "at"),
        ("from-day", from_day.as_str()),
        ("from-hour", from_hour.as_str()),
        ("until-day", until_day.as_str()),
        ("until-hour", until_hour.as_str()),
        ("reason", "Chốt hồ sơ tuần 13"),
    ];
    let looked_at = by.post_form("/lenh-khoa/soan", &[&fields[..], &[("act", "xem")]].concat()).await;
    let seen = looked_at.field("seen").unwrap();
    let given = by.post_form("/lenh-khoa/soan", &[&fields[..], &[("act", "ra"), ("seen", &seen)]].concat()).await;
    given.location().split('?').next().unwrap().to_owned()
}

#[tokio::test]
async fn an_order_for_a_minute_is_noted_then_and_shown_to_the_management_team() {
    let app = TestApp::demo().await;
    let (principal, team) = (app.as_principal().await, app.as_management().await);
    let now = app.clock.shows();
    let from = now + TimeDelta::minutes(10);
    let order = orders(&principal, (from, from + TimeDelta::minutes(5))).await;
    let school = app.facts().await.school.id;
    assert_eq!(catch_up(&app.state, school).await, Ok(Some(from)));
    let coming = team.get("/viec-theo-gio").await;
    coming.says("có hiệu lực").says("Chưa đến giờ").says("hết hiệu lực").says(&order);
    assert_eq!(app.as_teacher().await.get("/viec-theo-gio").await.status, 403);
    principal.get("/lenh-khoa").await.says("Việc theo giờ");
    app.clock.advance(TimeDelta::minutes(10));
    // It is shut whether anybody has noted it or not.
    principal.get(&order).await.says("Đang thi hành").says("Hẹn ");
    let before = app.facts().await.revision;
    assert_eq!(catch_up(&app.state, school).await, Ok(Some(from + TimeDelta::minutes(5))));
    catch_up(&app.state, school).await.unwrap();
    assert_eq!(app.facts().await.revision, before + 1, "one event, however often it is looked at");
    team.get("/viec-theo-gio").await.says("Đúng giờ").says("Chưa đến giờ");
    // Nothing ran at its end.
    app.clock.advance(TimeDelta::minutes(15));
    let next = catch_up(&app.state, school).await.unwrap().unwrap();
    assert_eq!(next, "2026-11-26T07:00:00+07:00".parse::<Timestamp>().unwrap(), "what is told on Thursday morning");
    team.get("/viec-theo-gio").await.says("Đã ghi bù").says("Ghi bù sau giờ đã hẹn; hiệu lực vẫn tính từ giờ đã hẹn");
    principal.get(&order).await.says("Hết hiệu lực").says("ghi lúc");
}

#[tokio::test]
async fn a_server_that_was_off_for_an_hour_says_so_to_those_who_look_after_it() {
    let app = TestApp::demo().await;
    note(&app.state, Sign::Alive).await;
    app.as_management().await.get("/viec-theo-gio").await.says("Năm học này máy chủ chưa ngừng lần nào");
    let before = app.facts().await.revision;
    let app = app.off_until("2026-11-25T15:20:00+07:00").await;
    note(&app.state, Sign::Alive).await;
    assert_eq!(app.facts().await.revision, before, "no minute is an event");
    for user in [app.as_management().await, app.as_principal().await] {
        user.get("/viec-theo-gio")
            .await
            .says("Máy chủ ngừng")
            .says("Từ 14:20 đến 15:20 ngày 25/11/2026 (1 giờ)")
            .says("Đã chạy lại");
    }
    // In good order, and there again at once.
    note(&app.state, Sign::Stopped).await;
    let app = app.off_until("2026-11-25T15:20:10+07:00").await;
    note(&app.state, Sign::Alive).await;
    let told = app.as_management().await.get("/viec-theo-gio").await.words();
    assert_eq!(told.matches("Đã chạy lại").count(), 1, "{told}");
}

#[tokio::test]
async fn an_outage_leads_the_leadership_to_more_time_and_to_a_closure() {
    let app = TestApp::demo().await;
    note(&app.state, Sign::Alive).await;
    // From Wednesday afternoon to Saturday morning: what was due on Friday could not come.
    let app = app.off_until("2026-11-28T08:00:00+07:00").await;
    note(&app.state, Sign::Alive).await;
    let told = app.as_principal().await.get("/viec-theo-gio").await;
    told.says("hồ sơ đến hạn lúc đó").says("/gia-han/nhieu?key=").says("from=27%2F11%2F2026&amp;to=27%2F11%2F2026");
    told.says("until=30%2F11%2F2026").says("Báo nghỉ 26/11–27/11/2026");
    let form = app.as_principal().await.get("/nghi-dot-xuat/bao?from=26%2F11%2F2026&to=27%2F11%2F2026").await;
    assert_eq!((form.field("from").as_deref(), form.field("to").as_deref()), (Some("26/11/2026"), Some("27/11/2026")));
    // The management team reads of it and gives no time.
    let team = app.as_management().await.get("/viec-theo-gio").await.words();
    assert!(!team.contains("Gia hạn") && !team.contains("Báo nghỉ"), "{team}");
}

#[tokio::test]
async fn a_store_that_takes_no_files_is_known_as_an_outage() {
    let app = TestApp::demo().await;
    note(&app.state, Sign::Alive).await;
    let (here, away) = (app.folder.path().join("blobs"), app.folder.path().join("blobs-away"));
    fs::rename(&here, &away).unwrap();
    app.clock.advance(TimeDelta::minutes(5));
    assert_eq!(note(&app.state, Sign::Alive).await, Noted::NotEverywhere);
    app.as_management().await.get("/viec-theo-gio").await.says("Đang ngừng hoặc không nhận được tệp");
    fs::rename(&away, &here).unwrap();
    app.clock.advance(TimeDelta::minutes(5));
    assert_eq!(note(&app.state, Sign::Alive).await, Noted::Everywhere);
    app.as_management().await.get("/viec-theo-gio").await.says("Từ 14:20 đến 14:30 ngày 25/11/2026").says("Đã chạy lại");
}

#[tokio::test]
async fn what_is_to_do_stands_in_one_line_in_the_morning_and_the_leadership_reads_the_week() {
    // A Friday, the last working day of its week.
    let app = TestApp::demo_at("2026-11-27T07:00:00+07:00").await;
    let school = app.facts().await.school.id;
    let (teacher, principal, team) = (app.as_teacher().await, app.as_principal().await, app.as_management().await);
    let before = teacher.get("/thong-bao").await.words();
    assert!(!before.contains("Hôm nay: "), "{before}");
    catch_up(&app.state, school).await.unwrap();
    let revision = app.facts().await.revision;
    catch_up(&app.state, school).await.unwrap();
    assert_eq!(app.facts().await.revision, revision, "it is told once, however often it is looked at");
    teacher.get("/thong-bao").await.says("Hôm nay: ").says("Tính lúc 07:00 thứ Sáu 27/11/2026").says("Việc trong ngày");
    let words = teacher.get("/thong-bao").await.words();
    assert!(!words.contains("Tuần 23/11–27/11/2026:"), "of the whole school the leadership reads: {words}");
    principal.get("/thong-bao").await.says("Tuần 23/11–27/11/2026: đã nộp").says("/bang-theo-doi");
    team.get("/viec-theo-gio").await.says("Báo việc trong ngày cho từng người").says("Đúng giờ").says("Chưa đến giờ");
    // Days later it is of its day, and says so.
    app.clock.advance(TimeDelta::days(3));
    app.as_teacher().await.get("/thong-bao").await.says("Thứ Sáu 27/11: ");
}
