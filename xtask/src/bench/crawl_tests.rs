use super::*;

#[test]
fn numbers_and_choices_make_no_other_kind() {
    assert_eq!(kind("/nam-hoc"), "/nam-hoc");
    assert_eq!(kind("/nop/01a20aa3-68b4-7116-9e96-b4dbcb1d237b"), "/nop/…");
    assert_eq!(kind("/bang-theo-doi?o=x.12&ky=ca-nam"), "/bang-theo-doi?ky&o");
}

#[test]
fn only_pages_of_ours_are_followed() {
    let html = r##"<a href="/da-nop#tuan-4">4</a> <a href="/bang-theo-doi?ky=hk-1&amp;o=a.1">1</a>
        <link href="/assets/main.css"> <a href="/tep/x/1">tệp</a> <a href="https://example.org/">đi</a> <a href="#o">o</a>"##;
    assert_eq!(links(html), ["/da-nop", "/bang-theo-doi?ky=hk-1&o=a.1"]);
}
