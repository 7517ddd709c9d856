//! Diagnostics for people: an excerpt of the source with the place marked.

use super::locate::Spot;
use super::render::Entry;
use super::{Severity, Style};
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

/// Renders one diagnostic, with an empty line after it.
pub(super) fn entry(entry: &Entry<'_>, style: Style) -> String {
    let diagnostic = entry.diagnostic;
    let level = match diagnostic.severity() {
        Severity::Warning => Level::WARNING,
        Severity::Error => Level::ERROR,
    };
    let mut group = Group::with_title(level.primary_title(&diagnostic.message).id(diagnostic.code.as_str()));
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
        match excerpts.iter_mut().find(|excerpt| excerpt.spot.path == annotation.0.path) {
            Some(excerpt) => excerpt.annotations.push(annotation),
            None => excerpts.push(Excerpt { spot: annotation.0, annotations: vec![annotation] }),
        }
    }
    excerpts
}

impl<'a> Excerpt<'a> {
    fn snippet(&self) -> Snippet<'a, Annotation<'a>> {
        let text = self.spot.text;
        let offsets = || self.annotations.iter().map(|(spot, ..)| &spot.range);
        let first = offsets().map(|range| range.start).min().unwrap_or_default();
        let last = offsets().map(|range| range.end).max().unwrap_or_default();
        let start = text.get(..first).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
        let end = text.get(last..).and_then(|after| after.find('\n')).map_or(text.len(), |newline| last + newline);
        let line = text.get(..start).unwrap_or_default().matches('\n').count() + 1;
        Snippet::source(text.get(start..end).unwrap_or_default()).path(self.spot.file()).line_start(line).annotations(
            self.annotations.iter().map(|(spot, kind, label)| {
                kind.span(spot.range.start - start..spot.range.end - start).label((!label.is_empty()).then_some(*label))
            }),
        )
    }
}
