//! Where an object has a key twice.

use crate::source::{Syntax, TextIndex, json_as_yaml};
use rustc_hash::FxHashMap;
use saphyr_parser::{Event, Parser, Span};
use std::borrow::Cow;
use std::ops::Range;

/// What is open at a point of the text.
enum Open {
    List,
    /// An object, with the keys it has so far; `true` when a key comes next.
    Object(FxHashMap<String, Span>, bool),
}

/// The places of the first key that is given again, and of that again.
pub(super) fn first(text: &str, syntax: Syntax) -> Option<[Range<usize>; 2]> {
    let yaml = match syntax {
        Syntax::Json => json_as_yaml(text),
        Syntax::Yaml => Cow::Borrowed(text),
    };
    let mut open = Vec::new();
    for event in Parser::new_from_str(&yaml) {
        let (event, span) = event.ok()?;
        let is_key = matches!(open.last(), Some(Open::Object(_, true)));
        match event {
            Event::Scalar(key, ..) if is_key => {
                if let Some(Open::Object(keys, next)) = open.last_mut() {
                    *next = false;
                    if let Some(first) = keys.insert(key.into_owned(), span) {
                        let index = TextIndex::new(text);
                        return Some([first, span].map(|span| range(text, &index, span)));
                    }
                }
            }
            Event::SequenceStart(..) => open.push(Open::List),
            Event::MappingStart(..) => open.push(Open::Object(FxHashMap::default(), true)),
            Event::SequenceEnd | Event::MappingEnd => {
                open.pop();
                ended(&mut open);
            }
            Event::Scalar(..) | Event::Alias(..) => ended(&mut open),
            _ => {}
        }
    }
    None
}

/// A value, or a key that is more than text, has ended.
fn ended(open: &mut [Open]) {
    if let Some(Open::Object(_, next)) = open.last_mut() {
        *next = !*next;
    }
}

fn range(text: &str, index: &TextIndex, span: Span) -> Range<usize> {
    index.byte_offset(text, span.start.index())..index.byte_offset(text, span.end.index())
}
