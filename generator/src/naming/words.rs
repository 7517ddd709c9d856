//! From a wire name to words.

/// Spellings that an underscore would tear apart: `e_tag`.
const WHOLE: [(&str, &str); 25] = [
    ("DDoS", "Ddos"),
    ("ETag", "Etag"),
    ("GHz", "Ghz"),
    ("GiB", "Gib"),
    ("GitHub", "Github"),
    ("IPv4", "Ipv4"),
    ("IPv6", "Ipv6"),
    ("IaaS", "Iaas"),
    ("IoT", "Iot"),
    ("KiB", "Kib"),
    ("MHz", "Mhz"),
    ("MiB", "Mib"),
    ("OAuth", "Oauth"),
    ("OData", "Odata"),
    ("PaaS", "Paas"),
    ("QoS", "Qos"),
    ("SaaS", "Saas"),
    ("TiB", "Tib"),
    ("VNet", "Vnet"),
    ("eTag", "etag"),
    ("iPv4", "ipv4"),
    ("iPv6", "ipv6"),
    ("oAuth", "oauth"),
    ("oData", "odata"),
    ("vNet", "vnet"),
];

/// Names of characters, for wire names that have nothing else.
const SPELLED: [(char, &str); 59] = [
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
    ('\r', "return"),
    ('{', "open"),
    ('}', "close"),
    ('`', "backtick"),
    ('≥', "at least"),
    ('≤', "at most"),
    ('≠', "unequal"),
    ('≈', "about"),
    ('≡', "identical"),
    ('±', "plus minus"),
    ('−', "minus"),
    ('×', "times"),
    ('÷', "divided by"),
    ('∞', "infinity"),
    ('∈', "in"),
    ('∉', "not in"),
    ('¬', "not"),
    ('→', "right"),
    ('←', "left"),
    ('↑', "up"),
    ('↓', "down"),
    ('–', "dash"),
    ('—', "long dash"),
    ('…', "ellipsis"),
    ('·', "middle dot"),
    ('•', "bullet"),
    ('°', "degree"),
];

/// Characters that belong to the number behind them; between two words, all but `+` are separators.
const SIGNS: [char; 4] = ['+', '-', '−', '±'];

/// Characters that compare with the number behind them.
const COMPARISONS: [char; 9] = ['<', '>', '=', '!', '~', '≤', '≥', '≠', '≈'];

/// Characters that part words, and need no name where they do.
const SEPARATORS: [char; 7] = [' ', '_', '-', '.', '/', ':', ','];

/// More names of characters than this make no readable name.
const MOST_SPELLED: usize = 3;

/// Whether an identifier can start with `character`.
pub(super) fn starts(character: char) -> bool {
    unicode_ident::is_xid_start(character)
}

/// Whether `character` can stand inside an identifier.
pub(super) fn continues(character: char) -> bool {
    unicode_ident::is_xid_continue(character)
}

/// `wire` with spaces for what cannot stand in an identifier, with names for the signs of numbers, and with acronyms
/// in a form whose words are told apart by case alone.
pub(super) fn separate(wire: &str) -> String {
    let characters: Vec<char> = wire.chars().collect();
    let mut text = String::with_capacity(wire.len());
    for (index, &character) in characters.iter().enumerate() {
        match sign(&characters, index) {
            Some(name) => text.extend([" ", name, " "]),
            None if continues(character) && character.is_alphanumeric() => text.push(character),
            None => text.push(' '),
        }
    }
    join_plural_acronyms(&text)
}

