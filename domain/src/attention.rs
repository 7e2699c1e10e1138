//! What waits for one person beside their records, or was given to them lately: the lines at the top of "Việc của tôi", each with
//! a way to where it is done.

use chrono::TimeDelta;

use crate::{
    absences::Absence,
    days::{Timestamp, day_of},
    facts::Facts,
    handovers::{Handover, HandoverId, Side},
    notices::WaitingOrders,
    people::{Person, Position},
    permissions::{Actor, decide_move_entry, decide_read_entry},
    personal_copies::{KnownCopies, uncopied_for_long},
    refusal::Words,
    registers::{ANSWER_BY, EntryId, EntryLine, RegisterKind, Waiting, Who, waits_for_answer},
    staff::to_confirm,
    vietnamese,
};

/// How long somebody is told that they were named to the management team, in days.
const TOLD_FOR: TimeDelta = TimeDelta::days(14);

/// How long somebody is told that what they entered in a register was answered, in days.
const ANSWERED_FOR: TimeDelta = TimeDelta::days(3);

/// What is known of registers, for one person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownEntries {
    /// Of everybody's.
    pub waiting: Waiting,
    /// What they entered last, and what is about them.
    pub own: Vec<EntryLine>,
    /// Entries of which each is known to a few alone, those that are not over.
    pub secret: Vec<EntryLine>,
}

/// Where a line leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Handover(HandoverId),
    Orders,
    Findings,
    Passwords,
    Appointments,
    /// Help for the management team.
    TeamHelp,
    Absences,
    /// One's own copy.
    PersonalCopy,
    /// A register with what waits in it.
    Register(RegisterKind),
    /// An entry of one's own that was answered.
    Entry(RegisterKind, EntryId),
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attention {
    pub words: Words,
    pub way: Way,
}

impl Attention {
    /// Whether it is told on the dashboard by a line of its own: what waits to be confirmed and orders are told there already.
    pub const fn needs_a_line_on_the_dashboard(&self) -> bool {
        match self.way {
            Way::Handover(_) | Way::Findings | Way::TeamHelp | Way::Register(_) | Way::Entry(..) => true,
            Way::Orders | Way::Passwords | Way::Appointments | Way::Absences | Way::PersonalCopy => false,
        }
    }
}

/// The lines of `actor` at `now`: `handovers` are all of the school, `findings` is how many findings about accounts they are to
/// mend, `entries` what waits in registers and what they entered last.
pub fn attention(
    facts: &Facts,
    actor: &Actor,
    handovers: &[Handover],
    findings: usize,
    entries: &KnownEntries,
    now: Timestamp,
) -> Vec<Attention> {
    let mut lines: Vec<Attention> = away(facts, actor, now).into_iter().collect();
    lines.extend(handovers.iter().filter_map(|one| to_sign(facts, actor, one)));
    let mut line = |count: usize, fact: &str, advice: &str, way| lines.extend(counted(count, fact, advice, way));
    let orders = WaitingOrders::of(facts, actor, now);
    line(orders.to_execute, "lệnh khóa, mở chờ thi hành", "Đọc lệnh rồi bấm Thi hành ở trang của lệnh.", Way::Orders);
    line(orders.to_sign, "lệnh khóa, mở chờ ký", "Ký rồi lệnh mới có hiệu lực.", Way::Orders);
    let mend = "Ban giám hiệu giao khi kiểm tra bảo mật tài khoản; làm xong thì ghi lại ở đó.";
    line(findings, "điều về tài khoản chờ xử lý", mend, Way::Findings);
    let confirm = to_confirm(facts, actor, now);
    let passwords = "Tổ quản lý phần mềm đã phát; ban giám hiệu hỏi lại đúng người rồi xác nhận.";
    line(confirm.passwords, "mật khẩu mới phát đang chờ xác nhận", passwords, Way::Passwords);
    let whose = facts.organisation().person(actor.person).map_or("", |person| person.honorific.word());
    let appointments = format!("việc phân công chờ {whose} xác nhận");
    line(confirm.appointments, &appointments, "Xác nhận rồi mới có hiệu lực.", Way::Appointments);
    let KnownEntries { waiting, own, secret } = entries;
    let is_manager = actor.is_leadership() || actor.is_management_team();
    let incidents = if is_manager { waiting.incidents } else { 0 };
    line(incidents, "sự cố chưa xử lý xong", "Người báo đang chờ trả lời.", Way::Register(RegisterKind::Incidents));
    let proposals = if actor.is_leadership() { waiting.proposals } else { 0 };
    line(proposals, "đề xuất chờ duyệt", "Duyệt hoặc trả lời người đề xuất.", Way::Register(RegisterKind::Proposals));
    lines.extend(secret.iter().filter_map(|one| to_say(facts, actor, one, now)));
    lines.extend(own.iter().filter_map(|one| answered(facts, actor, one, now)));
    lines.extend(named(facts, actor, now));
    lines
}

/// Whether `actor` should take a copy home, by what is known of theirs. It stands behind the records of today: a copy can wait until
/// what is due is handed in.
pub fn copy_line(facts: &Facts, actor: &Actor, copies: &KnownCopies, now: Timestamp) -> Option<Attention> {
    let uncopied = uncopied_for_long(facts, actor, copies, now).unwrap_or_default();
    let advice = "Tải về máy riêng, khi hệ thống hỏng vẫn còn hồ sơ của mình.";
    counted(uncopied, "hồ sơ chưa có trong bản lưu cá nhân", advice, Way::PersonalCopy)
}

/// "3 lệnh …", where there is any.
fn counted(count: usize, fact: &str, advice: &str, way: Way) -> Option<Attention> {
    let words = || Words { fact: format!("{count} {fact}"), advice: advice.to_owned() };
    (count > 0).then(|| Attention { words: words(), way })
}

