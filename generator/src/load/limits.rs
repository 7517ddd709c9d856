//! How much is read at most. The largest published specification stays below a hundredth of each of these; what is
//! beyond them is a mistake or an attack, and is refused before it costs memory.

/// The length of one file, in bytes.
pub const MAX_FILE_BYTES: u64 = 64 << 20;

/// The length of all files together, in bytes.
pub const MAX_TOTAL_BYTES: u64 = 256 << 20;

/// The number of files.
pub const MAX_FILES: usize = 20_000;

/// How deep lists and objects are nested in a file. Both parsers count by themselves, up to this.
pub const MAX_DEPTH: usize = 128;

/// What the values of one file amount to, in bytes of memory: with aliases, a small YAML file may stand for very much.
pub const MAX_CONTENT_BYTES: usize = 512 << 20;

/// What a value is taken to cost in memory besides its text.
pub(super) const VALUE_BYTES: usize = 64;
