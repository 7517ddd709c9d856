//! Causes of errors: there for those who ask, and shown without what is secret.

use super::redact;
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

/// Causes behind causes that are looked at.
const DEPTH: usize = 16;

/// The cause of a failed call, by its type: the error of the credential, of a policy, or of the connection.
///
/// `source()` leads to the same errors, but for those whose text holds what may be a secret: in the place of these
/// stands the text without it.
///
/// ```
/// use apim_runtime::arm::cause;
/// use azure_core::{Error, error::ErrorKind};
/// let broken = std::io::Error::other("the connection broke");
/// let error = Error::new(ErrorKind::Io, broken);
/// let found: Option<&std::io::Error> = cause(&error);
/// assert_eq!(found.map(std::io::Error::kind), Some(std::io::ErrorKind::Other));
/// ```
pub fn cause<E: StdError + 'static>(error: &azure_core::Error) -> Option<&E> {
    let source = error.source()?;
    match source.downcast_ref::<Redacted>() {
        Some(redacted) => chain(&*redacted.original).find_map(|error| error.downcast_ref()),
        None => chain(source).find_map(|error| error.downcast_ref()),
    }
}

/// An error, and those behind it, to be the source of another.
pub(super) fn kept(error: azure_core::Error) -> Box<dyn StdError + Send + Sync> {
    let texts: Vec<_> = chain(&error).map(|error| (redact::causes(&error.to_string()), is_clean(error))).collect();
    // From there on, all that is behind may be shown.
    let clean = texts.iter().rposition(|(_, clean)| !clean).map_or(0, |unclean| unclean + 1);
    let original: Arc<dyn StdError + Send + Sync> = match clean {
        0 => return Box::new(error),
        _ => Arc::new(error),
    };
    let shown = texts.into_iter().take(clean).map(|(shown, _)| shown).enumerate();
    let first = shown.rev().fold(None, |behind, (depth, shown)| {
        Some(Redacted { shown, original: original.clone(), depth, behind: behind.map(Box::new) })
    });
    match first {
        Some(first) => Box::new(first),
        None => "".into(),
    }
}

/// The text of an error and of its causes, without repetitions and secrets.
pub(super) fn text(error: &azure_core::Error) -> String {
    let mut text = String::new();
    for cause in chain(error).map(ToString::to_string) {
        // What azure_core says of every failure that it does not try again.
        if !text.contains(&cause) && cause != "non-transport error occurred which will not be retried" {
            text.push_str(if text.is_empty() { "" } else { ": " });
            text.push_str(&cause);
        }
    }
    redact::causes(&text)
}

/// Stands for an error that shows too much.
struct Redacted {
    shown: String,
    original: Arc<dyn StdError + Send + Sync>,
    /// How far behind the original the error is.
    depth: usize,
    behind: Option<Box<Self>>,
}

impl fmt::Display for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

impl fmt::Debug for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl StdError for Redacted {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.behind {
            Some(behind) => Some(&**behind),
            None => chain(&*self.original).nth(self.depth + 1),
        }
    }
}

/// The error and its causes.
fn chain<'a>(error: &'a (dyn StdError + 'static)) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |error| (*error).source()).take(DEPTH)
}

/// Whether an error shows nothing that it should not. What azure_core's error shows of its cause is judged with the cause,
/// and its backtrace shows no values.
fn is_clean(error: &(dyn StdError + 'static)) -> bool {
    let said = error.to_string();
    let debugged = match error.downcast_ref::<azure_core::Error>() {
        Some(error) => format!("{:?}", error.kind()),
        None => format!("{error:?}"),
    };
    redact::causes(&said) == said && redact::causes(&debugged) == debugged
}
