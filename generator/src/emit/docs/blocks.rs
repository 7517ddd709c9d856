//! Markdown of lines: paragraphs, lists and tables, out of text that mixes HTML, Markdown and neither.

use super::{WIDTH, inline};

/// Tags that end a line.
const BREAKS: [&str; 13] = ["br", "p", "div", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "pre", "tbody"];
/// Tags that only style what they hold.
const STYLES: [&str; 15] =
    ["b", "i", "em", "strong", "u", "span", "font", "a", "td", "th", "small", "sup", "sub", "thead", "para"];
/// Tags that hold code.
const CODE: [&str; 4] = ["code", "c", "tt", "kbd"];

/// How far from its start the end of a tag is looked for.
const LONGEST_TAG: usize = 1000;

/// The lines of foreign text as Markdown that shows it as it was meant; the first sentence ends with a full stop.
pub(super) fn markdown(text: &str) -> Vec<String> {
    let mut blocks = Vec::<Block>::new();
    for line in lines(text) {
        add_line(&mut blocks, line.trim());
    }
    let mut output = Vec::new();
    for (index, block) in blocks.iter().filter(|block| !block.is_blank()).enumerate() {
        let follows_item = matches!(block, Block::Item(_))
            && output.last().is_some_and(|line: &String| line.starts_with("* ") || line.starts_with("  "));
        if index > 0 && !follows_item {
            output.push(String::new());
        }
        output.extend(block.lines());
    }
    output
}

/// Foreign text as the words of one sentence or more, without line structure.
pub(super) fn sentence(text: &str) -> Vec<String> {
    closed(inline::words(&lines(text).join(" ")))
}

