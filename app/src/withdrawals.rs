//! "Rút lại hồ sơ": the form by which an author takes a hand-in back, on its receipt and on the page of its record.

use domain::{days::Timestamp, reviews::WithdrawalOffer, vietnamese};
use leptos::prelude::*;

use crate::paths;

/// The button opens what becomes of the record, and the form; without scripts as well.
pub fn withdrawal(offer: &WithdrawalOffer) -> impl IntoView + use<> {
    let WithdrawalOffer { submission, version, before, until, makes_late } = *offer;
    let until = until.map_or_else(
        || "Rút lại được tới khi có người mở xem để duyệt.".to_owned(),
        |until| format!("Rút lại được tới {}.", vietnamese::moment(until)),
    );
    let then = before.map_or_else(
        || "Rút xong thì hồ sơ như chưa nộp: đúng hạn hay muộn tính theo lần nộp sau.".to_owned(),
        |before| format!("Rút xong thì phiên bản {before} lại có hiệu lực như trước."),
    );
    view! {
        <details class="answer withdraw">
            <summary class="btn">"Rút lại hồ sơ"</summary>
            <form method="post" action=paths::withdraw(submission) class="stack narrow">
                {makes_late.then(|| view! { <p><b>"Hạn đã qua: nộp lại sau khi rút là nộp muộn."</b></p> })}
                <p>{then}" Phiên bản đã rút vẫn được lưu."</p>
                <div class="btns"><button class="btn">"Rút lại phiên bản "{version}</button></div>
            </form>
        </details>
        <p class="hint">{until}</p>
    }
}

/// "Đã rút lại lúc …", of a version.
pub fn withdrawn_words(at: Timestamp) -> String {
    format!("Đã rút lại lúc {}", vietnamese::moment(at))
}
