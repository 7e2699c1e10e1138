//! Accounts and whoever looks after them: sessions, codes beside the password, checks of the accounts, handovers, lists of the
//! staff; each tried as everybody. What is handed over here passes on long after the days in which records are tried.

use std::cell::Cell;

use anyhow::{Context, Result};

use super::{
    Tally,
    departures::id_of,
    instruments::{as_everybody, borrowed, looks, place},
    people::{LEADERSHIP, MANAGERS, Who},
    rights::gets,
    school_wide::{expected, outcome},
    trial_record::{NOTHING, PASSWORD},
    visitors::{Paper, Visitors},
};
use crate::{
    http::Answer,
    pages::{filled, hidden},
};

const ACCOUNT: &str = "/tai-khoan";
const ELSEWHERE: &str = "/tai-khoan/dang-xuat-noi-khac";
const FACTOR: &str = "/tai-khoan/ma-xac-nhan";
const LIST: &str = "/can-bo/nhap";
const CHECK: &str = "/kiem-tra-tai-khoan/ghi";
/// What everybody opens who is signed in and has a password of their own.
const HOME: &str = "/viec-cua-toi";

/// Whoever hands a class over, each confirmed by another one of the leadership; the last one hands over nothing.
const GIVERS: [&str; 4] = ["Lý Thị Dịu", "Công Tằng Tôn Nữ Khánh Huyền", "Trần Thị Thu Hòa", "Nông Thị Ươm"];
/// The user name of the first one.
const FIRST_GIVER: &str = "ltdiu";
/// Whoever takes all of it, with her user name.
const TAKER: (&str, &str) = ("Đinh Thị Thơm", "dtthom");
/// Long after the days in which records are tried.
const LAST_DAY: &str = "26/02/2027";

/// Tries all of it.
pub fn try_all(visitors: &Visitors, tally: &mut Tally) -> Result<()> {
    sessions(visitors, tally)?;
    second_factors(visitors, tally)?;
    checks(visitors, tally)?;
    handovers(visitors, tally)?;
    lists(visitors, tally)?;
    for who in Who::ALL {
        for path in [ACCOUNT, FACTOR, "/thong-bao"] {
            let should = if who.is_shut_out() { "the sign-in" } else { "shown" };
            tally.note(&format!("{path} · {who:?}"), should, outcome(&visitors.get(who, path)?));
        }
    }
    Ok(())
}

/// Somebody's one more session, and how the page names it.
fn another(visitors: &Visitors, who: Who) -> Result<(String, String)> {
    let cookie = visitors.sign_in(who)?;
    let named = hidden(&visitors.page(who, ACCOUNT)?, "session").into_iter().find(|(name, _)| name == "session");
    Ok((cookie, named.with_context(|| format!("{who:?} reads nothing of another session"))?.1))
}

/// Everybody ends what is their own elsewhere, nobody what is another's, and whoever signs out is out.
fn sessions(visitors: &Visitors, tally: &mut Tally) -> Result<()> {
    let (hers, named) = another(visitors, Who::Thao)?;
    for who in Who::ALL.into_iter().filter(|who| *who != Who::Thao) {
        let should = if who.is_shut_out() { "the sign-in" } else { "done" };
        let got = outcome(&visitors.post(who, ELSEWHERE, &[("session", named.as_str())])?);
        tally.note(&format!("asks for the end of a session of Thao · {who:?}"), should, got);
        let goes_on = outcome(&visitors.get_with(Who::Thao, &hers, HOME)?);
        tally.note(&format!("the session of Thao afterwards · {who:?}"), "shown", goes_on);
    }
    visitors.post(Who::Thao, ELSEWHERE, &[("session", named.as_str())])?;
    tally.note("the session of Thao that she has ended", "the sign-in", outcome(&visitors.get_with(Who::Thao, &hers, HOME)?));
    for who in Who::ALL.into_iter().filter(|who| !who.is_shut_out()) {
        let (there, named) = another(visitors, who)?;
        let got = outcome(&visitors.post(who, ELSEWHERE, &[("session", named.as_str())])?);
        tally.note(&format!("a session of one's own is ended · {who:?}"), "done", got);
        let got = outcome(&visitors.get_with(who, &there, HOME)?);
        tally.note(&format!("the session that was ended · {who:?}"), "the sign-in", got);
        let there = visitors.sign_in(who)?;
        tally.note(&format!("signs out · {who:?}"), "the sign-in", outcome(&visitors.post_with(who, &there, "/dang-xuat", &[])?));
        let got = outcome(&visitors.get_with(who, &there, HOME)?);
        tally.note(&format!("the session that was left · {who:?}"), "the sign-in", got);
        tally.note(&format!("the session of before · {who:?}"), "shown", outcome(&visitors.get(who, HOME)?));
    }
    Ok(())
}

