//! Decisions that give rights, the screens of somebody else, and the log: each tried as everybody. What is given here begins long
//! after the days in which records are tried, and to people of whom nothing else is tried.

use std::cell::Cell;

use anyhow::{Context, Result, ensure};

use super::{
    Tally,
    departures::id_of,
    instruments::{OF_THE_TEAM, WEEKS, as_everybody, looks, place, plan_of_4a},
    people::{LEADERSHIP, MANAGERS, Who},
    records::KINDS,
    school_wide::{expected, outcome},
    trial_record::{PASSWORD, sheet},
    visitors::{Paper, Visitors},
};
use crate::{
    http::Answer,
    pages::{actions, hidden},
};

const RECORD: &str = "/quyet-dinh/ghi";
const WAITING: &str = "/can-bo/cho-xac-nhan";
const TODAY: &str = "25/11/2026";
/// Long after the days in which records are tried.
const LATER: &str = "01/03/2027";

/// A member of the team from then on, each by another one of those who may; the last one is never given anything.
const MEMBERS: [&str; 6] =
    ["Cao Thị Nhung", "Ngô Thị Thuý", "Phùng Thị Thu Trang", "Triệu Thị Sáu", "Nông Thị Ươm", "Hồ Thị Kiều Oanh"];
/// The same, entered by the management team and confirmed by the leadership one after the other; the last one waits to the end.
const CONFIRMED: [&str; 4] = ["Trịnh Thị Lụa", "Vũ Thị Thanh Hằng", "Tạ Thị Xuân", "Quách Thị Út"];

/// Whose screens are looked at by whom: the principal looks at everybody's, a vice principal at those outside the leadership, and
/// the management team at those of whoever is outside it and keeps nothing that is fenced off.
const SCREENS: [(Who, &[Who]); 5] = [
    (Who::Thao, MANAGERS),
    (Who::Nurse, LEADERSHIP),
    (Who::ManagementThanh, &[Who::Principal, Who::ViceDao, Who::ViceVan, Who::ManagementDinh]),
    (Who::ViceDao, &[Who::Principal]),
    (Who::Principal, &[]),
];

/// Tries all of it.
pub fn try_all(visitors: &Visitors, tally: &mut Tally) -> Result<()> {
    recorded(visitors, tally)?;
    read(visitors, tally)?;
    given(visitors, tally)?;
    confirmed(visitors, tally)?;
    ended(visitors, tally)?;
    screens(visitors, tally)?;
    log(visitors, tally)
}

/// As everybody gets it: "done" where it is shown.
pub fn gets(visitors: &Visitors, who: Who, path: &str) -> Result<&'static str> {
    Ok(match outcome(&visitors.get(who, path)?) {
        "shown" => "done",
        other => other,
    })
}

/// Sends a decision, with the form of whoever may.
fn send(visitors: &Visitors, who: Who, kind: &str, number: &str) -> Result<Answer> {
    let page = visitors.page(looks(who, MANAGERS), RECORD)?;
    let (_, key) = hidden(&page, "key").into_iter().find(|(name, _)| name == "key").context("the form has no key")?;
    let fields = [
        ("key", key.as_str()),
        ("decision-kind", kind),
        ("number", number),
        ("signed_on", TODAY),
        ("signer", "Nguyễn Thị Minh Nguyệt, hiệu trưởng"),
        ("about", "Phân công năm học"),
        ("from", TODAY),
        ("until", ""),
    ];
    visitors.post(who, RECORD, &fields)
}

/// The page of a decision that the principal records.
fn decision(visitors: &Visitors, kind: &str, number: &str) -> Result<String> {
    let recorded = send(visitors, Who::Principal, kind, number)?;
    ensure!(recorded.status == 303, "no decision is recorded: {}", recorded.status);
    Ok(place(recorded.header("location").context("a decision leads nowhere")?))
}

fn recorded(visitors: &Visitors, tally: &mut Tally) -> Result<()> {
    for who in Who::ALL {
        let may = MANAGERS.contains(&who) || who == Who::OtherSchool;
        let got = outcome(&send(visitors, who, "positions", &format!("{who:?}/QĐ-MNNT"))?);
        tally.note(&format!("a decision is recorded · {who:?}"), expected(who, may), got);
    }
    Ok(())
}

