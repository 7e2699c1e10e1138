//! Forms in tests: fields as a browser sends them, and errors as lines of text.

use crate::forms::{FormData, FormErrors};

/// A form with these fields.
pub fn typed(fields: &[(&str, &str)]) -> FormData {
    FormData::new(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
}

/// Each error as "field: words".
pub fn told(errors: &FormErrors) -> Vec<String> {
    errors.iter().map(|(field, words)| format!("{field}: {words}")).collect()
}
