//! The template that a record is written on, in one line: where one hands in, and on the page of the record.

use domain::templates::Template;
use leptos::prelude::*;

use crate::paths;

/// The template of a record, in one line.
#[derive(Clone, Debug)]
pub struct TemplateLine {
    /// Of its file.
    pub address: String,
    /// "Bản 2, dùng từ 01/09/2026."
    pub sentence: String,
}

impl TemplateLine {
    pub fn of(template: &Template) -> Self {
        Self { address: paths::template_file(template.record_type, template.number), sentence: template.sentence() }
    }
}

/// Where the template is taken, after `lead`; nothing where there is none.
pub(crate) fn template_line(lead: &'static str, line: Option<TemplateLine>) -> Option<impl IntoView + use<>> {
    line.map(
        |TemplateLine { address, sentence }| view! { <p class="sub"><a href=address>{lead}</a>" "<small>{sentence}</small></p> },
    )
}
