//! The addresses of the templates that records are written on.

use std::fmt::Display;

/// The template of each type, for everybody.
pub const TEMPLATES: &str = "/mau-ho-so";

addresses! {
    /// The versions of one type; leadership and management team add another here.
    TEMPLATE, template(record_type) = "/mau-ho-so/{record_type}";
    /// The file of one version.
    TEMPLATE_FILE, template_file(record_type, number) = "/mau-ho-so/{record_type}/ban/{number}";
}
