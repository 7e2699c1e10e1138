//! Many connections that do nothing, over real sockets: whoever works goes on.

use std::{
    io,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    time::{Duration, Instant},
};

use server::{
    handles,
    listen::{self, Limits},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

use crate::support::{HOST, TestApp, connect, served};

/// How many connections are held. Each takes two handles, because both of its ends are in this process.
const HELD: usize = 2000;
/// As long as an answer may take while they are held.
const SOON: Duration = Duration::from_secs(1);

/// Sends nothing, half a head, or half a form, and says no more.
async fn hold(from: Ipv4Addr, to: SocketAddr, which: usize) -> TcpStream {
    let mut stream = connect(from, to).await;
    let half = match which % 3 {
        0 => String::new(),
        1 => "GET /healthz HTTP/1.1\r\nHost: ho".to_owned(),
        _ => format!(
            "POST /dang-nhap HTTP/1.1\r\nHost: {HOST}\r\nOrigin: http://{HOST}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: 100\r\n\r\nuser"
        ),
    };
    // A connection that was ended already takes no more; that is what is looked at later.
    let _ = stream.write_all(half.as_bytes()).await;
    stream
}

/// Asks on this connection, which stays open, and says how long the answer took.
async fn asked(stream: &mut TcpStream, path: &str, cookie: &str) -> Duration {
    answered(stream, path, cookie, 200).await
}

/// `asked`, with the status that the answer is to have.
async fn answered(stream: &mut TcpStream, path: &str, cookie: &str, status: u16) -> Duration {
    let start = Instant::now();
    let request = format!("GET {path} HTTP/1.1\r\nHost: {HOST}\r\nCookie: {cookie}\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    let read = async {
        while !is_whole(&answer) {
            assert!(stream.read_buf(&mut answer).await.unwrap() > 0, "{path} broke off: {}", String::from_utf8_lossy(&answer));
        }
    };
    timeout(Duration::from_secs(20), read).await.unwrap_or_else(|_| panic!("{path} was not answered"));
    assert!(answer.starts_with(format!("HTTP/1.1 {status}").as_bytes()), "{path}: {}", String::from_utf8_lossy(&answer));
    start.elapsed()
}

/// With a length, or in chunks.
fn is_whole(answer: &[u8]) -> bool {
    let text = String::from_utf8_lossy(answer);
    let Some((head, _)) = text.split_once("\r\n\r\n") else { return false };
    let mut lengths = head.lines().filter_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok());
    match lengths.next_back() {
        Some(length) => answer.len() >= head.len() + 4 + length,
        None => answer.ends_with(b"0\r\n\r\n"),
    }
}

/// Whether the server has not ended it. What an ended connection still has to read is the answer to half a form.
fn is_open(stream: &TcpStream) -> bool {
    let mut bytes = [0; 4096];
    loop {
        match stream.try_read(&mut bytes) {
            Ok(0) => return false,
            Ok(_) => {}
            Err(error) => return error.kind() == io::ErrorKind::WouldBlock,
        }
    }
}

fn told(what: &str, mut times: Vec<Duration>) {
    times.sort();
    let longest = *times.last().unwrap();
    println!("{what}: median {:?}, longest {longest:?} of {}", times[times.len() / 2], times.len());
    assert!(longest < SOON, "{what} took {longest:?}");
}

fn limits(connections: usize, proxies: Vec<IpAddr>) -> Limits {
    Limits { connections, per_address: listen::MAX_PER_ADDRESS, proxies }
}

