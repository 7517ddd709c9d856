//! The harness is itself held to account: it takes what is right, and complains of each wrong thing by its name.

use super::run::{Verdict, judge};
use libtest_mimic::{Failed, Trial};

const RIGHT: &str = r#"
reported: [invented#1]
call: {operation: User_Update, arguments: {userId: u, If-Match: "*"}, body: {properties: {note: n}}}
exchanges:
- request: {method: PATCH, path: <service>/users/u, headers: {if-match: "*", if-none-match: null}}
  response: {status: 429, headers: {retry-after: "7"}}
- request: {method: PATCH, path: <service>/users/u, body: {properties: {note: n}}}
  response: {status: 200, headers: {etag: '"1"'}, body: {id: /u, properties: {note: n, state: active}}}
expect: {value: {id: /u, properties: {note: n, state: active}}, headers: {etag: '"1"'}, takes: {at-least: 7, at-most: 8}}
"#;

const ERROR: &str = r#"
reported: [invented#2]
call: {operation: User_Get, arguments: {userId: u}}
exchanges:
- request: {method: GET, path: <service>/users/u}
  response: {status: 404, body: {error: {code: Gone, message: He left.}}}
expect: {error: {kind: HttpResponse, status: 404, code: Gone, contains: [He left], lacks: [secret]}}
"#;

const LIST: &str = r#"
reported: [invented#3]
call: {operation: User_ListByService}
exchanges:
- request: {method: GET, path: <service>/users}
  response: {status: 200, body: {value: [{name: a}], nextLink: "<host>/more"}}
- request: {method: GET, path: /more}
  response: {status: 200, body: {value: [{name: b}]}}
expect: {items: [{name: a}, {name: b}], pages: [{value: [{name: a}], nextLink: "<host>/more"}, {value: [{name: b}]}]}
"#;

const OPERATION: &str = r#"
reported: [invented#4]
call: {operation: Job_Delete, arguments: {name: j}}
exchanges:
- request: {method: DELETE, path: /jobs/j}
  response: {status: 202, headers: {location: "<host>/o?api-version=2024-01-01"}}
- request: {method: GET, path: /o}
  response: {status: 202}
  times: 2
- request: {method: GET, path: /o}
  response: {status: 200}
expect: {nothing: true}
"#;

/// What is right.
const SOUND: [(&str, &str); 4] = [("right", RIGHT), ("error", ERROR), ("list", LIST), ("operation", OPERATION)];

/// Name, the right file, what is replaced by what, and what must be said then, with the line.
type Fault = (&'static str, &'static str, &'static str, &'static str, &'static str);

#[rustfmt::skip]
const WRONG: &[Fault] = &[
    ("method", RIGHT, "method: PATCH, path: <service>/users/u, h", "method: PUT, path: <service>/users/u, h", "faulty.yaml:5: another request was sent\n  expected: PUT "),
    ("path", RIGHT, "users/u, body", "users/v, body", "faulty.yaml:7: another request was sent"),
    ("query", RIGHT, "users/u, body", "users/u, query: a=b, body", "faulty.yaml:7: another request was sent"),
    ("header", RIGHT, "{if-match: \"*\"", "{if-match: \"1\"", "the header if-match of PATCH"),
    ("missing_header", RIGHT, "{if-match: \"*\"", "{prefer: \"1\"", "the header prefer of PATCH"),
    ("key_that_is_there_twice", RIGHT, "if-none-match: null", "if-match: null", "duplicate entry"),
    ("header_that_must_not_be", RIGHT, "{if-match: \"*\", if-none-match: null}", "{if-match: null}", "the header if-match of PATCH"),
    ("body", RIGHT, "body: {properties: {note: n}}}\n  resp", "body: {properties: {note: m}}}\n  resp", "at `/properties/note`: \"n\", where \"m\" is expected"),
    ("lost_body", RIGHT, "users/u, body: {properties: {note: n}}", "users/u, text: something", "the body of PATCH"),
    ("value", RIGHT, "expect: {value: {id: /u", "expect: {value: {id: /v", "faulty.yaml:9: another value came"),
    ("more_than_the_value", RIGHT, "expect: {value: {id: /u, properties: {note: n, state: active}}", "expect: {value: {id: /u}", "at `/properties`: "),
    ("includes", RIGHT, "expect: {value: {id: /u, properties: {note: n, state: active}}", "expect: {includes: {properties: {state: blocked}}", "at `/properties/state`: \"active\", where \"blocked\" is expected"),
    ("includes_missing", RIGHT, "expect: {value: {id: /u, properties: {note: n, state: active}}", "expect: {includes: {name: n}", "at `/name`: missing"),
    ("everything", RIGHT, "body: {id: /u, properties: {note: n, state: active}}}\nexpect: {value: {id: /u, properties: {note: n, state: active}}", "body: {id: /u, surprise: 1}}\nexpect: {everything: {}", "the model differs from the answer at `/surprise`: missing"),
    ("everything_but_nothing", RIGHT, "expect: {value: {id: /u, properties: {note: n, state: active}}", "expect: {everything: {but: [/id]}", "`but` names `/id`"),
    ("response_header", RIGHT, "headers: {etag: '\"1\"'}, takes", "headers: {etag: '\"2\"'}, takes", "the header etag"),
    ("scope", RIGHT, "takes: {", "scope: \"https://other.example/.default\", takes: {", "came:     [\"https://management.azure.com/.default\"]"),
    ("endpoint", ERROR, "arguments: {userId: u}", "arguments: {userId: u}, client: {endpoint: \"https://proxy.example\"}", "sent:     GET https://proxy.example/"),
    ("nulls_that_are_not_sent", RIGHT, "body: {properties: {note: n}}}", "body: {properties: {note: n}}, nulls: [[tags]]}", "at `/tags`: null, where nothing is expected"),
    ("nulls_without_a_body", ERROR, "arguments: {userId: u}", "arguments: {userId: u}, nulls: [[a]]", "has no body that nulls could be put into"),
    ("deadline_that_is_not_taken", RIGHT, "call: {operation", "call: {deadline: 5, operation", "takes no version or deadline of its own yet"),
    ("takes_less", RIGHT, "at-least: 7, at-most: 8", "at-least: 8", "it takes 7"),
    ("takes_more", RIGHT, "at-least: 7, at-most: 8", "at-most: 6", "it takes 7"),
    ("success_for_an_error", RIGHT, "expect: {value: {id: /u, properties: {note: n, state: active}}, headers: {etag: '\"1\"'}", "expect: {error: {status: 404}", "an error is expected, and a success came"),
    ("nothing", RIGHT, "expect: {value: {id: /u, properties: {note: n, state: active}}", "expect: {nothing: true", "no value is expected, and one came"),
    ("exists", RIGHT, "expect: {value: {id: /u, properties: {note: n, state: active}}", "expect: {exists: true", "exists: true is expected"),
    ("exchange_that_is_left", RIGHT, "expect:", "- request: {method: GET, path: /never}\n  response: {status: 200}\nexpect:", "faulty.yaml:9: GET /never was never sent"),
    ("kind", ERROR, "kind: HttpResponse", "kind: Other", "faulty.yaml:7: the kind of the error"),
    ("status", ERROR, "HttpResponse, status: 404", "HttpResponse, status: 400", "the status of the error"),
    ("code", ERROR, "code: Gone, contains", "code: Went, contains", "the code of the error"),
    ("contains", ERROR, "[He left]", "[She left]", "the error does not say \"She left\""),
    ("lacks", ERROR, "lacks: [secret]", "lacks: [left]", "the error shows \"left\""),
    ("error_for_a_success", ERROR, "expect: {error: {kind: HttpResponse, status: 404, code: Gone, contains: [He left], lacks: [secret]}}", "expect: {value: {}}", "a success is expected, and an error came"),
    ("items", LIST, "expect: {items: [{name: a}, {name: b}]", "expect: {items: [{name: a}]", "other items came"),
    ("pages", LIST, "{value: [{name: b}]}]}\n", "{value: []}]}\n", "other pages came"),
    ("request_too_many", LIST, "- request: {method: GET, path: /more}\n  response: {status: 200, body: {value: [{name: b}]}}\n", "", "GET https://management.azure.com/more?api-version=2024-05-01 was not expected"),
    ("times_too_few", OPERATION, "status: 200}", "status: 200}\n  times: 2", "faulty.yaml:10: GET /o was sent 1 times, not 2"),
    ("no_times", OPERATION, "times: 2", "times: 0", "`times` is one or more"),
    ("states", OPERATION, "nothing: true", "states: [Succeeded]", "other states came"),
    ("value_for_nothing", OPERATION, "nothing: true", "value: {}", "the value {} is expected, and none came"),
    ("no_list", OPERATION, "nothing: true", "items: []", "and no list came"),
    ("unused_argument", ERROR, "{userId: u}", "{userId: u, more: 1}", "User_Get is not called with [\"more\"]"),
    ("unused_body", ERROR, "{userId: u}", "{userId: u}, body: {}", "User_Get is not called with a body"),
    ("missing_argument", ERROR, ", arguments: {userId: u}", "", "the argument userId is missing"),
    ("unknown_key", ERROR, "expect:", "expected: 1\nexpect:", "unknown field `expected`"),
    ("unknown_key_within", ERROR, "status: 404, body", "state: 404, body", "unknown field `state`"),
    ("no_origin", ERROR, "reported: [invented#2]", "", "say where it was"),
    ("no_expectation", ERROR, "expect: {error: {kind: HttpResponse, status: 404, code: Gone, contains: [He left], lacks: [secret]}}", "expect: {}", "`expect` says nothing"),
    ("error_without_facts", ERROR, "{kind: HttpResponse, status: 404, code: Gone, contains: [He left], lacks: [secret]}", "{lacks: [secret]}", "`error` says nothing"),
    ("two_bodies", ERROR, "status: 404, body", "status: 404, text: a, body", "one of `body`, `text` and `bytes`"),
    ("no_status", ERROR, "status: 404, body", "body", "an answer has a `status` or is `broken`"),
    ("operation_without_a_line", ERROR, "User_Get", "Cow_Milk", "the harness does not call Cow_Milk yet: add its line to the table in harness/apim.rs"),
];

pub(super) fn trials() -> Vec<Trial> {
    let sound = SOUND.iter().map(|(name, text)| Trial::test(format!("harness/accepts_{name}"), || accepts(text)));
    let wrong = WRONG.iter().map(|fault| Trial::test(format!("harness/refuses_wrong_{}", fault.0), || refuses(fault)));
    sound.chain(wrong).collect()
}

fn accepts(text: &str) -> Result<(), Failed> {
    match judge("faulty.yaml", text) {
        Verdict::Right => Ok(()),
        Verdict::Wrong(what) | Verdict::Unfit(what) => Err(what.into()),
    }
}

fn refuses((_, right, part, replacement, complaint): &Fault) -> Result<(), Failed> {
    let text = right.replacen(part, replacement, 1);
    if text == *right {
        return Err(format!("{part:?} is no part of the right file").into());
    }
    match judge("faulty.yaml", &text) {
        Verdict::Right => Err("it is accepted".into()),
        Verdict::Wrong(what) | Verdict::Unfit(what) if what.contains(complaint) => Ok(()),
        Verdict::Wrong(what) | Verdict::Unfit(what) => Err(format!("{complaint:?} is not said:\n{what}").into()),
    }
}
