//! npm packages, exactly those of the lock file beside package.json.

use std::{fs, path::Path, process::Command};

use anyhow::{Result, bail};

use crate::run;

/// `npm ci`, unless it has been done since the lock file changed.
pub fn install(folder: &Path) -> Result<()> {
    let changed = |file: &str| fs::metadata(folder.join(file)).and_then(|file| file.modified());
    let wanted = changed("package-lock.json")?;
    if changed("node_modules/.package-lock.json").is_ok_and(|installed| installed >= wanted) {
        return Ok(());
    }
    if run::find("npm").is_none() {
        bail!("please install Node.js 20 or newer, with npm");
    }
    run::step(&format!("npm ci in {}", folder.file_name().unwrap_or_default().display()), || {
        // Debian's Chromium runs the tests; Playwright need not bring its own.
        run::check(
            Command::new("npm")
                .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
                .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
                .current_dir(folder),
        )
    })
}
