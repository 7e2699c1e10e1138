//! The server on a port of its own: for what only a real connection shows.

use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
    time::Duration,
};

use server::listen::{self, Limits};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpSocket, TcpStream},
    task::JoinHandle,
    time::timeout,
};

use super::TestApp;

const PATIENCE: Duration = Duration::from_secs(20);

/// Serves until the handle is aborted, or the test is over.
pub async fn served(app: &TestApp, limits: Limits) -> (SocketAddr, JoinHandle<io::Result<()>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    (address, tokio::spawn(listen::serve(listener, app.router.clone(), limits, std::future::pending())))
}

/// A connection from one of the addresses of this machine.
pub async fn connect(from: Ipv4Addr, to: SocketAddr) -> TcpStream {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind((from, 0).into()).unwrap();
    timeout(PATIENCE, socket.connect(to)).await.expect("a connection").unwrap()
}

/// Sends these bytes on a connection of their own; what comes back until the server ends it.
pub async fn raw(to: SocketAddr, bytes: &[u8]) -> String {
    timeout(PATIENCE, raw_from(Ipv4Addr::LOCALHOST, to, bytes)).await.expect("the server ends the connection")
}

/// As `raw` from another address of this machine, however long the answer takes.
pub async fn raw_from(from: Ipv4Addr, to: SocketAddr, bytes: &[u8]) -> String {
    let mut stream = connect(from, to).await;
    // The server may answer, and end the connection, before it has read all of it.
    let _ = stream.write_all(bytes).await;
    let mut answer = Vec::new();
    let read = stream.read_to_end(&mut answer).await;
    assert!(read.is_ok() || !answer.is_empty(), "{read:?}");
    String::from_utf8(answer).unwrap()
}