/// Whether this process may hold so many; says so loudly where it may not.
fn may_hold() -> bool {
    let allowed = handles::raise();
    let enough = allowed >= 2 * HELD as u64 + 500;
    if !enough {
        println!("NOT TESTED: this machine allows {allowed} handles for a process, which is too few to hold {HELD} connections");
    }
    enough
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_thousand_silent_connections_stop_nobody() {
    if !may_hold() {
        return;
    }
    let app = TestApp::demo().await;
    let cookie = app.as_teacher().await.cookie().unwrap();
    // As on a machine that allows 1,024 handles: far fewer places than connections.
    let (address, server) = served(&app, limits(800, Vec::new())).await;
    let school = Ipv4Addr::new(127, 0, 0, 3);
    let mut open_before = connect(school, address).await;
    asked(&mut open_before, "/viec-cua-toi", &cookie).await;
    // From forty addresses, none of which has too many.
    let start = Instant::now();
    let mut held = Vec::new();
    for which in 0..HELD {
        held.push(hold(Ipv4Addr::new(127, 0, 1, (which % 40) as u8), address, which).await);
    }
    println!("{HELD} connections opened in {:?}", start.elapsed());
    let (mut health, mut new, mut kept) = (Vec::new(), Vec::new(), Vec::new());
    for (turn, again) in held.iter_mut().enumerate().take(20) {
        health.push(asked(&mut connect(school, address).await, "/healthz", "").await);
        new.push(asked(&mut connect(school, address).await, "/viec-cua-toi", &cookie).await);
        kept.push(asked(&mut open_before, "/viec-cua-toi", &cookie).await);
        // Those who hold come again.
        *again = hold(Ipv4Addr::new(127, 0, 1, turn as u8), address, turn).await;
    }
    told("/healthz", health);
    told("a page on a new connection", new);
    told("a page on the connection of before", kept);
    assert!(held.iter().filter(|stream| is_open(stream)).count() <= 800);
    server.abort();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_address_holds_sixty_four_connections_and_a_proxy_as_many_as_it_likes() {
    if !may_hold() {
        return;
    }
    let app = TestApp::demo().await;
    let cookie = app.as_teacher().await.cookie().unwrap();
    let (attacker, proxy) = (Ipv4Addr::new(127, 0, 2, 1), Ipv4Addr::new(127, 0, 2, 2));
    let (address, server) = served(&app, limits(2048, vec![proxy.into()])).await;
    // A colleague behind the same address, who was there before.
    let mut colleague = connect(attacker, address).await;
    asked(&mut colleague, "/viec-cua-toi", &cookie).await;
    let mut held = Vec::new();
    for which in 0..HELD {
        held.push(hold(attacker, address, which).await);
    }
    let times =
        [asked(&mut colleague, "/viec-cua-toi", &cookie).await, asked(&mut connect(attacker, address).await, "/healthz", "").await];
    told("at the address of the attacker", times.to_vec());
    let open = held.iter().filter(|stream| is_open(stream)).count();
    assert!((1..=64).contains(&open), "{open} are open");
    let mut behind_the_proxy = Vec::new();
    for which in 0..200 {
        behind_the_proxy.push(hold(proxy, address, which).await);
    }
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(behind_the_proxy.iter().filter(|stream| is_open(stream)).count(), 200);
    server.abort();
}

/// How many are open, once the server has had time to end the others.
async fn still_open(streams: &[TcpStream]) -> usize {
    tokio::time::sleep(Duration::from_millis(100)).await;
    streams.iter().filter(|stream| is_open(stream)).count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_account_does_not_hold_the_places_of_a_school_nor_any_after_its_sign_out() {
    let app = TestApp::demo().await;
    let teacher = app.as_teacher().await;
    let cookie = teacher.cookie().unwrap();
    let school = Ipv4Addr::new(127, 0, 4, 1);
    let (address, server) = served(&app, limits(2048, Vec::new())).await;
    let mut held = Vec::new();
    for _ in 0..listen::MAX_PER_ADDRESS {
        let mut stream = connect(school, address).await;
        asked(&mut stream, "/viec-cua-toi", &cookie).await;
        held.push(stream);
    }
    // A colleague behind the same address, and whoever looks whether the server is well.
    let come = async || {
        let (mut streams, mut times) = (Vec::new(), Vec::new());
        for turn in 0..listen::MAX_PER_ADDRESS {
            let mut stream = connect(school, address).await;
            times.push(asked(&mut stream, if turn % 2 == 0 { "/healthz" } else { "/dang-nhap" }, "").await);
            streams.push(stream);
        }
        told("beside one account that took every place", times);
        streams
    };
    let first = come().await;
    assert_eq!((still_open(&held).await, still_open(&first).await), (12, 52));
    held.retain(is_open);
    teacher.post_form("/dang-xuat", &[]).await;
    for stream in &mut held {
        answered(stream, "/viec-cua-toi", &cookie, 303).await;
    }
    let _second = come().await;
    assert_eq!(still_open(&held).await, 0, "whoever has signed out keeps nothing");
    server.abort();
}
