//! What is about no single record: who lends whose place, who settles which way records take, and the lists that some may see.
//! Leaves the delegations and the ways under which all records are tried.

use anyhow::{Context, Result, ensure};

use super::{
    Tally,
    people::{AS_PRINCIPAL, JUDGES, LEADERSHIP, MANAGERS, REVIEWERS, Who},
    visitors::Visitors,
};
use crate::{
    http::Answer,
    pages::{hidden, labelled, options},
};

/// A place that may be lent: whose, the word for it in the form, and who may.
struct DelegablePosition {
    of: Who,
    word: &'static str,
    /// Somebody who could act.
    to: Who,
    lends: &'static [Who],
    /// Beside those who lend it: whose place it is.
    ends: &'static [Who],
}

/// A head's place is any of the leadership's to lend, a vice principal's the principal's, the principal's only the principal's.
const DELEGABLE: [DelegablePosition; 4] = [
    DelegablePosition { of: Who::HeadYen, word: "tổ trưởng", to: Who::TeacherNt1, lends: LEADERSHIP, ends: &[Who::HeadYen] },
    DelegablePosition {
        of: Who::DeputyQuynhAnh,
        word: "tổ phó",
        to: Who::TeacherNt1,
        lends: LEADERSHIP,
        ends: &[Who::DeputyQuynhAnh],
    },
    DelegablePosition {
        of: Who::ViceVan,
        word: "phó hiệu trưởng",
        to: Who::HeadYen,
        lends: &[Who::Principal],
        ends: &[Who::ViceVan],
    },
    DelegablePosition { of: Who::Principal, word: "hiệu trưởng", to: Who::ViceDao, lends: &[Who::Principal], ends: &[] },
];

/// Long after the days in which records are tried.
const LATER: [&str; 2] = ["02/03/2027", "05/03/2027"];
const TODAY: &str = "25/11/2026";
const TOMORROW: &str = "26/11/2026";
const END: &str = "31/12/2026";
/// Who acted, acts and will act while records are tried: whose place, who, from when on, and whether it is ended at once.
const LENT: [(Who, &str, Who, &str, bool); 5] = [
    (Who::HeadAm, "tổ trưởng", Who::ActedNhung, TODAY, true),
    (Who::HeadAm, "tổ trưởng", Who::ActingDuyen, TODAY, false),
    (Who::DeputyQuynhAnh, "tổ phó", Who::WillActLan, TOMORROW, false),
    (Who::HeadKimChi, "tổ trưởng", Who::ViceDao, TODAY, false),
    (Who::Principal, "hiệu trưởng", Who::ViceVan, TODAY, false),
];

/// Lists, with those to whom they are shown.
const LISTS: [(&str, &[Who]); 60] = [
    ("/cho-duyet", REVIEWERS),
    ("/tep-giu-lai", JUDGES),
    ("/luu-tru", JUDGES),
    ("/luu-tru/thoi-han", JUDGES),
    ("/luu-tru/giu-lai", JUDGES),
    ("/luu-tru/xuat-toan-truong", AS_PRINCIPAL),
    ("/luu-tru/tieu-huy", JUDGES),
    // The same people: whoever acts for the leadership, and the management team.
    ("/lenh-khoa", JUDGES),
    ("/uy-quyen", SEE_DELEGATIONS),
    ("/quyet-dinh", JUDGES),
    ("/quyet-dinh/ghi", JUDGES),
    ("/quyet-dinh/quyen", JUDGES),
    ("/bang-theo-doi/duyet", SEE_DASHBOARD),
    ("/bang-theo-doi/bao-cao-tuan", SEE_DASHBOARD),
    (WAYS, LEADERSHIP),
    ("/kiem-tra-ngau-nhien", LEADERSHIP),
    ("/nghi-dot-xuat/bao", LEADERSHIP),
    ("/nghi-dot-xuat", &Who::ALL),
    ("/gia-han", &Who::ALL),
    ("/gia-han/nhieu", LEADERSHIP),
    ("/doi-luot", &Who::ALL),
    ("/ban-giao", &Who::ALL),
    ("/kiem-tra-tai-khoan", MANAGERS),
    ("/du-lieu-cua-toi", &Who::ALL),
    ("/yeu-cau-du-lieu", MANAGERS),
    // Everybody reports an incident and proposes something, and reads what is theirs (decision 0045).
    ("/so", &Who::ALL),
    ("/so/su-co", &Who::ALL),
    ("/so/su-co/moi", &Who::ALL),
    ("/so/de-xuat/moi", &Who::ALL),
    ("/so/tap-huan", &Who::ALL),
    ("/so/tap-huan/moi", MANAGERS),
    ("/so/cong-van-den", CLERKS),
    ("/so/cong-van-di/moi", CLERKS),
    // Whoever is praised, or whom a case is about, finds it there; all others find nothing.
    ("/so/khen-thuong", &Who::ALL),
    ("/so/khen-thuong/moi", LEADERSHIP),
    ("/so/khen-thuong/de-nghi", LEADERSHIP),
    ("/so/vi-pham", &Who::ALL),
    ("/so/vi-pham/moi", LEADERSHIP),
    ("/ban-luu", &Who::ALL),
    ("/ban-luu/moi-nguoi", MANAGERS),
    ("/ban-luu/nhan-lai", MANAGERS),
    ("/so-cuoi-nam", &Who::ALL),
    ("/cai-dat/ai-duoc-xem", LEADERSHIP),
    ("/kiem-tra-tai-khoan/ghi", LEADERSHIP),
    ("/quy-che", &Who::ALL),
    // The other school's principal amends that school's.
    ("/quy-che/ban-moi", &[Who::Principal]),
    ("/viec-duoc-giao", &Who::ALL),
    ("/viec-duoc-giao/moi", AS_PRINCIPAL),
    ("/mau-ho-so", &Who::ALL),
    ("/bo-sung", &Who::ALL),
    ("/bo-sung/xin", &Who::ALL),
    ("/lenh-khoa/soan", LEADERSHIP),
    ("/viec-theo-gio", JUDGES),
    ("/nhat-ky", &Who::ALL),
    ("/nam-hoc/chua-tra-loi", LEADERSHIP),
    ("/nam-hoc/lop", MANAGERS),
    ("/cai-dat/diem-truong", LEADERSHIP),
    ("/cai-dat/quy-dinh", LEADERSHIP),
    ("/cai-dat/lich-nam-hoc", LEADERSHIP),
    ("/cai-dat/bo-sung", LEADERSHIP),
];

