//! The web's files, inside the program: compressed when it was built, told apart by the hash in their names,
//! so that a browser asks for each of them once.

use axum::{
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

/// One file of the site, in up to three codings.
pub struct Asset {
    path: &'static str,
    etag: &'static str,
    content_type: &'static str,
    plain: &'static [u8],
    brotli: Option<&'static [u8]>,
    gzip: Option<&'static [u8]>,
}

mod site {
    use super::Asset;
    include!(concat!(env!("OUT_DIR"), "/site.rs"));
}

pub use site::NAMES;

/// Where the picture of this name is served; nowhere where there is none.
pub fn picture(name: &str) -> &'static str {
    site::PICTURES.iter().find(|(known, _)| *known == name).map_or("", |(_, path)| path)
}

/// `GET /assets/{name}`
pub async fn serve(Path(name): Path<String>, request: HeaderMap) -> Response {
    let Some(asset) = find(&name) else { return StatusCode::NOT_FOUND.into_response() };
    let mut headers = HeaderMap::with_capacity(5);
    headers.insert(header::ETAG, HeaderValue::from_static(asset.etag));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if names(&request, header::IF_NONE_MATCH, asset.etag) {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.content_type));
    let (coding, bytes) = asset.best_for(&request);
    if let Some(coding) = coding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    (headers, bytes).into_response()
}

fn find(name: &str) -> Option<&'static Asset> {
    site::FILES.iter().find(|asset| asset.path.strip_prefix("/assets/") == Some(name))
}

impl Asset {
    fn best_for(&self, request: &HeaderMap) -> (Option<&'static str>, &'static [u8]) {
        [("br", self.brotli), ("gzip", self.gzip)]
            .into_iter()
            .filter(|(coding, _)| names(request, header::ACCEPT_ENCODING, coding))
            .find_map(|(coding, bytes)| Some((Some(coding), bytes?)))
            .unwrap_or((None, self.plain))
    }
}

/// Whether a header that lists things names this one, and does not refuse it with `q=0`.
fn names(request: &HeaderMap, header: header::HeaderName, wanted: &str) -> bool {
    let mut items = request.get_all(header).iter().filter_map(|value| value.to_str().ok()).flat_map(|v| v.split(','));
    items.any(|item| {
        let (name, weight) = item.split_once(';').unwrap_or((item, ""));
        let refused = weight.trim().strip_prefix("q=").is_some_and(|q| q.parse::<f32>() == Ok(0.0));
        name.trim().trim_start_matches("W/") == wanted && !refused
    })
}

#[cfg(test)]
#[path = "assets_tests.rs"]
mod tests;
