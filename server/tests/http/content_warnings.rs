//! What a file says of its week and its record does not is told at once, and stops nothing.

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
