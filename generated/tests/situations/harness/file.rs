//! The format of a situation file. Unknown keys are refused.

use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// A situation: what the caller does, what goes over the wire, and what the caller must get.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Situation {
    /// Public reports of it: addresses, or `owner/repository#number`.
    #[serde(default)]
    pub(super) reported: Vec<String>,
    /// The recording that it is taken from.
    pub(super) recorded: Option<Recording>,
    /// What it follows from, if nobody reported it: a standard's address, or the rule in words.
    pub(super) rule: Option<String>,
    pub(super) call: Call,
    pub(super) exchanges: Vec<Exchange>,
    pub(super) expect: Expectation,
}

/// Where real traffic was recorded.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Recording {
    pub(super) repo: String,
    pub(super) path: String,
    pub(super) commit: String,
}

/// What the caller does.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Call {
    /// The `operationId`.
    pub(super) operation: String,
    #[serde(default)]
    pub(super) client: Client,
    /// Parameters by wire name.
    #[serde(default)]
    pub(super) arguments: BTreeMap<String, Value>,
    /// The body, which is read into the request's model and sent from there.
    #[serde(default, deserialize_with = "given")]
    pub(super) body: Option<Value>,
    /// Paths to properties of the body that a PATCH deletes.
    #[serde(default)]
    pub(super) nulls: Vec<Vec<String>>,
    /// The version of this call alone.
    #[serde(rename = "api-version")]
    pub(super) api_version: Option<String>,
    /// When the call ends, in seconds.
    pub(super) deadline: Option<u64>,
}

/// The client that the caller has.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct Client {
    /// Instead of the one that the client was made for.
    pub(super) api_version: Option<String>,
    /// Another cloud than the public one.
    pub(super) cloud: Option<Cloud>,
    /// Where requests go, instead of where the cloud says.
    pub(super) endpoint: Option<String>,
    /// Whom tokens are for, instead of whom the cloud says.
    pub(super) audience: Option<String>,
    /// Tries after the first one, instead of the client's own number.
    pub(super) retries: Option<u32>,
    /// The answer that the credential fails with, from a service of its own.
    pub(super) credential: Option<Response>,
}

/// A cloud besides the public one.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Cloud {
    Government,
    China,
}

/// A request and its answer.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Exchange {
    pub(super) request: Request,
    pub(super) response: Response,
    /// How many times in a row; once when it is not said.
    pub(super) times: Option<u32>,
}

/// A request, as the service must see it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Request {
    pub(super) method: String,
    /// As it is written on the wire; with scheme and host, if they are not those of the public cloud.
    pub(super) path: String,
    /// As it is written on the wire; the API version alone when it is not said.
    pub(super) query: Option<String>,
    /// Headers that must be there, or with `null` must not.
    #[serde(default)]
    pub(super) headers: BTreeMap<String, Option<String>>,
    /// JSON; in the first request the body of the call, and none in others, when nothing is said.
    #[serde(default, deserialize_with = "given")]
    pub(super) body: Option<Value>,
    /// A body that is no JSON.
    pub(super) text: Option<String>,
}

/// An answer of the service.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Response {
    pub(super) status: Option<u16>,
    pub(super) headers: BTreeMap<String, String>,
    /// JSON.
    #[serde(deserialize_with = "given")]
    pub(super) body: Option<Value>,
    /// A body as it stands.
    pub(super) text: Option<String>,
    /// A body in base64.
    pub(super) bytes: Option<String>,
    /// Instead of an answer, the connection breaks with these words.
    pub(super) broken: Option<String>,
}

/// What the caller must get. All that is said must hold.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Expectation {
    /// All that the model says.
    #[serde(deserialize_with = "given")]
    pub(super) value: Option<Value>,
    /// Some of what the model says.
    #[serde(deserialize_with = "given")]
    pub(super) includes: Option<Value>,
    /// The model, or the page, says all that the last answer says.
    pub(super) everything: Option<Everything>,
    /// A success without a value.
    pub(super) nothing: Option<Yes>,
    /// What an operation that asks for existence says.
    pub(super) exists: Option<bool>,
    /// All items of a list; those before the error, if there is one.
    pub(super) items: Option<Vec<Value>>,
    /// All pages of a list, as their models say them.
    pub(super) pages: Option<Vec<Value>>,
    /// The states of a long-running operation, read as a stream.
    pub(super) states: Option<Vec<String>>,
    /// Headers of the answer.
    pub(super) headers: BTreeMap<String, String>,
    /// The scope of the token that was asked for.
    pub(super) scope: Option<String>,
    pub(super) error: Option<Failure>,
    /// How long it all takes, in seconds.
    pub(super) takes: Option<Takes>,
}

