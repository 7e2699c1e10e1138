//! Small disks of memory that a test can fill or turn read-only. Only root may mount them.

use std::{
    fs::{self, File},
    io::Write,
    path::{Path, PathBuf},
    process::Command,
};

/// Something mounted until this is dropped.
pub struct Mounted(PathBuf);

impl Mounted {
    /// A disk of memory in this folder; none, and loud words, where this process may not mount.
    pub fn memory(folder: &Path, megabytes: u32) -> Option<Self> {
        let options = format!("size={megabytes}m");
        mount(&["-t", "tmpfs", "-o", &options, "hoso-test"], folder)
    }

    /// The folder again over itself, where nothing can be written: whoever opens a file from now on may only read it.
    pub fn read_only_over(folder: &Path) -> Option<Self> {
        let over = mount(&["--bind", &folder.to_string_lossy()], folder)?;
        assert!(mount_quietly(&["-o", "remount,ro,bind"], folder), "what is mounted can be mounted read-only");
        Some(over)
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        // Lazily: the program under test may have files open there.
        let done = Command::new("umount").arg("--lazy").arg(&self.0).status();
        assert!(done.is_ok_and(|done| done.success()), "{} stays mounted", self.0.display());
    }
}

fn mount(arguments: &[&str], folder: &Path) -> Option<Mounted> {
    if mount_quietly(arguments, folder) {
        return Some(Mounted(folder.to_owned()));
    }
    println!("NOT TESTED: this process may not mount {arguments:?}; run as root to see what happens on such a disk");
    None
}

fn mount_quietly(arguments: &[&str], folder: &Path) -> bool {
    Command::new("mount").args(arguments).arg(folder).output().is_ok_and(|done| done.status.success())
}

/// Takes all room of the disk, to the last byte; gives the file that holds it.
pub fn fill(folder: &Path) -> PathBuf {
    let path = (0..).map(|number| folder.join(format!("filler-{number}"))).find(|path| !path.exists()).unwrap();
    let mut file = File::create(&path).unwrap();
    for size in [1024 * 1024, 4096, 1] {
        while file.write_all(&vec![1; size]).is_ok() {}
    }
    assert!(fs::metadata(&path).is_ok());
    path
}
