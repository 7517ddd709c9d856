//! Bounds and patterns: what is tighter, what is looser.

use super::ValueAt;
use crate::compare::Rule;
use crate::ir::Constraints;
use serde_json::Number;
use std::cmp::Ordering;

/// A rule with what was there and what is there instead.
pub(in crate::compare) type Change = (Rule, Option<String>, Option<String>);

/// Which constraints differ.
pub(in crate::compare) fn changes(left: &ValueAt<'_>, right: &ValueAt<'_>) -> Vec<Change> {
    bounds(left, right).into_iter().chain(patterns(left, right)).collect()
}

/// Which bounds are tighter or looser. A count of at least 0 is none.
fn bounds(left: &ValueAt<'_>, right: &ValueAt<'_>) -> Vec<Change> {
    let least = |rules, before: Option<u64>, after: Option<u64>| {
        bound(rules, Bound::least(before.filter(|count| *count > 0)), Bound::least(after.filter(|count| *count > 0)))
    };
    let most = |rules, before: Option<u64>, after: Option<u64>| bound(rules, Bound::most(before), Bound::most(after));
    let (old, new) = (left.constraints, right.constraints);
    let (old_facts, new_facts) = (left.facts, right.facts);
    let changes = [
        least((Rule::MinLengthRaised, Rule::MinLengthLowered), old.min_length, new.min_length),
        most((Rule::MaxLengthLowered, Rule::MaxLengthRaised), old.max_length, new.max_length),
        least((Rule::MinItemsRaised, Rule::MinItemsLowered), old.min_items, new.min_items),
        most((Rule::MaxItemsLowered, Rule::MaxItemsRaised), old.max_items, new.max_items),
        least(
            (Rule::MinPropertiesRaised, Rule::MinPropertiesLowered),
            old_facts.min_properties,
            new_facts.min_properties,
        ),
        most(
            (Rule::MaxPropertiesLowered, Rule::MaxPropertiesRaised),
            old_facts.max_properties,
            new_facts.max_properties,
        ),
        bound((Rule::MinimumRaised, Rule::MinimumLowered), Bound::minimum(old), Bound::minimum(new)),
        bound((Rule::MaximumLowered, Rule::MaximumRaised), Bound::maximum(old), Bound::maximum(new)),
        multiple(old.multiple_of.as_ref(), new.multiple_of.as_ref()),
    ];
    changes.into_iter().flatten().collect()
}

/// A bound: how tight it is, and as text.
struct Bound {
    tightness: (f64, bool),
    text: String,
}

impl Bound {
    fn least(count: Option<u64>) -> Option<Self> {
        count.map(|count| Self { tightness: (count as f64, false), text: count.to_string() })
    }

    fn most(count: Option<u64>) -> Option<Self> {
        count.map(|count| Self { tightness: (-(count as f64), false), text: count.to_string() })
    }

    fn minimum(constraints: &Constraints) -> Option<Self> {
        Self::number(constraints.minimum.as_ref()?, constraints.exclusive_minimum, 1.0)
    }

    fn maximum(constraints: &Constraints) -> Option<Self> {
        Self::number(constraints.maximum.as_ref()?, constraints.exclusive_maximum, -1.0)
    }

    fn number(number: &Number, exclusive: bool, sign: f64) -> Option<Self> {
        let text = if exclusive { format!("{number}, excluded") } else { number.to_string() };
        number.as_f64().map(|value| Self { tightness: (sign * value, exclusive), text })
    }
}

/// The first rule when the bound is tighter, the second when it is looser.
fn bound((tighter, looser): (Rule, Rule), before: Option<Bound>, after: Option<Bound>) -> Option<Change> {
    let tightness = |bound: &Option<Bound>| bound.as_ref().map(|bound| bound.tightness);
    let rule = match tightness(&before).partial_cmp(&tightness(&after))? {
        Ordering::Less => tighter,
        Ordering::Equal => return None,
        Ordering::Greater => looser,
    };
    Some((rule, before.map(|bound| bound.text), after.map(|bound| bound.text)))
}

fn multiple(before: Option<&Number>, after: Option<&Number>) -> Option<Change> {
    let changed = before.and_then(Number::as_f64) != after.and_then(Number::as_f64);
    changed.then(|| (Rule::MultipleChanged, before.map(Number::to_string), after.map(Number::to_string)))
}

fn patterns(left: &ValueAt<'_>, right: &ValueAt<'_>) -> Option<Change> {
    let (before, after) = (&left.facts.pattern, &right.facts.pattern);
    let rule = match (before, after) {
        (None, Some(_)) => Rule::PatternAdded,
        (Some(_), None) => Rule::PatternRemoved,
        _ if before == after => return None,
        _ => Rule::PatternChanged,
    };
    Some((rule, before.clone(), after.clone()))
}
