//! Connections that break, lie or hang.

use super::client::{credential, of_port};
use super::server::{Server, Turn, http};
use apim::ApiManagementClient;
use apim::ResponseHeaders as _;
use apim::models::UserContract;
use azure_core::Error;
use azure_core::error::ErrorKind;
use std::net::TcpListener;
use std::time::Duration;

const USER: &str = " [GET https://management.azure.com/subscriptions/sub/resourceGroups/rg/providers/\
                    Microsoft.ApiManagement/service/svc/users/ada?api-version=2024-05-01]";

/// What an error says besides where it comes from, which it must name.
fn reason(error: &Error) -> String {
    let text = error.to_string();
    let reason = text.strip_prefix("User_Get: ").and_then(|text| text.strip_suffix(USER));
    reason.unwrap_or_else(|| panic!("{text}")).to_owned()
}

async fn get(client: &ApiManagementClient) -> Result<UserContract, Error> {
    client.user().get("rg", "svc", "ada", None).await?.into_model()
}

/// The error of a call that is tried once.
async fn failure(turn: Turn) -> Error {
    let server = Server::of([turn]);
    get(&of_port(server.port, 1)).await.unwrap_err()
}

/// As many bytes as announced, in JSON.
fn ada() -> Vec<u8> {
    http("200 OK", &["content-length: 15"], br#"{"name": "ada"}"#)
}

#[tokio::test]
async fn a_refused_connection_is_told_with_its_cause() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    for tries in [1, 3] {
        let error = get(&of_port(port, tries)).await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Connection));
        assert!(reason(&error).contains("refused"), "{error}");
    }
}

