//! Which connections are served, and which one ends where there is no place for another.
//!
//! Nobody can tell at the door who is signed in: a connection says it with its first request. So no places are reserved in
//! advance, where whoever is fastest would fill them; instead everybody is let in, and whoever has shown no session gives
//! way when there are too many, the one that has asked nothing for the longest time first. Who is signed in keeps the place.

use std::{
    collections::HashMap,
    convert::Infallible,
    net::{IpAddr, SocketAddr},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use tokio::sync::oneshot;

use crate::network::{Network, is_proxy};

/// From one address, where nothing else was asked for: ten PCs behind one address with the six connections that a browser
/// opens.
pub const MAX_PER_ADDRESS: usize = 64;
/// Of so many places one is never kept for somebody who is signed in, so that there is always one that gives way: else
/// "/healthz" would not answer while they work.
const ONE_TURNS_OVER_OF: usize = 16;
/// So often at most the log says that an address has too many connections.
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

/// All places of the program.
#[derive(Debug)]
pub struct Places {
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
    signed_in: bool,
    /// Goes with the place, and its connection notices.
    _kept: oneshot::Sender<Infallible>,
}

/// The place of one connection, free again when this is dropped.
#[derive(Debug)]
pub struct Place(PlaceKeeper);

/// Resolves when a place was given to somebody else.
pub type GivenUp = oneshot::Receiver<Infallible>;

/// Says what is known of the connection on a place. Every request carries it.
#[derive(Clone, Debug)]
pub struct PlaceKeeper {
    places: Arc<Places>,
    number: u64,
}

impl Places {
    pub fn new(limits: Limits) -> Arc<Self> {
        Arc::new(Self { limits, table: Mutex::default() })
    }

    /// A place for a connection from there; none where all that it could have are kept by people who are signed in.
    pub fn take(self: &Arc<Self>, peer: SocketAddr) -> Option<(Place, GivenUp)> {
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
        let (kept, given_up) = oneshot::channel();
        let number = table.next;
        table.next += 1;
        table.taken.insert(number, Taken { network, heard: Instant::now(), signed_in: false, _kept: kept });
        Some((Place(PlaceKeeper { places: self.clone(), number }), given_up))
    }

    fn table(&self) -> MutexGuard<'_, Table> {
        self.table.lock().unwrap_or_else(PoisonError::into_inner)
    }

    const fn most_signed_in(&self) -> usize {
        self.limits.connections - self.limits.connections.div_ceil(ONE_TURNS_OVER_OF)
    }
}

impl Table {
    /// Ends the connection of whoever has asked nothing for the longest time and has shown no session.
    fn give_up(&mut self, may_be: impl Fn(&Taken) -> bool) -> bool {
        let strangers = self.taken.iter().filter(|(_, taken)| !taken.signed_in && may_be(taken));
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

impl Place {
    /// To be handed to each request.
    pub fn keeper(&self) -> PlaceKeeper {
        self.0.clone()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.places.table().taken.remove(&self.0.number);
    }
}

impl PlaceKeeper {
    /// A request begins.
    pub fn heard(&self) {
        if let Some(taken) = self.places.table().taken.get_mut(&self.number) {
            taken.heard = Instant::now();
        }
    }

    /// Somebody who is signed in asks: from now on the place is theirs, as long as enough others are left that turn over.
    pub fn keep(&self) {
        let mut table = self.places.table();
        let is_stranger = table.taken.get(&self.number).is_some_and(|taken| !taken.signed_in);
        if !is_stranger || table.taken.values().filter(|taken| taken.signed_in).count() >= self.places.most_signed_in() {
            return;
        }
        if let Some(taken) = table.taken.get_mut(&self.number) {
            taken.signed_in = true;
        }
    }
}

#[cfg(test)]
#[path = "places_tests.rs"]
mod tests;
