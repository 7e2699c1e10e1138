//! What somebody sends who comments: words, and where they belong.

use super::{About, Comment, CommentId, Pin, Spot};
use crate::{
    file_text::{FileText, Place},
    files::{FileKind, StoredFile},
    forms::{FormData, FormErrors},
    ids::SubmissionId,
    lines,
    people::PersonId,
    refusal::CommentRefusal,
};

/// The form as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CommentForm {
    /// The version that was on the screen.
    pub submission: String,
    /// Which file of it, from 0; empty for the whole version.
    pub file: String,
    /// "bảng 1, dòng 3, cột 2", "đoạn 5", "trang 2"; empty for the whole file.
    pub place: String,
    /// Words selected there.
    pub quote: String,
    pub words: String,
    /// The comment that is answered; empty for one that begins a thread.
    pub answers: String,
    /// Of this form as it was shown: `NewComment::key`.
    pub key: String,
}

/// What is to be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewComment {
    /// Of the form in which it was written, and the id of the comment that it becomes: a form that is sent again says nothing
    /// again, and the same words in another form are another comment. Missing where a version of the program before this one
    /// made the page.
    pub key: Option<CommentId>,
    pub submission: SubmissionId,
    pub about: About,
    pub words: String,
}

impl CommentForm {
    /// In letters, spaces included.
    pub const MAX_WORDS: usize = 2_000;

    /// Of selected words so many letters are kept; what stands behind them can be read at the place itself.
    pub const MAX_QUOTE: usize = 300;

    pub fn of(form: &FormData) -> Self {
        Self {
            submission: form.get("version").to_owned(),
            file: form.get("file").to_owned(),
            place: form.get("spot").to_owned(),
            quote: form.get("quote").to_owned(),
            words: form.exactly("comment").to_owned(),
            answers: form.get("answers").to_owned(),
            key: form.get("key").to_owned(),
        }
    }

    /// Nobody has typed anything.
    pub fn is_untouched(&self) -> bool {
        [&self.file, &self.place, &self.quote, &self.words].into_iter().all(String::is_empty)
    }

    /// Reads it as about the version `id` with these files.
    ///
    /// # Errors
    /// What is wrong with which field.
    pub fn parse(&self, id: SubmissionId, files: &[StoredFile]) -> Result<NewComment, FormErrors> {
        let (about, words) = FormErrors::both(self.about(files), self.said())?;
        Ok(NewComment { key: self.key.parse().ok(), submission: id, about, words })
    }

    fn about(&self, files: &[StoredFile]) -> Result<About, FormErrors> {
        if !self.answers.is_empty() {
            let answers: Result<CommentId, _> = self.answers.parse();
            let gone = |_| FormErrors::one("comment", "Góp ý được trả lời không còn ở đây. Mở lại trang rồi gửi lại.");
            return answers.map(About::Thread).map_err(gone);
        }
        let (spot, quote) = (self.spot()?, self.quoted());
        // Where there is one file, a place can be in no other one.
        let is_only_one = files.len() == 1 && (spot.is_some() || !quote.is_empty());
        let typed = if self.file.is_empty() && is_only_one { "0" } else { self.file.as_str() };
        if typed.is_empty() {
            if spot.is_some() || !quote.is_empty() {
                return Err(FormErrors::one("file", "Chọn tệp có chỗ được ghim, hoặc bỏ trống chỗ."));
            }
            return Ok(About::Version(None));
        }
        let position: Option<usize> = typed.parse().ok();
        let found = position.and_then(|position| Some((position, files.get(position)?)));
        let Some((position, file)) = found else {
            return Err(FormErrors::one("file", "Phiên bản này không có tệp đó. Chọn lại tệp."));
        };
        if let Some(spot) = spot
            && !fits(spot, file.kind)
        {
            return Err(FormErrors::one("spot", wrong_kind(file.kind)));
        }
        Ok(About::Version(Some(Pin { file: position, sha256: file.sha256, spot, quote })))
    }

    fn spot(&self) -> Result<Option<Spot>, FormErrors> {
        if self.place.is_empty() {
            return Ok(None);
        }
        let unread = "Ghi chỗ theo dạng “đoạn 5”, “bảng 1, dòng 3, cột 2” hoặc “trang 2”; bỏ trống là góp ý chung cho tệp.";
        Spot::parse(&self.place).map(Some).ok_or_else(|| FormErrors::one("spot", unread))
    }

