//! The program `hoso`: serves a school, or prints the due days of a calendar file.

use std::{
    io::{self, IsTerminal},
    net::{IpAddr, SocketAddr},
    path::PathBuf,
    process::ExitCode,
};

use backups::Address;
use clap::{Args, Parser, Subcommand};
use domain::{calendar_file, days::Timestamp, deadlines::deadlines_csv};
use records::server_runs::Sign;
use server::{
    backing_up, backup_watch,
    files::{
        looks, office, reader,
        scanner::{clamd::ClamdAddress, rounds},
        upkeep,
    },
    handlers::health,
    handles,
    listen::{self, AddressError, Limits},
    log_watch, memory, moving, readable_export, rescue, routes, scheduler,
    startup::{self, Config, StartError},
    verify, verify_sheet,
};
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

/// Hồ sơ Mầm non: hồ sơ điện tử của trường mầm non.
#[derive(Parser)]
#[command(name = "hoso", version)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    serve: Serve,
}

#[derive(Subcommand)]
enum Command {
    /// Hand out a new password at the server's own console, for whoever nobody else may help: the principal.
    ResetPassword {
        /// The account's user name.
        #[arg(long)]
        username: String,
        /// The folder of the database and of the files handed in.
        #[arg(long, default_value = "data")]
        data: PathBuf,
        /// `postgres://…`; without it the database in the data folder.
        #[arg(long, value_name = "URL")]
        database_url: Option<String>,
    },
    /// Check a downloaded approval sheet, without the server that it comes from: ends with 0 where it is whole and signed by this
    /// key, with 1 where it is not to be believed, and with 3 where no key was given, so that nobody knows by whom.
    VerifySheet {
        /// The sheet, as it was downloaded.
        file: PathBuf,
        /// The school's public key or its fingerprint, in hex digits, as the school publishes it at /kiem-tra.
        #[arg(long, value_name = "HEX")]
        key: Option<String>,
    },
    /// Check that nobody changed the log and that every file is whole: ends with 0 where all fits, else with 1 and the first break.
    /// It changes nothing, and a server may run meanwhile.
    Verify {
        /// The folder of the database and of the files handed in.
        #[arg(long, default_value = "data")]
        data: PathBuf,
        /// `postgres://…`; without it the database in the data folder.
        #[arg(long, value_name = "URL")]
        database_url: Option<String>,
        /// A code of the log that stands on a receipt or a sheet: what it says must still be there. May be given several times.
        #[arg(long, value_name = "CODE")]
        anchor: Vec<String>,
    },
    /// Make the key that opens backups, once: its secret half stands in FILE alone, to be printed for a sealed envelope.
    RecoveryKey {
        /// The file to be made, which is removed after printing.
        file: PathBuf,
        /// The folder of the database and of the files handed in.
        #[arg(long, default_value = "data")]
        data: PathBuf,
        /// `postgres://…`; without it the database in the data folder.
        #[arg(long, value_name = "URL")]
        database_url: Option<String>,
        /// Another key, where the envelope of the first one is lost.
        #[arg(long)]
        new: bool,
    },
    /// Make a backup in a folder on another disk, or in a store that speaks S3; a server may run meanwhile.
    Backup {
        /// A folder, or `s3://BUCKET/FOLDER` with the keys in the environment.
        #[arg(value_parser = Address::from_env)]
        place: Address,
        /// The folder of the database and of the files handed in.
        #[arg(long, default_value = "data")]
        data: PathBuf,
        /// `postgres://…`; without it the database in the data folder.
        #[arg(long, value_name = "URL")]
        database_url: Option<String>,
        /// The first backup here: an empty folder becomes a place of backups.
        #[arg(long)]
        new: bool,
    },
    /// List the backups of a place. It needs no key, and tells nothing of what is inside.
    Backups {
        /// A folder, or `s3://BUCKET/FOLDER` with the keys in the environment.
        #[arg(value_parser = Address::from_env)]
        place: Address,
        /// Read every byte, and not only names and lengths.
        #[arg(long)]
        read: bool,
    },
    /// Restore a backup into a new folder: ends with 0 only where every file, the log and the counts are right.
    Restore {
        /// A folder, or `s3://BUCKET/FOLDER` with the keys in the environment.
        #[arg(value_parser = Address::from_env)]
        place: Address,
        /// The new folder; what is there already is never touched.
        #[arg(long)]
        into: PathBuf,
        /// An empty database on PostgreSQL, `postgres://…`, for the database; without it a file in the new folder.
        #[arg(long, value_name = "URL")]
        database_url: Option<String>,
        /// The file with the key of the envelope, kept or typed in again.
        #[arg(long)]
        key: PathBuf,
        /// The number of the backup; the last one where none is given.
        #[arg(long, value_name = "NUMBER")]
        backup: Option<u64>,
        /// Also one that was not complete when it was made.
        #[arg(long)]
        even_incomplete: bool,
    },
    /// Try with the key of the envelope whether the last backup restores, beside everything, and note that in the log.
    Drill {
        /// A folder, or `s3://BUCKET/FOLDER` with the keys in the environment.
        #[arg(value_parser = Address::from_env)]
        place: Address,
        /// The file with the key of the envelope.
        #[arg(long)]
        key: PathBuf,
        /// The folder of the database and of the files handed in.
        #[arg(long, default_value = "data")]
        data: PathBuf,
        /// `postgres://…`; without it the database in the data folder.
        #[arg(long, value_name = "URL")]
        database_url: Option<String>,
    },
    /// Take versions back from personal copies, after a loss: ends with 0 where all that is in them is here, else with 1 and what
    /// is not, row by row. No server may run meanwhile.
    Rescue {
        /// Copies as they were downloaded, or their folders.
        #[arg(required = true)]
        copies: Vec<PathBuf>,
        /// The folder of the database and of the files handed in: a restored backup, or a school that was set up anew.
        #[arg(long, value_name = "DIR")]
        into: PathBuf,
        /// `postgres://…`; without it the database in the data folder.
        #[arg(long, value_name = "URL")]
        database_url: Option<String>,
        /// Where the school was set up anew: the id that it had, as the refusal of a copy says it.
        #[arg(long, value_name = "ID")]
        school: Option<String>,
        /// The old public key or its fingerprint, in hex digits, from a printed sheet. May be given several times.
        #[arg(long, value_name = "HEX")]
        key: Vec<String>,
    },
    /// Write everything that the database holds into one file, to move to another database; no server may run meanwhile.
    Export {
        /// The file to be made.
        file: PathBuf,
        /// The folder of the database and of the files handed in.
        #[arg(long, default_value = "data")]
        data: PathBuf,
        /// `postgres://…`; without it the database in the data folder.
        #[arg(long, value_name = "URL")]
        database_url: Option<String>,
    },
    /// Write a whole school into a new folder that is read without this program; a server may run meanwhile.
    ExportReadable {
        /// The folder to be made.
        folder: PathBuf,
        /// The folder of the database and of the files handed in.
        #[arg(long, default_value = "data")]
        data: PathBuf,
        /// `postgres://…`; without it the database in the data folder.
        #[arg(long, value_name = "URL")]
        database_url: Option<String>,
    },
    /// Take such a file into an empty database: ends with 0 only where what was written reads as it stands in the file.
    Import {
        /// What `hoso export` has written.
        file: PathBuf,
        /// The folder of the files handed in, and of the database where it is not a server's.
        #[arg(long, default_value = "data")]
        data: PathBuf,
        /// `postgres://…`; without it a new database in the data folder.
        #[arg(long, value_name = "URL")]
        database_url: Option<String>,
    },
    /// Read one file of a stranger; started by the program itself.
    #[command(hide = true)]
    ReadFile {
        /// What is to be read, in the program's own words.
        job: String,
    },
    /// Make a PDF of one file of a stranger; started by the program itself.
    #[command(hide = true)]
    ConvertFile {
        /// The folder of the file, and all that may be written to.
        folder: PathBuf,
        /// LibreOffice.
        program: PathBuf,
        /// The ending of the file.
        ending: String,
    },
    /// Print the due days of a calendar file as CSV.
    Deadlines {
        /// A calendar, as in docs/calendars.md.
        #[arg(long, value_name = "FILE.toml")]
        calendar: PathBuf,
    },
}

