//! How a comparison is shown.

use super::{base, document};
use apim_codegen::compare::{Comparison, Level, Side, Step, compare, to_json, to_markdown, to_text};
use expect_test::expect;
use serde_json::{Value, json};

fn changed() -> (Comparison, String, String, Value) {
    let mut after = base();
    after["info"]["version"] = json!("2025-01-01");
    after["parameters"]["Version"]["minLength"] = json!(3);
    after["definitions"]["Colour"]["enum"] = json!(["red", "green"]);
    after["definitions"]["GoodCreate"]["required"] = json!(["name", "maker"]);
    let (left, right) = (document(&base()), document(&after));
    let comparison = compare(&left.api, &right.api);
    let (left, right) =
        (Side { api: &left.api, documents: &left.documents }, Side { api: &right.api, documents: &right.documents });
    let text = to_text(&comparison, left, right);
    let markdown = to_markdown(&comparison, left, right);
    let json = serde_json::from_str(&to_json(&comparison, left, right).expect("JSON")).expect("JSON");
    (comparison, text, markdown, json)
}

#[test]
fn text() {
    expect![[r#"
        Shop 2024-01-01 (4 operations) → Shop 2025-01-01 (4 operations)

        Goods
          none: API: the API version differs [api-version-changed]
              2024-01-01 → 2025-01-01
              Rust (patch): requests ask for `2025-01-01`
              api.json:1:41 → api.json:1:41
              used by 4 operations, Goods_Get to Goods_Put
          potentially breaking in responses: Colour: a further value is listed [enum-value-added]
              – → green
              Rust (minor): `Colour::Green` is new
              – → api.json:1:3763
              used by 4 operations, Goods_Get to Goods_Put
          none in responses: Colour: a value is no longer listed [enum-value-removed]
              blue → –
              Rust (major): `Colour::Blue` is gone
              api.json:1:3763 → –
              used by 4 operations, Goods_Get to Goods_Put
          in Rust alone: GoodCreate: `new` takes other arguments [constructor-changed]
              new(name: String) → new(name: String, maker: String)
              Rust (major): `GoodCreate::new` is called in another way
              api.json:1:3935 → api.json:1:3936
              used by Goods_Put
          breaking in requests: GoodCreate.maker: a property is now required [property-became-required]
              Rust (major): field `maker` of `GoodCreate`: `Option<String>` → `String`
              api.json:1:4116 → api.json:1:4125
              used by Goods_Put
          breaking in requests: query api-version: a text must be longer [min-length-raised]
              1 → 3
              api.json:1:340 → api.json:1:340
              used by 4 operations, Goods_Get to Goods_Put

        6 differences: 2 breaking, 1 potentially breaking, 3 without effect on the wire
        suggested version step: major
    "#]]
    .assert_eq(&changed().1);
}

#[test]
fn markdown() {
    expect![[r#"
        ## Shop 2024-01-01 (4 operations) → Shop 2025-01-01 (4 operations)

        2 breaking, 1 potentially breaking, 3 without effect on the wire. Suggested version step: **major**.

        ### Breaking

        - **Goods** `GoodCreate.maker`: a property is now required. Rust: field `maker` of `GoodCreate`: `Option<String>` → `String`.
        - **Goods** `query api-version`: a text must be longer (`1` → `3`). Used by 4 operations.

        ### Potentially breaking

        - **Goods** `Colour`: a further value is listed (`green`). Rust: `Colour::Green` is new. Used by 4 operations.

        ### Without effect on the wire

        - **Goods** `API`: the API version differs (`2024-01-01` → `2025-01-01`). Rust: requests ask for `2025-01-01`. Used by 4 operations.
        - **Goods** `Colour`: a value is no longer listed (`blue`). Rust: `Colour::Blue` is gone. Used by 4 operations.

        ### In Rust alone

        - **Goods** `GoodCreate`: `new` takes other arguments (`new(name: String)` → `new(name: String, maker: String)`). Rust: `GoodCreate::new` is called in another way.
    "#]].assert_eq(&changed().2);
}

#[test]
fn json_has_every_difference_with_its_places() {
    let (comparison, _, _, json) = changed();
    let differences = json["differences"].as_array().expect("a list");
    assert_eq!(differences.len(), comparison.differences.len());
    assert_eq!(json["step"], "major");
    let shared = differences.iter().find(|one| one["rule"] == "min-length-raised").expect("the row");
    assert_eq!(shared["operations"].as_array().map(Vec::len), Some(4));
    assert_eq!(shared["subject"], "query api-version");
    assert_eq!(shared["level"], "breaking");
    assert_eq!((&shared["left"]["file"], &shared["left"]["line"]), (&json!("api.json"), &json!(1)));
}

#[test]
fn nothing_differs() {
    let side = document(&base());
    let comparison = compare(&side.api, &side.api);
    let side = Side { api: &side.api, documents: &side.documents };
    assert_eq!(comparison.step(), Step::None);
    assert!(to_text(&comparison, side, side).contains("no difference"));
    assert!(to_markdown(&comparison, side, side).contains("No difference."));
}

#[test]
fn levels_can_be_left_out() {
    let comparison = changed().0;
    let breaking = comparison.clone().filtered(|difference| difference.level == Level::Breaking);
    assert_eq!(breaking.differences.len(), comparison.count(Level::Breaking));
    assert!(breaking.differences.len() < comparison.differences.len());
}
