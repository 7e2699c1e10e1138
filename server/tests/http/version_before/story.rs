//! What happened in the school whose data folder is kept: something of everything that a folder can hold, done by its
//! people through the forms of its pages in September, when there is little else in it.

use app::hand_in::{Note, SaveDraft};
use domain::obligations::ObligationId;

use crate::support::{Answer, Multipart, TestApp, User, with};

/// The demo is founded then, on the Friday of week 2.
pub const BEGIN: &str = "2026-09-18T08:00:00+07:00";
/// Everything has happened by then, a week later; waiting files have not been thrown away yet.
pub const END: &str = "2026-09-25T14:20:07+07:00";

const PDF: &[u8] = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n";
const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\0\0\0\nIDATx\x9cc`\0\0\0\x02\0\x01H\xaf\xa4q\0\0\0\0IEND\xaeB`\x82";

/// A page as somebody sees it.
pub type Seen = (&'static str, String);

/// Plays the story in a demo that begins at `BEGIN`. The pages on which something of it can be seen, and by whom.
pub async fn play(app: &TestApp) -> Vec<Seen> {
    let mut story = Story { app, pages: Vec::new() };
    story.two_versions_and_exemptions().await;
    story.a_storm_makes_a_late_record_timely().await;
    story.the_principal_changes_the_settings().await;
    story.people_come_and_go().await;
    story.a_class_is_closed_and_files_wait().await;
    story.pages_of_everybody().await;
    story.pages
}

struct Story<'o> {
    app: &'o TestApp,
    pages: Vec<Seen>,
}

