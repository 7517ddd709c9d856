//! Types as text, without their modules.

use super::types::{Head, Type, Word, value};
use crate::ir::{Api, DefinitionKind};

/// Whether definitions are told apart by name. Where they are not, a type has the same text whatever it is called.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Names {
    Shown,
    Hidden,
}

/// A type as text; an alias is what it stands for.
pub(crate) fn text(api: &Api, found: &Type, names: Names) -> String {
    let head = match &found.head {
        Head::Word(word) => word.as_str(),
        Head::Path(path) => path.rsplit("::").next().unwrap_or(path),
        Head::Definition(id) => match (&api.definition(*id).kind, names) {
            (DefinitionKind::Alias(target), _) => return text(api, &value(target), names),
            (_, Names::Shown) => &api.definition(*id).name.rust,
            (_, Names::Hidden) => "_",
        },
        Head::Result(name) if names == Names::Shown => name,
        Head::Result(_) => "_ by status",
    };
    match found.arguments.as_slice() {
        [] => head.to_owned(),
        arguments => {
            let arguments: Vec<String> = arguments.iter().map(|argument| text(api, argument, names)).collect();
            format!("{head}<{}>", arguments.join(", "))
        }
    }
}

impl Word {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Bool => "bool",
            Self::Byte => "u8",
            Self::Int32 => "i32",
            Self::Int64 => "i64",
            Self::Float32 => "f32",
            Self::Float64 => "f64",
            Self::Nothing => "()",
            Self::Str => "&str",
        }
    }
}
