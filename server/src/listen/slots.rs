//! Which connections are served, and which one ends where there is no slot for another.
//!
//! Nobody can tell at the door who is signed in: a connection says it with its first request. So no slots are reserved in
//! advance, where whoever is fastest would fill them; instead everybody is let in, and whoever has shown no session gives
//! way when there are too many, the one that has asked nothing for the longest time first. Whoever is signed in keeps some
//! slots, as long as the session is shown: never all of an address, and no more than a browser or two needs.

use std::{
    collections::HashMap,
    convert::Infallible,
    net::{IpAddr, SocketAddr},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use domain::people::PersonId;
use tokio::sync::oneshot;

use crate::network::{Network, is_proxy};

/// From one address, where nothing else was asked for: ten PCs behind one address with the six connections that a browser
/// opens.
pub const MAX_PER_ADDRESS: usize = 64;
/// Of so many slots, of the program and of each address, one is never kept for somebody who is signed in, so that there is
/// always one that gives way: else "/healthz" would not answer while they work, nor a colleague's sign-in beside them.
const ONE_TURNS_OVER_OF: usize = 16;
/// How many slots are kept for one person, from whichever addresses: the six connections that a browser opens, of two
/// browsers. With more, one account would hold the slots of a whole school.
const MAX_KEPT_FOR_ONE: usize = 12;
/// How long a slot is kept after its last request that was found to be somebody's who is signed in. Requests for style sheets
/// and programs ask for no session, and must not hold a slot in the name of one that has ended.
const KEPT_WITHIN: Duration = Duration::from_secs(60);
/// How often at most the log says that an address has too many connections.
const TOLD_EVERY: Duration = Duration::from_secs(60);

/// How many connections are served at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// From all addresses together.
    pub connections: usize,
    /// From one IPv4 address, or one /64 of IPv6.
    pub per_address: usize,
    /// Proxies in front, which ask for everybody: only the first limit holds for them.
    pub proxies: Vec<IpAddr>,
}

/// All slots of the program.
#[derive(Debug)]
pub struct ConnectionSlots {
    limits: Limits,
    table: Mutex<Table>,
}

#[derive(Debug, Default)]
struct Table {
    taken: HashMap<u64, Taken>,
    next: u64,
    told: Option<Instant>,
}

#[derive(Debug)]
struct Taken {
    /// None of a proxy.
    network: Option<Network>,
    /// When it was accepted, or when its last request began.
    heard: Instant,
    /// For whom it is kept.
    kept: Option<Kept>,
    /// Goes with the slot, and its connection notices.
    _slot: oneshot::Sender<Infallible>,
}

/// Somebody who is signed in and keeps a slot.
#[derive(Debug)]
struct Kept {
    person: PersonId,
    /// When a request showed that last.
    shown: Instant,
}

/// The slot of one connection, free again when this is dropped.
#[derive(Debug)]
pub struct ConnectionSlot(SlotKeeper);

/// Resolves when a slot was given to somebody else.
pub type GivenUp = oneshot::Receiver<Infallible>;

/// Says what is known of the connection on a slot. Every request carries it.
#[derive(Clone, Debug)]
pub struct SlotKeeper {
    slots: Arc<ConnectionSlots>,
    number: u64,
}

impl ConnectionSlots {
    pub fn new(limits: Limits) -> Arc<Self> {
        Arc::new(Self { limits, table: Mutex::default() })
    }

    /// A slot for a connection from there; none where all that it could have are kept by people who are signed in.
    pub fn take(self: &Arc<Self>, peer: SocketAddr) -> Option<(ConnectionSlot, GivenUp)> {
        let network = (!is_proxy(peer.ip(), &self.limits.proxies)).then(|| Network::of(peer.ip()));
        let mut table = self.table();
        let of_address = |taken: &Taken| network.is_some() && taken.network == network;
        if table.taken.values().filter(|taken| of_address(taken)).count() >= self.limits.per_address {
            table.tell(peer.ip());
            if !table.give_up(of_address) {
                return None;
            }
        }
        if table.taken.len() >= self.limits.connections && !table.give_up(|_| true) {
            return None;
        }
        let (slot, given_up) = oneshot::channel();
        let number = table.next;
        table.next += 1;
        table.taken.insert(number, Taken { network, heard: Instant::now(), kept: None, _slot: slot });
        Some((ConnectionSlot(SlotKeeper { slots: self.clone(), number }), given_up))
    }

