use domain::dashboard::TermFilter;

use super::*;
use crate::dashboard::make::tests::a_sheet;

#[test]
fn a_sheet_arrives_as_it_was_sent() -> Result<(), Box<dyn std::error::Error>> {
    let sheet = a_sheet(TermFilter::Year);
    let property = serde_json::to_string(&Packed(sheet.clone()))?;
    // One word, in which nothing has to be escaped: neither in JSON nor in an attribute.
    let word = property.trim_matches('"');
    assert!(word.chars().all(|letter| letter.is_ascii_alphanumeric() || "+/=".contains(letter)), "{word}");
    assert_eq!(serde_json::from_str::<Packed>(&property)?.0, sheet);
    assert!(serde_json::from_str::<Packed>("\"abcd\"").is_err());
    Ok(())
}
