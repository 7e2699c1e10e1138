//! The second figure of the dashboard, and the list behind each of its numbers.

use crate::support::{Multipart, TestApp, User, WORD};

/// Address and first number of every link on the dashboard that leads to a list.
async fn numbers(user: &User, dashboard: &str) -> Vec<(String, usize)> {
    let page = user.get(dashboard).await;
    assert_eq!(page.status, 200, "{dashboard}");
    let links = page.html().split("<a href=\"/bang-theo-doi/danh-sach?").skip(1).filter_map(|rest| {
        let (query, rest) = rest.split_once('"')?;
        let words = rest.split_once('>')?.1.split_once("</a>")?.0;
        let words = words.rsplit("</span>").next()?.trim();
        let number = words.split(|letter: char| !letter.is_ascii_digit()).find(|part| !part.is_empty())?.parse().ok()?;
        Some((format!("/bang-theo-doi/danh-sach?{}", query.replace("&amp;", "&")), number))
    });
    links.collect()
}

/// How many records a list holds, over all its pages.
async fn listed(user: &User, address: &str) -> usize {
    let mut all = 0;
    for page in 1.. {
        let address = format!("{address}&trang={page}");
        let lines = user.get(&address).await.html().matches("<th scope=\"row\"><a href=\"/ho-so/").count();
        all += lines;
        if lines < 100 {
            break;
        }
    }
    all
}

#[tokio::test]
async fn behind_each_number_are_as_many_records() {
    let app = TestApp::demo().await;
    for (user, least) in [(app.as_principal().await, 10), (app.as_head().await, 5)] {
        let numbers = numbers(&user, "/bang-theo-doi/duyet?ky=ca-nam").await;
        assert!(numbers.len() > least, "the demo's school hands in: {numbers:?}");
        for (address, number) in numbers {
            assert_eq!(listed(&user, &address).await, number, "{address}");
        }
    }
}

#[tokio::test]
async fn the_large_numbers_of_the_week_lead_to_their_lists() {
    let app = TestApp::demo().await;
    for user in [app.as_principal().await, app.as_head().await] {
        let page = user.get("/bang-theo-doi/duyet").await;
        let figures =
            page.html().split("<dl class=\"figures\">").nth(1).expect("the figures").split("</dl>").next().unwrap_or_default();
        let sums = figures.split("<dd").skip(1).filter(|one| !one.contains(">0<"));
        let links: Vec<bool> = sums.map(|one| one.contains("<a href=\"/bang-theo-doi/danh-sach?")).collect();
        assert!(!links.is_empty() && links.iter().all(|is| *is), "{figures}");
    }
}

#[tokio::test]
async fn a_hand_in_waits_on_the_dashboard() {
    let app = TestApp::demo().await;
    let (teacher, head) = (app.as_teacher().await, app.as_head().await);
    let waiting = "/bang-theo-doi/danh-sach?duyet=cho-duyet";
    let before = listed(&head, waiting).await;
    let owed = app.owed_by("giaovien").await;
    let record = owed.iter().find(|one| one.terms.week == Some(13)).expect("week 13 is not handed in yet");
    teacher.post_multipart(&format!("/nop/{}", record.id), Multipart::new().field("note", "").file("a.docx", WORD)).await;
    assert_eq!(listed(&head, waiting).await, before + 1);
}

#[tokio::test]
async fn a_head_sees_the_own_department_and_a_teacher_no_dashboard() {
    let app = TestApp::demo().await;
    let head = app.as_head().await;
    let facts = app.facts().await;
    let page = head.get("/bang-theo-doi/duyet").await;
    for department in &facts.organisation().departments {
        let is_own = department.name == "Mẫu giáo 4–5 tuổi";
        assert_eq!(page.html().contains(&department.id.to_string()), is_own, "{}", department.name);
    }
    assert_eq!(app.as_teacher().await.get("/bang-theo-doi/duyet").await.status, 403);
}
