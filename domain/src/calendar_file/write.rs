//! A calendar written as the file that `parse` reads back to the same calendar.

use std::fmt::Write;

use toml::Value;

use crate::calendar::SchoolCalendar;

pub fn to_toml(calendar: &SchoolCalendar) -> String {
    let parts = calendar.parts();
    let weekdays = parts.working_days.codes().map(quoted).collect::<Vec<_>>().join(", ");
    let mut file = format!(
        "school_year = {}\n\
         first_week = {}\n\
         weeks = {}\n\
         semester_2_starts_in_week = {}\n\
         working_days = [{weekdays}]\n",
        quoted(&parts.school_year),
        parts.first_week,
        parts.weeks,
        parts.semester_2_starts_in_week,
    );
    for week in &parts.unnumbered {
        let reason = quoted(&week.reason);
        add(&mut file, format_args!("\n[[unnumbered]]\nmonday = {}\nreason = {reason}\n", week.monday));
        add(&mut file, format_args!("staff_off = {}\n", week.staff_off));
    }
    for special in &parts.special_days {
        add(&mut file, format_args!("\n[[special_days]]\nfrom = {}\n", special.from));
        if special.to != special.from {
            add(&mut file, format_args!("to = {}\n", special.to));
        }
        add(&mut file, format_args!("kind = {}\nname = {}\n", quoted(special.kind.code()), quoted(&special.name)));
    }
    file
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

fn add(file: &mut String, words: std::fmt::Arguments<'_>) {
    // Writing into a String cannot fail.
    let _ = file.write_fmt(words);
}
