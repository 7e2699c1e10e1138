//! What the leadership does over many records at once, or over time: closures, orders, updates after a lock, more time, and the
//! rules; each tried as everybody, with the form of whoever may. All of it is about weeks that no record on trial is of, and is taken
//! back again.

use anyhow::{Context, Result, ensure};

use super::{
    Tally,
    people::{AS_PRINCIPAL, JUDGES, LEADERSHIP, Who},
    school_wide::{expected, outcome},
    trial_record::{NOTHING, PASSWORD, ask_for_update, give_order},
    visitors::Visitors,
};
use crate::pages::{actions, hidden, links};

const CLOSURE: &str = "/nghi-dot-xuat/bao";
/// A working day on which nothing is tried.
const SHUT_ON: &str = "03/03/2027";
/// The week whose plan of 4A is shut and opened, and the one whose plan gets more time.
pub const WEEKS: [&str; 2] = ["30", "31"];
pub const OF_THE_TEAM: &[Who] = &[Who::ManagementDinh, Who::ManagementThanh];
/// Whoever hands in the plans of 4A; the first one is who asks.
const OF_4A: &[Who] = &[Who::Hoa, Who::Thao];

/// Settings that nobody but the leadership may send, whatever the form says.
const SETTINGS: [&str; 7] = [
    "/cai-dat/quy-dinh",
    "/cai-dat/lich-nam-hoc",
    "/cai-dat/lich-nam-hoc/tep",
    "/cai-dat/bo-sung",
    "/cai-dat/diem-truong",
    "/lenh-khoa/quyen",
    "/gia-han/nhieu",
];

/// Tries all of it.
pub fn try_all(visitors: &Visitors, tally: &mut Tally) -> Result<()> {
    closures(visitors, tally)?;
    orders(visitors, tally)?;
    updates(visitors, tally)?;
    more_time(visitors, tally)?;
    for path in SETTINGS {
        for who in Who::ALL.into_iter().filter(|who| !LEADERSHIP.contains(who) && *who != Who::OtherSchool) {
            let answer = visitors.post(who, path, &[("proof", PASSWORD)])?;
            // What is wrong with a form is told to whoever may send one.
            let got = if answer.status == 422 { "read" } else { outcome(&answer) };
            tally.note(&format!("POST {path} · {who:?}"), expected(who, false), got);
        }
    }
    Ok(())
}

/// Whose form somebody sends: their own where they may, at their own school; else the principal's.
pub fn looks(who: Who, may: &[Who]) -> Who {
    if who == Who::OtherSchool || may.contains(&who) { who } else { Who::Principal }
}

/// Tries as everybody what `act` does, which `may` some: `prepare` lays there what it is done to, once more each time that it was
/// done, and `undo` takes back what was done.
pub fn as_everybody<T>(
    what: &str,
    may: &[Who],
    tally: &mut Tally,
    prepare: impl Fn() -> Result<T>,
    act: impl Fn(Who, &T) -> Result<&'static str>,
    undo: impl Fn(&T) -> Result<()>,
) -> Result<()> {
    let mut on_trial = None;
    for who in Who::ALL {
        let one = match on_trial.take() {
            Some(one) => one,
            None => prepare().with_context(|| format!("{what} cannot be prepared"))?,
        };
        let got = act(who, &one)?;
        tally.note(&format!("{what} · {who:?}"), expected(who, may.contains(&who)), got);
        if got == "done" {
            undo(&one)?;
        } else {
            on_trial = Some(one);
        }
    }
    on_trial.map_or(Ok(()), |one| undo(&one))
}

