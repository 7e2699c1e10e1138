//! Debian's packages: installs what is missing, where we may; says what a person must install where we may not.

use std::{fs, os::unix::fs::PermissionsExt, path::Path, process::Command};

use anyhow::{Result, bail};

use crate::run;

/// A Debian package, and a file that is there once it is installed.
pub struct Package {
    pub name: &'static str,
    pub file: &'static str,
}

/// For the journeys and for what only a browser can measure.
pub const CHROMIUM: Package = Package { name: "chromium", file: "/usr/bin/chromium" };

/// For the virus scanner of the tests' own.
pub const CLAMD: Package = Package { name: "clamav-daemon", file: "/usr/sbin/clamd" };

/// Says to the scripts of packages that no service starts: tests start what they need by themselves, with settings of their own.
struct NoServices(Option<&'static Path>);

impl NoServices {
    fn begin() -> Self {
        let policy = Path::new("/usr/sbin/policy-rc.d");
        // What somebody has decided for this machine stands.
        let is_ours = !policy.exists()
            && fs::write(policy, "#!/bin/sh\nexit 101\n").is_ok()
            && fs::set_permissions(policy, fs::Permissions::from_mode(0o755)).is_ok();
        Self(is_ours.then_some(policy))
    }
}

impl Drop for NoServices {
    fn drop(&mut self) {
        if let Some(policy) = self.0 {
            _ = fs::remove_file(policy);
        }
    }
}

/// Makes sure of some Debian packages.
pub fn install(packages: &[Package]) -> Result<()> {
    let missing: Vec<_> = packages.iter().filter(|package| !Path::new(package.file).exists()).map(|p| p.name).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.join(" ");
    if !run::is_root() || run::find("apt-get").is_none() {
        bail!("please install: {list} (names of Debian packages)");
    }
    run::step(&format!("apt-get install {list}"), || {
        let apt = |arguments: &[&str]| {
            run::check(Command::new("apt-get").env("DEBIAN_FRONTEND", "noninteractive").arg("-qq").args(arguments))
        };
        let _none = NoServices::begin();
        let ask = [&["install", "-y", "--no-install-recommends"], &missing[..]].concat();
        // A fresh machine has no list of packages yet, an old one a list of packages that are gone.
        apt(&ask).or_else(|_| apt(&["update"]).and_then(|()| apt(&ask)))
    })
}
