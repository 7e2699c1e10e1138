//! "Điểm trường": the places where a school's classes are. A school with one place says nothing of it.

use serde::{Deserialize, Serialize};

use super::{ClassGroup, ClassGroupId, Organisation};
use crate::{ids::Id, vietnamese};

pub type SiteId = Id<Site>;

/// A place where the school has classes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    pub id: SiteId,
    /// "Điểm trường thôn Đông".
    pub name: String,
    /// Beside the name of a class: "thôn Đông".
    pub short: String,
    /// Empty where nobody entered it.
    pub address: String,
    /// Place in the list, from 1; the first one is the main site.
    pub sort_order: i64,
}

impl Organisation {
    /// The site at which a class is: the main one where nothing else was said. `None` where the school has only one place.
    pub fn site_of(&self, class: &ClassGroup) -> Option<&Site> {
        if self.sites.len() < 2 {
            return None;
        }
        self.sites.iter().find(|site| Some(site.id) == class.site).or_else(|| self.sites.first())
    }

    /// The sites by which classes are narrowed: none where the school has only one place.
    pub fn sites_to_choose(&self) -> Vec<(SiteId, String)> {
        let sites = self.sites.iter().filter(|_| self.sites.len() > 1);
        sites.map(|site| (site.id, site.name.clone())).collect()
    }

    /// Whether a class is at this site.
    pub fn is_at(&self, class: ClassGroupId, site: SiteId) -> bool {
        self.class(class).and_then(|class| self.site_of(class)).is_some_and(|known| known.id == site)
    }

    /// "Lớp 4A", with the site where the school has several: "Lớp 4A (thôn Đông)".
    pub fn class_title(&self, class: &ClassGroup) -> String {
        format!("{}{}", class.title(), self.at_site(class))
    }

    /// In a sentence behind the name of a class: " (thôn Đông)", or nothing.
    pub(super) fn at_site(&self, class: &ClassGroup) -> String {
        self.site_of(class).map_or_else(String::new, |site| format!(" ({})", site.short))
    }

    /// "2 điểm trường: Trung tâm, thôn Đông"
    pub fn sites_in_short(&self) -> String {
        let names: Vec<&str> = self.sites.iter().map(|site| site.short.as_str()).collect();
        if names.len() < 2 {
            return "Cả trường ở một nơi".to_owned();
        }
        format!("{} điểm trường: {}", vietnamese::number(names.len() as i64), names.join(", "))
    }
}