/// That the model loses nothing of the answer but nulls.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Everything {
    /// Places, as JSON pointers, that the specification does not know and the model drops.
    pub(super) but: Vec<String>,
}

/// An error.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Failure {
    /// Name of the `ErrorKind`.
    pub(super) kind: Option<String>,
    /// HTTP status of the answer that it is about.
    pub(super) status: Option<u16>,
    /// The service's code.
    pub(super) code: Option<String>,
    /// What its text, causes included, must contain.
    pub(super) contains: Vec<String>,
    /// What neither its text nor its `Debug` may contain.
    pub(super) lacks: Vec<String>,
}

/// Bounds in seconds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Takes {
    pub(super) at_least: Option<u64>,
    pub(super) at_most: Option<u64>,
}

/// `true`, and nothing else.
#[derive(Debug, Deserialize)]
#[serde(try_from = "bool")]
pub(super) struct Yes;

impl TryFrom<bool> for Yes {
    type Error = &'static str;

    fn try_from(yes: bool) -> Result<Self, Self::Error> {
        if yes { Ok(Self) } else { Err("only `true` can be said; leave it out otherwise") }
    }
}

/// Tells `null` from what is not said.
fn given<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

/// Names that stand for long texts in situation files.
const SHORT: [(&str, &str); 3] = [
    (
        "<service>",
        "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.ApiManagement/service/svc",
    ),
    ("<subscription>", "/subscriptions/00000000-0000-0000-0000-000000000000"),
    ("<host>", "https://management.azure.com"),
];

impl Situation {
    /// Reads a file, or says what is wrong with it.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let text = SHORT.iter().fold(text.to_owned(), |text, (short, long)| text.replace(short, long));
        // The types below would take the last of two equal keys.
        let _: serde_yaml::Value = serde_yaml::from_str(&text).map_err(|error| error.to_string())?;
        let situation: Self = serde_yaml::from_str(&text).map_err(|error| error.to_string())?;
        situation.check().map_or(Ok(situation), |wrong| Err(wrong.to_owned()))
    }

    /// What the types cannot say.
    fn check(&self) -> Option<&'static str> {
        let expect = &self.expect;
        let values = [
            expect.value.is_some(),
            expect.includes.is_some(),
            expect.everything.is_some(),
            expect.nothing.is_some(),
            expect.exists.is_some(),
            expect.items.is_some(),
            expect.pages.is_some(),
        ];
        let expects = values.contains(&true) || expect.states.is_some() || expect.error.is_some();
        let bodies = |response: &Response| {
            [response.body.is_some(), response.text.is_some(), response.bytes.is_some()]
                .into_iter()
                .filter(|is| *is)
                .count()
        };
        let responses = || self.exchanges.iter().map(|exchange| &exchange.response).chain(&self.call.client.credential);
        match () {
            () if self.reported.is_empty() && self.recorded.is_none() && self.rule.is_none() => {
                Some("say where it was `reported` or `recorded`, or by which `rule` it is so")
            }
            () if !expects => Some("`expect` says nothing"),
            () if expect.error.as_ref().is_some_and(Failure::says_nothing) => Some("`error` says nothing"),
            () if responses().any(|response| bodies(response) > 1) => {
                Some("an answer has one of `body`, `text` and `bytes`")
            }
            () if responses().any(|response| response.status.is_some() == response.broken.is_some()) => {
                Some("an answer has a `status` or is `broken`")
            }
            () if self.exchanges.iter().any(|exchange| exchange.times == Some(0)) => Some("`times` is one or more"),
            () => None,
        }
    }

    /// Where it comes from, in one line.
    pub(super) fn origin(&self) -> String {
        let recording = self.recorded.iter().map(|it| format!("{}/{} at {}", it.repo, it.path, it.commit));
        self.reported.iter().chain(&self.rule).cloned().chain(recording).collect::<Vec<_>>().join(", ")
    }
}

impl Failure {
    fn says_nothing(&self) -> bool {
        let Self { kind, status, code, contains, lacks: _ } = self;
        kind.is_none() && status.is_none() && code.is_none() && contains.is_empty()
    }
}