/// The words of our own Markdown; code spans and the labels of links stay whole.
pub(super) fn words_of_markdown(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let (mut in_code, mut in_label, mut escaped) = (false, false, false);
    for character in text.chars() {
        let literal = std::mem::take(&mut escaped);
        match character {
            _ if literal => {}
            '\\' => escaped = !in_code,
            '`' => in_code = !in_code,
            '[' if !in_code => in_label = true,
            ']' if !in_code => in_label = false,
            _ => {}
        }
        match words.last_mut() {
            Some(word) if character != ' ' || in_code || in_label => word.push(character),
            _ => words.push(String::new()),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Fills lines with words; a word that Markdown would read as the start of a block is escaped.
pub(super) fn wrap(words: impl IntoIterator<Item = String>, first: &str, other: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = first.to_owned();
    let mut width = line.chars().count();
    let mut empty = true;
    for word in words {
        let length = word.chars().count();
        if !empty && width + 1 + length > WIDTH {
            lines.push(std::mem::replace(&mut line, other.to_owned()));
            width = other.chars().count();
            empty = true;
        }
        if empty {
            line.push_str(&block_escaped(word));
        } else {
            line.push(' ');
            line.push_str(&word);
        }
        width += length + 1;
        empty = false;
    }
    if !empty {
        lines.push(line);
    }
    lines
}

/// The character as documentation may hold it: no control characters, nothing that turns the direction
/// of the text or does not show.
pub(super) fn visible(character: char) -> Option<char> {
    match character {
        '\n' | '\t' => Some(character),
        '\u{2028}' | '\u{2029}' | '\u{85}' => Some('\n'),
        '\u{a0}' => Some(' '),
        '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' => None,
        '\u{e0000}'..='\u{e007f}' => None,
        other if other.is_control() => None,
        other => Some(other),
    }
}

enum Block {
    Paragraph(String),
    Item(String),
    Table(Vec<String>),
}

impl Block {
    fn is_blank(&self) -> bool {
        match self {
            Self::Paragraph(text) | Self::Item(text) => inline::words(text).is_empty(),
            Self::Table(rows) => rows.is_empty(),
        }
    }

    fn lines(&self) -> Vec<String> {
        match self {
            Self::Paragraph(text) => wrap(closed(inline::words(text)), "", ""),
            Self::Item(text) => wrap(closed(inline::words(text)), "* ", "  "),
            Self::Table(rows) => table(rows),
        }
    }
}

fn add_line(blocks: &mut Vec<Block>, line: &str) {
    let item = ["- ", "* ", "• ", "· "].iter().find_map(|bullet| line.strip_prefix(bullet));
    let is_row = line.starts_with('|') && line.ends_with('|') && line.len() > 1;
    match (blocks.last_mut(), item) {
        (Some(Block::Table(rows)), None) if is_row => rows.push(line.to_owned()),
        (_, Some(item)) => blocks.push(Block::Item(item.to_owned())),
        (_, None) if is_row => blocks.push(Block::Table(vec![line.to_owned()])),
        (_, None) if line.is_empty() => blocks.push(Block::Paragraph(String::new())),
        (Some(Block::Paragraph(text) | Block::Item(text)), None) if !text.is_empty() => {
            text.push(' ');
            text.push_str(line);
        }
        (_, None) => blocks.push(Block::Paragraph(line.to_owned())),
    }
}

/// A Markdown table: the first row is the head; a rule that the source has below it is replaced by ours.
fn table(rows: &[String]) -> Vec<String> {
    let mut rows = rows.iter().map(|row| cells(row)).filter(|cells| !is_rule(cells));
    let Some(head) = rows.next() else { return Vec::new() };
    let width = head.len();
    let line = |cells: &[String]| format!("| {} |", cells.join(" | "));
    let mut lines = vec![line(&head), format!("|{}", "---|".repeat(width))];
    lines.extend(rows.map(|mut cells| {
        cells.resize(width, String::new());
        line(&cells)
    }));
    lines
}

fn cells(row: &str) -> Vec<String> {
    let inner = row.strip_prefix('|').unwrap_or(row);
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    inner.split('|').map(|cell| inline::words(cell).join(" ")).collect()
}

fn is_rule(cells: &[String]) -> bool {
    cells.iter().all(|cell| !cell.is_empty() && cell.chars().all(|c| "-:=\\".contains(c)))
}

/// Ends the words with a full stop when they end in mid-air.
fn closed(mut words: Vec<String>) -> Vec<String> {
    if let Some(last) = words.last_mut() {
        let open = last.ends_with(|c: char| c.is_alphanumeric() || ")'\"`>%".contains(c) || c == ']');
        if open {
            last.push('.');
        }
    }
    words
}

/// Escapes a word that would start a block at the start of a line.
fn block_escaped(word: String) -> String {
    let marks = |marks: &str| word.chars().all(|c| marks.contains(c));
    let number = word.trim_end_matches(['.', ')']);
    if !number.is_empty() && number.len() < word.len() && number.chars().all(|c| c.is_ascii_digit()) {
        return format!("{number}\\{}", &word[number.len()..]);
    }
    let starts_block = word.starts_with(['>', '#']) || !word.is_empty() && (marks("-+") || marks("=") || marks(":-"));
    if starts_block { format!("\\{word}") } else { word }
}

/// The lines of foreign text, its HTML undone.
fn lines(text: &str) -> Vec<String> {
    let text: String = text.replace("\r\n", "\n").replace('\r', "\n").chars().filter_map(visible).collect();
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(start) = rest.find(['<', '&']) {
        let (before, from) = rest.split_at(start);
        plain.push_str(before);
        let (shown, length) = tag(from).or_else(|| entity(from)).unwrap_or_else(|| (from[..1].to_owned(), 1));
        plain.push_str(&shown);
        rest = &from[length..];
    }
    plain.push_str(rest);
    plain.split('\n').map(str::to_owned).collect()
}

/// What stands for the HTML tag at the start of `text`, and its length; `None` when it is no tag of HTML.
fn tag(text: &str) -> Option<(String, usize)> {
    let (end, _) = text.char_indices().take(LONGEST_TAG).find(|(_, character)| *character == '>')?;
    let inner = text.get(1..end)?;
    let name: String = inner.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
    let name = name.to_ascii_lowercase();
    let after = inner.trim_start_matches('/').get(name.len()..).unwrap_or_default();
    if name.is_empty() || !(after.is_empty() || after.starts_with([' ', '/'])) || inner.contains(['<', '\n']) {
        return None;
    }
    let shown = match name.as_str() {
        "li" if inner.starts_with('/') => "\n",
        "li" => "\n- ",
        name if BREAKS.contains(&name) => "\n",
        name if CODE.contains(&name) => "`",
        name if STYLES.contains(&name) => "",
        _ => return None,
    };
    Some((shown.to_owned(), inner.len() + 2))
}

fn entity(text: &str) -> Option<(String, usize)> {
    let entities = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&apos;", "'"),
        ("&nbsp;", " "),
    ];
    entities.iter().find(|(name, _)| text.starts_with(name)).map(|(name, shown)| ((*shown).to_owned(), name.len()))
}
