//! Brings records into the states in which they are tried, through the forms that people use.

use std::collections::VecDeque;

use anyhow::{Context, Result, ensure};

use super::{
    expectation::Action,
    people::Who,
    records::{Kind, State},
    visitors::{Paper, Visitors},
};
use crate::{
    http::Answer,
    pages::{actions, bound, hidden, links},
};

/// A record in a state.
#[derive(Clone, Debug, Default)]
pub struct Case {
    pub obligation: String,
    /// Of the last version.
    pub receipt: String,
    /// What the forms of those who decide say of version, bytes and step, each with its step: of the decisions to come, else of
    /// the last one.
    pub forms: Vec<(usize, Bound)>,
    /// The last decision; empty where there is none.
    pub decision: String,
    /// Of the version that counts before the last one: whether a file of it is held; `None` where there is none.
    pub before: Option<bool>,
    /// What was asked before an order shut it; `None` where it is open.
    pub thread: Option<String>,
}

/// Names and values of the hidden fields of a form.
pub type Bound = Vec<(String, String)>;

/// The record on trial, and those that come after it.
pub struct TrialRecord<'v> {
    visitors: &'v Visitors,
    kind: &'static Kind,
    unused: VecDeque<String>,
    current: Option<String>,
    is_exempt: bool,
    papers: u32,
    /// Of each version that counts, the first one first, whether a file of it is held.
    versions: Vec<bool>,
    /// The receipt of the last version that was handed in.
    last: String,
    /// The order that shuts the record, how the record is tried under it, and whether it is opened to its sender.
    shut: Option<Shut>,
}

struct Shut {
    order: String,
    case: Case,
    is_opened: bool,
}

/// What a reviewer types beside what the form says of itself.
pub const APPROVES: &[(&str, &str)] = &[("outcome", "approve"), ("consent", "1"), ("proof", PASSWORD)];
pub const SIGNS: &[(&str, &str)] = &[("consent", "1"), ("proof", PASSWORD)];
pub const GIVES_BACK: &[(&str, &str)] =
    &[("outcome", "return"), ("words", "Thứ Tư còn trống."), ("correct_by", "27/11/2026"), ("proof", PASSWORD)];
/// Of every account of the demo.
pub const PASSWORD: &str = "nam-thanh-2024";

/// Nobody gave this id out.
pub const NOTHING: &str = "01930000-0000-4000-8000-000000000000";

impl<'v> TrialRecord<'v> {
    /// Looks for all records of this kind that nobody has handed in yet and that are not due soon.
    pub fn of(visitors: &'v Visitors, kind: &'static Kind) -> Result<Self> {
        let mut unused = VecDeque::new();
        for untimed in ["", "&khong-han=1"] {
            // Nobody has so many pages of one type.
            for number in 1..=20 {
                let address = format!("/bang-theo-doi/danh-sach?loai={}{untimed}&trang={number}", kind.code);
                let page = visitors.page(Who::Principal, &address)?;
                let rows = page.split("<tr").filter(|row| row.contains("chưa nộp") && !row.contains("class=\"act\""));
                let of_owner = rows.flat_map(|row| links(row, "/ho-so/")).filter(|(_, title)| title.ends_with(kind.owner));
                let new: Vec<String> = of_owner.map(|(id, _)| id).filter(|id| !unused.contains(id)).collect();
                unused.extend(new);
            }
        }
        ensure!(!unused.is_empty(), "the school has no record for: {}", kind.name);
        Ok(Self {
            visitors,
            kind,
            unused,
            current: None,
            is_exempt: false,
            papers: 0,
            versions: Vec::new(),
            last: String::new(),
            shut: None,
        })
    }

    /// Whether there is another record for one that can be used no longer, and one more for the next state.
    pub fn can_spare(&self) -> bool {
        self.unused.len() > 1
    }

    /// Never tries this record again: somebody had a part in it who should have none.
    pub fn forget(&mut self) {
        self.current = None;
    }

    /// Somebody has just done that to the record.
    pub fn changed(&mut self, by: Action) {
        match by {
            Action::Exempt | Action::EndExemption => self.is_exempt = !self.is_exempt,
            Action::HandIn => self.versions.push(false),
            Action::Withdraw => {
                self.versions.pop();
            }
            Action::ReleaseFile => self.released(),
            _ => {}
        }
    }

