//! Says what is found in each file that is named: `cargo run -p documents --example inspect -- FILE…`.
//! The kind is taken from the ending.

use std::{env, error::Error, fs::File, path::PathBuf, time::Instant};

use documents::inspection::inspect;
use domain::files::FileKind;

fn main() -> Result<(), Box<dyn Error>> {
    for path in env::args_os().skip(1).map(PathBuf::from) {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase().replace("jpeg", "jpg"));
        let Some(kind) = ending.and_then(|ending| FileKind::from_ending(&ending)) else {
            println!("{}: no kind that is handed in", path.display());
            continue;
        };
        let began = Instant::now();
        println!("{}: {:?} ({:?})", path.display(), inspect(File::open(&path)?, kind)?, began.elapsed());
    }
    Ok(())
}