/// The register's pages, pictures of the paper, and who has which right on a day.
fn read(visitors: &Visitors, tally: &mut Tally) -> Result<()> {
    let (read, scanned) = (decision(visitors, "positions", "901/QĐ-MNNT")?, decision(visitors, "positions", "902/QĐ-MNNT")?);
    let scan = |who: Who, page: &str| -> Result<&'static str> {
        let bytes = sheet(&format!("Quyet dinh {who:?}"), "");
        Ok(outcome(&visitors.hand_in(who, &format!("{page}/ban-quet"), &Paper { name: "quyet-dinh.pdf", bytes: &bytes })?))
    };
    ensure!(scan(Who::Principal, &read)? == "done", "no picture of a decision is kept");
    for who in Who::ALL {
        let may = MANAGERS.contains(&who);
        tally.note(&format!("a decision is scanned · {who:?}"), expected(who, may), scan(who, &scanned)?);
        for path in ["", "/tep/0"] {
            let got = gets(visitors, who, &format!("{read}{path}"))?;
            tally.note(&format!("a decision, {path} read · {who:?}"), expected(who, may), got);
        }
        for path in ["/quyet-dinh/quyen?ngay=12/03/2027", "/quyet-dinh/quyen/in?ngay=12/03/2027"] {
            let may = may || who == Who::OtherSchool;
            tally.note(&format!("{path} · {who:?}"), expected(who, may), gets(visitors, who, path)?);
        }
        // Nothing is ticked, so nothing is named by it; whoever may not is refused before.
        let got = outcome(&visitors.post(who, &format!("{read}/gan"), &[("proof", PASSWORD)])?);
        tally.note(&format!("positions are named by a decision · {who:?}"), expected(who, may), got);
    }
    Ok(())
}

/// Somebody is to be a member of the team by this decision.
fn give(visitors: &Visitors, by: Who, team: &str, member: &str) -> Result<Answer> {
    let fields = [("member", member), ("from", LATER), ("proof", PASSWORD)];
    visitors.post(by, &format!("{team}/giao"), &fields)
}

fn given(visitors: &Visitors, tally: &mut Tally) -> Result<()> {
    let team = decision(visitors, "management-team", "903/QĐ-MNNT")?;
    let mut members = MEMBERS.iter();
    let never = id_of(visitors, MEMBERS[MEMBERS.len() - 1])?;
    for who in Who::ALL {
        let may = MANAGERS.contains(&who);
        let member = match if may { members.next() } else { None } {
            Some(name) => id_of(visitors, name)?,
            None => never.clone(),
        };
        let got = outcome(&give(visitors, who, &team, &member)?);
        tally.note(&format!("somebody is taken into the team by a decision · {who:?}"), expected(who, may), got);
    }
    // Nobody of the management team gives themselves anything, not even to wait.
    for who in OF_THE_TEAM.iter().copied() {
        let own = id_of(visitors, who.name())?;
        let fields = [("member", own.as_str()), ("post", "head"), ("place", "Văn phòng"), ("from", LATER), ("proof", PASSWORD)];
        let positions = decision(visitors, "positions", &format!("904-{who:?}/QĐ-MNNT"))?;
        let got = outcome(&visitors.post(who, &format!("{positions}/giao"), &fields)?);
        tally.note(&format!("rights of one's own by a decision · {who:?}"), "refused", got);
    }
    Ok(())
}

/// What waits, by its id.
fn waiting(visitors: &Visitors) -> Result<Vec<String>> {
    let forms = actions(&visitors.page(Who::Principal, WAITING)?, &format!("{WAITING}/"));
    Ok(forms.into_iter().filter_map(|form| form.strip_suffix("/tu-choi").map(str::to_owned)).collect())
}

