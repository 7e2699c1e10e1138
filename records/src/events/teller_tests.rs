#![allow(clippy::unwrap_used)]
use super::*;

#[test]
fn every_topic_has_kinds_and_every_kind_one_topic() {
    let of_topics: Vec<EventKind> = Topic::ALL.into_iter().flat_map(EventKind::of_topic).collect();
    assert_eq!(of_topics.len(), EventKind::ALL.len());
    for topic in Topic::ALL {
        assert!(EventKind::of_topic(topic).next().is_some(), "{topic:?}");
    }
}
