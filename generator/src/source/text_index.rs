//! Lines and characters of a text, found without counting from its start.

/// A mark is kept for so many characters.
const STEP: usize = 128;

/// Line and column, both from 1; columns count characters.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Position {
    pub(crate) line: usize,
    pub(crate) column: usize,
}

/// Where the lines of a text begin, and some of its characters.
#[derive(Debug)]
pub(crate) struct TextIndex {
    /// The offset of the first byte of each line.
    lines: Vec<usize>,
    /// The offset of each character whose index is a multiple of [`STEP`].
    marks: Vec<usize>,
}

impl TextIndex {
    pub(crate) fn new(text: &str) -> Self {
        let newlines = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let lines = std::iter::once(0).chain(newlines.map(|(offset, _)| offset + 1)).collect();
        let marks = text.char_indices().step_by(STEP).map(|(offset, _)| offset).collect();
        Self { lines, marks }
    }

    /// The offset of the character with this index in `text`, which this is the index of.
    pub(crate) fn byte_offset(&self, text: &str, index: usize) -> usize {
        let Some(mark) = self.marks.get(index / STEP) else { return text.len() };
        let rest = text.get(*mark..).unwrap_or_default();
        rest.char_indices().nth(index % STEP).map_or(text.len(), |(offset, _)| mark + offset)
    }

    /// Where the byte at `offset` is.
    pub(crate) fn position(&self, text: &str, offset: usize) -> Position {
        let line = self.lines.partition_point(|start| *start <= offset).max(1);
        let start = self.lines[line - 1];
        Position { line, column: self.characters(text, offset) - self.characters(text, start) + 1 }
    }

    /// How many characters are before `offset`.
    fn characters(&self, text: &str, offset: usize) -> usize {
        let after = self.marks.partition_point(|mark| *mark <= offset);
        let Some(mark) = after.checked_sub(1) else { return 0 };
        mark * STEP + text.get(self.marks[mark]..offset).map_or(0, |rest| rest.chars().count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// As [`TextIndex::position`], by counting.
    fn counted(text: &str, offset: usize) -> Position {
        let before = &text[..offset];
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Position { line: before.matches('\n').count() + 1, column: before[start..].chars().count() + 1 }
    }

    proptest! {
        #[test]
        fn the_index_says_what_counting_says(text in "[a-zé😀\n]{0,700}") {
            let index = TextIndex::new(&text);
            for (number, (offset, _)) in text.char_indices().chain([(text.len(), ' ')]).enumerate() {
                prop_assert_eq!(index.byte_offset(&text, number), offset);
                prop_assert_eq!(index.position(&text, offset), counted(&text, offset));
            }
            prop_assert_eq!(index.byte_offset(&text, text.len() + 1), text.len());
        }
    }
}
