//! From where a piece of work comes: told once for a whole request, and hashed into every event of it.
//!
//! It is a value of the task and no argument: a use case must not be able to forget it, and none of them decides by it.

use domain::log::Origin;

tokio::task_local! {
    static HERE: Origin;
}

/// Runs `work` as what came from there: whatever it writes says so.
pub async fn within<T>(origin: Origin, work: impl Future<Output = T>) -> T {
    HERE.scope(origin, work).await
}

/// From where the work comes that is under way; nobody knows of what the program does by itself.
pub fn current() -> Option<Origin> {
    HERE.try_with(Clone::clone).ok()
}

/// The same as an event keeps it.
pub(crate) fn here() -> Option<String> {
    HERE.try_with(ToString::to_string).ok()
}
