//! This month's figure of a clause: each is counted as its own page counts it, and where nothing can be counted, that is said.

use super::{
    month::{approved, checked, handed_in, month_words},
    pledging::pledged,
    subject::{Place, Subject},
};
use crate::{
    dashboard::Scope,
    days::{Timestamp, day_of},
    facts::Facts,
    locks::{LockKind, OrderState},
    mandates::RightsOn,
    my_work::{at_a_glance, week_words},
    notices::WaitingOrders,
    obligations::Owner,
    people::Position,
    permissions::{Action, Actor, decide, decide_check_accounts, decide_pledges, sees_all_updates},
    reviews::WaitingRecords,
    second_factor::SecondFactorDuty,
    security_checks::{Finding, SecurityCheck, assigned_to},
    staff::to_confirm,
    updates::updates_for,
    vietnamese,
};

/// What stands beside a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Figure {
    /// In whole sentences.
    Counted(String),
    /// The program counts nothing of it, and why.
    NotCounted(&'static str),
    /// It is told to those who look after it.
    NotYours,
}

/// What is kept in registers of its own and read for the page alone; nothing of it for whoever does not look after accounts.
#[derive(Clone, Debug, Default)]
pub struct Registers {
    /// Checks of the accounts, the last one first.
    pub checks: Vec<SecurityCheck>,
    /// What is found in the accounts now.
    pub found: Vec<Finding>,
    /// Who has which right today.
    pub rights: Option<RightsOn>,
    /// How many accounts still have the password that was handed out.
    pub initial: Option<usize>,
    /// Who must have a second factor, for everybody.
    pub second_factor: Option<SecondFactorDuty>,
}

const IN_REGISTER: Figure = Figure::NotCounted("Việc này ghi ở sổ của trường; ở đây không đếm.");

impl Subject {
    /// What is counted of it at `now`, as far as `actor` may know it.
    pub fn figure(self, facts: &Facts, actor: &Actor, registers: &Registers, now: Timestamp) -> Figure {
        let (organisation, today) = (facts.organisation(), day_of(now));
        let manages = decide(actor, organisation, Action::ManageAccounts).is_ok();
        let of_managers = |words: Option<String>| words.filter(|_| manages).map_or(Figure::NotYours, Figure::Counted);
        match self {
            Self::Scope => {
                let (week, year) = (week_words(facts, today), vietnamese::school_year(facts.calendar().school_year()));
                Figure::Counted(format!("Hôm nay: {}, năm học {year}.", vietnamese::with_small_beginning(&week)))
            }
            Self::Permissions => of_managers(registers.rights.as_ref().map(|rights| {
                let (people, without) = (rights.people.len(), rights.without_mandate);
                format!("Hôm nay {people} người có quyền; {without} chức vụ chưa ghi theo quyết định nào.")
            })),
            Self::OwnAccount => of_managers(registers.initial.map(|initial| match initial {
                0 => "Mọi người đã đổi mật khẩu được phát.".to_owned(),
                initial => format!("{initial} người chưa đổi mật khẩu được phát."),
            })),
            Self::ManagementTeam => {
                let team = organisation.holders(Position::ManagementTeam, today).into_iter();
                let names: Vec<String> = team.map(|one| organisation.name_of(one.id, today)).collect();
                Figure::Counted(match names.len() {
                    0 => "Hôm nay chưa ai thuộc tổ quản lý phần mềm.".to_owned(),
                    count => format!("Hôm nay {count} người: {}.", names.join(", ")),
                })
            }
            Self::Accounts => of_managers(Some(accounts(actor, registers, now))),
            Self::Locks if Place::LockOrders.may_open(actor, organisation) => Figure::Counted(locks(facts, actor, now)),
            Self::Locks => Figure::NotYours,
            Self::Checking if Place::SpotChecks.may_open(actor, organisation) => {
                let month = month_words(now);
                Figure::Counted(format!("{month}: đã kiểm tra ngẫu nhiên {} hồ sơ.", checked(facts, now)))
            }
            Self::Checking => Figure::NotYours,
            Self::Approval => match Scope::of(actor, organisation) {
                Ok(scope) => Figure::Counted(approved(facts, &scope, now)),
                Err(_) => Figure::NotYours,
            },
            Self::DepartmentApproval if Place::ReviewQueue.may_open(actor, organisation) => {
                let waiting = WaitingRecords::of(facts, actor.person, now).len();
                Figure::Counted(format!("{waiting} hồ sơ đang chờ mình duyệt."))
            }
            Self::DepartmentApproval => Figure::NotYours,
            Self::Granting => of_managers(Some(granting(facts, actor, now))),
            Self::DataSecurity if Place::HeldFiles.may_open(actor, organisation) => {
                let (held, orders) = (facts.held_files.waiting, WaitingOrders::of(facts, actor, now).to_execute);
                Figure::Counted(format!(
                    "{held} tệp giữ lại chờ xem; {orders} lệnh chờ mình thi hành. Bản sao lưu: xem trang Sao lưu."
                ))
            }
            Self::DataSecurity => Figure::NotYours,
            Self::TeachersRecords => records(facts, actor, |owner| matches!(owner, Owner::Class(_) | Owner::Person(_)), now),
            Self::DepartmentsRecords => records(facts, actor, |owner| matches!(owner, Owner::Department(_)), now),
            Self::SectionsRecords => records(facts, actor, |owner| matches!(owner, Owner::Section(_)), now),
            Self::DueDays => records(facts, actor, |_| true, now),
            Self::Incidents | Self::Templates | Self::Guidance => IN_REGISTER,
            Self::Violations | Self::Praise => {
                Figure::NotCounted("Chương trình không chấm điểm ai, không xếp hạng và không đếm vi phạm.")
            }
            Self::Effect => match (facts.regulation.in_force(today), decide_pledges(actor)) {
                (None, _) => Figure::NotCounted("Chưa có bản nào được ban hành trong chương trình nên chưa ai được hỏi cam kết."),
                (Some(_), Err(_)) => Figure::NotYours,
                (Some(version), Ok(_)) => {
                    let list = pledged(&facts.regulation, organisation, version, today);
                    let (done, all) = (list.done(), list.lines.len());
                    Figure::Counted(format!("{}: {done} trên {all} người đã đọc và cam kết.", version.name()))
                }
            },
        }
    }
}

