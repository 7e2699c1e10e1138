//! What somebody tries with the records of the play, and by which chances.

use domain::{
    comments::Settled,
    record_types::{ApprovalRoute, Step},
    review_settings::OwnWork,
    spot_checks::{Draw, DrawForm},
};
use proptest::{prelude::*, sample::select};
use proptest_state_machine::ReferenceStateMachine;

/// Two types, classes of two departments.
pub const RECORDS: [&str; 3] = ["Kế hoạch lớn tuần 10 · Lớp 4A", "Giáo án tuần 10 · Lớp 4B", "Kế hoạch lớn tuần 10 · Lớp NT1"];

/// Teachers of 4A.
pub const HOA: usize = 0;
pub const THAO: usize = 1;
/// Teacher of 4B.
pub const THUY: usize = 2;
/// Head of Mẫu giáo, to which 4A and 4B belong.
pub const AM: usize = 3;
pub const PRINCIPAL: usize = 4;
pub const VICE_PRINCIPAL: usize = 5;
pub const NURSE: usize = 6;
/// Head of Nhà trẻ.
pub const YEN: usize = 7;
/// Teacher of NT1, in Nhà trẻ.
pub const BINH: usize = 8;
pub const PEOPLE: usize = 9;

/// Of each record, whose duty it is.
const WRITE: [&[usize]; RECORDS.len()] = [&[HOA, THAO], &[THUY], &[BINH]];
/// Of each record, who looks at it, as the posts are held when the play begins.
const REVIEW: [&[usize]; RECORDS.len()] =
    [&[AM, AM, PRINCIPAL, VICE_PRINCIPAL], &[AM, AM, VICE_PRINCIPAL], &[YEN, YEN, PRINCIPAL, VICE_PRINCIPAL]];
const LEADERSHIP: &[usize] = &[PRINCIPAL, VICE_PRINCIPAL];
/// Who is given a post or a place of somebody's.
const RISING: &[usize] = &[HOA, THUY, AM, VICE_PRINCIPAL, YEN, BINH];

/// Post and place, as a form says them.
pub const POSTS: [(&str, &str); 6] = [
    ("deputy-head", "Mẫu giáo"),
    ("head", "Mẫu giáo"),
    ("deputy-head", "Nhà trẻ"),
    ("vice-principal", ""),
    ("teacher", "4A, 4B"),
    ("teacher", "NT1"),
];

/// What somebody tries; whoever it is, the use case decides.
#[derive(Clone, Debug)]
pub enum Deed {
    HandsIn {
        who: usize,
        record: usize,
        is_held: bool,
    },
    /// Takes the last hand-in back.
    Withdraws {
        who: usize,
        record: usize,
    },
    /// Opens the last version and its file, where it is theirs to decide.
    Opens {
        who: usize,
        record: usize,
    },
    /// Decides about the version that was there so many hand-ins ago.
    Decides {
        who: usize,
        record: usize,
        approves: bool,
        step: Step,
        versions_ago: usize,
        has_right_bytes: bool,
    },
    /// Signs in a session in which the password was typed so many minutes ago.
    Signs {
        who: usize,
        record: usize,
        minutes_ago: i64,
    },
    /// Opens some of the records, and approves all of them together.
    ApprovesTogether {
        who: usize,
        opens: [bool; RECORDS.len()],
        minutes_ago: i64,
    },
    TakesBack {
        who: usize,
        record: usize,
    },
    /// Draws from the records of these weeks, as a form says them, and opens what comes.
    Draws {
        who: usize,
        week: &'static str,
        count: usize,
        chance: u64,
    },
    /// Signs on the desk that they have checked a version, in a session in which the password was typed so many minutes ago.
    Checks {
        who: usize,
        record: usize,
        versions_ago: usize,
        has_right_bytes: bool,
        minutes_ago: i64,
    },
    /// Opens some of the records, and signs for all of them together.
    ChecksTogether {
        who: usize,
        opens: [bool; RECORDS.len()],
        minutes_ago: i64,
    },
    /// Begins a thread about a version, or about its file.
    Comments {
        who: usize,
        record: usize,
        versions_ago: usize,
        is_pinned: bool,
    },
    /// Answers one of the threads.
    Answers {
        who: usize,
        record: usize,
        thread: usize,
    },
    Settles {
        who: usize,
        record: usize,
        thread: usize,
        is: Settled,
    },
    ReleasesFiles {
        who: usize,
    },
    /// Settles which way records of this type take.
    ChangesTheWay {
        who: usize,
        record: usize,
        route: ApprovalRoute,
    },
    /// Settles who reviews what the reviewers write.
    ChangesOwnWork {
        who: usize,
        own: OwnWork,
    },
    Lends {
        who: usize,
        place: usize,
        to: usize,
        days: u64,
    },
    EndsLending {
        who: usize,
    },
    /// `who` gets a position of their own from the principal.
    Promotes {
        who: usize,
        post: usize,
    },
    /// What `who` holds ends with today.
    Leaves {
        who: usize,
    },
    Waits {
        hours: i64,
    },
}

