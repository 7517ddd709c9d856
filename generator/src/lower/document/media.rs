//! Media types of bodies.

use crate::ir::MediaType;
use indexmap::IndexMap;

/// A body by media type.
pub(in crate::lower) type Content = IndexMap<String, openapiv3::MediaType>;

/// The media type that the client uses of several: JSON if there is one, else the first.
pub(in crate::lower) fn media_type(content: &Content) -> Option<(&str, MediaType, &openapiv3::MediaType)> {
    let json = content.iter().find(|(text, _)| is_json(text));
    let (text, content) = json.or_else(|| content.first())?;
    let essence = text.split(';').next().unwrap_or(text).trim();
    let media = match essence {
        _ if is_json(text) => MediaType::Json,
        "application/x-www-form-urlencoded" => MediaType::Form,
        "multipart/form-data" => MediaType::Multipart,
        other => MediaType::Other(other.to_owned()),
    };
    Some((text, media, content))
}

pub(in crate::lower) fn is_json(text: &str) -> bool {
    let essence = text.split(';').next().unwrap_or(text).trim();
    matches!(essence, "application/json" | "text/json" | "*/*") || essence.ends_with("+json")
}
