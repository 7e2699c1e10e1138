//! The reader itself: the command `read-file` of this program, started by `Reader` and by nobody else.

use std::{
    fs::File,
    io::{self, Write},
    net::TcpStream,
    os::fd::AsFd,
    process::{Command, ExitCode},
};

use documents::{
    inspection::inspect,
    kind::kind_of,
    package::Package,
    reading::{self, ReadingError, html},
    source::Source,
};
use domain::{files::FileKind, tables::Table};

use super::{
    confine,
    wire::{FilePage, Job, PICTURES_AT, Said},
};

/// A picture of a document, in bytes: what a phone takes has some 12 MB.
pub(super) const MAX_PICTURE: usize = 32 * 1024 * 1024;

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
    let mut answer = AnswerPipe(File::from(io::stdout().as_fd().try_clone_to_owned()?));
    let missing = confine::shut_in(file.metadata()?.len());
    answer.say(&Said::Begun { missing })?;
    match tell(&job, &file, &mut answer) {
        Err(error) if error.raw_os_error().is_some() => answer.say(&Said::DiskError(error.raw_os_error().unwrap_or_default())),
        told => told,
    }
}

fn tell(job: &Job, file: &File, answer: &mut AnswerPipe) -> io::Result<()> {
    match job {
        Job::Inspect => {
            let kind = kind_of(file)?;
            answer.say(&Said::Kind(kind))?;
            let Ok(kind) = kind else { return Ok(()) };
            answer.say(&Said::Inspection(inspect(file, kind)?))
        }
        Job::Page(kind) => {
            let source = Source::new(file)?;
            let read = read_page(source.clone(), *kind);
            source.check()?;
            answer.say(&read.map_or_else(|error| Said::NotShown(error.sentence()), Said::Page))
        }
        Job::Tables => {
            let source = Source::new(file)?;
            let read = read_tables(source.clone());
            source.check()?;
            answer.say(&read.map_or_else(|error| Said::NotShown(error.sentence()), Said::Tables))
        }
        Job::Picture(name) => {
            let source = Source::new(file)?;
            let picture = read_picture(source.clone(), name);
            source.check()?;
            match picture {
                Ok(bytes) => {
                    answer.say(&Said::Picture)?;
                    answer.0.write_all(&bytes)
                }
                Err(error) => answer.say(&Said::NotShown(error.sentence())),
            }
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

fn read_page(source: Source<&File>, kind: FileKind) -> Result<FilePage, ReadingError> {
    let package = Package::open(source)?;
    if kind == FileKind::Xlsx {
        let workbook = reading::read_xlsx(&package)?;
        return Ok(FilePage {
            html: html::workbook(&workbook)?,
            text: workbook.text(),
            pictures: Vec::new(),
            old_fonts: workbook.old_fonts.sentence(),
            has_tracked_changes: false,
        });
    }
    let document = reading::read_docx(&package)?;
    Ok(FilePage {
        html: html::document(&document, PICTURES_AT)?,
        text: document.text(),
        pictures: document.pictures.iter().map(|part| part.kind.map(|_| part.name.clone())).collect(),
        old_fonts: document.old_fonts.sentence(),
        has_tracked_changes: document.has_tracked_changes,
    })
}

fn read_tables(source: Source<&File>) -> Result<Vec<Table>, ReadingError> {
    reading::read_tables(&Package::open(source)?)
}

fn read_picture(source: Source<&File>, name: &str) -> Result<Vec<u8>, ReadingError> {
    let package = Package::open(source)?;
    let part = package.part(name).ok_or(ReadingError::Malformed("a picture is missing"))?;
    Ok(package.read(part, MAX_PICTURE)?)
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

struct AnswerPipe(File);

impl AnswerPipe {
    fn say(&mut self, said: &Said) -> io::Result<()> {
        let mut line = serde_json::to_vec(said)?;
        line.push(b'\n');
        self.0.write_all(&line)
    }
}