impl Deed {
    /// The record of which a version is needed, and how many of them.
    fn needs(&self) -> Option<(usize, usize)> {
        match *self {
            Self::Decides { record, versions_ago, .. }
            | Self::Comments { record, versions_ago, .. }
            | Self::Checks { record, versions_ago, .. } => Some((record, versions_ago + 1)),
            Self::Withdraws { record, .. }
            | Self::Opens { record, .. }
            | Self::Signs { record, .. }
            | Self::TakesBack { record, .. }
            | Self::Answers { record, .. }
            | Self::Settles { record, .. } => Some((record, 1)),
            Self::HandsIn { .. }
            | Self::ApprovesTogether { .. }
            | Self::Draws { .. }
            | Self::ChecksTogether { .. }
            | Self::ReleasesFiles { .. }
            | Self::ChangesTheWay { .. }
            | Self::ChangesOwnWork { .. }
            | Self::Lends { .. }
            | Self::EndsLending { .. }
            | Self::Promotes { .. }
            | Self::Leaves { .. }
            | Self::Waits { .. } => None,
        }
    }
}

/// The play as its chances know it: how often each record was handed in by somebody who likely may.
#[derive(Clone, Debug, Default)]
pub struct Play {
    handed_in: [usize; RECORDS.len()],
}

impl ReferenceStateMachine for Play {
    type State = Self;
    type Transition = Deed;

    fn init_state() -> BoxedStrategy<Self> {
        Just(Self::default()).boxed()
    }

    fn transitions(play: &Self) -> BoxedStrategy<Deed> {
        let there: Vec<usize> = (0..RECORDS.len()).filter(|record| play.handed_in[*record] > 0).collect();
        let hands_in = (0..RECORDS.len()).prop_flat_map(hands_in);
        let of_school = of_school();
        if there.is_empty() {
            return prop_oneof![5 => hands_in, 1 => of_school].boxed();
        }
        // What is never done again is not tried more often than others try it.
        prop_oneof![7 => hands_in, 24 => select(there).prop_flat_map(of_record), 9 => of_school].boxed()
    }

    fn preconditions(play: &Self, deed: &Deed) -> bool {
        deed.needs().is_none_or(|(record, versions)| play.handed_in[record] >= versions)
    }

    fn apply(mut play: Self, deed: &Deed) -> Self {
        if let Deed::HandsIn { who, record, .. } = *deed
            && WRITE[record].contains(&who)
        {
            play.handed_in[record] += 1;
        }
        play
    }
}

/// Mostly one of these: what goes wrong goes wrong among them.
fn mostly(these: &'static [usize]) -> impl Strategy<Value = usize> {
    prop_oneof![4 => select(these), 1 => 0..PEOPLE]
}

fn hands_in(record: usize) -> impl Strategy<Value = Deed> {
    (mostly(WRITE[record]), prop::bool::weighted(0.1)).prop_map(move |(who, is_held)| Deed::HandsIn { who, record, is_held })
}