fn closures(visitors: &Visitors, tally: &mut Tally) -> Result<()> {
    for who in Who::ALL {
        let answer = visitors.post(who, CLOSURE, &borrowed(&looked_at(visitors, looks(who, LEADERSHIP))?))?;
        let may = LEADERSHIP.contains(&who) || who == Who::OtherSchool;
        tally.note(&format!("a closure is declared · {who:?}"), expected(who, may), outcome(&answer));
        if let Some(address) = answer.header("location").filter(|address| address.contains("?xong=bao")) {
            take_back(visitors, who, who, &place(address))?;
        }
    }
    let declare = || -> Result<String> {
        let declared = visitors.post(Who::Principal, CLOSURE, &borrowed(&looked_at(visitors, Who::Principal)?))?;
        Ok(place(declared.header("location").context("no closure is declared")?))
    };
    for (path, words) in [("", "is read"), ("/in", "is printed")] {
        let read = |who: Who, closure: &str| -> Result<&'static str> {
            let got = outcome(&visitors.get(who, &format!("{closure}{path}"))?);
            Ok(if got == "shown" { "read" } else { got })
        };
        let closure = declare()?;
        for who in Who::ALL {
            let should = if who == Who::OtherSchool || who.is_shut_out() { expected(who, false) } else { "read" };
            tally.note(&format!("a closure {words} · {who:?}"), should, read(who, &closure)?);
        }
        take_back(visitors, Who::Principal, Who::Principal, &closure)?;
    }
    let act = |who: Who, closure: &String| take_back(visitors, who, looks(who, LEADERSHIP), closure);
    let undo = |closure: &String| take_back(visitors, Who::Principal, Who::Principal, closure).map(drop);
    as_everybody("a closure is taken back", LEADERSHIP, tally, declare, act, undo)
}

/// What the confirmation of somebody sends who has looked at a storm on that day.
fn looked_at(visitors: &Visitors, by: Who) -> Result<Vec<(String, String)>> {
    let page = visitors.page(by, CLOSURE)?;
    let (_, key) = hidden(&page, "key").into_iter().find(|(name, _)| name == "key").context("the form has no key")?;
    let shown = visitors.page(by, &format!("{CLOSURE}?kind=storm&key={key}&from={SHUT_ON}&to={SHUT_ON}"))?;
    // What was looked at stands on the button; the rest are the fields as they are seen.
    let (_, seen) = shown.split_once("name=\"seen\" value=\"").context("nothing is confirmed")?;
    let seen = seen.split_once('"').map_or(seen, |(value, _)| value);
    let fields = [("kind", "storm"), ("key", &key), ("from", SHUT_ON), ("to", SHUT_ON), ("seen", seen)];
    Ok(fields.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
}

/// As `who`, with what `looker` has seen of it; a closure of another school is none.
fn take_back(visitors: &Visitors, who: Who, looker: Who, closure: &str) -> Result<&'static str> {
    let page = visitors.get(looker, closure)?;
    let seen = hidden(page.text()?, "seen");
    let fields = [borrowed(&seen), vec![("reason", "Bão đổi hướng")]].concat();
    Ok(outcome(&visitors.post(who, &format!("{closure}/rut"), &fields)?))
}

fn orders(visitors: &Visitors, tally: &mut Tally) -> Result<()> {
    let lock = [("kind", "lock"), ("weeks", WEEKS[0]), ("start", "decided"), ("reason", "Chốt hồ sơ tuần này")];
    let by_hand = [("kind", "lock"), ("weeks", WEEKS[0]), ("start", "executed"), ("reason", "Chốt hồ sơ tuần này")];
    for who in Who::ALL {
        let looked_at = visitors.post(looks(who, LEADERSHIP), "/lenh-khoa/soan", &[&lock[..], &[("act", "xem")]].concat())?;
        let seen = hidden(looked_at.text()?, "seen").into_iter().find(|(name, _)| name == "seen");
        let seen = seen.context("the order is not shown")?.1;
        let given = [&lock[..], &[("act", "ra"), ("seen", &seen), ("proof", PASSWORD)]].concat();
        let answer = visitors.post(who, "/lenh-khoa/soan", &given)?;
        let may = LEADERSHIP.contains(&who) || who == Who::OtherSchool;
        tally.note(&format!("a lock is ordered · {who:?}"), expected(who, may), outcome(&answer));
        if let Some(address) = answer.header("location").filter(|address| address.starts_with("/lenh-khoa/")) {
            revoke(visitors, if who == Who::OtherSchool { who } else { Who::Principal }, &place(address))?;
        }
    }
    let undo = |order: &String| revoke(visitors, Who::Principal, order).map(drop);
    let give = || give_order(visitors, Who::Principal, &lock);
    // What the principal has ordered is hers to take back.
    let act = |who: Who, order: &String| revoke(visitors, who, order);
    as_everybody("an order of the principal is taken back", AS_PRINCIPAL, tally, give, act, undo)?;
    let give = || give_order(visitors, Who::Principal, &by_hand);
    let act = |who: Who, order: &String| Ok(outcome(&visitors.post(who, &format!("{order}/thi-hanh"), &[("proof", PASSWORD)])?));
    as_everybody("an order is carried out", OF_THE_TEAM, tally, give, act, undo)
}

