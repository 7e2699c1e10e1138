//! As much HTTP/1.1 as measuring needs: one connection that stays open, and little work for the two cores it shares.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpStream},
    time::Duration,
};

use anyhow::{Context, Result, bail, ensure};
use socket2::{Domain, Socket, Type};

pub struct Connection {
    reader: BufReader<TcpStream>,
    host: SocketAddr,
    line: String,
}

#[derive(Default)]
pub struct Answer {
    pub status: u16,
    /// As they came, a line each.
    head: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    pub fn text(&self) -> Result<&str> {
        std::str::from_utf8(&self.body).context("an answer is no text")
    }
}

impl Connection {
    pub fn open(host: SocketAddr) -> Result<Self> {
        Self::over(TcpStream::connect(host)?, host)
    }

    /// From one of the addresses of this machine.
    pub fn open_from(host: SocketAddr, from: Ipv4Addr) -> Result<Self> {
        let socket = Socket::new(Domain::IPV4, Type::STREAM, None)?;
        socket.bind(&SocketAddr::new(from.into(), 0).into())?;
        socket.connect(&host.into())?;
        Self::over(socket.into(), host)
    }

    fn over(stream: TcpStream, host: SocketAddr) -> Result<Self> {
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        Ok(Self { reader: BufReader::with_capacity(64 * 1024, stream), host, line: String::new() })
    }

    /// `more`: further header lines, each ended by `\r\n`.
    pub fn get(&mut self, path: &str, more: &str) -> Result<Answer> {
        let mut answer = Answer::default();
        self.get_into(path, more, &mut answer)?;
        Ok(answer)
    }

    /// Gets a page into an answer that was used before: its memory is used again.
    pub fn get_into(&mut self, path: &str, more: &str, answer: &mut Answer) -> Result<()> {
        let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\n{more}\r\n", self.host);
        self.reader.get_mut().write_all(request.as_bytes())?;
        self.answer(answer)
    }

    /// As a page of the school sends it.
    pub fn post(&mut self, path: &str, kind: &str, more: &str, body: &[u8]) -> Result<Answer> {
        let (host, length) = (self.host, body.len());
        let from = format!("Host: {host}\r\nOrigin: http://{host}\r\n");
        let head = format!("POST {path} HTTP/1.1\r\n{from}Content-Type: {kind}\r\nContent-Length: {length}\r\n{more}\r\n");
        self.reader.get_mut().write_all(head.as_bytes())?;
        self.reader.get_mut().write_all(body)?;
        let mut answer = Answer::default();
        self.answer(&mut answer)?;
        Ok(answer)
    }

    fn answer(&mut self, answer: &mut Answer) -> Result<()> {
        self.next_line()?;
        answer.status = self.line.split(' ').nth(1).context("no status")?.parse()?;
        answer.head.clear();
        answer.body.clear();
        let (mut length, mut chunked) = (None, false);
        loop {
            self.next_line()?;
            if self.line.is_empty() {
                break;
            }
            let (key, value) = self.line.split_once(':').context("a header without a colon")?;
            if key.eq_ignore_ascii_case("content-length") {
                length = Some(value.trim().parse::<u64>()?);
            } else if key.eq_ignore_ascii_case("transfer-encoding") {
                chunked = value.trim().eq_ignore_ascii_case("chunked");
            }
            answer.head.push_str(&self.line);
            answer.head.push('\n');
        }
        match length {
            Some(length) => self.take(length, &mut answer.body),
            None if chunked => self.chunks(&mut answer.body),
            None => Ok(()),
        }
    }

    fn chunks(&mut self, body: &mut Vec<u8>) -> Result<()> {
        loop {
            self.next_line()?;
            let length = u64::from_str_radix(&self.line, 16).context("a chunk without a length")?;
            self.take(length, body)?;
            self.next_line()?;
            if length == 0 {
                return Ok(());
            }
        }
    }

    fn take(&mut self, length: u64, body: &mut Vec<u8>) -> Result<()> {
        let read = (&mut self.reader).take(length).read_to_end(body)?;
        ensure!(read as u64 == length, "an answer broke off");
        Ok(())
    }

    fn next_line(&mut self) -> Result<()> {
        self.line.clear();
        if self.reader.read_line(&mut self.line)? == 0 {
            bail!("the server closed the connection");
        }
        self.line.truncate(self.line.trim_end_matches(['\r', '\n']).len());
        Ok(())
    }
}

/// Percent-encodes a value of a form.
pub fn encode(text: &str) -> String {
    text.bytes()
        .map(
            |byte| {
                if byte.is_ascii_alphanumeric() || byte == b'-' { char::from(byte).to_string() } else { format!("%{byte:02X}") }
            },
        )
        .collect()
}
