//! "Phiếu duyệt", "Phiếu kiểm tra": a signature on one sheet of A4, for people to read and for `hoso verify-sheet` to check
//! without the server.
//!
//! A sheet is a pure function of what is in it, byte by byte. So whoever checks a file reads the signed statement out of it,
//! draws the sheet again, and compares: no word can be changed that people see and leave the signature whole. For this the
//! form of a sheet never changes. A later one has another number, and this one stays beside it. Form 2 is of what was signed while
//! the other side of the way was open, which it says; all else is as in form 1. Form 3 is the sheet of a check. Forms 4, 5 and 6
//! are the same three as they are drawn now, with the head of the state on one line and the part for programs on a page of its own.

use std::fmt::Write;

use domain::{
    days::{Timestamp, local},
    delegations::decision_words,
    record_types::Step,
    signing::{ClockAtSigning, Delegation, Named, PublicKey, Signature, SignedAct, SignedFile, Statement},
    vietnamese,
};

use crate::paths;

/// Who draws a sheet: the files of an earlier edition are still read, and only the last one is handed out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Edition {
    /// Forms 1 to 3.
    First,
    /// Forms 4 to 6.
    #[default]
    Second,
}

impl Edition {
    /// Which one a file says that it is of, by the number of its form.
    fn of(file: &str) -> Option<Self> {
        let (_, rest) = file.split_once(FORM)?;
        match rest.split_once('"')?.0 {
            "1" | "2" | "3" => Some(Self::First),
            "4" | "5" | "6" => Some(Self::Second),
            _ => None,
        }
    }

    /// What its form numbers begin after.
    const fn before(self) -> u32 {
        match self {
            Self::First => 0,
            Self::Second => 3,
        }
    }

    /// The look of it, in the file itself.
    const fn style(self) -> &'static [&'static str] {
        match self {
            Self::First => &[STYLE],
            Self::Second => &[STYLE, LATER_STYLE],
        }
    }

    /// The row that says when the signer typed the password: at the signature or at the sign-in before it.
    const fn password(self) -> &'static str {
        match self {
            Self::First => "Gõ lại mật khẩu",
            Self::Second => "Mật khẩu được nhập",
        }
    }

    /// "theo Quyết định số 15/QĐ-MNNT". The words of an edition stay as they are: where `decision_words` is to say it otherwise,
    /// the sheets of today keep its words here.
    fn by_decision(self, number: &str) -> String {
        match self {
            Self::First => format!("theo QĐ {number}"),
            Self::Second => format!("theo {}", decision_words(number)),
        }
    }
}

/// What differs in the sheets of what can be signed.
struct Form {
    /// Among those of its edition, from 1.
    number: u32,
    title: &'static str,
    heading: &'static str,
    files: &'static str,
    signatures: &'static str,
    /// What the signer did, before the time.
    deed: &'static str,
    how: &'static str,
    /// How the file is called.
    file: &'static str,
}

fn form(statement: &Statement) -> Form {
    match statement.act {
        SignedAct::Approval => Form {
            number: if statement.open.is_some() { 2 } else { 1 },
            title: "Phiếu duyệt",
            heading: "PHIẾU DUYỆT HỒ SƠ",
            files: if statement.open.is_some() { "Tệp được ký" } else { "Tệp được duyệt" },
            signatures: "Duyệt và ký",
            deed: "ký lúc",
            how: "Đã ký bằng chữ ký điện tử<br>chuyên dùng nội bộ của trường",
            file: "phieu-duyet",
        },
        SignedAct::Check => Form {
            number: 3,
            title: "Phiếu kiểm tra",
            heading: "PHIẾU KIỂM TRA HỒ SƠ",
            files: "Tệp được kiểm tra",
            signatures: "Duyệt và kiểm tra",
            deed: "ký xác nhận đã kiểm tra, không phải ký duyệt, lúc",
            how: "Đã ký xác nhận đã kiểm tra<br>bằng chữ ký điện tử chuyên dùng<br>nội bộ của trường",
            file: "phieu-kiem-tra",
        },
    }
}

const STYLE: &str = include_str!("../../../style/approval_sheet.css");
const LATER_STYLE: &str = include_str!("../../../style/approval_sheet_later.css");
const FORM: &str = "<meta name=\"hoso-sheet\" content=\"";
const STATEMENT: &str = "<pre id=\"loi-xac-nhan\">";
const SIGNATURE: &str = "<code id=\"chu-ky\">";
const KEY: &str = "<code id=\"khoa\">";
const ORIGIN: &str = "<data id=\"dia-chi\" value=\"";

/// Of the side that had not decided when the other one signed.
const NOT_YET: &str = "Lúc ký, phiên bản này chưa được duyệt. Kết quả xem ở trang kiểm tra chữ ký.";

/// What a sheet shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    pub statement: Statement,
    pub signature: Signature,
    pub key: PublicKey,
    /// Where people reach the school's server: "https://mnhoasen.edu.vn"; empty where that is not known. It is not signed.
    pub origin: String,
    pub edition: Edition,
}