    fn table(&self) -> MutexGuard<'_, Table> {
        self.table.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the slot with this number may be kept for `person`, beside those that are.
    fn may_keep(&self, table: &Table, number: u64, person: PersonId) -> bool {
        let network = table.taken.get(&number).and_then(|taken| taken.network.as_ref());
        let (mut all, mut of_address, mut of_person) = (0, 0, 0);
        let others = table.taken.iter().filter(|(other, _)| **other != number).map(|(_, taken)| taken);
        for (taken, kept) in others.filter_map(|taken| taken.kept.as_ref().map(|kept| (taken, kept))) {
            all += 1;
            of_address += usize::from(network.is_some() && taken.network.as_ref() == network);
            of_person += usize::from(kept.person == person);
        }
        all < most_kept(self.limits.connections) && of_address < most_kept(self.limits.per_address) && of_person < MAX_KEPT_FOR_ONE
    }
}

/// Of so many slots so many may be kept.
const fn most_kept(slots: usize) -> usize {
    slots - slots.div_ceil(ONE_TURNS_OVER_OF)
}

impl Table {
    /// Ends the connection of whoever has asked nothing for the longest time and has shown no session.
    fn give_up(&mut self, may_be: impl Fn(&Taken) -> bool) -> bool {
        let strangers = self.taken.iter().filter(|(_, taken)| taken.kept.is_none() && may_be(taken));
        let silent = strangers.min_by_key(|(_, taken)| taken.heard).map(|(number, _)| *number);
        silent.and_then(|number| self.taken.remove(&number)).is_some()
    }

    fn tell(&mut self, address: IpAddr) {
        if self.told.is_none_or(|told| told.elapsed() >= TOLD_EVERY) {
            self.told = Some(Instant::now());
            tracing::warn!(%address, "too many connections from one address: the idle ones end (--max-per-address)");
        }
    }
}

impl ConnectionSlot {
    /// To be handed to each request.
    pub fn keeper(&self) -> SlotKeeper {
        self.0.clone()
    }
}

impl Drop for ConnectionSlot {
    fn drop(&mut self) {
        self.0.slots.table().taken.remove(&self.0.number);
    }
}

impl SlotKeeper {
    /// A request begins that carries a session, of which nothing is known yet.
    pub fn heard(&self) {
        self.begin(|kept| kept.shown.elapsed() < KEPT_WITHIN);
    }

    /// A request begins that carries none: whoever kept the slot is not there any more.
    pub fn heard_from_nobody(&self) {
        self.begin(|_| false);
    }

    fn begin(&self, stays: impl Fn(&Kept) -> bool) {
        if let Some(taken) = self.slots.table().taken.get_mut(&self.number) {
            taken.heard = Instant::now();
            taken.kept.take_if(|kept| !stays(kept));
        }
    }

    /// Somebody who is signed in asks: the slot is theirs, where that leaves enough to others.
    pub fn keep(&self, person: PersonId) {
        let mut table = self.slots.table();
        let may = self.slots.may_keep(&table, self.number, person);
        if let Some(taken) = table.taken.get_mut(&self.number) {
            taken.kept = may.then(|| Kept { person, shown: Instant::now() });
        }
    }

    /// The session that the request carries is over.
    pub fn let_go(&self) {
        if let Some(taken) = self.slots.table().taken.get_mut(&self.number) {
            taken.kept = None;
        }
    }
}

#[cfg(test)]
#[path = "slots_tests.rs"]
mod tests;
