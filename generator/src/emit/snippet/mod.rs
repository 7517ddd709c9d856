//! A short program for the documentation of a method, out of the first example of its operation.

mod layout;
mod values;

use super::agreed::Context;
use super::agreed::given::{BodyKind, required};
use super::agreed::scope::ident;
use super::docs;
use crate::ir::{Body, Example, Method, Operation, OperationGroup, Outcome, Parameter, TypeRef};
use crate::rust::{self, Head, Type};
use layout::Code;
use std::collections::{BTreeMap, BTreeSet};
use values::Values;

/// A body of more lines hides the call.
const LONGEST_BODY: usize = 20;

/// Variables of the program, which no argument may be called.
const VARIABLES: [&str; 5] = ["client", "exists", "item", "items", "result"];

/// What is imported for its methods alone.
const TRAITS: [&str; 2] = ["ResponseHeaders", "TryStreamExt"];

/// The lines of the program; none where the operation has no example.
pub(super) fn lines(context: &Context<'_>, group: &OperationGroup, operation: &Operation) -> Vec<String> {
    let mut programs = operation.examples.iter().filter_map(|example| Program::new(context, operation, example));
    let first = programs.next();
    // An example whose values can all be shown serves better than an earlier one.
    let program = match first {
        Some(first) if !first.assumed.is_empty() => {
            Some(programs.find(|other| other.assumed.is_empty()).unwrap_or(first))
        }
        other => other,
    };
    let lines = program.map(|program| program.lines(group, operation)).unwrap_or_default();
    let is_plain = lines.iter().all(|line| line.chars().all(docs::is_plain));
    if is_plain { lines } else { Vec::new() }
}

/// What goes into a program, before the call itself.
struct Program<'c, 'a> {
    context: &'c Context<'a>,
    /// Paths of what is imported.
    named: BTreeSet<String>,
    /// What stands for itself, since an example has no short value for it: names and types.
    assumed: Vec<(String, String)>,
    body: Vec<String>,
    arguments: Vec<Code>,
}

impl<'c, 'a> Program<'c, 'a> {
    fn new(context: &'c Context<'a>, operation: &Operation, example: &Example) -> Option<Self> {
        let mut program =
            Self { context, named: BTreeSet::new(), assumed: Vec::new(), body: Vec::new(), arguments: Vec::new() };
        required(operation).for_each(|parameter| program.add_parameter(parameter, example));
        if let Some(body) = operation.body.as_ref().filter(|body| body.required) {
            program.add_body(body, example);
        }
        program.arguments.push(Code::text("None"));
        let names = required(operation).map(|parameter| &parameter.name.rust);
        let mut names = names.chain(operation.body.as_ref().map(|body| &body.name.rust));
        names.all(|name| !VARIABLES.contains(&name.as_str())).then_some(program)
    }

    fn add_parameter(&mut self, parameter: &Parameter, example: &Example) {
        let mut values = Values::new(self.context);
        let type_ref = &parameter.value.type_ref;
        let is_it = |name: &str| name.eq_ignore_ascii_case(&parameter.name.wire);
        let value = example.parameters.iter().find(|(name, _)| is_it(name)).map(|(_, value)| value);
        let code = match value.and_then(|value| values.argument(type_ref, value)) {
            Some(code) => code,
            None => return self.assume(&parameter.name.rust, &rust::argument(self.context.api, type_ref)),
        };
        self.named.append(&mut values.named);
        self.arguments.push(code);
    }

    fn add_body(&mut self, body: &Body, example: &Example) {
        let (name, type_ref) = (&body.name.rust, &body.value.type_ref);
        if BodyKind::of(self.context, body) == BodyKind::Raw {
            return self.assume(name, &Type { head: Head::Path("azure_core::http::Body"), arguments: Vec::new() });
        }
        let variable = ident(name).to_string();
        let value = example.parameters.get(&body.name.wire);
        // The whole where it is short enough to be read, else what the service demands.
        let shown = [Values::body, Values::least].into_iter().find_map(|make| {
            let mut values = Values::new(self.context);
            let lines = layout::binding(&variable, &make(&mut values, type_ref, value?)?);
            (lines.len() <= LONGEST_BODY).then_some((lines, values.named))
        });
        match shown {
            Some((lines, mut named)) => {
                self.named.append(&mut named);
                self.body = lines;
                self.arguments.push(Code::text(variable));
            }
            None => self.assume(name, &rust::value(type_ref)),
        }
    }

    /// Takes an argument as given.
    fn assume(&mut self, name: &str, found: &Type) {
        let name = ident(name).to_string();
        self.arguments.push(Code::text(name.clone()));
        self.assumed.push((name, self.full(found)));
    }

    /// A type with the full paths of all that it names.
    fn full(&self, found: &Type) -> String {
        let head = match &found.head {
            Head::Word(word) => word.as_str().to_owned(),
            Head::Path(path) => self.outside(path),
            Head::Definition(id) => self.outside(&self.context.definition_path(*id)),
            Head::Result(name) => name.clone(),
        };
        let arguments: Vec<_> = found.arguments.iter().map(|argument| self.full(argument)).collect();
        if arguments.is_empty() { head } else { format!("{head}<{}>", arguments.join(", ")) }
    }