/// Why a file is no sheet of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetReadError {
    /// A part is missing.
    NoParts,
    /// The statement is none.
    NoStatement,
    /// What people see is not what the sheet of this statement says.
    OtherText,
}

impl Sheet {
    /// The file: a whole document that needs nothing beside it.
    pub fn document(&self) -> String {
        let form = form(&self.statement);
        let mut html = format!(
            "<!DOCTYPE html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             {FORM}{}\">\n<title>{} ",
            self.edition.before() + form.number,
            form.title
        );
        escape(&self.statement.version.receipt.to_string(), &mut html);
        html.push_str("</title>\n<style>\n");
        self.edition.style().iter().for_each(|style| html.push_str(style));
        html.push_str("</style>\n</head>\n<body class=\"approval-sheet-file\">\n");
        html.push_str(&self.fragment());
        html.push_str("</body>\n</html>\n");
        html
    }

    /// Reads a file; whether its signature is true is another question.
    ///
    /// # Errors
    /// `SheetReadError`, also where anything in the file is other than the program writes it.
    pub fn read(file: &str) -> Result<Self, SheetReadError> {
        let part = |begin: &str, end: &str| {
            let (_, rest) = file.split_once(begin)?;
            rest.split_once(end).map(|(part, _)| unescaped(part))
        };
        let statement = part(STATEMENT, "</pre>").ok_or(SheetReadError::NoParts)?;
        let signature = part(SIGNATURE, "</code>").and_then(|hex| Signature::from_hex(&hex));
        let key = part(KEY, "</code>").and_then(|hex| PublicKey::from_hex(&hex));
        let (Some(signature), Some(key), Some(origin)) = (signature, key, part(ORIGIN, "\"")) else {
            return Err(SheetReadError::NoParts);
        };
        let statement = Statement::parse(statement.as_bytes()).map_err(|_| SheetReadError::NoStatement)?;
        let edition = Edition::of(file).ok_or(SheetReadError::OtherText)?;
        let sheet = Self { statement, signature, key, origin, edition };
        if sheet.document() == file { Ok(sheet) } else { Err(SheetReadError::OtherText) }
    }

    /// What the file is called.
    pub fn file_name(&self) -> String {
        format!("{}-{}.html", form(&self.statement).file, self.statement.version.receipt)
    }

    /// Where the code is checked; without an origin the way alone.
    pub fn address(&self) -> String {
        format!("{}{}", self.origin, paths::check_code(self.statement.code))
    }

    /// What stands in a page and in the file alike.
    pub(super) fn fragment(&self) -> String {
        let Statement { school, record, version, signer, .. } = &self.statement;
        let form = form(&self.statement);
        let mut sheet = Writer(String::with_capacity(8_000));
        sheet.raw("<article class=\"approval-sheet\">\n<header class=\"as-head\">\n<p class=\"as-school\"><b>");
        sheet.text(&school.name.to_uppercase()).raw("</b></p>\n<p class=\"as-state\"><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b>");
        sheet.raw("<b class=\"as-motto\">Độc lập - Tự do - Hạnh phúc</b></p>\n</header>\n<h1>");
        sheet.raw(form.heading).raw("</h1>\n<p class=\"as-title\">");
        sheet.text(&record.title).raw("</p>\n<table class=\"as-facts\">\n");
        sheet.row("Loại hồ sơ", &format!("{}, {}", record.record_type, record.period));
        sheet.row("Của", &format!("{}, năm học {}", record.owner, vietnamese::school_year(&record.school_year)));
        sheet.row("Phiên bản", &format!("{}, biên nhận {}", version.number, version.receipt));
        sheet.row("Người nộp", &format!("{}, lúc {}", person(&version.handed_in_by), moment(version.handed_in_at)));
        sheet.raw("</table>\n<h2>").text(&format!("{} ({})", form.files, version.files.len())).raw("</h2>\n");
        sheet.raw("<table class=\"as-files\">\n<thead><tr><th>Tệp</th><th>Cỡ</th><th>Mã SHA-256</th></tr></thead>\n<tbody>\n");
        version.files.iter().for_each(|file| sheet.file(file));
        sheet.raw("</tbody>\n</table>\n<h2>").raw(form.signatures).raw("</h2>\n<table class=\"as-facts\">\n");
        for approval in &self.statement.approvals {
            let by = self.acting(&approval.by, approval.delegation.as_ref());
            sheet.row(step(approval.step), &format!("{by}, duyệt lúc {}", moment(approval.at)));
        }
        let by = self.acting(signer, self.statement.delegation.as_ref());
        sheet.row("Ban giám hiệu", &format!("{by}, {} {}", form.deed, moment(self.statement.signed_at)));
        if let Some(open) = self.statement.open {
            sheet.row(step(open), NOT_YET);
        }
        sheet.row("Người ký xác nhận", &self.statement.consent);
        sheet.row(self.edition.password(), &format!("lúc {}", moment(self.statement.password_typed_at)));
        if self.statement.clock == ClockAtSigning::Doubted {
            sheet.row("Giờ ký", "Lúc ký, giờ máy chủ đang được kiểm tra nên có thể chưa đúng.");
        }
        sheet.raw("</table>\n");
        self.sign_off(&mut sheet);
        self.proof(&mut sheet);
        sheet.raw("</article>\n");
        sheet.0
    }

