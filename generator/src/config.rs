//! `apim.toml`: what to read and how the crate is called.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use serde::de::Error;
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use toml::Spanned;

/// The configuration of a generation. Unknown keys are refused.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Config {
    /// Root specification files, relative to the configuration file.
    pub roots: Vec<PathBuf>,
    /// The folder, relative to the configuration file, that references must not lead out of; `None` takes the one that
    /// [`load`](crate::load::load) finds.
    pub reference_root: Option<PathBuf>,
    /// The API version that all roots must have; `None` takes the one of the first root.
    pub api_version: Option<String>,
    /// Name of the crate.
    #[serde(deserialize_with = "crate_name")]
    pub crate_name: Option<String>,
    /// Rust type of the client; derived from `info.title` when absent.
    #[serde(deserialize_with = "type_name")]
    pub client: Option<String>,
    /// A type of the crate, written by hand, that the options of the client have as `behavior`, and whose `policies()` are
    /// added to the client's pipeline. Only a crate that is kept in step has it; one that is written whole does not.
    #[serde(deserialize_with = "type_name")]
    pub behavior: Option<String>,
    /// Template of the REST reference page of an operation, with `{group}`, `{operation}` (kebab case) and
    /// `{api-version}`.
    #[serde(deserialize_with = "reference_url")]
    pub reference_url: Option<String>,
    /// Rust names to use: `"User_Get" = "fetch"` for an operation, `"types.json#Resource" = "TrackedBase"` for a
    /// definition of one file, `"Resource" = …` for a definition, `"Resource.type" = "kind"` for a property, a value of
    /// an enum or a kind of a base, `"User_Get.$top" = "limit"` for a parameter, `"headers.etag" = …` for a header of
    /// responses.
    pub names: BTreeMap<Spanned<String>, String>,
    /// Operations that are left out, by their `operationId`.
    pub skip: Vec<Spanned<String>>,
    /// Overlays that are applied to the files, or folders of them, relative to the configuration file.
    pub overlays: Vec<PathBuf>,
    /// The file that all this was read from, for diagnostics.
    #[serde(skip)]
    pub file: Option<ConfigFile>,
    /// What becomes of the rest when an operation or a definition cannot be understood; the caller's choice.
    #[serde(skip)]
    pub on_error: OnError,
}

/// What becomes of a specification with errors.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum OnError {
    /// It is refused as a whole.
    #[default]
    Refuse,
    /// What the errors are about is left out, with all that needs it; the errors are told all the same.
    LeaveOut,
}

/// A configuration file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ConfigFile {
    /// Its path.
    pub path: PathBuf,
    /// Its content.
    pub text: String,
}

impl Config {
    /// Parses the text of the file at `path`. To have errors shown with an excerpt, give the text to
    /// [`Documents::add_unparsed`](crate::source::Documents::add_unparsed).
    pub fn parse(text: &str, path: &Path) -> Result<Self, Diagnostics> {
        let config: Self = toml::from_str(text).map_err(|error| {
            let place = Place::Text(path.to_owned(), error.span().unwrap_or(0..0));
            let mut diagnostics = Diagnostics::default();
            let diagnostic = Diagnostic::at(Code::Configuration, place, error.message());
            diagnostics.push(diagnostic.help("correct the line that is shown"));
            diagnostics
        })?;
        Ok(Self { file: Some(ConfigFile { path: path.to_owned(), text: text.to_owned() }), ..config })
    }

    /// The roots, as paths that can be opened.
    pub fn root_paths(&self) -> Vec<PathBuf> {
        self.roots.iter().map(|path| self.beside(path)).collect()
    }

    /// The overlays, as paths that can be opened.
    pub fn overlay_paths(&self) -> Vec<PathBuf> {
        self.overlays.iter().map(|path| self.beside(path)).collect()
    }

    /// The folder that references must not lead out of, if one is given.
    pub(crate) fn boundary(&self) -> Option<PathBuf> {
        self.reference_root.as_ref().map(|root| self.beside(root))
    }

    /// A path that is relative to the configuration file.
    fn beside(&self, path: &Path) -> PathBuf {
        let folder = self.file.as_ref().and_then(|file| file.path.parent()).unwrap_or(Path::new(""));
        folder.join(path)
    }

    /// The place of a part of the file.
    pub(crate) fn place<T>(&self, part: &Spanned<T>) -> Option<Place> {
        self.file.as_ref().map(|file| Place::Text(file.path.clone(), part.span()))
    }
}

fn crate_name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    text(deserializer, "a name of a crate, such as `my-client`", |name| {
        name.starts_with(|first: char| first.is_ascii_alphabetic())
            && name.chars().all(|other| other.is_ascii_alphanumeric() || "-_".contains(other))
    })
}

fn type_name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    text(deserializer, "a name of a Rust type, such as `StorageClient`", |name| {
        name.starts_with(|first: char| first.is_ascii_uppercase())
            && name.chars().all(|other| other.is_ascii_alphanumeric())
            && name != "Self"
    })
}

