//! What somebody who misspelt a name may have meant.

/// Longer names are not compared: nobody mistypes them, and comparing takes the square of the length.
const LONGEST: usize = 128;

/// The candidate that differs from `wanted` only in case, or else by the fewest edits: at most one for every three
/// characters, and three in all.
pub(crate) fn nearest<'c>(wanted: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let wanted = folded(wanted)?;
    let most = (wanted.len().max(3) / 3).min(3);
    let near = candidates.into_iter().filter_map(|candidate| {
        let folded = folded(candidate).filter(|folded| folded.len().abs_diff(wanted.len()) <= most)?;
        Some((distance(&wanted, &folded), candidate))
    });
    near.filter(|(distance, _)| *distance <= most).min_by_key(|(distance, _)| *distance).map(|(_, candidate)| candidate)
}

/// The question to ask about `wanted`, if a candidate is near.
pub(crate) fn question<'c>(wanted: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<String> {
    nearest(wanted, candidates).map(|near| format!("did you mean `{near}`?"))
}

fn folded(name: &str) -> Option<Vec<char>> {
    (name.len() <= LONGEST).then(|| name.to_lowercase().chars().collect())
}

/// How many characters must be put in, taken out, replaced or swapped with their neighbour to make one of the other.
fn distance(left: &[char], right: &[char]) -> usize {
    let mut above: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (line, from) in left.iter().enumerate() {
        let mut next = vec![line + 1];
        for (column, to) in right.iter().enumerate() {
            let replaced = row[column] + usize::from(from != to);
            let mut least = replaced.min(row[column + 1] + 1).min(next[column] + 1);
            if line > 0 && column > 0 && *from == right[column - 1] && left[line - 1] == *to {
                least = least.min(above[column - 1] + 1);
            }
            next.push(least);
        }
        above = std::mem::replace(&mut row, next);
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_and_far() {
        let names = ["userId", "serviceName", "value"];
        assert_eq!(nearest("userid", names), Some("userId"));
        assert_eq!(nearest("serivceName", names), Some("serviceName"));
        assert_eq!(nearest("valeu", names), Some("value"));
        assert_eq!(nearest("apiId", names), None);
        assert_eq!(nearest("grey", ["red", "green"]), None);
        assert_eq!(nearest("", names), None);
        assert_eq!(nearest(&"a".repeat(129), [&*"a".repeat(129)]), None);
    }

    #[test]
    fn edits_are_counted() {
        let count =
            |left: &str, right: &str| distance(&left.chars().collect::<Vec<_>>(), &right.chars().collect::<Vec<_>>());
        assert_eq!([count("", ""), count("", "ab"), count("ab", ""), count("ab", "ba")], [0, 2, 2, 1]);
        assert_eq!([count("kitten", "sitting"), count("abcd", "acbd"), count("a", "b")], [3, 1, 1]);
    }
}
