//! From a wire name to words.

/// Spellings that an underscore would tear apart: `e_tag`.
const WHOLE: [(&str, &str); 6] = [
    ("ETag", "Etag"),
    ("OAuth", "Oauth"),
    ("oAuth", "oauth"),
    ("IPv4", "Ipv4"),
    ("IPv6", "Ipv6"),
    ("GitHub", "Github"),
];

/// Names of characters, for wire names that have nothing else.
const SPELLED: [(char, &str); 32] = [
    ('*', "asterisk"),
    ('+', "plus"),
    ('-', "minus"),
    ('/', "slash"),
    ('\\', "backslash"),
    ('=', "equals"),
    ('<', "less"),
    ('>', "greater"),
    ('&', "and"),
    ('|', "or"),
    ('!', "not"),
    ('.', "dot"),
    (',', "comma"),
    (';', "semicolon"),
    (':', "colon"),
    ('%', "percent"),
    ('#', "hash"),
    ('$', "dollar"),
    ('@', "at"),
    ('?', "question"),
    ('~', "tilde"),
    ('^', "caret"),
    ('_', "underscore"),
    ('"', "quote"),
    ('\'', "apostrophe"),
    ('(', "open"),
    (')', "close"),
    ('[', "open"),
    (']', "close"),
    (' ', "space"),
    ('\t', "tab"),
    ('\n', "newline"),
];

/// Whether an identifier can start with `character`.
pub(super) fn starts(character: char) -> bool {
    unicode_ident::is_xid_start(character)
}

/// Whether `character` can stand inside an identifier.
pub(super) fn continues(character: char) -> bool {
    unicode_ident::is_xid_continue(character)
}

/// `wire` with spaces for what cannot stand in an identifier, and with acronyms in a form whose words are told apart
/// by case alone.
pub(super) fn separate(wire: &str) -> String {
    let text: String = wire
        .chars()
        .map(|character| if continues(character) && character.is_alphanumeric() { character } else { ' ' })
        .collect();
    join_plural_acronyms(&text)
}

/// As [`separate`], for a form that puts something between words.
pub(super) fn separate_whole(wire: &str) -> String {
    let mut text = separate(wire);
    for (torn, whole) in WHOLE {
        if text.contains(torn) {
            text = text.replace(torn, whole);
        }
    }
    text
}

/// `URLs` becomes `Urls`, so that the plural `s` does not start a word of its own.
fn join_plural_acronyms(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut joined = characters.clone();
    for (index, &character) in characters.iter().enumerate() {
        let ends = characters.get(index + 1).is_none_or(|next| !next.is_lowercase());
        if character != 's' || !ends {
            continue;
        }
        let run = characters[..index].iter().rev().take_while(|before| before.is_ascii_uppercase()).count();
        if run >= 2 {
            for upper in &mut joined[index - run + 1..index] {
                upper.make_ascii_lowercase();
            }
        }
    }
    joined.into_iter().collect()
}

/// The names of the characters of `wire`; `None` when one has no name here.
pub(super) fn spell(wire: &str) -> Option<String> {
    if wire.is_empty() {
        return Some("empty".to_owned());
    }
    let names: Option<Vec<&str>> = wire
        .chars()
        .map(|character| SPELLED.iter().find(|(known, _)| *known == character).map(|(_, name)| *name))
        .collect();
    names.map(|names| names.join(" "))
}

/// `V2019_04_01` for `2019-04-01`, `V1_0` for `1.0`: numbers keep their separators, which tell them apart.
pub(super) fn version(wire: &str) -> Option<String> {
    let shaped = wire.starts_with(|first: char| first.is_ascii_digit())
        && wire.ends_with(|last: char| last.is_ascii_digit())
        && wire.chars().all(|character| character.is_ascii_digit() || matches!(character, '.' | '-' | '_'));
    let parts: Vec<&str> = wire.split(['.', '-', '_']).filter(|part| !part.is_empty()).collect();
    shaped.then(|| format!("V{}", parts.join("_")))
}
