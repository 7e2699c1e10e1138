//! The reader itself: the command `read-file` of this program, started by `Reader` and by nobody else.

use std::{
    fs::File,
    io::{self, Write},
    net::TcpStream,
    os::fd::AsFd,
    process::{Command, ExitCode},
};

use documents::{inspection::inspect, kind::kind_of};

use super::{
    confine,
    wire::{Job, Said},
};

/// Reads the file at standard input and says what it found on standard output.
pub fn run(job: &str) -> ExitCode {
    // What a panic says would be read by nobody.
    std::panic::set_hook(Box::new(|_| {}));
    match read(job) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn read(job: &str) -> io::Result<()> {
    let job: Job = serde_json::from_str(job)?;
    let file = File::from(io::stdin().as_fd().try_clone_to_owned()?);
    let mut answer = Answer(File::from(io::stdout().as_fd().try_clone_to_owned()?));
    let missing = confine::shut_in(file.metadata()?.len());
    answer.say(&Said::Begun { missing })?;
    match tell(&job, &file, &mut answer) {
        Err(error) if error.raw_os_error().is_some() => answer.say(&Said::Fault(error.raw_os_error().unwrap_or_default())),
        told => told,
    }
}

fn tell(job: &Job, file: &File, answer: &mut Answer) -> io::Result<()> {
    match job {
        Job::Inspect => {
            let kind = kind_of(file)?;
            answer.say(&Said::Kind(kind))?;
            let Ok(kind) = kind else { return Ok(()) };
            answer.say(&Said::Inspection(inspect(file, kind)?))
        }
        Job::Hang => loop {
            std::hint::spin_loop();
        },
        Job::Grow => {
            let mut taken = Vec::new();
            loop {
                taken.push(vec![1_u8; 1024 * 1024]);
            }
        }
        Job::Escape => answer.say(&Said::Escaped(escape())),
    }
}

/// What is still possible of what a reader may not do.
fn escape() -> Vec<String> {
    let tried = [
        ("open", File::open("/etc/hostname").is_ok()),
        ("make a file", File::create("/tmp/a-reader-was-here").is_ok()),
        ("list a folder", std::fs::read_dir("/").is_ok()),
        ("connect", TcpStream::connect("127.0.0.1:1").is_err_and(|error| error.kind() == io::ErrorKind::ConnectionRefused)),
        ("start a program", Command::new("/bin/true").status().is_ok()),
        ("start a thread", std::thread::Builder::new().spawn(|| {}).is_ok()),
        ("know its surroundings", std::env::vars_os().next().is_some()),
    ];
    tried.into_iter().filter(|(_, done)| *done).map(|(what, _)| what.to_owned()).collect()
}

struct Answer(File);

impl Answer {
    fn say(&mut self, said: &Said) -> io::Result<()> {
        let mut line = serde_json::to_vec(said)?;
        line.push(b'\n');
        self.0.write_all(&line)
    }
}
