use super::*;

const NOTICE: &str = "<a href=\"/x\">Thanh</a><aside aria-label=\"Đang xem như người khác\"><a href=\"/can-bo/1\">Thôi</a></aside>";

#[test]
fn of_a_screen_that_is_only_shown_nothing_leads_anywhere_and_nothing_is_sent() {
    let screen = "<main id=\"noi-dung\" data-renew=\"60\"><a class=\"btn\" href=\"/nop/1\">Nộp</a>\
        <form method=\"post\" action=\"/nop/1\" class=\"f\"><input name=\"a\" value=\"1 > 0\"/><button>Gửi</button></form>\
        <svg><use href=\"#s-check\"></use></svg></main>";
    let shown = only_shown(&format!("{NOTICE}{screen}<footer>1</footer>"));
    let expected = "<main id=\"noi-dung\"><a class=\"btn\">Nộp</a>\
        <form class=\"f\"><input disabled name=\"a\" value=\"1 > 0\"/><button disabled>Gửi</button></form>\
        <svg><use href=\"#s-check\"></use></svg></main>";
    assert_eq!(shown, format!("{NOTICE}{expected}<footer>1</footer>"), "the bar and the way out stay");
}

#[test]
fn without_the_notice_nothing_is_shown() {
    assert_eq!(only_shown("<main><a href=\"/nop/1\">Nộp</a></main>"), "");
}
