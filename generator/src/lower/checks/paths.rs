//! Path templates and their placeholders.

use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::ir::ParameterIn;
use crate::lower::document::site::Site;
use crate::lower::document::source::Source;
use crate::lower::drafts::operation::Parameter;
use crate::lower::drafts::report::Report;
use crate::source::Pointer;
use rustc_hash::FxHashMap;

/// Reports paths that differ only in the names of their placeholders: a request fits both.
pub(in crate::lower) fn check_duplicates(source: &Source<'_>, report: &mut Report<'_>) {
    let openapi = source.openapi;
    let place = |path: &str| source.locate(&Pointer::root().key("paths").key(path));
    let mut known: FxHashMap<String, &str> = FxHashMap::default();
    for path in openapi.paths.paths.keys() {
        let Some(first) = known.insert(normal(path), path) else { continue };
        let message = format!("`{path}` differs from another path in the names of its placeholders only");
        let diagnostic = Diagnostic::at(Code::PathDuplicate, place(path), message).on_key();
        let diagnostic = diagnostic.related(place(first), "the other path");
        report.push(diagnostic.help("put the operations of both under one path"));
    }
}

/// The path with nothing between the braces.
fn normal(path: &str) -> String {
    let mut parts = path.split('{');
    let mut normal = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        normal.push_str("{}");
        normal.push_str(part.split_once('}').map_or(part, |(_, rest)| rest));
    }
    normal
}

/// Reports placeholders and path parameters that disagree.
pub(in crate::lower) fn check_placeholders(
    source: &Source<'_>,
    report: &mut Report<'_>,
    site: &Site<'_>,
    path: &str,
    parameters: &[Parameter],
) {
    let at = Pointer::root().key("paths").key(site.path);
    let mut tell = |at: &Pointer, message: String, help: &str| {
        report.push(Diagnostic::at(Code::PathTemplate, source.locate(at), message).on_key().help(help));
    };
    let mut placeholders: Vec<&str> = Vec::new();
    for part in path.split('{').skip(1) {
        match part.split_once('}') {
            Some(("", _)) => {
                let help = "put the name of a parameter between the braces";
                tell(&at, "the path has a placeholder without a name".to_owned(), help);
            }
            Some((name, _)) if placeholders.contains(&name) => {
                tell(&at, format!("the path has `{{{name}}}` twice"), "give each placeholder its own name");
            }
            Some((name, _)) => placeholders.push(name),
            None => tell(&at, format!("the path has no `}}` after `{{{part}`"), "close the brace"),
        }
    }
    let in_path: Vec<&Parameter> =
        parameters.iter().filter(|parameter| parameter.location_in == ParameterIn::Path).collect();
    let declared: Vec<&str> = in_path.iter().map(|parameter| parameter.name.wire.as_str()).collect();
    for placeholder in placeholders.iter().filter(|placeholder| !declared.contains(*placeholder)) {
        let unused = declared.iter().copied().filter(|name| !placeholders.contains(name));
        if nearest(placeholder, unused).is_none() {
            // A parameter that is nearly it is told below.
            let message = format!("the path has `{{{placeholder}}}`, but no parameter of that name");
            let help = format!("declare a parameter with the name `{placeholder}` and `in: path`");
            tell(&site.at, message, &help);
        }
    }
    for parameter in in_path {
        check_parameter(source, report, site, parameter, &placeholders, &declared);
    }
}

fn check_parameter(
    source: &Source<'_>,
    report: &mut Report<'_>,
    site: &Site<'_>,
    parameter: &Parameter,
    placeholders: &[&str],
    declared: &[&str],
) {
    let name = parameter.name.wire.as_str();
    let problem = if !placeholders.contains(&name) {
        let unfilled = placeholders.iter().copied().filter(|placeholder| !declared.contains(placeholder));
        let help = nearest(name, unfilled).map_or_else(
            || format!("add `{{{name}}}` to the path, or remove the parameter"),
            |near| format!("the path has `{{{near}}}`: write both alike, upper and lower case included"),
        );
        (format!("the path has no `{{{name}}}` for this parameter"), help)
    } else if !parameter.required {
        (format!("the path parameter `{name}` is not required"), "add `required: true`: a path has no gaps".to_owned())
    } else {
        return;
    };
    let diagnostic = Diagnostic::at(Code::PathTemplate, parameter.value.location.clone(), problem.0).help(problem.1);
    let operation = source.locate(&site.at);
    report.push(diagnostic.related(operation, "the operation"));
}

#[cfg(test)]
mod tests {
    use super::normal;

    #[test]
    fn placeholders_are_taken_out_of_paths() {
        for (path, expected) in [("/a/{x}/b{y}c", "/a/{}/b{}c"), ("/a", "/a"), ("/{x", "/{}x"), ("", "")] {
            assert_eq!(normal(path), expected);
        }
    }
}
