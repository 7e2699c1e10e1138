//! From which machine a request comes: the connection's other end, or what a trusted proxy says of it.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, request::Parts},
};

use crate::{error::AppError, state::AppState};

/// The header in which a proxy tells for whom it asks; each proxy on the way adds the address it saw at the end.
const FORWARDED_FOR: &str = "x-forwarded-for";

/// The address of whoever asks, for the brake at the sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientIp(pub IpAddr);

impl FromRequestParts<AppState> for ClientIp {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, AppError> {
        let ConnectInfo(peer) = parts.extensions.get::<ConnectInfo<SocketAddr>>().copied().ok_or(AppError::Internal)?;
        Ok(Self(client_ip(peer.ip(), &parts.headers, &state.proxies)))
    }
}

/// Whether one of our proxies connects from this address.
pub fn is_proxy(address: IpAddr, proxies: &[IpAddr]) -> bool {
    proxies.iter().any(|proxy| proxy.to_canonical() == address.to_canonical())
}

/// The network of an address: all of an IPv4 address, and of an IPv6 address the first half, which is what one customer has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Network(IpAddr);

impl Network {
    pub fn of(address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V6(address) => {
                let [a, b, c, d, ..] = address.segments();
                Self(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into())
            }
            address @ IpAddr::V4(_) => Self(address),
        }
    }
}

/// The last address that no proxy of ours stands for. What stands further left was written by whoever asked, who may
/// write there what they like; and nothing is believed of a peer that is no proxy of ours.
fn client_ip(peer: IpAddr, headers: &HeaderMap, proxies: &[IpAddr]) -> IpAddr {
    let lines = headers.get_all(FORWARDED_FOR).iter().rev();
    let told = lines.flat_map(|line| line.to_str().unwrap_or_default().rsplit(',').map(str::trim));
    let mut client_ip = peer.to_canonical();
    for address in told {
        if !is_proxy(client_ip, proxies) {
            break;
        }
        match address.parse::<IpAddr>().or_else(|_| address.parse::<SocketAddr>().map(|with_port| with_port.ip())) {
            Ok(address) => client_ip = address.to_canonical(),
            Err(_) => break,
        }
    }
    client_ip
}

#[cfg(test)]
#[path = "client_ip_tests.rs"]
mod tests;
