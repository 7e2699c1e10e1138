//! What the procedure asks for. The principal lays it down (Điều 3c); what was decided before stays as it was decided.

use crate::{
    days::Timestamp,
    forms::{FormData, FormErrors},
    lines,
    people::PersonId,
    vietnamese,
};

/// The fewest hours for which records are opened.
pub const MIN_HOURS: u32 = 1;
/// The most hours that the principal may lay down: a week.
pub const MAX_HOURS: u32 = 168;

/// Writes the answers to a question once: the word in the database and in the form, and the words on the screen.
macro_rules! answers {
    ($($(#[$about:meta])* $name:ident { $($(#[$of:meta])* $variant:ident = $code:literal, $words:literal;)+ })+) => {$(
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$of])* $variant,)+
        }

        impl $name {
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The word in the database and in the form.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)+
                }
            }

            /// Reads back what `code` wrote.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }

            /// The answer, as the settings say it.
            pub const fn words(self) -> &'static str {
                match self {
                    $(Self::$variant => $words,)+
                }
            }
        }
    )+};
}

answers! {
    /// Whether a request has what bears it out: a sentence, the number of a paper, or a file.
    Evidence {
        Required = "required", "Phải có minh chứng, bằng lời hoặc bằng tệp";
        Optional = "optional", "Không bắt buộc có minh chứng";
    }

    /// For what records are opened.
    OpenFor {
        /// As often as the requester likes, until the hours are over.
        TheHours = "hours", "Nộp được nhiều lần, đến hết giờ mở";
        /// One hand-in of each record; it is shut again at once.
        OneHandIn = "once", "Mỗi hồ sơ nộp một lần, nộp xong khóa lại ngay";
    }

    /// Whether the minutes print the hashes of files.
    Hashes {
        Printed = "printed", "In mã kiểm tra của từng tệp";
        LeftOut = "left-out", "Không in mã kiểm tra";
    }
}

/// What is asked for. A reason always is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UpdateProcedure {
    pub evidence: Evidence,
    /// For how many hours records are opened where whoever decides says nothing else.
    pub default_hours: u32,
    /// For how many at most.
    pub max_hours: u32,
    pub open_for: OpenFor,
    pub hashes: Hashes,
}

impl Default for UpdateProcedure {
    /// What counts until the principal has laid something down.
    fn default() -> Self {
        let (evidence, open_for, hashes) = (Evidence::Required, OpenFor::TheHours, Hashes::Printed);
        Self { evidence, default_hours: 24, max_hours: 72, open_for, hashes }
    }
}

impl UpdateProcedure {
    /// What it says, in a few words.
    pub fn in_short(self) -> String {
        let Self { evidence, default_hours, max_hours, open_for, hashes } = self;
        let parts = [evidence.words(), open_for.words(), hashes.words()].map(vietnamese::with_small_beginning);
        format!("Mở {default_hours} giờ, nhiều nhất {max_hours} giờ; {}", parts.join("; "))
    }
}

/// Who laid down what, and since when it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProcedureChange {
    pub at: Timestamp,
    pub by: PersonId,
    pub to: UpdateProcedure,
    /// The reasons that are offered to whoever asks; empty where they write their own.
    pub reasons: Vec<String>,
}

impl ProcedureChange {
    /// What it says, in a few words.
    pub fn in_short(&self) -> String {
        in_short(self.to, &self.reasons)
    }
}

/// What the procedure and the reasons that it offers say, in a few words.
pub(super) fn in_short(procedure: UpdateProcedure, reasons: &[String]) -> String {
    let offered = (!reasons.is_empty()).then(|| format!("; lý do để chọn: {}", reasons.join(", ")));
    format!("{}{}", procedure.in_short(), offered.unwrap_or_default())
}

/// The procedure as a form, as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProcedureForm {
    /// A code of `Evidence`.
    pub evidence: String,
    pub default_hours: String,
    pub max_hours: String,
    /// A code of `OpenFor`.
    pub open_for: String,
    /// A code of `Hashes`.
    pub hashes: String,
    /// One a line.
    pub reasons: String,
}

impl ProcedureForm {
    /// How many reasons are offered at most.
    pub const MAX_REASONS: usize = 12;
    /// Of one reason, in letters, spaces included.
    pub const MAX_REASON: usize = 80;

    /// The form that says what is in force, with the reasons that are offered.
    pub fn in_force(procedure: UpdateProcedure, reasons: &[String]) -> Self {
        Self { reasons: reasons.join("\n"), ..Self::of(procedure) }
    }

    /// The form that says this, and offers no reasons.
    pub fn of(procedure: UpdateProcedure) -> Self {
        Self {
            evidence: procedure.evidence.code().to_owned(),
            default_hours: procedure.default_hours.to_string(),
            max_hours: procedure.max_hours.to_string(),
            open_for: procedure.open_for.code().to_owned(),
            hashes: procedure.hashes.code().to_owned(),
            reasons: String::new(),
        }
    }

    /// As sent: `evidence`, `default-hours`, `max-hours`, `open-for`, `hashes`, `reasons`.
    pub fn read(typed: &FormData) -> Self {
        let get = |field| typed.get(field).to_owned();
        Self {
            evidence: get("evidence"),
            default_hours: get("default-hours"),
            max_hours: get("max-hours"),
            open_for: get("open-for"),
            hashes: get("hashes"),
            reasons: typed.exactly("reasons").to_owned(),
        }
    }

    /// The reasons that are offered.
    ///
    /// # Errors
    /// What is wrong with them.
    pub fn parse_reasons(&self) -> Result<Vec<String>, FormErrors> {
        lines::listed_reasons(&self.reasons, Self::MAX_REASONS, Self::MAX_REASON).map_err(|words| FormErrors::one("reasons", words))
    }

    /// What was laid down, but for the reasons.
    ///
    /// # Errors
    /// All that is wrong, by field.
    pub fn parse(&self) -> Result<UpdateProcedure, FormErrors> {
        let mut errors = FormErrors::default();
        let max_hours = hours(&mut errors, "max-hours", &self.max_hours, MAX_HOURS);
        let default_hours = hours(&mut errors, "default-hours", &self.default_hours, max_hours.unwrap_or(MAX_HOURS));
        let evidence = chosen(&mut errors, "evidence", Evidence::from_code(&self.evidence));
        let open_for = chosen(&mut errors, "open-for", OpenFor::from_code(&self.open_for));
        let hashes = chosen(&mut errors, "hashes", Hashes::from_code(&self.hashes));
        match (default_hours, max_hours, evidence, open_for, hashes) {
            (Some(default_hours), Some(max_hours), Some(evidence), Some(open_for), Some(hashes)) => {
                Ok(UpdateProcedure { evidence, default_hours, max_hours, open_for, hashes })
            }
            (..) => Err(errors),
        }
    }
}

/// A number of hours as it was typed, from one to `most`.
pub(super) fn hours(errors: &mut FormErrors, field: &str, typed: &str, most: u32) -> Option<u32> {
    let hours = typed.trim().parse().ok().filter(|hours| (MIN_HOURS..=most).contains(hours));
    if hours.is_none() {
        errors.add(field, format!("Ghi số giờ từ {MIN_HOURS} đến {most}, ví dụ {}.", most.min(24)));
    }
    hours
}

fn chosen<T>(errors: &mut FormErrors, field: &str, answer: Option<T>) -> Option<T> {
    if answer.is_none() {
        errors.add(field, "Chọn một cách.");
    }
    answer
}
