//! What every request needs: the office, the files, the doorkeepers, and what kind of house this is.

use std::{net::IpAddr, sync::Arc};

use domain::people::SchoolId;
use records::{FactStore, Office, Work, schools};

use tokio::sync::watch;

use crate::{blobs::Blobs, claim::Claim, door::Door, passwords::Passwords, resume::Waiting, slips::Slips};

/// Shared by all requests.
pub type House = Arc<Inside>;

#[derive(Debug)]
pub struct Inside {
    pub office: Office,
    pub facts: FactStore,
    pub blobs: Blobs,
    pub passwords: Passwords,
    pub door: Door,
    /// Browsers come through HTTPS (a proxy in front): cookies are `Secure` and carry the `__Host-` prefix.
    pub https: bool,
    /// Proxies in front whose word on the sender's address is taken.
    pub proxies: Vec<IpAddr>,
    /// Set where this is the demo school.
    pub demo: Option<Demo>,
    /// The code that the program printed: who knows it may claim a new server.
    pub setup_code: String,
    pub claim: Claim,
    /// Forms whose session had ended.
    pub waiting: Waiting,
    /// Passwords handed out a moment ago.
    pub slips: Slips,
    /// Told once, when the program is asked to end.
    pub closing: watch::Sender<bool>,
}

/// The demo shows its accounts on the sign-in page.
#[derive(Clone, Debug)]
pub struct Demo {
    pub school: SchoolId,
    pub password: &'static str,
    /// In the order shown.
    pub usernames: &'static [&'static str],
    /// When its clock started, in words.
    pub clock: String,
}

impl Inside {
    /// Whether a school can be used here: until then the start leads to the set-up.
    pub async fn is_set_up(&self) -> bool {
        if self.claim.is_open() {
            return true;
        }
        let Ok(all) = schools::all(&self.office).await else { return true };
        for school in all {
            let setup = self.office.read(school.id.uuid(), None, async |work: &mut Work| schools::setup(work).await).await;
            if setup.is_ok_and(|setup| setup.finished) {
                self.claim.opened();
                return true;
            }
        }
        false
    }
}
