//! "/kiem-tra": what the code of a signature leads to, for everybody and without an account. It says who approved and signed
//! what and when, and shows nothing of the record: neither its files nor their names.

use domain::{
    days::{Timestamp, local},
    delegations::decision_words,
    forms::FormErrors,
    record_types::Step,
    refusal::Words,
    signing::{Delegation, KeyId, Named, SignatureStanding, SignedAct, SignedFile, Statement},
    submissions::ClockMark,
    vietnamese,
    year_books::CheckedBook,
};
use leptos::prelude::*;

use crate::{
    layout::{NavItem, Page},
    paths,
    ui::{Caption, Column, Extra, Look, Notice, NoticeKind, Shape, Table, TextField},
};

/// All that the page shows.
#[derive(Clone, Debug)]
pub struct CheckView {
    /// What was typed, or stood in the address.
    pub typed: String,
    pub answer: CheckAnswer,
    /// The public keys of the schools on this server, the newest first.
    pub keys: Vec<PublicKeyLine>,
}

/// What there is to say of what was typed.
#[derive(Clone, Debug)]
pub enum CheckAnswer {
    /// Nothing was typed yet.
    Asked,
    /// It is no code: what is wrong with it.
    Mistyped(String),
    /// Too many wrong ones came from this address.
    Slowed(Words),
    /// Nobody has this code.
    Unknown,
    /// Its bytes are damaged so far that nothing can be read.
    Unreadable,
    /// It is that of a year-end book.
    Book(Box<CheckedBook>),
    Found {
        statement: Box<Statement>,
        standing: SignatureStanding,
        /// The turn that was open when it was signed and of which the statement, of an older form, says nothing.
        unsaid: Option<Step>,
        /// When it was signed, as far as that is known now, and what is known of the clock that said so.
        signed_at: Timestamp,
        clock: ClockMark,
    },
}

/// By which signatures of a school are checked.
#[derive(Clone, Debug)]
pub struct PublicKeyLine {
    pub school: String,
    pub id: KeyId,
    /// In hex digits, for `hoso verify-sheet`.
    pub key: String,
    /// Since when it signs.
    pub since: Timestamp,
}

#[component]
pub fn CheckPage(page: CheckView) -> impl IntoView {
    let CheckView { typed, answer, keys } = page;
    let error = match &answer {
        CheckAnswer::Mistyped(words) => Some(words.clone()),
        CheckAnswer::Asked
        | CheckAnswer::Slowed(_)
        | CheckAnswer::Unknown
        | CheckAnswer::Unreadable
        | CheckAnswer::Book(_)
        | CheckAnswer::Found { .. } => None,
    };
    view! {
        <Page viewer=None here=NavItem::Elsewhere>
            <main id="noi-dung" class="sheet signature-check" tabindex="-1">
                <div class="own">
                    {found(answer)}
                    {code_form(typed, error)}
                    {(!keys.is_empty()).then(|| published(keys))}
                </div>
            </main>
        </Page>
    }
}

fn found(answer: CheckAnswer) -> impl IntoView {
    match answer {
        CheckAnswer::Asked | CheckAnswer::Mistyped(_) => view! { <h1>"Kiểm tra chữ ký"</h1> }.into_any(),
        CheckAnswer::Slowed(words) => told("Kiểm tra chữ ký", NoticeKind::Warning, words.fact, words.advice).into_any(),
        CheckAnswer::Unknown => told(
            "Kiểm tra chữ ký",
            NoticeKind::Warning,
            "Không có chữ ký nào mang mã này".to_owned(),
            "So lại từng nhóm với phiếu. Mã đúng mà vẫn không thấy thì phiếu không phải của trường trên máy chủ này.".to_owned(),
        )
        .into_any(),
        CheckAnswer::Unreadable => {
            // Whatever it was: of what is broken the words are the same.
            let (act, standing) = (SignedAct::Approval, SignatureStanding::Broken);
            told(verdict(act, standing), NoticeKind::Bad, fact(act, standing), advice(act, standing)).into_any()
        }
        CheckAnswer::Book(book) => checked_book(*book).into_any(),
        CheckAnswer::Found { mut statement, standing, unsaid, signed_at, clock } => {
            statement.open = statement.open.or(unsaid);
            checked(*statement, standing, signed_at, clock).into_any()
        }
    }
}

fn told(title: &'static str, kind: NoticeKind, fact: String, advice: String) -> impl IntoView {
    view! { <h1>{title}</h1><div class="notices"><Notice kind fact advice/></div> }
}

