//! What is said when a command cannot do what it was asked to.

use crate::Exit;
use std::fmt::Display;

/// What to do about a file or folder that cannot be read or written.
pub(crate) const CHECK_PATH: &str = "check the path, and that you may read and write there";

/// Says what is wrong and what to do.
pub(crate) fn refuse(what: impl Display, help: &str) -> Exit {
    tell(what, help);
    Exit::Refused
}

/// As [`refuse`], where there is more to say before the command ends.
pub(crate) fn tell(what: impl Display, help: &str) {
    anstream::eprintln!("error: {what}\n  = help: {help}");
}
