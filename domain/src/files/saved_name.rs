//! The name a file gets on anybody's machine: the sender's own, with an ending that fits what is inside.

use super::{FileKind, FileName};

/// The name to save under. Where the ending does not belong to the kind, the kind's own is added behind it:
/// "bài.exe" that is a picture becomes "bài.exe.jpg", and no Windows runs it; what
/// Windows cannot save under becomes something that it can (`FileName::to_save`).
pub fn name_to_save(name: &FileName, kind: FileKind) -> String {
    if fits(&name.ending(), kind) {
        return name.to_save();
    }
    FileName::clean(&format!("{name}.{}", kind.ending())).to_save()
}

fn fits(ending: &str, kind: FileKind) -> bool {
    match kind {
        FileKind::Jpeg => matches!(ending, "jpg" | "jpeg" | "jfif"),
        FileKind::Heic => matches!(ending, "heic" | "heif"),
        FileKind::Mp4 => matches!(ending, "mp4" | "m4v"),
        FileKind::Mov => matches!(ending, "mov" | "qt"),
        FileKind::ThreeGp => matches!(ending, "3gp" | "3gpp"),
        other => ending == other.ending(),
    }
}
