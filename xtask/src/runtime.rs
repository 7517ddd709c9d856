//! Where a generated crate has its runtime, as `--runtime` says it.

use apim_codegen::emit::{Runtime, Source};
use serde::Deserialize;
use std::fs;
use std::path::{Component, Path, PathBuf};

const HELP: &str = "give the folder of `apim-runtime`, the URL of a git repository (`URL#REVISION` for a commit), or its \
                    version; or leave `--runtime` away, and the crate carries its runtime";

/// Why `--runtime` cannot be followed, and what to do instead.
#[derive(Debug)]
pub(crate) struct Refusal {
    pub(crate) reason: String,
    pub(crate) help: String,
}

impl Refusal {
    fn new(reason: String) -> Self {
        Self { reason, help: HELP.to_owned() }
    }
}

/// Understands `text` as the runtime of the crate at `root`.
///
/// # Errors
/// When there is no runtime at that place, or one of another version.
pub(crate) fn parse(text: &str, root: &Path) -> Result<Runtime, Refusal> {
    let source = if Path::new(text).is_dir() {
        Source::Path(folder(Path::new(text), root)?)
    } else if text.contains("://") || text.starts_with("git@") {
        let (url, revision) = text.split_once('#').map_or((text, None), |(url, revision)| (url, Some(revision)));
        Source::Git { url: url.to_owned(), revision: revision.map(str::to_owned) }
    } else if text.starts_with(|c: char| c.is_ascii_digit()) && !text.contains(['/', '\\']) {
        check_version(text, text)?;
        Source::Registry
    } else {
        return Err(Refusal::new(format!("{text}: there is no such folder")));
    };
    Ok(Runtime::Dependency(source))
}

#[derive(Deserialize)]
struct Manifest {
    package: Option<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: toml::Value,
}

/// The path of a folder that holds the runtime, relative to `root` if there is a way.
fn folder(folder: &Path, root: &Path) -> Result<String, Refusal> {
    let refused = |reason: String| Refusal::new(format!("{}: {reason}", folder.display()));
    let text = fs::read_to_string(folder.join("Cargo.toml"))
        .map_err(|error| refused(format!("its Cargo.toml cannot be read: {error}")))?;
    let manifest: Manifest = toml::from_str(&text).map_err(|error| refused(error.message().to_owned()))?;
    let package = manifest.package.filter(|package| package.name == Runtime::PACKAGE);
    let package = package.ok_or_else(|| refused(format!("it is not the crate `{}`", Runtime::PACKAGE)))?;
    // A member of the generator's workspace has the version of the generator, and says so by a table.
    if let Some(version) = package.version.as_str() {
        check_version(version, &folder.display().to_string())?;
    }
    let absolute = |path: &Path| whole(path).map_err(|error| refused(error.to_string()));
    let path = relative(&absolute(folder)?, &absolute(root)?);
    path.to_str().map(|path| path.replace('\\', "/")).ok_or_else(|| refused("a manifest is UTF-8".to_owned()))
}

fn check_version(version: &str, place: &str) -> Result<(), Refusal> {
    if version == Runtime::VERSION {
        return Ok(());
    }
    let reason = format!("{place}: this generator writes for version {} of the runtime", Runtime::VERSION);
    let help = format!("take version {}, or generate with the generator of the other version", Runtime::VERSION);
    Err(Refusal { reason, help })
}

/// The path without links, as far as it exists.
fn whole(path: &Path) -> std::io::Result<PathBuf> {
    let path = std::path::absolute(path)?;
    let existing = path.ancestors().find_map(|ancestor| Some((ancestor, fs::canonicalize(ancestor).ok()?)));
    Ok(match existing {
        Some((ancestor, canonical)) => match path.strip_prefix(ancestor) {
            Ok(rest) if !rest.as_os_str().is_empty() => canonical.join(rest),
            _ => canonical,
        },
        None => path,
    })
}

/// The way from the folder `from` to `to`; `to` itself when they have no root in common.
fn relative(to: &Path, from: &Path) -> PathBuf {
    let shared = to.components().zip(from.components()).take_while(|(one, other)| one == other).count();
    if shared == 0 {
        return to.to_owned();
    }
    let up = from.components().skip(shared).map(|_| Component::ParentDir);
    up.chain(to.components().skip(shared)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(text: &str) -> Source {
        match parse(text, Path::new("out")).unwrap_or_else(|refusal| panic!("{}", refusal.reason)) {
            Runtime::Dependency(source) => source,
            Runtime::Carried => panic!("it is carried"),
        }
    }

    #[test]
    fn a_folder_is_named_relative_to_the_crate() {
        let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generated/runtime");
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("not there/deeper");
        let Ok(Runtime::Dependency(Source::Path(path))) = parse(&runtime.to_string_lossy(), &root) else {
            panic!("it is a folder")
        };
        assert_eq!(path, "../../../generated/runtime");
    }

    #[test]
    fn a_repository_can_have_a_revision() {
        let url = "https://example.com/apim.git";
        assert_eq!(source(url), Source::Git { url: url.to_owned(), revision: None });
        let revision = Some("0123abc".to_owned());
        assert_eq!(source(&format!("{url}#0123abc")), Source::Git { url: url.to_owned(), revision });
        assert!(matches!(source("git@example.com:apim.git"), Source::Git { .. }));
    }

    #[test]
    fn only_the_version_of_the_generator_fits() {
        assert_eq!(source(Runtime::VERSION), Source::Registry);
        let refusal = parse("99.0.0", Path::new("out")).expect_err("it does not fit");
        assert!(refusal.reason.contains("writes for version"), "{}", refusal.reason);
    }

    #[test]
    fn what_is_no_runtime_is_refused() {
        for text in ["no/such/folder", "", env!("CARGO_MANIFEST_DIR"), "src"] {
            let refusal = parse(text, Path::new("out")).expect_err(text);
            assert!(refusal.help.contains("apim-runtime"), "{text}");
        }
    }
}