#[tokio::test]
async fn broken_answers_are_told_and_not_taken_for_whole() {
    let breaks = [
        Turn::Reset(Vec::new()),
        Turn::Answer(Vec::new()),
        Turn::Answer(b"HTTP/1.1 200".to_vec()),
        Turn::Answer(b"SSH-2.0-OpenSSH_9.6\r\n".to_vec()),
        Turn::Answer(http("200 OK", &["content-length: 50"], br#"{"name": "ada"}"#)),
        Turn::Reset(http("200 OK", &["content-length: 50"], br#"{"name": "ada"}"#)),
        Turn::Answer(http("200 OK", &["transfer-encoding: chunked"], b"f\r\n{\"name\": \"ada\"}\r\n")),
        Turn::Answer(http("200 OK", &["transfer-encoding: chunked"], b"zz\r\n{}")),
        Turn::Answer(http("200 OK", &["content-encoding: gzip", "content-length: 15"], br#"{"name": "ada"}"#)),
        Turn::Answer(http("500 Oh", &["content-length: 50"], b"{")),
    ];
    for (index, turn) in breaks.into_iter().enumerate() {
        let error = failure(turn).await;
        assert!(matches!(error.kind(), ErrorKind::Io), "{index}: {error:?}");
        assert!(!reason(&error).is_empty(), "{index}: {error}");
        assert!(!format!("{error} {error:?}").contains("bearer-secret"), "{index}: {error:?}");
    }
}

#[tokio::test]
async fn a_break_that_passes_is_not_seen() {
    let server = Server::of([
        Turn::Reset(Vec::new()),
        Turn::Answer(http("200 OK", &["content-length: 50"], br#"{"name""#)),
        Turn::Answer(http("503 Busy", &["content-length: 0"], b"")),
        Turn::Answer(ada()),
    ]);
    assert_eq!(get(&of_port(server.port, 4)).await.unwrap().name.as_deref(), Some("ada"));
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn chunks_and_compression_are_undone() {
    // gzip of {"name": "ada"}
    let gzip = [
        0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0xff, 0xab, 0x56, 0xca, 0x4b, 0xcc, 0x4d, 0x55, 0xb2,
        0x52, 0x50, 0x4a, 0x4c, 0x49, 0x54, 0xaa, 0x05, 0x00, 0x6c, 0x8d, 0xcb, 0x25, 0x0f, 0x00, 0x00, 0x00,
    ];
    let whole = [
        http("200 OK", &["transfer-encoding: chunked"], b"7\r\n{\"name\"\r\n8\r\n: \"ada\"}\r\n0\r\n\r\n"),
        http("200 OK", &["content-encoding: gzip", &format!("content-length: {}", gzip.len())], &gzip),
        http("200 OK", &[], br#"{"name": "ada"}"#),
    ];
    for answer in whole {
        let server = Server::of([Turn::Answer(answer)]);
        assert_eq!(get(&of_port(server.port, 1)).await.unwrap().name.as_deref(), Some("ada"));
    }
}

#[tokio::test]
async fn what_is_no_text_is_an_error() {
    let error = failure(Turn::Answer(http("200 OK", &[], b"{\"name\": \"\xff\xfe\"}"))).await;
    assert!(error.to_string().contains("invalid unicode"), "{error}");
    let error = failure(Turn::Answer(http("400 Bad Request", &[], b"\xff\xfe"))).await;
    assert_eq!(reason(&error), "400 Bad Request: \u{fffd}\u{fffd}");
}

#[tokio::test]
async fn of_a_repeated_header_the_last_counts() {
    let head = ["etag: \"a\"", "ETag: \"b\"", "content-length: 2"];
    let server = Server::of([Turn::Answer(http("200 OK", &head, b"{}"))]);
    let response = of_port(server.port, 1).user().get("rg", "svc", "ada", None).await.unwrap();
    assert_eq!(response.etag().unwrap().unwrap().to_string(), "\"b\"");
    let waits = ["retry-after: 86400", "retry-after: 0", "content-length: 0"];
    let server = Server::of([Turn::Answer(http("429 Wait", &waits, b"")), Turn::Answer(ada())]);
    assert!(get(&of_port(server.port, 2)).await.is_ok());
}

#[tokio::test]
async fn a_header_that_is_no_text_is_as_if_absent() {
    let mut answer =
        b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\netag: \"\xff\xfe\"\r\n\r\n{}".to_vec();
    let server = Server::of([Turn::Answer(answer.clone())]);
    let response = of_port(server.port, 1).user().get("rg", "svc", "ada", None).await.unwrap();
    assert_eq!(response.etag().unwrap(), None);
    answer = b"HTTP/1.1 404 No\r\nconnection: close\r\nx-ms-request-id: \xff\r\n\r\n".to_vec();
    assert_eq!(reason(&failure(Turn::Answer(answer)).await), "404 Not Found");
}

#[tokio::test]
async fn a_redirect_takes_the_token_nowhere() {
    let elsewhere = Server::of([Turn::Answer(ada())]);
    let location = format!("location: http://127.0.0.1:{}/steal", elsewhere.port);
    let error = failure(Turn::Answer(http("302 Found", &[&location, "content-length: 0"], b""))).await;
    let expected = format!("302 Found, not followed to http://127.0.0.1:{}/steal", elsewhere.port);
    assert_eq!(reason(&error), expected);
    assert!(elsewhere.requests().is_empty());
}

#[tokio::test]
async fn the_callers_limit_leaves_the_client_whole() {
    let half = http("200 OK", &["content-length: 15"], br#"{"name""#);
    let server = Server::of([Turn::Silence(Vec::new()), Turn::Silence(half), Turn::Answer(ada())]);
    let client = of_port(server.port, 1);
    let limit = Duration::from_millis(100);
    for _ in 0..2 {
        assert!(tokio::time::timeout(limit, get(&client)).await.is_err());
    }
    assert_eq!(get(&client).await.unwrap().name.as_deref(), Some("ada"));
}

#[tokio::test]
async fn a_large_body_is_read_whole() {
    let mut body = br#"{"name": ""#.to_vec();
    body.resize(100 << 20, b'x');
    body.extend(br#""}"#);
    let head = format!("content-length: {}", body.len());
    let server = Server::of([Turn::Answer(http("200 OK", &[&head], &body))]);
    let user = get(&of_port(server.port, 1)).await.unwrap();
    assert_eq!(user.name.map(|name| name.len()), Some((100 << 20) - 10));
}

#[tokio::test]
async fn no_token_goes_out_unencrypted() {
    use apim::ApiManagementClientOptions;
    use apim::arm::Audience;
    use azure_core::cloud::{Audiences, CustomConfiguration};
    let server = Server::of([Turn::Answer(ada())]);
    let mut custom = CustomConfiguration::default();
    custom.audiences = Audiences::new().with::<Audience>(format!("http://127.0.0.1:{}", server.port));
    let mut options = ApiManagementClientOptions::default();
    options.client_options.cloud = Some(std::sync::Arc::new(custom.into()));
    let error = ApiManagementClient::new("sub", credential(), Some(options)).unwrap_err().to_string();
    assert!(error.contains("is not encrypted") && error.contains("https is due"), "{error}");
    assert!(server.requests().is_empty());
}
