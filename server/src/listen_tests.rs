use std::sync::{Arc, Mutex};

use axum::{
    Form,
    body::{Body, Bytes},
    routing::{get, post},
};
use futures::{StreamExt, stream};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    sync::oneshot,
    time::timeout,
};

use super::*;

/// A connection to a server of `router`, how to end it, and its task.
async fn connected(router: Router) -> (TcpStream, oneshot::Sender<()>, tokio::task::JoinHandle<io::Result<()>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (end, ended) = oneshot::channel::<()>();
    let limits = Limits { connections: 10, per_address: 10, proxies: Vec::new() };
    let server = tokio::spawn(serve(listener, router, limits, async move { ended.await.map_err(io::Error::other) }));
    (TcpStream::connect(address).await.unwrap(), end, server)
}

/// Sends `bytes` and says nothing more; what comes back until the server hangs up.
async fn silent_after(bytes: &[u8], longest: Duration) -> String {
    let words = async |Form(_): Form<Vec<(String, String)>>| "read";
    let router =
        Router::new().route("/", post(words)).layer(axum::middleware::map_request(crate::middleware::body_timeout::words_timeout));
    let (mut stream, end, server) = connected(router).await;
    stream.write_all(bytes).await.unwrap();
    let mut answer = String::new();
    timeout(longest, stream.read_to_string(&mut answer)).await.expect("the server hangs up").unwrap();
    end.send(()).unwrap();
    server.await.unwrap().unwrap();
    answer
}

/// The clock of the runtime jumps ahead while everybody waits.
#[tokio::test(start_paused = true)]
async fn nobody_holds_a_connection_by_saying_nothing() {
    for bytes in ["", "GET / HT", "PRI * HT", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"] {
        silent_after(bytes.as_bytes(), Duration::from_secs(30)).await;
    }
}

#[tokio::test(start_paused = true)]
async fn nobody_holds_a_form_of_words_by_sending_half_of_it() {
    let head =
        "POST / HTTP/1.1\r\nHost: hoso\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nusername=";
    let answer = silent_after(head.as_bytes(), Duration::from_secs(10)).await;
    assert!(answer.starts_with("HTTP/1.1 400"), "{answer}");
}

#[tokio::test(start_paused = true)]
async fn nobody_holds_an_answer_by_reading_nothing_of_it() {
    let (under_way, mut ended) = oneshot::channel::<()>();
    let under_way = Arc::new(Mutex::new(Some(under_way)));
    let endless = async move || {
        let held = under_way.lock().unwrap().take();
        Body::from_stream(stream::repeat(Bytes::from(vec![7; 256 * 1024])).map(move |piece| {
            let _held = &held;
            Ok::<_, io::Error>(piece)
        }))
    };
    let (mut stream, end, server) = connected(Router::new().route("/", get(endless))).await;
    stream.write_all(b"GET / HTTP/1.1\r\nHost: hoso\r\n\r\n").await.unwrap();
    timeout(TAKEN_WITHIN / 2, &mut ended).await.expect_err("so far it may be a slow line");
    assert!(timeout(TAKEN_WITHIN, &mut ended).await.expect("the answer is given up").is_err(), "what it held is let go");
    end.send(()).unwrap();
    server.await.unwrap().unwrap();
}
