//! Every rule has a change that it applies to; the change back is told by its mirror.

use super::{base, between, listing};
use apim_codegen::compare::{Comparison, Concern, Direction, Level, Rule};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

const GET: &str = "/paths/~1shops~1{shop}~1goods~1{good}/get";
const PUT: &str = "/paths/~1shops~1{shop}~1goods~1{good}/put";
const PATCH: &str = "/paths/~1shops~1{shop}~1goods~1{good}/patch";
const LIST: &str = "/paths/~1shops~1{shop}~1goods/get";
const GOOD: &str = "/definitions/Good/properties";

fn cases() -> Vec<(Rule, Vec<(String, Value)>)> {
    let at = |base: &str, rest: &str| format!("{base}{rest}");
    let one = |rule, base: &str, rest: &str, value: Value| (rule, vec![(at(base, rest), value)]);
    let operation = |id: &str| json!({"operationId": id, "responses": {"200": {"description": ""}}});
    let parameter = |required: bool| json!({"name": "extra", "in": "query", "type": "string", "required": required});
    let query = |rule, name: &str, value: Value| {
        let index = ["shop", "good", "fields", "top", "mode"].iter().position(|known| *known == name);
        (rule, vec![(format!("{GET}/parameters/{}", index.expect("a parameter")), value)])
    };
    let shop = |more: Value| {
        let mut shop = json!({"name": "shop", "in": "path", "required": true, "type": "string", "minLength": 2,
            "maxLength": 50, "pattern": "^[a-z]+$"});
        shop.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        shop
    };
    let property = |rule, rest: &str, value: Value| (rule, vec![(at(GOOD, rest), value)]);
    vec![
        one(Rule::ApiVersionChanged, "", "/info/version", json!("2025-01-01")),
        one(Rule::HostChanged, "", "/host", json!("shop.example")),
        one(Rule::ScopeAdded, "", "/securityDefinitions/login/scopes/more", json!("")),
        one(Rule::ClientRenamed, "", "/info/title", json!("Store")),
        one(Rule::OperationAdded, "", "/paths/~1shops", json!({"get": operation("Shops_List")})),
        one(Rule::OperationRenamed, GET, "/operationId", json!("Goods_Read")),
        (Rule::MethodChanged, vec![(at(GET, ""), Value::Null), (GET.replace("/get", "/head"), head())]),
        (Rule::ReturnTypeChanged, vec![(at(GET, ""), Value::Null), (GET.replace("/get", "/head"), get())]),
        (Rule::PathChanged, moved("/stores/{shop}/goods")),
        (Rule::PathCaseChanged, moved("/Shops/{shop}/goods")),
        (Rule::ParameterRenamed, renamed_placeholder()),
        one(Rule::OperationDeprecated, GET, "/deprecated", json!(true)),
        (Rule::ArgumentsReordered, swapped(&base(), &at(PUT, "/parameters"), 0, 1)),
        one(Rule::RequiredParameterAdded, GET, "/parameters/-", parameter(true)),
        one(Rule::OptionalParameterAdded, GET, "/parameters/-", parameter(false)),
        one(Rule::ParameterRequired, GET, "/parameters/3/required", json!(true)),
        query(
            Rule::ParameterMoved,
            "top",
            json!({"name": "top", "in": "header", "type": "integer", "format": "int32"}),
        ),
        query(
            Rule::ParameterConstant,
            "mode",
            json!({"name": "mode", "in": "query", "required": true, "type": "string", "enum": ["fancy"], "x-ms-enum": {"name": "Mode", "modelAsString": false}}),
        ),
        one(Rule::ListStyleChanged, GET, "/parameters/2/collectionFormat", json!("pipes")),
        one(Rule::EncodingChanged, GET, "/parameters/1/x-ms-skip-url-encoding", json!(true)),
        one(
            Rule::RequiredBodyAdded,
            GET,
            "/parameters/-",
            json!({"name": "body", "in": "body", "required": true, "schema": {"type": "object"}}),
        ),
        one(
            Rule::OptionalBodyAdded,
            GET,
            "/parameters/-",
            json!({"name": "body", "in": "body", "schema": {"type": "object"}}),
        ),
        one(Rule::BodyRequired, PATCH, "/parameters/2/required", json!(true)),
        one(Rule::RequestTypeAdded, PUT, "/consumes", json!(["application/json", "text/json"])),
        one(Rule::StatusAdded, GET, "/responses/202", json!({"description": ""})),
        one(Rule::ErrorAdded, GET, "/responses/409", json!({"description": ""})),
        one(Rule::ErrorUnmarked, GET, "/responses/404/x-ms-error-response", Value::Null),
        one(Rule::ResponseBodyRemoved, PUT, "/responses/201/schema", Value::Null),
        one(Rule::ResponseTypeAdded, GET, "/produces", json!(["application/json", "text/json"])),
        one(Rule::HeaderAdded, GET, "/responses/200/headers/x-more", json!({"type": "string"})),
        one(Rule::PagingRemoved, LIST, "/x-ms-pageable", Value::Null),
        one(Rule::RustTypeChanged, LIST, "/x-ms-pageable", Value::Null),
        one(Rule::NextLinkChanged, LIST, "/x-ms-pageable/nextLinkName", json!("next")),
        (
            Rule::NextPageChanged,
            vec![
                ("/paths/~1queries".to_owned(), json!({"post": operation("Goods_Query")})),
                (at(LIST, "/x-ms-pageable/operationName"), json!("Goods_Query")),
            ],
        ),
        one(Rule::PageItemsChanged, LIST, "/x-ms-pageable/itemName", json!("items")),
        one(Rule::LongRunningRemoved, PATCH, "/x-ms-long-running-operation", Value::Null),
        one(
            Rule::FinalStateChanged,
            PATCH,
            "/x-ms-long-running-operation-options/final-state-via",
            json!("original-uri"),
        ),
        one(
            Rule::FinalResultChanged,
            PATCH,
            "/responses/200/schema",
            json!({"type": "array", "items": {"$ref": "#/definitions/Good"}}),
        ),
        one(
            Rule::DefinitionAdded,
            "",
            "/definitions/New",
            json!({"type": "object", "properties": {"x": {"type": "string"}}}),
        ),
        (
            Rule::DefinitionRenamed,
            vec![
                (
                    "/definitions/Money".to_owned(),
                    json!({"type": "object", "properties": {"weight": {"type": "integer", "format": "int32"}}}),
                ),
                ("/definitions/Details".to_owned(), Value::Null),
                (at(GOOD, "/details/$ref"), json!("#/definitions/Money")),
            ],
        ),
        one(Rule::UsageChanged, PUT, "/responses/201/schema/$ref", json!("#/definitions/GoodCreate")).also(
            PUT,
            "/responses/200/schema/$ref",
            json!("#/definitions/GoodCreate"),
        ),
        one(Rule::ConstructorChanged, "", "/definitions/GoodCreate/required", json!(["name", "maker"])),
        property(Rule::AccessorsChanged, "/details/x-ms-client-flatten", Value::Null),
        property(Rule::FlattenRemoved, "/details/x-ms-client-flatten", Value::Null),
        property(Rule::PropertyRenamed, "/name/x-ms-client-name", json!("title")),
        one(
            Rule::RequiredPropertyAdded,
            "",
            "/definitions/GoodCreate",
            json!({"type": "object", "required": ["name", "extra"], "properties": {
            "name": {"type": "string"}, "extra": {"type": "string"}, "maker": {"type": "string"},
            "size": {"type": "string", "enum": ["s", "m"], "x-ms-enum": {"name": "Size", "modelAsString": false}}}}),
        ),
        property(Rule::OptionalPropertyAdded, "/extra", json!({"type": "string"})),
        one(Rule::PropertyRequired, "", "/definitions/GoodCreate/required", json!(["name", "maker"])),
        property(Rule::PropertyReadOnly, "/name/readOnly", json!(true)),
        property(Rule::MutabilityChanged, "/note/x-ms-mutability", json!(["create", "read", "update"])),
        one(Rule::AdditionalAllowed, "", "/definitions/Move/additionalProperties", json!({"type": "string"})),
        one(Rule::DiscriminatorRemoved, "", "/definitions/Animal/discriminator", Value::Null),
        one(Rule::DiscriminatorChanged, "", "/definitions/Animal/discriminator", json!("sort")),
        one(
            Rule::KindAdded,
            "",
            "/definitions/Dog",
            json!({"type": "object", "allOf": [{"$ref": "#/definitions/Animal"}]}),
        ),
        property(Rule::TypeChanged, "/name", json!({"type": "boolean"})),
        property(Rule::TypeWidened, "/amount", json!({"type": "integer", "format": "int64", "enum": [1, 2]})),
        property(Rule::FormatChanged, "/code/format", json!("uri")),
        property(Rule::SecretAdded, "/secret/x-ms-secret", json!(true)),
        property(Rule::Nullable, "/name/x-nullable", json!(true)),
        property(Rule::DefaultRemoved, "/code/default", Value::Null),
        property(Rule::DefaultChanged, "/code/default", json!("some")),
        one(Rule::EnumValueAdded, "", "/definitions/Colour/enum/-", json!("green")),
        one(Rule::EnumOpened, "", "/definitions/Colour/x-ms-enum/modelAsString", json!(true)),
        property(Rule::EnumImposed, "/secret/enum", json!(["x", "y"])),
        one(Rule::VariantRenamed, "", "/definitions/Colour/x-ms-enum/values/0/name", json!("Scarlet")),
        query(Rule::MinLengthRaised, "shop", shop(json!({"minLength": 3}))),
        query(Rule::MaxLengthLowered, "shop", shop(json!({"maxLength": 9}))),
        query(Rule::PatternChanged, "shop", shop(json!({"pattern": "^.$"}))),
        property(Rule::PatternRemoved, "/name/pattern", Value::Null),
        property(Rule::MinimumRaised, "/price/exclusiveMinimum", json!(true)),
        property(Rule::MaximumLowered, "/price/maximum", json!(9.5)),
        property(Rule::MultipleChanged, "/price/multipleOf", json!(0.25)),
        property(Rule::NumberAdded, "/amount/enum/-", json!(3)),
        property(Rule::MinItemsRaised, "/tags/minItems", json!(2)),
        property(Rule::MaxItemsLowered, "/tags/maxItems", json!(8)),
        property(Rule::UniqueRemoved, "/tags/uniqueItems", Value::Null),
        property(Rule::MinPropertiesRaised, "/labels/minProperties", json!(2)),
        property(Rule::MaxPropertiesLowered, "/labels/maxProperties", json!(3)),
    ]
}