/// Whether it is a duty, and the end of one that was lost. Nobody of the demo has one: whoever may end it is told that.
fn second_factors(visitors: &Visitors, tally: &mut Tally) -> Result<()> {
    let thao = format!("/can-bo/{}/tat-ma-xac-nhan", id_of(visitors, Who::Thao.name())?);
    for who in Who::ALL {
        let may = [Who::Principal, Who::OtherSchool].contains(&who);
        let got = outcome(&visitors.post(who, &format!("{FACTOR}/bat-buoc"), &[("act", "end")])?);
        tally.note(&format!("whether a second factor is a duty · {who:?}"), expected(who, may), got);
        let answer = visitors.post(who, &thao, &[("proof", PASSWORD)])?;
        let got = if answer.status == 409 { "there is none" } else { outcome(&answer) };
        let should = if MANAGERS.contains(&who) { "there is none" } else { expected(who, false) };
        tally.note(&format!("the end of a lost second factor · {who:?}"), should, got);
    }
    Ok(())
}

/// A check that is recorded by `who` with the form of whoever may, and where `mends` is given, with a finding for them.
fn check(visitors: &Visitors, who: Who, mends: Option<(usize, &str)>) -> Result<Answer> {
    let page = visitors.page(looks(who, LEADERSHIP), CHECK)?;
    let mut fields = filled(&page, "seen");
    // Nobody is chosen by the form itself: of what nobody mends it asks why.
    for (name, value) in &mut fields {
        if name.starts_with("note") {
            "đã hỏi, không cần xử lý".clone_into(value);
        }
    }
    if let Some((at, mender)) = mends {
        let name = format!("to{at}");
        fields.retain(|(known, _)| *known != name);
        fields.push((name, mender.to_owned()));
    }
    visitors.post(who, CHECK, &borrowed(&fields))
}

fn checks(visitors: &Visitors, tally: &mut Tally) -> Result<()> {
    for who in Who::ALL {
        let may = LEADERSHIP.contains(&who) || who == Who::OtherSchool;
        let got = outcome(&check(visitors, who, None)?);
        tally.note(&format!("a check of the accounts is recorded · {who:?}"), expected(who, may), got);
    }
    let mender = id_of(visitors, Who::ManagementDinh.name())?;
    // The first finding that he can mend, and whoever it is about.
    let page = visitors.page(Who::Principal, CHECK)?;
    let rows = page.split("<li class=\"job cols\">").skip(1);
    let found = rows.enumerate().find(|(_, row)| row.contains(&format!("value=\"{mender}\"")));
    let (at, row) = found.context("nothing is found that the management team can mend")?;
    let about =
        row.split_once("<h2>").and_then(|(_, rest)| rest.split("</h2>").next()).context("a finding has no head")?.to_owned();
    let number = (at + 1).to_string();
    let record = || -> Result<String> {
        let recorded = check(visitors, Who::Principal, Some((at, &mender)))?;
        Ok(place(recorded.header("location").with_context(|| format!("no check is recorded: {}", recorded.status))?))
    };
    let recorded = record()?;
    for path in ["", "/in"] {
        for who in Who::ALL {
            let got = gets(visitors, who, &format!("{recorded}{path}"))?;
            let should = expected(who, LEADERSHIP.contains(&who));
            tally.note(&format!("a check of the accounts, {path} read · {who:?}"), should, got);
        }
    }
    // Whoever was to, and the leadership; nobody of what is about themselves.
    let may: Vec<Who> = LEADERSHIP.iter().copied().chain([Who::ManagementDinh]).filter(|who| !about.contains(who.name())).collect();
    let mend = |who: Who, recorded: &String| {
        let fields = [("number", number.as_str()), ("words", "đã hỏi và đổi mật khẩu")];
        Ok(outcome(&visitors.post(who, &format!("{recorded}/xu-ly"), &fields)?))
    };
    as_everybody("a finding is mended", &may, tally, record, mend, |_| Ok(()))
}

