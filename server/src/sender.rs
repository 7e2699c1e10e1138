//! From which machine a request comes: the connection's other end, or what a trusted proxy says of it.

use std::net::{IpAddr, SocketAddr};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, request::Parts},
};

use crate::{answer::Fault, house::House};

/// The header in which a proxy tells for whom it asks; each proxy on the way adds the address it saw at the end.
const FORWARDED_FOR: &str = "x-forwarded-for";

/// The address of who asks, for the brake at the sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sender(pub IpAddr);

impl FromRequestParts<House> for Sender {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, house: &House) -> Result<Self, Fault> {
        let ConnectInfo(peer) = parts.extensions.get::<ConnectInfo<SocketAddr>>().copied().ok_or(Fault::Internal)?;
        Ok(Self(sender(peer.ip(), &parts.headers, &house.proxies)))
    }
}

/// The last address that no proxy of ours stands for. What stands further left was written by whoever asked, who may
/// write there what they like; and nothing is believed of a peer that is no proxy of ours.
fn sender(peer: IpAddr, headers: &HeaderMap, proxies: &[IpAddr]) -> IpAddr {
    let lines = headers.get_all(FORWARDED_FOR).iter().rev();
    let told = lines.flat_map(|line| line.to_str().unwrap_or_default().rsplit(',').map(str::trim));
    let mut sender = peer.to_canonical();
    for address in told {
        if !proxies.iter().any(|proxy| proxy.to_canonical() == sender) {
            break;
        }
        match address.parse::<IpAddr>().or_else(|_| address.parse::<SocketAddr>().map(|with_port| with_port.ip())) {
            Ok(address) => sender = address.to_canonical(),
            Err(_) => break,
        }
    }
    sender
}

#[cfg(test)]
#[path = "sender_tests.rs"]
mod tests;
