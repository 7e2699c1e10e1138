//! "/nop/…": handing in files for one record; a plain form that an island makes comfortable.

mod api;
mod queue;
mod queue_view;
mod sign_in_over;

pub use api::{Files, ForgetUpload, Note, PendingUpload, SaveDraft, SendHandIn, SignInOverPage, Uploaded};
pub use queue_view::{QueueStart, UploadQueue};

#[cfg(feature = "ssr")]
pub use api::HandInDesk;
#[cfg(feature = "ssr")]
pub use earlier::{EarlierLine, EarlierPage, EarlierView};
#[cfg(feature = "ssr")]
pub use not_taken::{NotTakenPage, NotTakenView};
#[cfg(feature = "ssr")]
pub use page::{HandInAttempt, HandInPage, HandInView, LastVersion, Part, ShutView};

#[cfg(feature = "ssr")]
mod earlier;
#[cfg(feature = "ssr")]
mod not_taken;
#[cfg(feature = "ssr")]
mod page;
