//! Extensions of schemas.

use super::{Extension, Fault, extensions, flag, text};
use serde_json::{Map, Value};

extensions! {
    /// What a thing is called in clients.
    ClientName = "x-ms-client-name" as &'v str, text;
    /// The properties of this object are as if they were its owner's.
    ClientFlatten = "x-ms-client-flatten" as bool, flag;
    /// A value that must never be printed.
    Secret = "x-ms-secret" as bool, flag;
    /// `null` is a value. Lifting makes it `nullable`.
    Nullable = "x-nullable" as bool, flag;
    /// When a property can be written and read.
    Mutability = "x-ms-mutability" as Vec<&'v str>, mutability;
    /// The value that tells this kind of a union.
    DiscriminatorValue = "x-ms-discriminator-value" as &'v str, text;
}

fn mutability(value: &Value) -> Result<Vec<&str>, Fault> {
    let known = |entry: &&str| matches!(*entry, "create" | "read" | "update");
    let listed = value.as_array().and_then(|all| all.iter().map(|one| one.as_str().filter(known)).collect());
    listed.ok_or(Fault::whole("a list of `create`, `read` and `update`"))
}

/// `x-ms-enum`: what an enum is called, and what its values are.
pub(crate) struct Enum;

impl<'v> Extension<'v> for Enum {
    const KEY: &'static str = "x-ms-enum";
    type Value = EnumDeclaration<'v>;

    fn parse(value: &'v Value) -> Result<Self::Value, Fault> {
        value.as_object().map(EnumDeclaration).ok_or(Fault::whole("an object with a `name`"))
    }
}

/// What `x-ms-enum` says.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EnumDeclaration<'v>(&'v Map<String, Value>);

impl<'v> EnumDeclaration<'v> {
    /// The name of the enum, which others may share.
    pub(crate) fn name(self) -> Option<&'v str> {
        self.0.get("name")?.as_str()
    }

    /// Whether there may be values that are not listed, where that is said.
    pub(crate) fn model_as_string(self) -> Option<bool> {
        self.0.get("modelAsString")?.as_bool()
    }

    /// Whether `modelAsString` is there, whatever it says.
    pub(crate) fn tells_of_others(self) -> bool {
        self.0.contains_key("modelAsString")
    }

    /// What is said of single values.
    pub(crate) fn values(self) -> impl Iterator<Item = EnumEntry<'v>> {
        self.0.get("values").and_then(Value::as_array).into_iter().flatten().map(EnumEntry)
    }
}

/// What is said of one value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EnumEntry<'v>(&'v Value);

impl<'v> EnumEntry<'v> {
    /// The value that it is about.
    pub(crate) fn value(self) -> Option<&'v Value> {
        self.0.get("value")
    }

    /// What the value is called.
    pub(crate) fn name(self) -> Option<&'v str> {
        self.0.get("name")?.as_str()
    }

    pub(crate) fn description(self) -> Option<&'v str> {
        self.0.get("description")?.as_str()
    }
}
