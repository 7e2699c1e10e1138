use super::*;

#[test]
fn every_server_makes_the_same_of_the_same() {
    // Written down once: a form that an older server has shown is known again by a newer one.
    assert_eq!(Digest::new().to_string(), "cbf29ce484222325");
    let storm = Digest::new().with("nghỉ bão số 13").with(27).with_all(["Giáo án tuần 13 · Lớp 4A"]);
    assert_eq!(storm.to_string(), "6e863e66f291c50d");
}

#[test]
fn where_a_part_ends_is_told_apart_and_where_a_list_ends_too() {
    let of = |parts: &[&str]| Digest::new().with_all(parts);
    let all = [
        of(&[]),
        of(&["4A"]),
        of(&["4", "A"]),
        of(&["4A", ""]),
        of(&["4A", "4B"]),
        of(&["4B", "4A"]),
        of(&["4A"]).with_all(["4B"]),
        of(&["4A"]).with("4B"),
        of(&[]).with_all(["4A"]),
        Digest::new().with("4A"),
    ];
    for (place, one) in all.iter().enumerate() {
        assert!(!all[..place].contains(one), "number {place} is taken for one before it");
    }
}
