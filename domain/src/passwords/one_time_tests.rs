use std::collections::HashSet;

use super::*;
use crate::passwords::{KnownNames, check, readings};

const TOLD: &str = "ba-mi-tho-ke-xi-la-do";

/// The random bytes of the password that is told.
fn bytes() -> [u8; ONE_TIME_SYLLABLES] {
    let place = |syllable: &str| SYLLABLES.iter().position(|one| *one == syllable).unwrap();
    let places: Vec<u8> = TOLD.split('-').map(|syllable| u8::try_from(place(syllable)).unwrap()).collect();
    places.try_into().unwrap()
}

#[test]
fn every_syllable_stands_once_and_is_its_own_reading() {
    assert_eq!(SYLLABLES.iter().collect::<HashSet<_>>().len(), 64, "no byte is likelier than another");
    for syllable in SYLLABLES {
        let seven = [syllable; ONE_TIME_SYLLABLES].join("-");
        assert_eq!(as_printed(&seven), seven);
        assert!(syllable.len() <= 3 && !syllable.contains(['0', '1', 'y', 'w', 'z', 'j']), "{syllable}");
    }
}

#[test]
fn whoever_hears_it_types_it_in_many_ways_and_each_is_the_printed_one() {
    assert_eq!(one_time(bytes()), TOLD);
    for typed in [
        "ba-mi-tho-ke-xi-la-do",
        " ba mi tho ke xi la do\u{a0}",
        "bamithokexilado",
        "BA MI THO KE XI LA DO",
        "bá-mì-thọ-kẻ-xĩ-là-đỏ",
        "ba my tho ke xy la do",
        "ba mi tho ce si na ro",
        "pa mi tho ghe xi la do",
    ] {
        let wanted = if typed.contains("ghe") { typed } else { TOLD };
        assert_eq!(readings(typed, true), [wanted], "{typed:?}");
    }
    assert_eq!(readings("ba mi tho ke xi la", true), ["ba mi tho ke xi la"], "one syllable less is another password");
    assert_eq!(
        readings("ba mi tho ke xi la do ", false),
        ["ba mi tho ke xi la do "],
        "of a password of one's own nothing is changed"
    );
    assert_eq!(readings(" abcde-fghjk", true), ["abcde-fghjk"], "a slip that was printed before there were syllables");
}

#[test]
fn it_would_do_as_a_password_of_ones_own() {
    assert_eq!(check(TOLD, &KnownNames::default()), Ok(()));
}
