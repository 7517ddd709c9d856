//! What a parser that keeps places, and knows YAML alone, needs to be told the places of JSON too.

use std::borrow::Cow;

/// `text` without what JSON has and YAML has not: tabs between tokens and halves of surrogate pairs. The length in
/// characters stays.
pub(crate) fn json_as_yaml(text: &str) -> Cow<'_, str> {
    if !text.contains('\t') && !text.contains("\\ud") && !text.contains("\\uD") {
        return Cow::Borrowed(text);
    }
    let mut pieces = text.split('\\');
    let mut masked = pieces.next().unwrap_or_default().replace('\t', " ");
    for piece in pieces {
        masked.push('\\');
        let is_surrogate = piece.starts_with(['u']) && piece.get(1..3).is_some_and(is_surrogate_prefix);
        match piece.get(5..) {
            Some(rest) if is_surrogate => {
                masked.push_str("uFFFD");
                masked.push_str(&rest.replace('\t', " "));
            }
            _ => masked.push_str(&piece.replace('\t', " ")),
        }
    }
    Cow::Owned(masked)
}

/// Whether `\u` followed by these two hexadecimal digits is half of a surrogate pair.
fn is_surrogate_prefix(digits: &str) -> bool {
    u8::from_str_radix(digits, 16).is_ok_and(|high| (0xd8..0xe0).contains(&high))
}

#[cfg(test)]
mod tests {
    use super::*;
    use saphyr::{LoadableYamlNode, MarkedYaml};

    #[test]
    fn masking_keeps_the_length_and_hides_only_what_yaml_has_not() {
        let text = "{\t\"a\": \"\\ud83d\\uDE00 \\u00e9 \\t é\"}";
        let masked = json_as_yaml(text);
        assert_eq!(masked, "{ \"a\": \"\\uFFFD\\uFFFD \\u00e9 \\t é\"}");
        assert_eq!(masked.chars().count(), text.chars().count());
        assert!(MarkedYaml::load_from_str(&masked).is_ok());
    }
}
