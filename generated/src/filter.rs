//! Values in the `$filter` of lists.

/// A text as the value of a `$filter`, in quotes, with those inside it doubled: what a user has typed stays a value.
///
/// ```
/// use apim::filter;
///
/// let typed = "O'Brien";
/// assert_eq!(format!("lastName eq {}", filter::quote(typed)), "lastName eq 'O''Brien'");
/// ```
pub fn quote(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