    /// A path of the emitted crate as others write it.
    fn outside(&self, path: &str) -> String {
        match path.strip_prefix("crate") {
            Some(inside) => format!("{}{inside}", self.context.library()),
            None => path.to_owned(),
        }
    }

    fn lines(mut self, group: &OperationGroup, operation: &Operation) -> Vec<String> {
        let statements = self.statements(group, operation);
        let client = self.outside(&format!("crate::{}", self.context.api.client));
        let assumed: String = self.assumed.iter().map(|(name, found)| format!(", {name}: {found}")).collect();
        let mut lines = self.uses();
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(operation.deprecated.then(|| "# #[allow(deprecated)]".to_owned()));
        lines.push(format!("# async fn example(client: {client}{assumed}) -> azure_core::Result<()> {{"));
        lines.append(&mut self.body);
        lines.extend(statements);
        lines.push("# Ok(()) }".to_owned());
        lines
    }

    fn uses(&self) -> Vec<String> {
        let mut parents: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for (parent, name) in self.named.iter().filter_map(|path| path.rsplit_once("::")) {
            parents.entry(self.outside(parent)).or_default().push(name);
        }
        let item = |(parent, names): (String, Vec<&str>)| match names.as_slice() {
            [name] if TRAITS.contains(name) => vec![format!("use {parent}::{name} as _;")],
            [name] => vec![format!("use {parent}::{name};")],
            names => layout::import(&parent, names),
        };
        parents.into_iter().flat_map(item).collect()
    }

    /// The call, and what is done with what it gives.
    fn statements(&mut self, group: &OperationGroup, operation: &Operation) -> Vec<String> {
        let accessor = Code::text(format!(".{}()", ident(&group.name.rust)));
        let method = ident(&operation.rust).to_string();
        let call = Code::call(&format!(".{method}"), std::mem::take(&mut self.arguments));
        let (begun, ends): (&str, &[&str]) = match &operation.outcome {
            Outcome::Pages(_) => ("let mut items = ", &["?"]),
            Outcome::Operation(long_running) if long_running.result.is_some() => {
                ("let result = ", &["?", ".await?", ".into_model()?"])
            }
            Outcome::Operation(_) => ("", &["?", ".await?"]),
            Outcome::Model(_) if operation.accept.is_none() => ("let result = ", &[".await?", ".into_model()?"]),
            Outcome::OptionalModel(_) => ("let result = ", &[".await?", ".into_model()?"]),
            Outcome::Exists => ("let exists = ", &[".await?"]),
            Outcome::Model(_) | Outcome::ByStatus(_) | Outcome::Stream => ("let result = ", &[".await?"]),
            Outcome::Empty if gives_tag(operation) => ("let tag = ", &[".await?", ".etag()?"]),
            Outcome::Empty => ("", &[".await?"]),
        };
        // `?` stays with its call.
        let mut links = vec![accessor, call];
        for end in ends {
            match (links.last_mut(), *end) {
                (Some(Code::Group { close, .. }), "?") => *close = ")?",
                (_, end) => links.push(Code::text(end)),
            }
        }
        let mut lines = layout::chain(begun, "client", &links);
        lines.extend(self.use_of(operation));
        lines
    }

    /// What a reader does with what came back.
    fn use_of(&mut self, operation: &Operation) -> Vec<String> {
        match &operation.outcome {
            Outcome::Pages(paging) => {
                self.named.insert("futures::TryStreamExt".to_owned());
                let shown = self.shown("item", &paging.item).unwrap_or_else(|| "{item:?}\"".to_owned());
                vec![
                    "while let Some(item) = items.try_next().await? {".to_owned(),
                    format!("    println!(\"{shown});"),
                    "}".to_owned(),
                ]
            }
            Outcome::Operation(long_running) => self.print(long_running.result.as_ref()),
            Outcome::Model(result) if operation.accept.is_none() => self.print(Some(result)),
            Outcome::Empty if gives_tag(operation) => {
                self.named.insert("crate::ResponseHeaders".to_owned());
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn print(&self, result: Option<&TypeRef>) -> Vec<String> {
        let shown = result.and_then(|result| self.shown("result", result));
        shown.map(|shown| format!("println!(\"{shown});")).into_iter().collect()
    }

    /// The rest of a `println!` that tells which thing a variable is.
    fn shown(&self, variable: &str, type_ref: &TypeRef) -> Option<String> {
        let TypeRef::Definition(id) = self.context.resolve(type_ref) else { return None };
        let fields = &self.context.api.structure(*id)?.fields;
        let telling = ["name", "id"].iter().find_map(|wire| {
            let is_text = |type_ref| matches!(self.context.resolve(type_ref), TypeRef::Text(_));
            fields.iter().find(|field| field.name.wire == *wire && is_text(&field.value.type_ref))
        })?;
        Some(format!("{{:?}}\", {variable}.{}", ident(&telling.name.rust)))
    }
}

/// Whether an entity tag is all that the operation gives.
fn gives_tag(operation: &Operation) -> bool {
    let mut headers = operation.responses.iter().flat_map(|response| &response.headers);
    operation.method == Method::Head && headers.any(|header| header.name.rust == "etag")
}