/// The name of the character at `index`, if it is the sign of a number: `+1`, `-1`, `>=10`, but not `a-1`.
fn sign(characters: &[char], index: usize) -> Option<&'static str> {
    let at = |index: usize| characters.get(index).copied();
    let character = at(index)?;
    let after_word = |index: usize| index.checked_sub(1).and_then(at).is_some_and(char::is_alphanumeric);
    let is_digit = |index: usize| at(index).is_some_and(|next| next.is_ascii_digit());
    let is_sign = if SIGNS.contains(&character) {
        is_digit(index + 1) && (character == '+' || !after_word(index))
    } else if COMPARISONS.contains(&character) {
        let is_comparison = |character: &&char| COMPARISONS.contains(character);
        let start = index - characters.iter().take(index).rev().take_while(is_comparison).count();
        let end = index + characters.iter().skip(index).take_while(is_comparison).count();
        let end = if at(end).is_some_and(|next| SIGNS.contains(&next)) { end + 1 } else { end };
        is_digit(end) && !after_word(start)
    } else {
        false
    };
    if is_sign { name_of(character) } else { None }
}

fn name_of(character: char) -> Option<&'static str> {
    SPELLED.iter().find(|(known, _)| *known == character).map(|(_, name)| *name)
}

/// `wire` with the names of the characters that [`separate`] drops, but for those that part its words; `None` where
/// that helps nobody.
pub(super) fn spell_dropped(wire: &str) -> Option<String> {
    let characters: Vec<char> = wire.chars().collect();
    let is_word = |index: Option<usize>| {
        index.and_then(|index| characters.get(index)).is_some_and(|character| character.is_alphanumeric())
    };
    let mut text = String::with_capacity(wire.len());
    let mut spelled = 0;
    for (index, &character) in characters.iter().enumerate() {
        let parts = SEPARATORS.contains(&character) && is_word(index.checked_sub(1)) && is_word(Some(index + 1));
        if character.is_alphanumeric() || parts {
            text.push(character);
        } else {
            spelled += 1;
            text.extend([" ", name_of(character)?, " "]);
        }
    }
    (1..=MOST_SPELLED).contains(&spelled).then_some(text)
}

/// Where `wire` has a `+` before a number: what stands before it.
pub(super) fn before_plus(wire: &str) -> Option<&str> {
    wire.match_indices('+').find_map(|(at, _)| {
        let is_number = wire.get(at + 1..)?.starts_with(|first: char| first.is_ascii_digit());
        is_number.then(|| wire.get(..at)).flatten()
    })
}

/// `wire` with the `-` behind `stem` told as the sign of the number that follows.
pub(super) fn with_minus(wire: &str, stem: &str) -> Option<String> {
    let number = wire.strip_prefix(stem)?.strip_prefix('-')?;
    number.starts_with(|first: char| first.is_ascii_digit()).then(|| format!("{stem} minus {number}"))
}

/// As [`separate`], for a form that puts something between words.
pub(super) fn separate_whole(wire: &str) -> String {
    let mut text = separate(wire);
    for (torn, whole) in WHOLE {
        if text.contains(torn) {
            text = replace_words(&text, torn, whole);
        }
    }
    text
}

/// Replaces `torn` where words end on both sides of it: not within `someTag`.
fn replace_words(text: &str, torn: &str, whole: &str) -> String {
    let mut replaced = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(torn) {
        replaced.push_str(before);
        let starts = !torn.starts_with(char::is_lowercase) || !replaced.ends_with(char::is_alphabetic);
        let ends = !after.starts_with(char::is_lowercase);
        replaced.push_str(if starts && ends { whole } else { torn });
        rest = after;
    }
    replaced.push_str(rest);
    replaced
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
    let names: Option<Vec<&str>> = wire.chars().map(name_of).collect();
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

/// `wire` in parts, where a separator stands between two digits: `v1` and `0` for `v1.0`.
pub(super) fn numbers_apart(wire: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let is_digit = |text: Option<&str>, last: bool| {
        let character = text.and_then(|text| if last { text.chars().next_back() } else { text.chars().next() });
        character.is_some_and(|character| character.is_ascii_digit())
    };
    for (at, separator) in wire.match_indices(['.', '-', '_']) {
        let after = at + separator.len();
        if is_digit(wire.get(..at), true) && is_digit(wire.get(after..), false) {
            parts.extend(wire.get(start..at));
            start = after;
        }
    }
    parts.extend(wire.get(start..));
    parts
}