/// What is tried with what was handed in.
fn of_record(record: usize) -> impl Strategy<Value = Deed> {
    let (writes, reviews) = (move || mostly(WRITE[record]), move || mostly(REVIEW[record]));
    let step = prop_oneof![2 => Just(Step::Department), 1 => Just(Step::Leadership)];
    let versions_ago = || prop_oneof![5 => Just(0usize), 1 => Just(1)];
    let is = prop_oneof![2 => Just(Settled::Done), 1 => Just(Settled::Reopened)];
    let checks = (mostly(LEADERSHIP), versions_ago(), prop::bool::weighted(0.9), 0..7i64);
    let decides = (reviews(), prop::bool::weighted(0.7), step, versions_ago(), prop::bool::weighted(0.9));
    prop_oneof![
        8 => decides.prop_map(move |(who, approves, step, versions_ago, has_right_bytes)| {
            Deed::Decides { who, record, approves, step, versions_ago, has_right_bytes }
        }),
        4 => (mostly(LEADERSHIP), 0..7i64).prop_map(move |(who, minutes_ago)| Deed::Signs { who, record, minutes_ago }),
        3 => reviews().prop_map(move |who| Deed::TakesBack { who, record }),
        4 => checks.prop_map(move |(who, versions_ago, has_right_bytes, minutes_ago)| {
            Deed::Checks { who, record, versions_ago, has_right_bytes, minutes_ago }
        }),
        3 => writes().prop_map(move |who| Deed::Withdraws { who, record }),
        1 => reviews().prop_map(move |who| Deed::Opens { who, record }),
        2 => (prop_oneof![2 => reviews().boxed(), 1 => writes().boxed()], versions_ago(), any::<bool>())
            .prop_map(move |(who, versions_ago, is_pinned)| Deed::Comments { who, record, versions_ago, is_pinned }),
        2 => (writes(), 0..3usize).prop_map(move |(who, thread)| Deed::Answers { who, record, thread }),
        2 => (reviews(), 0..3usize, is).prop_map(move |(who, thread, is)| Deed::Settles { who, record, thread, is }),
    ]
}

/// What is tried with several records, and with the school around them.
fn of_school() -> impl Strategy<Value = Deed> {
    let way = select(vec![
        ApprovalRoute::Department,
        ApprovalRoute::Leadership,
        ApprovalRoute::DepartmentThenLeadership,
        ApprovalRoute::DepartmentAndLeadership,
        ApprovalRoute::DepartmentAndLeadership,
        ApprovalRoute::None,
    ]);
    let together = (mostly(&[AM, PRINCIPAL, VICE_PRINCIPAL, YEN]), any::<[bool; RECORDS.len()]>(), 0..7i64);
    let checks = (mostly(LEADERSHIP), any::<[bool; RECORDS.len()]>(), 0..7i64);
    let draws = (mostly(LEADERSHIP), select(vec!["10", "9", DrawForm::YEAR]), select(Draw::COUNTS.to_vec()), any::<u64>());
    let lends = (mostly(LEADERSHIP), 0..12usize, mostly(RISING), 0..3u64);
    prop_oneof![
        5 => together.prop_map(|(who, opens, minutes_ago)| Deed::ApprovesTogether { who, opens, minutes_ago }),
        3 => checks.prop_map(|(who, opens, minutes_ago)| Deed::ChecksTogether { who, opens, minutes_ago }),
        2 => draws.prop_map(|(who, week, count, chance)| Deed::Draws { who, week, count, chance }),
        2 => mostly(LEADERSHIP).prop_map(|who| Deed::ReleasesFiles { who }),
        2 => (mostly(LEADERSHIP), 0..RECORDS.len(), way).prop_map(|(who, record, route)| Deed::ChangesTheWay { who, record, route }),
        2 => (mostly(LEADERSHIP), select(OwnWork::ALL.to_vec())).prop_map(|(who, own)| Deed::ChangesOwnWork { who, own }),
        3 => lends.prop_map(|(who, place, to, days)| Deed::Lends { who, place, to, days }),
        1 => mostly(LEADERSHIP).prop_map(|who| Deed::EndsLending { who }),
        2 => (mostly(RISING), 0..POSTS.len()).prop_map(|(who, post)| Deed::Promotes { who, post }),
        1 => mostly(RISING).prop_map(|who| Deed::Leaves { who }),
        1 => (0..30i64).prop_map(|hours| Deed::Waits { hours }),
    ]
}
