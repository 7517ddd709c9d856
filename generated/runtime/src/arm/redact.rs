//! What a message may show: enough to recognize what came, and nothing that opens a door.

use azure_core::http::Url;
use regex_lite::{Captures, Regex};
use std::sync::OnceLock;

/// Characters that a message shows of a body, of a page, and of what the service says.
const EXCERPT: usize = 300;
const PAGE: usize = 1000;
const MESSAGE: usize = 2000;

/// Bytes that are looked at, however long a text is.
pub(super) const LOOKED_AT: usize = 4096;

/// The usual names of credentials, at the end of a longer name too.
macro_rules! secret_name {
    () => {
        r"[\w.-]*(?:sig|signature|key|secret|token|password|pwd)"
    };
}

/// Credentials in running text: what the text must have for them, how they look, and what is put in their place.
const CREDENTIALS: &[(&str, &str, &str)] = &[
    (" ", r#"(?i)\b(bearer|basic|sharedaccesssignature)\s+[^\s"'<>]{16,}"#, "$1 …"),
    ("=", concat!("(?i)(", secret_name!(), r#"=)[^\s"'<>&;,]+"#), "${1}…"),
    (":", concat!(r#"(?i)(\\*["']"#, secret_name!(), r#"\\*["']\s*:\s*\\*["'])[^"']*"#), "${1}…"),
    (":", r#"(?i)\b([\w-]*-(?:key|secret|token)|authorization|password)(\s*:\s*)[^\s"'<>]{8,}"#, "$1$2…"),
    ("eyJ", r"eyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)?", "…"),
    ("&", r#"[^\s"'<>&]+&\d{12}&[^\s"'<>]+"#, "…"),
    ("@", r"://[^\s/@]+@", "://…@"),
    ("-----BEGIN", r"-----BEGIN[^-]*-----[^-]*(?:-----END[^-]*-----)?", "…"),
    ("=", r"[A-Za-z0-9+/_-]{40,}={1,2}", "…"),
];

/// A name of a credential with what may be its value: `primaryKey: 0123…`, `the key '0123…'`.
const NAMED: &str =
    concat!(r"(?i)\b(", secret_name!(), r#"["'`]?(?:\s+(?:is|was|value))*)(\s*[:=]?\s*["'`(]?)([^\s"'`<>&;,()]{8,})"#);

/// The start of a body that is not what it should be: of JSON the structure without the values, of a page its text.
/// Other text may itself be a key or a token, and is not shown.
pub(super) fn excerpt(body: &[u8]) -> Option<String> {
    let text = start(body);
    let shown = match text.chars().next()? {
        '{' | '[' | '"' => without_values(&text),
        '<' => without_credentials(&text),
        _ => return None,
    };
    Some(short(&shown, EXCERPT))
}

/// The start of the body of a failure, whose text is meant to be read.
pub(super) fn failure_excerpt(body: &[u8]) -> Option<String> {
    let prose = || Some(short(&without_credentials(&start(body)), EXCERPT));
    excerpt(body).or_else(prose).filter(|text| !text.is_empty())
}

/// What a page says, within bounds.
pub(super) fn page(text: &str) -> String {
    short(&without_credentials(&start(text.as_bytes())), PAGE)
}

/// What the service says, within bounds.
pub(super) fn message(text: &str) -> String {
    short(&without_credentials(&start(text.as_bytes())), MESSAGE)
}

/// What errors say that may quote whole addresses, within bounds.
pub(super) fn causes(text: &str) -> String {
    short(&without_credentials(&without_queries(&start(text.as_bytes()))), MESSAGE)
}

/// A text of our own as one line: what it quotes may have more.
pub(super) fn line(text: &str) -> String {
    short(&plain(text), 2 * LOOKED_AT)
}

/// Whether a property of this name may be a credential.
pub(super) fn is_secret_name(name: &str) -> bool {
    let ends = ["sig", "signature", "key", "secret", "token", "password", "pwd", "keys", "secrets", "tokens"];
    ends.iter().any(|end| name.to_ascii_lowercase().ends_with(end))
}

/// The text with a mark in the place of each credential.
pub(super) fn without_credentials(text: &str) -> String {
    static COMPILED: OnceLock<Vec<(&str, Regex, &str)>> = OnceLock::new();
    static COMPILED_NAMED: OnceLock<Option<Regex>> = OnceLock::new();
    let compiled = COMPILED.get_or_init(|| {
        let compile = |(needle, pattern, mark): &(&'static str, &str, &'static str)| {
            Some((*needle, Regex::new(pattern).ok()?, *mark))
        };
        CREDENTIALS.iter().filter_map(compile).collect()
    });
    let text = compiled.iter().fold(text.to_owned(), |text, (needle, pattern, mark)| match text.contains(needle) {
        true => pattern.replace_all(&text, *mark).into_owned(),
        false => text,
    });
    let Some(named) = COMPILED_NAMED.get_or_init(|| Regex::new(NAMED).ok()) else { return text };
    let shown = named.replace_all(&text, |found: &Captures<'_>| {
        let part = |index| found.get(index).map_or("", |part| part.as_str());
        let value = if is_like_a_key(part(2), part(3)) { "…" } else { part(3) };
        format!("{}{}{value}", part(1), part(2))
    });
    shown.into_owned()
}

/// Whether the value after the name of a credential is one, rather than the next word of a sentence.
fn is_like_a_key(between: &str, value: &str) -> bool {
    let is_address = value.contains("://") || (value.starts_with('/') && value.contains(['-', '.']));
    let has_digit = value.bytes().any(|byte| byte.is_ascii_digit());
    let is_assigned = between.contains([':', '=']);
    let is_quoted = between.contains(['"', '\'', '`', '(']);
    !is_address
        && match value.len() {
            _ if is_assigned => has_digit || value.len() >= 20,
            16.. if has_digit => true,
            20.. => is_quoted,
            _ => false,
        }
}

/// The text without the queries of the addresses in it.
pub(super) fn without_queries(text: &str) -> String {
    static QUERY: OnceLock<Option<Regex>> = OnceLock::new();
    match QUERY.get_or_init(|| Regex::new(r#"(://[^\s"'<>()?]+\?)[^\s"'<>()]*"#).ok()) {
        Some(query) => query.replace_all(text, "${1}…").into_owned(),
        None => text.to_owned(),
    }
}

/// The address without user and password, and without the values of its query that are more than a number or a date.
pub(super) fn address(url: &Url) -> String {
    let is_plain = |value: &str| value.len() <= 20 && value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let mut shown = format!("{}://{}", url.scheme(), url.host_str().unwrap_or_default());
    shown.extend(url.port().map(|port| format!(":{port}")));
    shown.push_str(url.path());
    for (index, (name, value)) in url.query_pairs().enumerate() {
        shown.push(if index == 0 { '?' } else { '&' });
        shown.extend([name.as_ref(), "=", if is_plain(&value) { value.as_ref() } else { "…" }]);
    }
    short(&without_credentials(&plain(&shown)), MESSAGE)
}

/// serde's complaint without the value that it quotes: `invalid type: string, expected i32`.
pub(super) fn without_quoted_value(complaint: &str) -> String {
    match (complaint.find(['"', '`']), complaint.rfind(", expected ")) {
        (Some(quote), Some(expected)) if quote < expected => {
            let (before, after) = (complaint.get(..quote), complaint.get(expected..));
            format!("{}{}", before.unwrap_or_default().trim_end(), after.unwrap_or_default())
        }
        _ => complaint.to_owned(),
    }
}

/// The start of a text as one line. It is cut between words if there is more, so that no part of a credential is left over.
fn start(body: &[u8]) -> String {
    let cut = body.get(..LOOKED_AT);
    let text = String::from_utf8_lossy(cut.unwrap_or(body));
    match text.rsplit_once(char::is_whitespace) {
        Some((whole, _)) if cut.is_some() => plain(whole),
        _ => plain(&text),
    }
}

/// The text as one line: no break, nothing that steers a terminal, nothing unseen.
fn plain(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut is_apart = false;
    for c in text.chars() {
        if c.is_whitespace() {
            is_apart = !line.is_empty();
        } else if !is_hidden(c) {
            if is_apart {
                line.push(' ');
            }
            is_apart = false;
            line.push(c);
        }
    }
    line
}

/// Control characters, those that turn the direction of writing, and those that take no room.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}')
        || matches!(c, '\u{e0000}'..='\u{e007f}')
}

fn short(text: &str, limit: usize) -> String {
    let mut short: String = text.chars().take(limit).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// JSON, or what was meant to be JSON, with a mark in the place of each value.
fn without_values(text: &str) -> String {
    let mut shown = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (token, after) = rest.split_at(token_length(rest, first));
        let is_key = first == '"' && after.trim_start().starts_with(':') && is_name(token.trim_matches('"'));
        let is_plain = is_structure(first) || ["true", "false", "null"].contains(&token);
        shown.push_str(if is_key || is_plain { token } else { "…" });
        rest = after;
    }
    shown
}

fn is_structure(c: char) -> bool {
    "{}[]:,".contains(c) || c.is_whitespace()
}

fn is_name(text: &str) -> bool {
    text.len() <= 64 && text.chars().all(|c| c.is_alphanumeric() || "_-.$@/ ".contains(c))
}

/// Bytes of the token that a text begins with: a string, one character of structure, or whatever stands between these.
fn token_length(text: &str, first: char) -> usize {
    let end = |found: Option<(usize, char)>| found.map_or(text.len(), |(index, _)| index);
    let mut chars = text.char_indices().skip(1);
    match first {
        '"' => {
            let mut escaped = false;
            let closes = |(_, c): &(usize, char)| {
                let closes = *c == '"' && !escaped;
                escaped = *c == '\\' && !escaped;
                closes
            };
            chars.find(closes).map_or(text.len(), |(index, _)| index + 1)
        }
        _ if is_structure(first) => first.len_utf8(),
        _ => end(chars.find(|(_, c)| is_structure(*c) || *c == '"')),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_shows_its_structure() {
        let table = [
            (r#"{"key": "SECRET", "n": 12, "on": true}"#, r#"{"key": …, "n": …, "on": true}"#),
            (r#"{"list": ["SECRET", null]}"#, r#"{"list": […, null]}"#),
            (r#"{"key": "SEC\"RET", "b": {"c": "SECR"#, r#"{"key": …, "b": {"c": …"#),
            (r#"{"key: "SECRET", "b": 1}"#, "{……………"),
            (r#"{key: SECRET}"#, "{…: …}"),
            (r#"{"anna&203004210044&sig": 1}"#, "{…: …}"),
            (r#""SECRET""#, "…"),
        ];
        for (text, expected) in table {
            assert_eq!(excerpt(text.as_bytes()).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn whatever_is_missing_no_value_comes_up() {
        let whole = r#"{"primaryKey": "SECRET", "list": ["SECRET", {"a b": "x\"SECRET"}], "n": null, "c": "SECRET"}"#;
        for (index, _) in whole.char_indices() {
            let (before, after) = whole.split_at(index);
            for text in [before.to_owned(), format!("{{{after}"), format!("{before}{}", after.get(1..).unwrap())] {
                let shown = excerpt(text.as_bytes()).unwrap_or_default();
                assert!(!shown.contains("SECRET"), "{text}: {shown}");
            }
        }
    }

    #[test]
    fn running_text_loses_its_credentials() {
        let table = [
            ("Bearer abcdefghijklmnopqrs is bad", "Bearer … is bad"),
            ("Bearer token is bad", "Bearer token is bad"),
            ("SharedAccessSignature uid=a&ex=2024&sn=abcdef", "SharedAccessSignature …"),
            ("see /a?api-version=1&sig=SECRET&x=1", "see /a?api-version=1&sig=…&x=1"),
            ("Ocp-Apim-Subscription-Key: SECRET0123", "Ocp-Apim-Subscription-Key: …"),
            ("client_secret=SECRET;user=me", "client_secret=…;user=me"),
            (r#"<p>{"primaryKey": "SECRET"}"#, r#"<p>{"primaryKey": "…"}"#),
            ("was eyJhbGciOiJ.eyJzdWIiOiI.c2ln here", "was … here"),
            ("was anna&203004210044&c2ln== here", "was … here"),
            ("at https://user:SECRET@host/ and", "at https://…@host/ and"),
            ("The name is taken.", "The name is taken."),
            ("primaryKey: 0123456789abcdef is old", "primaryKey: … is old"),
            ("The subscription key '0123456789abcdef0123456789abcdef' is old", "The subscription key '…' is old"),
            ("Secret is 0123456789abcdef.", "Secret is …"),
            ("clientSecret = ab0cdefg", "clientSecret = …"),
            (r#"{\"primaryKey\": \"SECRET\"}"#, r#"{\"primaryKey\": \"…"}"#),
            ("-----BEGIN PRIVATE KEY----- SEC RET -----END PRIVATE KEY----- is no key", "… is no key"),
            ("-----BEGIN PRIVATE KEY----- SEC RET", "…"),
            ("AAAA0000bbbb1111CCCC2222dddd3333EEEE4444ffff==", "…"),
            ("The key: required.", "The key: required."),
            ("The subscription key products was not found.", "The subscription key products was not found."),
            (
                "Token endpoint https://login.example/v2.0/token is down",
                "Token endpoint https://login.example/v2.0/token is down",
            ),
        ];
        for (text, expected) in table {
            assert_eq!(without_credentials(text), expected);
        }
    }

    #[test]
    fn a_text_is_one_line_without_what_is_unseen() {
        let table = [
            ("a\r\n2020-01-01 ERROR forged", "a 2020-01-01 ERROR forged"),
            ("a\u{1b}[31mb\u{7}", "a[31mb"),
            ("a\u{2028}b\u{2029}c\u{85}d", "a b c d"),
            ("\u{202e}txt\u{2066}\u{200f}\u{feff}", "txt"),
            ("  a \t b  ", "a b"),
            ("si\u{200b}g=SECRET pass\u{0}word=SECRET", "sig=… password=…"),
            ("👩\u{200d}🔬 é", "👩\u{200d}🔬 é"),
        ];
        for (text, expected) in table {
            assert_eq!(message(text), expected);
        }
    }

    #[test]
    fn queries_go_where_they_may_hold_anything() {
        let text = "error for url (https://host:1/a?x=SECRET&y=1): see http://b/?SECRET or http://b/?";
        assert_eq!(without_queries(text), "error for url (https://host:1/a?…): see http://b/?… or http://b/?…");
    }

    #[test]
    fn text_that_may_be_a_key_is_not_shown() {
        assert_eq!(excerpt(b"SECRET"), None);
        assert_eq!(excerpt(b"  "), None);
        assert_eq!(excerpt(b" <html>").as_deref(), Some("<html>"));
    }

    #[test]
    fn a_cut_leaves_no_part_of_a_credential() {
        let body = format!("<p>{} sig=SECRET{}", "x ".repeat(LOOKED_AT / 2 - 10), "T".repeat(100));
        assert!(!start(body.as_bytes()).contains("SECRET"));
        assert_eq!(short("éé", 1), "é…");
    }

    #[test]
    fn addresses_show_no_values() {
        let url = Url::parse("https://u:p@host:8443/a?api-version=2024-05-01&$skip=20&sig=SECRET#SECRET").unwrap();
        assert_eq!(address(&url), "https://host:8443/a?api-version=2024-05-01&$skip=20&sig=…");
    }

    #[test]
    fn complaints_quote_nothing() {
        let table = [
            (r#"a: invalid type: string "x, expected y", expected i32"#, "a: invalid type: string, expected i32"),
            ("a: invalid value: integer `300`, expected i8", "a: invalid value: integer, expected i8"),
            ("a: it is required, and absent", "a: it is required, and absent"),
        ];
        for (complaint, expected) in table {
            assert_eq!(without_quoted_value(complaint), expected);
        }
    }
}
