//! The long-running operations of a world: those under way, and the last ones that have ended.

use super::operation::Pending;
use std::collections::{BTreeSet, HashMap, VecDeque};
use time::OffsetDateTime;

/// Operations that are under way at once; beyond, the one that would end first ends now.
const UNDER_WAY: usize = 10_000;
/// Operations that have ended, and whose results can still be asked for.
const ENDED: usize = 10_000;

/// Operations by their tokens.
#[derive(Debug, Default)]
pub(crate) struct Operations {
    all: HashMap<String, Pending>,
    under_way: BTreeSet<(OffsetDateTime, String)>,
    ended: VecDeque<String>,
}

impl Operations {
    pub(super) fn get(&self, token: &str) -> Option<&Pending> {
        self.all.get(token)
    }

    /// Puts an operation as it is now; one that has just ended may push out the one that ended first.
    pub(super) fn put(&mut self, token: String, pending: Pending) {
        let key = (pending.due, token.clone());
        if !pending.has_ended() {
            self.under_way.insert(key);
        } else if self.under_way.remove(&key) {
            self.ended.push_back(token.clone());
        }
        self.all.insert(token, pending);
        if self.ended.len() > ENDED
            && let Some(oldest) = self.ended.pop_front()
        {
            self.all.remove(&oldest);
        }
    }

    /// The operation that must end now, if there is one.
    pub(super) fn next_due(&self, now: OffsetDateTime) -> Option<String> {
        let (due, token) = self.under_way.first()?;
        (*due <= now || self.under_way.len() > UNDER_WAY).then(|| token.clone())
    }
}
