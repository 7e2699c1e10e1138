//! Spot checks of what a department approved before today: who draws, who signs that they have looked, and who sees the sheet.
//! Right after an approval nobody signs: `Action::SpotCheck`.

use std::collections::VecDeque;

use anyhow::{Context, Result};

use super::{
    Tally,
    people::{LEADERSHIP, Who},
    records::{KINDS, Kind},
    school_wide::{expected, outcome},
    trial_record::SIGNS,
    visitors::Visitors,
};
use crate::pages::{hidden, links, told};

const DRAWS: &str = "/kiem-tra-ngau-nhien";
/// No version has more files in the school of the trial.
const FILES: usize = 4;

/// A version that waits for nobody, and what signs for it.
struct Plan {
    kind: &'static Kind,
    obligation: String,
    receipt: String,
    tick: String,
}

#[derive(Clone, Copy, Debug)]
enum Way {
    Desk,
    /// From the page of a draw.
    Together,
}

/// The leadership draws and signs, each for a plan of their own; nobody signs for what was signed for.
pub fn try_all(visitors: &Visitors, tally: &mut Tally) -> Result<()> {
    for who in Who::ALL {
        let may = LEADERSHIP.contains(&who) || who == Who::OtherSchool;
        let drawn = visitors.get(who, &format!("{DRAWS}?to=&tuan=ca-nam&so=10"))?;
        tally.note(&format!("{DRAWS}, drawn · {who:?}"), expected(who, may), outcome(&drawn));
    }
    let mut plans = approved(visitors)?;
    let count = plans.len();
    let mut plan = None;
    for way in [Way::Desk, Way::Together] {
        for who in Who::ALL {
            let on_trial = match plan.take() {
                Some(plan) => plan,
                None => plans.pop_front().with_context(|| format!("{count} plans to check are too few"))?,
            };
            let stands = |plan: &Plan| Ok::<_, anyhow::Error>(told(&visitors.page(Who::Principal, &record(plan))?));
            let before = stands(&on_trial)?;
            let got = sign(visitors, who, way, &on_trial)?;
            let what = format!("spot check, {way:?} · {who:?}");
            tally.note(&what, expected(who, LEADERSHIP.contains(&who)), got);
            // It stays approved by its department, and nothing else is told of it.
            let should = if got == "done" { format!("{before}, ban giám hiệu đã kiểm tra") } else { before };
            tally.note(&format!("{what} · told afterwards"), &should, &stands(&on_trial)?);
            if got == "done" {
                checked(visitors, (who, way), &on_trial, tally)?;
            }
            // Whoever signs for nothing is refused for the last one too, though it was signed for.
            if got != "done" || plans.is_empty() {
                plan = Some(on_trial);
            }
        }
    }
    Ok(())
}

fn record(plan: &Plan) -> String {
    format!("/ho-so/{}", plan.obligation)
}

/// One check is enough; its sheet is for whoever opens the version.
fn checked(visitors: &Visitors, (by, way): (Who, Way), plan: &Plan, tally: &mut Tally) -> Result<()> {
    for who in LEADERSHIP {
        let got = sign(visitors, *who, way, plan)?;
        tally.note(&format!("checked by {by:?}, {way:?} again · {who:?}"), expected(*who, *who == by), got);
    }
    for who in Who::ALL {
        let got = match outcome(&visitors.get(who, &format!("/phieu-kiem-tra/{}", plan.receipt))?) {
            "shown" => "done",
            other => other,
        };
        tally.note(&format!("sheet of the check by {by:?} · {who:?}"), expected(who, plan.kind.opens.contains(&who)), got);
    }
    Ok(())
}

/// As somebody who has opened it and its files, where they may.
fn sign(visitors: &Visitors, who: Who, way: Way, plan: &Plan) -> Result<&'static str> {
    let fields = [&[("check", plan.tick.as_str()), ("draw", "")], SIGNS].concat();
    let desk = format!("/cho-duyet/{}", plan.obligation);
    let answer = match way {
        Way::Desk => visitors.post(who, &format!("{desk}/kiem-tra"), &fields)?,
        Way::Together => {
            visitors.get(who, &desk)?;
            (0..FILES).try_for_each(|file| visitors.get(who, &format!("/tep/{}/{file}", plan.receipt)).map(drop))?;
            visitors.post(who, DRAWS, &fields)?
        }
    };
    // Without a draw to lead back to, the page itself says how many were signed for.
    Ok(match outcome(&answer) {
        "shown" => "done",
        other => other,
    })
}

/// Plans that the school's departments approved alone, as the principal finds them on the desk.
fn approved(visitors: &Visitors) -> Result<VecDeque<Plan>> {
    let mut plans: VecDeque<Plan> = VecDeque::new();
    for kind in KINDS.iter().filter(|kind| matches!(kind.steps, [step] if !step.is_signed())) {
        // Nobody has so many pages of one type.
        for number in 1..=20 {
            let address = format!("/bang-theo-doi/danh-sach?loai={}&duyet=da-duyet&trang={number}", kind.code);
            for (obligation, title) in links(&visitors.page(Who::Principal, &address)?, "/ho-so/") {
                if !title.ends_with(kind.owner) || plans.iter().any(|plan| plan.obligation == obligation) {
                    continue;
                }
                let desk = visitors.page(Who::Principal, &format!("/cho-duyet/{obligation}"))?;
                let Some((_, tick)) = hidden(&desk, "check").into_iter().find(|(name, _)| name == "check") else { continue };
                let receipt = tick.split('.').nth(2).context("a tick without a version")?.to_owned();
                plans.push_back(Plan { kind, obligation, receipt, tick });
            }
        }
    }
    Ok(plans)
}
