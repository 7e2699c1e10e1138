use super::*;

fn ip(text: &str) -> IpAddr {
    text.parse().unwrap()
}

#[test]
fn a_proxy_is_believed_and_nobody_else() {
    let proxies = [ip("127.0.0.1"), ip("10.0.0.2")];
    let cases: [(&str, &str, &[&str], &str); 10] = [
        ("no proxy, no header", "192.168.1.20", &[], "192.168.1.20"),
        ("no proxy, but it says so", "192.168.1.20", &["1.2.3.4"], "192.168.1.20"),
        ("our proxy", "127.0.0.1", &["113.160.1.2"], "113.160.1.2"),
        ("our proxy without the header", "127.0.0.1", &[], "127.0.0.1"),
        ("who asked wrote an address of their own", "127.0.0.1", &["1.2.3.4, 113.160.1.2"], "113.160.1.2"),
        ("two proxies of ours", "127.0.0.1", &["113.160.1.2, 10.0.0.2"], "113.160.1.2"),
        ("two lines", "127.0.0.1", &["1.2.3.4", "2001:db8::7"], "2001:db8::7"),
        ("IPv4 written as IPv6", "::ffff:127.0.0.1", &["::ffff:113.160.1.2"], "113.160.1.2"),
        ("with a port", "127.0.0.1", &["113.160.1.2:5678"], "113.160.1.2"),
        ("no address", "127.0.0.1", &["113.160.1.2, unknown"], "127.0.0.1"),
    ];
    for (what, peer, lines, expected) in cases {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(FORWARDED_FOR, line.parse().unwrap());
        }
        assert_eq!(client_ip(ip(peer), &headers, &proxies), ip(expected), "{what}");
    }
}
