use chrono::TimeDelta;
use proptest::prelude::*;

use super::*;
use crate::{
    facts::Facts,
    people::{Appointment, PersonId, Position},
    permissions::Actor,
    refusal::{ClockRefusal, Refusal},
    testing::{at, day, nam_thanh},
};

/// A machine in the hand: its clocks, and the school's clock that has followed them.
#[derive(Clone, Copy, Debug)]
struct Machine {
    reading: Reading,
    clock: SchoolClock,
}

fn reading(wall: &str) -> Reading {
    Reading { wall: at(wall), since_boot: TimeDelta::hours(5), awake: TimeDelta::hours(5) }
}

impl Machine {
    /// A server that starts when its clock shows `wall`, and whose last event was at `last`.
    fn started(wall: &str, last: &str) -> Self {
        let reading = reading(wall);
        let clock = SchoolClock::open(reading, Some(at(last)), TimeDelta::zero(), None).checked_at_start(at(last));
        Self { reading, clock }
    }

    /// This machine after the program was started again, with what the database kept of its clock.
    fn restarted(self, last: &str) -> Self {
        let doubt = self.clock.doubt().copied();
        let opened = SchoolClock::open(self.reading, Some(at(last)), self.clock.ahead(), doubt);
        Self { clock: opened.checked_at_start(at(last)), ..self }
    }

    /// The same, where the program before has left its reading behind, and `set` was done with the machine's clock since.
    fn goes_on(mut self, off: TimeDelta, set: TimeDelta, last: &str) -> Self {
        let (before, doubt, ahead) = (self.clock.left_behind(), self.clock.doubt().copied(), self.clock.ahead());
        self.reading.since_boot += off;
        self.reading.awake += off;
        self.reading.wall += off + set;
        let opened = SchoolClock::open(self.reading, Some(at(last)), ahead, doubt);
        Self { clock: opened.checked_since(before, at(last)), ..self }
    }

    fn look(self) -> Self {
        Self { clock: self.clock.after(self.reading), ..self }
    }

    fn runs(mut self, time: TimeDelta) -> Self {
        self.reading.wall += time;
        self.reading.since_boot += time;
        self.reading.awake += time;
        self.look()
    }

    fn sleeps(mut self, time: TimeDelta) -> Self {
        self.reading.wall += time;
        self.reading.since_boot += time;
        self.look()
    }

    fn jumps(mut self, step: TimeDelta) -> Self {
        self.reading.wall += step;
        self.look()
    }

    fn now(&self) -> Timestamp {
        self.clock.moment().now
    }

    fn cause(&self) -> Option<Cause> {
        self.clock.doubt().map(|doubt| doubt.cause)
    }
}

const MINUTE: TimeDelta = TimeDelta::minutes(1);
const DAY: TimeDelta = TimeDelta::days(1);

#[test]
fn ten_days_ahead_for_two_seconds_move_the_school_by_two_seconds() {
    let machine = Machine::started("2026-11-28 16:00", "2026-11-28 15:50").runs(MINUTE);
    assert_eq!((machine.now(), machine.cause()), (at("2026-11-28 16:01"), None));
    let ahead = machine.jumps(DAY * 10).runs(TimeDelta::seconds(2));
    assert_eq!((ahead.now(), ahead.cause()), (at("2026-11-28 16:01:02"), Some(Cause::Jumped)));
    let doubt = ahead.clock.doubt().unwrap();
    assert_eq!((doubt.began_at, doubt.wall, doubt.certain), (at("2026-11-28 16:01"), at("2026-12-08 16:01"), doubt.began_at));
    assert_eq!(doubt.counted(at("2026-12-05 07:00")), doubt.began_at, "nothing becomes late in it");
    let back = ahead.jumps(DAY * -10);
    assert_eq!((back.now(), back.cause()), (at("2026-11-28 16:01:02"), None));
    assert_eq!(back.clock.lacked(), TimeDelta::zero(), "what was noted in it lacks nothing");
    let again = back.restarted("2026-11-28 16:01:02");
    assert_eq!((again.now(), again.cause()), (at("2026-11-28 16:01:02"), None));
}

