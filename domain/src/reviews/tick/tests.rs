use super::*;
use crate::testing::id;

#[test]
fn a_tick_is_read_as_it_was_written_and_nothing_else_is_one() {
    let (key, digest, step) = (id(5, 6), Sha256::new([7; 32]), Step::Leadership);
    let tick = Tick { key, obligation: id(1, 2), submission: id(3, 4), digest, step };
    let text = tick.to_string();
    assert_eq!(Tick::parse(&text), Some(tick));
    assert!(tick.is_signed() && !Tick { step: Step::Department, ..tick }.is_signed(), "the leadership signs");
    let cut = text.rsplit_once('.').map_or("", |(before, _)| before);
    for other in ["", "a.b.c.d", cut, &format!("{text}.x"), &text.replace("leadership", "nobody")] {
        assert_eq!(Tick::parse(other), None, "{other}");
    }
}
