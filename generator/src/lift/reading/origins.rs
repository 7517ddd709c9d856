//! Where the parts of the lifted document came from.

use crate::source::{Location, Pointer};
use rustc_hash::FxHashMap;

/// Leads from places of the lifted document back to the source. Only the places where the two shapes part ways are
/// kept; all others follow from them.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Origins {
    places: FxHashMap<Pointer, Location>,
}

impl Origins {
    /// Declares that `lifted` and what is below it came from `source`.
    pub(in crate::lift) fn record(&mut self, lifted: Pointer, source: Location) {
        self.places.insert(lifted, source);
    }

    /// The place in the source that a place of the lifted document came from.
    pub fn locate(&self, lifted: &Pointer) -> Option<Location> {
        let text = lifted.as_str();
        let mut end = text.len();
        loop {
            if let Some(place) = self.places.get(&Pointer::from_text(&text[..end])) {
                let pointer = Pointer::from_text(format!("{}{}", place.pointer, &text[end..]));
                return Some(Location::new(place.document, pointer));
            }
            end = text[..end].rfind('/')?;
        }
    }
}
