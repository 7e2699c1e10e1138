use leptos::reactive::owner::Owner;

use super::*;

fn html(page: FramedErrorView) -> String {
    Owner::new_root(None).with(|| view! { <FramedError page/> }.to_html())
}

fn words() -> Words {
    Words { fact: "Máy chủ của trường gặp lỗi".to_owned(), advice: "Thử lại.".to_owned() }
}

#[test]
fn an_error_in_a_frame_tells_its_code_and_leads_out_of_the_frame() {
    let of_ours = html(FramedErrorView {
        words: words(),
        code: Some("K7QF-2M".to_owned()),
        way_on: None,
        contacts: vec!["Cô Lan 0901 234 567".to_owned()],
    });
    assert!(of_ours.contains("Mã sự cố") && of_ours.contains("K7QF-2M") && !of_ours.contains("<a "), "{of_ours}");
    assert!(of_ours.contains("Cần giúp thì gọi") && of_ours.contains("Cô Lan 0901 234 567"), "{of_ours}");
    let way_on = Some(("Đăng nhập lại", "/dang-nhap?next=x".to_owned()));
    let over = html(FramedErrorView { words: words(), code: None, way_on, contacts: Vec::new() });
    assert!(over.contains("target=\"_top\"") && over.contains("href=\"/dang-nhap?next=x\""), "{over}");
    assert!(over.contains("Đăng nhập lại") && !over.contains("Mã sự cố") && !over.contains("Cần giúp"), "{over}");
}
