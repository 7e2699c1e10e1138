//! Requests from the browser by `XMLHttpRequest`: `fetch` tells no progress of an upload.

use std::time::Duration;

use leptos::prelude::set_timeout;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{ProgressEvent, XmlHttpRequest};

/// The server gave no answer: the network is gone, or the server is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoAnswer;

/// Sends and waits for the whole answer: status and text. `progress` hears how many bytes have left.
///
/// `headers` come as name and value; a `FormData` body brings its own type.
pub async fn send(
    method: &str,
    url: &str,
    headers: &[(&str, &str)],
    body: Option<&JsValue>,
    progress: impl FnMut(f64) + 'static,
) -> Result<(u16, String), NoAnswer> {
    let request = XmlHttpRequest::new().map_err(|_| NoAnswer)?;
    request.open_with_async(method, url, true).map_err(|_| NoAnswer)?;
    for (name, value) in headers {
        request.set_request_header(name, value).map_err(|_| NoAnswer)?;
    }
    let mut progress = progress;
    let heard = Closure::<dyn FnMut(ProgressEvent)>::new(move |event: ProgressEvent| progress(event.loaded()));
    if let Ok(upload) = request.upload() {
        upload.set_onprogress(Some(heard.as_ref().unchecked_ref()));
    }
    let sending = request.clone();
    let done = js_sys::Promise::new(&mut |resolve, reject| {
        sending.set_onload(Some(&resolve));
        sending.set_onerror(Some(&reject));
        sending.set_ontimeout(Some(&reject));
        sending.set_onabort(Some(&reject));
    });
    begin(&request, body)?;
    wasm_bindgen_futures::JsFuture::from(done).await.map_err(|_| NoAnswer)?;
    let status = request.status().map_err(|_| NoAnswer)?;
    let text = request.response_text().ok().flatten().unwrap_or_default();
    Ok((status, text))
}

/// `send` takes anything that JavaScript can send (a `File`, a `FormData`); web-sys has one method for each.
fn begin(request: &XmlHttpRequest, body: Option<&JsValue>) -> Result<(), NoAnswer> {
    let send = js_sys::Reflect::get(request, &JsValue::from_str("send")).map_err(|_| NoAnswer)?;
    let send: js_sys::Function = send.unchecked_into();
    match body {
        Some(body) => send.call1(request, body),
        None => send.call0(request),
    }
    .map(drop)
    .map_err(|_| NoAnswer)
}

/// Waits without blocking the page.
pub async fn pause(duration: Duration) {
    let waited = js_sys::Promise::new(&mut |resolve, _| {
        set_timeout(
            move || {
                let _ = resolve.call0(&JsValue::NULL);
            },
            duration,
        );
    });
    let _ = wasm_bindgen_futures::JsFuture::from(waited).await;
}

/// Milliseconds since the page began, for speeds only; it says nothing of the time of day.
pub fn milliseconds() -> f64 {
    leptos::prelude::window().performance().map_or(0.0, |performance| performance.now())
}