    fn quoted(&self) -> String {
        let quote = lines::clean(&self.quote);
        if quote.chars().count() <= Self::MAX_QUOTE {
            return quote;
        }
        let kept: String = quote.chars().take(Self::MAX_QUOTE - 1).collect();
        format!("{kept}…")
    }

    fn said(&self) -> Result<String, FormErrors> {
        let words = lines::clean_text(&self.words);
        let letters = words.chars().count();
        if letters > Self::MAX_WORDS {
            let most = Self::MAX_WORDS;
            return Err(FormErrors::one(
                "comment",
                format!("Góp ý dài {letters} ký tự, nhiều nhất {most} ký tự. Rút gọn rồi gửi lại."),
            ));
        }
        if !words.chars().any(char::is_alphanumeric) {
            return Err(FormErrors::one("comment", "Viết vài chữ rồi gửi."));
        }
        Ok(words)
    }
}

impl NewComment {
    /// The comment that a first click brought, of those of the record that `by` wrote.
    ///
    /// # Errors
    /// `CommentRefusal::SentBefore` where the same form has said something else before: whoever goes back to its page and types
    /// other words says them in a form of their own.
    pub fn said_before(&self, known: &[Comment], by: PersonId) -> Result<Option<CommentId>, CommentRefusal> {
        let is_same = |one: &&Comment| {
            one.by == by && one.submission == self.submission && one.about == self.about && one.words == self.words
        };
        match self.key {
            None => Ok(known.iter().find(is_same).map(|one| one.id)),
            Some(key) => match known.iter().find(|one| one.id == key) {
                Some(one) if is_same(&one) => Ok(Some(one.id)),
                Some(one) => Err(CommentRefusal::SentBefore { at: one.at }),
                None => Ok(None),
            },
        }
    }

    /// The place in a text to which it is pinned, for whoever knows what stands in the files: position of the file, and place.
    pub const fn place(&self) -> Option<(usize, Place)> {
        match &self.about {
            About::Version(Some(Pin { file, spot: Some(Spot::Text(place)), .. })) => Some((*file, *place)),
            About::Version(_) | About::Thread(_) => None,
        }
    }

    /// The file has no such place.
    pub fn no_such_place() -> FormErrors {
        FormErrors::one("spot", "Tệp này không có chỗ đó. Bấm vào chỗ cần góp ý trong tệp, hoặc bỏ trống.")
    }
}

/// Whether a file of this kind, in which `text` stands, has this place. Cells of a sheet in which nothing stands are places too.
pub fn has_place(text: &FileText, kind: FileKind, place: Place) -> bool {
    if text.at(place).is_some() {
        return true;
    }
    let Place::Cell { table, .. } = place else { return false };
    let is_of_table = |place: Place| matches!(place, Place::Cell { table: of, .. } if of == table);
    kind == FileKind::Xlsx && text.passages.iter().any(|passage| is_of_table(passage.place))
}

/// Whether files of this kind have such places.
const fn fits(spot: Spot, kind: FileKind) -> bool {
    match kind {
        FileKind::Docx | FileKind::Xlsx => matches!(spot, Spot::Text(_)),
        FileKind::Jpeg | FileKind::Png | FileKind::Webp | FileKind::Heic => matches!(spot, Spot::Page(1)),
        FileKind::Pdf | FileKind::Doc | FileKind::Xls | FileKind::Pptx | FileKind::Ppt => matches!(spot, Spot::Page(_)),
        FileKind::Mp3 | FileKind::M4a | FileKind::Mp4 | FileKind::Mov | FileKind::ThreeGp => false,
    }
}

const fn wrong_kind(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Docx | FileKind::Xlsx => "Ở tệp này ghi chỗ theo đoạn hoặc ô: “đoạn 5”, “bảng 1, dòng 3, cột 2”.",
        FileKind::Jpeg | FileKind::Png | FileKind::Webp | FileKind::Heic => "Ảnh chỉ có một trang: ghi “trang 1” hoặc bỏ trống.",
        FileKind::Pdf | FileKind::Doc | FileKind::Xls | FileKind::Pptx | FileKind::Ppt => {
            "Ở tệp này ghi chỗ theo trang: “trang 2”."
        }
        FileKind::Mp3 | FileKind::M4a | FileKind::Mp4 | FileKind::Mov | FileKind::ThreeGp => {
            "Tệp này không có trang hay đoạn: bỏ trống chỗ, ghi phút giây trong lời góp ý."
        }
    }
}
