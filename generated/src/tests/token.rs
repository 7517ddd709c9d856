//! Shared access tokens of users.

use super::script::{Answer, Script, json};
use crate::models::{UserTokenParameters, UserTokenResult};
use crate::{ApiManagementClient, ApiManagementClientOptions, SharedAccessToken};
use azure_core::Result;
use azure_core::time::{Duration, OffsetDateTime, parse_rfc3339};
use std::sync::Arc;

const TOKEN: &str = "userId1718&201904210044&9A1GR5f5WIhFvFmzQG+xxa==";

fn time(text: &str) -> OffsetDateTime {
    parse_rfc3339(text).unwrap()
}

#[test]
fn a_token_has_three_parts() {
    let token: SharedAccessToken = TOKEN.parse().unwrap();
    assert_eq!(token.user_id(), "userId1718");
    assert_eq!(token.expiry(), time("2019-04-21T00:44:00Z"));
    assert_eq!(token.value().secret(), TOKEN);
    assert_eq!(token.authorization().secret(), format!("SharedAccessSignature {TOKEN}"));
    assert!(!token.is_expired_at(time("2019-04-21T00:43:59Z")));
    assert!(token.is_expired_at(time("2019-04-21T00:44:00Z")));
}

#[test]
fn a_user_may_hold_the_separator() {
    let token: SharedAccessToken = "a&b&201904210044&sig".parse().unwrap();
    assert_eq!(token.user_id(), "a&b");
}

#[test]
fn what_is_no_token_is_refused_and_not_shown() {
    for text in [
        "",
        "SECRET",
        "u&SECRET",
        "u&201904210044&",
        "&201904210044&SECRET",
        "u&20190421004&SECRET",
        "u&201913210044&SECRET",
        "u&2019042100é4&SECRET",
        "u&+01904210044&SECRET",
        "u&201904210044&SECRET\r\nx: y",
    ] {
        let error = text.parse::<SharedAccessToken>().unwrap_err();
        assert!(error.to_string().starts_with("no shared access token: "), "{error}");
        assert!(!format!("{error} {error:?}").contains("SECRET"), "{text}");
    }
    assert!(SharedAccessToken::try_from(&UserTokenResult::default()).is_err());
}

#[test]
fn debug_hides_the_signature() {
    let token: SharedAccessToken = TOKEN.parse().unwrap();
    let shown = format!("{token:?} {:?} {:?}", token.value(), token.authorization());
    assert!(shown.contains("userId1718") && !shown.contains("9A1GR5"), "{shown}");
}

#[test]
fn the_expiry_lies_within_thirty_days() {
    let now = time("2024-05-01T00:00:00Z");
    let check = |ahead| UserTokenParameters::new(now + ahead).check_expiry(now).map_err(|error| error.to_string());
    assert_eq!(check(Duration::seconds(1)), Ok(()));
    assert_eq!(check(Duration::days(30)), Ok(()));
    assert!(check(Duration::ZERO).unwrap_err().ends_with("is not in the future"));
    assert!(check(Duration::days(30) + Duration::seconds(1)).unwrap_err().ends_with("is more than 30 days away"));
}

async fn get(script: &Arc<Script>, ahead: Duration) -> Result<SharedAccessToken> {
    let options = ApiManagementClientOptions { client_options: script.options(None), ..Default::default() };
    let users = ApiManagementClient::new("sub", script.clone(), Some(options))?.user();
    let parameters = UserTokenParameters::new(OffsetDateTime::now_utc() + ahead);
    users.shared_access_token("rg", "svc", "u", parameters, None).await
}

#[tokio::test]
async fn the_client_gives_a_checked_token() {
    let script = Script::of([json(200, r#"{"value": "u&201904210044&sig"}"#)]);
    let token = get(&script, Duration::days(1)).await.unwrap();
    assert_eq!((token.user_id(), token.value().secret()), ("u", "u&201904210044&sig"));
    assert_eq!(script.seen().len(), 1);
}

#[tokio::test]
async fn a_bad_expiry_sends_nothing() {
    let script = Script::of([]);
    for ahead in [Duration::days(-1), Duration::days(31)] {
        assert!(get(&script, ahead).await.unwrap_err().to_string().contains("expiry"));
    }
    assert!(script.seen().is_empty());
}

#[tokio::test]
async fn an_answer_without_a_token_is_an_error_that_shows_nothing() {
    let answers: [Answer; 3] =
        [json(200, "{}"), json(200, r#""u&201904210044&SECRET""#), json(200, r#"{"value": "SECRET"}"#)];
    for answer in answers {
        let error = get(&Script::of([answer]), Duration::days(1)).await.unwrap_err();
        assert!(error.to_string().starts_with("no shared access token: "), "{error}");
        assert!(!format!("{error:?}").contains("SECRET"));
    }
}
