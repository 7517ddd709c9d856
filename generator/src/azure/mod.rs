//! The extensions of Azure: for each, its key, what its value must be, and what is read of it.
//!
//! Reading is quiet: [`read`] gives nothing where a value is not what it must be. [`known`] says so, for one place in
//! the generator that looks at all of them. What is known follows from what can be read.

mod document;
mod known;
mod operation;
mod parameter;
mod schema;

pub(crate) use document::{HostTemplate, ParameterizedHost, Paths, TagGroups};
pub(crate) use known::{Knowledge, help_unknown, known};
pub(crate) use operation::{
    ErrorResponse, Examples, LongRunning, LongRunningOptions, OData, Pageable, RequestBodyName,
};
pub(crate) use parameter::{CollectionFormat, ParameterLocation, SkipUrlEncoding};
pub(crate) use schema::{
    ClientFlatten, ClientName, DiscriminatorValue, Enum, EnumDeclaration, EnumEntry, Mutability, Nullable, Secret,
};

use indexmap::IndexMap;
use serde_json::Value;

/// Extensions as a document keeps them.
pub(crate) type Extensions = IndexMap<String, Value>;

/// An extension.
pub(crate) trait Extension<'v> {
    /// What it is called in a specification.
    const KEY: &'static str;

    /// What its value is.
    type Value;

    /// Reads its value.
    fn parse(value: &'v Value) -> Result<Self::Value, Fault>;
}

/// Why a value is none of its extension.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Fault {
    /// The key inside the value that is wrong, if it is not the whole.
    pub(crate) key: Option<&'static str>,
    /// What must be there.
    pub(crate) expected: &'static str,
}

impl Fault {
    const fn whole(expected: &'static str) -> Self {
        Self { key: None, expected }
    }
}

/// What an extension says, if it is there and is what it must be.
pub(crate) fn read<'v, E: Extension<'v>>(extensions: &'v Extensions) -> Option<E::Value> {
    E::parse(extensions.get(E::KEY)?).ok()
}

/// Whether an extension that is true or false is true; absent is false.
pub(crate) fn is_set<'v, E: Extension<'v, Value = bool>>(extensions: &'v Extensions) -> bool {
    read::<E>(extensions).unwrap_or_default()
}

/// Declares extensions whose values are of one kind.
macro_rules! extensions {
    ($($(#[$docs:meta])* $name:ident = $key:literal as $value:ty, $parse:expr;)*) => {
        $(
            $(#[$docs])*
            pub(crate) struct $name;

            impl<'v> $crate::azure::Extension<'v> for $name {
                const KEY: &'static str = $key;
                type Value = $value;

                fn parse(value: &'v ::serde_json::Value) -> Result<Self::Value, $crate::azure::Fault> {
                    $parse(value)
                }
            }
        )*
    };
}
use extensions;

fn flag(value: &Value) -> Result<bool, Fault> {
    value.as_bool().ok_or(Fault::whole("true or false"))
}

fn text(value: &Value) -> Result<&str, Fault> {
    value.as_str().ok_or(Fault::whole("a text"))
}

/// What is read elsewhere, or by its parts.
fn any(value: &Value) -> Result<&Value, Fault> {
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_value_of_another_kind_is_quiet_and_a_fault() {
        let extensions = Extensions::from([("x-ms-secret".to_owned(), json!("yes"))]);
        assert!(!is_set::<Secret>(&extensions));
        let fault = Knowledge::Read(Some(Fault::whole("true or false")));
        assert_eq!(known("x-ms-secret", &json!("yes")), fault);
        assert_eq!(known("x-ms-secret", &json!(true)), Knowledge::Read(None));
    }

    #[test]
    fn what_can_be_read_is_known() {
        for key in [Secret::KEY, Enum::KEY, Pageable::KEY, ParameterizedHost::KEY] {
            assert!(matches!(known(key, &json!({})), Knowledge::Read(_)), "{key}");
        }
        // Those of other vendors are not looked at.
        for key in ["x-ms-internal", "x-other"] {
            assert_eq!(known(key, &json!(1)), Knowledge::Noted, "{key}");
        }
        assert_eq!(known("x-ms-secrets", &json!(true)), Knowledge::Unknown);
        assert_eq!(help_unknown("x-ms-secrets"), "did you mean `x-ms-secret`?");
    }
}
