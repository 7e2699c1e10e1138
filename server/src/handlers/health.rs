//! "/healthz": whether the server can work, for whoever watches it.

use std::time::Duration;

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use records::schools;
use tokio::time::timeout;

use crate::{
    files::blobs::BlobStoreError,
    health::Reasons,
    state::{AppState, Services},
};

/// A database that takes longer does not answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// It works, and makes nobody late; which clock is right is decided by people.
const DOUBTFUL_CLOCK: &str = "Giờ máy chủ đang được kiểm tra.";

/// 200 when database and files can be read and written, 503 and why when not. Names no folder: anybody may ask.
pub async fn health(State(state): State<AppState>) -> Response {
    // In a task of its own: a browser that goes away does not end the look, and the next one does not begin another.
    let database = state.database.clone();
    let reasons = tokio::spawn(async move { reasons(&state).await }).await;
    match reasons.as_deref() {
        Ok([]) if database.is_clock_doubtful() => format!("ok\n{DOUBTFUL_CLOCK}\n").into_response(),
        Ok([]) => "ok\n".into_response(),
        Ok(reasons) => (StatusCode::SERVICE_UNAVAILABLE, format!("{}\n", reasons.join("\n"))).into_response(),
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

async fn reasons(state: &Services) -> Reasons {
    let look = async { [database(state).await, files(state).await, findings(state)].into_iter().flatten().collect() };
    state.health.last_or(look).await
}

async fn database(state: &Services) -> Option<&'static str> {
    if state.database.db().is_damaged() {
        return Some("Cơ sở dữ liệu đã hỏng: còn đọc được, không ghi nữa. Hãy khôi phục từ bản sao lưu.");
    }
    let look = async {
        // First: of a file that was removed, some connections still read and others do not, and none may write.
        if state.database.db().try_writing().await.is_err() {
            return Some("Không ghi được vào cơ sở dữ liệu. Xem lại ổ đĩa; chi tiết ở nhật ký.");
        }
        schools::all(&state.database).await.is_err().then_some("Không đọc được cơ sở dữ liệu.")
    };
    timeout(PATIENCE, look).await.unwrap_or(Some("Cơ sở dữ liệu không trả lời kịp."))
}

fn findings(state: &Services) -> Option<&'static str> {
    (state.findings.number() > 0)
        .then_some("Có tệp đã nộp không còn trong kho hoặc đã hỏng. Tên các tệp ở nhật ký; lấy lại từ bản sao lưu.")
}

async fn files(state: &Services) -> Option<&'static str> {
    let error = state.blobs.healthy().await.err()?;
    tracing::error!(%error, "the store of files cannot be used");
    Some(match error {
        BlobStoreError::OtherStore { .. } => "Kho tệp là của một cơ sở dữ liệu khác. Xem lại thư mục dữ liệu và ổ đĩa đã gắn.",
        BlobStoreError::NoMarker { .. } => {
            "Không thấy dấu của kho tệp. Có thể ổ đĩa chưa được gắn, hoặc thư mục dữ liệu đã bị dời."
        }
        BlobStoreError::InUse { .. } => "Kho tệp đang được một chương trình khác dùng.",
        BlobStoreError::Unwritable { .. } => "Không ghi được vào kho tệp. Xem lại quyền ghi của thư mục và ổ đĩa.",
        BlobStoreError::Full { .. } => "Ổ đĩa của kho tệp sắp đầy. Dọn bớt ổ đĩa; trong lúc này chưa nhận thêm tệp.",
    })
}