/// Something in a secret register waits for `actor`: for their answer, their advice or their decision.
fn to_say(facts: &Facts, actor: &Actor, entry: &EntryLine, now: Timestamp) -> Option<Attention> {
    let register = entry.register.register();
    let theirs = |who: Who| {
        let mut ways = register.moves_from(&entry.step.state).filter(|way| way.who == who);
        ways.any(|way| decide_move_entry(actor, facts.organisation(), entry, way.to, day_of(now)).is_ok())
    };
    let (what, advice) = if waits_for_answer(entry) && theirs(Who::Concerned) {
        let by = entry.says(ANSWER_BY);
        ("chờ mình giải trình", format!("Đọc rồi viết giải trình trước hết ngày {by}."))
    } else if theirs(Who::Adviser) {
        ("chờ mình tham mưu", "Đọc hồ sơ và giải trình rồi viết ý kiến.".to_owned())
    } else if theirs(Who::Principal) {
        ("chờ quyết định", "Đọc hồ sơ, giải trình, tham mưu rồi quyết định.".to_owned())
    } else {
        return None;
    };
    let fact = format!("{} {} {what}", vietnamese::capitalised(register.one), entry.name());
    Some(Attention { words: Words { fact, advice }, way: Way::Entry(entry.register, entry.id) })
}

/// Somebody else took a step with what `actor` entered, lately.
fn answered(facts: &Facts, actor: &Actor, entry: &EntryLine, now: Timestamp) -> Option<Attention> {
    let step = &entry.step;
    let is_new = step.number > 1 && step.by != actor.person && now < step.at + ANSWERED_FOR;
    decide_read_entry(actor, facts.organisation(), entry).ok()?;
    let register = entry.register.register();
    let state = register.state(&step.state)?.words;
    let fact = format!("{} {}: {}", vietnamese::capitalised(register.one), entry.name(), vietnamese::with_small_beginning(state));
    // A page on which several people look at once says nothing of what is secret.
    let advice = if register.is_secret() { "Mở ra để đọc.".to_owned() } else { step.words.clone() };
    let words = Words { fact, advice };
    is_new.then_some(Attention { words, way: Way::Entry(entry.register, entry.id) })
}

/// Whoever is away and looks in all the same reads until when, and who does their work: not every row says it.
fn away(facts: &Facts, actor: &Actor, now: Timestamp) -> Option<Attention> {
    let (organisation, today) = (facts.organisation(), day_of(now));
    let is_away = |one: &&Absence| one.person == actor.person && one.ended.is_none() && one.days.contains(today);
    let absence = facts.absences.iter().find(is_away)?;
    let whose = organisation.person(actor.person).map_or("", |person| person.honorific.word());
    let cover = absence.cover.and_then(|cover| organisation.person(cover)).map(Person::mention);
    let word = organisation.cover_word(absence.person, today);
    let stands_in = cover.as_ref().map(|cover| format!(", {cover} {word}")).unwrap_or_default();
    let fact = format!("{} đang nghỉ đến hết {}{stands_in}", vietnamese::capitalised(whose), vietnamese::date(absence.days.to));
    let advice = match cover {
        Some(cover) => format!("Hồ sơ đến hạn những ngày này do {cover} nộp. Đi làm lại sớm thì báo ban giám hiệu ghi."),
        None => "Đi làm lại sớm thì báo ban giám hiệu ghi.".to_owned(),
    };
    Some(Attention { words: Words { fact, advice }, way: Way::Absences })
}

/// A handover waits for the name of `actor`, who is told what goes to whom.
fn to_sign(facts: &Facts, actor: &Actor, handover: &Handover) -> Option<Attention> {
    let side = handover.side(actor.person).filter(|_| handover.signature(actor.person).is_none())?;
    let organisation = facts.organisation();
    let mention = |id| organisation.person(id).map_or_else(|| organisation.full_name(id), Person::mention);
    let first = handover.last.succ_opt().unwrap_or(handover.last);
    let fact = match side {
        Side::Gives => "Biên bản bàn giao của mình chờ ký".to_owned(),
        Side::Takes => format!("Nhận bàn giao từ {}, biên bản chờ ký", mention(handover.of)),
    };
    let theirs = handover.items.iter().filter(|item| side == Side::Gives || item.to == Some(actor.person));
    let item = |position: Position, to: Option<_>| {
        let title = organisation.titles(&[position]);
        to.map_or_else(|| format!("{title}: chưa có người nhận"), |to| format!("{title}: {} nhận", mention(to)))
    };
    let items: Vec<String> = theirs.map(|one| item(one.position, one.to)).collect();
    let advice = format!("Từ ngày {}, {}.", vietnamese::date(first), vietnamese::with_small_beginning(&items.join("; ")));
    Some(Attention { words: Words { fact, advice }, way: Way::Handover(handover.id) })
}

/// Who was named to the management team lately reads it, and what is to be done there.
fn named(facts: &Facts, actor: &Actor, now: Timestamp) -> Option<Attention> {
    let today = day_of(now);
    let mut own = facts.organisation().own_appointments().filter(|one| one.person == actor.person);
    let named = own.find(|one| one.position == Position::ManagementTeam && one.holds_on(today) && one.from + TOLD_FOR >= today)?;
    let words = Words {
        fact: format!("Ở trong tổ quản lý phần mềm từ ngày {}", vietnamese::date(named.from)),
        advice: "Việc của tổ có ở trang Hướng dẫn; các trang mới nằm dưới tên mình ở góc trên.".to_owned(),
    };
    Some(Attention { words, way: Way::TeamHelp })
}

#[cfg(test)]
mod tests;
