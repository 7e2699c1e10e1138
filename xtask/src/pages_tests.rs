use super::*;

const DESK: &str = r#"<form method="post" action="/x"><button>a</button></form>
<form method="post" action="/cho-duyet/1" class="stack"><input type="hidden" name="submission" value="s1"/>
<input type="hidden" name="digest" value="d&amp;1"/><input type="text" name="correct_by" value="27/11/2026"/></form>
<a href="/ho-so/42">Giáo án tuần 13 · Lớp 4A</a><div class="review"><span class="st"><svg></svg>Đã nộp, chờ duyệt</span><p class="then">x</p></div>"#;

#[test]
fn a_page_is_read_for_what_is_sent_again() {
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(bound(DESK), [pair("submission", "s1"), pair("digest", "d&1")]);
    assert_eq!(links(DESK, "/ho-so/"), [pair("42", "Giáo án tuần 13 · Lớp 4A")]);
    assert_eq!(told(DESK), "Đã nộp, chờ duyệt");
    assert_eq!(told(&DESK.replace("duyệt</span>", "duyệt</span><span>Áp dụng tạm, chưa duyệt</span>")), "Đã nộp, chờ duyệt");
    assert_eq!(told("<p></p>"), "");
    assert_eq!(hidden(DESK, "digest"), bound(DESK));
    assert_eq!(hidden(DESK, "seen"), []);
    assert_eq!(actions(DESK, "/cho-duyet/"), ["1"]);
    assert_eq!(actions("<form action=\"/gop-y/1?person=2\">", "/gop-y/"), ["1"]);
    let labels = "<label for=\"a\">Giáo án</label><label for=\"b\">Tư liệu &amp; ảnh</label>";
    assert_eq!(labelled(labels, "Tư liệu & ảnh").as_deref(), Some("b"));
    assert_eq!(labelled(labels, "Tư liệu"), None);
    assert_eq!(options("<option value=\"1\">Cô &amp; thầy</option>"), [pair("1", "Cô & thầy")]);
}

#[test]
fn a_form_is_read_as_it_would_be_sent() {
    let form = r#"<form method="post" action="/lich"><input id="year" name="year" value="2026-2027" type="text"/>
<input type="checkbox" name="d" value="mon" checked/><input type="checkbox" name="d" value="sat"/>
<select id="k0" name="k0"><option value="holiday">Nghỉ</option><option value="closure" selected>Nghỉ đột xuất</option></select>
<select id="k1" name="k1"><option value="holiday">Nghỉ</option><option value="closure">Nghỉ đột xuất</option></select>
<input id="f1" name="f1"/><button name="do" value="add">Thêm</button></form>"#;
    let sent = [("year", "2026-2027"), ("d", "mon"), ("f1", ""), ("k0", "closure"), ("k1", "holiday")];
    assert_eq!(filled(form, "year"), sent.map(|(name, value)| (name.to_owned(), value.to_owned())));
    assert_eq!(filled(form, "month"), []);
}
