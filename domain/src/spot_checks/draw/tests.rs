#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use super::*;
use crate::testing::{at, id};

fn draw(chance: u64) -> Draw {
    Draw { department: None, week: Some(12), count: 3, at: at("2026-11-25 14:20"), chance }
}

#[test]
fn a_draw_is_written_into_an_address_and_read_back() {
    let now = at("2026-11-25 14:20");
    for one in [draw(0), Draw { department: Some(id(2, 1)), week: None, count: 10, ..draw(u64::MAX) }] {
        assert_eq!(Draw::parse(&one.to_string(), now), Some(one));
        assert_eq!(Draw::of(&one.form(), Some(1), one.at, one.chance), one);
        assert_eq!(Draw::parse(&one.to_string(), at("2026-11-25 14:19")), None, "it has not been drawn yet");
    }
    for text in
        ["", ".12.3.1764055200", ".12.4.1764055200.ff", ".12.3.1764055200.xy", ".x.3.1764055200.ff", ".12.3.1764055200.ff.1"]
    {
        assert_eq!(Draw::parse(text, now), None, "{text}");
    }
}

#[test]
fn what_is_not_chosen_is_as_it_is_offered() {
    let at = at("2026-11-25 14:20");
    let of = |week: &str, count: &str| {
        let form = DrawForm { department: "abc".to_owned(), week: week.to_owned(), count: count.to_owned() };
        let draw = Draw::of(&form, Some(12), at, 7);
        (draw.department, draw.week, draw.count)
    };
    assert_eq!(of("", ""), (None, Some(12), 5));
    assert_eq!(of("9", "10"), (None, Some(9), 10));
    assert_eq!(of("ca-nam", "4000000"), (None, None, 5));
}

/// Of twenty versions with ids that follow one another three are drawn, two thousand times: each comes about as often as another.
#[test]
fn every_version_is_drawn_as_often_as_another() {
    let submissions: Vec<SubmissionId> = (0..20).map(|number| id(8, number)).collect();
    let mut drawn = [0; 20];
    for chance in 0..2_000 {
        let draw = draw(chance);
        let mut lots: Vec<(u64, usize)> = submissions.iter().enumerate().map(|(place, one)| (draw.lot(*one), place)).collect();
        lots.sort_unstable();
        lots.iter().take(3).for_each(|(_, place)| drawn[*place] += 1);
        assert_eq!(draw.lot(submissions[0]), draw.lot(submissions[0]));
    }
    assert!(drawn.iter().all(|times| (240..360).contains(times)), "{drawn:?}");
}

/// An address of a draw is kept and opened again: a version of the program that mixed otherwise would bring other records.
#[test]
fn a_draw_brings_the_same_by_every_version_of_the_program() {
    // Where SplitMix64 begins that starts from nothing, as its authors have published it.
    assert_eq!(mixed(0), 0xe220_a839_7b1d_cdaf);
    let lots = [(0, 1), (1, 1), (1, 2)].map(|(chance, number)| draw(chance).lot(id(8, number)));
    assert_eq!(lots, [0x9944_4c7c_99dc_5608, 0x0569_4119_6021_025b, 0xe862_43c6_582c_d792]);
}
