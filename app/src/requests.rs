//! The bytes of a file on their way to the server, by `XMLHttpRequest`: `fetch` tells no progress of what it sends.

use futures::channel::oneshot;
use gloo_events::EventListener;
use gloo_file::File;
use js_sys::Uint8Array;
use leptos::{
    prelude::window,
    server_fn::{ContentType, codec::PostcardEncoding},
};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ProgressEvent, XmlHttpRequest, XmlHttpRequestResponseType};

/// Sends a file as the whole body and waits for the whole answer: status and bytes; nothing where nobody answered.
/// `progress` hears how many bytes have left.
pub async fn send_file(url: &str, file: &File, progress: impl Fn(f64) + 'static) -> Option<(u16, Vec<u8>)> {
    let request = XmlHttpRequest::new().ok()?;
    request.open_with_async("POST", url, true).ok()?;
    request.set_response_type(XmlHttpRequestResponseType::Arraybuffer);
    for (name, value) in [("Accept", PostcardEncoding::CONTENT_TYPE), ("Content-Type", "application/octet-stream")] {
        request.set_request_header(name, value).ok()?;
    }
    let _progress = EventListener::new(&request.upload().ok()?.into(), "progress", move |event| {
        if let Some(event) = event.dyn_ref::<ProgressEvent>() {
            progress(event.loaded());
        }
    });
    // The last event, whatever has become of it.
    let (done, end) = oneshot::channel();
    let _end = EventListener::once(&request, "loadend", move |_| _ = done.send(()));
    request.send_with_opt_blob(Some(file.as_ref())).ok()?;
    end.await.ok()?;
    // Without an answer there is no status.
    let status = request.status().ok().filter(|status| *status != 0)?;
    Some((status, request.response().map(|bytes| Uint8Array::new(&bytes).to_vec()).unwrap_or_default()))
}

/// Whether the browser may still read a file that was chosen: not one that was written to, moved or removed since.
pub async fn can_be_read(file: &File) -> bool {
    let blob: &web_sys::Blob = file.as_ref();
    match blob.slice_with_i32_and_i32(0, 1) {
        Ok(first) => JsFuture::from(first.array_buffer()).await.is_ok(),
        Err(_) => false,
    }
}

/// Milliseconds since the page began, for speeds only; it says nothing of the time of day.
pub fn milliseconds() -> f64 {
    window().performance().map_or(0.0, |performance| performance.now())
}
