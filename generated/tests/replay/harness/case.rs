//! The facts of an example: what a test is generated from.

use super::replay::Replay;
use super::service::Answer;
use serde_json::Value;

/// Where a parameter travels.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Place {
    Path,
    Query,
    /// In the query, as a list with this between its items.
    QueryList(&'static str),
    Header,
    Form,
    Part,
}

/// What kind of answers an operation has.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    Plain,
    Paged {
        items: &'static str,
    },
    /// Further pages come by POST.
    PagedByPost {
        items: &'static str,
    },
    /// Further pages come by POST, with the body of the first again.
    PagedByPostAgain {
        items: &'static str,
    },
    LongRunning,
    Exists,
}

impl Kind {
    /// The property with the items of a page.
    pub(super) fn items(self) -> Option<&'static str> {
        match self {
            Self::Paged { items } | Self::PagedByPost { items } | Self::PagedByPostAgain { items } => Some(items),
            Self::Plain | Self::LongRunning | Self::Exists => None,
        }
    }
}

/// An example of an operation.
#[derive(Debug)]
pub(crate) struct Case {
    pub(crate) operation: &'static str,
    pub(crate) example: &'static str,
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    pub(crate) fixed_query: &'static [(&'static str, &'static str)],
    /// All parameters by wire name, the subscription and the API version among them.
    pub(crate) parameters: &'static [(&'static str, Place)],
    /// Name of the body among the example's parameters.
    pub(crate) body: Option<&'static str>,
    pub(crate) kind: Kind,
    /// Properties that a request leaves out, as `/properties/items/*/id`.
    pub(crate) read_only: &'static [&'static str],
    /// Where example and operation disagree, in words.
    pub(crate) anomalies: &'static [&'static str],
    /// The example, as JSON.
    pub(crate) json: &'static str,
}

impl Case {
    /// One replay for each documented answer.
    pub(crate) fn replays(&'static self) -> Vec<Replay> {
        // A file has a banner in front, which is no JSON.
        let json =
            self.json.strip_prefix("//").and_then(|rest| rest.split_once('\n')).map_or(self.json, |(_, json)| json);
        let example: Value = serde_json::from_str(json).unwrap_or_else(|e| panic!("{}: {e}", self.title()));
        let answers = example["responses"].as_object().cloned().unwrap_or_default();
        assert!(!answers.is_empty(), "{}: no answers", self.title());
        self.anomaly_lines().iter().for_each(|line| println!("{line}"));
        let answer = |status: &str| Answer::documented(status, &answers[status]);
        let ok = answers.get("200").map(|_| answer("200"));
        // The order of keys is that of the example only with a feature of serde_json that another crate may enable.
        let logged = answers.keys().min();
        let replay = |status: &String| Replay::new(self, &example, answer(status), ok.clone(), Some(status) == logged);
        answers.keys().map(replay).collect()
    }

    /// What to tell about the example: a line for each anomaly.
    pub(crate) fn anomaly_lines(&self) -> Vec<String> {
        self.anomalies.iter().map(|anomaly| format!("anomaly: {}: {anomaly}", self.title())).collect()
    }

    pub(super) fn title(&self) -> String {
        format!("{} ({})", self.operation, self.example)
    }

    /// Whether an anomaly is about the property of the body or of an answer: `response 200.items[0].name: …`.
    pub(super) fn excuses(&self, what: &str, pointer: &str) -> bool {
        let property: String = pointer.split('/').skip(1).map(step).collect();
        let subjects = self.anomalies.iter().filter_map(|anomaly| anomaly.split_once(": "));
        let is_it = |subject: &str| match subject.strip_prefix("response ") {
            Some(answer) => what == "answer" && answer.trim_start_matches(|c: char| c.is_ascii_digit()) == property,
            None => what == "body" && self.body.and_then(|body| subject.strip_prefix(body)) == Some(&*property),
        };
        subjects.map(|(subject, _)| subject).any(is_it)
    }

    /// Whether the body of the example disagrees with its model.
    pub(super) fn excuses_body(&self) -> bool {
        let body = self.body.unwrap_or_default();
        let names = |subject: &str| subject.strip_prefix(body).is_some_and(|rest| rest.starts_with(['.', '[', ':']));
        self.anomalies.iter().any(|anomaly| names(anomaly))
    }

    /// What is wrong with a parameter of the example.
    pub(super) fn anomaly_of(&self, parameter: &str) -> Option<&'static str> {
        let mut anomalies = self.anomalies.iter().filter_map(|anomaly| anomaly.split_once(": "));
        anomalies.find(|(subject, _)| subject.eq_ignore_ascii_case(parameter)).map(|(_, problem)| problem)
    }

    /// What is wrong with an answer: the place in it (nothing for the whole, `.property`, ` header name`) and the problem.
    pub(super) fn anomalies_of_answer(&self, status: u16) -> impl Iterator<Item = (&'static str, &'static str)> {
        let start = format!("response {status}");
        self.anomalies.iter().filter_map(move |anomaly| anomaly.strip_prefix(start.as_str())?.split_once(": "))
    }

    /// Whether the example explains that the client refuses an answer with `complaint`; each mistake explains its own.
    pub(super) fn explains(&self, status: u16, complaint: &str) -> bool {
        self.anomalies_of_answer(status).any(|(_, problem)| {
            let cause = match problem {
                "no body, but one is declared" => "the body is empty",
                "the operation declares no body" => "nothing to follow",
                _ if problem.contains(" where ") => "invalid type",
                _ => return false,
            };
            complaint.contains(cause)
        })
    }

    pub(super) fn is_read_only(&self, pointer: &str) -> bool {
        let matches = |pattern: &&str| {
            let (mut expected, mut actual) = (pattern.split('/'), pointer.split('/'));
            expected.by_ref().zip(actual.by_ref()).all(|(e, a)| e == "*" || e == a)
                && pattern.split('/').count() == pointer.split('/').count()
        };
        self.read_only.iter().any(matches)
    }
}

/// A step of a JSON pointer, as anomalies write it.
fn step(segment: &str) -> String {
    match segment.parse::<usize>() {
        Ok(index) => format!("[{index}]"),
        Err(_) => format!(".{}", segment.replace("~1", "/").replace("~0", "~")),
    }
}
