//! What the viewer may choose on the dashboard, as it stands in the address of the page.

use serde::{Deserialize, Serialize};

use crate::paths;

/// What is chosen, as its codes stand in the address of the page; an empty one is no choice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Choice {
    /// `?ky=`, a code of `TermFilter`; without it the semester of today is shown.
    #[serde(rename = "ky")]
    pub term: String,
    /// `&loai=`, the code of a record type; without it all are counted.
    #[serde(rename = "loai")]
    pub record_type: String,
    /// `&diem=`, the id of a site; without it the classes of all are counted.
    #[serde(rename = "diem")]
    pub site: String,
    /// `&o=`, the cell whose records are listed beside the matrix, as row and week: "ban-giam-hieu.12".
    #[serde(rename = "o")]
    pub cell: String,
    /// `&nam=`, the name of a school year that is over; without it the one that is shown. Its page is not live.
    #[serde(rename = "nam")]
    pub year: String,
}

impl Choice {
    /// Reads an address of the dashboard, or only its query. Codes need no decoding.
    pub fn of_address(address: &str) -> Self {
        let query = address.split('#').next().and_then(|address| address.split_once('?')).map_or("", |(_, query)| query);
        let mut choice = Self::default();
        for (name, value) in query.split('&').filter_map(|part| part.split_once('=')) {
            match name {
                "ky" => value.clone_into(&mut choice.term),
                "loai" => value.clone_into(&mut choice.record_type),
                paths::SITE => value.clone_into(&mut choice.site),
                "o" => value.clone_into(&mut choice.cell),
                _ => {}
            }
        }
        choice
    }

    /// The address of the page with these choices; the same for links, for the form and for the bar of the browser.
    pub fn address(&self) -> String {
        let mut address = paths::DASHBOARD.to_owned();
        let site = (paths::SITE, &self.site);
        for (name, value) in [("ky", &self.term), ("loai", &self.record_type), site, ("o", &self.cell)] {
            if !value.is_empty() {
                address.push(if address.contains('?') { '&' } else { '?' });
                address.push_str(name);
                address.push('=');
                address.push_str(value);
            }
        }
        paths::in_year(&address, Some(self.year.as_str()).filter(|year| !year.is_empty()))
    }
}