fn revoke(visitors: &Visitors, who: Who, order: &str) -> Result<&'static str> {
    let fields = [("reason", "Sở lùi ngày kiểm tra"), ("proof", PASSWORD)];
    Ok(outcome(&visitors.post(who, &format!("{order}/thu-hoi"), &fields)?))
}

fn updates(visitors: &Visitors, tally: &mut Tally) -> Result<()> {
    let lock = [("kind", "lock"), ("weeks", WEEKS[0]), ("start", "decided"), ("reason", "Chốt hồ sơ tuần này")];
    let order = give_order(visitors, Who::Principal, &lock)?;
    let record = plan_of_4a(visitors, WEEKS[0])?;
    let ask = || -> Result<String> {
        let asked = ask_for_update(visitors, OF_4A[0], &record)?;
        let address = asked.header("location").filter(|address| address.ends_with("xong=gui"));
        Ok(place(address.with_context(|| format!("nothing is asked for: {}", asked.status))?))
    };
    // Whichever of the two there is to end.
    let end = |update: &String| {
        ["rut", "xong"].iter().try_for_each(|way| visitors.post(OF_4A[0], &format!("{update}/{way}"), &[]).map(drop))
    };
    let update = ask()?;
    for path in ["", "/in"] {
        for who in Who::ALL {
            let may = JUDGES.contains(&who) || who == OF_4A[0];
            let got = match outcome(&visitors.get(who, &format!("{update}{path}"))?) {
                "shown" => "done",
                other => other,
            };
            tally.note(&format!("what is asked for after a lock, {path} read · {who:?}"), expected(who, may), got);
        }
    }
    end(&update)?;
    let post = |way: &'static str, fields: &'static [(&'static str, &'static str)]| {
        move |who: Who, update: &String| -> Result<&'static str> {
            Ok(outcome(&visitors.post(who, &format!("{update}/{way}"), fields)?))
        }
    };
    // A vice principal proposes what the principal decides, and refuses nothing instead of her.
    let grants = post("mo", &[("hours", "2"), ("proof", PASSWORD)]);
    as_everybody("an update is granted or proposed", LEADERSHIP, tally, ask, grants, end)?;
    let refuses = post("tu-choi", &[("reason", "Đã có bản giấy ở tổ"), ("proof", PASSWORD)]);
    as_everybody("an update is refused", AS_PRINCIPAL, tally, ask, refuses, end)?;
    as_everybody("a request for an update is withdrawn", &OF_4A[..1], tally, ask, post("rut", &[]), end)?;
    let granted = || -> Result<String> {
        let update = ask()?;
        let answer = visitors.post(Who::Principal, &format!("{update}/mo"), &[("hours", "2"), ("proof", PASSWORD)])?;
        ensure!(answer.status == 303, "an update is not granted: {}", answer.status);
        Ok(update)
    };
    as_everybody("an update is finished", &OF_4A[..1], tally, granted, post("xong", &[]), end)?;
    revoke(visitors, Who::Principal, &order).map(drop)
}

