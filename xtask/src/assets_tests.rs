use super::*;

fn names_in(folder: &Path) -> Result<Vec<String>> {
    let mut names: Vec<_> = fs::read_dir(folder)?.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    Ok(names)
}

#[test]
fn a_name_changes_with_its_content() {
    let (one, other) = (File::new("main.css", b"a{}".to_vec()), File::new("main.css", b"b{}".to_vec()));
    assert_ne!(one.path, other.path);
    assert_eq!(one.path, File::new("main.css", b"a{}".to_vec()).path);
    assert!(one.path.starts_with("/assets/main.") && one.path.ends_with(".css"), "{}", one.path);
}

#[test]
fn references_follow_the_names() {
    let font = File::new("a.woff2", b"glyphs".to_vec());
    let path = font.path.clone();
    let files = BTreeMap::from([("/fonts/a.woff2".to_owned(), font)]);
    assert_eq!(refer("src:url(/fonts/a.woff2)", &files), format!("src:url({path})"));
}

#[test]
fn the_folder_holds_this_build_and_nothing_of_the_last() -> Result<()> {
    let site = tempfile::tempdir()?;
    let (old, new) = (File::new("app.js", b"old".to_vec()), File::new("app.js", b"new".to_vec()));
    write(site.path(), &[old], Mode::Dev)?;
    let name = new.path.trim_start_matches("/assets/").to_owned();
    write(site.path(), &[new], Mode::Dev)?;
    assert_eq!(names_in(&site.path().join("assets"))?, [name.clone(), format!("{name}.br"), format!("{name}.gz")]);
    assert_eq!(fs::read_to_string(site.path().join("index.tsv"))?, format!("app.js\t/assets/{name}\n"));
    Ok(())
}

#[test]
fn a_release_keeps_the_budget_of_each_page() {
    let names = ISLANDS.map(|island| [format!("{island}.wasm"), format!("{island}.js")]);
    let files: Vec<File> = names.as_flattened().iter().map(|name| File::new(name, Vec::new())).collect();
    // The last island is as heavy as this, all others as a page may be.
    let packed = |wasm| {
        let mut packed: Vec<Packed> =
            ISLANDS.iter().flat_map(|_| [Packed { brotli: 140_000 }, Packed { brotli: 10_000 }]).collect();
        packed[2 * ISLANDS.len() - 2].brotli = wasm;
        packed
    };
    assert!(weigh(&files, &packed(140_000), Mode::Release).is_ok());
    assert!(weigh(&files, &packed(140_001), Mode::Release).is_err());
    assert!(weigh(&files, &packed(140_001), Mode::Dev).is_ok());
}

#[test]
fn a_release_keeps_the_budget_of_each_picture() {
    let files = [File::new("huong-dan/can-bo.png", Vec::new())];
    assert!(weigh(&files, &[Packed { brotli: 100_000 }], Mode::Release).is_ok());
    assert!(weigh(&files, &[Packed { brotli: 100_001 }], Mode::Release).is_err());
    assert!(weigh(&files, &[Packed { brotli: 100_001 }], Mode::Dev).is_ok());
}

#[test]
fn every_style_sheet_of_the_product_can_be_bundled() -> Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../style");
    for name in SHEETS {
        let sheet = style(&folder.join(name))?;
        assert!(!sheet.contains("@import") && sheet.len() > 1_000, "{name}: {} bytes", sheet.len());
    }
    Ok(())
}

#[test]
fn the_button_of_a_field_for_files_is_styled_after_bundling() -> Result<()> {
    // In one list with a class the rule was merged into the one before it, and the button was lost.
    let sheet = style(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../style/main.css"))?;
    assert!(sheet.contains("::file-selector-button{"), "{sheet}");
    Ok(())
}
