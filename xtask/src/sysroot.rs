//! Debian has a compiler that can make WASM, but no standard library for it; it has that library's source, though.
//! So the library is built once and put into a folder of our own, which later calls name with `--sysroot`.
//! Nothing is written under /usr.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};

use crate::{
    debian::{self, Package},
    digest::digest,
    project, run,
};

/// What the browser part is compiled for.
pub const WASM: &str = "wasm32-unknown-unknown";
pub const RUSTC: &str = "/usr/bin/rustc";
pub const RUSTDOC: &str = "/usr/bin/rustdoc";
pub const LINKER: &str = "/usr/bin/wasm-ld-22";
const CARGO: &str = "/usr/bin/cargo";

const PACKAGES: [Package; 4] = [
    Package { name: "rustc-web", file: RUSTC },
    Package { name: "cargo-web", file: CARGO },
    Package { name: "rust-web-src", file: "/usr/lib/rustlib/src/rust/library/std/Cargo.toml" },
    Package { name: "lld-22", file: LINKER },
];

pub fn can_be_built() -> bool {
    PACKAGES.iter().all(|package| Path::new(package.file).exists()) || run::is_root() && run::find("apt-get").is_some()
}

/// The folder, if a library of today's compiler is in it.
pub fn already_built() -> Result<Option<PathBuf>> {
    if !Path::new(RUSTC).exists() || !Path::new(LINKER).exists() {
        return Ok(None);
    }
    let sysroot = place()?;
    Ok(holds_std(&libraries(&sysroot)).then_some(sysroot))
}

pub fn build() -> Result<PathBuf> {
    debian::install(&PACKAGES)?;
    if let Some(sysroot) = already_built()? {
        return Ok(sysroot);
    }
    run::step("build the standard library for WASM (once)", || {
        let scratch = tempfile::tempdir()?;
        fs::create_dir(scratch.path().join("src"))?;
        fs::write(scratch.path().join("src/lib.rs"), "")?;
        fs::write(
            scratch.path().join("Cargo.toml"),
            "[package]\nname = \"nothing\"\nedition = \"2024\"\n[workspace]\n[profile.release]\nstrip = false\n",
        )?;
        let target = scratch.path().join("target");
        // The compiler's own library needs what only nightly compilers allow; this one build may have it.
        run::check(
            Command::new(CARGO)
                .args(["build", "-Zbuild-std=std,panic_abort", "--release", "--target", WASM])
                .current_dir(scratch.path())
                .env("RUSTC", RUSTC)
                .env("RUSTC_BOOTSTRAP", "1")
                .env("CARGO_TARGET_DIR", &target)
                .env_remove("CARGO_ENCODED_RUSTFLAGS")
                .env_remove("RUSTFLAGS")
                .env_remove("RUSTUP_TOOLCHAIN"),
        )?;
        install(&target.join(WASM).join("release/deps"))
    })
}

/// Copies into a folder beside the real one and renames at the end, so that a half-done copy is never taken for a whole.
fn install(built: &Path) -> Result<PathBuf> {
    let sysroot = place()?;
    let parent = sysroot.parent().context("the cache has a parent folder")?;
    fs::create_dir_all(parent)?;
    let unfinished = tempfile::tempdir_in(parent)?;
    let folder = libraries(unfinished.path());
    fs::create_dir_all(&folder)?;
    for entry in fs::read_dir(built)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.ends_with(".rlib") && !name.starts_with("libnothing-") {
            fs::copy(entry.path(), folder.join(&*name))?;
        }
    }
    match fs::rename(unfinished.path(), &sysroot) {
        // Somebody else's xtask was faster.
        Err(_) if holds_std(&libraries(&sysroot)) => {}
        renamed => renamed.with_context(|| format!("cannot make {}", sysroot.display()))?,
    }
    Ok(sysroot)
}

pub fn holds_std(folder: &Path) -> bool {
    let Ok(entries) = fs::read_dir(folder) else { return false };
    entries.flatten().any(|entry| {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        name.starts_with("libstd-") && name.ends_with(".rlib")
    })
}

fn libraries(sysroot: &Path) -> PathBuf {
    sysroot.join("lib/rustlib").join(WASM).join("lib")
}

/// One folder per compiler: a library built by another version is refused by this one.
fn place() -> Result<PathBuf> {
    let compiler = run::output(Command::new(RUSTC).arg("-vV"))?;
    Ok(project::cache()?.join(format!("sysroot-{}", &digest(compiler.as_bytes())[..16])))
}
