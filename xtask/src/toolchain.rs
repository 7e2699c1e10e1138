//! One compiler for the browser part and the server part: an island's name is a hash made at compile time, which
//! two compilers may make differently.
//!
//! An ordinary machine has rustup, and rustup the wasm target. Where rustup reaches nothing, Debian's compiler does,
//! with a standard library built here (`sysroot.rs`). `HOSO_TOOLCHAIN=debian` asks for that one, to try it out.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};

use crate::{
    project::{self, Project},
    run,
    sysroot::{self, WASM},
};

pub enum Toolchain {
    /// The one that built xtask, wasm target included.
    Own,
    /// Debian's, with the wasm standard library in a folder of ours.
    Debian { sysroot: PathBuf },
}

/// The first that works: what is there, what rustup can add, what Debian has.
pub fn ready(project: &Project) -> Result<Toolchain> {
    let debian_wanted = env::var("HOSO_TOOLCHAIN").is_ok_and(|wanted| wanted == "debian");
    if !debian_wanted {
        if own_has_wasm(project) {
            return Ok(Toolchain::Own);
        }
        if let Some(sysroot) = sysroot::already_built()? {
            return Ok(Toolchain::Debian { sysroot });
        }
        if run::find("rustup").is_some() && add_with_rustup(project).is_ok() && own_has_wasm(project) {
            return Ok(Toolchain::Own);
        }
    }
    if sysroot::can_be_built() {
        return Ok(Toolchain::Debian { sysroot: sysroot::build()? });
    }
    bail!("Rust cannot build for the browser here. Please run: rustup target add {WASM}")
}

fn own_has_wasm(project: &Project) -> bool {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let mut ask = Command::new(rustc);
    let folder = run::output(ask.current_dir(&project.root).args(["--print=target-libdir", "--target", WASM]));
    folder.is_ok_and(|folder| sysroot::holds_std(Path::new(folder.trim())))
}

fn add_with_rustup(project: &Project) -> Result<()> {
    run::step("rustup target add", || run::check(Command::new("rustup").current_dir(&project.root).args(["target", "add", WASM])))
}

impl Toolchain {
    /// A call of cargo with this compiler.
    ///
    /// Cargo keeps what two compilers made apart by itself, so everything can share one target folder.
    pub fn cargo(&self, project: &Project) -> Command {
        let mut cargo = Command::new(project::cargo());
        cargo.current_dir(&project.root);
        if let Self::Debian { sysroot } = self {
            let mut flags = env::var("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS").unwrap_or_default();
            flags.push_str(&format!(" --sysroot={}", sysroot.display()));
            cargo
                .env("RUSTC", sysroot::RUSTC)
                .env("RUSTDOC", sysroot::RUSTDOC)
                .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", sysroot::LINKER)
                .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags.trim());
        }
        cargo
    }

    /// What xtask is asked to say about itself when something differs between two machines.
    pub fn name(&self) -> Result<String> {
        let rustc = match self {
            Self::Own => env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned()),
            Self::Debian { .. } => sysroot::RUSTC.to_owned(),
        };
        let version = run::output(Command::new(rustc).arg("--version")).context("which compiler is this?")?;
        Ok(version.trim().to_owned())
    }
}
