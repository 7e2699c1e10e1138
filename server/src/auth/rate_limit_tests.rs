use std::net::Ipv4Addr;

use records::new_id;

use super::*;

const STAFF_ROOM: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 168, 1, 20));
const HOME: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 168, 1, 21));

#[test]
fn guessing_gets_slower_and_only_for_the_one_who_guesses() {
    let (rate_limit, school, now) = (RateLimit::default(), new_id(), Instant::now());
    // All at once: none of them has failed yet when the next one comes.
    for name in ["giaovien", " GiaoVien ", "giaovien", "giaovien", "giaovien"] {
        assert_eq!(rate_limit.attempt(school, name, STAFF_ROOM, now), Ok(()), "five slips are ordinary");
    }
    assert_eq!(rate_limit.attempt(school, "giaovien", STAFF_ROOM, now), Err(Duration::from_secs(20)));
    let later = now + Duration::from_secs(20);
    assert_eq!(rate_limit.attempt(school, "giaovien", STAFF_ROOM, later), Ok(()), "after the wait");
    assert_eq!(rate_limit.attempt(school, "giaovien", STAFF_ROOM, later), Err(Duration::from_secs(40)), "twice as long");
    assert_eq!(rate_limit.attempt(school, "hieutruong", STAFF_ROOM, later), Ok(()), "a colleague at the same machine");
    assert_eq!(rate_limit.attempt(school, "giaovien", HOME, later), Ok(()), "the teacher herself, elsewhere");
}

#[test]
fn signing_in_forgets() {
    let (rate_limit, school, now) = (RateLimit::default(), new_id(), Instant::now());
    for _ in 0..5 {
        assert_eq!(rate_limit.attempt(school, "giaovien", HOME, now), Ok(()));
    }
    rate_limit.opened(school, "giaovien", HOME);
    assert_eq!(rate_limit.attempt(school, "giaovien", HOME, now), Ok(()));
}

#[test]
fn an_attempt_without_a_verdict_does_not_count() {
    let (rate_limit, school, now) = (RateLimit::default(), new_id(), Instant::now());
    for _ in 0..20 {
        assert_eq!(rate_limit.attempt(school, "giaovien", HOME, now), Ok(()));
        rate_limit.not_tried(school, "giaovien", HOME);
    }
}

#[test]
fn a_whole_school_signs_in_from_one_address() {
    let (rate_limit, school, now) = (RateLimit::default(), new_id(), Instant::now());
    for number in 0..200 {
        let name = format!("nguoi{number}");
        assert_eq!(rate_limit.attempt(school, &name, STAFF_ROOM, now), Ok(()), "{name}");
        rate_limit.opened(school, &name, STAFF_ROOM);
    }
}

#[test]
fn one_address_cannot_try_the_whole_staff_and_is_forgiven_in_time() {
    let (rate_limit, school, now) = (RateLimit::default(), new_id(), Instant::now());
    for guess in 0..60 {
        assert_eq!(rate_limit.attempt(school, &format!("nguoi{guess}"), HOME, now), Ok(()));
    }
    assert!(rate_limit.attempt(school, "giaovien", HOME, now).is_err());
    assert_eq!(rate_limit.attempt(school, "giaovien", STAFF_ROOM, now), Ok(()));
    let later = now + Duration::from_secs(5 * 60);
    for guess in 0..50 {
        assert_eq!(rate_limit.attempt(school, &format!("ai{guess}"), HOME, later), Ok(()), "{guess}");
    }
}

#[test]
fn a_flood_does_not_fill_the_memory() {
    let (rate_limit, school, now) = (RateLimit::default(), new_id(), Instant::now());
    // Each is remembered twice: as an account, and as an address.
    for guess in 0..5_200_u32 {
        let _ = rate_limit.attempt(school, &format!("nguoi{guess}"), IpAddr::V4(Ipv4Addr::from(guess)), now);
    }
    assert_eq!(rate_limit.failures.lock().unwrap().len(), MAX);
}
