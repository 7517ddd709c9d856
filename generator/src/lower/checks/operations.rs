//! What an operation declares and can hardly mean.

use crate::azure::{self, Extension, LongRunning, LongRunningOptions};
use crate::diagnostic::{Code, Diagnostic, question};
use crate::ir::Method;
use crate::lower::document::shape::component_key;
use crate::lower::document::site::Site;
use crate::lower::document::source::Source;
use crate::lower::drafts::operation::Response;
use crate::lower::drafts::report::Report;

/// Reports an odd `operationId`, and a body where there is none.
pub(in crate::lower) fn check(source: &Source<'_>, report: &mut Report<'_>, site: &Site<'_>, id: &str) {
    if id.matches('_').count() > 1 {
        let (group, method) = id.split_once('_').unwrap_or((id, ""));
        let message = format!("`{id}` has more than one underscore: it is read as `{method}` of the group `{group}`");
        let help = "write it as `Group_Method`, with one underscore";
        report.tell(source, Code::OperationIdForm, &site.at.key("operationId"), message, help);
    }
    if matches!(site.method, Method::Get | Method::Head) && site.operation.request_body.is_some() {
        let message = format!("`{id}` is a {} with a body, which servers and proxies may drop", site.method.as_str());
        let help = "send the values in the query, or make it a POST";
        report.tell(source, Code::BodyUnexpected, &site.at.key("requestBody"), message, help);
    }
}

/// Reports a long-running operation that nobody can tell the end of.
pub(in crate::lower) fn check_long_running(
    source: &Source<'_>,
    report: &mut Report<'_>,
    site: &Site<'_>,
    answers: &[Response],
) {
    const FLAG: &str = LongRunning::KEY;
    const OPTIONS: &str = LongRunningOptions::KEY;
    let declared = &site.operation.extensions;
    if !azure::is_set::<LongRunning>(declared) {
        if declared.contains_key(OPTIONS) {
            let message = format!("`{OPTIONS}` without `{FLAG}` has no effect");
            let place = source.locate(&site.at.key(OPTIONS));
            let help = format!("add `{FLAG}: true` beside them, or remove the options");
            report.push(Diagnostic::at(Code::LongRunning, place, message).on_key().help(help));
        }
        return;
    }
    let schema = azure::read::<LongRunningOptions>(declared).and_then(|options| options.schema);
    let unknown = schema.filter(|schema| !source.schemas.contains_key(component_key(schema)));
    if let Some(schema) = unknown {
        let message = format!("`final-state-schema` leads to no definition: `{schema}`");
        let keys = source.schemas.keys().map(String::as_str);
        let help = question(component_key(schema), keys)
            .unwrap_or_else(|| "name a definition, as `#/definitions/Name`".to_owned());
        report.tell(source, Code::LongRunning, &site.at.key(OPTIONS).key(LongRunningOptions::SCHEMA), message, help);
    }
    let problem = if !answers.is_empty()
        && !answers.iter().any(|answer| [200, 201, 202, 204].into_iter().any(|code| answer.status.includes(code)))
    {
        Some("it declares none of the responses 200, 201, 202 and 204")
    } else if matches!(site.method, Method::Put | Method::Patch)
        && schema.is_none()
        && answers.iter().all(|answer| answer.body.is_none())
    {
        Some("no response has a schema, so it ends with nothing")
    } else {
        None
    };
    if let Some(problem) = problem {
        let message = format!("the operation is long-running, but {problem}");
        let help = "declare what comes in the end as the schema of the response 200";
        let place = source.locate(&site.at.key(FLAG));
        report.push(Diagnostic::at(Code::LongRunning, place, message).on_key().help(help));
    }
}
