//! What is made of whatever listens where a scanner should.

use std::time::Duration;

use domain::inspection::{ScanAnswer, Undecided};
use server::files::scanner::clamd::{Clamd, Limits, ScanFault};

use crate::support::{Acts, FakeClamd};

fn quick() -> Limits {
    let [connect, piece, answer] = [500, 500, 300].map(Duration::from_millis);
    Limits { connect, piece, answer }
}

#[tokio::test]
async fn a_file_is_sent_whole_and_answered() {
    let fake = FakeClamd::that(Acts::Says("stream: OK")).await;
    let clamd = Clamd { address: fake.address.clone(), limits: quick() };
    assert_eq!(clamd.version().await.unwrap(), "ClamAV 1.4.3/27500");
    for size in [0, 1, 65_535, 65_536, 65_537, 1_000_000] {
        let file = vec![7; size];
        assert_eq!(clamd.scan(file.as_slice()).await.unwrap(), ScanAnswer::Clean, "{size}");
        assert_eq!(fake.seen().last(), Some(&file), "{size}");
    }
    fake.now(Acts::StopsWith("INSTREAM size limit exceeded. ERROR"));
    let large = clamd.scan([7; 30_000].as_slice()).await.unwrap();
    assert_eq!(large, ScanAnswer::Undecided(Undecided::TooLarge));
}

#[tokio::test]
async fn whatever_else_it_does_is_no_answer_and_comes_to_an_end() {
    let fake = FakeClamd::that(Acts::Closes).await;
    let clamd = Clamd { address: fake.address.clone(), limits: quick() };
    let check = async |acts: Acts, expected: &str| {
        fake.now(acts);
        let fault = clamd.scan(b"x".as_slice()).await.unwrap_err();
        assert_eq!(fault.why(), expected, "{acts:?}: {fault}");
    };
    check(Acts::Closes, ScanFault::Closed.why()).await;
    check(Acts::IsSilent, ScanFault::Slow.why()).await;
    check(Acts::SaysHalf("stream: OK"), "ClamAV trả lời không hiểu được").await;
    check(Acts::Babbles, "ClamAV trả lời không hiểu được").await;
    check(Acts::Says("PONG"), "ClamAV trả lời không hiểu được").await;
    check(Acts::Says("stream: Can't open file ERROR"), "ClamAV báo lỗi").await;
    fake.is_now("SSH-2.0");
    assert!(matches!(clamd.version().await, Err(ScanFault::Garbled(_))));
    fake.ends().await;
    assert!(matches!(clamd.version().await, Err(ScanFault::Unreachable(_))));
    assert!(matches!(clamd.scan(b"x".as_slice()).await, Err(ScanFault::Unreachable(_))));
}
