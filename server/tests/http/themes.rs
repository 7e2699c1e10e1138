//! "/cai-dat/chu-de": the themes of the school year, and what is owed for them.

use crate::support::{Multipart, TestApp, WORD, with};

const PATH: &str = "/cai-dat/chu-de";

/// How many records are owed for the theme of that name.
async fn owed(app: &TestApp, name: &str) -> usize {
    let facts = app.facts().await;
    facts.open_obligations().filter(|one| facts.title(one).contains(&format!("chủ đề {name} ·"))).count()
}

#[tokio::test]
async fn themes_are_renamed_added_and_taken_away() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    let page = principal.get(PATH).await;
    let fields = page.fields();
    let value = |name: &str| fields.iter().find(|(field, _)| field == name).unwrap().1.clone();
    let last = (0..).take_while(|row| fields.iter().any(|(name, _)| *name == format!("i{row}"))).last().unwrap();
    let (row, name, from) = (|prefix: &str| format!("{prefix}{last}"), value(&format!("n{last}")), value(&format!("f{last}")));
    assert_eq!(owed(&app, &name).await, 12, "one for each class");

    // The last theme gets another name and ends a week earlier; a new one takes that week.
    let id = value(&row("i"));
    let (new, more) = (format!("n{}", last + 1), [format!("f{}", last + 1), format!("t{}", last + 1)]);
    let renamed =
        [(row("n"), "Bác Hồ của em"), (row("t"), "34"), (new, "Tạm biệt"), (more[0].clone(), "35"), (more[1].clone(), "35")];
    let typed: Vec<(&str, &str)> = renamed.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    let saved = principal.post_form(PATH, &with(&fields, &typed)).await;
    assert_eq!((saved.status, saved.location()), (303, "/cai-dat/chu-de?da-luu=1"), "{}", saved.words());
    assert_eq!((owed(&app, &name).await, owed(&app, "Bác Hồ của em").await, owed(&app, "Tạm biệt").await), (0, 12, 12));
    let facts = app.facts().await;
    let theme = facts.regime.themes.iter().find(|theme| theme.name == "Bác Hồ của em").unwrap();
    assert_eq!((theme.id.to_string(), theme.from_week.to_string(), theme.through_week), (id, from, 34));
    assert!(principal.get("/cai-dat").await.words().contains("chủ đề, tuần này là"));

    // An emptied row is a theme that goes.
    let fields = principal.get("/cai-dat/chu-de?da-luu=1").await.fields();
    let at = fields.iter().find(|(_, value)| value == "Tạm biệt").unwrap().0.trim_start_matches('n').to_owned();
    let empty = ["n", "f", "t"].map(|prefix| format!("{prefix}{at}"));
    let typed: Vec<(&str, &str)> = empty.iter().map(|name| (name.as_str(), "")).collect();
    let look = principal.post_form(PATH, &with(&fields, &typed)).await;
    assert_eq!((look.status, owed(&app, "Tạm biệt").await), (200, 12), "it is looked at first");
    assert!(look.words().contains("Không phải nộp nữa: "), "{}", look.words());
    assert_eq!(principal.post_form_looked_at(PATH, &with(&fields, &typed)).await.status, 303);
    assert_eq!(owed(&app, "Tạm biệt").await, 0);
}

#[tokio::test]
async fn a_refused_list_keeps_what_was_typed() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    let fields = principal.get(PATH).await.fields();
    let more = principal.post_form(PATH, &with(&fields, &[("n0", "Trường của bé"), ("do", "add")])).await;
    assert_eq!((more.status, more.field("n0").as_deref()), (200, Some("Trường của bé")));
    assert!(more.fields().len() > fields.len());
    let refused = principal.post_form(PATH, &with(&fields, &[("n0", "Trường của bé"), ("t0", "99"), ("n1", "")])).await;
    assert_eq!(
        (refused.status, refused.field("n0").as_deref(), refused.field("t0").as_deref()),
        (422, Some("Trường của bé"), Some("99"))
    );
    for wanted in ["2 dòng cần sửa", "Không có tuần “99”: năm học có tuần 1 đến 35.", "Thiếu tên chủ đề."]
    {
        assert!(refused.words().contains(wanted), "{wanted}: {}", refused.words());
    }
    // A page that is older than the list.
    let refused = principal.post_form(PATH, &[("n0", "Bé và cá"), ("f0", "40"), ("t0", "41")]).await;
    assert_eq!(refused.status, 422);
    assert!(refused.words().contains("Danh sách chủ đề vừa được sửa ở máy khác."), "{}", refused.words());
    assert_eq!(refused.field("n0").as_deref(), Some("Bé và cá"));
    assert!(refused.fields().iter().any(|(_, value)| value == "Gia đình"), "the others are in the form now");
}

#[tokio::test]
async fn a_theme_with_a_hand_in_does_not_go() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    let facts = app.facts().await;
    let teacher = app.as_teacher().await;
    let plan = facts.open_obligations().find(|one| facts.title(one) == "Kế hoạch chủ đề Gia đình · Lớp 4A").unwrap().id;
    let form = Multipart::new().field("note", "").file("ke-hoach.docx", WORD);
    let key = teacher.get(&format!("/nop/{plan}")).await.field("key").unwrap();
    let answer = teacher.post_multipart(&format!("/nop/{plan}"), form.field("key", &key)).await;
    assert_eq!(answer.status, 303, "{}", answer.words());
    let fields = principal.get(PATH).await.fields();
    let at = fields.iter().find(|(_, value)| value == "Gia đình").unwrap().0.trim_start_matches('n').to_owned();
    let empty = ["n", "f", "t"].map(|prefix| format!("{prefix}{at}"));
    let typed: Vec<(&str, &str)> = empty.iter().map(|name| (name.as_str(), "")).collect();
    let refused = principal.post_form(PATH, &with(&fields, &typed)).await;
    assert_eq!((refused.status, refused.field(&empty[0]).as_deref()), (422, Some("")));
    assert!(refused.words().contains("hồ sơ nộp nên không bỏ được"), "{}", refused.words());
    assert_eq!(teacher.get(answer.location()).await.status, 200);
}

#[tokio::test]
async fn themes_are_the_leaderships_alone() {
    let app = TestApp::demo().await;
    let fields = app.as_principal().await.get(PATH).await.fields();
    for username in ["giaovien", "totruong", "quanly"] {
        let user = app.as_user(username).await;
        assert_eq!(user.get(PATH).await.status, 403, "{username}");
        assert_eq!(user.post_form(PATH, &with(&fields, &[("n0", "X")])).await.status, 403, "{username}");
    }
    assert!(app.facts().await.regime.themes.iter().all(|theme| theme.name != "X"));
}