/// Whoever keeps the documents that come and go.
const CLERKS: &[Who] = &[Who::ClerkTuyet, Who::ViceDao, Who::ViceVan, Who::Principal];

/// Where a school settles who reviews what.
const WAYS: &str = "/cai-dat/duyet";
/// What department and leadership look at side by side while records are tried, by its name.
const SIDE_BY_SIDE: &str = "Tư liệu dạy học";

/// The leadership, and everybody about whom one is.
const SEE_DELEGATIONS: &[Who] = &[
    Who::Principal,
    Who::ViceDao,
    Who::ViceVan,
    Who::HeadAm,
    Who::ActedNhung,
    Who::ActingDuyen,
    Who::DeputyQuynhAnh,
    Who::WillActLan,
    Who::HeadKimChi,
    Who::HeadYen,
    Who::TeacherNt1,
];

/// Leadership, management team, and whoever leads a department or acts for one who does.
const SEE_DASHBOARD: &[Who] = &[
    Who::Principal,
    Who::ViceDao,
    Who::ViceVan,
    Who::ManagementDinh,
    Who::ManagementThanh,
    Who::HeadAm,
    Who::DeputyQuynhAnh,
    Who::ActingDuyen,
    Who::HeadYen,
    Who::HeadKimChi,
    Who::HeadMan,
    Who::DeputyTuoi,
    Who::ClerkTuyet,
];

/// Tries who lends and ends what and who changes the ways, lends what the records are tried under, and tries the lists.
pub fn try_all(visitors: &Visitors, tally: &mut Tally) -> Result<()> {
    for place in &DELEGABLE {
        lending(visitors, place, tally)?;
    }
    for (of, word, to, from, ends) in LENT {
        let form = form(visitors, of, word, to, [from, END])?;
        lend(visitors, Who::Principal, &form)?;
        if ends {
            end(visitors, Who::Principal, &newest(visitors, to, of)?)?;
        }
    }
    ways(visitors, tally)?;
    for (path, seen_by) in LISTS {
        for who in Who::ALL {
            // The other school has lists of its own, and its principal sees them.
            let expected = match who {
                who if who.is_shut_out() => "the sign-in",
                who if who == Who::OtherSchool || seen_by.contains(&who) => "shown",
                _ => "refused",
            };
            tally.note(&format!("{path} · {who:?}"), expected, outcome(&visitors.get(who, path)?));
        }
    }
    Ok(())
}

