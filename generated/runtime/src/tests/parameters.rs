//! Constraints hold before anything is sent.

use super::script::Script;
use super::things::{Things, early_reason, long_running};
use crate::arm::{FinalState, Outcome, Parameter, ParameterValue};
use azure_core::credentials::Secret;
use azure_core::http::Method;

static LENGTH: Parameter = Parameter::new("length").length(2, Some(3));
static PATTERN: Parameter = Parameter::new("pattern").pattern("^[a-z]+$");
static UNREADABLE: Parameter = Parameter::new("unreadable").pattern("^(?=a)b$");
static RANGE: Parameter = Parameter::new("range").range(Some(1.0), Some(10.0));
static OPEN_RANGE: Parameter =
    Parameter::new("open").range(Some(0.0), Some(1.0)).exclusive_minimum().exclusive_maximum();
static STEP: Parameter = Parameter::new("step").multiple_of(0.1);
static ITEMS: Parameter = Parameter::new("items").items(1, Some(2)).unique_items().length(1, Some(1));

/// What is wrong with the value. The script has no answers, so a request would panic.
async fn problem(parameter: &'static Parameter, value: &dyn ParameterValue) -> String {
    let script = Script::of([]);
    let client = script.client();
    let call = client.call("T", Method::Get, "/x", &[]).query(parameter, value);
    early_reason(&client.send(call, Default::default()).await.unwrap_err())
}

async fn is_fine(parameter: &'static Parameter, value: &dyn ParameterValue) -> bool {
    let script = Script::of([super::script::json(200, "{}")]);
    let client = script.client();
    let call = client.call("T", Method::Get, "/x", &[]).query(parameter, value);
    client.send(call, Default::default()).await.is_ok()
}

#[tokio::test]
async fn text() {
    assert_eq!(problem(&LENGTH, &"a").await, "length: \"a\" is shorter than 2 characters");
    assert_eq!(problem(&LENGTH, &"abcd").await, "length: \"abcd\" is longer than 3 characters");
    assert!(is_fine(&LENGTH, &"äöü").await);
    assert_eq!(problem(&PATTERN, &"a b").await, "pattern: \"a b\" does not match ^[a-z]+$");
    assert!(is_fine(&PATTERN, &Some("ab".to_owned())).await);
    assert!(is_fine(&UNREADABLE, &"anything").await);
}

#[tokio::test]
async fn no_message_shows_a_secret() {
    assert_eq!(problem(&PATTERN, &Secret::new("A-SECRET")).await, "pattern: the secret does not match ^[a-z]+$");
}

#[tokio::test]
async fn numbers() {
    assert_eq!(problem(&RANGE, &0).await, "range: 0 is not at least 1");
    assert_eq!(problem(&RANGE, &11_i64).await, "range: 11 is not at most 10");
    assert!(is_fine(&RANGE, &1).await && is_fine(&RANGE, &10).await);
    assert_eq!(problem(&OPEN_RANGE, &0.0).await, "open: 0 is not greater than 0");
    assert_eq!(problem(&OPEN_RANGE, &1.0).await, "open: 1 is not less than 1");
    assert_eq!(problem(&STEP, &0.25).await, "step: 0.25 is not a multiple of 0.1");
    assert!(is_fine(&STEP, &0.3).await);
}

#[tokio::test]
async fn lists() {
    assert_eq!(problem(&ITEMS, &Vec::<String>::new()).await, "items: 0 items, where 1 to 2 are allowed");
    assert_eq!(problem(&ITEMS, &vec!["a", "b", "c"]).await, "items: 3 items, where 1 to 2 are allowed");
    assert_eq!(problem(&ITEMS, &vec!["a", "a"]).await, "items: an item is there twice");
    assert_eq!(problem(&ITEMS, &vec!["ab"]).await, "items: \"ab\" is longer than 1 characters");
    assert!(is_fine(&ITEMS, &vec!["a", "b"]).await);
}

#[tokio::test]
async fn the_first_problem_is_told_by_every_way_of_sending() {
    let script = Script::of([]);
    let client = script.client();
    let call = || client.call("T", Method::Get, "/x", &[]).query(&LENGTH, &"a").query(&PATTERN, &"B");
    let expected = "length: \"a\" is shorter than 2 characters";
    assert_eq!(early_reason(&client.exists(call(), Default::default()).await.unwrap_err()), expected);
    assert_eq!(early_reason(&client.stream(call(), Default::default()).await.unwrap_err()), expected);
    let pager = client.pager::<Things>(call(), None, Default::default());
    assert_eq!(early_reason(&pager.err().unwrap()), expected);
    let poller = client.operation::<(), azure_core::http::NoFormat>(
        call(),
        long_running(FinalState::Default, Outcome::Result),
        Default::default(),
    );
    assert_eq!(early_reason(&poller.err().unwrap()), expected);
}
