//! Taking the address at which browsers are answered, and why that cannot be had.

use std::{
    io::{self, ErrorKind},
    net::SocketAddr,
};

use tokio::net::TcpListener;

/// Why the program cannot listen there, in words for the console.
#[derive(Debug, thiserror::Error)]
pub enum AddressError {
    #[error(
        "cổng {address} đang được một chương trình khác dùng, có thể là chính hoso đang chạy. \
         Tắt chương trình đó, hoặc chọn cổng khác bằng --listen, rồi chạy lại."
    )]
    InUse { address: SocketAddr },
    #[error("máy này không có địa chỉ {}. Xem lại --listen; 0.0.0.0 là mọi địa chỉ của máy.", .address.ip())]
    NotHere { address: SocketAddr },
    #[error("chương trình không có quyền dùng cổng {}. Chọn cổng từ 1024 trở lên bằng --listen rồi chạy lại.", .address.port())]
    NotAllowed { address: SocketAddr },
    #[error("không mở được {address}: {source}. Xem lại --listen.")]
    Unusable { address: SocketAddr, source: io::Error },
}

/// Takes the address; whoever connects waits until it is served.
///
/// # Errors
/// `AddressError`.
pub async fn bind(address: SocketAddr) -> Result<TcpListener, AddressError> {
    TcpListener::bind(address).await.map_err(|source| match source.kind() {
        ErrorKind::AddrInUse => AddressError::InUse { address },
        ErrorKind::AddrNotAvailable => AddressError::NotHere { address },
        ErrorKind::PermissionDenied => AddressError::NotAllowed { address },
        _ => AddressError::Unusable { address, source },
    })
}