trait Also {
    /// A case with one more edit.
    fn also(self, base: &str, rest: &str, value: Value) -> Self;
}

impl Also for (Rule, Vec<(String, Value)>) {
    fn also(mut self, base: &str, rest: &str, value: Value) -> Self {
        self.1.push((format!("{base}{rest}"), value));
        self
    }
}

fn get() -> Value {
    base().pointer(GET).expect("the operation").clone()
}

/// `Goods_Get` without bodies, as a HEAD answers.
fn head() -> Value {
    let mut get = get();
    get["responses"]["200"].as_object_mut().expect("a response").remove("schema");
    get
}

/// `Goods_List` at another path.
fn moved(path: &str) -> Vec<(String, Value)> {
    let list = base().pointer(LIST).expect("the operation").clone();
    let to = format!("/paths/{}", path.replace('/', "~1"));
    vec![("/paths/~1shops~1{shop}~1goods".to_owned(), Value::Null), (to, json!({"get": list}))]
}

/// `Goods_List` with another name in its path.
fn renamed_placeholder() -> Vec<(String, Value)> {
    let mut edits = moved("/shops/{store}/goods");
    edits[1].1["get"]["parameters"][0]["name"] = json!("store");
    edits
}

fn swapped(base: &Value, pointer: &str, first: usize, second: usize) -> Vec<(String, Value)> {
    let mut list = base.pointer(pointer).expect("a list").clone();
    list.as_array_mut().expect("a list").swap(first, second);
    vec![(pointer.to_owned(), list)]
}