fn reference_url<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let expected = "an `https://` address with no other placeholders than {group}, {operation} and {api-version}";
    text(deserializer, expected, |url| {
        let known = ["{group}", "{operation}", "{api-version}"];
        let rest = known.iter().fold(url.to_owned(), |rest, name| rest.replace(name, ""));
        rest.starts_with("https://") && !rest.contains(|c: char| "{}()<>".contains(c) || c.is_whitespace())
    })
}

/// A text that must be what is expected of it.
fn text<'de, D: Deserializer<'de>>(
    deserializer: D,
    expected: &str,
    is_fine: impl Fn(&str) -> bool,
) -> Result<Option<String>, D::Error> {
    let text = String::deserialize(deserializer)?;
    if is_fine(&text) { Ok(Some(text)) } else { Err(D::Error::custom(format!("`{text}` is not {expected}"))) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{MessageFormat, Style, render};
    use crate::source::Documents;
    use expect_test::{Expect, expect};

    fn refused(text: &str, expected: Expect) {
        let path = Path::new("specs/apim.toml");
        let diagnostics = Config::parse(text, path).unwrap_err();
        let mut documents = Documents::default();
        documents.add_unparsed(path.to_owned(), text.to_owned());
        expected.assert_eq(&render(&diagnostics, &documents, MessageFormat::Short, Style::Plain));
    }

    #[test]
    fn every_key() {
        let text = r#"
            roots = ["swagger/stable/2024-05-01"]
            api-version = "2024-05-01"
            crate-name = "apim"
            client = "ApiManagementClient"
            behavior = "Manners"
            reference-url = "https://example.com/{group}/{operation}?view={api-version}"
            overlays = ["overlays"]
            skip = ["User_List"]
            [names]
            "User_Get" = "fetch"
        "#;
        let config = Config::parse(text, Path::new("apim.toml")).unwrap();
        assert_eq!(config.skip.iter().map(Spanned::as_ref).collect::<Vec<_>>(), ["User_List"]);
        assert_eq!(config.roots, [Path::new("swagger/stable/2024-05-01")]);
        assert_eq!(config.api_version.as_deref(), Some("2024-05-01"));
        assert_eq!(config.crate_name.as_deref(), Some("apim"));
        assert_eq!(config.client.as_deref(), Some("ApiManagementClient"));
        assert_eq!(config.behavior.as_deref(), Some("Manners"));
        assert_eq!(config.names.get("User_Get").map(String::as_str), Some("fetch"));
        assert_eq!(config.overlay_paths(), [Path::new("overlays")]);
        assert!(config.reference_url.is_some());
    }

    #[test]
    fn an_empty_file_is_the_default() {
        let config = Config::parse("", Path::new("apim.toml")).unwrap();
        assert_eq!(Config { file: None, ..config }, Config::default());
    }

    #[test]
    fn unknown_key() {
        refused(
            "roots = []\nclinet = 'X'\n",
            expect![[r#"
            specs/apim.toml:2:1: error[E901]: unknown field `clinet`, expected one of `roots`, `reference-root`, `api-version`, `crate-name`, `client`, `behavior`, `reference-url`, `names`, `skip`, `overlays`
        "#]],
        );
    }

    #[test]
    fn wrong_type() {
        refused(
            "# é\n[names]\nA = 'é'\n\nB = 1\n",
            expect![[r#"
            specs/apim.toml:5:5: error[E901]: invalid type: integer `1`, expected a string
        "#]],
        );
    }

    #[test]
    fn names_that_rust_or_cargo_would_not_take() {
        refused(
            "client = '9 lives'",
            expect![[r#"
                specs/apim.toml:1:10: error[E901]: `9 lives` is not a name of a Rust type, such as `StorageClient`
            "#]],
        );
        refused(
            "client = ''",
            expect![[r#"
            specs/apim.toml:1:10: error[E901]: `` is not a name of a Rust type, such as `StorageClient`
        "#]],
        );
        refused(
            "crate-name = 'my \"client\"'",
            expect![[r#"
            specs/apim.toml:1:14: error[E901]: `my "client"` is not a name of a crate, such as `my-client`
        "#]],
        );
    }

    #[test]
    fn a_placeholder_that_nothing_fills() {
        refused(
            "reference-url = 'https://example.com/{grup}'",
            expect![[r#"
            specs/apim.toml:1:17: error[E901]: `https://example.com/{grup}` is not an `https://` address with no other placeholders than {group}, {operation} and {api-version}
        "#]],
        );
        refused(
            "reference-url = 'example.com'",
            expect![[r#"
            specs/apim.toml:1:17: error[E901]: `example.com` is not an `https://` address with no other placeholders than {group}, {operation} and {api-version}
        "#]],
        );
    }

    #[test]
    fn not_toml() {
        refused(
            "roots = [",
            expect![[r#"
            specs/apim.toml:1:10: error[E901]: unclosed array, expected `]`
        "#]],
        );
    }
}