#[test]
fn a_leap_outlasts_a_restart_and_time_goes_on() {
    let ahead = Machine::started("2026-11-28 16:00", "2026-11-28 15:50").jumps(DAY * 10).runs(MINUTE);
    let again = ahead.restarted("2026-11-28 16:01").runs(MINUTE);
    assert_eq!((again.now(), again.cause()), (at("2026-11-28 16:02"), Some(Cause::Jumped)));
    // Put right while the program was off.
    let mut back = again;
    back.reading.wall -= DAY * 10;
    let back = back.restarted("2026-11-28 16:02").runs(MINUTE);
    assert_eq!((back.now(), back.cause()), (at("2026-11-28 16:03"), None));
}

#[test]
fn a_leap_back_is_noticed_and_time_goes_on() {
    let back = Machine::started("2026-11-28 16:00", "2026-11-28 15:50").jumps(TimeDelta::hours(-3)).runs(MINUTE);
    assert_eq!((back.now(), back.cause()), (at("2026-11-28 16:01"), Some(Cause::Jumped)));
    // The clock may have been ahead before: then it was thirteen o'clock.
    assert_eq!(back.clock.doubt().unwrap().certain, at("2026-11-28 13:00"));
}

#[test]
fn two_minutes_are_what_the_network_sets_and_a_sleep_is_no_leap() {
    let machine = Machine::started("2026-11-28 16:00", "2026-11-28 15:50");
    assert_eq!(machine.jumps(MAX_STEP).cause(), None);
    assert_eq!(machine.jumps(MAX_STEP).now(), at("2026-11-28 16:02"));
    assert_eq!(machine.jumps(MAX_STEP + TimeDelta::seconds(1)).cause(), Some(Cause::Jumped));
    let set_back = machine.jumps(-MAX_STEP);
    assert_eq!((set_back.cause(), set_back.now()), (None, at("2026-11-28 16:00")), "it stands still");
    assert_eq!(machine.sleeps(TimeDelta::hours(20)).cause(), None);
    assert_eq!(machine.sleeps(TimeDelta::hours(20)).now(), at("2026-11-29 12:00"));
    // The clock that counts a sleep is the one of the battery.
    assert_eq!(machine.sleeps(DAY * 10).cause(), Some(Cause::LongOff));
}

#[test]
fn a_start_is_believed_within_a_day_of_the_last_event() {
    for (wall, cause) in [
        ("2026-11-28 15:48", None),
        ("2026-11-28 15:47:59", Some(Cause::Behind)),
        ("2026-11-29 15:50", None),
        ("2026-11-29 15:50:01", Some(Cause::LongOff)),
        ("2000-01-01 00:00", Some(Cause::Behind)),
    ] {
        assert_eq!(Machine::started(wall, "2026-11-28 15:50").cause(), cause, "{wall}");
    }
}

/// Within a day of the last event a start believes the clock, unless the machine has run on and knows better.
#[test]
fn a_leap_while_the_program_was_off_is_found_on_a_machine_that_ran_on() {
    let last = "2026-11-28 15:58";
    let machine = Machine::started("2026-11-28 15:50", "2026-11-28 15:40").runs(MINUTE * 10);
    let hour = TimeDelta::hours(1);
    for (set, cause) in [
        (TimeDelta::zero(), None),
        (MINUTE * 2, None),
        (hour * 3, Some(Cause::Jumped)),
        (-MINUTE * 5, Some(Cause::Jumped)),
        (DAY * 10, Some(Cause::Jumped)),
    ] {
        let again = machine.goes_on(hour, set, last);
        assert_eq!(again.cause(), cause, "{set}");
        if cause.is_some() {
            assert_eq!(again.now(), at("2026-11-28 17:00"), "the school's time has gone on with the running clocks: {set}");
            assert_eq!(again.clock.ahead(), set);
            assert_eq!(again.goes_on(hour, -set, "2026-11-28 17:00").cause(), None, "put right while it was off: {set}");
            let later = again.goes_on(hour, TimeDelta::zero(), "2026-11-28 17:00");
            assert_eq!((later.now(), later.cause()), (at("2026-11-28 18:00"), cause), "it is found once: {set}");
        }
    }
    // What was left behind a moment before a leap that the database knows is no second leap.
    let (before, leapt) = (machine.clock.left_behind(), machine.jumps(hour * 3));
    let opened = SchoolClock::open(leapt.reading, Some(at(last)), leapt.clock.ahead(), leapt.clock.doubt().copied());
    let again = opened.checked_since(before, at(last));
    assert_eq!((again.ahead(), again.moment().now), (hour * 3, at("2026-11-28 16:00")));
    // Switched off meanwhile, the machine counts anew, and there is nothing to compare with.
    let mut started_anew = before;
    started_anew.reading.since_boot += DAY;
    assert_eq!(opened.checked_since(started_anew, at(last)), opened.checked_at_start(at(last)));
}

