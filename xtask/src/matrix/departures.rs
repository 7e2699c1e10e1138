//! Who is not there any more: somebody whose positions have ended, and somebody whose account is shut. Both could review before,
//! and asked about records then; whoever may decide about such a record settles that instead of them, and nobody while they are
//! there.

use anyhow::{Context, Result, ensure};

use super::{
    Tally,
    people::{LEADERSHIP, Who},
    records::{KINDS, Kind, State},
    school_wide::{expected, outcome},
    trial_record::{PASSWORD, TrialRecord},
    visitors::Visitors,
};
use crate::pages::{actions, links};

/// Who asks, and goes.
const GOING: [Who; 2] = [Who::Left, Who::Suspended];
/// Where both are deputies, and since when; whoever leaves left on the same day.
const DEPARTMENT: &str = "Mẫu giáo 4–5 tuổi";
const SINCE: &str = "24/11/2026";
/// What heads and deputies look through, week by week.
const CODES: [&str; 2] = ["giao-an", "ke-hoach-tuan"];
/// Of how many kinds of records somebody asked, where few are tried.
const FEW: usize = 2;

/// A thread that somebody has begun who is gone.
pub struct Asked {
    kind: &'static Kind,
    by: Who,
    obligation: String,
    thread: String,
}

/// Both become deputies, ask about a record of each kind, and go.
pub fn leave(visitors: &Visitors, few: bool, tally: &mut Tally) -> Result<Vec<Asked>> {
    for who in GOING {
        let fields = [("post", "deputy-head"), ("place", DEPARTMENT), ("from", SINCE), ("reason", "Quyết định về chậm")];
        done(visitors, Who::Principal, &format!("{}/chuc-vu", page(visitors, who)?), &fields)?;
    }
    let kinds = KINDS.iter().filter(|kind| CODES.contains(&kind.code) && kind.opens.contains(&Who::DeputyQuynhAnh));
    let mut asked = Vec::new();
    for kind in kinds.take(if few { FEW } else { KINDS.len() }) {
        let case = TrialRecord::of(visitors, kind)?.bring(State::Unopened)?;
        for by in GOING {
            let place = format!("/ho-so/{}/gop-y", case.obligation);
            done(visitors, by, &place, &[("version", case.receipt.as_str()), ("comment", "Thứ Tư còn trống.")])?;
            let begun = actions(&visitors.page(by, &format!("/ho-so/{}", case.obligation))?, &format!("{place}/"));
            let thread = begun.into_iter().next().with_context(|| format!("{by:?} begins no thread"))?;
            asked.push(Asked { kind, by, obligation: case.obligation.clone(), thread });
        }
    }
    for one in &asked {
        let expects = |who: Who| match GOING.contains(&who) {
            true if who == one.by => "done",
            true => "refused",
            false => expected(who, false),
        };
        try_to_settle(visitors, one, "is there", expects, tally)?;
    }
    let left = page(visitors, Who::Left)?;
    for held in actions(&visitors.page(Who::Principal, &left)?, &format!("{left}/chuc-vu/")) {
        let fields = [("until", SINCE), ("end_reason", "Chuyển công tác")];
        done(visitors, Who::Principal, &format!("{left}/chuc-vu/{held}"), &fields)?;
    }
    done(visitors, Who::Principal, &format!("{}/tam-khoa", page(visitors, Who::Suspended)?), &[])?;
    let (username, password) = (Who::Suspended.username().unwrap_or_default(), PASSWORD);
    let signed_in = visitors.post(Who::Guest, "/dang-nhap", &[("username", username), ("password", password)])?;
    tally.note("signs in · Suspended", "refused", if signed_in.status == 303 { "done" } else { "refused" });
    Ok(asked)
}

/// Everybody tries to settle what was asked by those who are gone.
pub fn try_all(visitors: &Visitors, asked: &[Asked], tally: &mut Tally) -> Result<()> {
    for one in asked {
        // Whoever might decide about the record in some turn, had they had no part in it.
        let decides = |who: Who| {
            let is_of_turn = one.kind.steps.iter().any(|step| step.by.contains(&who));
            (is_of_turn || LEADERSHIP.contains(&who)) && !one.kind.authors.contains(&who)
        };
        try_to_settle(visitors, one, "is gone", |who| expected(who, decides(who)), tally)?;
    }
    Ok(())
}

/// As everybody; whoever may opens it again.
fn try_to_settle(
    visitors: &Visitors,
    asked: &Asked,
    how: &str,
    expects: impl Fn(Who) -> &'static str,
    tally: &mut Tally,
) -> Result<()> {
    let Asked { kind, by, obligation, thread } = asked;
    for who in Who::ALL {
        for is in ["done", "reopened"] {
            let got = outcome(&visitors.post(who, &format!("/ho-so/{obligation}/gop-y/{thread}"), &[("is", is)])?);
            let what = format!("{} · what {by:?} asked, who {how}, {is} · {who:?}", kind.name);
            tally.note(&what, expects(who), got);
        }
    }
    Ok(())
}

/// The page of somebody of the staff.
fn page(visitors: &Visitors, who: Who) -> Result<String> {
    Ok(format!("/can-bo/{}", id_of(visitors, who.name())?))
}

/// The id of whoever stands under this name in the list of the staff.
pub fn id_of(visitors: &Visitors, name: &str) -> Result<String> {
    let all = links(&visitors.page(Who::Principal, "/can-bo")?, "/can-bo/");
    let known = all.into_iter().find(|(_, known)| known == name);
    Ok(known.with_context(|| format!("{name} is not of the staff"))?.0)
}

fn done(visitors: &Visitors, who: Who, path: &str, fields: &[(&str, &str)]) -> Result<()> {
    let answer = visitors.post(who, path, &[fields, &[("proof", PASSWORD)][..]].concat())?;
    ensure!(answer.status == 303, "POST {path} as {who:?} answered {}", answer.status);
    Ok(())
}
