//! Orders among others: whatever else is in force, one more that is taken back, or has ended, leaves all of them as they were.

use proptest::{collection::vec, prelude::*};

use super::*;
use crate::scope::tests::scopes;

/// What one order says: over what, lock or unlock, whose, and in which minute it is decided.
type Said = (Scope, bool, bool, i64);

fn said() -> impl Strategy<Value = Said> {
    (scopes(), any::<bool>(), any::<bool>(), 0..30_i64)
}

fn made(number: u32, (scope, is_lock, is_principal, minute): Said) -> LockOrder {
    let kind = if is_lock { LockKind::Lock } else { LockKind::Unlock };
    let post = if is_principal { Post::Principal } else { Post::VicePrincipal };
    order(number, kind, scope, post, at(NOW) + TimeDelta::minutes(minute))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_more_order_that_is_taken_back_or_has_ended_leaves_the_others_as_they_were(others in vec(said(), 0..5), more in said()) {
        let orders: Vec<LockOrder> = (1..).zip(others).map(|(number, one)| made(number, one)).collect();
        let before = Locks { orders, ..Locks::default() };
        let with = |one: LockOrder| Locks { orders: before.orders.iter().cloned().chain([one]).collect(), ..Locks::default() };
        let one = made(99, more);
        let (over, later) = (at(NOW) + TimeDelta::minutes(40), at(NOW) + TimeDelta::minutes(50));
        let because = Reason::parse("Nhầm tuần").unwrap();
        let revoked = one.clone().revoke(Act { by: id(4, 1), at: over }, because).unwrap();
        let mut ended = one.clone();
        ended.plan.until = Some(over);
        for (gone, how) in [(revoked, "taken back"), (ended.clone(), "ended")] {
            let after = with(gone);
            for when in [over, later] {
                prop_assert!(shut_records(&after, when) == shut_records(&before, when), "{how}");
            }
        }
        // Until then it was an order like every other.
        let last = over - TimeDelta::seconds(1);
        prop_assert!(shut_records(&with(ended), last) == shut_records(&with(one), last));
    }
}