/// The base with an edit; `-` at the end of a pointer is after the last item.
fn edited(edits: &[(String, Value)]) -> Value {
    let mut document = base();
    for (pointer, value) in edits {
        let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
        let key = key.replace("~1", "/");
        match (document.pointer_mut(parent).unwrap_or_else(|| panic!("{parent}")), value) {
            (Value::Array(items), value) if key == "-" => items.push(value.clone()),
            (Value::Array(items), value) => items[key.parse::<usize>().expect("an index")] = value.clone(),
            (Value::Object(map), Value::Null) => drop(map.remove(&key)),
            (Value::Object(map), value) => drop(map.insert(key, value.clone())),
            (other, _) => panic!("{pointer}: {other}"),
        }
    }
    document
}

fn rules(comparison: &Comparison) -> Vec<Rule> {
    let mut rules: Vec<Rule> = comparison.differences.iter().map(|difference| difference.rule).collect();
    rules.sort();
    rules
}

#[test]
fn every_rule_applies_to_its_change_and_its_mirror_to_the_change_back() {
    for (rule, edits) in cases() {
        let (left, right) = (base(), edited(&edits));
        let (forth, back) = (between(&left, &right), between(&right, &left));
        let told = format!("{rule}\n{}", listing(&forth));
        assert!(rules(&forth).contains(&rule), "{told}");
        let mut mirrored: Vec<Rule> = rules(&forth).into_iter().map(Rule::mirror).collect();
        mirrored.sort();
        assert_eq!(mirrored, rules(&back), "{told}\nback:\n{}", listing(&back));
    }
}