fn confirmed(visitors: &Visitors, tally: &mut Tally) -> Result<()> {
    let team = decision(visitors, "management-team", "905/QĐ-MNNT")?;
    let next = Cell::new(0);
    let enter = || -> Result<String> {
        let name = CONFIRMED.get(next.get()).context("nobody is left to be taken into the team")?;
        next.set(next.get() + 1);
        let before = waiting(visitors)?;
        let entered = give(visitors, Who::ManagementDinh, &team, &id_of(visitors, name)?)?;
        ensure!(entered.status == 303, "nothing is entered: {}", entered.status);
        let now = waiting(visitors)?.into_iter().find(|id| !before.contains(id));
        Ok(format!("{WAITING}/{}", now.context("nothing waits")?))
    };
    let confirm = |who: Who, waits: &String| Ok(outcome(&visitors.post(who, waits, &[("proof", PASSWORD)])?));
    let turn_down = |waits: &String| -> Result<()> {
        visitors.post(Who::Principal, &format!("{waits}/tu-choi"), &[("reason", "Ghi nhầm người")]).map(drop)
    };
    as_everybody("what waits by a decision is confirmed", LEADERSHIP, tally, enter, confirm, turn_down)
}

fn ended(visitors: &Visitors, tally: &mut Tally) -> Result<()> {
    let number = Cell::new(910);
    let record = || {
        number.set(number.get() + 1);
        decision(visitors, "positions", &format!("{}/QĐ-MNNT", number.get()))
    };
    let end = |who: Who, page: &String| {
        let fields = [("last", TODAY), ("reason", "Có quyết định mới"), ("proof", PASSWORD)];
        Ok(outcome(&visitors.post(who, &format!("{page}/het-hieu-luc"), &fields)?))
    };
    as_everybody("a decision is ended", LEADERSHIP, tally, record, end, |_| Ok(()))
}

fn screens(visitors: &Visitors, tally: &mut Tally) -> Result<()> {
    for (of, lookers) in SCREENS {
        let id = id_of(visitors, of.name())?;
        for path in ["", "/da-nop"] {
            for who in Who::ALL {
                let got = gets(visitors, who, &format!("/can-bo/{id}/xem-nhu{path}"))?;
                tally.note(&format!("screens of {of:?}, {path} · {who:?}"), expected(who, lookers.contains(&who)), got);
            }
        }
    }
    Ok(())
}

/// Whose log each reads, what a filter gives of somebody else, and the log of a record.
fn log(visitors: &Visitors, tally: &mut Tally) -> Result<()> {
    let of_man = format!("/nhat-ky?loai=tai-khoan&nguoi={}", id_of(visitors, Who::HeadMan.name())?);
    let of_record = format!("/nhat-ky?ho-so={}", plan_of_4a(visitors, WEEKS[0])?);
    let plans = KINDS.iter().find(|kind| kind.code == "giao-an" && kind.owner == "Lớp 4A").context("no plans of 4A")?;
    for who in Who::ALL {
        let told = |path: &str, tell: fn(&str) -> &'static str| -> Result<&'static str> {
            let answer = visitors.get(who, path)?;
            Ok(if answer.status == 200 { tell(answer.text()?) } else { outcome(&answer) })
        };
        let whose = |page: &str| if page.contains("<h1>Nhật ký của tôi") { "their own" } else { "the school's" };
        let reads_all = MANAGERS.contains(&who);
        let should = |told: &'static str| if who.is_shut_out() { "the sign-in" } else { told };
        let own = if reads_all || who == Who::OtherSchool { "the school's" } else { "their own" };
        tally.note(&format!("whose log · {who:?}"), should(own), told("/nhat-ky", whose)?);
        let lines = |page: &str| if page.contains("Dòng số") { "some lines" } else { "no line" };
        let some = if reads_all || who == Who::HeadMan { "some lines" } else { "no line" };
        tally.note(&format!("sign-ins of HeadMan in the log · {who:?}"), should(some), told(&of_man, lines)?);
        let sees = plans.opens.contains(&who) || plans.also_sees.contains(&who);
        tally.note(&format!("the log of a plan of 4A · {who:?}"), expected(who, sees), gets(visitors, who, &of_record)?);
        let written = outcome(&visitors.post(who, "/nhat-ky", &[])?);
        tally.note(&format!("the log is written to · {who:?}"), "refused", written);
    }
    Ok(())
}
