use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use tracing::{
    Event, Level, Metadata, Subscriber,
    span::{Attributes, Id, Record},
};

use super::*;

/// Counts the lines that an operator has to look at.
#[derive(Clone, Default)]
struct Alarms(Arc<AtomicUsize>);

impl Subscriber for Alarms {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        *metadata.level() == Level::ERROR
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, _: &Event<'_>) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// The listener of PostgreSQL looks once more while a start closes the database that it had opened first.
#[test]
fn a_database_that_was_closed_on_purpose_is_no_alarm() {
    let alarms = Alarms::default();
    let counted = alarms.clone();
    tracing::subscriber::with_default(counted, || {
        assert_eq!(from_driver(sqlx::Error::PoolClosed, "BEGIN"), Error::Unavailable);
        assert_eq!(alarms.0.load(Ordering::SeqCst), 0);
        assert_eq!(from_driver(sqlx::Error::PoolTimedOut, "BEGIN"), Error::Unavailable);
        assert_eq!(alarms.0.load(Ordering::SeqCst), 1);
    });
}