fn more_time(visitors: &Visitors, tally: &mut Tally) -> Result<()> {
    let form = format!("/gia-han/xin/{}", plan_of_4a(visitors, WEEKS[1])?);
    let preset = crate::pages::filled(&visitors.page(OF_4A[0], &form)?, "until");
    let (_, until) = preset.into_iter().find(|(name, _)| name == "until").context("no day is preset")?;
    let asks = |who: Who| visitors.post(who, &form, &[("until", until.as_str()), ("reason", "con ốm nặng")]);
    // The forms on the list of whoever asked, and of whoever gave it, but for those of what was there before.
    let forms = |who: Who| -> Result<Vec<String>> { Ok(actions(&visitors.page(who, "/gia-han")?, "/gia-han/")) };
    let known = [forms(OF_4A[0])?, forms(OF_4A[1])?, forms(Who::Principal)?].concat();
    let way = |who: Who, way: &str| -> Result<String> {
        let of_way = forms(who)?.into_iter().find(|one| one.ends_with(way) && !known.contains(one));
        Ok(format!("/gia-han/{}", of_way.with_context(|| format!("no form {way} for {who:?}"))?))
    };
    for who in Who::ALL {
        let answer = asks(who)?;
        tally.note(&format!("more time is asked for · {who:?}"), expected(who, OF_4A.contains(&who)), outcome(&answer));
        if answer.header("location").is_some_and(|place| place.starts_with("/gia-han")) {
            visitors.post(who, &way(who, "/thoi")?, &[])?;
        }
    }
    let ask = || -> Result<String> {
        let asked = asks(OF_4A[0])?;
        ensure!(asked.status == 303, "no time is asked for: {}", asked.status);
        let withdraws = way(OF_4A[0], "/thoi")?;
        Ok(withdraws.strip_suffix("/thoi").unwrap_or(NOTHING).to_owned())
    };
    let post = |way: &'static str, fields: Vec<(&'static str, String)>| {
        move |who: Who, request: &String| -> Result<&'static str> {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            Ok(outcome(&visitors.post(who, &format!("{request}/{way}"), &fields)?))
        }
    };
    let withdraws = |request: &String| visitors.post(OF_4A[0], &format!("{request}/thoi"), &[]).map(drop);
    let ends = |request: &String| -> Result<()> {
        withdraws(request)?;
        let Ok(back) = way(Who::Principal, "/rut") else { return Ok(()) };
        visitors.post(Who::Principal, &back, &[("reason", "Ghi nhầm ngày")]).map(drop)
    };
    as_everybody("a request for more time is withdrawn", &OF_4A[..1], tally, ask, post("thoi", Vec::new()), withdraws)?;
    let reason = vec![("reason", "Tuần này có đoàn kiểm tra".to_owned())];
    as_everybody("more time is refused", LEADERSHIP, tally, ask, post("khong-cho", reason), withdraws)?;
    as_everybody("more time is given", LEADERSHIP, tally, ask, post("cho", vec![("until", until.clone())]), ends)?;
    let given = || -> Result<String> {
        let answer = visitors.post(Who::Principal, &format!("{}/cho", ask()?), &[("until", until.as_str())])?;
        ensure!(answer.status == 303, "more time is not given: {}", answer.status);
        let back = way(Who::Principal, "/rut")?;
        Ok(back.strip_suffix("/rut").unwrap_or(NOTHING).to_owned())
    };
    let takes_back = post("rut", vec![("reason", "Ghi nhầm ngày".to_owned())]);
    let undo = |given: &String| visitors.post(Who::Principal, &format!("{given}/rut"), &[("reason", "Ghi nhầm ngày")]).map(drop);
    as_everybody("more time is taken back", LEADERSHIP, tally, given, takes_back, undo)
}

/// The lesson plan of 4A of a week.
pub fn plan_of_4a(visitors: &Visitors, week: &str) -> Result<String> {
    let page = visitors.page(Who::Principal, &format!("/bang-theo-doi/danh-sach?loai=giao-an&tuan={week}"))?;
    let found = links(&page, "/ho-so/").into_iter().find(|(_, title)| title.ends_with("Lớp 4A"));
    Ok(found.with_context(|| format!("4A has no plan of week {week}"))?.0)
}

/// An address without what was just done.
pub fn place(address: &str) -> String {
    address.split('?').next().unwrap_or_default().to_owned()
}

pub fn borrowed(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}