    fn released(&mut self) {
        if let Some(last) = self.versions.last_mut() {
            *last = false;
        }
    }

    /// What somebody did to it may be seen in the next state.
    pub fn bring(&mut self, state: State) -> Result<Case> {
        self.case(state).with_context(|| format!("{}: cannot be brought into {state:?}", self.kind.name))
    }

    fn case(&mut self, state: State) -> Result<Case> {
        let obligation = self.obligation(state)?;
        match &self.shut {
            Some(shut) if state.is_shut() => {
                let case = shut.case.clone();
                if state == State::Opened && !shut.is_opened {
                    self.open(&case)?;
                }
                return Ok(case);
            }
            Some(shut) => {
                self.done(Who::Principal, &format!("{}/thu-hoi", shut.order), &[("reason", "Khóa nhầm hồ sơ")])?;
                self.shut = None;
            }
            None => {}
        }
        let mut case = Case { obligation, ..Case::default() };
        if state == State::Exempt && !self.is_exempt {
            self.done(Who::Principal, &format!("/ho-so/{}/mien", case.obligation), &[("reason", "Lớp nghỉ cả tuần")])?;
            self.is_exempt = true;
        } else if state != State::Exempt && self.is_exempt {
            self.done(Who::Principal, &format!("/ho-so/{}/bo-mien", case.obligation), &[("reason", "Lớp không nghỉ nữa")])?;
            self.is_exempt = false;
        }
        if state.is_before_hand_in() {
            return Ok(case);
        }
        // Of what a single author has taken back nothing is left that counts: nor what was tried while nobody had opened it.
        if state == State::Withdrawn && self.kind.authors.len() == 1 && !self.versions.is_empty() {
            self.withdraw(&self.last.clone())?;
        }
        self.hand_in(state, &mut case)?;
        self.last.clone_from(&case.receipt);
        let steps = self.kind.steps;
        match state {
            // Nobody opens it from here on.
            State::Unopened => return Ok(case),
            State::Withdrawn => {
                self.withdraw(&case.receipt)?;
                case.before = self.versions.last().copied();
                return Ok(case);
            }
            State::ApprovedOnce => self.approve(&mut case, 0)?,
            State::SignedFirst => self.approve(&mut case, 1)?,
            State::Approved | State::TakenBack => (0..steps.len()).try_for_each(|step| self.approve(&mut case, step))?,
            State::Returned => self.decide(&mut case, 0, GIVES_BACK)?,
            State::HeldGivenBack => self.judge(&case, state)?,
            State::HeldReleased => {
                self.judge(&case, state)?;
                self.released();
            }
            State::NotHandedIn | State::Exempt | State::HandedIn | State::Held => {}
            State::Locked | State::Opened | State::Lifted => {}
        }
        if state == State::TakenBack
            && let Some(last) = steps.last().and_then(|step| step.by.first())
        {
            self.done(*last, &format!("/cho-duyet/{}/rut-lai/{}", case.obligation, case.decision), &[])?;
        }
        let open = state.open(self.kind);
        if !open.is_empty() {
            let forms = open.into_iter().map(|step| Ok((step, self.form(&case, step)?)));
            case.forms = forms.collect::<Result<_>>()?;
        }
        if state.is_shut() {
            case.thread = Some(begin_thread(self.visitors, self.kind, &case)?);
            self.shut = Some(Shut { order: self.lock(&case)?, case: case.clone(), is_opened: false });
            if state == State::Opened {
                self.open(&case)?;
            }
        }
        Ok(case)
    }

    /// The principal shuts this one record; the address of the order.
    fn lock(&self, case: &Case) -> Result<String> {
        let order = [("kind", "lock"), ("record", case.obligation.as_str()), ("start", "decided"), ("reason", "Chốt hồ sơ này")];
        give_order(self.visitors, Who::Principal, &order)
    }

