//! Ids of resources, against what the official clients say of the same ids.

use crate::arm::ResourceId;
use std::collections::HashSet;

fn id(text: &str) -> ResourceId {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn ids_are_taken_apart() {
    // Id; type, name; subscription, resource group; parent.
    type Row =
        (&'static str, &'static str, &'static str, Option<&'static str>, Option<&'static str>, Option<&'static str>);
    let table: [Row; 8] = [
        ("/subscriptions/s", "Microsoft.Resources/subscriptions", "s", Some("s"), None, None),
        (
            "/subscriptions/s/resourceGroups/rg",
            "Microsoft.Resources/resourceGroups",
            "rg",
            Some("s"),
            Some("rg"),
            Some("/subscriptions/s"),
        ),
        (
            "/SUBSCRIPTIONS/s/resourcegroups/rg/PROVIDERS/Microsoft.ApiManagement/service/x",
            "Microsoft.ApiManagement/service",
            "x",
            Some("s"),
            Some("rg"),
            Some("/subscriptions/s/resourceGroups/rg"),
        ),
        (
            "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ApiManagement/service/x/apis/y;rev=2/operations/get",
            "Microsoft.ApiManagement/service/apis/operations",
            "get",
            Some("s"),
            Some("rg"),
            Some("/subscriptions/s/resourceGroups/rg/providers/Microsoft.ApiManagement/service/x/apis/y;rev=2"),
        ),
        (
            "/subscriptions/s/providers/Microsoft.ApiManagement/locations/westus/deletedservices/x",
            "Microsoft.ApiManagement/locations/deletedservices",
            "x",
            Some("s"),
            None,
            Some("/subscriptions/s/providers/Microsoft.ApiManagement/locations/westus"),
        ),
        (
            "/subscriptions/s/resourceGroups/rg/providers/Microsoft.ApiManagement/service/x/providers/Microsoft.Insights/diagnosticSettings/d",
            "Microsoft.Insights/diagnosticSettings",
            "d",
            Some("s"),
            Some("rg"),
            Some("/subscriptions/s/resourceGroups/rg/providers/Microsoft.ApiManagement/service/x"),
        ),
        (
            "/providers/Microsoft.Management/managementGroups/g",
            "Microsoft.Management/managementGroups",
            "g",
            None,
            None,
            None,
        ),
        (
            "/subscriptions/s/providers/Microsoft.ApiManagement",
            "Microsoft.Resources/providers",
            "Microsoft.ApiManagement",
            Some("s"),
            None,
            Some("/subscriptions/s"),
        ),
    ];
    for (text, kind, name, subscription, group, parent) in table {
        let id = id(text);
        assert_eq!(id.resource_type(), kind, "{text}");
        assert_eq!((id.name(), id.subscription_id(), id.resource_group_name()), (name, subscription, group), "{text}");
        assert_eq!(id.parent(), parent.map(self::id), "{text}");
        assert_eq!(id.to_string(), text);
    }
}

#[test]
fn names_are_found_by_their_kind() {
    let id = id("/subscriptions/s/resourceGroups/rg/providers/Microsoft.ApiManagement/service/x/apis/y;rev=2");
    assert_eq!(id.name_of("Service"), Some("x"));
    assert_eq!(id.name_of("apis"), Some("y;rev=2"));
    assert_eq!(id.name_of("products"), None);
    assert_eq!(id.provider(), Some("Microsoft.ApiManagement"));
}

#[test]
fn what_is_no_id_is_refused() {
    for text in [
        "",
        "/",
        "x",
        "subscriptions/s",
        "/subscriptions",
        "/subscriptions//resourceGroups/rg",
        "/subscriptions/s/resourceGroups",
        "/subscriptions/s/providers/Microsoft.ApiManagement/service",
        "https://management.azure.com/subscriptions/s",
    ] {
        assert!(text.parse::<ResourceId>().is_err(), "{text}");
    }
    for name in ["", "a/b"] {
        assert!(ResourceId::of_subscription(name).is_err());
        assert!(id("/subscriptions/s").resource("Microsoft.X", "things", name).is_err());
    }
    assert!(ResourceId::try_from(&None).is_err());
}

#[test]
fn letters_are_the_same_in_either_case() {
    let (one, other) = (id("/subscriptions/S/resourceGroups/Rg"), id("/Subscriptions/s/resourcegroups/rG/"));
    assert_eq!(one, other);
    assert_eq!(one.cmp(&other), std::cmp::Ordering::Equal);
    assert_eq!(HashSet::from([one, other]).len(), 1);
}

#[test]
fn an_id_is_a_text_in_json() {
    let id: ResourceId = serde_json::from_str(r#""/subscriptions/s""#).unwrap();
    assert_eq!(serde_json::to_string(&id).unwrap(), r#""/subscriptions/s""#);
    assert!(serde_json::from_str::<ResourceId>(r#""s""#).is_err());
}
