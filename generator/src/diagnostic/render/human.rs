//! Diagnostics for people: an excerpt of the source with the place marked.

use super::Style;
use super::entry::Entry;
use crate::diagnostic::locate::Spot;
use crate::diagnostic::{Code, Severity};
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::collections::BTreeMap;
use std::ops::Range;

/// So many diagnostics of one code are shown; who has more of them corrects one and knows the others.
const SHOWN_PER_CODE: usize = 50;

/// Of a line that is longer, in bytes, only what is so near to its places is shown.
const LONGEST_LINE: usize = 2_000;

/// Behind the name of a file of which part of a line is shown: the renderer counts the column from there.
const COLUMN_OF_PART: &str = "\u{f8ff}part\u{f8ff}";

/// Places of one line that are farther from each other are shown one by one.
const WIDEST: usize = 100;

/// Renders all diagnostics, but of those that are very many of one code only the first, and how many are left.
pub(super) fn all(entries: &[Entry<'_>], style: Style) -> String {
    let mut text = String::new();
    let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
    for entry in entries {
        let count = counts.entry(entry.diagnostic.code).or_default();
        *count += 1;
        if *count <= SHOWN_PER_CODE {
            text += &one(entry, style);
        }
    }
    for (code, count) in counts {
        if let Some(left @ 1..) = count.checked_sub(SHOWN_PER_CODE) {
            text += &more(code, left, style);
        }
    }
    text
}

/// How many diagnostics of a code are not shown.
fn more(code: Code, count: usize, style: Style) -> String {
    let message = format!("{count} more like these: {}", code.title());
    let title = level(code.severity()).primary_title(&message).id(code.as_str());
    rendered(Group::with_title(title).element(Level::HELP.message("`--message-format short` lists them all")), style)
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Warning => Level::WARNING,
        Severity::Error => Level::ERROR,
    }
}

fn one(entry: &Entry<'_>, style: Style) -> String {
    let diagnostic = entry.diagnostic;
    let title = level(diagnostic.severity()).primary_title(&diagnostic.message).id(diagnostic.code.as_str());
    let mut group = Group::with_title(title);
    let excerpts = excerpts(entry);
    for excerpt in &excerpts {
        group = if excerpt.spot.text.is_empty() {
            group.element(Origin::path(excerpt.spot.file()))
        } else {
            group.element(excerpt.snippet())
        };
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help));
    }
    excerpts.iter().filter(|excerpt| excerpt.is_of_a_long_line).fold(rendered(group, style), |text, excerpt| {
        let Some((before, after)) = text.split_once(COLUMN_OF_PART) else { return text };
        let position = |character: char| character == ':' || character.is_ascii_digit();
        let start = excerpt.spot.start;
        format!("{before}:{}:{}{}", start.line, start.column, after.trim_start_matches(position))
    })
}

/// A diagnostic as text, with an empty line after it.
fn rendered(group: Group<'_>, style: Style) -> String {
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Coloured => Renderer::styled(),
    };
    renderer.render(&[group]) + "\n\n"
}

/// The places of one diagnostic in one file.
struct Excerpt<'a> {
    spot: &'a Spot<'a>,
    is_of_a_long_line: bool,
    annotations: Vec<(&'a Spot<'a>, AnnotationKind, &'a str)>,
}

fn excerpts<'a>(entry: &'a Entry<'_>) -> Vec<Excerpt<'a>> {
    let primary = entry.spot.iter().map(|spot| (spot, AnnotationKind::Primary, ""));
    let related = entry.related.iter().map(|(spot, label)| (spot, AnnotationKind::Context, *label));
    let mut excerpts: Vec<Excerpt<'a>> = Vec::new();
    for annotation in primary.chain(related) {
        match excerpts.iter_mut().find(|excerpt| excerpt.is_beside(annotation.0)) {
            Some(excerpt) => excerpt.annotations.push(annotation),
            None => excerpts.push(Excerpt::new(annotation)),
        }
    }
    excerpts
}

impl<'a> Excerpt<'a> {
    fn new(annotation: (&'a Spot<'a>, AnnotationKind, &'a str)) -> Self {
        let spot = annotation.0;
        let is_of_a_long_line = lines_around(spot.text, &spot.range).len() > LONGEST_LINE;
        Self { spot, is_of_a_long_line, annotations: vec![annotation] }
    }

    /// Whether a place can be shown in this excerpt: on a line as long as that of minified JSON it may be far away.
    fn is_beside(&self, spot: &Spot<'_>) -> bool {
        let column = |spot: &Spot<'_>| spot.start.column;
        self.spot.path == spot.path && column(self.spot).abs_diff(column(spot)) <= WIDEST
    }

    /// The part of the text that is shown.
    fn part(&self) -> Range<usize> {
        let text = self.spot.text;
        let places = self.range();
        if !self.is_of_a_long_line {
            return lines_around(text, &places);
        }
        let (from, to) = (places.start.saturating_sub(LONGEST_LINE / 4), text.len().min(places.end + LONGEST_LINE / 4));
        let is_boundary = |offset: &usize| text.is_char_boundary(*offset);
        let from = (from..places.start).find(is_boundary).unwrap_or(places.start);
        let to = (places.end..=to).rev().find(is_boundary).unwrap_or(places.end);
        let near = lines_around(text.get(from..to).unwrap_or_default(), &(places.start - from..places.end - from));
        from + near.start..from + near.end
    }

    /// From the first place to the last.
    fn range(&self) -> Range<usize> {
        let offsets = || self.annotations.iter().map(|(spot, ..)| &spot.range);
        let first = offsets().map(|range| range.start).min().unwrap_or_default();
        first..offsets().map(|range| range.end).max().unwrap_or_default()
    }

    /// What is shown, with the places marked.
    fn snippet(&self) -> Snippet<'a, Annotation<'a>> {
        let part = self.part();
        let excerpt = self.spot.text.get(part.clone()).unwrap_or_default().replace('\r', " ");
        let line = self.annotations.iter().map(|(spot, ..)| spot.start.line).min().unwrap_or(1);
        let name = self.spot.file() + if self.is_of_a_long_line { COLUMN_OF_PART } else { "" };
        let snippet = Snippet::source(excerpt).path(name).line_start(line);
        snippet.annotations(self.annotations.iter().map(|(spot, kind, label)| {
            let place = spot.range.start - part.start..spot.range.end - part.start;
            kind.span(place).label((!label.is_empty()).then_some(*label))
        }))
    }
}

/// The whole lines in which a range is.
fn lines_around(text: &str, range: &Range<usize>) -> Range<usize> {
    let from = text.get(..range.start).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
    let after = text.get(range.end..).unwrap_or_default();
    let to = after.find('\n').map_or(text.len(), |newline| range.end + newline);
    // The line ends of Windows are not to be seen.
    from..if to > range.end && text[..to].ends_with('\r') { to - 1 } else { to }
}
