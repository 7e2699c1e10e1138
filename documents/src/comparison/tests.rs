#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

fn passage(place: Place, text: &str) -> Passage {
    Passage { place, columns: 1, rows: 1, text: text.to_owned() }
}

/// Paragraphs by lines; a line with bars is a row of the one table.
fn text(lines: &str) -> FileText {
    let mut passages = Vec::new();
    let (mut paragraph, mut row) = (0, 0);
    for line in lines.lines() {
        if line.contains('|') {
            row += 1;
            let cells = (1..).zip(line.split('|'));
            passages.extend(cells.map(|(column, cell)| passage(Place::Cell { table: 1, row, column }, cell.trim())));
        } else {
            paragraph += 1;
            passages.push(passage(Place::Paragraph(paragraph), line.trim()));
        }
    }
    FileText { passages }
}

/// As a person would note it: what was taken out in square brackets, what was put in in braces.
fn noted(before: &str, after: &str) -> Vec<String> {
    let (before, after) = (text(before), text(after));
    let part = |part: ComparedPart| match part {
        ComparedPart::Same { paragraphs, cells } => format!("{paragraphs} + {cells}"),
        ComparedPart::Changed(change) => {
            let of = |piece: &DiffRun| match piece {
                DiffRun::Same(words) => words.clone(),
                DiffRun::Deleted(words) => format!("[{words}]"),
                DiffRun::Inserted(words) => format!("{{{words}}}"),
            };
            change.pieces.iter().map(of).collect()
        }
    };
    compare(&before, &after).told().parts.into_iter().map(part).collect()
}

#[test]
fn a_corrected_plan_shows_the_corrected_day_and_the_cell_that_was_filled() {
    let before =
        "Kế hoạch tuần 12\nThời gian: từ 30/11/2026 đến 04/12/2026\nHoạt động | Thứ Ba | Thứ Tư\nNgoài trời | Quan sát cây | \n";
    let after = "Kế hoạch tuần 12\nThời gian: từ 23/11/2026 đến 27/11/2026\nHoạt động | Thứ Ba | Thứ Tư\n\
                 Ngoài trời | Quan sát cây | Trời mưa: chơi trong lớp\n";
    assert_eq!(
        noted(before, after),
        ["1 + 0", "Thời gian: từ [30]{23}/11/2026 đến [04]{27}/[12]{11}/2026", "0 + 5", "{Trời mưa: chơi trong lớp}",]
    );
}

#[test]
fn what_was_put_in_and_taken_out_moves_nothing_else() {
    let before = "Một\nHai hai hai\nBa\nBốn\nNăm";
    assert_eq!(
        noted(before, "Một\nBa\nBốn\nSáu là dòng mới\nNăm"),
        ["1 + 0", "[Hai hai hai]", "2 + 0", "{Sáu là dòng mới}", "1 + 0"]
    );
    assert_eq!(noted(before, before), ["5 + 0"]);
    assert_eq!(noted("", "Một\nHai"), ["{Một}", "{Hai}"]);
    assert_eq!(noted("A | B\nC | D", "A | B\nX | Y\nC | D"), ["0 + 2", "{X}", "{Y}", "0 + 2"]);
    // Two words changed one after the other are one change.
    assert_eq!(noted("Cô đón trẻ ân cần", "Cô dạy bé ân cần"), ["Cô [đón trẻ]{dạy bé} ân cần"]);
}

#[test]
fn places_are_followed_to_where_they_stand_now() {
    let (before, after) = (text("Một\nHai\nA | B\nBa bốn năm"), text("Mở đầu mới\nMột\nHai\nX | Y\nA | B2\nBa bốn sáu"));
    let comparison = compare(&before, &after);
    let places = comparison.places();
    assert_eq!(places.get(&Place::Paragraph(2)), Some(&Place::Paragraph(3)));
    assert_eq!(places.get(&Place::Paragraph(3)), Some(&Place::Paragraph(4)), "changed, and still the same line");
    let cell = |row, column| Place::Cell { table: 1, row, column };
    assert_eq!(places.get(&cell(1, 1)), Some(&cell(2, 1)));
    let gone = compare(&after, &before);
    assert_eq!(gone.places().get(&Place::Paragraph(1)), None);
}

