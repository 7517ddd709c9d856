//! Instants, as services write them.

use crate::arm::{Opt, Rfc1123, Rfc3339, Unix, model};
use azure_core::time::OffsetDateTime;
use serde_json::{Value, json};

#[derive(Debug, Default)]
struct Times {
    iso: Option<OffsetDateTime>,
    http: Option<OffsetDateTime>,
    unix: Option<OffsetDateTime>,
}
model! {
    Times {
        iso: Opt<Rfc3339>,
        http: Opt<Rfc1123>,
        unix: Opt<Unix>,
    }
}

fn times(value: Value) -> Result<Value, String> {
    let times: Times = serde_json::from_value(value).map_err(|error| error.to_string())?;
    serde_json::to_value(times).map_err(|error| error.to_string())
}

const NOON: &str = "2024-05-31T12:00:00Z";

#[test]
fn an_instant_is_read_in_every_format_that_leaves_no_doubt() {
    let spellings = [
        NOON,
        "2024-05-31t12:00:00z",
        "2024-05-31 12:00:00Z",
        "2024-05-31T12:00:00",
        "2024-05-31T12:00Z",
        "2024-05-31T12:00:00+0000",
        "2024-05-31T12:00:00+00",
        "2024-05-31T14:00:00+0200",
        "2024-05-31T10:00:00 -02:00",
        "2024-05-31 12:00:00 UTC",
        "Fri, 31 May 2024 12:00:00 GMT",
        "Friday, 31 May 2024 12:00:00 GMT",
        "31 may 2024 12:00:00 +0000",
        "5/31/2024 12:00:00 PM +00:00",
        "05/31/2024 12:00:00",
        "31/05/2024 12:00:00",
    ];
    for text in spellings {
        let expected = json!({"iso": NOON, "http": "Fri, 31 May 2024 12:00:00 GMT", "unix": 1717156800});
        assert_eq!(times(json!({"iso": text, "http": text, "unix": text})), Ok(expected), "{text}");
    }
    assert_eq!(times(json!({"iso": "2024-05-31"})), Ok(json!({"iso": "2024-05-31T00:00:00Z"})));
    assert_eq!(times(json!({"iso": "2024-05-31T12:00:00,25Z"})), Ok(json!({"iso": "2024-05-31T12:00:00.25Z"})));
    assert_eq!(times(json!({"iso": "3/31/2015 12:00:00 AM +00:00"})), Ok(json!({"iso": "2015-03-31T00:00:00Z"})));
    assert_eq!(times(json!({"iso": "5/5/2015 1:02:03 PM"})), Ok(json!({"iso": "2015-05-05T13:02:03Z"})));
    assert_eq!(
        times(json!({"http": "Wed, 1 May 2024 9:00:00 GMT"})),
        Ok(json!({"http": "Wed, 01 May 2024 09:00:00 GMT"}))
    );
    for unix in
        [json!(1717156800), json!(1717156800.0), json!("1717156800"), json!("1717156800.0"), json!(1717156800.25)]
    {
        assert_eq!(times(json!({"unix": unix})), Ok(json!({"unix": 1717156800})));
    }
    let read: Times = serde_json::from_value(json!({"unix": -0.5})).unwrap();
    assert_eq!(read.unix.map(OffsetDateTime::unix_timestamp_nanos), Some(-500_000_000));
    assert_eq!(times(json!({"iso": "", "http": " ", "unix": ""})), Ok(json!({})));
}

#[test]
fn an_instant_in_doubt_is_told_with_its_place() {
    let odd = [
        // March or April?
        json!("3/4/2015 12:00:00 AM +00:00"),
        json!("13/13/2015 12:00:00 AM"),
        json!("3/31/15 12:00:00 AM"),
        json!("3/31/2015 13:00:00 AM"),
        json!("2015-02-30T00:00:00Z"),
        json!("2015-02-03T25:00:00Z"),
        json!("2015-02-03T00:00:00+00000"),
        json!("2015-02-03T00:00:00 PST"),
        json!("06-Nov-94 08:49:37 GMT"),
        json!("yesterday"),
        json!("\u{65e5}\u{672c}\u{8a9e}\u{65e5}\u{672c}"),
    ];
    for value in odd {
        let expected = Err("iso: it is no instant as Rfc3339 writes it".to_owned());
        assert_eq!(times(json!({"iso": value})), expected, "{value}");
    }
    // Seconds or milliseconds?
    assert!(times(json!({"iso": 1717156800})).is_err());
    assert!(times(json!({"unix": 1717156800000i64})).is_err());
    assert_eq!(times(json!({"iso": true})), Err("iso: invalid type: boolean, expected a string".to_owned()));
}

#[test]
fn what_can_be_read_can_be_written() {
    let (first, last) = ("0000-01-01T00:00:00+01:00", "9999-12-31T23:59:59-08:00");
    for edge in [first, last] {
        assert_eq!(times(json!({"iso": edge})), Ok(json!({"iso": edge})));
    }
    assert_eq!(times(json!({"iso": "9999-12-31T23:59:59Z"})), Ok(json!({"iso": "9999-12-31T23:59:59Z"})));
    assert_eq!(times(json!({"http": last})), Err("http: it is no instant as Rfc1123 writes it".to_owned()));
    assert!(times(json!({"unix": last})).is_err());
}
