//! The site: every file that a browser may load, under a name that holds a hash of what is in it, and packed beside it.
//!
//! `index.tsv` lists them, name and path; `server/build.rs` puts what it lists into the program.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};
use lightningcss::{
    bundler::{Bundler, FileProvider},
    stylesheet::{MinifyOptions, ParserOptions, PrinterOptions},
    targets::{Browsers, Targets},
};

use crate::{
    browser::{self, ISLANDS, Loaded},
    digest::digest,
    pack::{self, Packed},
    project::{Mode, Project},
    run,
    toolchain::Toolchain,
};

/// What one page may cost in JavaScript and WASM, packed with brotli, in bytes.
const BUDGET: usize = 150_000;
/// Of one picture, in bytes: what a page of help is heavier than every other one.
const PICTURE: usize = 100_000;

/// The first versions that know cascade layers, which the style sheets stand on.
const OLDEST: Browsers = Browsers {
    chrome: Some(99 << 16),
    edge: Some(99 << 16),
    firefox: Some(97 << 16),
    safari: Some(15 << 16 | 4 << 8),
    ios_saf: Some(15 << 16 | 4 << 8),
    android: None,
    ie: None,
    opera: None,
    samsung: None,
};

/// What every page loads, and what the dashboard or any other page loads beside it.
const SHEETS: [&str; 3] = ["main.css", "dashboard_page.css", "pages.css"];

/// One file of the site.
struct File {
    /// As the sources know it: `main.css`.
    name: String,
    /// As browsers ask for it: `/assets/main.0123456789abcdef.css`.
    path: String,
    bytes: Vec<u8>,
}

/// Builds the browser part and the folder of all files, and returns that folder.
pub fn build(project: &Project, toolchain: &Toolchain, mode: Mode) -> Result<PathBuf> {
    let loaded = browser::build(project, toolchain, mode)?;
    let files = run::step("style sheet, fonts, icons", || {
        let files = public(&project.path("public"))?;
        let styles = SHEETS.map(|name| Ok(File::new(name, refer(&style(&project.path("style").join(name))?, &files).into_bytes())));
        let mut files: Vec<_> = files.into_values().collect();
        files.extend(styles.into_iter().collect::<Result<Vec<_>>>()?);
        for Loaded { island, script, wasm } in loaded {
            files.push(File::new(&format!("{island}.js"), script));
            files.push(File::new(&format!("{island}.wasm"), wasm));
        }
        Ok(files)
    })?;
    let site = project.target.join(if mode.is_release() { "site" } else { "site-dev" });
    let packed = run::step("pack with brotli and gzip", || write(&site, &files, mode))?;
    weigh(&files, &packed, mode)?;
    Ok(site)
}

impl File {
    fn new(name: &str, bytes: Vec<u8>) -> Self {
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "bin"));
        let path = format!("/assets/{stem}.{}.{ending}", &digest(&bytes)[..16]);
        Self { name: name.to_owned(), path, bytes }
    }
}

/// The files of `public/`, each under the path by which style sheets and the manifest name it.
fn public(folder: &Path) -> Result<BTreeMap<String, File>> {
    let mut found = Vec::new();
    walk(folder, &mut found)?;
    // Notes for us are not for browsers.
    found.retain(|file| file.extension().is_none_or(|ending| ending != "md"));
    // The manifest names others, so it comes after they have their names.
    found.sort_by_key(|file| file.extension().is_some_and(|ending| ending == "webmanifest"));
    let mut files = BTreeMap::new();
    for file in found {
        let name = file.file_name().context("a file has a name")?.to_string_lossy().into_owned();
        let mut bytes = fs::read(&file)?;
        if name.ends_with(".webmanifest") {
            bytes = refer(&String::from_utf8(bytes)?, &files).into_bytes();
        }
        files.insert(format!("/{}", file.strip_prefix(folder)?.display()), File::new(&name, bytes));
    }
    Ok(files)
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { walk(&path, found)? } else { found.push(path) }
    }
    Ok(())
}

/// Puts the hashed paths where the sources wrote the plain ones. No plain path is the beginning of another one.
fn refer(text: &str, files: &BTreeMap<String, File>) -> String {
    files.iter().fold(text.to_owned(), |text, (plain, file)| text.replace(plain, &file.path))
}

/// One style sheet of a file and what it imports.
fn style(file: &Path) -> Result<String> {
    let files = FileProvider::new();
    let mut bundler = Bundler::new(&files, None, ParserOptions::default());
    let mut sheet = bundler.bundle(file).map_err(|error| anyhow::anyhow!("style: {error}"))?;
    let targets = Targets::from(OLDEST);
    sheet.minify(MinifyOptions { targets, ..MinifyOptions::default() })?;
    Ok(sheet.to_css(PrinterOptions { minify: true, targets, ..PrinterOptions::default() })?.code)
}

/// Makes the folder hold exactly these files. What is already there stays untouched, as its name says what is in it:
/// cargo sees by the times of the files whether the server must be built again.
fn write(site: &Path, files: &[File], mode: Mode) -> Result<Vec<Packed>> {
    let assets = site.join("assets");
    fs::create_dir_all(&assets)?;
    let mut packed = Vec::new();
    let mut index = String::new();
    for file in files {
        let place = site.join(&file.path[1..]);
        pack::keep(&place, || Ok(file.bytes.clone()))?;
        packed.push(pack::beside(&place, &file.bytes, mode)?);
        index.push_str(&format!("{}\t{}\n", file.name, file.path));
    }
    for entry in fs::read_dir(&assets)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !files.iter().any(|file| name.starts_with(file.path.trim_start_matches("/assets/"))) {
            fs::remove_file(path)?;
        }
    }
    let list = site.join("index.tsv");
    if fs::read_to_string(&list).ok().as_ref() != Some(&index) {
        fs::write(list, index)?;
    }
    Ok(packed)
}

/// Prints what a page costs to load; in a release the budget of each page is a law.
fn weigh(files: &[File], packed: &[Packed], mode: Mode) -> Result<()> {
    let sum = |wanted: &dyn Fn(&str) -> bool| -> usize {
        files.iter().zip(packed).filter(|(file, _)| wanted(&file.name)).map(|(_, packed)| packed.brotli).sum()
    };
    let kb = |bytes: usize| bytes as f64 / 1000.0;
    let (css, fonts) = (sum(&|name| name.ends_with(".css")), sum(&|name| name.ends_with(".woff2")));
    println!("   with brotli: css {:.1} kB; fonts {:.1} kB if all are used", kb(css), kb(fonts));
    for island in ISLANDS {
        let (wasm, js) = (sum(&|name| name == format!("{island}.wasm")), sum(&|name| name == format!("{island}.js")));
        let (all, budget) = (kb(wasm + js), kb(BUDGET));
        println!("   {island}: wasm {:.1} kB, js {:.1} kB, together {all:.1} of {budget:.0} kB", kb(wasm), kb(js));
        if mode.is_release() {
            ensure!(wasm + js <= BUDGET, "the page of the island {island} is too heavy: {all:.1} kB of {budget:.0} kB");
        }
    }
    let pictures = files.iter().zip(packed).filter(|(file, _)| file.name.ends_with(".png"));
    for (file, packed) in pictures.filter(|_| mode.is_release()) {
        let (bytes, budget) = (kb(packed.brotli), kb(PICTURE));
        ensure!(packed.brotli <= PICTURE, "{} is too heavy: {bytes:.1} kB of {budget:.0} kB", file.name);
    }
    Ok(())
}

#[cfg(test)]
#[path = "assets_tests.rs"]
mod tests;