    /// "B (Tổ phó) thay A (Tổ trưởng) theo Quyết định số 15/QĐ-MNNT".
    fn acting(&self, by: &Named, delegation: Option<&Delegation>) -> String {
        match delegation {
            None => person(by),
            Some(Delegation { decision, on_behalf_of }) => {
                format!("{} thay {} {}", person(by), person(on_behalf_of), self.edition.by_decision(decision))
            }
        }
    }

    /// Who signed, beside the code by which anybody checks that.
    fn sign_off(&self, sheet: &mut Writer) {
        let Statement { code, signer, .. } = &self.statement;
        sheet.raw("<section class=\"as-foot\">\n<div class=\"as-check\">\n");
        if !self.origin.is_empty() {
            let drawn = crate::qr::svg(&self.address(), "Mã QR dẫn đến trang kiểm tra chữ ký");
            sheet.raw(&drawn.unwrap_or_default());
        }
        sheet.raw("\n<p>Mã kiểm tra<br><b class=\"as-code\">").text(&code.to_string()).raw("</b><br>Gõ mã này ở trang ");
        let or_scan = if self.origin.is_empty() { "" } else { ", hoặc quét mã QR" };
        sheet.text(&format!("{}{}", self.origin, paths::CHECK)).raw(" của trường").raw(or_scan).raw(".</p>\n</div>\n");
        sheet.raw("<div class=\"as-signer\"><p><b>").text(&signer.titles.to_uppercase()).raw("</b></p>\n");
        sheet.raw("<p class=\"as-how\">").raw(form(&self.statement).how).raw("</p>\n<p><b>");
        sheet.text(&signer.name).raw("</b></p></div>\n</section>\n");
    }

    /// What a program checks.
    fn proof(&self, sheet: &mut Writer) {
        sheet.raw(
            "<section class=\"as-proof\">\n<h2>Để kiểm tra không cần máy chủ</h2>\n<p>Chữ ký Ed25519 trên lời xác nhận bên dưới: ",
        );
        sheet.raw(SIGNATURE).text(&self.signature.to_string()).raw("</code></p>\n<p>Khóa công khai của trường: ");
        sheet.raw(KEY).text(&self.key.to_string()).raw("</code>, dấu vân tay ").text(&self.statement.key.grouped());
        sheet.raw(". So dấu vân tay với trang kiểm tra của trường.</p>\n").raw(ORIGIN).text(&self.origin).raw("\"></data>\n");
        sheet.raw(STATEMENT).text(&self.statement.text()).raw("</pre>\n</section>\n");
    }
}

fn step(step: Step) -> &'static str {
    match step {
        Step::Department => "Tổ chuyên môn",
        Step::Leadership => "Ban giám hiệu",
    }
}

fn person(named: &Named) -> String {
    format!("{} ({})", named.name, named.titles)
}

/// "14:20:07 thứ Tư 25/11/2026".
fn moment(at: Timestamp) -> String {
    let at = local(at);
    format!("{} {}", vietnamese::hour_with_seconds(at.time()), vietnamese::weekday_and_date(at.date()))
}

/// The HTML as far as it is written.
struct Writer(String);

impl Writer {
    fn raw(&mut self, html: &str) -> &mut Self {
        self.0.push_str(html);
        self
    }

    fn text(&mut self, words: &str) -> &mut Self {
        escape(words, &mut self.0);
        self
    }

    fn row(&mut self, head: &str, words: &str) {
        self.raw("<tr><th scope=\"row\">").text(head).raw("</th><td>").text(words).raw("</td></tr>\n");
    }

    fn file(&mut self, SignedFile { name, size, sha256 }: &SignedFile) {
        self.raw("<tr><td>").text(name).raw("</td><td>").text(&vietnamese::file_size(*size)).raw("</td><td><code>");
        let hash = sha256.to_string();
        for from in (0..hash.len()).step_by(8) {
            // Writing to a String cannot fail.
            _ = write!(self.0, "{}{}", if from > 0 { " " } else { "" }, hash.get(from..from + 8).unwrap_or_default());
        }
        self.raw("</code></td></tr>\n");
    }
}

/// Letters that a reader of HTML takes for something else; each has one way to be written.
const ESCAPED: [(char, &str); 4] = [('&', "&amp;"), ('<', "&lt;"), ('>', "&gt;"), ('"', "&quot;")];

fn escape(words: &str, html: &mut String) {
    for letter in words.chars() {
        match ESCAPED.iter().find(|(escaped, _)| *escaped == letter) {
            Some((_, written)) => html.push_str(written),
            None => html.push(letter),
        }
    }
}

fn unescaped(html: &str) -> String {
    // The ampersand last: what was written as one must not begin another letter.
    ESCAPED.iter().rev().fold(html.to_owned(), |text, (letter, written)| text.replace(written, letter.encode_utf8(&mut [0; 4])))
}
