//! How many files one person may have under way at once, so that nobody's downloads or uploads take all the places of the
//! school.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{body::Body, http::Response};
use domain::people::PersonId;
use futures::StreamExt;

/// How many files of one person are under way at once: a browser opens six connections to one server, and two browsers may be
/// busy.
pub const MAX_PER_PERSON: usize = 12;

/// What everybody has under way; clones count together.
#[derive(Clone, Debug, Default)]
pub struct Shares(Arc<Mutex<HashMap<PersonId, usize>>>);

/// One file under way; the place is free again when this is dropped.
#[derive(Debug)]
pub struct Share {
    of: Shares,
    person: PersonId,
}

impl Shares {
    /// A place for one more file of `person`; `None` where as many are under way as one person may have.
    pub fn take(&self, person: PersonId) -> Option<Share> {
        let mut under_way = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let theirs = under_way.entry(person).or_default();
        if *theirs >= MAX_PER_PERSON {
            return None;
        }
        *theirs += 1;
        Some(Share { of: self.clone(), person })
    }
}

impl Share {
    /// The answer, with this place taken until its last byte has gone, or the browser has.
    pub fn until_sent(self, response: Response<Body>) -> Response<Body> {
        response.map(|body| {
            Body::from_stream(body.into_data_stream().map(move |piece| {
                let _taken = &self;
                piece
            }))
        })
    }
}

impl Drop for Share {
    fn drop(&mut self) {
        let mut under_way = self.of.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(theirs) = under_way.get_mut(&self.person) {
            *theirs -= 1;
            if *theirs == 0 {
                under_way.remove(&self.person);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use uuid::Uuid;

    use super::*;

    #[test]
    fn nobody_takes_the_places_of_others_and_each_comes_back() {
        let shares = Shares::default();
        let (hoa, thao) = (PersonId::new(Uuid::from_u128(1)), PersonId::new(Uuid::from_u128(2)));
        let mut theirs: Vec<Share> = (0..MAX_PER_PERSON).map(|_| shares.take(hoa).unwrap()).collect();
        assert!(shares.take(hoa).is_none());
        assert!(shares.take(thao).is_some(), "somebody else's files go on");
        theirs.pop();
        let again = shares.take(hoa);
        assert!(again.is_some() && shares.take(hoa).is_none());
        drop((theirs, again));
        assert!(shares.0.lock().unwrap().is_empty(), "nothing is kept of whoever has nothing under way");
    }
}
