//! What a page gives to its island: one value, which stands in the page in front of the island and is read by Postcard, as
//! the answers of server functions are. As properties of the island Leptos would write it in JSON, and the code that reads
//! JSON, with all that it says of what it cannot read, is a tenth of what the page has to load.

use leptos::prelude::*;

/// Puts a value into the page, in front of the one island of that page.
#[cfg(feature = "ssr")]
pub fn give<T: Clone + serde::Serialize + Send + Sync + 'static>(value: T) -> impl IntoView {
    let packed = write(&value).unwrap_or_default();
    provide_context(value);
    view! { <template data-given=packed></template> }
}

/// What the page gave to the island in it.
#[cfg(feature = "ssr")]
pub fn given<T: Clone + 'static>() -> T {
    expect_context()
}

/// What the page gave to the island in it. Without it the island cannot wake, and the page falls back to its plain forms.
#[cfg(not(feature = "ssr"))]
pub fn given<T: serde::de::DeserializeOwned>() -> T {
    let element = document().query_selector("[data-given]").ok().flatten();
    let text = element.and_then(|element| element.get_attribute("data-given"));
    text.and_then(|text| read(&text)).unwrap_or_else(|| wasm_bindgen::throw_str("nothing was given"))
}

#[cfg(feature = "ssr")]
fn write(value: &impl serde::Serialize) -> Result<String, postcard::Error> {
    use base64::{Engine, prelude::BASE64_STANDARD};

    Ok(BASE64_STANDARD.encode(postcard::to_allocvec(value)?))
}

/// `atob` is in every browser; its letters are the bytes.
#[cfg(not(feature = "ssr"))]
fn read<T: serde::de::DeserializeOwned>(text: &str) -> Option<T> {
    let letters = window().atob(text).ok()?;
    let bytes: Vec<u8> = letters.chars().filter_map(|letter| u8::try_from(letter).ok()).collect();
    postcard::from_bytes(&bytes).ok()
}

#[cfg(all(test, feature = "ssr"))]
#[path = "given_tests.rs"]
mod tests;
