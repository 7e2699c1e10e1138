use std::net::Ipv4Addr;

use records::new_id;

use super::*;

const STAFF_ROOM: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 168, 1, 20));
const HOME: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 168, 1, 21));

#[test]
fn guessing_gets_slower_and_only_for_the_one_who_guesses() {
    let (door, school, now) = (Door::default(), new_id(), Instant::now());
    for _ in 0..4 {
        door.failed(school, "giaovien", STAFF_ROOM, now);
    }
    assert_eq!(door.wait(school, "giaovien", STAFF_ROOM, now), None, "four slips are ordinary");
    door.failed(school, " GiaoVien ", STAFF_ROOM, now);
    assert_eq!(door.wait(school, "giaovien", STAFF_ROOM, now), Some(Duration::from_secs(20)));
    door.failed(school, "giaovien", STAFF_ROOM, now);
    assert_eq!(door.wait(school, "giaovien", STAFF_ROOM, now), Some(Duration::from_secs(40)));
    assert_eq!(door.wait(school, "hieutruong", STAFF_ROOM, now), None, "a colleague at the same machine");
    assert_eq!(door.wait(school, "giaovien", HOME, now), None, "the teacher herself, elsewhere");
    assert_eq!(door.wait(school, "giaovien", STAFF_ROOM, now + Duration::from_secs(40)), None, "after the wait");
}

#[test]
fn signing_in_forgets() {
    let (door, school, now) = (Door::default(), new_id(), Instant::now());
    for _ in 0..9 {
        door.failed(school, "giaovien", HOME, now);
    }
    assert!(door.wait(school, "giaovien", HOME, now).is_some());
    door.opened(school, "giaovien", HOME);
    assert_eq!(door.wait(school, "giaovien", HOME, now), None);
}

#[test]
fn one_address_cannot_try_the_whole_staff() {
    let (door, school, now) = (Door::default(), new_id(), Instant::now());
    for guess in 0..60 {
        door.failed(school, &format!("nguoi{guess}"), HOME, now);
    }
    assert!(door.wait(school, "giaovien", HOME, now).is_some());
    assert_eq!(door.wait(school, "giaovien", STAFF_ROOM, now), None);
}

#[test]
fn a_flood_does_not_fill_the_memory() {
    let (door, school, now) = (Door::default(), new_id(), Instant::now());
    // Each is remembered twice: as an account, and as an address.
    for guess in 0..5_200_u32 {
        door.failed(school, &format!("nguoi{guess}"), IpAddr::V4(Ipv4Addr::from(guess)), now);
    }
    assert_eq!(door.failures.lock().unwrap().len(), MOST);
}
