//! Something that listens where a virus scanner should, and behaves well or badly.

use std::sync::{Arc, Mutex};

use server::files::scanner::clamd::ClamdAddress;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
    time::{Duration, sleep},
};

/// What it does with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Acts {
    /// It takes the whole file and answers this.
    Says(&'static str),
    /// Its answer ends in the middle.
    SaysHalf(&'static str),
    /// It closes without an answer.
    Closes,
    /// It closes while it is sent to, having said this.
    StopsWith(&'static str),
    /// It takes the file and says nothing.
    IsSilent,
    /// It goes on and on.
    Babbles,
}

pub struct FakeClamd {
    pub address: ClamdAddress,
    acts: Arc<Mutex<Acts>>,
    version: Arc<Mutex<&'static str>>,
    seen: Arc<Mutex<Vec<Vec<u8>>>>,
    listens: JoinHandle<()>,
}

impl FakeClamd {
    pub async fn that(acts: Acts) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string().parse().unwrap();
        let (acts, version) = (Arc::new(Mutex::new(acts)), Arc::new(Mutex::new("ClamAV 1.4.3/27500")));
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (now, says, files) = (acts.clone(), version.clone(), seen.clone());
        let listens = tokio::spawn(async move {
            while let Ok((wire, _)) = listener.accept().await {
                tokio::spawn(answer(wire, now.clone(), says.clone(), files.clone()));
            }
        });
        Self { address, acts, version, seen, listens }
    }

    pub fn now(&self, acts: Acts) {
        *self.acts.lock().unwrap() = acts;
    }

    /// It has learnt something.
    pub fn is_now(&self, version: &'static str) {
        *self.version.lock().unwrap() = version;
    }

    /// The files that were sent, as they were put together.
    pub fn seen(&self) -> Vec<Vec<u8>> {
        self.seen.lock().unwrap().clone()
    }

    /// Nothing listens there any more.
    pub async fn ends(self) {
        self.listens.abort();
        _ = self.listens.await;
    }
}

type Files = Arc<Mutex<Vec<Vec<u8>>>>;

async fn answer(mut wire: TcpStream, acts: Arc<Mutex<Acts>>, version: Arc<Mutex<&'static str>>, seen: Files) -> Option<()> {
    let mut command = Vec::new();
    loop {
        match wire.read_u8().await.ok()? {
            0 => break,
            byte => command.push(byte),
        }
    }
    if command == b"zVERSION" {
        let version = *version.lock().unwrap();
        return wire.write_all(format!("{version}\0").as_bytes()).await.ok();
    }
    assert_eq!(command, b"zINSTREAM");
    let acts = *acts.lock().unwrap();
    if let Acts::StopsWith(words) = acts {
        wire.write_all(format!("{words}\0").as_bytes()).await.ok()?;
        // What is still on its way is read, so that the answer is not lost with a reset.
        let mut rest = [0; 4096];
        for _ in 0..16 {
            if wire.read(&mut rest).await.ok()? == 0 {
                break;
            }
        }
        return Some(());
    }
    let mut file = Vec::new();
    loop {
        let length = wire.read_u32().await.ok()?;
        if length == 0 {
            break;
        }
        let mut piece = vec![0; usize::try_from(length).unwrap()];
        wire.read_exact(&mut piece).await.ok()?;
        file.extend(piece);
    }
    seen.lock().unwrap().push(file);
    match acts {
        Acts::Says(words) => wire.write_all(format!("{words}\0").as_bytes()).await.ok(),
        Acts::SaysHalf(words) => wire.write_all(words.as_bytes()).await.ok(),
        Acts::Closes | Acts::StopsWith(_) => None,
        Acts::IsSilent => {
            sleep(Duration::from_secs(60)).await;
            None
        }
        Acts::Babbles => loop {
            wire.write_all(&[b'a'; 1024]).await.ok()?;
        },
    }
}
