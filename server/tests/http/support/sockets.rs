//! The server on a port of its own: for what only a real connection shows.

use std::{io, net::SocketAddr, time::Duration};

use server::listen::{self, Limits};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
    time::timeout,
};

use super::TestApp;

/// Serves until the handle is aborted, or the test is over.
pub async fn served(app: &TestApp, limits: Limits) -> (SocketAddr, JoinHandle<io::Result<()>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    (address, tokio::spawn(listen::serve(listener, app.router.clone(), limits, std::future::pending())))
}

/// Sends these bytes on a connection of their own; what comes back until the server ends it.
pub async fn raw(to: SocketAddr, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(to).await.unwrap();
    // The server may answer, and end the connection, before it has read all of it.
    let _ = stream.write_all(bytes).await;
    let mut answer = Vec::new();
    let read = timeout(Duration::from_secs(20), stream.read_to_end(&mut answer)).await.expect("the server ends the connection");
    assert!(read.is_ok() || !answer.is_empty(), "{read:?}");
    String::from_utf8(answer).unwrap()
}