#[test]
fn after_holidays_the_clock_is_shown_and_nobody_is_judged_by_it() {
    let monday = Machine::started("2026-11-30 07:00", "2026-11-27 17:00").runs(MINUTE);
    assert_eq!((monday.now(), monday.cause()), (at("2026-11-30 07:01"), Some(Cause::LongOff)));
    assert_eq!(monday.clock.moment().at_least, at("2026-11-27 17:01"), "a session goes on for as long as it ran");
    assert_eq!(monday.clock.doubt().unwrap().counted(monday.now()), at("2026-11-27 17:00"));
    let again = monday.restarted("2026-11-30 07:01");
    assert_eq!(again.cause(), Some(Cause::LongOff), "its own events are no sign that the clock is right");
    let believed = again.clock.set_right(again.now());
    assert_eq!((believed.moment().now, believed.doubt(), believed.ahead()), (at("2026-11-30 07:01"), None, TimeDelta::zero()));
}

#[test]
fn a_wrong_start_that_is_put_right_lets_time_begin_anew() {
    let wrong = Machine::started("2026-12-08 16:00", "2026-11-28 15:50").runs(MINUTE);
    assert_eq!(wrong.now(), at("2026-12-08 16:01"));
    let right = wrong.jumps(DAY * -10).runs(MINUTE);
    assert_eq!((right.now(), right.cause()), (at("2026-11-28 16:02"), None));
    assert_eq!(right.clock.lacked(), DAY * -10);
    // And by a restart.
    let mut off = wrong;
    off.reading.wall -= DAY * 10;
    let right = off.restarted("2026-12-08 16:01");
    assert_eq!(right.cause(), None);
    // Somebody says what time it is; the machine's clock stays as it is.
    let set = Machine { clock: wrong.clock.set_right(at("2026-11-28 16:01")), ..wrong }.runs(MINUTE);
    assert_eq!((set.now(), set.cause(), set.clock.ahead()), (at("2026-11-28 16:02"), None, DAY * 10));
    assert_eq!(set.restarted("2026-11-28 16:02").now(), at("2026-11-28 16:02"));
    let mended = set.jumps(DAY * -10);
    assert_eq!((mended.now(), mended.cause(), mended.clock.ahead()), (at("2026-11-28 16:02"), None, TimeDelta::zero()));
}

#[test]
fn an_empty_battery_stands_still_until_the_network_sets_the_clock() {
    let behind = Machine::started("2015-01-01 00:00", "2026-11-27 17:00").runs(MINUTE);
    assert_eq!((behind.now(), behind.cause()), (at("2026-11-27 17:00"), Some(Cause::Behind)));
    let set = Machine { reading: Reading { wall: at("2026-11-28 07:00"), ..behind.reading }, ..behind }.look();
    assert_eq!((set.now(), set.cause()), (at("2026-11-28 07:00"), None));
    // Over a weekend it is as any start on a Monday.
    let monday = Machine { reading: Reading { wall: at("2026-11-30 07:00"), ..behind.reading }, ..behind }.look();
    assert_eq!((monday.now(), monday.cause()), (at("2026-11-30 07:00"), Some(Cause::LongOff)));
}

