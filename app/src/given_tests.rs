#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use base64::{Engine, prelude::BASE64_STANDARD};
use domain::dashboard::TermFilter;

use super::*;
use crate::dashboard::{Sheet, tests::a_sheet};

#[component]
fn Shown() -> impl IntoView {
    let sheet = given::<Sheet>();
    view! { <p>{sheet.datetime}</p> }
}

#[test]
fn what_is_given_stands_in_front_of_the_island_and_is_what_the_island_is_drawn_from() {
    let sheet = a_sheet(TermFilter::Year);
    let moment = sheet.datetime.clone();
    let html = Owner::new().with(|| view! { {give(sheet.clone())} <Shown/> }.to_html());
    let (before, rest) = html.split_once("data-given=\"").unwrap();
    let (packed, after) = rest.split_once('"').unwrap();
    assert!(before.ends_with("<template "), "{before}");
    assert!(after.contains(&moment), "{after}");
    // Nothing in it has to be escaped in an attribute.
    assert!(packed.chars().all(|letter| letter.is_ascii_alphanumeric() || "+/=".contains(letter)), "{packed}");
    assert_eq!(postcard::from_bytes::<Sheet>(&BASE64_STANDARD.decode(packed).unwrap()).unwrap(), sheet);
}
