//! `cargo xtask specs watch`: whether somebody has published a newer version.

use crate::refusal::refuse;
use crate::specification::{self, Input};
use crate::{Exit, MessageFormat};
use apim_codegen::ir::namespace;
use apim_codegen::load::{DiskFiles, FileReader, versions};
use std::path::{Path, PathBuf};

/// Which service is looked for, and where.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// A checkout of Azure/azure-rest-api-specs, or a folder of it that has the service.
    #[arg(long, value_name = "PATH")]
    checkout: PathBuf,
    /// Do not count preview versions.
    #[arg(long)]
    stable: bool,
    #[command(flatten)]
    input: Input,
}

/// A version: by its date, the stable one after the previews of that day.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
struct Version {
    date: String,
    is_stable: bool,
    /// As it is called: `2024-05-01-preview`.
    name: String,
}

/// A version and its folder in the checkout.
struct Published {
    version: Version,
    folder: PathBuf,
}

pub(crate) fn run(arguments: &Arguments, messages: MessageFormat) -> Exit {
    let Some(understood) = specification::understand(&arguments.input, messages, &mut |_| ()) else {
        return Exit::Refused;
    };
    let api = &understood.api;
    let Some(own) = Version::of(Path::new(&api.version)) else {
        let help = "watching compares dates, as the versions of Resource Manager's services are";
        return refuse(format!("the version here, `{}`, begins with no date", api.version), help);
    };
    let paths = api.operations().map(|operation| operation.path.as_str());
    let Some(provider) = namespace(paths) else {
        return refuse("no path here names a resource provider", "watching finds a service by that of its paths");
    };
    let checkout = arguments.checkout.canonicalize().unwrap_or_else(|_| arguments.checkout.clone());
    let mut published = published(&checkout, provider);
    if published.is_empty() {
        let help = "name a checkout of Azure/azure-rest-api-specs, or a folder of it that has the service";
        return refuse(format!("{} has no version of {provider}", arguments.checkout.display()), help);
    }
    keep_service(&mut published, &own);
    published.retain(|it| it.version.is_stable || !arguments.stable);
    tell(provider, &own, &published, &checkout)
}

impl Version {
    /// By the folder of a version, or its name alone, such as `2024-05-01-preview`.
    fn of(folder: &Path) -> Option<Self> {
        let name = folder.file_name()?.to_str()?.to_owned();
        Some(Self { date: versions::date(folder)?.to_owned(), is_stable: !versions::is_preview(folder), name })
    }
}

/// The versions of a provider, the newest first. A service's folder below `resource-manager` has the provider's name, and
/// either `stable` and `preview` in it, or a folder for each of the provider's services with these.
fn published(checkout: &Path, provider: &str) -> Vec<Published> {
    let mut found = Vec::new();
    for folder in folders_of(checkout, provider) {
        let inside = versions::below(&folder, &DiskFiles).into_iter();
        found.extend(inside.filter_map(|folder| Some(Published { version: Version::of(&folder)?, folder })));
    }
    found.sort_by(|a, b| b.version.cmp(&a.version).then_with(|| a.folder.cmp(&b.folder)));
    found
}

/// The folders that are called as a provider: the given one, or below it as a checkout is laid out.
fn folders_of(checkout: &Path, provider: &str) -> Vec<PathBuf> {
    let is_it = |folder: &Path| {
        folder.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.eq_ignore_ascii_case(provider))
    };
    let inner = |folder: &Path| DiskFiles.folders(folder).unwrap_or_default();
    // Whoever names the folder of the service, or one inside, means what is there.
    if checkout.ancestors().any(is_it) {
        return vec![checkout.to_path_buf()];
    }
    let mut found = Vec::new();
    // `specification/<service>/resource-manager/<provider>`, from any of these on.
    let mut level = vec![checkout.to_path_buf()];
    for _ in 0..5 {
        let (these, others): (Vec<_>, Vec<_>) = level.into_iter().partition(|folder| is_it(folder));
        found.extend(these);
        let leads_on = |folder: &PathBuf| !folder.ends_with("data-plane") && !folder.ends_with(".git");
        level = others.iter().filter(|folder| leads_on(folder)).flat_map(|folder| inner(folder)).collect();
    }
    found.extend(level.into_iter().filter(|folder| is_it(folder)));
    found
}

/// Of a provider with several services only that which has had the version here; all, where none has.
fn keep_service(published: &mut Vec<Published>, own: &Version) {
    let service = |folder: &Path| folder.parent().and_then(Path::parent).map(Path::to_path_buf);
    let own = published.iter().find(|it| it.version == *own).and_then(|it| service(&it.folder));
    if let Some(own) = own {
        published.retain(|it| service(&it.folder).as_ref() == Some(&own));
    }
}

/// Prints the newest versions beside the one here.
fn tell(provider: &str, own: &Version, published: &[Published], checkout: &Path) -> Exit {
    let newest = |is_stable| published.iter().find(|it| it.version.is_stable == is_stable);
    let mut exit = Exit::Fine;
    anstream::println!("{provider}, here {}", own.name);
    for (kind, newest) in [("stable", newest(true)), ("preview", newest(false))] {
        let Some(Published { version, folder }) = newest else { continue };
        let is_newer = version > own;
        let told = if is_newer { "newer" } else { "not newer" };
        let folder = folder.strip_prefix(checkout).unwrap_or(folder).display();
        anstream::println!("{kind:<8} {:<20} {told:<10} {folder}", version.name);
        if is_newer {
            exit = Exit::Drift;
        }
    }
    exit
}