#[test]
fn minutes_pass_while_a_clock_stands_still_also_across_a_restart() {
    let behind = Machine::started("2015-01-01 00:00", "2026-11-27 17:00").runs(MINUTE * 3);
    let moment = behind.clock.moment();
    assert_eq!((moment.now, moment.at_least), (at("2026-11-27 17:00"), at("2026-11-27 17:03")));
    let again = behind.restarted("2026-11-27 17:00").runs(MINUTE * 2).clock.moment();
    assert_eq!((again.now, again.running()), (at("2026-11-27 17:00"), at("2026-11-27 17:05")));
    let long_off = Machine::started("2026-11-30 07:00", "2026-11-27 17:00").runs(MINUTE).clock.moment();
    assert_eq!(long_off.running(), at("2026-11-30 07:01"), "a clock that is shown runs, whether it is right or wrong");
}

#[test]
fn a_person_types_the_time_of_another_clock() {
    let now = at("2026-11-28 16:05");
    let form = |day: &str, hour: &str| SetRightForm { day: day.to_owned(), hour: hour.to_owned() };
    let parse = |day: &str, hour: &str| form(day, hour).parse(now, at("2015-01-01 00:10:07"));
    assert_eq!(parse("18/11/2026", "16:04"), Ok(at("2026-11-18 16:04")));
    assert_eq!(parse("18/11/2026", "7h30"), Ok(at("2026-11-18 07:30")));
    assert_eq!(parse("18/11/2015", "7:30"), Ok(at("2015-11-18 07:30")), "in reach of the machine's own clock");
    assert_eq!(SetRightForm::of(now).parse(now, now), Ok(now));
    assert_eq!(parse("01/01/2015", "00:07"), Ok(at("2015-01-01 00:10:07")), "the form was open for some minutes");
    let errors = parse("hôm nay", "").unwrap_err();
    assert!(errors.of("day").is_some() && errors.of("hour").is_some());
}

#[test]
fn an_answer_moves_the_times_noted_in_it() {
    let doubt = Doubt {
        cause: Cause::Jumped,
        began_at: at("2026-11-28 16:00"),
        wall: at("2026-12-08 16:00"),
        certain: at("2026-11-28 16:00"),
    };
    let open = open(doubt);
    let (now, machine) = (at("2026-11-28 17:00"), at("2026-12-08 17:00"));
    let agrees = || Err(Refusal::Clock(ClockRefusal::AgreesAgain));
    assert_eq!(open.offset(ClockAnswer::Right, now, machine), Ok(TimeDelta::zero()));
    assert_eq!(open.offset(ClockAnswer::Wrong(Some(machine)), now, machine), Ok(DAY * 10));
    assert_eq!(open.offset(ClockAnswer::Wrong(None), now, machine), agrees());
    let ended = DoubtfulTime { ending: Some(Ending { at: now, offset: DAY * -10 }), ..open };
    assert_eq!(ended.offset(ClockAnswer::Wrong(None), now, machine), Ok(DAY * -10));
    assert_eq!(ended.offset(ClockAnswer::Wrong(Some(now)), now, machine), agrees());
}

fn open(doubt: Doubt) -> DoubtfulTime {
    DoubtfulTime { id: crate::testing::id(12, 1), doubt, asked_by: None, ending: None, decision: None }
}

/// A server that started on Sunday night, half an hour ago; the last thing it had noted was on Wednesday.
fn since_wednesday() -> (DoubtfulTime, Timestamp) {
    let (certain, began_at) = (at("2026-11-25 14:20"), at("2026-11-29 03:00"));
    (open(Doubt { cause: Cause::LongOff, began_at, wall: began_at, certain }), at("2026-11-29 03:30"))
}

