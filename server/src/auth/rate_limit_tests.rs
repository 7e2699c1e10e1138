use std::net::{Ipv4Addr, Ipv6Addr};

use records::new_id;

use super::*;

const STAFF_ROOM: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 168, 1, 20));
const HOME: IpAddr = IpAddr::V4(Ipv4Addr::new(192, 168, 1, 21));
const HER_BROWSER: AttemptSource<'_> = AttemptSource::KnownBrowser(b"hers");

/// A brake with a clock that is moved by hand.
struct Story {
    rate_limit: RateLimit,
    school: SchoolId,
    now: Instant,
}

impl Story {
    fn new() -> Self {
        Self { rate_limit: RateLimit::default(), school: new_id(), now: Instant::now() }
    }

    fn attempt<'a>(&self, username: &'a str, source: AttemptSource<'a>) -> PasswordAttempt<'a> {
        PasswordAttempt { school: self.school, username, source }
    }

    /// Types a wrong password.
    fn wrong(&self, username: &str, address: IpAddr) -> Result<(), Duration> {
        self.rate_limit.attempt(self.attempt(username, AttemptSource::Address(address)), self.now)
    }

    /// Types the right one.
    fn right(&self, username: &str, source: AttemptSource<'_>) -> Result<(), Duration> {
        let attempt = self.attempt(username, source);
        self.rate_limit.attempt(attempt, self.now)?;
        self.rate_limit.opened(attempt);
        Ok(())
    }

    fn later(self, seconds: u64) -> Self {
        Self { now: self.now + Duration::from_secs(seconds), ..self }
    }
}

fn far_away(number: u32) -> IpAddr {
    IpAddr::V4(Ipv4Addr::from(0x7100_0000 + number))
}

#[test]
fn guessing_gets_slower_and_only_for_the_one_who_guesses() {
    let story = Story::new();
    // All at once: none of them has failed yet when the next one comes.
    for name in ["giaovien", " GiaoVien ", "giaovien", "giaovien", "giaovien"] {
        assert_eq!(story.wrong(name, STAFF_ROOM), Ok(()), "five slips are ordinary");
    }
    assert_eq!(story.wrong("giaovien", STAFF_ROOM), Err(Duration::from_secs(20)));
    let story = story.later(20);
    assert_eq!(story.wrong("giaovien", STAFF_ROOM), Ok(()), "after the wait");
    assert_eq!(story.wrong("giaovien", STAFF_ROOM), Err(Duration::from_secs(40)), "twice as long");
    assert_eq!(story.wrong("hieutruong", STAFF_ROOM), Ok(()), "a colleague at the same machine");
    assert_eq!(story.wrong("giaovien", HOME), Ok(()), "the teacher herself, elsewhere");
}

#[test]
fn signing_in_forgets() {
    let story = Story::new();
    for _ in 0..5 {
        assert_eq!(story.wrong("giaovien", HOME), Ok(()));
    }
    story.rate_limit.opened(story.attempt("giaovien", AttemptSource::Address(HOME)));
    assert_eq!(story.wrong("giaovien", HOME), Ok(()));
}

#[test]
fn an_attempt_without_a_verdict_does_not_count() {
    let story = Story::new();
    for source in [AttemptSource::Address(HOME), HER_BROWSER] {
        for _ in 0..40 {
            let attempt = story.attempt("giaovien", source);
            assert_eq!(story.rate_limit.attempt(attempt, story.now), Ok(()));
            story.rate_limit.not_tried(attempt);
        }
    }
}

#[test]
fn a_whole_school_signs_in_from_one_address() {
    let story = Story::new();
    for number in 0..200 {
        assert_eq!(story.right(&format!("nguoi{number}"), AttemptSource::Address(STAFF_ROOM)), Ok(()), "{number}");
    }
}

#[test]
fn one_address_cannot_try_the_whole_staff_and_is_forgiven_in_time() {
    let story = Story::new();
    for guess in 0..60 {
        assert_eq!(story.wrong(&format!("nguoi{guess}"), HOME), Ok(()));
    }
    assert_eq!(story.wrong("giaovien", HOME), Err(FORGIVEN_EVERY), "slowed, and never for longer");
    assert_eq!(story.wrong("giaovien", STAFF_ROOM), Ok(()));
    let story = story.later(5 * 60);
    for guess in 0..50 {
        assert_eq!(story.wrong(&format!("ai{guess}"), HOME), Ok(()), "{guess}");
    }
}