    /// Whoever handed in the last version asks for an update, and the principal grants it for an hour.
    fn open(&mut self, case: &Case) -> Result<()> {
        let author = self.kind.authors.last().context("nobody hands it in")?;
        let asked = ask_for_update(self.visitors, *author, &case.obligation)?;
        let address = asked.header("location").filter(|address| address.starts_with("/bo-sung/"));
        let address = address.with_context(|| format!("{author:?} cannot ask for an update: {}", asked.status))?;
        let address = address.split('?').next().unwrap_or_default().to_owned();
        self.done(Who::Principal, &format!("{address}/mo"), &[("hours", "8"), ("proof", PASSWORD)])?;
        if let Some(shut) = &mut self.shut {
            shut.is_opened = true;
        }
        Ok(())
    }

    fn obligation(&mut self, state: State) -> Result<String> {
        if self.current.is_none() || (state.is_before_hand_in() && !self.versions.is_empty()) {
            self.current = Some(self.unused.pop_front().context("there are no more records of this kind")?);
            self.is_exempt = false;
            self.shut = None;
            self.versions.clear();
        }
        self.current.clone().context("no record")
    }

    fn withdraw(&mut self, receipt: &str) -> Result<()> {
        let author = self.kind.authors.last().context("nobody hands it in")?;
        self.done(*author, &format!("/bien-nhan/{receipt}/rut-lai"), &[])?;
        self.versions.pop();
        Ok(())
    }

    fn hand_in(&mut self, state: State, case: &mut Case) -> Result<()> {
        let authors = if self.versions.is_empty() { self.kind.authors } else { &self.kind.authors[self.kind.authors.len() - 1..] };
        let address = format!("/nop/{}", case.obligation);
        for (at, author) in (1..).zip(authors) {
            let is_held = at == authors.len() && matches!(state, State::Held | State::HeldGivenBack | State::HeldReleased);
            let paper = self.paper(is_held);
            let answer = self.visitors.hand_in(*author, &address, &Paper { name: "giao-an.pdf", bytes: &paper })?;
            let location = answer.header("location").unwrap_or_default();
            let receipt = location.strip_prefix("/bien-nhan/");
            case.receipt = receipt.with_context(|| format!("{author:?} did not hand in: {}", answer.status))?.to_owned();
            case.before = self.versions.last().copied();
            self.versions.push(is_held);
        }
        Ok(())
    }

    /// A page that was never handed in before; one that is held runs a script.
    pub fn paper(&mut self, is_held: bool) -> Vec<u8> {
        self.papers += 1;
        let script = if is_held { "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>" } else { "" };
        let about = self.current.as_deref().unwrap_or_default();
        sheet(&format!("{about} {}", self.papers), script)
    }

    fn approve(&self, case: &mut Case, step: usize) -> Result<()> {
        self.decide(case, step, APPROVES)
    }

    /// By the first of those who may.
    fn decide(&self, case: &mut Case, step: usize, typed: &[(&str, &str)]) -> Result<()> {
        case.forms = vec![(step, self.form(case, step)?)];
        let by = self.by(step)?;
        let answer = decide(self.visitors, by, &case.obligation, case.form(step), typed)?;
        let done = answer.header("location").and_then(|location| location.split_once("xong=")?.1.split_once('.'));
        case.decision = done.with_context(|| format!("{by:?} did not decide: {}", answer.status))?.1.to_owned();
        Ok(())
    }

    fn by(&self, step: usize) -> Result<Who> {
        self.kind.steps[step].by.first().copied().context("nobody decides")
    }

    /// The form as it stands before the first of those who decide.
    fn form(&self, case: &Case, step: usize) -> Result<Bound> {
        let by = self.by(step)?;
        let form = bound(&self.visitors.page(by, &format!("/cho-duyet/{}", case.obligation))?);
        ensure!(!form.is_empty(), "{by:?} finds no form");
        Ok(form)
    }

    fn judge(&self, case: &Case, state: State) -> Result<()> {
        let place = format!("/tep-giu-lai/{}/0", case.receipt);
        let way = if state == State::HeldReleased { "cho-mo" } else { "tra-lai" };
        self.done(Who::Principal, &format!("{place}/{way}"), &[("seen", ""), ("reason", "Bỏ đoạn mã trong tệp")])
    }

    fn done(&self, who: Who, path: &str, fields: &[(&str, &str)]) -> Result<()> {
        let answer = self.visitors.post(who, path, fields)?;
        ensure!(answer.status == 303, "POST {path} as {who:?} answered {}", answer.status);
        Ok(())
    }
}

