//! What a part of a document is tied to: other parts, and places outside of the file (ECMA-376 part 2, 9.3).

use domain::inspection::{Cause, Oddity};
use quick_xml::events::BytesStart;

use crate::inspection::{fields, findings::Findings, links::Link, xml::attribute};

/// One line of a `.rels` part.
pub fn take(tag: &BytesStart<'_>, findings: &mut Findings) {
    let (Some(of_type), Some(target)) = (attribute(tag, "Type"), attribute(tag, "Target")) else { return };
    let of_type = of_type.trim().trim_end_matches('/').to_lowercase();
    let kind = of_type.rsplit('/').next().unwrap_or_default();
    match kind {
        "vbaproject" | "wordvbadata" => findings.hold(Cause::Macros),
        "xlmacrosheet" | "xlintlmacrosheet" => findings.hold(Cause::MacroSheet),
        "control" | "activexcontrolbinary" => findings.hold(Cause::ActiveX),
        "webextension" | "webextensiontaskpanes" => findings.hold(Cause::LoadsFromElsewhere),
        _ => {}
    }
    let is_external = attribute(tag, "TargetMode").is_some_and(|mode| mode.trim().eq_ignore_ascii_case("external"));
    let link = Link::of(&target);
    // A target that names another machine leads there whatever the mode says.
    if is_external || matches!(link, Link::OtherMachine) || is_web(&target) {
        leave(kind, &target, link, findings);
    }
}

fn is_web(target: &str) -> bool {
    let target = target.trim_start().to_lowercase();
    target.starts_with("http") || target.starts_with("ftp")
}

/// Something that lies outside of the file.
fn leave(kind: &str, target: &str, link: Link, findings: &mut Findings) {
    match (kind, link) {
        ("hyperlink", _) => fields::follow(target, findings),
        (_, Link::Program) if kind != "attachedtemplate" => findings.hold(Cause::ProgramLink),
        ("attachedtemplate", Link::Web | Link::OtherMachine) => findings.hold(Cause::RemoteTemplate),
        ("attachedtemplate", Link::Program) if is_web(target) => findings.hold(Cause::RemoteTemplate),
        // Word notes the template on the author's own disk and does without it.
        ("attachedtemplate", _) => {}
        ("image" | "video" | "audio" | "media", Link::Web) => findings.odd(Oddity::LoadsFromWeb),
        ("image" | "video" | "audio" | "media", Link::OwnMachine) => findings.odd(Oddity::LeftOnOwnMachine),
        // A sheet that counts with another one shows what it counted last, and asks before it looks again.
        ("externallinkpath" | "xlpathmissing" | "externallinklongpath" | "xlalternatepath", Link::Web) => {
            findings.odd(Oddity::LoadsFromWeb);
        }
        (_, Link::Web | Link::OtherMachine) => findings.hold(Cause::LoadsFromElsewhere),
        (_, Link::Harmless | Link::OwnMachine | Link::Program) => {}
    }
}
