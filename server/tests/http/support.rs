//! The demo school behind its router, and people who send requests to it.

mod answer;
mod call;
mod clamd;
mod disks;
mod files;
mod html;
mod sockets;
mod test_app;
mod user;

pub use answer::{Answer, unescaped, with, words};
pub use call::{NO_CHOICE, hand_in, packed};
pub use clamd::{Acts, FakeClamd};
pub use disks::{Mounted, fill};
pub use files::{Multipart, PDF, WORD, macros, zipped};
pub use html::{HtmlToken, Tag, tags, tokens};
pub use sockets::{connect, raw, raw_from, served};
pub use test_app::{TestApp, folder, opened, take_in};
pub use user::{HOST, User};
