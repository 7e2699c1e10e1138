//! "/healthz": whether the server can work, for whoever watches it.

use std::time::Duration;

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use records::schools;
use tokio::time::{sleep, timeout};

use crate::{
    files::blobs::BlobStoreError,
    health::{HealthProblem, HealthProblems},
    state::{AppState, Services},
};

/// A database or a store of files that takes longer does not answer.
const MAX_LOOK: Duration = Duration::from_secs(5);

/// Between two looks of the program itself.
const WATCHED_EVERY: Duration = Duration::from_secs(60);

/// It works, and makes nobody late; which clock is right is decided by people.
const DOUBTFUL_CLOCK: &str = "Giờ máy chủ đang được kiểm tra.";

/// 200 when database and files can be read and written, 503 and why when not. Names no folder: anybody may ask.
pub async fn health(State(state): State<AppState>) -> Response {
    // In a task of its own: a browser that goes away does not end the look, and the next one does not begin another.
    let database = state.database.clone();
    let problems = tokio::spawn(async move { look(&state).await }).await;
    match problems.as_deref() {
        Ok([]) if database.is_clock_doubtful() => format!("ok\n{DOUBTFUL_CLOCK}\n").into_response(),
        Ok([]) => "ok\n".into_response(),
        Ok(problems) => {
            let reasons: String = problems.iter().map(|problem| format!("{problem}\n")).collect();
            (StatusCode::SERVICE_UNAVAILABLE, reasons).into_response()
        }
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

/// Looks as "/healthz" does, until the program is asked to end: where nobody asks there, the pages of management team and
/// leadership tell all the same.
pub async fn watch(state: AppState) {
    let mut closing = state.closing.subscribe();
    let looks = async {
        loop {
            look(&state).await;
            sleep(WATCHED_EVERY).await;
        }
    };
    tokio::select! {
        () = looks => {}
        _ = closing.changed() => {}
    }
}

async fn look(state: &Services) -> HealthProblems {
    let look = async {
        let (database, files) = tokio::join!(database(state), files(state));
        let problems: Vec<HealthProblem> = [database, files].into_iter().flatten().collect();
        state.findings.note_problems(&problems);
        problems.into_iter().chain(findings(state)).collect()
    };
    state.health.last_or(look).await
}

async fn database(state: &Services) -> Option<HealthProblem> {
    if state.database.db().is_damaged() {
        return Some(HealthProblem {
            fact: "Cơ sở dữ liệu đã hỏng: còn đọc được, không ghi nữa",
            advice: "Hãy khôi phục từ bản sao lưu.",
        });
    }
    let advice = "Xem lại ổ đĩa; chi tiết ở nhật ký.";
    let look = async {
        // First: of a file that was removed, some connections still read and others do not, and none may write.
        if state.database.db().try_writing().await.is_err() {
            return Some(HealthProblem { fact: "Không ghi được vào cơ sở dữ liệu", advice });
        }
        schools::all(&state.database)
            .await
            .is_err()
            .then_some(HealthProblem { fact: "Không đọc được cơ sở dữ liệu", advice })
    };
    timeout(MAX_LOOK, look).await.unwrap_or(Some(HealthProblem { fact: "Cơ sở dữ liệu không trả lời kịp", advice }))
}

/// Told on pages by the number of the reader's own files.
fn findings(state: &Services) -> Option<HealthProblem> {
    (state.findings.number() > 0).then_some(HealthProblem {
        fact: "Có tệp đã nộp không còn trong kho hoặc đã hỏng",
        advice: "Tên các tệp ở nhật ký; lấy lại từ bản sao lưu.",
    })
}

async fn files(state: &Services) -> Option<HealthProblem> {
    let Ok(looked) = timeout(MAX_LOOK, state.blobs.healthy()).await else {
        tracing::error!("the store of files does not answer");
        return Some(HealthProblem { fact: "Kho tệp không trả lời kịp", advice: "Xem lại ổ đĩa của kho tệp." });
    };
    let error = looked.err()?;
    tracing::error!(%error, "the store of files cannot be used");
    let (fact, advice) = match error {
        BlobStoreError::OtherStore { .. } => ("Kho tệp là của một cơ sở dữ liệu khác", "Xem lại thư mục dữ liệu và ổ đĩa đã gắn."),
        BlobStoreError::NoMarker { .. } => {
            ("Không thấy dấu của kho tệp", "Có thể ổ đĩa chưa được gắn, hoặc thư mục dữ liệu đã bị dời.")
        }
        BlobStoreError::InUse { .. } => ("Kho tệp đang được một chương trình khác dùng", "Tắt chương trình đó rồi chạy lại."),
        BlobStoreError::Unwritable { .. } => ("Không ghi được vào kho tệp", "Xem lại quyền ghi của thư mục và ổ đĩa."),
        BlobStoreError::Full { .. } => ("Ổ đĩa của kho tệp sắp đầy", "Dọn bớt ổ đĩa; trong lúc này chưa nhận thêm tệp."),
    };
    Some(HealthProblem { fact, advice })
}
