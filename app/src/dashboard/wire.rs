//! The sheet on its way to the browser: as the island's property it stands in the page, as the answer of the server
//! function it comes alone. Both are one encoding, read by one function: with two, the browser would load the code that
//! reads each of the sheet's types twice.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};

use super::Sheet;

/// A sheet as a property of the island: Leptos writes properties as JSON, and in it this is one word.
#[derive(Clone, Debug)]
pub struct Packed(pub Sheet);

impl Serialize for Packed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&write(&self.0).map_err(ser::Error::custom)?)
    }
}

impl<'de> Deserialize<'de> for Packed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(&String::deserialize(deserializer)?).map(Self).ok_or_else(|| de::Error::custom("no sheet"))
    }
}

#[cfg(feature = "ssr")]
fn write(sheet: &Sheet) -> Result<String, postcard::Error> {
    use base64::{Engine, prelude::BASE64_STANDARD};

    Ok(BASE64_STANDARD.encode(postcard::to_allocvec(sheet)?))
}

#[cfg(feature = "ssr")]
fn read(text: &str) -> Option<Sheet> {
    use base64::{Engine, prelude::BASE64_STANDARD};

    postcard::from_bytes(&BASE64_STANDARD.decode(text).ok()?).ok()
}

/// Leptos has the browser write its properties again, and throws them away: nobody reads them.
#[cfg(not(feature = "ssr"))]
#[expect(clippy::unnecessary_wraps, reason = "the server's may fail")]
fn write(_: &Sheet) -> Result<String, postcard::Error> {
    Ok(String::new())
}

/// `atob` is in every browser; its letters are the bytes.
#[cfg(not(feature = "ssr"))]
fn read(text: &str) -> Option<Sheet> {
    let letters = leptos::prelude::window().atob(text).ok()?;
    let bytes: Vec<u8> = letters.chars().filter_map(|letter| u8::try_from(letter).ok()).collect();
    postcard::from_bytes(&bytes).ok()
}

#[cfg(all(test, feature = "ssr"))]
#[path = "wire_tests.rs"]
mod tests;
