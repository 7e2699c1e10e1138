use super::*;

const BAR: &str = "<header class=\"bar\" data-person=\"1\"></header>";

fn error(id: &str, words: &str) -> String {
    format!("<p id=\"{id}\" class=\"err\"><svg class=\"s\"></svg><span>{words}<!></span><!></p>")
}

fn field(id: &str) -> String {
    format!("<input id=\"{id}\" name=\"{id}\" aria-invalid=\"true\" aria-describedby=\"{id}-h {id}-e\" class=\"input\">")
}

#[test]
fn a_refused_form_is_led_to_its_first_error() {
    let body = format!(
        "{BAR}<main><h1>Soạn lệnh</h1>{}{}{}{}</main>",
        field("reason"),
        error("reason-e", "Ghi lý do."),
        field("weeks"),
        error("weeks-e", "Tuần 40 không có.")
    );
    let led = led_to_errors(&body);
    assert!(led.contains("<b>Ghi lý do.</b> Tuần 40 không có.</p>"), "{led}");
    assert!(led.contains("href=\"#reason\">Đến chỗ cần sửa</a>"), "{led}");
    assert!(led.contains("<input autofocus id=\"reason\""), "{led}");
    assert_eq!(led.matches(" autofocus").count(), 1, "{led}");
    assert!(led.find("Chỗ cần sửa") < led.find("<main"), "{led}");
}

#[test]
fn a_group_without_a_field_has_the_cursor_on_what_is_said_of_it() {
    let body = format!("{BAR}<main><fieldset></fieldset>{}</main>", error("scope-e", "Chọn hồ sơ."));
    let led = led_to_errors(&body);
    assert!(led.contains("href=\"#scope-e\""), "{led}");
    assert!(led.contains("<p tabindex=\"-1\" autofocus id=\"scope-e\" class=\"err\">"), "{led}");
}

#[test]
fn a_fold_with_an_error_stands_open_and_no_other_does() {
    let body = format!(
        "{BAR}<main><details class=\"a\"><summary>1</summary></details><details class=\"b\"><details open class=\"c\">{}</details>\
         </details></main>",
        error("x-e", "Sửa.")
    );
    let led = led_to_errors(&body);
    assert!(led.contains("<details class=\"a\">"), "{led}");
    assert!(led.contains("<details open class=\"b\"><details open class=\"c\">"), "{led}");
}

#[test]
fn a_notice_of_the_page_gets_the_way_and_one_that_leads_there_stays() {
    let check = |inside: &str, ways: usize| {
        let body = format!(
            "{BAR}<main><div role=\"alert\" class=\"notice bad\"><svg></svg><div><p><b>Chưa lưu.</b></p>{inside}</div></div>\
             {}{}</main>",
            field("name"),
            error("name-e", "Ghi tên.")
        );
        let led = led_to_errors(&body);
        assert_eq!(led.matches("href=\"#name\"").count(), ways, "{led}");
        assert!(!led.contains("<aside"), "{led}");
    };
    check("", 1);
    check("<p class=\"btns\"><a href=\"#name\">Đến chỗ cần sửa</a></p>", 1);
}

#[test]
fn what_needs_no_leading_is_left_as_it_is() {
    let unchanged = |body: &str| assert_eq!(led_to_errors(body), body);
    unchanged("<main><p>Không có lỗi</p></main>");
    // What a script may fill is no error yet.
    unchanged("<main><p id=\"tep-loi\" hidden class=\"err\"><span>Tệp rỗng.</span></p></main>");
    unchanged("<main><p id=\"tep-loi\" class=\"err\"><svg></svg><span></span></p></main>");
}

#[test]
fn who_signs_in_has_the_cursor_and_no_summary() {
    let body = format!("<main>{}{}</main>", field("username"), error("username-e", "Ghi tên."));
    let led = led_to_errors(&body);
    assert!(led.contains("<input autofocus"), "{led}");
    assert!(!led.contains("Chỗ cần sửa"), "{led}");
}
