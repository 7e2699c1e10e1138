//! The browser part: `app` is built once for each island, so that a page loads the program of its own island only.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Result, anyhow, ensure};
use wasm_bindgen_cli_support::Bindgen;

use crate::{
    digest::digest,
    npm,
    project::{Mode, Project},
    run,
    sysroot::WASM,
    toolchain::Toolchain,
};

/// By name, because with all features on wasm-opt writes a form of imports that Chromium refuses.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-reference-types",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-multivalue",
];

/// Two rounds, as the second finds what the first has laid open; together they spare a visitor two of 137 kB. Nothing lies in
/// the first kilobyte of memory: the linker puts the stack there, which ends long before.
const PASSES: [&str; 6] = ["--low-memory-unused", "--flatten", "--rereloop", "-Oz", "--gufa", "-Oz"];

/// One for each island: the cargo feature of `app` that compiles it for the browser, which is also the name of its two
/// files. `server/build.rs` says which island's page loads which.
pub const ISLANDS: [&str; 2] = ["dashboard", "queue"];

/// The two files that a page with this island loads.
pub struct Loaded {
    pub island: &'static str,
    pub script: Vec<u8>,
    pub wasm: Vec<u8>,
}

/// The programs of all islands. Their dependencies are compiled once: the features of `app` choose nothing but its own code.
pub fn build(project: &Project, toolchain: &Toolchain, mode: Mode) -> Result<Vec<Loaded>> {
    ISLANDS.into_iter().map(|island| build_one(project, toolchain, mode, island)).collect()
}

/// Where the programs lie, each in a folder of its own.
pub fn workbench(project: &Project, mode: Mode) -> PathBuf {
    project.target.join("browser").join(profile(mode))
}

const fn profile(mode: Mode) -> &'static str {
    match mode {
        Mode::Release => "wasm-release",
        Mode::Dev => "wasm-dev",
    }
}

fn build_one(project: &Project, toolchain: &Toolchain, mode: Mode, island: &'static str) -> Result<Loaded> {
    let profile = profile(mode);
    run::step(&format!("browser part, {island}, {profile}, {}", toolchain.name()?), || {
        run::check(toolchain.cargo(project).args(["build", "--package", "app", "--lib", "--target", WASM]).args([
            "--no-default-features",
            "--features",
            island,
            "--profile",
            profile,
        ]))
    })?;
    let compiled = project.target.join(WASM).join(profile).join("app.wasm");
    let workbench = workbench(project, mode).join(island);
    let (script, wasm) = (workbench.join(format!("{island}.js")), workbench.join(format!("{island}_bg.wasm")));

    // The steps below take half a minute in a release; the same input and the same passes give the same output.
    let stamp = workbench.join("made-from");
    let made_from = format!("{} {}", digest(&fs::read(&compiled)?), PASSES.join(" "));
    if fs::read_to_string(&stamp).is_ok_and(|stamp| stamp == made_from) {
        return Ok(Loaded { island, script: fs::read(script)?, wasm: fs::read(wasm)? });
    }
    if workbench.exists() {
        fs::remove_dir_all(&workbench)?;
    }
    run::step("wasm-bindgen", || bind(&compiled, &workbench, mode, island))?;
    if mode.is_release() {
        let tools = project.path("xtask");
        npm::install(&tools)?;
        run::step("wasm-opt", || optimise(&tools, &wasm))?;
        run::step("esbuild --minify", || minify(&tools, &script))?;
    }
    fs::write(stamp, made_from)?;
    Ok(Loaded { island, script: fs::read(script)?, wasm: fs::read(wasm)? })
}

/// Called as a crate: the ready-made tool comes from a place that not every machine reaches.
fn bind(compiled: &Path, workbench: &Path, mode: Mode, island: &str) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(compiled)
        .out_name(island)
        .web(true)
        .and_then(|bindgen| {
            bindgen
                .typescript(false)
                .debug(!mode.is_release())
                .keep_debug(false)
                .remove_name_section(mode.is_release())
                .remove_producers_section(mode.is_release())
                // Pages name the WASM file themselves: its name holds a hash.
                .omit_default_module_path(true)
                .generate(workbench)
        })
        .map_err(|error| anyhow!("wasm-bindgen: {error:#}"))?;
    ensure!(
        !workbench.join("snippets").exists(),
        "a dependency brings JavaScript files of its own ({}); only {island}.js is served",
        workbench.join("snippets").display()
    );
    Ok(())
}

fn optimise(tools: &Path, wasm: &Path) -> Result<()> {
    let smaller = wasm.with_extension("opt");
    run::check(Command::new(tool(tools, "wasm-opt")).args(PASSES).args(FEATURES).arg(wasm).arg("--output").arg(&smaller))?;
    Ok(fs::rename(smaller, wasm)?)
}

fn minify(tools: &Path, script: &Path) -> Result<()> {
    run::check(
        Command::new(tool(tools, "esbuild"))
            .args(["--minify", "--format=esm", "--log-level=warning", "--allow-overwrite"])
            .arg(script)
            .arg(format!("--outfile={}", script.display())),
    )
}

fn tool(tools: &Path, name: &str) -> PathBuf {
    tools.join("node_modules/.bin").join(name)
}
