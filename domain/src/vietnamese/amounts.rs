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

const KILO: u64 = 1_000;
const MEGA: u64 = 1_000_000;
const GIGA: u64 = 1_000_000_000;

/// "0 byte", "1 kB", "2,4 MB", "1,2 GB": a file that holds anything is at least 1 kB.
pub fn file_size(bytes: u64) -> String {
    let tenths_of = |unit: u64| decimal(((bytes / (unit / 10)) + u64::from(bytes % (unit / 10) >= unit / 20)) as i64);
    // The bounds lie where rounding would reach the next unit.
    match bytes {
        0 => "0 byte".to_owned(),
        _ if bytes < MEGA - KILO / 2 => format!("{} kB", ((bytes + KILO / 2) / KILO).max(1)),
        _ if bytes < GIGA - MEGA / 20 => format!("{} MB", tenths_of(MEGA)),
        _ => format!("{} GB", tenths_of(GIGA)),
    }
}