impl Case {
    /// The form of this step, else the first one; where nobody decides there is none, and nothing is bound.
    pub fn form(&self, step: usize) -> &[(String, String)] {
        let of_step = self.forms.iter().find(|(of, _)| *of == step).or_else(|| self.forms.first());
        of_step.map_or(&[], |(_, bound)| bound.as_slice())
    }
}

/// Asks for an update of one record that is shut.
pub fn ask_for_update(visitors: &Visitors, who: Who, obligation: &str) -> Result<Answer> {
    let page = visitors.get(who, &format!("/bo-sung/xin?ho-so={obligation}"))?;
    let key = hidden(page.text()?, "key").into_iter().find(|(name, _)| name == "key");
    let key = key.map_or_else(|| NOTHING.to_owned(), |(_, value)| value);
    let fields = [("key", key.as_str()), ("record", obligation), ("reason", "Cô ốm từ thứ Tư"), ("evidence", "Giấy ra viện")];
    visitors.post(who, "/bo-sung/xin", &fields)
}

/// The thread that the first reviewer has begun about this record; begun now where there is none.
pub fn begin_thread(visitors: &Visitors, kind: &Kind, case: &Case) -> Result<String> {
    let (asker, obligation) = (kind.asks(), &case.obligation);
    let begun = || -> Result<Option<String>> {
        let page = visitors.page(asker, &format!("/ho-so/{obligation}"))?;
        Ok(actions(&page, &format!("/ho-so/{obligation}/gop-y/")).into_iter().next())
    };
    if let Some(thread) = begun()? {
        return Ok(thread);
    }
    let fields = [("version", case.receipt.as_str()), ("comment", "Thứ Tư còn trống.")];
    visitors.post(asker, &format!("/ho-so/{obligation}/gop-y"), &fields)?;
    begun()?.with_context(|| format!("{asker:?} begins no thread"))
}

/// Looks at an order, and gives it as it was looked at; its address.
pub fn give_order(visitors: &Visitors, by: Who, order: &[(&str, &str)]) -> Result<String> {
    let looked_at = visitors.post(by, "/lenh-khoa/soan", &[order, &[("act", "xem")]].concat())?;
    let (_, seen) =
        hidden(looked_at.text()?, "seen").into_iter().find(|(name, _)| name == "seen").context("the order is not shown")?;
    let given = [order, &[("act", "ra"), ("seen", &seen), ("proof", PASSWORD)]].concat();
    let given = visitors.post(by, "/lenh-khoa/soan", &given)?;
    let address = given.header("location").and_then(|address| address.split('?').next());
    Ok(address.with_context(|| format!("{by:?} gives no order: {}", given.status))?.to_owned())
}

/// Sends the form with what somebody types.
pub fn decide(
    visitors: &Visitors,
    who: Who,
    obligation: &str,
    bound: &[(String, String)],
    typed: &[(&str, &str)],
) -> Result<Answer> {
    let bound = bound.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let fields: Vec<(&str, &str)> = bound.chain(typed.iter().copied()).collect();
    visitors.post(who, &format!("/cho-duyet/{obligation}"), &fields)
}

/// A PDF of one page that says this; `script` stands in its catalogue.
pub fn sheet(words: &str, script: &str) -> Vec<u8> {
    let words = format!("BT /F1 13 Tf 72 770 Td ({words}) Tj ET");
    pdf(&[
        format!("<</Type/Catalog/Pages 2 0 R{script}>>"),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>".to_owned(),
        format!("<</Length {}>>\nstream\n{words}\nendstream", words.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>".to_owned(),
    ])
}

/// Objects from 1 on; the first is the catalogue.
fn pdf(objects: &[String]) -> Vec<u8> {
    let mut text = "%PDF-1.7\n".to_owned();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(objects) {
        places.push(text.len());
        text.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    let (table, count) = (text.len(), objects.len() + 1);
    text.push_str(&format!("xref\n0 {count}\n0000000000 65535 f \n"));
    places.iter().for_each(|place| text.push_str(&format!("{place:010} 00000 n \n")));
    text.push_str(&format!("trailer\n<</Size {count}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n"));
    text.into_bytes()
}