/// Looked at by whoever may, and confirmed by `who`.
fn hand_over(visitors: &Visitors, who: Who, giver: &str, taker: &str) -> Result<Answer> {
    let address = format!("/ban-giao/cua/{}", id_of(visitors, giver)?);
    // The other school's principal has no form of this one.
    let looker = if LEADERSHIP.contains(&who) { who } else { Who::Principal };
    let page = visitors.page(looker, &address)?;
    let (_, key) = hidden(&page, "key").into_iter().find(|(name, _)| name == "key").context("the form has no key")?;
    let fields = [("key", key.as_str()), ("leaving", "school"), ("last", LAST_DAY), ("all", taker), ("words", "")];
    let looked_at = visitors.post(looker, &address, &fields)?;
    let (_, seen) = looked_at.text()?.split_once("name=\"seen\" value=\"").context("nothing is confirmed")?;
    let seen = seen.split_once('"').map_or(seen, |(value, _)| value);
    visitors.post(who, &address, &[&fields[..], &[("seen", seen), ("proof", PASSWORD)]].concat())
}

fn handovers(visitors: &Visitors, tally: &mut Tally) -> Result<()> {
    let (taker, own) = (id_of(visitors, TAKER.0)?, id_of(visitors, Who::Principal.name())?);
    let never = format!("/ban-giao/cua/{}", id_of(visitors, GIVERS[GIVERS.len() - 1])?);
    for who in Who::ALL {
        for (address, may) in [(&never, LEADERSHIP), (&format!("/ban-giao/cua/{own}"), &LEADERSHIP[1..])] {
            let should = if may.contains(&who) { "shown" } else { expected(who, false) };
            tally.note(&format!("the form of a handover, {address} · {who:?}"), should, outcome(&visitors.get(who, address)?));
        }
    }
    let (next, mut confirmed) = (Cell::new(0), Vec::new());
    for who in Who::ALL {
        let may = LEADERSHIP.contains(&who);
        let giver = if may { next.replace(next.get() + 1) } else { GIVERS.len() - 1 };
        let answer = hand_over(visitors, who, GIVERS.get(giver).copied().unwrap_or_default(), &taker)?;
        tally.note(&format!("a handover is confirmed · {who:?}"), expected(who, may), outcome(&answer));
        confirmed.extend(answer.header("location").filter(|address| address.contains("?xong=ghi")).map(place));
    }
    let [first, second, ..] = confirmed.as_slice() else { anyhow::bail!("{} handovers are confirmed", confirmed.len()) };
    signatures(visitors, [first.as_str(), second.as_str()], &taker, tally)
}