#[test]
fn nobody_sets_the_clock_before_what_has_come_nor_to_another_year() {
    let (time, now) = since_wednesday();
    let set = |right: &str| time.offset(ClockAnswer::Wrong(Some(at(right))), now, now).map(|offset| now + offset);
    let (certain, earliest) = (time.doubt.certain, at("2026-11-25 14:50"));
    let too_early = || Err(Refusal::Clock(ClockRefusal::TooEarly { earliest, certain }));
    // What was noted when the doubt began would come to lie before Wednesday afternoon.
    assert_eq!(set("2025-11-29 08:00"), too_early());
    assert_eq!(set("2026-11-19 08:00"), too_early());
    assert_eq!(set("2026-11-25 14:47"), too_early());
    assert_eq!(set("2026-11-25 14:48"), Ok(earliest), "a watch may differ by as much as a clock may");
    assert_eq!(set("2026-11-26 08:00"), Ok(at("2026-11-26 08:00")));
    let latest = now + MAX_AHEAD;
    assert_eq!(set("2027-03-09 03:30"), Ok(latest));
    assert_eq!(set("2027-03-09 03:31"), Err(Refusal::Clock(ClockRefusal::TooFarAhead { latest, certain })));
    assert_eq!(set("2027-11-28 08:00"), Err(Refusal::Clock(ClockRefusal::TooFarAhead { latest, certain })));
    let words = Refusal::Clock(ClockRefusal::TooEarly { earliest, certain }).words();
    assert_eq!(words.fact, "Bây giờ không thể sớm hơn 14:50 ngày 25/11/2026");
    assert!(words.advice.contains("14:20 ngày 25/11/2026") && words.advice.contains("nhất là năm"), "{}", words.advice);
}

#[test]
fn a_clock_of_2015_is_set_to_the_end_of_the_summer() {
    let machine = at("2015-01-01 00:10");
    let doubt = Doubt { cause: Cause::Behind, began_at: at("2026-05-29 17:00"), wall: machine, certain: machine };
    let (time, now) = (open(doubt), doubt.began_at);
    let right = at("2026-08-31 07:00");
    assert_eq!(time.offset(ClockAnswer::Wrong(Some(right)), now, machine), Ok(right - now));
    assert_eq!(time.suggested(now, machine), machine);
    let (time, now) = since_wednesday();
    assert_eq!(time.suggested(now, now), now);
    assert_eq!(time.suggested(now, machine), now, "no time that would be refused");
}

#[test]
fn a_time_noted_in_a_doubt_never_comes_to_lie_before_it() {
    let certain = at("2026-11-25 14:20");
    assert_eq!(corrected(at("2026-11-29 03:00"), DAY * -2, certain), at("2026-11-27 03:00"));
    assert_eq!(corrected(at("2026-11-29 03:00"), DAY * -10, certain), certain);
    assert_eq!(corrected(at("2026-11-25 14:19"), DAY * -2, certain), at("2026-11-25 14:19"), "it had arrived before");
    assert_eq!(corrected(at("2026-11-25 14:19"), DAY * 2, certain), at("2026-11-27 14:19"));
}

#[test]
fn whoever_handed_in_meanwhile_leaves_the_times_to_somebody_else() {
    let school = nam_thanh();
    let facts = school.facts();
    let [principal, vice] = leaders(&facts);
    let (time, now) = since_wednesday();
    let right = at("2026-11-28 08:00");
    let set = |by: PersonId, handed_in: &[PersonId], right: Timestamp| {
        decide_set_right(&facts, by, handed_in, now, right).map(drop).map_err(|refusal| match refusal {
            Refusal::Clock(refusal) => refusal,
            other => panic!("{other}"),
        })
    };
    assert_eq!(set(principal, &[], right), Ok(()));
    assert_eq!(set(principal, &[vice], right), Ok(()));
    assert_eq!(set(principal, &[vice, principal], right), Err(ClockRefusal::OwnHandIns));
    assert_eq!(set(school.person_id("cô Hoa"), &[], right), Err(ClockRefusal::NotYours));
    // With a clock of 2015 nothing else is certain; but nobody would hold the post by which it can be undone.
    assert_eq!(set(principal, &[], at("2015-01-01 00:10")), Err(ClockRefusal::BesideOffice { day: day("2015-01-01") }));
    assert_eq!(time.offset(ClockAnswer::Right, now, now), Ok(TimeDelta::zero()), "to find it right gains nothing");
}