#[derive(Args)]
struct Serve {
    /// Where to listen for browsers.
    #[arg(long, default_value = "127.0.0.1:3000")]
    listen: SocketAddr,
    /// The folder of the database and of the files handed in.
    #[arg(long, default_value = "data")]
    data: PathBuf,
    /// `postgres://…`; without it a database of its own in the data folder.
    #[arg(long, value_name = "URL")]
    database_url: Option<String>,
    /// An invented school with twelve classes, to try things out.
    #[arg(long)]
    demo: bool,
    /// Where the demo's clock starts, for example 2026-11-20T16:58:00+07:00; it runs on from there.
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    clock: Option<Timestamp>,
    /// Browsers reach this server through HTTPS (a proxy in front): cookies become `Secure`.
    #[arg(long)]
    https: bool,
    /// The address from which a proxy in front connects; its `X-Forwarded-For` is believed. May be given several times.
    #[arg(long, value_name = "ADDRESS")]
    proxy: Vec<IpAddr>,
    /// How many connections one address may hold (of IPv6 one /64); more where a whole school comes from one address.
    #[arg(long, value_name = "COUNT", default_value_t = listen::MAX_PER_ADDRESS, value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(1..))]
    max_per_address: usize,
    /// LibreOffice, which shows doc, xls, ppt and pptx in the browser; without it `soffice` or `libreoffice` of the PATH.
    #[arg(long, value_name = "PROGRAM")]
    office: Option<PathBuf>,
    /// A place of backups, begun with `hoso backup … --new`: one is made here each night, and when somebody asks for it on a page.
    #[arg(long, value_name = "FOLDER", value_parser = Address::from_env)]
    backup_to: Option<Address>,
    /// ClamAV, which scans files for viruses before others open them: unix:/run/clamav/clamd.ctl or 127.0.0.1:3310.
    #[arg(long, value_name = "ADDRESS")]
    clamd: Option<ClamdAddress>,
}