/// Everybody sends department and leadership together to what nobody had to approve; whoever leads a school, theirs.
fn ways(visitors: &Visitors, tally: &mut Tally) -> Result<()> {
    for who in Who::ALL {
        let leader = if who == Who::OtherSchool { who } else { Who::Principal };
        let page = visitors.page(leader, WAYS)?;
        let route = labelled(&page, SIDE_BY_SIDE).with_context(|| format!("no way of {SIDE_BY_SIDE}"))?;
        let mut form = hidden(&page, "seen");
        form.push((route, "department-and-leadership".to_owned()));
        let fields: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let may = LEADERSHIP.contains(&who) || who == Who::OtherSchool;
        tally.note(&format!("{WAYS} changed · {who:?}"), expected(who, may), outcome(&visitors.post(who, WAYS, &fields)?));
    }
    Ok(())
}

/// What somebody fills in.
type Form = Vec<(&'static str, String)>;

/// As everybody, with the form of whoever may.
fn lending(visitors: &Visitors, place: &DelegablePosition, tally: &mut Tally) -> Result<()> {
    let form = form(visitors, place.of, place.word, place.to, LATER)?;
    for who in Who::ALL {
        let may = place.lends.contains(&who);
        let got = outcome(&lend_as(visitors, who, &form)?);
        tally.note(&format!("lend the place of {:?} · {who:?}", place.of), expected(who, may), got);
        if got == "done" {
            end(visitors, Who::Principal, &newest(visitors, place.to, place.of)?)?;
        }
    }
    for who in Who::ALL {
        lend(visitors, Who::Principal, &form)?;
        let lent = newest(visitors, place.to, place.of)?;
        let may = place.lends.contains(&who) || place.ends.contains(&who);
        let got = outcome(&visitors.post(who, &format!("/uy-quyen/{lent}/ket-thuc"), &[])?);
        tally.note(&format!("end what is lent of {:?} · {who:?}", place.of), expected(who, may), got);
        if got != "done" {
            end(visitors, Who::Principal, &lent)?;
        }
    }
    Ok(())
}

pub const fn expected(who: Who, may: bool) -> &'static str {
    match may {
        _ if who.is_shut_out() => "the sign-in",
        true => "done",
        false => "refused",
    }
}

pub fn outcome(answer: &Answer) -> &'static str {
    match (answer.status, answer.header("location")) {
        (200, _) => "shown",
        (303, Some(location)) if location.starts_with("/dang-nhap") => "the sign-in",
        (401, _) => "the sign-in",
        (303, _) => "done",
        (403 | 404 | 409 | 422, _) => "refused",
        _ => "something strange",
    }
}

/// As the principal's page offers it.
fn form(visitors: &Visitors, of: Who, word: &str, to: Who, [from, until]: [&str; 2]) -> Result<Form> {
    let offered = options(&visitors.page(Who::Principal, "/uy-quyen")?);
    // "Lê Thị Ấm, tổ trưởng Mẫu giáo 4–5 tuổi" in the one choice, and behind it in the other one whoever works here, each with
    // their positions.
    let place = offered.iter().find(|(_, words)| words.starts_with(&format!("{}, {word}", of.name())));
    let person = offered.iter().rev().find(|(_, words)| words.starts_with(to.name()));
    let (place, person) = place.zip(person).with_context(|| format!("{of:?} and {to:?} are not offered"))?;
    Ok(vec![
        ("place", place.0.clone()),
        ("to", person.0.clone()),
        ("from", from.to_owned()),
        ("until", until.to_owned()),
        ("decision", "15/QĐ-MNNT".to_owned()),
        ("proof", "nam-thanh-2024".to_owned()),
    ])
}

fn lend_as(visitors: &Visitors, who: Who, form: &Form) -> Result<Answer> {
    let fields: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    visitors.post(who, "/uy-quyen", &fields)
}

fn lend(visitors: &Visitors, who: Who, form: &Form) -> Result<()> {
    let answer = lend_as(visitors, who, form)?;
    ensure!(answer.status == 303, "{who:?} lends nothing: {}", answer.status);
    Ok(())
}

fn end(visitors: &Visitors, who: Who, lent: &str) -> Result<()> {
    let answer = visitors.post(who, &format!("/uy-quyen/{lent}/ket-thuc"), &[])?;
    ensure!(answer.status == 303, "{who:?} ends nothing: {}", answer.status);
    Ok(())
}

/// The delegation of `to` for `of` that the principal can end.
fn newest(visitors: &Visitors, to: Who, of: Who) -> Result<String> {
    let page = visitors.page(Who::Principal, "/uy-quyen")?;
    let line = page
        .split("<li ")
        .find(|line| line.contains(&format!("<h3>{}</h3>", to.name())) && line.contains(of.name()) && line.contains("/ket-thuc"));
    let action = line.and_then(|line| line.split_once("action=\"/uy-quyen/")?.1.split('/').next());
    action.map(str::to_owned).with_context(|| format!("nothing is lent to {to:?} for {of:?}"))
}
