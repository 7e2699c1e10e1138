#![allow(clippy::unwrap_used, clippy::expect_used)]
use std::collections::BTreeSet;

use super::*;
use crate::testing::each_engine;

#[tokio::test]
async fn every_table_is_in_or_has_its_reason_and_what_is_withheld_is_there() {
    each_engine(|database| async move {
        let engine = database.db().engine();
        let school = database.found("Trường Mầm non Hoa Sen").await;
        let read = async move |work: &mut Work| {
            let tables = Tables::of(&mut work.tx, engine).await.expect("the schema");
            let of_schema: BTreeSet<String> = tables.names().map(str::to_owned).collect();
            let listed: BTreeSet<String> = TABLES.iter().map(|(name, _)| (*name).to_owned()).collect();
            assert_eq!(of_schema, listed, "a new table is written or has a reason");
            for (name, shown) in TABLES {
                let key = if name == "schools" { "id" } else { "school_id" };
                let is_written = matches!(shown, InExport::In(_));
                assert!(!is_written || tables.columns(name).any(|column| column == key), "{name}");
            }
            for (name, column, _) in WITHHELD {
                assert!(tables.columns(name).any(|known| known == column), "{name}.{column}");
            }
            let secret = ["password", "secret", "nonce", "id_hash", "key_hash", "browser_hash", "code_hash"];
            for (name, shown) in TABLES {
                for column in tables.columns(name).filter(|column| secret.iter().any(|word| column.contains(word))) {
                    let is_withheld = WITHHELD.iter().any(|(of, known, _)| (*of, *known) == (name, column));
                    assert!(matches!(shown, InExport::NotIn(_)) || is_withheld, "{name}.{column}");
                }
            }
            Ok(())
        };
        database.read(school, None, read).await.unwrap();
    })
    .await;
}
