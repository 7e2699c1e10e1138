#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::{os::unix::fs::PermissionsExt, path::Path};

use serde_json::json;

use super::{
    tool::{ask, version},
    *,
};

fn rules() -> Rules {
    toml::from_str(include_str!("../../deny.toml")).unwrap()
}

/// One crate of the registry that may be there, with some of what is known of it changed.
fn found(changed: serde_json::Value) -> Findings {
    let mut package = json!({
        "name": "serde", "version": "1.0.0", "license": "MIT OR Apache-2.0", "source": REGISTRIES[0],
        "manifest_path": "/registry/serde/Cargo.toml",
        "dependencies": [{ "name": "serde_core", "req": "^1.0", "path": null }],
    });
    package.as_object_mut().unwrap().extend(changed.as_object().unwrap().clone());
    let whole = json!({ "packages": [package] });
    judge(&rules(), &serde_json::from_value(whole).unwrap(), "/checkout")
}

#[test]
fn what_may_be_there_is_not_told() {
    assert_eq!(found(json!({})), Findings::default());
    assert_eq!(found(json!({ "source": REGISTRIES[1] })), Findings::default());
    let ours = json!({ "license": "EUPL-1.2", "source": null, "manifest_path": "/checkout/domain/Cargo.toml" });
    assert_eq!(found(ours), Findings::default());
    let ours_by_path = json!([{ "name": "domain", "req": "*", "path": "/checkout/domain" }]);
    assert_eq!(found(json!({ "dependencies": ours_by_path })), Findings::default());
    // Allowed to the build tool alone.
    assert_eq!(found(json!({ "name": "lightningcss", "license": "MPL-2.0" })), Findings::default());
}

#[test]
fn each_fault_is_told() {
    for (changed, words) in [
        (json!({ "license": "GPL-3.0-only" }), "not among those allowed"),
        (json!({ "license": "MIT AND GPL-3.0-only" }), "not among those allowed"),
        (json!({ "license": "MPL-2.0" }), "not among those allowed"),
        (json!({ "license": "MIT OR" }), "cannot be read"),
        (json!({ "license": null }), "names no licence"),
        (json!({ "name": "openssl-sys" }), "is banned"),
        (json!({ "dependencies": [{ "name": "rand", "req": "*", "path": null }] }), "takes any version of rand"),
        (json!({ "source": "git+https://example.org/serde#abc" }), "comes from git+"),
        (json!({ "source": "registry+https://example.org/index" }), "comes from registry+"),
        (json!({ "source": null }), "outside of the checkout"),
    ] {
        let findings = found(changed.clone());
        assert!(findings.faults.len() == 1 && findings.faults[0].contains(words), "{changed}: {findings:?}");
    }
}

#[test]
fn a_second_version_is_only_told() {
    let package = |version: &str| json!({ "name": "syn", "version": version, "license": "MIT", "source": REGISTRIES[0], "manifest_path": "", "dependencies": [] });
    let whole = json!({ "packages": [package("1.0.0"), package("2.0.0")] });
    let findings = judge(&rules(), &serde_json::from_value(whole).unwrap(), "/checkout");
    assert_eq!(
        (findings.faults.len(), findings.warnings.as_slice()),
        (0, &["in several versions: syn 1.0.0 and 2.0.0".to_owned()][..])
    );
}

#[test]
fn a_key_that_nobody_reads_is_an_error() {
    let text = include_str!("../../deny.toml");
    for more in ["[advisories]\nversion = 2\n", "[licenses.private]\nignore = true\n"] {
        assert!(toml::from_str::<Rules>(&format!("{text}\n{more}")).is_err(), "{more}");
    }
}

#[test]
fn the_tool_says_its_version() {
    assert_eq!(version("cargo-deny 0.18.3\n"), Some((0, 18)));
    assert_eq!(version("error: no such command"), None);
}

/// A stand-in for cargo: it says this version of cargo-deny, ends as told when the list is to be fetched and when the
/// advisories are asked, and writes down what it was asked.
fn stand_in(folder: &Path, version: &str, fetched: u8, advisories: u8) -> impl Fn() -> Command {
    let program = folder.join("cargo");
    let text = format!(
        "#!/bin/sh\necho \"$*\" >> asked\ncase \"$*\" in\n*--version) echo '{version}';;\n*db) exit {fetched};;\n*advisories) exit {advisories};;\nesac\n"
    );
    fs::write(&program, text).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let folder = folder.to_owned();
    move || {
        let mut cargo = Command::new(&program);
        cargo.current_dir(&folder);
        cargo
    }
}

#[test]
fn advisories_are_asked_where_their_list_can_be_had() {
    const NEW: &str = "cargo-deny 0.18.3";
    for (installed, fetched, has_list, advisories, expected, words) in [
        (NEW, 0, false, 0, Some(true), ""),
        (NEW, 0, false, 1, None, ""),
        (NEW, 1, true, 0, Some(true), "known since the one in"),
        (NEW, 1, true, 1, None, ""),
        (NEW, 1, false, 0, Some(false), "none lies in"),
        ("cargo-deny 0.16.4", 0, true, 0, Some(false), "too old"),
        ("", 0, true, 0, Some(false), "not installed"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let lists = folder.path().join("advisory-dbs");
        if has_list {
            fs::create_dir_all(lists.join("advisory-db-3157b0e258782691")).unwrap();
        }
        let told = ask(&stand_in(folder.path(), installed, fetched, advisories), &lists);
        let asked = fs::read_to_string(folder.path().join("asked")).unwrap();
        let case = format!("{installed:?} {fetched} {has_list} {advisories}: {told:?}, {asked}");
        assert_eq!(told.is_ok(), expected.is_some(), "{case}");
        assert_eq!(asked.contains("check --disable-fetch"), expected.unwrap_or(true), "{case}");
        let told = told.unwrap_or_default();
        assert_eq!(told.len(), usize::from(!words.is_empty()), "{case}");
        assert!(told.iter().all(|told| told.contains(words) && told.contains("NOT asked")), "{case}");
    }
}