#[test]
fn the_longest_texts_end_soon_and_what_is_left_out_is_said() {
    let lines = |from: usize, to: usize| FileText {
        passages: (from..to)
            .map(|at| passage(Place::Paragraph(u32::try_from(at).unwrap() + 1), &format!("Dòng số {at} của kế hoạch")))
            .collect(),
    };
    let begin = Instant::now();
    // A million on each side, all of them others; the same ones in another order; one long passage.
    let other = FileText {
        passages: lines(0, 1_000_000)
            .passages
            .into_iter()
            .map(|one| Passage { text: format!("{} mới", one.text), ..one })
            .collect(),
    };
    assert!(compare(&lines(0, 1_000_000), &other).told().is_cut);
    let mut turned = lines(0, 20_000);
    turned.passages.reverse();
    assert!(!compare(&lines(0, 20_000), &turned).told().is_cut);
    let long = |word: &str| FileText { passages: vec![passage(Place::Paragraph(1), &word.repeat(400_000))] };
    assert_eq!(compare(&long("một "), &long("hai ")).told().changes(), 2);
    // Without optimisation and on a busy machine; the server takes a tenth of it.
    assert!(begin.elapsed() < Duration::from_secs(60), "{:?}", begin.elapsed());
}

fn texts() -> impl Strategy<Value = FileText> {
    let word = prop::sample::select(vec!["trẻ", "cô", "chơi", "12", ",", "  ", "ngoài trời", "\n", "é"]);
    let words = prop::collection::vec(word, 0..7).prop_map(|words| words.join(" "));
    prop::collection::vec((words, any::<bool>()), 0..14).prop_map(|list| {
        let place = |number: u32, is_cell| match is_cell {
            true => Place::Cell { table: 1, row: number, column: 1 },
            false => Place::Paragraph(number),
        };
        let passages = (1..).zip(list).map(|(number, (text, is_cell))| passage(place(number, is_cell), &text));
        FileText { passages: passages.collect() }
    })
}

/// The text that a comparison tells, from what both have in common and one side of what differs.
fn told_text(comparison: &Comparison<'_>, is_new: bool) -> Vec<String> {
    let mut found = Vec::new();
    for (part, shown) in comparison.parts.iter().zip(comparison.told().parts) {
        match (part, shown) {
            (Part::Same { before, after }, _) => {
                let range = if is_new { after.clone() } else { before.clone() };
                let list = if is_new { &comparison.after } else { &comparison.before };
                found.extend(list[range].iter().map(|passage| passage.text.trim().to_owned()));
            }
            (Part::Changed { before, after, .. }, ComparedPart::Changed(change)) => {
                let (is_there, words) =
                    if is_new { (after.is_some(), change.new_text()) } else { (before.is_some(), change.old_text()) };
                found.extend(is_there.then(|| words.trim().to_owned()));
            }
            (Part::Changed { .. }, ComparedPart::Same { .. }) => panic!("a change is shown as none"),
        }
    }
    found.retain(|words| !words.is_empty());
    found
}

fn says(text: &FileText) -> Vec<String> {
    text.passages.iter().map(|passage| passage.text.trim().to_owned()).filter(|words| !words.is_empty()).collect()
}

proptest! {
    #[test]
    fn a_text_compared_with_itself_shows_nothing(one in texts()) {
        let comparison = compare(&one, &one);
        prop_assert_eq!(comparison.told().changes(), 0);
        prop_assert!(comparison.places().iter().all(|(before, after)| before == after));
    }

    #[test]
    fn what_is_shown_makes_the_new_text_of_the_old_one(one in texts(), other in texts()) {
        let comparison = compare(&one, &other);
        prop_assert_eq!(told_text(&comparison, false), says(&one));
        prop_assert_eq!(told_text(&comparison, true), says(&other));
    }
}