/// How a signature stands, in a few words. Those of a check never sound like an approval (decision 0019).
fn verdict(act: SignedAct, standing: SignatureStanding) -> &'static str {
    match standing {
        SignatureStanding::Valid => match act {
            SignedAct::Approval => "Chữ ký hợp lệ",
            SignedAct::Check => "Chữ ký kiểm tra hợp lệ, không phải ký duyệt",
        },
        SignatureStanding::HalfWay { .. } => match act {
            SignedAct::Approval => "Chữ ký đúng, hồ sơ còn chờ duyệt",
            SignedAct::Check => "Chữ ký kiểm tra đúng, hồ sơ đang chờ duyệt",
        },
        SignatureStanding::Uncounted => "Chữ ký đúng, không còn được tính",
        SignatureStanding::GivenBack { .. } => "Chữ ký đúng, phiên bản bị trả lại",
        SignatureStanding::TakenBack { .. } => "Chữ ký đã được rút lại",
        SignatureStanding::Replaced { .. } => "Chữ ký đúng, cho phiên bản cũ",
        SignatureStanding::Broken => "Chữ ký không khớp",
    }
}

/// What that means.
pub(super) fn fact(act: SignedAct, standing: SignatureStanding) -> String {
    match standing {
        SignatureStanding::Valid => "Nội dung đã ký còn nguyên và là phiên bản mới nhất của hồ sơ".to_owned(),
        SignatureStanding::HalfWay { open } => match (act, open) {
            (_, Step::Department) => "Tổ chưa duyệt phiên bản này".to_owned(),
            (SignedAct::Approval, Step::Leadership) => "Ban giám hiệu chưa ký phiên bản này".to_owned(),
            (SignedAct::Check, Step::Leadership) => "Ban giám hiệu chưa duyệt phiên bản này".to_owned(),
        },
        SignatureStanding::Uncounted => "Chữ ký này không còn được tính vào việc duyệt phiên bản này".to_owned(),
        SignatureStanding::GivenBack { step: Step::Department, at } => {
            format!("Phiên bản này đã bị tổ trả lại lúc {}", moment(at))
        }
        SignatureStanding::GivenBack { step: Step::Leadership, at } => {
            format!("Phiên bản này đã bị ban giám hiệu trả lại lúc {}", moment(at))
        }
        SignatureStanding::TakenBack { at } => format!("Người ký đã rút lại chữ ký lúc {}", moment(at)),
        SignatureStanding::Replaced { version, at } => format!("Phiên bản {version} đã nộp lúc {}", moment(at)),
        SignatureStanding::Broken => "Nội dung lưu trên máy chủ khác với nội dung mà khóa của trường đã ký".to_owned(),
    }
}

/// What to do.
fn advice(act: SignedAct, standing: SignatureStanding) -> String {
    match standing {
        SignatureStanding::Valid => "So mã SHA-256 bên dưới với tệp đang cầm để biết đúng tệp đã ký.".to_owned(),
        SignatureStanding::HalfWay { .. } => match act {
            SignedAct::Approval => {
                "Nội dung đã ký còn nguyên, nhưng cấp duyệt còn lại chưa quyết định. Mở lại trang này để biết kết quả.".to_owned()
            }
            SignedAct::Check => "Nội dung đã ký còn nguyên; ký xác nhận đã kiểm tra không phải ký duyệt.".to_owned(),
        },
        SignatureStanding::Uncounted => {
            "Nội dung đã ký còn nguyên, nhưng phiên bản này chờ hoặc đã có chữ ký khác. Xin phiếu của chữ ký đó.".to_owned()
        }
        SignatureStanding::GivenBack { .. } => {
            "Nội dung đã ký còn nguyên, nhưng phiên bản này không được dùng. Xin phiếu của phiên bản đã sửa.".to_owned()
        }
        SignatureStanding::TakenBack { .. } => "Phiếu mang mã này không còn giá trị. Xin phiếu mới của trường.".to_owned(),
        SignatureStanding::Replaced { .. } => "Chữ ký này chỉ cho phiên bản ghi bên dưới, không cho phiên bản mới hơn.".to_owned(),
        SignatureStanding::Broken => "Không dùng phiếu này. Báo hiệu trưởng và tổ quản lý phần mềm.".to_owned(),
    }
}

const fn kind(standing: SignatureStanding) -> NoticeKind {
    match standing {
        SignatureStanding::Valid => NoticeKind::Good,
        SignatureStanding::HalfWay { .. }
        | SignatureStanding::Uncounted
        | SignatureStanding::TakenBack { .. }
        | SignatureStanding::Replaced { .. } => NoticeKind::Warning,
        SignatureStanding::GivenBack { .. } => NoticeKind::Bad,
        SignatureStanding::Broken => NoticeKind::Bad,
    }
}