/// Principal and a vice principal.
fn leaders(facts: &Facts) -> [PersonId; 2] {
    let holder = |position: Position| {
        let held = |one: &&Appointment| one.position == position;
        facts.organisation().appointments.iter().find(held).unwrap().person
    };
    [holder(Position::Principal), holder(Position::VicePrincipal)]
}

#[test]
fn a_decision_that_was_wrong_is_taken_up_again_within_a_week_or_while_the_clocks_differ() {
    let school = nam_thanh();
    let facts = school.facts();
    let [principal, vice] = leaders(&facts);
    let team = facts.organisation().appointments.iter().find(|one| one.position == Position::ManagementTeam).unwrap().person;
    let (asked, now) = since_wednesday();
    let decided = |by: PersonId| DoubtfulTime {
        ending: Some(Ending { at: now, offset: TimeDelta::zero() }),
        decision: Some(Decision { by, at: now, offset: TimeDelta::zero() }),
        ..asked.clone()
    };
    let ask = |by: PersonId, last: &DoubtfulTime, now: Timestamp, machine: Timestamp| {
        let actor: Actor = facts.actor(by, now);
        decide_reopen(&actor, facts.organisation(), last, now, machine).map(drop)
    };
    let refused = |refusal: ClockRefusal| Err(Refusal::Clock(refusal));
    assert_eq!(ask(principal, &asked, now, now), refused(ClockRefusal::AskedAlready));
    for (by, decided_by, answer) in [
        (principal, team, Ok(())),
        (team, team, Ok(())),
        (vice, principal, Ok(())),
        (team, principal, refused(ClockRefusal::DecidedByLeadership)),
        (school.person_id("cô Hoa"), team, refused(ClockRefusal::NotYours)),
    ] {
        assert_eq!(ask(by, &decided(decided_by), now + DAY, now + DAY), answer);
    }
    let later = now + REOPENED_WITHIN;
    assert_eq!(ask(team, &decided(team), later - MINUTE, later - MINUTE), Ok(()));
    assert_eq!(ask(team, &decided(team), later, later), refused(ClockRefusal::DecisionStands { at: now }));
    assert_eq!(ask(team, &decided(team), later, later + DAY), Ok(()), "the clocks differ");
}

#[test]
fn asked_anew_as_much_is_certain_as_the_clocks_went_on() {
    let (asked, now) = since_wednesday();
    // Found right after half an hour, and doubted again two hours later.
    let ended = |at, offset| DoubtfulTime { ending: Some(Ending { at, offset }), ..asked.clone() };
    let doubt = ended(now, TimeDelta::zero()).reopened(now + TimeDelta::hours(2), now);
    assert_eq!(
        doubt,
        Doubt { cause: Cause::Reopened, began_at: now + TimeDelta::hours(2), wall: now, certain: at("2026-11-25 16:50") }
    );
    // Set to a day that had not come: what was late by that is late no longer.
    let set = now + DAY * 60;
    let doubt = ended(set, DAY * 60).reopened(set + TimeDelta::hours(2), now);
    assert_eq!((doubt.began_at, doubt.certain), (set + TimeDelta::hours(2), at("2026-11-25 16:50")));
    assert_eq!(doubt.counted(set + DAY), at("2026-11-25 16:50"));
}

