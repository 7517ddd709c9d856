//! Choices that say more than a Rust type can.

use crate::diagnostic::{Code, Diagnostic};
use crate::lower::document::choices::{is_open, only, told};
use crate::lower::document::shape::Shape;
use crate::lower::document::source::Source;
use crate::lower::document::walk::{Visitor, Way, walk};
use crate::lower::drafts::report::Report;
use openapiv3::Schema;

/// Says where a choice becomes any JSON, as nothing tells the alternatives apart.
pub(in crate::lower) fn check(source: &Source<'_>, report: &mut Report<'_>) {
    walk(source.openapi, &mut Check { source, report });
}

struct Check<'c, 'a, 'r> {
    source: &'c Source<'a>,
    report: &'c mut Report<'r>,
}

impl<'a> Visitor<'a> for Check<'_, 'a, '_> {
    fn schema(&mut self, schema: &'a Schema, at: &Way<'_>) {
        let discriminator = schema.schema_data.discriminator.as_ref();
        match Shape::of(schema) {
            Shape::Choice(choice) if told(self.source, discriminator, Some(choice)).is_some() => {}
            Shape::Choice(choice) if discriminator.is_some() || only(self.source, choice).is_none() => {
                self.tell(at, choice.key, "the value is any JSON");
            }
            Shape::Object(object) if is_open(schema, &object) => {
                let key = object.choice.map_or("oneOf", |choice| choice.key);
                self.tell(at, key, "what they add is kept as any JSON");
            }
            _ => {}
        }
    }
}

impl Check<'_, '_, '_> {
    fn tell(&mut self, at: &Way<'_>, key: &str, outcome: &str) {
        let place = self.source.locate(&at.pointer()).key(key);
        let message = format!("nothing tells the alternatives of this `{key}` apart: {outcome}");
        let help = "give them a `discriminator` if they are objects, or leave the one that is meant";
        self.report.push(Diagnostic::at(Code::FreeValue, place, message).on_key().help(help));
    }
}
