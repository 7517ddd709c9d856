//! Unions: no kind loses anything, known or not, at any depth.

use crate::arm::{Opt, Same, model, union};
use serde_json::{Map, Value, json};

#[derive(Clone, Debug, Default, PartialEq)]
struct Circle {
    kind: Option<String>,
    radius: Option<f64>,
    inner: Option<Box<Figure>>,
}
model! {
    Circle by "kind" = "circle" {
        kind,
        radius,
        inner,
    }
}

/// A kind under two values, so that it has none of its own.
#[derive(Clone, Debug, Default, PartialEq)]
struct Square {
    kind: Option<String>,
}
model! {
    Square {
        kind,
    }
}

/// A kind that does not know what tells it.
#[derive(Clone, Debug, Default, PartialEq)]
struct Dot {}
model! {
    Dot {
    }
}

/// What a further discriminator tells.
#[derive(Clone, Debug, PartialEq)]
enum Solid {
    Ball(Ball),
    UnknownKind(Map<String, Value>),
}
union! { Solid by "solid" { Ball = "ball" } }

#[derive(Clone, Debug, Default, PartialEq)]
struct Ball {
    kind: Option<String>,
    solid: Option<String>,
    weight: Option<i32>,
}
model! {
    Ball by "kind" = "solid" by "solid" = "ball" {
        kind,
        solid,
        weight,
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Figure {
    Circle(Circle),
    Square(Square),
    Tile(Square),
    Dot(Box<Dot>),
    Solid(Solid),
    UnknownKind(Map<String, Value>),
}
union! {
    Figure by "kind" { Circle = "circle", Square = "square", Tile = "tile", Dot = "dot", Solid = "solid" }
}

struct Drawing {
    figure: Option<Figure>,
    first: Option<Figure>,
}
model! {
    Drawing {
        figure,
        first: Opt<Same>,
    }
}

fn read(value: &Value) -> Figure {
    serde_json::from_value(value.clone()).unwrap()
}

fn written(figure: &Figure) -> Value {
    serde_json::to_value(figure).unwrap()
}

#[test]
fn kinds_are_told_by_their_discriminator() {
    let circle = json!({"kind": "circle", "radius": 1.0});
    assert!(matches!(read(&circle), Figure::Circle(Circle { radius: Some(1.0), .. })));
    assert!(matches!(read(&json!({"kind": "square"})), Figure::Square(_)));
    assert!(matches!(read(&json!({"kind": "tile"})), Figure::Tile(_)));
    assert!(matches!(read(&json!({"kind": "SOLID", "solid": "Ball"})), Figure::Solid(Solid::Ball(_))));
}

#[test]
fn what_is_read_is_written_again() {
    for value in [
        json!({"kind": "circle", "radius": 1.0, "inner": {"kind": "circle", "inner": {"kind": "star", "points": 5}}}),
        json!({"kind": "CIRCLE"}),
        json!({"kind": "tile"}),
        json!({"kind": "dot"}),
        json!({"kind": "solid", "solid": "ball", "weight": 1}),
        json!({"kind": "solid", "solid": "cube", "edge": 2}),
        json!({"kind": "solid", "solid": null}),
        json!({"kind": "solid"}),
        json!({"kind": "star", "points": 5}),
        json!({"kind": "", "points": 5}),
        json!({"kind": null, "radius": 1.0}),
        json!({"kind": 1}),
        json!({"kind": {"name": "circle"}}),
        json!({"radius": 1.0}),
        json!({}),
    ] {
        assert_eq!(written(&read(&value)), value);
    }
}

#[test]
fn what_is_made_says_of_what_kind_it_is() {
    assert_eq!(written(&Figure::Circle(Circle::default())), json!({"kind": "circle"}));
    assert_eq!(written(&Figure::Square(Square::default())), json!({"kind": "square"}));
    assert_eq!(written(&Figure::Tile(Square::default())), json!({"kind": "tile"}));
    assert_eq!(written(&Figure::Dot(Box::default())), json!({"kind": "dot"}));
    let ball = Ball { weight: Some(1), ..Ball::default() };
    let expected = json!({"kind": "solid", "solid": "ball", "weight": 1});
    assert_eq!(written(&Figure::Solid(Solid::Ball(ball.clone()))), expected);
    assert_eq!(serde_json::to_value(ball).unwrap(), expected);
}

#[test]
fn null_in_place_of_an_optional_union_is_absence() {
    let drawing: Drawing = serde_json::from_value(json!({"figure": null, "first": {"kind": "dot"}})).unwrap();
    assert_eq!(serde_json::to_value(drawing).unwrap(), json!({"first": {"kind": "dot"}}));
}

#[test]
fn a_malformed_known_kind_is_refused_with_its_place() {
    let error = |value: Value| serde_json::from_value::<Drawing>(value).err().map(|error| error.to_string());
    let wide = json!({"figure": {"kind": "circle", "inner": {"kind": "circle", "radius": "wide"}}});
    let expected = "figure: inner: radius: invalid type: string, expected f64";
    assert_eq!(error(wide).as_deref(), Some(expected));
    for (value, expected) in [
        (json!("CANARY"), "figure: invalid type: string, expected a map"),
        (json!([{}]), "figure: invalid type: sequence, expected a map"),
    ] {
        assert_eq!(error(json!({ "figure": value })).as_deref(), Some(expected));
    }
    let error = serde_json::from_value::<Figure>(json!("CANARY")).unwrap_err().to_string();
    assert!(!error.contains("CANARY"), "{error}");
}
