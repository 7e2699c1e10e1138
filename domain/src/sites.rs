//! The form of the sites of a school, each with its classes.

use crate::{
    forms::{FormData, FormErrors, NameColumn, Room},
    lines,
    names::{same_name, same_words},
    people::{ClassGroup, ClassGroupId, Organisation, Site, SiteId},
    seen::Digest,
};

const ROOM: Room = Room { waiting: 1, asked_for: 2 };
const NAMES: NameColumn = NameColumn { field: "n", what: "điểm trường", most: 80, same: same_words };
/// The most letters of a short name: it stands beside the name of every class.
const MAX_SHORT: usize = 24;
/// The most letters of an address.
const MAX_ADDRESS: usize = 160;
/// The most letters of the list of a site's classes: a hundred names.
const MAX_LISTED: usize = 2_000;
/// The most sites of one school.
const MAX_SITES: usize = 20;

/// One site as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SiteRow {
    /// Of a site that is known already.
    pub id: String,
    pub name: String,
    pub short: String,
    pub address: String,
    /// "4A, 4B"
    pub classes: String,
}

impl SiteRow {
    fn is_empty(&self) -> bool {
        [&self.name, &self.short, &self.address, &self.classes].into_iter().all(String::is_empty)
    }
}

/// The form as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SitesForm {
    pub rows: Vec<SiteRow>,
    /// The sites as they were when the form was shown; empty where nobody says.
    pub seen: String,
}

/// One site as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SitePlan {
    /// Of one that is known already.
    pub id: Option<SiteId>,
    pub name: String,
    pub short: String,
    pub address: String,
    pub classes: Vec<ClassGroupId>,
}

/// The sites as they should be, the main one first. A class that stands at none is at the main one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SitesPlan {
    pub sites: Vec<SitePlan>,
}

impl SitesForm {
    pub fn of(organisation: &Organisation) -> Self {
        let row = |site: &Site| {
            let classes = organisation.open_classes().filter(|class| class.site == Some(site.id));
            SiteRow {
                id: site.id.to_string(),
                name: site.name.clone(),
                short: site.short.clone(),
                address: site.address.clone(),
                classes: classes.map(|class| class.name.as_str()).collect::<Vec<_>>().join(", "),
            }
        };
        let rows: Vec<SiteRow> = organisation.sites.iter().map(row).collect();
        let parts = rows.iter().flat_map(|row| [&row.id, &row.name, &row.short, &row.address, &row.classes]);
        let seen = parts.fold(Digest::new(), |seen, part| seen.with(part)).to_string();
        Self { rows, seen }
    }

    /// Reads what was sent: `i0` id, `n0` name, `s0` short name, `a0` address, `c0` classes …, and `seen`.
    pub fn read(typed: &FormData) -> Self {
        let rows = (0..typed.rows("n")).map(|row| SiteRow {
            id: typed.cell("i", row).to_owned(),
            name: typed.cell("n", row).to_owned(),
            short: typed.cell("s", row).to_owned(),
            address: typed.cell("a", row).to_owned(),
            classes: typed.cell("c", row).to_owned(),
        });
        Self { rows: rows.filter(|row| !row.is_empty()).collect(), seen: typed.get("seen").to_owned() }
    }

    /// With empty rows at the end; `more` of them where somebody asked.
    #[must_use]
    pub fn with_room(self, more: bool) -> Self {
        Self { rows: ROOM.behind(self.rows, &SiteRow::default(), more), ..self }
    }

    /// Whether the sites are still those that the form was made of: of two who write at once, nobody's work goes without a word.
    ///
    /// # Errors
    /// Under "all", with the sites as they are now.
    pub fn check_seen(&self, organisation: &Organisation) -> Result<(), FormErrors> {
        let now = Self::of(organisation);
        if self.seen.is_empty() || self.seen == now.seen {
            return Ok(());
        }
        let told = |row: &SiteRow| match row.classes.as_str() {
            "" => row.name.clone(),
            classes => format!("{} ({classes})", row.name),
        };
        let told: Vec<String> = now.rows.iter().map(told).collect();
        let told = if told.is_empty() { "không có điểm nào".to_owned() } else { told.join("; ") };
        Err(FormErrors::one(
            "all",
            format!("Chưa lưu gì, chữ đã gõ còn đây. Bây giờ là: {told}. Xem lại; vẫn muốn như đã gõ thì gửi lần nữa."),
        ))
    }

    /// The same form, shown again to whoever has been told what the sites are now.
    #[must_use]
    pub fn seen_now(self, organisation: &Organisation) -> Self {
        Self { seen: Self::of(organisation).seen, ..self }
    }

