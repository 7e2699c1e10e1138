//! Puts the web's files into the program: `hoso` is one file, and needs no folder beside it.
//!
//! `cargo xtask build` makes those files first, and names their folder in `HOSO_SITE`. Without it (tests, editors)
//! the table is empty and the names carry no hash, so that snapshots of pages do not change with every style.

use std::{env, error::Error, fmt::Write, fs, path::Path};

/// What `app::shell::Assets` asks for, and the file of it.
const NAMED: [(&str, &str); 4] =
    [("style", "main.css"), ("pages_style", "pages.css"), ("icon", "logo.svg"), ("manifest", "manifest.webmanifest")];
/// Each island of `app`, the name of the files of its program, which `xtask/src/browser.rs` builds, and the style sheet of
/// its page alone.
const PROGRAMS: [(&str, &str, Option<&str>); 2] =
    [("LiveDashboard", "dashboard", Some("dashboard_page.css")), ("UploadQueue", "queue", None)];
const FONTS: [&str; 2] = ["be-vietnam-pro-latin-400.woff2", "be-vietnam-pro-vietnamese-400.woff2"];

/// Pictures of the pages of help (`app::help::picture`), in `public/huong-dan`.
const PICTURES: [&str; 4] = ["bang-theo-doi.png", "can-bo.png", "cho-duyet.png", "viec-cua-toi.png"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-env-changed=HOSO_SITE");
    println!("cargo::rerun-if-changed=build.rs");

    let mut files = Vec::new();
    if let Some(site) = env::var_os("HOSO_SITE").filter(|site| !site.is_empty()) {
        let index = Path::new(&site).join("index.tsv");
        println!("cargo::rerun-if-changed={}", index.display());
        for line in fs::read_to_string(&index)?.lines() {
            let (name, path) = line.split_once('\t').ok_or("index.tsv: two columns, name and path")?;
            files.push((name.to_owned(), path.to_owned(), Path::new(&site).join(&path[1..])));
        }
    }

    let mut code = String::from("pub static FILES: &[Asset] = &[\n");
    for (name, path, file) in &files {
        let hash = path.rsplit('.').nth(1).ok_or("index.tsv: a path without a hash")?;
        writeln!(
            code,
            "Asset {{ path: {path:?}, etag: {:?}, content_type: {:?}, plain: {}, brotli: {}, gzip: {} }},",
            format!("\"{hash}\""),
            content_type(name)?,
            bytes(file),
            packed(file, "br"),
            packed(file, "gz"),
        )?;
    }
    code.push_str("];\n");

    let place = |wanted: &str| {
        files.iter().find(|(name, ..)| name == wanted).map_or(format!("/assets/{wanted}"), |(_, path, _)| path.clone())
    };
    code.push_str("pub static NAMES: app::shell::Assets = app::shell::Assets {\n");
    for (field, name) in NAMED {
        writeln!(code, "{field}: {:?},", place(name))?;
    }
    code.push_str("programs: &[\n");
    for (island, files, style) in PROGRAMS {
        let (script, wasm) = (place(&format!("{files}.js")), place(&format!("{files}.wasm")));
        let style = style.map(place);
        writeln!(code, "app::shell::Program {{ island: {island:?}, script: {script:?}, wasm: {wasm:?}, style: {style:?} }},")?;
    }
    writeln!(code, "],\nfonts: &{:?},\n}};", FONTS.map(place))?;

    let pictures = PICTURES.map(|name| (name, place(name)));
    writeln!(code, "pub static PICTURES: &[(&str, &str)] = &{pictures:?};")?;

    fs::write(Path::new(&env::var("OUT_DIR")?).join("site.rs"), code)?;
    Ok(())
}

fn bytes(file: &Path) -> String {
    format!("include_bytes!({:?})", file.display().to_string())
}

fn packed(file: &Path, ending: &str) -> String {
    let packed = file.with_added_extension(ending);
    if packed.exists() { format!("Some({})", bytes(&packed)) } else { "None".to_owned() }
}

fn content_type(name: &str) -> Result<&'static str, String> {
    Ok(match name.rsplit('.').next().unwrap_or_default() {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "woff2" => "font/woff2",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "webmanifest" => "application/manifest+json",
        "txt" => "text/plain; charset=utf-8",
        other => return Err(format!("{name}: which content type has .{other}? Say it in server/build.rs")),
    })
}
