//! The browser part: from `app` to one WASM file and the JavaScript that loads it.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Result, anyhow, ensure};
use wasm_bindgen_cli_support::Bindgen;

use crate::{
    assets::digest,
    npm,
    project::{Mode, Project},
    run,
    toolchain::{Toolchain, WASM},
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

/// The two files that the browser loads.
pub struct Loaded {
    pub script: Vec<u8>,
    pub wasm: Vec<u8>,
}

pub fn build(project: &Project, toolchain: &Toolchain, mode: Mode) -> Result<Loaded> {
    let profile = if mode.is_release() { "wasm-release" } else { "wasm-dev" };
    run::step(&format!("browser part, {profile}, {}", toolchain.name()?), || {
        run::check(toolchain.cargo(project).args(["build", "--package", "app", "--lib", "--target", WASM]).args([
            "--no-default-features",
            "--features",
            "hydrate",
            "--profile",
            profile,
        ]))
    })?;
    let compiled = project.target.join(WASM).join(profile).join("app.wasm");
    let workbench = project.target.join("browser").join(profile);
    let (script, wasm) = (workbench.join("app.js"), workbench.join("app_bg.wasm"));

    // The steps below take half a minute in a release; the same input gives the same output.
    let stamp = workbench.join("made-from");
    let made_from = digest(&fs::read(&compiled)?);
    if fs::read_to_string(&stamp).is_ok_and(|stamp| stamp == made_from) {
        return Ok(Loaded { script: fs::read(script)?, wasm: fs::read(wasm)? });
    }
    if workbench.exists() {
        fs::remove_dir_all(&workbench)?;
    }
    run::step("wasm-bindgen", || bind(&compiled, &workbench, mode))?;
    if mode.is_release() {
        let tools = project.path("xtask");
        npm::install(&tools)?;
        run::step("wasm-opt -Oz", || optimise(&tools, &wasm))?;
        run::step("esbuild --minify", || minify(&tools, &script))?;
    }
    fs::write(stamp, made_from)?;
    Ok(Loaded { script: fs::read(script)?, wasm: fs::read(wasm)? })
}

/// Called as a crate: the ready-made tool comes from a place that not every machine reaches.
fn bind(compiled: &Path, workbench: &Path, mode: Mode) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(compiled)
        .out_name("app")
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
        "a dependency brings JavaScript files of its own ({}); only app.js is served",
        workbench.join("snippets").display()
    );
    Ok(())
}

fn optimise(tools: &Path, wasm: &Path) -> Result<()> {
    let smaller = wasm.with_extension("opt");
    run::check(Command::new(tool(tools, "wasm-opt")).arg("-Oz").args(FEATURES).arg(wasm).arg("--output").arg(&smaller))?;
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