fn instant(text: &str) -> Result<Timestamp, String> {
    let parsed = chrono::DateTime::parse_from_rfc3339(text).map_err(|error| error.to_string())?;
    Ok(parsed.to_utc())
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    // With nothing of a server about it.
    match &arguments.command {
        Some(Command::ReadFile { job }) => return reader::child::run(job),
        Some(Command::ConvertFile { folder, program, ending }) => return office::child::run(folder, program, ending),
        Some(_) | None => {}
    }
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn")))
        .with_writer(io::stderr)
        // A file or a journal shows the colours as letters.
        .with_ansi(io::stderr().is_terminal())
        .init();
    let handles = handles::raise();
    let done = match arguments.command {
        Some(Command::VerifySheet { file, key }) => match verify(&file, key.as_deref()) {
            Ok(()) if key.is_none() => return ExitCode::from(verify_sheet::UNKNOWN_KEY),
            done => done,
        },
        Some(Command::Deadlines { calendar }) => deadlines(&calendar),
        Some(Command::ResetPassword { username, data, database_url }) => run(reset_password(&username, &data, database_url)),
        Some(Command::Verify { data, database_url, anchor }) => run(verify_data(&data, database_url.as_deref(), &anchor)),
        Some(Command::RecoveryKey { file, data, database_url, new }) => {
            run(told(backing_up::recovery_key(&file, &data, database_url.as_deref(), new)))
        }
        Some(Command::Backup { place, data, database_url, new }) => {
            run(told(backing_up::backup(&place, &data, database_url.as_deref(), new)))
        }
        Some(Command::Backups { place, read }) => run(told(backing_up::list(&place, read))),
        Some(Command::Restore { place, into, database_url, key, backup, even_incomplete }) => {
            let (into, database_url, key) = (into.as_path(), database_url.as_deref(), key.as_path());
            let asked = backing_up::Restore { place: &place, into, database_url, key, number: backup, even_incomplete };
            run(told(backing_up::restore(&asked)))
        }
        Some(Command::Drill { place, key, data, database_url }) => {
            run(told(backing_up::drill(&place, &key, &data, database_url.as_deref())))
        }
        Some(Command::Rescue { copies, into, database_url, school, key }) => {
            run(rescue_copies(rescue::Asked { copies, data: into, database_url, school, keys: key }))
        }
        Some(Command::Export { file, data, database_url }) => run(told(moving::export(&file, &data, database_url.as_deref()))),
        Some(Command::ExportReadable { folder, data, database_url }) => {
            run(told(readable_export::export(&folder, &data, database_url.as_deref())))
        }
        Some(Command::Import { file, data, database_url }) => run(told(moving::import(&file, &data, database_url.as_deref()))),
        Some(Command::ReadFile { .. } | Command::ConvertFile { .. }) => Ok(()),
        None => run(serve(arguments.serve, handles)),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(words) => {
            eprintln!("hoso: {words}");
            ExitCode::FAILURE
        }
    }
}