#[test]
fn sixty_failures_from_one_address_lock_no_colleague_out_there() {
    let story = Story::new();
    for guess in 0..60 {
        assert_eq!(story.wrong(&format!("nguoi{guess}"), STAFF_ROOM), Ok(()));
    }
    assert_eq!(story.right("hoant", HER_BROWSER), Ok(()), "where she has signed in before");
    assert!(story.right("hoant", AttemptSource::Address(STAFF_ROOM)).is_err());
    let story = story.later(6);
    assert_eq!(
        story.right("hoant", AttemptSource::Address(STAFF_ROOM)),
        Ok(()),
        "on a machine that is new to her after six seconds"
    );
}

#[test]
fn five_hundred_addresses_do_not_guess_faster_than_one() {
    let story = Story::new();
    let looked_at = (0..500).filter(|number| story.wrong("giaovien", far_away(*number)).is_ok()).count();
    assert_eq!(looked_at, 20);
    let (mut story, mut in_an_hour) = (story, 0);
    for second in 0..3_600 {
        story = story.later(1);
        in_an_hour += u32::from(story.wrong("giaovien", far_away(1_000 + second)).is_ok());
    }
    assert!(in_an_hour <= 16, "{in_an_hour} guesses in an hour");
    assert_eq!(story.right("giaovien", HER_BROWSER), Ok(()), "she herself, where she has signed in before");
    assert_eq!(story.wrong("hieutruong", far_away(1)), Ok(()), "other accounts are as they were");
}

#[test]
fn forty_addresses_of_one_ipv6_network_are_one() {
    let story = Story::new();
    let address = |number: u16| IpAddr::V6(Ipv6Addr::new(0x2001, 0xee0, 0x4f40, 1, 0, 0, 1, number));
    let looked_at = (0..40).filter(|number| story.wrong("giaovien", address(*number)).is_ok()).count();
    assert_eq!(looked_at, 5);
    let neighbour = IpAddr::V6(Ipv6Addr::new(0x2001, 0xee0, 0x4f40, 2, 0, 0, 1, 1));
    assert_eq!(story.wrong("giaovien", neighbour), Ok(()));
    let mapped = IpAddr::V6(Ipv4Addr::new(192, 168, 1, 20).to_ipv6_mapped());
    assert_eq!((Network::of(mapped), Network::of(HOME) == Network::of(STAFF_ROOM)), (Network::of(STAFF_ROOM), false));
}

#[test]
fn guessing_in_a_known_browser_is_slowed_too() {
    let story = Story::new();
    let guess = || story.rate_limit.attempt(story.attempt("giaovien", HER_BROWSER), story.now);
    for _ in 0..5 {
        assert_eq!(guess(), Ok(()));
    }
    assert_eq!(guess(), Err(Duration::from_secs(20)));
    assert_eq!(story.right("hoant", HER_BROWSER), Ok(()), "a colleague who has signed in there");
}

#[test]
fn a_flood_neither_fills_the_memory_nor_makes_an_attack_forgotten() {
    let story = Story::new();
    for guess in 0..20 {
        assert_eq!(story.wrong("giaovien", far_away(guess)), Ok(()));
    }
    for guess in 0..100_000_u32 {
        let _ = story.wrong(&format!("nguoi{guess}"), far_away(1_000 + guess % 500));
    }
    assert!(story.wrong("giaovien", far_away(9_999)).is_err(), "remembered through the flood");
    let known = story.rate_limit.known.lock().unwrap();
    for count in [known.at_address.0.len(), known.of_account.0.len(), known.of_address.0.len()] {
        assert!(count <= MAX_COUNTS, "{count}");
    }
}

#[test]
fn whoever_tries_codes_that_nobody_has_waits_and_others_do_not() {
    let (limit, begins) = (RateLimit::default(), Instant::now());
    let (guesser, other) = (STAFF_ROOM, HOME);
    for _ in 0..FREE_CODES {
        assert_eq!(limit.wrong_code(guesser, begins), Ok(()));
    }
    assert_eq!(limit.wrong_code(guesser, begins), Err(SigningRefusal::CheckSlowed { seconds: 6 }.into()));
    assert_eq!(limit.wrong_code(other, begins), Ok(()));
    assert_eq!(limit.wrong_code(guesser, begins + FORGIVEN_EVERY), Ok(()));
}
