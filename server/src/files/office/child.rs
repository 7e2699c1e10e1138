//! The command `convert-file` of this program, started by `Office` and by nobody else: shuts itself in and becomes LibreOffice.

use std::{
    fs::{self, File},
    io::{self, Write},
    os::{fd::AsFd, unix::process::CommandExt},
    path::Path,
    process::{Command, ExitCode, Stdio},
};

use super::{MISSING, NAME, confine};

/// `folder` holds the file and the profile, and is all that may be written to; `program` is LibreOffice. Comes back only where
/// LibreOffice could not be started, and says why on standard output.
pub fn run(folder: &Path, program: &Path, ending: &str) -> ExitCode {
    let Ok(telling) = io::stdout().as_fd().try_clone_to_owned() else { return ExitCode::FAILURE };
    let missing = confine::shut_in(folder);
    let told = if missing.is_empty() { Ok(()) } else { fs::write(folder.join(MISSING), missing.join("; ")) };
    let error = told.err().unwrap_or_else(|| become_office(folder, program, ending));
    // Whoever hears nothing believes that it was started.
    let _told = write!(File::from(telling), "{}: {error}", program.display());
    ExitCode::FAILURE
}

fn become_office(folder: &Path, program: &Path, ending: &str) -> io::Error {
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    Command::new(program)
        .args(["--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo", "--nofirststartwizard"])
        .arg(profile)
        .args(["--convert-to", "pdf", "--outdir"])
        .arg(folder.join("out"))
        .arg(folder.join(NAME).with_extension(ending))
        // The other end would wait for whatever LibreOffice leaves behind.
        .stdout(Stdio::null())
        .exec()
}
