//! Whose operations they are.

use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The resource provider that most paths name, such as `Microsoft.Storage`; of two with as many, the first in the order
/// of letters.
pub fn namespace<'p>(paths: impl Iterator<Item = &'p str>) -> Option<&'p str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for path in paths {
        let provider = path.split("/providers/").nth(1).and_then(|rest| rest.split('/').next());
        if let Some(provider) = provider.filter(|provider| !provider.is_empty() && !provider.contains('{')) {
            *counts.entry(provider).or_default() += 1;
        }
    }
    counts.into_iter().max_by_key(|(name, count)| (*count, Reverse(*name))).map(|(name, _)| name)
}