fn run(work: impl Future<Output = Result<(), String>>) -> Result<(), String> {
    memory::runtime().map_err(|error| error.to_string())?.block_on(work)
}

fn verify(file: &std::path::Path, key: Option<&str>) -> Result<(), String> {
    let bytes = std::fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?;
    match verify_sheet::verify(&bytes, key) {
        Ok(words) => {
            println!("{words}");
            Ok(())
        }
        Err(fault) => Err(format!("{}: {fault}", file.display())),
    }
}

fn deadlines(file: &std::path::Path) -> Result<(), String> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    match calendar_file::parse(&text) {
        Ok(calendar) => {
            print!("{}", deadlines_csv(&calendar));
            Ok(())
        }
        Err(errors) => {
            let lines: Vec<String> = errors.iter().map(|error| format!("  {error}")).collect();
            Err(format!("{} chưa dùng được:\n{}", file.display(), lines.join("\n")))
        }
    }
}

async fn verify_data(data: &std::path::Path, database_url: Option<&str>, anchors: &[String]) -> Result<(), String> {
    let words = verify::verify(&verify::Asked { data, database_url, anchors }).await.map_err(|broken| broken.to_string())?;
    println!("{words}");
    Ok(())
}

async fn rescue_copies(asked: rescue::Asked) -> Result<(), String> {
    let report = rescue::rescue(asked).await.map_err(|error| error.to_string())?;
    println!("{}", report.words);
    if report.is_all {
        Ok(())
    } else {
        Err("có bản lưu hoặc hồ sơ chưa nhận lại được, xem từng dòng ở trên.".to_owned())
    }
}

/// What was done, on the console.
async fn told(work: impl Future<Output = Result<String, impl std::fmt::Display>>) -> Result<(), String> {
    println!("{}", work.await.map_err(|error| error.to_string())?);
    Ok(())
}

async fn reset_password(username: &str, data: &std::path::Path, database_url: Option<String>) -> Result<(), String> {
    let password = startup::reset_password(username, data, database_url).await.map_err(|closed| closed.to_string())?;
    println!("Mật khẩu mới của {username}: {password}");
    println!("Mật khẩu này chỉ dùng để vào một lần, rồi phải đặt mật khẩu riêng. Mã xác nhận, nếu có, đã tắt.");
    Ok(())
}

async fn serve(serve: Serve, handles: u64) -> Result<(), String> {
    let limits =
        Limits { connections: handles::connections(handles), per_address: serve.max_per_address, proxies: serve.proxy.clone() };
    let config = Config {
        data: serve.data,
        database_url: serve.database_url,
        demo: serve.demo,
        clock: serve.clock,
        https: serve.https,
        proxies: serve.proxy,
        // This name leads to the running program also where its file was replaced by a newer one.
        program: PathBuf::from("/proc/self/exe"),
        office: serve.office.or_else(office::look_for),
        backup_to: serve.backup_to,
        clamd: serve.clamd,
    };
    tokio::spawn(memory::give_back());
    // First: where somebody else listens already, no database is opened and brought up to this version.
    let listener = listen::bind(serve.listen).await.map_err(|taken: AddressError| taken.to_string())?;
    let state = startup::open(&config).await.map_err(|closed: StartError| closed.to_string())?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    if !state.is_set_up().await {
        println!("Mã cài đặt: {}", state.setup_code);
    }
    let begun = scheduler::begin(&state).await;
    // Tests read the port from this line.
    println!("listening on http://{address}");
    tokio::spawn(upkeep::run(state.clone()));
    tokio::spawn(looks::run(state.clone()));
    tokio::spawn(rounds::run(state.clone()));
    tokio::spawn(scheduler::run(state.clone(), begun));
    tokio::spawn(health::watch(state.clone()));
    tokio::spawn(log_watch::run(state.clone()));
    tokio::spawn(backup_watch::run(state.clone()));
    let database = state.database.clone();
    let end = async {
        let asked = asked_to_end().await;
        state.closing.send_replace(true);
        asked
    };
    let served = listen::serve(listener, routes::routes(state.clone()), limits, end).await.map_err(|error| error.to_string());
    scheduler::note(&state, Sign::Stopped).await;
    database.close().await;
    served
}

/// Resolves when a person (Ctrl-C) or the operating system wants the program to end.
async fn asked_to_end() -> io::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        pressed = tokio::signal::ctrl_c() => pressed,
        _ = terminate.recv() => Ok(()),
    }
}
