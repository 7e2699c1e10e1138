//! What every request needs: the database, the files, the brakes against guessing, and how this server was started.

use std::{net::IpAddr, sync::Arc};

use app::issued_passwords::IssuedPassword;
use domain::people::SchoolId;
use records::{Database, FactStore, Work, accounts, schools};

use tokio::sync::watch;

use crate::{
    auth::{
        claim::Claim, half_sign_ins::HalfSignIns, issued_passwords::IssuedPasswords, passwords::Passwords,
        pending_forms::PendingForms, rate_limit::RateLimit, second_factor::SecondFactors, sessions::SessionKey,
    },
    backup_requests::BackupRequests,
    contacts::KnownContacts,
    files::{blobs::Blobs, findings::Findings, pages::Pages, reader::Reader, scanner::VirusScanner, shares::Shares},
    health::Health,
    school_exports::offers::SchoolExports,
    signing_keys::SigningKeys,
    startup::data_folder::DataFolder,
    views::Views,
};

/// Shared by all requests.
pub type AppState = Arc<Services>;

#[derive(Debug)]
pub struct Services {
    pub database: Database,
    /// Notes who opened what.
    pub views: Views,
    pub facts: FactStore,
    pub blobs: Blobs,
    /// Reads what is inside of them.
    pub reader: Reader,
    /// What stands in them, for reading in a browser.
    pub pages: Pages,
    pub passwords: Passwords,
    pub rate_limit: RateLimit,
    /// Browsers come through HTTPS (a proxy in front): cookies are `Secure` and carry the `__Host-` prefix.
    pub https: bool,
    /// Proxies in front whose word on the sender's address is taken.
    pub proxies: Vec<IpAddr>,
    /// Set where this is the demo school.
    pub demo: Option<Demo>,
    /// Whom people call about the system, as it was read last.
    pub known_contacts: KnownContacts,
    /// The code that the program printed: whoever knows it may claim a new server.
    pub setup_code: String,
    pub claim: Claim,
    /// Forms whose session had ended.
    pub pending_forms: PendingForms,
    /// Sign-ins whose password was right and that wait for a code.
    pub half_sign_ins: HalfSignIns,
    /// The key from which the secrets of all second factors follow.
    pub second_factors: SecondFactors,
    /// Passwords handed out a moment ago.
    pub issued_passwords: IssuedPasswords,
    /// First passwords that were handed out to many at once a moment ago.
    pub issued_lists: IssuedPasswords<Vec<IssuedPassword>>,
    /// Told whenever somebody ends a session of which no announcement tells: at a sign-out, or by signing in anew.
    pub sign_outs: watch::Sender<()>,
    /// Told once, when the program is asked to end.
    pub closing: watch::Sender<bool>,
    /// What "/healthz" found last.
    pub health: Health,
    /// What was found amiss with database and files; the same as `Blobs::findings`.
    pub findings: Arc<Findings>,
    /// What each person is being sent.
    pub sending: Shares,
    /// What each person sends.
    pub receiving: Shares,
    /// With what schools sign.
    pub signing_keys: SigningKeys,
    /// Where backups go, and whether one is being made.
    pub backups: BackupRequests,
    /// Exports of the whole school that are being made, or wait to be taken.
    pub exports: SchoolExports,
    /// What scans files for viruses, where the program was started with it.
    pub scanner: Option<VirusScanner>,
    /// Keeps other processes out of the data folder.
    pub data: DataFolder,
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

impl Services {
    /// Whether a session is open still, without counting as a use of it: a dashboard that nobody looks at must not keep
    /// its session alive. A database that does not answer ends no session.
    pub async fn is_open(&self, key: &SessionKey) -> bool {
        let hash = key.hash();
        let found = self.database.read(key.school, None, async move |work: &mut Work| accounts::session(work, &hash).await).await;
        !matches!(found, Ok(None))
    }

    /// Open streams look at their sessions now, and not at their next beat.
    pub fn tell_sign_out(&self) {
        self.sign_outs.send_replace(());
    }

    /// Whether a school can be used here: until then the start leads to the set-up.
    pub async fn is_set_up(&self) -> bool {
        if self.claim.is_open() {
            return true;
        }
        let Ok(all) = schools::all(&self.database).await else { return true };
        for school in all {
            let setup = self.database.read(school.id, None, async |work: &mut Work| schools::setup(work).await).await;
            if setup.is_ok_and(|setup| setup.finished) {
                self.claim.opened();
                return true;
            }
        }
        false
    }
}
