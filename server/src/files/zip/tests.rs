#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stderr)]
use std::process::Command;

use rawzip::{ZipArchive, ZipArchiveWriter};

use super::*;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn entry(path: &str, size: u64) -> Entry {
    Entry { path: path.to_owned(), size, at: at("2026-11-20T16:40:31+07:00") }
}

/// The archive of these files, as it goes over the wire.
fn written(files: &[(Entry, Vec<u8>)]) -> Vec<u8> {
    let mut archive = Archive::default();
    let mut bytes = Vec::new();
    for (entry, content) in files {
        bytes.extend(archive.header(entry, crc32fast::hash(content)));
        bytes.extend(content);
    }
    bytes.extend(archive.directory());
    bytes.extend(archive.end());
    assert_eq!(bytes.len() as u64, length(files.iter().map(|(entry, _)| entry)), "the length that was told before");
    bytes
}

fn some() -> Vec<(Entry, Vec<u8>)> {
    let contents = [("Ban luu/index.html", "<p>Chào</p>"), ("Ban luu/Tuần 12/trống.txt", ""), ("Ban luu/a%20b (2).docx", "PK")];
    contents.map(|(path, text)| (entry(path, text.len() as u64), text.as_bytes().to_vec())).into()
}

#[test]
fn what_was_written_is_read_back_by_another_program_of_ours() {
    for files in [some(), Vec::new()] {
        let bytes = written(&files);
        let archive = ZipArchive::from_slice(&bytes).unwrap();
        let mut found = 0;
        for (place, record) in archive.entries().enumerate() {
            let record = record.unwrap();
            let (entry, content) = &files[place];
            assert_eq!(record.file_path().as_bytes(), entry.path.as_bytes());
            assert_eq!((record.uncompressed_size_hint(), record.compressed_size_hint()), (entry.size, entry.size));
            let stored = archive.get_entry(record.wayfinder()).unwrap();
            assert_eq!(stored.data(), content.as_slice());
            assert_eq!(record.crc32(), crc32fast::hash(content));
            found += 1;
        }
        assert_eq!(found, files.len());
    }
    // The writer of the same library agrees about an empty archive.
    let mut empty = Vec::new();
    ZipArchiveWriter::new(&mut empty).finish().unwrap();
    assert_eq!(written(&[]), empty);
}

#[test]
fn more_files_than_the_old_field_counts_are_read_back() {
    let files: Vec<(Entry, Vec<u8>)> = (0..70_000).map(|number| (entry(&format!("a/{number}"), 0), Vec::new())).collect();
    let bytes = written(&files);
    let archive = ZipArchive::from_slice(&bytes).unwrap();
    assert_eq!(archive.entries().filter(Result::is_ok).count(), 70_000);
}

/// Nobody writes four gigabytes for a test: the headers are compared with what APPNOTE says, and the end with what was read above.
#[test]
fn what_is_beyond_four_gigabytes_stands_in_the_fields_of_zip64() {
    const HUGE: u64 = 5 * 1024 * 1024 * 1024;
    let mut archive = Archive::default();
    let header = archive.header(&entry("phim.mp4", HUGE), 7);
    assert_eq!(header.len(), 30 + 8 + 20);
    assert_eq!((&header[18..22], &header[22..26]), (&[0xff; 4][..], &[0xff; 4][..]));
    assert_eq!(&header[38..42], [1, 0, 16, 0]);
    assert_eq!((&header[42..50], &header[50..58]), (&HUGE.to_le_bytes()[..], &HUGE.to_le_bytes()[..]));
    let next = archive.at;
    let header = archive.header(&entry("nho.txt", 3), 7);
    assert_eq!(header.len(), 30 + 7, "a small file needs nothing more in front of it");
    let directory = archive.directory();
    assert!(directory.ends_with(&[&[1, 0, 8, 0][..], &next.to_le_bytes()].concat()), "its place is beyond");
    let end = archive.end();
    assert_eq!(end.len(), 56 + 20 + 22);
    assert_eq!(end[48..56], archive.at.to_le_bytes());
    assert_eq!(end[64..72], (archive.at + directory.len() as u64).to_le_bytes());
}

#[test]
fn times_are_those_of_the_schools_clock() {
    let check = |when: &str, time: (u16, u16, u16), day: (u16, u16, u16)| {
        let told = (time.0 << 11 | time.1 << 5 | time.2, (day.0 - 1980) << 9 | day.1 << 5 | day.2);
        assert_eq!(dos_time(at(when)), told, "{when}");
    };
    check("2026-11-20T16:40:31+07:00", (16, 40, 15), (2026, 11, 20));
    check("2026-11-20T23:59:59Z", (6, 59, 29), (2026, 11, 21));
    check("1970-01-01T00:00:00Z", (7, 0, 0), (1980, 1, 1));
}

/// The programs of other people, where this machine has them.
#[test]
fn other_programs_find_nothing_wrong_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("ban-luu.zip");
    std::fs::write(&place, written(&some())).unwrap();
    let python = "import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(*z.namelist(),sep='\\n')";
    let path = place.to_str().unwrap();
    for (program, arguments) in [("unzip", vec!["-t", path]), ("python3", vec!["-X", "utf8", "-c", python, path])] {
        match Command::new(program).args(&arguments).output() {
            Ok(output) => {
                let told = String::from_utf8_lossy(&output.stdout).into_owned();
                assert!(output.status.success(), "{program}: {told} {}", String::from_utf8_lossy(&output.stderr));
                assert!(told.contains("index.html"), "{program}: {told}");
                if program == "python3" {
                    assert!(told.contains("Tuần 12/trống.txt"), "{told}");
                }
            }
            Err(error) => eprintln!("SKIPPED: {program} is not on this machine ({error})"),
        }
    }
}
