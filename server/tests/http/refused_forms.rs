//! Every form that was refused says at the top what is wrong, leads there, and has the cursor; each answer of every test is asked for
//! it (`User::send`), and here every form of the program is sent empty.

use std::collections::BTreeSet;

use crate::{
    routes::{Addresses, LINES},
    support::TestApp,
};

/// Forms that are refused at a field when they come empty, by whoever may send them.
const REFUSED: [&str; 14] = [
    "/ho-so/{obligation}/mien",
    "/ho-so/{obligation}/gop-y",
    "/cho-duyet/{obligation}",
    "/cai-dat/truong",
    "/cai-dat/lich-nam-hoc",
    "/cai-dat/to-lop",
    "/cai-dat/quy-dinh",
    "/can-bo",
    "/can-bo/{person}",
    "/uy-quyen",
    "/lenh-khoa/quyen",
    "/lenh-khoa/soan",
    "/nghi-dot-xuat/bao",
    "/gia-han/nhieu",
];

#[tokio::test]
async fn every_form_that_is_sent_empty_leads_to_what_is_wrong() {
    let app = TestApp::demo().await;
    let addresses = Addresses::of(&app).await;
    let mut refused = BTreeSet::new();
    for user in [app.as_teacher().await, app.as_head().await, app.as_management().await, app.as_principal().await] {
        for line in LINES.iter().filter(|line| line.method == "POST" && line.route != "/dang-xuat") {
            // A server function answers with a value, and a file is no form.
            if line.route.starts_with("/api/") || line.route.ends_with("/tep") {
                continue;
            }
            let answer = user.send(line.request(&addresses.address(line))).await;
            if answer.shows_errors() {
                refused.insert(line.route);
            }
        }
    }
    let missing: Vec<&str> = REFUSED.into_iter().filter(|route| !refused.contains(route)).collect();
    assert!(missing.is_empty(), "{missing:?} are not refused at a field; those that are: {refused:?}");
}

#[tokio::test]
async fn a_choice_that_is_no_field_has_the_cursor_at_what_is_said_of_it() {
    let app = TestApp::demo().await;
    let principal = app.as_principal().await;
    // A preview is asked for in the address, and refused alike.
    for (asked, wrong) in [("deed=extend&until=30/11/2026", "scope-e"), ("deed=", "deed-e")] {
        let address = format!("/gia-han/nhieu?key=&reason=Lop+nghi+cum&{asked}");
        let answer = principal.get(&address).await;
        assert_eq!(answer.status, 422, "{address}");
        assert!(answer.shows_errors());
        answer.says(&format!("href=\"#{wrong}\"")).says(&format!("tabindex=\"-1\" autofocus id=\"{wrong}\""));
    }
}
