#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::net::Ipv4Addr;

use super::*;

fn places(connections: usize, per_address: usize) -> Arc<Places> {
    let proxies = vec![IpAddr::V4(Ipv4Addr::new(10, 0, 0, 1))];
    Places::new(Limits { connections, per_address, proxies })
}

fn peer(address: &str) -> SocketAddr {
    SocketAddr::new(address.parse().unwrap(), 50_000)
}

fn is_there((_, given_up): &mut (Place, GivenUp)) -> bool {
    matches!(given_up.try_recv(), Err(oneshot::error::TryRecvError::Empty))
}

/// How many of `times` connections are there at the end.
fn held(places: &Arc<Places>, times: u16, address: impl Fn(u16) -> String) -> usize {
    let mut all: Vec<_> = (0..times).map(|time| places.take(peer(&address(time))).unwrap()).collect();
    all.iter_mut().filter_map(|one| is_there(one).then_some(())).count()
}

#[test]
fn one_address_has_its_share_and_a_proxy_asks_for_everybody() {
    let places = places(1000, 64);
    assert_eq!(held(&places, 200, |_| "203.0.113.7".into()), 64);
    assert_eq!(held(&places, 200, |_| "::ffff:203.0.113.7".into()), 64);
    assert_eq!(held(&places, 200, |time| format!("2001:db8:1:2::{time:x}")), 64, "one customer of IPv6 has 2^64 addresses");
    assert_eq!(held(&places, 200, |time| format!("2001:db8:1:{time:x}::1")), 200);
    assert_eq!(held(&places, 200, |_| "10.0.0.1".into()), 200);
    assert_eq!(held(&places, 200, |_| "::ffff:10.0.0.1".into()), 200);
    assert_eq!(places.table().taken.len(), 0, "whoever has gone holds no place");
}

#[test]
fn whoever_has_asked_nothing_for_the_longest_time_gives_way() {
    let places = places(3, 64);
    let mut first = places.take(peer("203.0.113.1")).unwrap();
    let mut second = places.take(peer("203.0.113.2")).unwrap();
    let mut third = places.take(peer("203.0.113.3")).unwrap();
    first.0.keeper().heard();
    let mut fourth = places.take(peer("203.0.113.4")).unwrap();
    assert_eq!([&mut first, &mut second, &mut third, &mut fourth].map(is_there), [true, false, true, true]);
}

#[test]
fn whoever_is_signed_in_keeps_the_place_but_one_of_sixteen_turns_over() {
    let places = places(32, 64);
    let mut all: Vec<_> = (0..32).map(|number| places.take(peer(&format!("203.0.113.{number}"))).unwrap()).collect();
    all.iter().for_each(|(place, _)| place.keeper().keep());
    assert_eq!(held(&places, 100, |number| format!("198.51.100.{number}")), 2);
    assert_eq!(all.iter_mut().filter_map(|one| is_there(one).then_some(())).count(), 30);
}

#[test]
fn strangers_at_the_same_address_push_nobody_out_who_is_signed_in() {
    let places = places(1000, 4);
    let mut teacher = places.take(peer("203.0.113.7")).unwrap();
    teacher.0.keeper().keep();
    assert_eq!(held(&places, 100, |_| "203.0.113.7".into()), 3);
    assert!(is_there(&mut teacher));
    let colleagues: Vec<_> = (0..3).map(|_| places.take(peer("203.0.113.7")).unwrap()).collect();
    colleagues.iter().for_each(|(place, _)| place.keeper().keep());
    assert!(places.take(peer("203.0.113.7")).is_none(), "and whoever is signed in has no more than the share either");
}
