//! From OpenAPI 3.0 to the intermediate representation.
//!
//! ```text
//! document ── definitions, operations ──▶ drafts ── whole ──▶ columns ── assemble ──▶ IR ── examples ──▶ IR
//! ```
//!
//! `document` is what may be read. Operations and definitions are drafted as they are declared, in the order of the
//! specification. What depends on the whole (which way a definition travels, what holds itself, who is called what) are
//! columns: one answer for every draft. The IR is made of drafts and columns at once, so nothing in it is provisional.

mod checks;
mod definitions;
mod document;
mod drafts;
mod examples;
mod operations;
mod whole;

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostics};
use crate::ir::{Api, Docs, ParameterSource};
use crate::lift::Lifted;
use crate::naming::crate_name;
use crate::source::{Documents, Pointer};
use document::source::Source;
use drafts::Drafting;
use drafts::complaints::Suggestion;
use drafts::report::Report;
use operations::{families, groups, host};
use toml::Spanned;
use whole::assemble::{Assembled, assemble};
use whole::{Columns, circles};

/// How often names are looked for: one that is made up can be taken too, but not again and again.
const ROUNDS: usize = 4;

/// Lowers the lifted document. If errors are among the diagnostics, the result is not fit for generation.
///
/// Two things that get one Rust name are an error where a configuration can tell them apart. Without one the second gets
/// the name that the diagnostic suggests, and a warning.
pub fn lower(lifted: &Lifted, documents: &Documents, config: &Config, diagnostics: &mut Diagnostics) -> Api {
    if config.file.is_some() {
        let (api, suggestions) = lower_once(lifted, documents, config, diagnostics);
        suggestions.into_iter().for_each(|suggestion| diagnostics.push(suggestion.refused()));
        return api;
    }
    let mut config = config.clone();
    let mut made_up = Diagnostics::default();
    let mut round = 1;
    loop {
        let mut found = Diagnostics::default();
        let (api, suggestions) = lower_once(lifted, documents, &config, &mut found);
        if suggestions.is_empty() || round == ROUNDS {
            diagnostics.extend(found);
            diagnostics.extend(made_up);
            suggestions.into_iter().for_each(|suggestion| diagnostics.push(suggestion.refused()));
            return api;
        }
        for suggestion in suggestions {
            let (key, name) = (suggestion.key.clone(), suggestion.name.clone());
            config.names.insert(Spanned::new(0..0, key), name);
            made_up.push(suggestion.taken());
        }
        round += 1;
    }
}

/// Lowers the document with the names that `config` has; says which others it lacks.
fn lower_once(
    Lifted { openapi, origins }: &Lifted,
    documents: &Documents,
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> (Api, Vec<Suggestion>) {
    let source = Source::new(openapi, origins, documents, config);
    let mut report = Report::new(documents, diagnostics);
    check(&source, &mut report);

    let mut drafting = Drafting::new(&source, report);
    let endpoint = host::endpoint(openapi);
    definitions::components::request_all(&mut drafting);
    let groups = groups::draft(&mut drafting);
    let families = families::find(openapi, &groups);
    definitions::components::fill(&mut drafting);

    let Drafting { drafts, mut names, mut report, .. } = drafting;
    let drafts = circles::cut(drafts, &mut report);
    let client = groups::client(&source);
    let columns = Columns::find(&source, &drafts, (&client, &groups, &families), &mut names, &mut report);
    let suggestions = names.finish(&mut report);
    let Assembled { definitions, groups, headers } = assemble(drafts, groups, columns);

    let mut parameters = groups.iter().flat_map(|group| &group.operations).flat_map(|operation| &operation.parameters);
    let mut api = Api {
        title: source.title.to_owned(),
        version: openapi.info.version.clone(),
        docs: Docs { description: openapi.info.description.clone(), ..Docs::default() },
        crate_name: config.crate_name.clone().unwrap_or_else(|| crate_name(&client)),
        client,
        behavior: config.behavior.clone(),
        host: host::public(openapi),
        endpoint,
        scopes: host::scopes(openapi),
        has_subscription: parameters.any(|parameter| parameter.source == ParameterSource::SubscriptionId),
        groups,
        families,
        definitions,
        headers,
        left_out: Vec::new(),
    };
    let examples = examples::read::read_all(&source, &api, &mut report);
    let operations = api.groups.iter_mut().flat_map(|group| &mut group.operations);
    operations.zip(examples).for_each(|(operation, examples)| operation.examples = examples);
    (api, suggestions)
}

/// Looks at the specification by itself.
fn check(source: &Source<'_>, report: &mut Report<'_>) {
    checks::extensions::check(source, report);
    checks::schemas::check(source, report);
    checks::choices::check(source, report);
    checks::paths::check_duplicates(source, report);
    check_version(source, report);
}

/// Holds the specification to the configured version.
fn check_version(source: &Source<'_>, report: &mut Report<'_>) {
    let found = source.openapi.info.version.as_str();
    if let Some(wanted) = source.config.api_version.as_deref().filter(|wanted| *wanted != found) {
        let message = format!("this is version {found}, but `api-version` of the configuration is {wanted}");
        let help = format!("name the roots of version {wanted}, or set `api-version` to {found}");
        report.tell(source, Code::Configuration, &Pointer::root().key("info").key("version"), message, help);
    }
}