    /// The sites. One alone says that the whole school is at one place.
    ///
    /// # Errors
    /// All that is wrong, by field.
    pub fn parse(&self, organisation: &Organisation) -> Result<SitesPlan, FormErrors> {
        let (mut errors, mut plan) = (FormErrors::default(), SitesPlan::default());
        let names: Vec<&str> = self.rows.iter().map(|row| row.name.as_str()).collect();
        // The row in which each class stands.
        let mut placed: Vec<(ClassGroupId, usize)> = Vec::new();
        for (at, row) in self.rows.iter().enumerate().filter(|(_, row)| !row.is_empty()) {
            NAMES.check(&names, at, &mut errors);
            let short = if row.short.is_empty() { short_of(&row.name) } else { row.short.clone() };
            if short.chars().count() > MAX_SHORT {
                errors.add(format!("s{at}"), format!("Tên gọn dài quá {MAX_SHORT} ký tự; tên này đứng cạnh tên lớp."));
            }
            if let Some(other) = plan.sites.iter().position(|one| same_words(&one.short, &short)) {
                errors.add(format!("s{at}"), format!("Tên gọn “{short}” đã có ở dòng {}.", other + 1));
            }
            if row.address.chars().count() > MAX_ADDRESS {
                errors.add(format!("a{at}"), format!("Địa chỉ dài quá {MAX_ADDRESS} ký tự."));
            }
            let classes = classes(at, &row.classes, organisation, &mut placed, &mut errors);
            let known = row.id.parse().ok().filter(|id| organisation.sites.iter().any(|site| site.id == *id));
            let id = known.filter(|id| plan.sites.iter().all(|one| one.id != Some(*id)));
            plan.sites.push(SitePlan { id, name: row.name.clone(), short, address: row.address.clone(), classes });
        }
        if plan.sites.len() > MAX_SITES {
            errors.add(format!("n{MAX_SITES}"), format!("Nhiều hơn {MAX_SITES} điểm trường; kiểm tra lại các dòng."));
        }
        errors.or(plan)
    }
}

/// "Điểm trường thôn Đông" is "thôn Đông" beside a class.
fn short_of(name: &str) -> String {
    let bare =
        ["Điểm trường ", "điểm trường ", "Điểm ", "điểm ", "Khu ", "khu "].into_iter().find_map(|word| name.strip_prefix(word));
    bare.unwrap_or(name).trim().to_owned()
}

/// "4A, 4B" as classes, each of them at one site.
fn classes(
    at: usize,
    typed: &str,
    organisation: &Organisation,
    placed: &mut Vec<(ClassGroupId, usize)>,
    errors: &mut FormErrors,
) -> Vec<ClassGroupId> {
    let mut classes = Vec::new();
    if typed.chars().count() > MAX_LISTED {
        errors
            .add(format!("c{at}"), format!("Danh sách lớp dài quá {MAX_LISTED} ký tự; ghi tên các lớp, cách nhau bằng dấu phẩy."));
        return classes;
    }
    let pieces: Vec<&str> = typed.split_inclusive([',', ';']).collect();
    let most = organisation.open_classes().map(|one| one.name.matches([',', ';']).count()).max().unwrap_or(0) + 1;
    let mut rest = pieces.as_slice();
    while let Some((first, behind)) = rest.split_first() {
        let name = name_of(&[*first]);
        if name.is_empty() {
            rest = behind;
            continue;
        }
        let Some((class, beyond)) = first_class(rest, most, organisation) else {
            errors.add(format!("c{at}"), format!("Trường không có lớp “{name}” đang mở."));
            rest = behind;
            continue;
        };
        rest = beyond;
        match placed.iter().find(|(known, _)| *known == class.id) {
            Some((_, row)) if *row != at => {
                errors.add(format!("c{at}"), format!("Lớp {} đã ghi ở dòng {}.", class.name, row + 1));
            }
            Some(_) => {}
            None => {
                placed.push((class.id, at));
                classes.push(class.id);
            }
        }
    }
    classes
}

/// The words of some pieces of a list, without what parts them from the next one.
fn name_of(pieces: &[&str]) -> String {
    lines::clean(pieces.concat().trim_end_matches([',', ';']))
}

/// The class that a list begins with, and the rest of it. The name of a class may have commas of its own ("Chồi 1, Hoa Sen"), and so be
/// up to `most` pieces: as much of the list is its name as makes one.
fn first_class<'l, 'o>(
    pieces: &'l [&'l str],
    most: usize,
    organisation: &'o Organisation,
) -> Option<(&'o ClassGroup, &'l [&'l str])> {
    (1..=most.min(pieces.len())).rev().find_map(|many| {
        let (name, rest) = pieces.split_at_checked(many)?;
        let name = name_of(name);
        Some((organisation.open_classes().find(|one| same_name(&one.name, &name))?, rest))
    })
}

#[cfg(test)]
mod tests;
