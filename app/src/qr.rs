//! A QR code (ISO/IEC 18004) as one path of an SVG.

use std::fmt::Write;

use qrcode::{Color, EcLevel, QrCode};

/// Empty points around the code, without which readers do not find it.
const QUIET: usize = 4;

/// The drawing; `None` where the words are too long for any code. A tenth and a half of it may be torn or soiled.
pub(crate) fn svg(words: &str, label: &str) -> Option<String> {
    let code = QrCode::with_error_correction_level(words, EcLevel::M).ok()?;
    let width = code.width();
    let dark: Vec<bool> = code.to_colors().into_iter().map(|color| color == Color::Dark).collect();
    let side = width + 2 * QUIET;
    let mut svg = format!(
        "<svg class=\"qr\" viewBox=\"0 0 {side} {side}\" role=\"img\" aria-label=\"{label}\" shape-rendering=\"crispEdges\"><path d=\""
    );
    for (y, row) in dark.chunks(width).enumerate() {
        let mut x = 0;
        // Points that touch are one bar, or thin lines of light stand between them in some programs.
        for run in row.chunk_by(|one, next| one == next) {
            let length = run.len();
            if run.first() == Some(&true) {
                // Writing to a String cannot fail.
                _ = write!(svg, "M{} {}h{length}v1h-{length}z", x + QUIET, y + QUIET);
            }
            x += length;
        }
    }
    svg.push_str("\"/></svg>");
    Some(svg)
}