/// Of the whole school or of the departments that somebody leads, as on the dashboard; of everybody else what is left this week, as
/// in the bar.
fn records(facts: &Facts, actor: &Actor, is_of: impl Fn(Owner) -> bool, now: Timestamp) -> Figure {
    Figure::Counted(match Scope::of(actor, facts.organisation()) {
        Ok(scope @ Scope::School) => handed_in(facts, &scope, is_of, now),
        Ok(scope @ Scope::Departments(_)) => format!("Tổ mình phụ trách. {}", handed_in(facts, &scope, is_of, now)),
        Err(_) => match at_a_glance(facts, actor.person, now).left {
            0 => "Tuần này mình không còn việc nào phải nộp.".to_owned(),
            left => format!("Tuần này mình còn {left} việc phải nộp."),
        },
    })
}

/// Past checks are told to whoever checks, and to whoever mends what is theirs.
fn accounts(actor: &Actor, registers: &Registers, now: Timestamp) -> String {
    let (checks, today) = (decide_check_accounts(actor).is_ok(), day_of(now));
    let whose = (!checks).then_some(actor.person);
    let open = assigned_to(&registers.checks, whose, &registers.found, today).len();
    match registers.checks.first() {
        None => "Chưa ghi lần kiểm tra nào.".to_owned(),
        Some(last) if checks => {
            let at = vietnamese::date(day_of(last.at));
            format!("Lần kiểm tra gần nhất: số {}, ngày {at}; {open} điều đang chờ xử lý.", last.number)
        }
        Some(_) => format!("{open} điều đang chờ mình xử lý."),
    }
}

fn locks(facts: &Facts, actor: &Actor, now: Timestamp) -> String {
    let orders = &facts.locks.orders;
    let in_force = |kind| orders.iter().filter(|one| one.plan.kind == kind && one.state(now) == OrderState::InForce).count();
    let (locks, unlocks) = (in_force(LockKind::Lock), in_force(LockKind::Unlock));
    let waits = if sees_all_updates(actor) {
        format!(" {} đề nghị bổ sung chờ mình quyết định.", updates_for(facts, actor, now))
    } else {
        String::new()
    };
    format!("{locks} lệnh khóa và {unlocks} lệnh mở đang thi hành.{waits}")
}

fn granting(facts: &Facts, actor: &Actor, now: Timestamp) -> String {
    let waiting = facts.organisation().waiting.len();
    let mine = to_confirm(facts, actor, now).appointments;
    let mine = if mine > 0 { format!(", {mine} việc chờ mình") } else { String::new() };
    format!("{waiting} việc phân công chờ xác nhận{mine}.")
}
