//! What every answer tells the browser to refuse, whatever a page might let through.

use axum::{
    extract::Request,
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// Names the one inline script that the browser may run in this answer. Handlers take it with `Extension<Nonce>`.
#[derive(Clone, Debug)]
pub struct Nonce(String);

impl Nonce {
    /// 128 bits that nobody can guess, in hexadecimal.
    fn new() -> Result<Self, getrandom::Error> {
        let mut bits = [0; 16];
        getrandom::fill(&mut bits)?;
        Ok(Self(format!("{:032x}", u128::from_ne_bytes(bits))))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `framed_by`: which pages may show this one inside of themselves.
    fn policy(&self, framed_by: &str) -> String {
        format!(
            "default-src 'none'; script-src 'self' 'nonce-{}' 'wasm-unsafe-eval'; style-src 'self'; font-src 'self'; \
             img-src 'self' data: blob:; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; \
             frame-ancestors {framed_by}; manifest-src 'self'",
            self.0
        )
    }
}

/// In the extensions of an answer: pages of the program may show it inside of themselves.
#[derive(Clone, Copy, Debug)]
pub struct MayBeFramed;

/// Where browsers come through HTTPS, they come back through nothing else for a year (RFC 6797); hosts below this one may be
/// somebody else's.
pub async fn only_https(mut answer: Response) -> Response {
    let a_year = HeaderValue::from_static("max-age=31536000");
    answer.headers_mut().insert(header::STRICT_TRANSPORT_SECURITY, a_year);
    answer
}

/// What no page of ours uses, and no script on one is to get: a picture is taken by the device's own camera program.
const UNUSED_DEVICES: &str = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

/// The layer around the whole router.
pub async fn security_headers(mut request: Request, next: Next) -> Response {
    let Ok(nonce) = Nonce::new() else {
        tracing::error!("the operating system gives no random bits");
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    request.extensions_mut().insert(nonce.clone());
    let mut answer = next.run(request).await;
    let policy = nonce.policy(if answer.extensions().get::<MayBeFramed>().is_some() { "'self'" } else { "'none'" });
    let headers = answer.headers_mut();
    // The nonce is hexadecimal, the rest is ours: this is always a header value.
    // A download has set a stricter one.
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY)
        && let Ok(policy) = HeaderValue::try_from(policy)
    {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    // No page of another site that opened one of ours keeps a hand on its window.
    headers.insert("cross-origin-opener-policy", HeaderValue::from_static("same-origin"));
    headers.insert("permissions-policy", HeaderValue::from_static(UNUSED_DEVICES));
    // School PCs are shared: what says nothing of how long it may be kept is kept by nobody.
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    answer
}