/// The notice that says how a signature stands.
pub(super) fn standing_notice(act: SignedAct, standing: SignatureStanding) -> impl IntoView {
    let (fact, advice) = (fact(act, standing), advice(act, standing));
    view! { <div class="notices"><Notice kind=kind(standing) fact advice/></div> }
}

/// What is known of the time of a signature, where the clock was doubted.
fn in_doubt(clock: ClockMark) -> Option<String> {
    match clock {
        ClockMark::Believed => None,
        ClockMark::Doubted => Some("Lúc ký, giờ máy chủ đang được kiểm tra nên có thể chưa đúng.".to_owned()),
        ClockMark::FoundRight => Some("Lúc ký, giờ máy chủ đang được kiểm tra; nhà trường đã xác nhận giờ ấy là đúng.".to_owned()),
        ClockMark::SetRight { noted } => Some(format!(
            "Nhà trường đã chỉnh lại giờ máy chủ. Giờ ghi ở đây là giờ đúng; lời xác nhận và phiếu ghi {}.",
            moment(noted)
        )),
    }
}

fn checked(statement: Statement, standing: SignatureStanding, signed_at: Timestamp, clock: ClockMark) -> impl IntoView {
    let Statement { code, key, act, school, record, version, approvals, signer, delegation, consent, open, .. } = statement;
    let look = match (standing == SignatureStanding::Valid, act) {
        (true, SignedAct::Approval) => Look::Signed,
        (true, SignedAct::Check) => Look::Approved,
        (false, SignedAct::Approval | SignedAct::Check) => Look::ReviewOverdue,
    };
    let shape = look.shape();
    let row = |head: &'static str, words: String| view! { <div><dt>{head}</dt><dd>{words}</dd></div> };
    let approvals = approvals
        .iter()
        .map(|one| row(step(one.step), format!("{}, duyệt lúc {}", acting(&one.by, one.delegation.as_ref()), moment(one.at))));
    // What the other side decided is no part of what was signed.
    let later = open.filter(|_| standing == SignatureStanding::Valid);
    let later = later.map(|open| row(step(open), "Quyết định riêng, không thuộc nội dung đã ký".to_owned()));
    let (signed_by, deed) = match act {
        SignedAct::Approval => ("Người ký", "ký lúc"),
        SignedAct::Check => ("Người kiểm tra", "ký xác nhận đã kiểm tra, không phải ký duyệt, lúc"),
    };
    let doubted = in_doubt(clock).map(|words| row("Giờ ký", words));
    view! {
        <h1 class=shape><Shape name=shape/>" "<span>{verdict(act, standing)}</span></h1>
        {standing_notice(act, standing)}
        <dl class="facts">
            <div><dt>"Mã kiểm tra"</dt><dd><code>{code.to_string()}</code></dd></div>
            {row("Trường", school.name)}
            <div>
                <dt>"Hồ sơ"</dt>
                <dd>
                    <b>{record.title}</b>
                    {format!(", phiên bản {}", version.number)}
                    <small>{format!("Năm học {}, biên nhận {}", vietnamese::school_year(&record.school_year), version.receipt)}</small>
                </dd>
            </div>
            {row("Người nộp", format!("{}, lúc {}", person(&version.handed_in_by), moment(version.handed_in_at)))}
            {approvals.collect_view()}
            {row(signed_by, format!("{}, {deed} {}", acting(&signer, delegation.as_ref()), moment(signed_at)))}
            {later}
            {row("Xác nhận", consent)}
            {doubted}
            <div><dt>"Khóa"</dt><dd><code>{key.grouped()}</code></dd></div>
        </dl>
        {hashes(&version.files)}
        <p class="quiet">"Trang này không hiện nội dung và tên tệp của hồ sơ."</p>
    }
}

