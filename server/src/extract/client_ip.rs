//! From which machine a request comes: the connection's other end, or what a trusted proxy says of it.

use std::net::{IpAddr, SocketAddr};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, request::Parts},
};

use crate::{error::AppError, network::is_proxy, state::AppState};

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
