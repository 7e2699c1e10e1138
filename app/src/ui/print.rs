//! How a page is printed: by a button where there are scripts, and in words where there are none.

use leptos::prelude::*;

use super::Icon;

/// The button that prints the page, with its words ("In biên bản"); without scripts the same place says how to print by hand.
/// One element around both: an island has one root in each place.
#[component]
pub fn PrintButton(
    #[prop(default = "In")] words: &'static str,
    /// The classes of the button.
    #[prop(default = "btn")]
    class: &'static str,
) -> impl IntoView {
    view! {
        <span class="print-way">
            <button type="button" class=format!("{class} onlyjs") data-print=""><Icon name="print"/>{words}</button>
            <span class="quiet nojs scr">{format!("{words}: nhấn Ctrl+P, trên điện thoại chọn In trong trình duyệt.")}</span>
        </span>
    }
}
