//! Documentation comments: foreign text made fit for rustdoc, facts put into words.

mod blocks;
mod inline;
#[cfg(test)]
mod tests;

use crate::ir::Docs;
use proc_macro2::TokenStream;
use quote::quote;

/// Greatest width of a line of documentation, without `///` and indentation.
const WIDTH: usize = 110;

/// A documentation comment in the making, line by line.
#[derive(Clone, Debug, Default)]
pub(super) struct Doc {
    lines: Vec<String>,
}

impl Doc {
    /// Starts with the summary and description of the specification, or with `fallback` (our own Markdown).
    pub(super) fn of(docs: &Docs, fallback: &str) -> Self {
        let described = Self::default().foreign(docs.summary.as_deref()).foreign(distinct_description(docs));
        let described = if described.lines.is_empty() { Self::markdown(fallback) } else { described };
        described.see(docs.external.as_deref())
    }

    /// Starts with the first sentence of the specification, if it says anything.
    pub(super) fn first_sentence(docs: &Docs) -> Self {
        let text = docs.description.as_deref().or(docs.summary.as_deref()).unwrap_or_default();
        Self { lines: blocks::wrap(blocks::sentence(inline::first_sentence(text)), "", "") }
    }

    /// Starts with a paragraph of our own Markdown.
    pub(super) fn markdown(text: &str) -> Self {
        Self::default().paragraph(text)
    }

    /// Adds a paragraph of our own Markdown.
    pub(super) fn paragraph(mut self, text: &str) -> Self {
        self.separate();
        self.lines.extend(blocks::wrap(blocks::words_of_markdown(text), "", ""));
        self
    }

    /// Adds a heading.
    pub(super) fn heading(mut self, text: &str) -> Self {
        self.separate();
        self.lines.push(format!("# {text}"));
        self
    }

    /// Adds a heading of the second level, with the text of the specification.
    pub(super) fn subheading(mut self, text: &str) -> Self {
        self.separate();
        self.lines.push(format!("## {}", one_line(text).trim_end_matches('.')));
        self
    }

    /// Adds a table of two columns; the cells are our own Markdown.
    pub(super) fn table(mut self, heads: [&str; 2], rows: impl Iterator<Item = [String; 2]>) -> Self {
        self.separate();
        self.lines.push(format!("| {} | {} |", heads[0], heads[1]));
        self.lines.push("|---|---|".to_owned());
        self.lines.extend(rows.map(|[left, right]| format!("| {} | {} |", cell(&left), cell(&right))));
        self
    }

    /// Adds a program that compiles, and does nothing without a service.
    pub(super) fn code(mut self, lines: Vec<String>) -> Self {
        self.lines.push("```no_run".to_owned());
        self.lines.extend(lines);
        self.lines.push("```".to_owned());
        self
    }

    /// Adds a line of our own Markdown as it is.
    pub(super) fn line(mut self, text: impl Into<String>) -> Self {
        self.lines.push(text.into());
        self
    }

    /// Adds a list item: our own Markdown, then text of the specification, then facts in our Markdown.
    pub(super) fn item(mut self, lead: &str, docs: &Docs, facts: &[String]) -> Self {
        let text = docs.description.as_deref().or(docs.summary.as_deref()).unwrap_or_default();
        let text = blocks::sentence(text);
        let nothing_follows = text.is_empty() && facts.is_empty();
        let lead = if nothing_follows { lead.trim_end_matches(':') } else { lead };
        let mut words = vec![lead.to_owned()];
        words.extend(text);
        words.extend(facts.iter().flat_map(|fact| blocks::words_of_markdown(fact)));
        self.lines.extend(blocks::wrap(words, "* ", "  "));
        self
    }

    /// Adds facts: to the text, when that is one paragraph, else as a paragraph of their own.
    pub(super) fn facts(mut self, facts: &[String]) -> Self {
        let facts = facts.iter().flat_map(|fact| blocks::words_of_markdown(fact));
        let is_prose = !self.lines.iter().any(|line| line.is_empty() || line.starts_with(['|', '*', '#', ' ']));
        if is_prose {
            let text = std::mem::take(&mut self.lines);
            self.lines =
                blocks::wrap(text.iter().flat_map(|line| blocks::words_of_markdown(line)).chain(facts), "", "");
            return self;
        }
        let facts = blocks::wrap(facts, "", "");
        if !facts.is_empty() {
            self.separate();
            self.lines.extend(facts);
        }
        self
    }

    /// One `#[doc]` attribute for each line.
    pub(super) fn attributes(&self) -> TokenStream {
        let lines = self.lines.iter().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
        quote!(#(#[doc = #lines])*)
    }

    /// The lines.
    pub(super) fn into_lines(self) -> Vec<String> {
        self.lines
    }

    /// Adds text of the specification.
    pub(super) fn foreign(mut self, text: Option<&str>) -> Self {
        let lines = text.map(blocks::markdown).unwrap_or_default();
        if !lines.is_empty() {
            self.separate();
            self.lines.extend(lines);
        }
        self
    }

    fn see(self, url: Option<&str>) -> Self {
        let link = url.and_then(inline::autolink);
        link.into_iter().fold(self, |doc, link| doc.paragraph(&format!("See {link}.")))
    }

    fn separate(&mut self) {
        if !self.lines.is_empty() {
            self.lines.push(String::new());
        }
    }
}

/// The description, unless it only repeats the summary.
fn distinct_description(docs: &Docs) -> Option<&str> {
    let bare = |text: &str| text.trim().trim_end_matches('.').to_lowercase();
    let repeats = |text: &&str| docs.summary.as_deref().is_some_and(|summary| bare(summary) == bare(text));
    docs.description.as_deref().filter(|text| !repeats(text))
}

/// Markdown with no bare `|`, which would end a cell even in a code span.
fn cell(markdown: &str) -> String {
    markdown.replace("\\|", "|").replace('|', "\\|")
}

/// A code span that shows `text` whatever it holds.
pub(super) fn code(text: &str) -> String {
    inline::code(text)
}

/// Whether a character is what it looks like, or ends a line.
pub(super) fn is_plain(character: char) -> bool {
    blocks::visible(character) == Some(character)
}

/// A Markdown link to an address of the web, or nothing when the address is not one.
pub(super) fn link(label: &str, url: &str) -> Option<String> {
    inline::link(label, url)
}

/// `text` on one line, safe inside a line of Markdown.
pub(super) fn one_line(text: &str) -> String {
    blocks::sentence(text).join(" ")
}
