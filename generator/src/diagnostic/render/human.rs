//! Diagnostics for people: an excerpt of the source with the place marked.

use super::Style;
use super::entry::Entry;
use crate::diagnostic::locate::Spot;
use crate::diagnostic::{Code, Severity};
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::collections::BTreeMap;

/// So many diagnostics of one code are shown; who has more of them corrects one and knows the others.
const SHOWN_PER_CODE: usize = 50;

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
    for excerpt in excerpts(entry) {
        group = if excerpt.spot.text.is_empty() {
            group.element(Origin::path(excerpt.spot.file()))
        } else {
            group.element(excerpt.snippet())
        };
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help));
    }
    rendered(group, style)
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
    annotations: Vec<(&'a Spot<'a>, AnnotationKind, &'a str)>,
}

fn excerpts<'a>(entry: &'a Entry<'_>) -> Vec<Excerpt<'a>> {
    let primary = entry.spot.iter().map(|spot| (spot, AnnotationKind::Primary, ""));
    let related = entry.related.iter().map(|(spot, label)| (spot, AnnotationKind::Context, *label));
    let mut excerpts: Vec<Excerpt<'a>> = Vec::new();
    for annotation in primary.chain(related) {
        match excerpts.iter_mut().find(|excerpt| excerpt.is_beside(annotation.0)) {
            Some(excerpt) => excerpt.annotations.push(annotation),
            None => excerpts.push(Excerpt { spot: annotation.0, annotations: vec![annotation] }),
        }
    }
    excerpts
}

impl<'a> Excerpt<'a> {
    /// Whether a place can be shown in this excerpt: on a line as long as that of minified JSON it may be far away.
    fn is_beside(&self, spot: &Spot<'_>) -> bool {
        let column = |spot: &Spot<'_>| spot.start.column;
        self.spot.path == spot.path && column(self.spot).abs_diff(column(spot)) <= WIDEST
    }

    fn snippet(&self) -> Snippet<'a, Annotation<'a>> {
        let text = self.spot.text;
        let offsets = || self.annotations.iter().map(|(spot, ..)| &spot.range);
        let first = offsets().map(|range| range.start).min().unwrap_or_default();
        let last = offsets().map(|range| range.end).max().unwrap_or_default();
        let start = text.get(..first).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
        let end = text.get(last..).and_then(|after| after.find('\n')).map_or(text.len(), |newline| last + newline);
        let line = text.get(..start).unwrap_or_default().matches('\n').count() + 1;
        // The line ends of Windows are not to be seen; the offsets stay.
        let excerpt = text.get(start..end).unwrap_or_default();
        let excerpt = excerpt.strip_suffix('\r').filter(|it| start + it.len() >= last).unwrap_or(excerpt);
        let excerpt = excerpt.replace('\r', " ");
        Snippet::source(excerpt).path(self.spot.file()).line_start(line).annotations(self.annotations.iter().map(
            |(spot, kind, label)| {
                kind.span(spot.range.start - start..spot.range.end - start).label((!label.is_empty()).then_some(*label))
            },
        ))
    }
}
