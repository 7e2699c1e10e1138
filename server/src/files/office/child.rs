//! The command `convert-file` of this program, started by `Office` and by nobody else: shuts itself in and becomes LibreOffice.

use std::{
    fs, io,
    os::unix::process::CommandExt,
    path::Path,
    process::{Command, ExitCode},
};

use super::{MISSING, NAME, confine};

/// `folder` holds the file and the profile, and is all that may be written to; `program` is LibreOffice.
pub fn run(folder: &Path, program: &Path, ending: &str) -> ExitCode {
    let missing = confine::shut_in(folder);
    let told = if missing.is_empty() { Ok(()) } else { fs::write(folder.join(MISSING), missing.join("; ")) };
    if told.is_ok() {
        // Comes back only where LibreOffice could not be started.
        let _error = become_office(folder, program, ending);
    }
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
        .exec()
}