#[test]
fn no_rule_is_without_a_change() {
    let tried: BTreeSet<Rule> = cases().iter().flat_map(|(rule, _)| [*rule, rule.mirror()]).collect();
    let missing: Vec<&Rule> = Rule::ALL.iter().filter(|rule| !tried.contains(rule)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn the_mirror_of_the_mirror_is_the_rule() {
    for rule in Rule::ALL {
        assert_eq!(rule.mirror().mirror(), *rule);
        assert_eq!(rule.mirror().concern(), rule.concern(), "{rule}");
    }
}

/// A rule that mirrors itself says nothing about the way, so it must show the values before and after.
#[test]
fn a_rule_that_mirrors_itself_shows_what_changed() {
    for (rule, edits) in cases() {
        for difference in between(&base(), &edited(&edits)).differences {
            if difference.rule.mirror() == difference.rule {
                assert_ne!(difference.before, difference.after, "{rule}: {difference:?}");
            }
        }
    }
}

#[test]
fn ids_are_unique_and_in_one_style() {
    let ids: BTreeSet<&str> = Rule::ALL.iter().map(|rule| rule.id()).collect();
    assert_eq!(ids.len(), Rule::ALL.len());
    assert!(ids.iter().all(|id| id.chars().all(|one| one.is_ascii_lowercase() || one == '-')));
}

/// What a request must have in addition breaks callers; what an answer has in addition does not.
#[test]
fn the_same_change_breaks_in_one_direction_only() {
    let levels: BTreeMap<Direction, Level> =
        [Direction::Request, Direction::Response].map(|way| (way, Rule::RequiredPropertyAdded.level(way))).into();
    assert_eq!(levels[&Direction::Request], Level::Breaking);
    assert_eq!(levels[&Direction::Response], Level::Additive);
    assert_eq!(Rule::MaxLengthLowered.level(Direction::Response), Level::None);
    assert_eq!(Rule::MaxLengthLowered.level(Direction::Both), Level::Breaking);
}

#[test]
fn rules_about_rust_alone_do_nothing_on_the_wire() {
    for rule in Rule::ALL.iter().filter(|rule| rule.concern() == Concern::Rust) {
        assert_eq!(rule.level(Direction::Both), Level::None, "{rule}");
    }
}

/// The level of a rule's row after edits of a service whose `GoodCreate` is sent and received, if there is one.
fn level(edits: &[(&str, Value)], rule: Rule) -> Option<Level> {
    let owned = |(path, value): &(&str, Value)| ((*path).to_owned(), value.clone());
    let received = (format!("{PUT}/responses/201/schema/$ref"), json!("#/definitions/GoodCreate"));
    let edits: Vec<_> = std::iter::once(received.clone()).chain(edits.iter().map(owned)).collect();
    let comparison = between(&edited(&[received]), &edited(&edits));
    comparison.differences.iter().find(|difference| difference.rule == rule).map(|difference| difference.level)
}

#[test]
fn what_the_service_alone_sets_breaks_no_request() {
    let required = ("/definitions/GoodCreate/required/-", json!("fresh"));
    let fresh = |more: Value| ("/definitions/GoodCreate/properties/fresh", more);
    let demanded = [fresh(json!({"type": "string"})), required.clone()];
    assert_eq!(level(&demanded, Rule::RequiredPropertyAdded), Some(Level::Breaking));
    let read_only = [fresh(json!({"type": "string", "readOnly": true})), required];
    assert_eq!(level(&read_only, Rule::RequiredPropertyAdded), Some(Level::Additive));
}

#[test]
fn what_has_a_default_is_not_demanded() {
    let required = ("/definitions/GoodCreate/required/-", json!("fresh"));
    let fresh = ("/definitions/GoodCreate/properties/fresh", json!({"type": "string", "default": "now"}));
    let edits = [fresh, required];
    assert_eq!(level(&edits, Rule::RequiredPropertyAdded), None);
    assert_eq!(level(&edits, Rule::OptionalPropertyAdded), Some(Level::Additive));
    let parameter = json!({"name": "extra", "in": "query", "type": "string", "required": true, "default": "x"});
    let path = format!("{GET}/parameters/-");
    assert_eq!(level(&[(&path, parameter)], Rule::OptionalParameterAdded), Some(Level::Additive));
}
