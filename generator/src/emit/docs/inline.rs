//! Markdown within a line: words, code spans, links.

/// Splits foreign text, which has no line structure any more, into words that Markdown shows as they are written.
///
/// A code span or link stays one word, so that wrapping never breaks it.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut rest = text;
    let mut before = ' ';
    while let Some(character) = rest.chars().next() {
        let span = code_span(rest).or_else(|| markdown_link(rest)).or_else(|| bare_url(rest));
        let (piece, length) = match span {
            Some(span) => span,
            None if character.is_whitespace() => {
                words.push(String::new());
                (String::new(), character.len_utf8())
            }
            None => (escaped(character, before, rest), character.len_utf8()),
        };
        if let Some(word) = words.last_mut() {
            word.push_str(&piece);
        }
        before = rest.get(..length).and_then(|taken| taken.chars().next_back()).unwrap_or(' ');
        rest = rest.get(length..).unwrap_or_default();
    }
    words.retain(|word| !word.is_empty());
    words
}

/// The character, escaped if Markdown or rustdoc would take it for more than itself.
fn escaped(character: char, before: char, rest: &str) -> String {
    let after = rest.chars().nth(1).unwrap_or(' ');
    let special = match character {
        '*' | '`' | '[' | ']' | '~' | '\\' | '|' => true,
        '_' => !(before.is_alphanumeric() && after.is_alphanumeric()),
        '<' => !after.is_whitespace(),
        '&' => after.is_ascii_alphanumeric() || after == '#',
        '!' => after == '[',
        _ => false,
    };
    if special { format!("\\{character}") } else { character.to_string() }
}

/// `` `code` `` at the start of `text`, with its length there.
fn code_span(text: &str) -> Option<(String, usize)> {
    let inner = text.strip_prefix('`')?;
    let inner = inner.get(..inner.find('`')?)?;
    let fits = !inner.trim().is_empty() && inner.chars().count() < 80;
    fits.then(|| (code(inner), inner.len() + 2))
}

/// `[label](https://…)` at the start of `text`, with its length there.
fn markdown_link(text: &str) -> Option<(String, usize)> {
    let inner = text.strip_prefix('[')?;
    let (end, _) = inner.char_indices().take(80).find(|(_, character)| "[]\n`<(".contains(*character))?;
    let (label, rest) = inner.split_at_checked(end)?;
    let (url, _) = rest.strip_prefix("](")?.split_once(')')?;
    let link = link(label, url.trim())?;
    Some((link, label.len() + url.len() + 4))
}

/// `https://…` at the start of `text`, as a link, with its length there.
fn bare_url(text: &str) -> Option<(String, usize)> {
    // Words may be long, and this is asked at each of their characters.
    if !text.starts_with("http") {
        return None;
    }
    let end = text.find(|c: char| c.is_whitespace() || "<>\"`|\\".contains(c)).unwrap_or(text.len());
    let url = text.get(..end)?.trim_end_matches(['.', ',', ';', ':', ')', ']', '}', '\'', '!', '?', '*']);
    autolink(url).map(|link| (link, url.len()))
}

/// A code span that shows `text` whatever it holds; line breaks become spaces.
pub(super) fn code(text: &str) -> String {
    let text: String = text.chars().filter_map(super::blocks::visible).collect();
    let text = text.replace(['\n', '\t'], " ");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let padding = if text.starts_with('`') || text.ends_with('`') || text.trim().is_empty() { " " } else { "" };
    format!("{fence}{padding}{text}{padding}{fence}")
}

/// `<https://…>`, or nothing when `url` is not an address of the web.
pub(super) fn autolink(url: &str) -> Option<String> {
    is_url(url).then(|| format!("<{url}>"))
}

/// `[label](https://…)`, or nothing when `url` is not an address of the web.
pub(super) fn link(label: &str, url: &str) -> Option<String> {
    let plain = is_url(url) && !url.contains(['(', ')']);
    let same = label.trim() == url;
    plain.then(|| if same { format!("<{url}>") } else { format!("[{}]({url})", words(label).join(" ")) })
}

fn is_url(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        !rest.is_empty()
            && !rest.contains(|c: char| {
                c.is_whitespace() || c.is_control() || super::blocks::visible(c).is_none() || "<>\"`\\[]".contains(c)
            })
    })
}

/// The text up to the end of its first sentence, or of its first paragraph.
pub(super) fn first_sentence(text: &str) -> &str {
    let text = text.trim();
    let paragraph = text.split("\n\n").next().unwrap_or(text);
    let ends = paragraph.match_indices(['.', '!', '?']).map(|(at, _)| at + 1);
    let is_end = |end: &usize| {
        let after = &paragraph[*end..];
        let last = paragraph[..*end].split_whitespace().next_back().unwrap_or_default();
        // `e.g.` and `i.e.` go on.
        let is_abbreviated = last.trim_end_matches('.').contains('.');
        after.starts_with(char::is_whitespace)
            && after.trim_start().starts_with(|first: char| !first.is_lowercase())
            && !is_abbreviated
    };
    let end = ends.into_iter().find(is_end).unwrap_or(paragraph.len());
    paragraph[..end].trim_end()
}