/// Of the first handover both sides sign in their accounts or on paper, of the second one on paper alone; nobody signs for another.
fn signatures(visitors: &Visitors, [first, second]: [&str; 2], taker: &str, tally: &mut Tally) -> Result<()> {
    let giver = id_of(visitors, GIVERS[0])?;
    let sign = |who: Who, handover: &str, person: &str| -> Result<&'static str> {
        Ok(outcome(&visitors.post(who, &format!("{handover}/ky"), &[("person", person), ("proof", PASSWORD)])?))
    };
    for who in Who::ALL {
        // The head of whose department the class is reads it too.
        let reads = LEADERSHIP.contains(&who) || who == Who::HeadYen;
        let should = if reads { "shown" } else { expected(who, false) };
        tally.note(&format!("minutes of a handover · {who:?}"), should, outcome(&visitors.get(who, first)?));
        if !LEADERSHIP.contains(&who) {
            tally.note(&format!("signs for somebody else · {who:?}"), expected(who, false), sign(who, first, &giver)?);
        }
        tally.note(&format!("signs for nobody's side · {who:?}"), expected(who, false), sign(who, first, NOTHING)?);
    }
    let (hers, theirs) = (visitors.sign_in_as(FIRST_GIVER)?, visitors.sign_in_as(TAKER.1)?);
    let as_side = |cookie: &str, handover: &str, person: &str| -> Result<&'static str> {
        Ok(outcome(&visitors.post_with(
            Who::Guest,
            cookie,
            &format!("{handover}/ky"),
            &[("person", person), ("proof", PASSWORD)],
        )?))
    };
    let note = |tally: &mut Tally, what: &str, expected: &str, got: &str| {
        tally.note(&format!("a handover is signed · {what}"), expected, got)
    };
    note(tally, "by who takes for who gives", "refused", as_side(&theirs, first, &giver)?);
    note(tally, "by who gives", "done", as_side(&hers, first, &giver)?);
    // Whoever presses twice has signed once.
    note(tally, "by who gives again", "done", as_side(&hers, first, &giver)?);
    note(tally, "by who gives for who takes", "refused", as_side(&hers, first, taker)?);
    note(tally, "by who gives, of another one", "refused", as_side(&hers, second, taker)?);
    note(tally, "on paper, noted by ViceDao", "done", sign(Who::ViceDao, first, taker)?);
    note(tally, "on paper, noted by the principal", "done", sign(Who::Principal, second, &id_of(visitors, GIVERS[1])?)?);
    note(tally, "by who takes", "done", as_side(&theirs, second, taker)?);
    note(tally, "on paper after that, noted by ViceVan", "refused", sign(Who::ViceVan, second, taker)?);
    Ok(())
}

/// A list of the staff, pasted and as a file; nothing of it is taken over.
fn lists(visitors: &Visitors, tally: &mut Tally) -> Result<()> {
    let pasted = [("do", "paste"), ("paste", "Họ tên\tLớp\nNguyễn Hải Minh\t4A\n")];
    let csv = Paper { name: "danh-sach.csv", bytes: "Họ và tên;Lớp\nNguyễn Hải Minh;4A\n".as_bytes() };
    // Of what nobody looked at nothing is taken over; it is shown again.
    let unseen = [("do", "take"), ("seen", "0000000000000000"), ("proof", PASSWORD)];
    for who in Who::ALL {
        let may = MANAGERS.contains(&who) || who == Who::OtherSchool;
        let note = |tally: &mut Tally, what: &str, got: &str| tally.note(&format!("{what} · {who:?}"), expected(who, may), got);
        note(tally, "a list of the staff is pasted", outcome(&visitors.post(who, LIST, &pasted)?));
        note(tally, "a list of the staff is taken over unseen", outcome(&visitors.post(who, LIST, &unseen)?));
        note(tally, "a list of the staff is put away", outcome(&visitors.post(who, LIST, &[("do", "drop")])?));
        note(tally, "a list of the staff comes as a file", outcome(&visitors.hand_in(who, &format!("{LIST}/tep"), &csv)?));
        note(tally, "that list is put away", outcome(&visitors.post(who, LIST, &[("do", "drop")])?));
    }
    let added = visitors.page(Who::Principal, "/can-bo")?.contains("Nguyễn Hải Minh");
    tally.note("somebody of a list that nobody looked at", "is not there", if added { "is there" } else { "is not there" });
    Ok(())
}
