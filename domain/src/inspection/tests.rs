use std::collections::BTreeSet;

use super::*;

#[test]
fn every_finding_has_words_of_its_own_and_a_code_that_leads_back() {
    let mut facts = BTreeSet::new();
    let mut check = |words: Words| {
        assert!(words.fact.chars().next().is_some_and(char::is_uppercase) && !words.fact.ends_with('.'), "{words:?}");
        assert!(words.advice.ends_with('.'), "{words:?}");
        assert!(facts.insert(words.fact.clone()), "{words:?}");
    };
    for one in Oddity::ALL {
        assert_eq!(Oddity::from_code(one.code()), Some(one));
        check(one.words());
    }
    for one in Cause::ALL {
        assert_eq!(Cause::from_code(one.code()), Some(one));
        check(one.words());
    }
    for one in Impossibility::ALL {
        assert_eq!(Impossibility::from_code(one.code()), Some(one));
        check(one.words());
    }
}
