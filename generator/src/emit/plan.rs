//! Which files there are, each of which can be made by itself.

use super::agreed::{Context, SourceFile};
use super::files::{headers, package, root, wire};
use super::models::Module;
use super::{Package, clients, models, replay};
use crate::ir::{Api, DefinitionKind, Example, OperationGroup};

/// The emission of one API. Tokens cannot leave their thread, so the files are handed out as [`Task`]s that can.
pub struct Plan<'a> {
    context: Context<'a>,
    package: Package,
}

impl<'a> Plan<'a> {
    /// Settles what several files must agree on.
    pub fn new(api: &'a Api, package: Package) -> Self {
        let behavior = match package {
            Package::Checkout => api.behavior.as_deref(),
            Package::Whole(_) => None,
        };
        Self { context: Context::new(api, behavior), package }
    }

    /// One task for each file, the largest first.
    pub fn tasks(&self) -> Vec<Task<'_>> {
        let groups = &self.context.api.groups;
        let examples = replay::groups(&self.context);
        let mut kinds = vec![
            FileKind::Root,
            FileKind::Client,
            FileKind::Clients,
            FileKind::Headers,
            FileKind::Wire,
            FileKind::Models,
        ];
        kinds.extend(groups.iter().map(FileKind::Group));
        kinds.extend(models::modules(&self.context).into_iter().map(FileKind::Module));
        kinds.extend([FileKind::Replay, FileKind::ReplayModels]);
        kinds.extend(examples.into_iter().map(FileKind::Examples));
        let data = replay::examples(&self.context).into_iter();
        kinds.extend(data.map(|(path, example)| FileKind::Example(path, example)));
        match &self.package {
            Package::Checkout => kinds.push(FileKind::ReplayModules),
            Package::Whole(runtime) => {
                let files = package::files(&self.context, runtime).into_iter();
                kinds.extend(files.map(|(path, text)| FileKind::Text(path, text)));
            }
        }
        let mut tasks: Vec<_> = kinds.into_iter().map(|kind| Task { context: &self.context, kind }).collect();
        tasks.sort_by_key(|task| std::cmp::Reverse(task.weight()));
        tasks
    }
}

/// One file that is still to be made.
pub struct Task<'a> {
    context: &'a Context<'a>,
    kind: FileKind<'a>,
}

enum FileKind<'a> {
    Root,
    Client,
    Clients,
    Group(&'a OperationGroup),
    Headers,
    Wire,
    Models,
    Module(Module<'a>),
    Replay,
    ReplayModels,
    ReplayModules,
    Examples(&'a OperationGroup),
    Example(String, &'a Example),
    Text(&'static str, String),
}

impl Task<'_> {
    /// Makes the file.
    pub fn emit(&self) -> SourceFile {
        let context = self.context;
        match &self.kind {
            FileKind::Root => root::module_file(context),
            FileKind::Client => root::client_file(context),
            FileKind::Clients => clients::module_file(context),
            FileKind::Group(group) => clients::file(context, group),
            FileKind::Headers => headers::file(context),
            FileKind::Wire => wire::file(context),
            FileKind::Models => models::module_file(context),
            FileKind::Module(module) => models::file(context, module),
            FileKind::Replay => replay::main_file(context),
            FileKind::ReplayModels => replay::models_file(context),
            FileKind::ReplayModules => replay::modules_file(context),
            FileKind::Examples(group) => replay::file(context, group),
            FileKind::Example(path, example) => replay::example_file(path, example),
            FileKind::Text(path, text) => SourceFile::text(*path, text.clone()),
        }
    }

    /// How long it takes, roughly, in lines of code.
    fn weight(&self) -> usize {
        match &self.kind {
            FileKind::Group(group) => 50 * group.operations.len(),
            FileKind::Module(module) => module.definitions.iter().map(|(_, definition)| lines(&definition.kind)).sum(),
            FileKind::Examples(group) => {
                50 * group.operations.iter().map(|operation| operation.examples.len()).sum::<usize>()
            }
            FileKind::Client | FileKind::Wire => 5 * self.context.api.groups.len(),
            _ => 0,
        }
    }
}

fn lines(kind: &DefinitionKind) -> usize {
    match kind {
        DefinitionKind::Struct(found) => 10 + 4 * found.fields.len(),
        DefinitionKind::Enum(found) => 10 + 3 * found.variants.len(),
        DefinitionKind::Union(found) => 10 + 3 * found.kinds.len(),
        DefinitionKind::Alias(_) => 3,
    }
}