/// The book of a class: that it is whole, and that the log still is what it was tied to.
fn checked_book(book: CheckedBook) -> impl IntoView {
    let CheckedBook { name, school, number, made_at, digest, anchor, is_whole, fits_log, followed_by } = book;
    let (title, kind, fact, advice) = match (is_whole, fits_log) {
        (true, true) => (
            "Sổ cuối năm còn nguyên",
            NoticeKind::Good,
            "Sổ lưu trên máy chủ và nhật ký của trường đúng như lúc lập sổ",
            "So tên lớp, năm học và ngày lập bên dưới với sổ đang cầm.",
        ),
        (false, _) => (
            "Sổ cuối năm không khớp",
            NoticeKind::Bad,
            "Nội dung sổ lưu trên máy chủ khác với lúc lập sổ",
            "Không dùng sổ trên máy chủ. Giữ bản in, báo hiệu trưởng và tổ quản lý phần mềm.",
        ),
        (true, false) => (
            "Nhật ký không khớp với sổ",
            NoticeKind::Bad,
            "Nhật ký của trường không còn dòng mà sổ này gắn vào, hoặc dòng ấy đã bị sửa",
            "Giữ bản in, báo hiệu trưởng và tổ quản lý phần mềm.",
        ),
    };
    let (fact, advice) = (fact.to_owned(), advice.to_owned());
    let row = |head: &'static str, words: String| view! { <div><dt>{head}</dt><dd>{words}</dd></div> };
    let later = followed_by.map(|newest| row("Bản mới hơn", format!("Đã có bản {newest} của sổ này")));
    let named = (!name.is_empty()).then(|| row("Sổ", name));
    let of_school = (!school.is_empty()).then(|| row("Trường", school));
    view! {
        <h1>{title}</h1>
        <div class="notices"><Notice kind fact advice/></div>
        <dl class="facts">
            {of_school}
            {named}
            {row("Bản", format!("{number}, lập lúc {}", moment(made_at)))}
            {later}
            {row("Mã nhật ký", anchor.to_string())}
            <div><dt>"Mã SHA-256"</dt><dd><code class="whole-sha">{digest.to_string()}</code></dd></div>
        </dl>
        <p class="quiet">"Trang này không hiện hồ sơ và tên người trong sổ."</p>
    }
}

fn hashes(files: &[SignedFile]) -> impl IntoView + use<> {
    let count = format!("{} tệp", files.len());
    let columns = [Column::new(&count), Column::number("Cỡ tệp"), Column::new("Mã kiểm tra SHA-256")];
    let rows = files
        .iter()
        .zip(1..)
        .map(|(file, number)| {
            let number = format!("Tệp {number}");
            view! {
                <tr>
                    <td>{number}</td>
                    <td class="n" data-head="Cỡ tệp">{vietnamese::file_size(file.size)}</td>
                    <td data-head="Mã kiểm tra"><code class="whole-sha">{file.sha256.to_string()}</code></td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Table class="table hashes" columns=&columns caption=Caption::Spoken("Tệp đã ký".to_owned())>
            <tbody>{rows}</tbody>
        </Table>
    }
}

fn code_form(typed: String, error: Option<String>) -> impl IntoView {
    let errors = error.map(|words| FormErrors::one("ma", words)).unwrap_or_default();
    let extra = Extra {
        hint: Some(
            "6 nhóm, mỗi nhóm 4 ký tự, in trên phiếu duyệt hoặc phiếu kiểm tra, cạnh mã QR. Chữ hoa hay chữ thường đều được.",
        ),
        autocomplete: Some("off"),
        required: true,
        capitals: true,
        max_length: Some(60),
        ..Extra::default()
    };
    view! {
        <form method="get" action=paths::CHECK class="stack narrow">
            <TextField id="ma" label="Mã kiểm tra" value=typed errors extra/>
            <div class="btns"><button class="btn main">"Kiểm tra"</button></div>
        </form>
    }
}

/// So that whoever holds a sheet without this server can compare.
fn published(keys: Vec<PublicKeyLine>) -> impl IntoView {
    let lines = keys
        .into_iter()
        .map(|PublicKeyLine { school, id, key, since }| {
            let since = local(since);
            view! {
                <div>
                    <dt>{school}<small>{format!("từ {}", vietnamese::date(since.date()))}</small></dt>
                    <dd>
                        <small>"Dấu vân tay"</small><code>{id.grouped()}</code>
                        <small>"Khóa"</small><code class="whole-sha">{key}</code>
                    </dd>
                </div>
            }
        })
        .collect_view();
    view! {
        <section class="keys" aria-labelledby="khoa">
            <h2 id="khoa">"Khóa công khai"</h2>
            <p class="quiet">"Dấu vân tay và khóa để kiểm tra một phiếu đã tải về mà không cần máy chủ này."</p>
            <dl class="facts">{lines}</dl>
        </section>
    }
}

fn step(step: Step) -> &'static str {
    match step {
        Step::Department => "Tổ duyệt",
        Step::Leadership => "Ban giám hiệu duyệt",
    }
}

fn person(named: &Named) -> String {
    format!("{}, {}", named.name, named.titles)
}

/// "B, tổ phó, thay A, tổ trưởng, theo Quyết định số 15/QĐ-MNNT".
fn acting(by: &Named, delegation: Option<&Delegation>) -> String {
    match delegation {
        None => person(by),
        Some(Delegation { decision, on_behalf_of }) => {
            format!("{}, thay {}, theo {}", person(by), person(on_behalf_of), decision_words(decision))
        }
    }
}

/// "14:20:07 thứ Tư 25/11/2026".
pub(super) fn moment(at: Timestamp) -> String {
    let at = local(at);
    format!("{} {}", vietnamese::hour_with_seconds(at.time()), vietnamese::weekday_and_date(at.date()))
}
