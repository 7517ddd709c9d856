use super::Filter;
use serde_json::json;

fn matches(filter: &str) -> bool {
    let thing = json!({
        "name": "Ada", "properties": {
            "state": "active", "count": 3, "paid": true, "note": null, "quote": "D'Arcy",
            "since": "2024-05-01T10:00:00Z", "contract": {"plan": "gold"}
        }
    });
    Filter::parse(filter).unwrap_or_else(|error| panic!("{filter}: {error}")).matches(&thing)
}

#[test]
fn what_lets_a_thing_through() {
    for filter in [
        "name eq 'ada'",
        "properties/state eq 'Active'",
        "state ne 'blocked'",
        "count gt 2 and count le 3.0",
        "count ge 3 and not (count lt 3)",
        "paid eq true",
        "note eq null",
        "missing eq null",
        "quote eq 'D''Arcy'",
        "since gt 2024-04-30T23:00:00Z",
        "since lt datetime'2024-05-01T12:00:00+01:00'",
        "since eq '2024-05-01T12:00:00+02:00'",
        "contract/plan eq 'gold'",
        "contains(name, 'd') and startswith(name,'A') and endswith( name , 'DA')",
        "substringof('da', name)",
        "name eq 'Bob' or name eq 'Ada' and count eq 3",
        "not name eq 'Bob'",
        "((name eq 'Ada'))",
        "'Ada' eq name",
    ] {
        assert!(matches(filter), "{filter}");
    }
}

#[test]
fn what_does_not() {
    for filter in
        ["name eq 'Bob'", "count gt 'x'", "name gt 5", "(name eq 'Ada' or true eq true) and count eq 4", "note ne null"]
    {
        assert!(!matches(filter), "{filter}");
    }
}

#[test]
fn what_is_no_filter() {
    let deep = "(".repeat(100);
    let nots = format!("{}name eq 'x'", "not ".repeat(5000));
    for filter in [
        "",
        "name",
        "name eq",
        "eq 'x'",
        "name eq 'x",
        "name is 'x'",
        "length(name) eq 3",
        "name eq 'x' and",
        "name eq x y",
        "contains(name)",
        "(name eq 'x'",
        "name eq 'x')",
        "na-me eq 'x'",
        "users/any(u: u eq 'x')",
        "a/ eq 1",
        &deep,
        &nots,
    ] {
        assert!(Filter::parse(filter).is_err(), "{filter}");
    }
}
