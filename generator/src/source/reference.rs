//! The text of a `$ref`, taken apart.

use super::{Pointer, normalize};
use std::path::{Path, PathBuf};

/// A `$ref`: a file, a pointer in it, or both.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Reference {
    /// The file as written, percent-decoded; empty for the document that holds the reference.
    pub file: String,
    /// The place in the file.
    pub pointer: Pointer,
}

impl Reference {
    /// Takes `text` apart; every text is a reference.
    pub fn parse(text: &str) -> Self {
        let (file, fragment) = text.split_once('#').unwrap_or((text, ""));
        Self { file: percent_decode(file), pointer: Pointer::from_text(percent_decode(fragment)) }
    }

    /// Whether it leads out of the folder tree that holds the specification: a URL, or an absolute path.
    pub fn is_remote(&self) -> bool {
        self.file.starts_with(['/', '\\']) || has_scheme(&self.file)
    }

    /// The normalized path of the file it leads to from the document at `from`; `None` for that document itself.
    pub fn path(&self, from: &Path) -> Option<PathBuf> {
        let folder = from.parent().unwrap_or(Path::new(""));
        (!self.file.is_empty()).then(|| normalize(&folder.join(&self.file)))
    }
}

/// Whether `text` begins with a URL scheme or with a drive letter.
fn has_scheme(text: &str) -> bool {
    text.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.chars().all(|other| other.is_ascii_alphanumeric() || "+-.".contains(other))
    })
}

fn percent_decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let byte = match after {
            [high, low, tail @ ..] if first == b'%' => {
                hex(*high).zip(hex(*low)).map(|(high, low)| (high << 4 | low, tail))
            }
            _ => None,
        };
        let (byte, tail) = byte.unwrap_or((first, after));
        decoded.push(byte);
        rest = tail;
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_and_pointer() {
        let reference = Reference::parse("../common%20types/a.json#/definitions/A%7E1b");
        assert_eq!(reference.file, "../common types/a.json");
        assert_eq!(reference.pointer.as_str(), "/definitions/A~1b");
        assert_eq!(reference.path(Path::new("x/y/z.json")), Some(PathBuf::from("x/common types/a.json")));
    }

    #[test]
    fn only_pointer_or_only_file() {
        assert_eq!(Reference::parse("#/a").path(Path::new("x.json")), None);
        assert_eq!(Reference::parse("./y.json").path(Path::new("x.json")), Some(PathBuf::from("y.json")));
        assert_eq!(Reference::parse("./y.json").pointer, Pointer::root());
    }

    #[test]
    fn a_percent_sign_that_escapes_nothing_stays() {
        assert_eq!(Reference::parse("100%.json").file, "100%.json");
        assert_eq!(Reference::parse("%zz%4").file, "%zz%4");
        assert_eq!(Reference::parse("%é").file, "%é");
    }

    #[test]
    fn remote() {
        for text in ["https://example.com/a.json#/x", "//example.com/a", "/etc/passwd", "C:\\a.json", "file:a.json"] {
            assert!(Reference::parse(text).is_remote(), "{text}");
        }
        for text in ["a.json", "./a.json#/x:y", "../a", "#/definitions/A", "1:2.json"] {
            assert!(!Reference::parse(text).is_remote(), "{text}");
        }
    }
}
