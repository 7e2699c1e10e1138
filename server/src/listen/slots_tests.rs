#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::net::Ipv4Addr;

use uuid::Uuid;

use super::*;

fn slots(connections: usize, per_address: usize) -> Arc<ConnectionSlots> {
    let proxies = vec![IpAddr::V4(Ipv4Addr::new(10, 0, 0, 1))];
    ConnectionSlots::new(Limits { connections, per_address, proxies })
}

fn peer(address: &str) -> SocketAddr {
    SocketAddr::new(address.parse().unwrap(), 50_000)
}

fn is_there((_, given_up): &mut (ConnectionSlot, GivenUp)) -> bool {
    matches!(given_up.try_recv(), Err(oneshot::error::TryRecvError::Empty))
}

fn person(number: usize) -> PersonId {
    PersonId::new(Uuid::from_u128(number as u128 + 1))
}

/// How many of them are there.
fn there(all: &mut [(ConnectionSlot, GivenUp)]) -> usize {
    all.iter_mut().filter_map(|one| is_there(one).then_some(())).count()
}

/// How many of `times` connections are there at the end.
fn held(slots: &Arc<ConnectionSlots>, times: u16, address: impl Fn(u16) -> String) -> usize {
    let mut all: Vec<_> = (0..times).map(|time| slots.take(peer(&address(time))).unwrap()).collect();
    there(&mut all)
}

#[test]
fn one_address_has_its_share_and_a_proxy_asks_for_everybody() {
    let slots = slots(1000, 64);
    assert_eq!(held(&slots, 200, |_| "203.0.113.7".into()), 64);
    assert_eq!(held(&slots, 200, |_| "::ffff:203.0.113.7".into()), 64);
    assert_eq!(held(&slots, 200, |time| format!("2001:db8:1:2::{time:x}")), 64, "one customer of IPv6 has 2^64 addresses");
    assert_eq!(held(&slots, 200, |time| format!("2001:db8:1:{time:x}::1")), 200);
    assert_eq!(held(&slots, 200, |_| "10.0.0.1".into()), 200);
    assert_eq!(held(&slots, 200, |_| "::ffff:10.0.0.1".into()), 200);
    assert_eq!(slots.table().taken.len(), 0, "whoever has gone holds no slot");
}

#[test]
fn whoever_has_asked_nothing_for_the_longest_time_gives_way() {
    let slots = slots(3, 64);
    let mut first = slots.take(peer("203.0.113.1")).unwrap();
    let mut second = slots.take(peer("203.0.113.2")).unwrap();
    let mut third = slots.take(peer("203.0.113.3")).unwrap();
    first.0.keeper().heard();
    let mut fourth = slots.take(peer("203.0.113.4")).unwrap();
    assert_eq!([&mut first, &mut second, &mut third, &mut fourth].map(is_there), [true, false, true, true]);
}

#[test]
fn whoever_is_signed_in_keeps_the_place_but_one_of_sixteen_turns_over() {
    let slots = slots(32, 64);
    let mut all: Vec<_> = (0..32).map(|number| slots.take(peer(&format!("203.0.113.{number}"))).unwrap()).collect();
    all.iter().enumerate().for_each(|(number, (slot, _))| slot.keeper().keep(person(number)));
    assert_eq!(held(&slots, 100, |number| format!("198.51.100.{number}")), 2);
    assert_eq!(there(&mut all), 30);
}

#[test]
fn strangers_at_the_same_address_push_nobody_out_who_is_signed_in() {
    let slots = slots(1000, 4);
    let mut teacher = slots.take(peer("203.0.113.7")).unwrap();
    teacher.0.keeper().keep(person(0));
    assert_eq!(held(&slots, 100, |_| "203.0.113.7".into()), 3);
    assert!(is_there(&mut teacher));
    let mut colleagues: Vec<_> = (0..3).map(|_| slots.take(peer("203.0.113.7")).unwrap()).collect();
    colleagues.iter().enumerate().for_each(|(number, (slot, _))| slot.keeper().keep(person(number + 1)));
    assert_eq!(held(&slots, 100, |_| "203.0.113.7".into()), 1, "and whoever is signed in has no more than the share either");
    assert_eq!((is_there(&mut teacher), there(&mut colleagues)), (true, 2), "one of four turns over, as one of sixteen");
}

#[test]
fn one_person_keeps_the_places_of_two_browsers() {
    let slots = slots(1000, 64);
    let mut hers: Vec<_> = (0..64).map(|_| slots.take(peer("203.0.113.7")).unwrap()).collect();
    hers.iter().for_each(|(slot, _)| slot.keeper().keep(person(0)));
    assert_eq!(held(&slots, 100, |_| "203.0.113.7".into()), 64 - MAX_KEPT_FOR_ONE, "the school behind the address goes on");
    assert_eq!(there(&mut hers), MAX_KEPT_FOR_ONE);
    // Nor do other addresses help, those of a proxy's users among them.
    for address in ["203.0.113.8", "2001:db8::1", "10.0.0.1"] {
        let more = slots.take(peer(address)).unwrap();
        more.0.keeper().keep(person(0));
        let kept = slots.table().taken.values().filter(|taken| taken.kept.is_some()).count();
        assert_eq!(kept, MAX_KEPT_FOR_ONE, "{address}");
    }
}

#[test]
fn a_whole_staff_behind_one_address_leaves_one_of_sixteen_to_whoever_comes() {
    let slots = slots(1000, 64);
    let mut staff: Vec<_> = (0..64).map(|_| slots.take(peer("203.0.113.7")).unwrap()).collect();
    staff.iter().enumerate().for_each(|(number, (slot, _))| slot.keeper().keep(person(number)));
    assert_eq!(held(&slots, 100, |_| "203.0.113.7".into()), 4);
    assert_eq!(there(&mut staff), 60);
}

#[test]
fn a_place_is_kept_as_long_as_the_session_is_shown() {
    let slots = slots(1000, 2);
    type Deed = fn(&SlotKeeper);
    let is_kept_after = |deed: Deed| {
        let mut hers = slots.take(peer("203.0.113.7")).unwrap();
        let keeper = hers.0.keeper();
        keeper.keep(person(0));
        deed(&keeper);
        assert!(held(&slots, 10, |_| "203.0.113.7".into()) > 0);
        is_there(&mut hers)
    };
    assert!(is_kept_after(|_| {}));
    assert!(is_kept_after(SlotKeeper::heard), "a style sheet says nothing of the session");
    assert!(!is_kept_after(SlotKeeper::heard_from_nobody));
    assert!(!is_kept_after(SlotKeeper::let_go), "signed out, or suspended");
    assert!(!is_kept_after(|keeper| {
        if let Some(kept) = keeper.slots.table().taken.get_mut(&keeper.number).and_then(|taken| taken.kept.as_mut()) {
            kept.shown -= KEPT_WITHIN;
        }
        keeper.heard();
    }));
    assert!(is_kept_after(|keeper| {
        keeper.let_go();
        keeper.keep(person(1));
    }));
}
