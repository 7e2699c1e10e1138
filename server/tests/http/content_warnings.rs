//! What a file says of its week and its record does not is told at once, and stops nothing.

use chrono::TimeDelta;
use documents::testing::office::{Office, paragraph};

use crate::support::{Multipart, TestApp, WORD};

#[tokio::test]
async fn a_plan_of_another_week_is_told_to_its_sender_and_to_its_reader() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    // The sample is a plan of week 12; what is owed first is of another week, or of class 4A's week 12 itself.
    let owed = app.owed_by("giaovien").await;
    let next = owed.iter().find(|one| one.terms.week == Some(13)).expect("a record of week 13");
    let uploaded = teacher.upload(&format!("/nop/{}", next.id), "ke-hoach.docx", WORD).await;
    assert_eq!(uploaded.status, 200);
    assert!(uploaded.json()["warnings"].to_string().contains("tuần 12"), "{}", uploaded.json());
    let page = teacher.get(&format!("/nop/{}", next.id)).await;
    assert!(page.html().contains("tuần 12"), "the page says it again after a reload");

    let form = Multipart::of(&page, "", &[("ke-hoach.docx", WORD)]);
    let answer = teacher.post_multipart(&format!("/nop/{}", next.id), form).await;
    assert_eq!(answer.status, 303, "a warning is no refusal");
    let receipt = answer.location().to_owned();
    let told = "hồ sơ là tuần 13";
    assert!(teacher.get(&receipt).await.html().contains(told));
    assert!(teacher.get(&format!("/ho-so/{}", next.id)).await.html().contains(told));
    let seen = format!("{}/0", receipt.replace("/bien-nhan/", "/xem/"));
    assert!(app.as_head().await.get(&seen).await.html().contains(told));
}

#[tokio::test]
async fn a_plan_of_another_class_and_year_that_came_before_is_told_to_both() {
    let app = TestApp::demo().await;
    let (teacher, head) = (app.as_teacher().await, app.as_head().await);
    let lines = ["KẾ HOẠCH GIÁO DỤC TUẦN 14", "Lớp: Mẫu giáo 5A", "Năm học: 2025-2026", "Từ 07/12/2026 đến 11/12/2026"];
    let plan = Office::word(&lines.map(paragraph).concat()).bytes();
    let owed = app.owed_by("giaovien").await;
    let of_week = |week| owed.iter().find(|one| one.terms.week == Some(week)).expect("a record of this week").id;
    let (first, second) = (of_week(14), of_week(15));
    let wrong = ["tệp ghi lớp 5A, hồ sơ của lớp 4A", "tệp ghi năm học 2025–2026, hồ sơ của năm học 2026–2027"];

    // The first one is new; the second one is the same file under another record.
    let uploaded = teacher.upload(&format!("/nop/{first}"), "kh.docx", &plan).await.json()["warnings"].to_string();
    assert!(wrong.iter().all(|words| uploaded.contains(words)), "{uploaded}");
    assert!(!uploaded.contains("giống hệt"), "{uploaded}");
    let page = teacher.get(&format!("/nop/{first}")).await;
    let form = Multipart::of(&page, "", &[("kh.docx", &plan)]);
    assert_eq!(teacher.post_multipart(&format!("/nop/{first}"), form).await.status, 303);

    // The same file again for the same record: said before it is handed in, and let in.
    app.clock.advance(TimeDelta::minutes(1));
    let again = teacher.upload(&format!("/nop/{first}"), "kh.docx", &plan).await.json()["warnings"].to_string();
    assert!(again.contains("tệp này giống hệt tệp của phiên bản 1") && !again.contains("trả lại"), "{again}");
    let form = Multipart::of(&teacher.get(&format!("/nop/{first}")).await, "", &[]);
    let second_version = teacher.post_multipart(&format!("/nop/{first}"), form).await;
    assert_eq!(second_version.status, 303, "{}", second_version.words());
    teacher.get(second_version.location()).await.says("tệp này giống hệt tệp của phiên bản 1");

    let came_before = format!("giống hệt tệp đã nộp cho {}", app.title(first).await);
    let uploaded = teacher.upload(&format!("/nop/{second}"), "kh.docx", &plan).await.json()["warnings"].to_string();
    assert!(uploaded.contains(&came_before), "{uploaded}");
    let form = Multipart::of(&teacher.get(&format!("/nop/{second}")).await, "", &[("kh.docx", &plan)]);
    let answer = teacher.post_multipart(&format!("/nop/{second}"), form).await;
    assert_eq!(answer.status, 303, "a warning is no refusal");
    let receipt = answer.location().to_owned();
    let seen = head.get(&format!("{}/0", receipt.replace("/bien-nhan/", "/xem/"))).await;
    for words in wrong.into_iter().chain([came_before.as_str(), "hồ sơ là tuần 15"]) {
        teacher.get(&receipt).await.says(words);
        seen.says(words);
    }
    assert_eq!(seen.html().matches("Hỏi lại thầy cô nếu nhầm tệp").count(), 1, "what is to be done about all of it is said once");
    // What is wrong stands above what the file says.
    let (told, text) = (seen.html().find("giống hệt"), seen.html().find("Lớp: Mẫu giáo 5A"));
    assert!(told.is_some() && told < text, "{told:?} {text:?}");
}