#[test]
fn a_clock_that_is_doubted_anew_goes_on_and_waits_for_people() {
    let machine = Machine::started("2026-11-29 03:00", "2026-11-25 14:20").runs(TimeDelta::minutes(30));
    let set = Machine { clock: machine.clock.set_right(at("2026-11-26 08:00")), ..machine }.runs(MINUTE);
    let doubt = Doubt { cause: Cause::Reopened, began_at: set.now(), wall: set.reading.wall, certain: at("2026-11-25 14:51") };
    let anew = Machine { clock: set.clock.doubted_anew(doubt), ..set }.runs(MINUTE);
    assert_eq!((anew.now(), anew.cause()), (at("2026-11-26 08:02"), Some(Cause::Reopened)));
    assert_eq!(anew.clock.moment().at_least, anew.now(), "nobody is signed in again, nor out");
    // The machine's clock is put where the school's is, and the program starts again: only people end it.
    let beside = anew.now() - anew.reading.wall;
    let moved = anew.jumps(beside).runs(MINUTE);
    assert_eq!((moved.now(), moved.cause()), (at("2026-11-26 08:03"), Some(Cause::Reopened)));
    let again = moved.restarted("2026-11-26 08:03").runs(MINUTE);
    assert_eq!((again.now(), again.cause()), (at("2026-11-26 08:04"), Some(Cause::Reopened)));
    let right = again.clock.set_right(at("2026-11-29 03:34"));
    assert_eq!((right.moment().now, right.doubt()), (at("2026-11-29 03:34"), None));
}

/// What happens to a machine between two looks: it runs, sleeps, or its clock is set.
fn happenings() -> impl Strategy<Value = Vec<(u8, i64)>> {
    prop::collection::vec((0_u8..4, -20_i64 * 86_400..20 * 86_400), 1..40)
}

fn happens(machine: Machine, (what, seconds): (u8, i64)) -> Machine {
    match what {
        0 => machine.runs(TimeDelta::seconds(seconds.abs() % 100_000)),
        1 => machine.sleeps(TimeDelta::seconds(seconds.abs() % 40_000)),
        2 => machine.jumps(TimeDelta::seconds(seconds)),
        _ => machine.jumps(TimeDelta::seconds(seconds % 121)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// Whatever is done to the clock while the program runs, the school's time goes on by as long as it ran, and by no more
    /// than the small steps that are believed.
    #[test]
    fn time_goes_on_by_as_long_as_the_machine_ran(happened in happenings()) {
        let mut machine = Machine::started("2026-11-28 16:00", "2026-11-28 15:50");
        for one in happened {
            let before = machine;
            machine = happens(machine, one);
            let (went, ran) = (machine.now() - before.now(), machine.reading.since_boot - before.reading.since_boot);
            prop_assert!(went >= TimeDelta::zero(), "time ran back by {went}");
            prop_assert!(went <= ran + MAX_STEP * 2, "{went} in {ran}");
            let moment = machine.clock.moment();
            prop_assert!(moment.at_least <= moment.now);
            if let Some(doubt) = machine.clock.doubt() {
                prop_assert!(doubt.counted(moment.now) <= doubt.began_at, "nothing becomes late");
            }
        }
    }

    /// A clock that is set and put back leaves nothing behind, whatever lies in between.
    #[test]
    fn a_leap_that_is_taken_back_leaves_no_doubt(leap in 121_i64..10_000_000, back in any::<bool>(), ran in 0_i64..80_000) {
        let leap = TimeDelta::seconds(if back { -leap } else { leap });
        let machine = Machine::started("2026-11-28 16:00", "2026-11-28 15:50");
        let there = machine.jumps(leap).runs(TimeDelta::seconds(ran));
        prop_assert_eq!(there.cause(), Some(Cause::Jumped));
        let home = there.jumps(-leap);
        prop_assert_eq!((home.now(), home.cause()), (at("2026-11-28 16:00") + TimeDelta::seconds(ran), None));
    }

    /// A person who says what time it is is believed at once and after a restart, whatever the machine's clock shows.
    #[test]
    fn what_a_person_decides_holds(happened in happenings(), beside in -5_000_000_i64..5_000_000) {
        let machine = happened.into_iter().fold(Machine::started("2026-11-28 16:00", "2026-11-28 15:50"), happens);
        let said = machine.now() + TimeDelta::seconds(beside);
        let set = Machine { clock: machine.clock.set_right(said), ..machine };
        prop_assert!((set.now() - said).abs() <= MAX_STEP);
        prop_assert_eq!(set.cause(), None);
        let later = set.runs(MINUTE);
        prop_assert!((later.now() - said - MINUTE).abs() <= MAX_STEP);
        prop_assert_eq!(later.cause(), None);
    }
}