impl Story<'_> {
    fn at(&self, moment: &str) {
        self.app.clock.set(format!("2026-09-{moment}+07:00").parse().unwrap());
    }

    fn shows(&mut self, who: &'static str, path: impl Into<String>) {
        self.pages.push((who, path.into()));
    }

    /// The record of this title.
    async fn record(&self, title: &str) -> ObligationId {
        let facts = self.app.facts().await;
        let found = facts.obligations.iter().find(|one| facts.title(one) == title);
        found.unwrap_or_else(|| panic!("no record {title}")).id
    }

    /// The address of the receipt.
    async fn hand_in(&self, user: &User, record: ObligationId, note: &str, files: &[(&str, &[u8])]) -> String {
        let path = format!("/nop/{record}");
        let page = user.get(&path).await;
        assert_eq!(page.status, 200, "{}", page.words());
        let form = Multipart::alone(&page, note, files);
        let done = user.post_multipart(&path, form).await;
        assert_eq!(done.status, 303, "{}", done.words());
        done.location().to_owned()
    }

    async fn two_versions_and_exemptions(&mut self) {
        self.at("18T09:10:11");
        let teacher = self.app.as_teacher().await;
        let record = self.record("Giáo án tuần 3 · Lớp 4A").await;
        let files = [("Giáo án tuần 3 (4A).pdf", PDF), ("ảnh góc sách.png", PICTURE)];
        let first = self.hand_in(&teacher, record, "Em gửi <giáo án> & ảnh.\r\nGóc “sách” mới làm.", &files).await;
        self.at("18T09:25:40");
        let second = self.hand_in(&teacher, record, "Bổ sung phần đánh giá.", &[("giao-an-sua.pdf", PDF)]).await;
        for page in [&first, &second, &format!("{first}/0").replace("/bien-nhan/", "/tep/"), &format!("/ho-so/{record}")] {
            self.shows("giaovien", page);
        }
        self.shows("giaovien", format!("{first}/1").replace("/bien-nhan/", "/tep/"));
        self.shows("hieutruong", format!("/ho-so/{record}"));

        self.at("18T11:00:00");
        let principal = self.app.as_principal().await;
        let (stays, ends) = (self.record("Giáo án tuần 4 · Lớp 5C").await, self.record("Giáo án tuần 4 · Lớp 5B").await);
        for record in [stays, ends] {
            saved(&post(&principal, &format!("/ho-so/{record}/mien"), &[("reason", "Học ghép với lớp bên cạnh.")]).await);
            self.shows("hieutruong", format!("/ho-so/{record}"));
        }
        saved(&post(&principal, &format!("/ho-so/{ends}/bo-mien"), &[("reason", "Lớp không học ghép nữa.")]).await);
    }

    async fn a_storm_makes_a_late_record_timely(&mut self) {
        self.at("21T07:45:30");
        let teacher = self.app.as_teacher().await;
        let record = self.record("Kế hoạch tuần 3 · Lớp 4A").await;
        self.hand_in(&teacher, record, "Mất điện từ chiều thứ Sáu.", &[("ke-hoach.pdf", PDF)]).await;
        self.shows("giaovien", format!("/ho-so/{record}"));
        self.shows("hieutruong", format!("/ho-so/{record}"));

        self.at("21T09:00:00");
        let principal = self.app.as_principal().await;
        let path = "/cai-dat/lich-nam-hoc";
        let fields = principal.get(path).await.fields();
        let row = free_row(&fields, "f");
        let names = ["f", "k", "n"].map(|prefix| format!("{prefix}{row}"));
        // The options of this select have no value of their own.
        let semester = ("second_semester", "19");
        let storm = [semester, (names[0].as_str(), "18/09/2026"), (&names[1], "closure"), (&names[2], "Bão số 5")];
        saved(&principal.post_form_looked_at(path, &with(&fields, &storm)).await);
        let next = "/cai-dat/lich-nam-hoc?moi=1";
        let fields = principal.get(next).await.fields();
        saved(&principal.post_form_looked_at(next, &with(&fields, &[semester])).await);
    }

    async fn the_principal_changes_the_settings(&mut self) {
        self.at("22T08:15:00");
        let principal = self.app.as_principal().await;
        saved(&post(&principal, "/cai-dat/truong", &[("name", "Trường Mầm non Nam Thanh"), ("limit", "50")]).await);

        let path = "/cai-dat/chu-de";
        let fields = principal.get(path).await.fields();
        let row = free_row(&fields, "n");
        let (last, names) = (format!("t{}", row - 1), ["n", "f", "t"].map(|prefix| format!("{prefix}{row}")));
        let typed = [("n1", "Bản thân em"), (&last, "34"), (&names[0], "Tạm biệt"), (&names[1], "35"), (&names[2], "35")];
        saved(&post(&principal, path, &with(&fields, &typed)).await);

        let path = "/cai-dat/loai-ho-so";
        let types = [
            [
                ("new-name", "Sổ bàn giao hằng tuần"),
                ("new-owner", "moi-lop"),
                ("new-recurrence", "week"),
                ("new-due", "friday_before"),
                ("new-readers", "ordinary"),
            ],
            [
                ("new-name", "Kế hoạch bồi dưỡng hằng tháng"),
                ("new-owner", "moi-giao-vien"),
                ("new-recurrence", "month"),
                ("new-due", "last_working_day_of_period"),
                ("new-readers", "ordinary"),
            ],
        ];
        for new in types {
            let fields = principal.get(path).await.fields();
            saved(&post(&principal, path, &with(&fields, &[&new[..], &[("do", "add")]].concat())).await);
        }
        let fields: Vec<(String, String)> =
            principal.get(path).await.fields().into_iter().filter(|(name, code)| name != "use" || code != "bien-ban-to").collect();
        let changed = [("n-giao-an", "Kế hoạch bài dạy (giáo án)")];
        saved(&principal.post_form_looked_at(path, &with(&fields, &changed)).await);
        let path = "/cai-dat/quy-dinh";
        let fields = principal.get(path).await.fields();
        let changed = [("hour", "16:30"), ("decision", "25/QĐ-MNNT"), ("r-ke-hoach-to", "last_working_day_of_period")];
        saved(&principal.post_form_looked_at(path, &with(&fields, &changed)).await);

        let class = self.app.class("3B").await;
        let path = format!("/cai-dat/luot-day/{class}");
        let (one, two) = (self.app.person("vtthang").await.to_string(), self.app.person("ltmduyen").await.to_string());
        let fields = principal.get(&path).await.fields();
        let turns = [("t4", one.as_str()), ("t5", &two), ("t6", &one), ("t7", &two)];
        saved(&post(&principal, &path, &with(&fields, &turns)).await);
        self.shows("hieutruong", path);

        let path = "/cai-dat/to-lop";
        let fields = principal.get(path).await.fields();
        let typed: Vec<(String, String)> = fields
            .into_iter()
            .map(|(name, value)| match value.as_str() {
                "3A, 3B, 3C" => (name, "3A, 3B, 3C, 3D".to_owned()),
                "Nuôi dưỡng" => (name, "Nuôi dưỡng, bếp ăn".to_owned()),
                _ => (name, value),
            })
            .collect();
        saved(&post(&principal, path, &with(&typed, &[])).await);
    }

    async fn people_come_and_go(&mut self) {
        self.at("23T08:00:00");
        let manager = self.app.as_management().await;
        let add = |name, place| [("n0", name), ("g0", "co"), ("u0", ""), ("p0", "teacher"), ("w0", place)];
        for (name, place) in [("Lý Thị Sen", "3D"), ("Hà Thị Mơ", "4C")] {
            let key = manager.get("/can-bo").await.field("key").unwrap();
            let added = post(&manager, "/can-bo", &[&[("key", key.as_str())][..], &add(name, place)].concat()).await;
            assert_eq!(added.status, 200, "{}", added.words());
            if place == "3D" {
                let password = added.html().split("<code>").nth(2).unwrap().split('<').next().unwrap().to_owned();
                self.a_new_teacher_hands_in(&password).await;
            }
        }
        let person = async |username: &str| format!("/can-bo/{}", self.app.person(username).await);
        let (suspended, ends, begins, renamed) =
            (person("lvdong").await, person("ntuom").await, person("vtpthao").await, person("ttlua").await);
        saved(&post(&manager, &format!("{suspended}/tam-khoa"), &[]).await);
        let post_of = self.app.appointment("ntuom").await;
        saved(&post(&manager, &format!("{ends}/chuc-vu/{post_of}"), &[("until", "30/09/2026")]).await);
        let position = [("post", "teacher"), ("place", "4B"), ("from", "01/10/2026")];
        saved(&post(&manager, &format!("{begins}/chuc-vu"), &position).await);
        let fields = manager.get(&renamed).await.fields();
        let name = fields.iter().find(|(_, value)| value == "Trịnh Thị Lụa").unwrap().0.clone();
        let year = fields.iter().find(|(_, value)| value == "1992").unwrap().0.clone();
        saved(&post(&manager, &renamed, &with(&fields, &[(&name, "Trịnh Thị Lụa Đào"), (&year, "1993")])).await);
        for path in [suspended, ends, begins, renamed, person("senly").await] {
            self.shows("quanly", path);
        }
    }

    async fn a_new_teacher_hands_in(&mut self, password: &str) {
        let teacher = self.app.anonymous().at(7);
        let signed_in = teacher.post_form("/dang-nhap", &[("username", "senly"), ("password", password)]).await;
        assert_eq!(signed_in.location(), "/");
        // The demo's is the name of the school, which nobody may choose.
        let own = [("old", password), ("new", "lá sen mưa rơi"), ("again", "lá sen mưa rơi")];
        saved(&post(&teacher, "/doi-mat-khau", &own).await);
        let record = self.record("Sổ bàn giao tuần 4 · Lớp 3D").await;
        let receipt = self.hand_in(&teacher, record, "", &[("so-ban-giao.pdf", PDF)]).await;
        self.shows("hieutruong", format!("/ho-so/{record}"));
        self.shows("hieutruong", receipt);
        let open = self.record("Sổ bàn giao tuần 5 · Lớp 3D").await;
        self.shows("hieutruong", format!("/ho-so/{open}"));
    }

    async fn a_class_is_closed_and_files_wait(&mut self) {
        self.at("24T16:40:00");
        let manager = self.app.as_management().await;
        let (person, post_of) = (self.app.person("senly").await, self.app.appointment("senly").await);
        saved(&post(&manager, &format!("/can-bo/{person}/chuc-vu/{post_of}"), &[("until", "24/09/2026")]).await);
        self.at("25T07:30:00");
        let principal = self.app.as_principal().await;
        let fields = principal.get("/cai-dat/to-lop").await.fields();
        let row = fields.iter().find(|(_, value)| value == "3A, 3B, 3C, 3D").unwrap().0.clone();
        saved(&post(&principal, "/cai-dat/to-lop", &with(&fields, &[(&row, "3A, 3B, 3C")])).await);

        self.at("25T10:00:00");
        let (teacher, health) = (self.app.as_teacher().await, self.app.as_health().await);
        let waits = format!("/nop/{}", self.record("Tư liệu tuần 3 · Lớp 4A").await);
        for (name, bytes) in [("bài hát.pdf", PDF), ("tranh.png", PICTURE)] {
            assert_eq!(teacher.upload(&waits, name, bytes).await.status, 200);
        }
        let kept = format!("/nop/{}", self.record("Kế hoạch tuần 4 · Lớp 4A").await);
        let person = self.app.person("giaovien").await.to_string();
        let draft = Note { person, text: "Em viết dở.".to_owned() };
        let call = SaveDraft { obligation: kept.trim_start_matches("/nop/").to_owned(), note: draft };
        assert_eq!(teacher.call(&call).await.result(), Ok(()));
        self.shows("giaovien", waits);
        self.shows("giaovien", kept);
        let record = self.app.owed_by("yte").await.first().unwrap().id;
        let receipt = self.hand_in(&health, record, "", &[("suc-khoe.pdf", PDF)]).await;
        self.shows("yte", &receipt);
        self.shows("hieutruong", receipt);
    }

    async fn pages_of_everybody(&mut self) {
        self.at("25T14:20:07");
        for who in ["giaovien", "totruong", "yte", "hieutruong"] {
            self.shows(who, "/viec-cua-toi");
            self.shows(who, "/da-nop");
        }
        self.shows("giaovien", "/nam-hoc");
        self.shows("totruong", "/bang-theo-doi");
        self.shows("totruong", "/bang-theo-doi/danh-sach?tuan=4");
        self.shows("quanly", "/bang-theo-doi");
        self.shows("quanly", "/can-bo");
        let department = self.app.facts().await.organisation().departments[3].id;
        self.shows("hieutruong", format!("/bang-theo-doi?o={department}.3"));
        for query in ["", "?ky=ca-nam", "?loai=giao-an"] {
            self.shows("hieutruong", format!("/bang-theo-doi{query}"));
        }
        for query in ["tuan=3", "tt=nop-muon", "tuan=4&tt=mien", "khong-han=1&tuan=3", "q=hoa&tuan=4"] {
            self.shows("hieutruong", format!("/bang-theo-doi/danh-sach?{query}"));
        }
        for setting in ["", "/truong", "/lich-nam-hoc", "/lich-nam-hoc?moi=1", "/to-lop", "/loai-ho-so", "/luot-day", "/chu-de"] {
            self.shows("hieutruong", format!("/cai-dat{setting}"));
        }
    }
}

async fn post(user: &User, path: &str, fields: &[(&str, &str)]) -> Answer {
    user.post_form(path, fields).await
}

/// The form was taken, and leads to a page.
fn saved(answer: &Answer) {
    assert_eq!(answer.status, 303, "{}", answer.words());
}

/// The first row of a form's table in which nothing is typed in the column of this prefix, or the one after the last.
fn free_row(fields: &[(String, String)], prefix: &str) -> usize {
    let typed = |row: &usize| fields.iter().any(|(name, value)| *name == format!("{prefix}{row}") && !value.is_empty());
    (0..).take_while(typed).count()
}
