//! Values and their types: checked, completed, shown.

mod check;
mod shape;

pub use check::Strictness;
pub(crate) use check::{Whole, check, check_text};
pub(crate) use shape::{Secrets, complete, merge, project};

use crate::table::{Definition, Table, Type};
use serde_json::{Map, Value};

/// The struct of an object: of a union, that of the kind that it says to be.
pub(crate) fn structure<'t>(
    table: &'t Table,
    type_of: &'t Type,
    object: &Map<String, Value>,
) -> Option<(&'t [crate::table::Field], Option<&'t Type>)> {
    match table.definition(type_of)? {
        Definition::Struct { fields, additional } => Some((fields, additional.as_ref())),
        Definition::Union { by, kinds } => {
            let kind = object.get(by)?.as_str()?;
            let (_, name) = kinds.iter().find(|(known, _)| known.eq_ignore_ascii_case(kind))?;
            match table.types.get(name)? {
                Definition::Struct { fields, additional } => Some((fields, additional.as_ref())),
                _ => None,
            }
        }
        _ => None,
    }
}
