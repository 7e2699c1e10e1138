//! "Mẫu hồ sơ": the paper that a type of records is written on, version by version, each from a day on and on some legal basis
//! (Điều 5a, 5c). What was handed in before keeps the template of its day.

use chrono::NaiveDate;

use crate::{
    days::Timestamp,
    files::StoredFile,
    forms::{FormData, FormErrors},
    ids::Id,
    lines,
    people::PersonId,
    record_types::{RecordType, RecordTypeId},
    vietnamese,
};

/// One version of the template of a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    pub record_type: RecordTypeId,
    /// From 1, of the type.
    pub number: u32,
    /// The first day on which it is the one to use.
    pub from: NaiveDate,
    /// What it rests on: "Công văn 123/SGDĐT-GDMN ngày 20/8/2026"; may be empty.
    pub basis: String,
    /// What is different from the one before; may be empty.
    pub words: String,
    pub file: StoredFile,
    pub by: PersonId,
    pub at: Timestamp,
}

impl Template {
    /// "Bản 2, dùng từ 01/09/2026, theo Công văn 123/SGDĐT-GDMN."
    pub fn sentence(&self) -> String {
        let from = vietnamese::date(self.from);
        match vietnamese::without_stop(&self.basis) {
            "" => format!("Bản {}, dùng từ {from}.", self.number),
            basis => format!("Bản {}, dùng từ {from}, theo {basis}.", self.number),
        }
    }
}

/// The template to use on `day`: of those that have begun the last to begin, and of two from one day the later version, so that
/// a mistake is mended by another version from the same day. `None` where none has begun.
pub fn in_force(templates: &[Template], record_type: RecordTypeId, day: NaiveDate) -> Option<&Template> {
    let of_type = templates.iter().filter(|one| one.record_type == record_type && one.from <= day);
    of_type.max_by_key(|one| (one.from, one.number))
}

/// How a type of records stands with its template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedType {
    pub id: RecordTypeId,
    pub name: String,
    /// The one to use today.
    pub now: Option<Template>,
    /// The first that begins later.
    pub next: Option<Template>,
    /// How many versions there are.
    pub versions: usize,
}

/// The types that are used, in their order, each with its template of `today`.
pub fn listed(types: &[RecordType], templates: &[Template], today: NaiveDate) -> Vec<ListedType> {
    let told = |one: &RecordType| {
        let of_type = || templates.iter().filter(|template| template.record_type == one.id);
        ListedType {
            id: one.id,
            name: one.name.clone(),
            now: in_force(templates, one.id, today).cloned(),
            next: of_type()
                .filter(|template| template.from > today)
                .min_by_key(|template| (template.from, template.number))
                .cloned(),
            versions: of_type().count(),
        }
    };
    types.iter().filter(|one| !one.retired).map(told).collect()
}

/// The form that adds a version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TemplateForm {
    /// dd/MM/yyyy.
    pub from: String,
    pub basis: String,
    pub words: String,
    /// Ids of files that wait; the last one that is ticked is the template.
    pub files: Vec<String>,
    /// How many versions there were when the form was shown.
    pub seen: String,
}

/// What the form asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplatePlan {
    pub from: NaiveDate,
    pub basis: String,
    pub words: String,
    pub file: Id<StoredFile>,
}

impl TemplateForm {
    /// Of the basis, in letters.
    pub const MAX_BASIS: u32 = 160;
    /// Of what is different, in letters.
    pub const MAX_WORDS: u32 = 300;

    /// Nothing typed yet, behind so many versions.
    pub fn empty(versions: usize, today: NaiveDate) -> Self {
        Self { from: vietnamese::date(today), seen: versions.to_string(), ..Self::default() }
    }

    /// As sent: `from`, `basis`, `words`, `upload`, `seen`.
    pub fn read(typed: &FormData) -> Self {
        Self {
            from: typed.get("from").to_owned(),
            basis: lines::clean(typed.get("basis")),
            words: lines::clean(typed.get("words")),
            files: typed.all("upload").map(str::to_owned).collect(),
            seen: typed.get("seen").to_owned(),
        }
    }

    /// What was typed.
    ///
    /// # Errors
    /// All that is wrong, by field.
    pub fn parse(&self) -> Result<TemplatePlan, FormErrors> {
        let mut errors = FormErrors::default();
        let from = vietnamese::parse_date(&self.from);
        if from.is_none() {
            errors.add("from", "Ghi ngày bắt đầu dùng mẫu, ví dụ 01/09/2026.");
        }
        for (field, typed, most) in [("basis", &self.basis, Self::MAX_BASIS), ("words", &self.words, Self::MAX_WORDS)] {
            if typed.chars().count() > most as usize {
                errors.add(field, format!("Viết gọn trong {most} ký tự."));
            }
        }
        let file = self.files.last().and_then(|id| id.parse().ok());
        if file.is_none() {
            errors.add("files", "Chọn tệp mẫu, ví dụ tệp Word mà giáo viên sẽ điền.");
        }
        match (from, file) {
            (Some(from), Some(file)) if errors.is_empty() => {
                Ok(TemplatePlan { from, basis: self.basis.clone(), words: self.words.clone(), file })
            }
            _ => Err(errors),
        }
    }
}

#[cfg(test)]
mod tests;
