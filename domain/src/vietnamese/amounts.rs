//! Numbers with a thousands point and a decimal comma; file sizes.

/// "1.184"
pub fn number(number: i64) -> String {
    let figures = number.unsigned_abs().to_string();
    let grouped: String = figures
        .char_indices()
        .flat_map(|(place, figure)| {
            let point = place > 0 && (figures.len() - place).is_multiple_of(3);
            point.then_some('.').into_iter().chain([figure])
        })
        .collect();
    if number < 0 { format!("−{grouped}") } else { grouped }
}

/// "92,5" for 925 tenths; a zero after the comma is left out: "92".
pub fn decimal(tenths: i64) -> String {
    let tenth = tenths.unsigned_abs() % 10;
    let sign = if -10 < tenths && tenths < 0 { "−" } else { "" };
    let whole = number(tenths / 10);
    if tenth == 0 { whole } else { format!("{sign}{whole},{tenth}") }
}

/// As Windows counts, where people look a size up: 1 kB is 1024 bytes, and a file of 1 MB of the limit is as large as
/// the limit says.
const KILO: u64 = 1024;
const MEGA: u64 = KILO * KILO;
const GIGA: u64 = MEGA * KILO;

/// "0 byte", "1 kB", "2,4 MB", "1,2 GB": a file that holds anything is at least 1 kB.
pub fn file_size(bytes: u64) -> String {
    let tenths_of = |unit: u64| decimal(((bytes * 10 + unit / 2) / unit) as i64);
    // The bounds lie where rounding would reach the next unit.
    match bytes {
        0 => "0 byte".to_owned(),
        1..=1_047_552 => format!("{} kB", number(bytes.div_ceil(KILO) as i64)),
        _ if bytes < GIGA - MEGA / 20 => format!("{} MB", tenths_of(MEGA)),
        _ => format!("{} GB", tenths_of(GIGA)),
    }
}

/// A limit for files as the school has set it, in bytes: "200 MB", where a school's MB is 1024 × 1024 bytes.
pub fn file_limit(bytes: u64) -> String {
    if bytes >= MEGA && bytes.is_multiple_of(MEGA) {
        format!("{} MB", number(i64::try_from(bytes / MEGA).unwrap_or(i64::MAX)))
    } else {
        file_size(bytes)
    }
}
