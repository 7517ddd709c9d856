//! `cargo xtask specs import`.

use super::lock::{ATTRIBUTES, FILE, FOLDER, Lock, about, digest, files_below};
use crate::refusal::{CHECK_PATH, refuse};
use crate::specification::{self, print};
use crate::{Exit, MessageFormat};
use apim_codegen::diagnostic::Diagnostics;
use apim_codegen::load::{DiskFiles, load};
use apim_codegen::source::Documents;
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::process::Command;
use std::{fs, io};

/// Bring published specifications into `specs/`, with every file that they refer to, and generate from them from now on.
///
/// The files are copied as they are to `specs/imported/`; `specs/import.lock` says where they came from and what they
/// were, and `roots` and `api-version` in `specs/apim.toml` name them. An earlier import gives way, unless its files were
/// changed by hand: corrections belong into overlays.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Swagger 2.0, OpenAPI 3.0 or 3.1 files, or folders of them.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Configuration file whose specification is replaced; `specs/apim.toml` unless given.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments, messages: MessageFormat) -> Exit {
    let config = arguments.config.clone().unwrap_or_else(specification::default_config);
    let mut diagnostics = Diagnostics::default();
    let documents = load(&arguments.paths, &DiskFiles, &mut diagnostics);
    print(&diagnostics, &documents, messages);
    if diagnostics.has_errors() {
        return Exit::Refused;
    }
    match import(&arguments.paths, &documents, &config) {
        Ok(summary) => {
            anstream::println!("{summary}");
            Exit::Fine
        }
        Err(error) => refuse(error, CHECK_PATH),
    }
}

/// A file to copy.
struct Import {
    /// Where it is.
    from: PathBuf,
    /// Its path in the folder of imported files, with `/` between the parts.
    name: String,
    content: Vec<u8>,
}

fn import(paths: &[PathBuf], documents: &Documents, config: &Path) -> io::Result<String> {
    let specs = config.parent().unwrap_or(Path::new(""));
    let text = fs::read_to_string(config).map_err(|error| about(config, &error))?;
    refuse_changed(specs)?;
    let files = files(documents)?;
    let common = common_folder(&files);
    let imports = imports(files, &common)?;
    let roots = roots(paths, &common)?;
    let text = configured(&text, &roots, version(documents)).map_err(|error| about(config, &error))?;
    let lock = lock(paths, &imports);

    // Everything is on disk before anything is replaced.
    let prepared = tempfile::Builder::new().prefix(".import-").tempdir_in(specs_or_here(specs))?;
    for import in &imports {
        let path = prepared.path().join(&import.name);
        fs::create_dir_all(path.parent().unwrap_or(prepared.path()))?;
        fs::write(&path, &import.content).map_err(|error| about(&path, &error))?;
    }
    fs::write(
        prepared.path().join(ATTRIBUTES),
        "# The digests in import.lock are those of the files as they came.\n* -text\n",
    )?;
    let folder = specs.join(FOLDER);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::rename(prepared.keep(), &folder)?;
    replace(&specs.join(FILE), &lock.text()?)?;
    replace(config, &text)?;
    Ok(summary(&lock, &imports, &folder, config))
}

/// Hands are off what an earlier import brought if somebody worked on it.
fn refuse_changed(specs: &Path) -> io::Result<()> {
    let differences = match Lock::read(specs)? {
        Some(lock) => lock.differences(specs)?.iter().map(ToString::to_string).collect(),
        None => files_below(&specs.join(FOLDER))?,
    };
    if differences.is_empty() {
        return Ok(());
    }
    let message = format!(
        "{} would be replaced, but is not as it was imported:\n  {}\nkeep corrections as overlays, then remove the folder and import again",
        specs.join(FOLDER).display(),
        differences.join("\n  ")
    );
    Err(io::Error::new(io::ErrorKind::AlreadyExists, message))
}

/// The files of the closure, as absolute paths without links.
fn files(documents: &Documents) -> io::Result<Vec<PathBuf>> {
    documents.iter().map(|(_, document)| canonical(&document.path)).collect()
}

fn canonical(path: &Path) -> io::Result<PathBuf> {
    fs::canonicalize(path).map_err(|error| about(path, &error))
}

/// The files with their content, by their paths below the deepest folder that holds all of them.
fn imports(files: Vec<PathBuf>, common: &Path) -> io::Result<Vec<Import>> {
    let mut imports = Vec::new();
    for from in files {
        let content = fs::read(&from).map_err(|error| about(&from, &error))?;
        imports.push(Import { name: name_in(&from, common), from, content });
    }
    Ok(imports)
}

/// The path of a file or folder below another, with `/` between the parts.
fn name_in(path: &Path, folder: &Path) -> String {
    let inner = path.strip_prefix(folder).unwrap_or(path);
    inner.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn common_folder(files: &[PathBuf]) -> PathBuf {
    let mut folders = files.iter().map(|file| file.parent().unwrap_or(Path::new("")));
    let first: Vec<Component<'_>> = folders.next().unwrap_or(Path::new("")).components().collect();
    let shared = folders.fold(first.len(), |shared, folder| {
        first.iter().zip(folder.components()).take(shared).take_while(|(left, right)| *left == right).count()
    });
    first.into_iter().take(shared).collect()
}

/// What was named, where it is now.
fn roots(paths: &[PathBuf], common: &Path) -> io::Result<Vec<String>> {
    let root = |path: &PathBuf| {
        Ok(match name_in(&canonical(path)?, common) {
            whole if whole.is_empty() => FOLDER.to_owned(),
            part => format!("{FOLDER}/{part}"),
        })
    };
    paths.iter().map(root).collect()
}

fn version(documents: &Documents) -> Option<&str> {
    documents.roots().find_map(|(_, document)| document.content.pointer("/info/version")?.as_str())
}

/// The configuration with these roots and this version; the rest, comments too, stays as it is.
fn configured(text: &str, roots: &[String], version: Option<&str>) -> io::Result<String> {
    let mut configuration: toml_edit::DocumentMut =
        text.parse().map_err(|error| io::Error::new(io::ErrorKind::InvalidData, format!("{error}")))?;
    let mut list = toml_edit::Array::from_iter(roots);
    if roots.len() > 1 {
        list.iter_mut().for_each(|root| root.decor_mut().set_prefix("\n    "));
        list.set_trailing("\n");
        list.set_trailing_comma(true);
    }
    configuration["roots"] = toml_edit::value(list);
    if let Some(version) = version {
        configuration["api-version"] = toml_edit::value(version);
    }
    Ok(configuration.to_string())
}

fn lock(paths: &[PathBuf], imports: &[Import]) -> Lock {
    let files: BTreeMap<String, String> =
        imports.iter().map(|import| (import.name.clone(), digest(&import.content))).collect();
    let checkout = paths.first().and_then(|path| Checkout::of(path)).filter(|checkout| checkout.has(imports));
    let source = paths.iter().map(|path| {
        let inner = checkout.as_ref().and_then(|checkout| checkout.inner(path));
        inner.unwrap_or_else(|| path.display().to_string()).replace('\\', "/")
    });
    let source = source.collect();
    let commit = checkout.as_ref().and_then(|checkout| checkout.commit(imports));
    Lock { source, repository: checkout.and_then(|checkout| checkout.repository()), commit, files }
}

/// A git working tree.
struct Checkout(PathBuf);

impl Checkout {
    /// The one that holds `path`; `None` when there is none, or git is not installed.
    fn of(path: &Path) -> Option<Self> {
        let path = fs::canonicalize(path).ok()?;
        let folder = if path.is_dir() { path.as_path() } else { path.parent()? };
        let root = git(folder, &["rev-parse", "--show-toplevel"])?;
        fs::canonicalize(root).ok().map(Self)
    }

    fn inner(&self, path: &Path) -> Option<String> {
        let path = fs::canonicalize(path).ok()?;
        path.strip_prefix(&self.0).ok().map(|inner| inner.display().to_string())
    }

    /// Address of the remote `origin`, without a name or password that it may hold.
    fn repository(&self) -> Option<String> {
        let url = git(&self.0, &["config", "--get", "remote.origin.url"])?;
        let (scheme, rest) = url.split_once("://")?;
        Some(format!("{scheme}://{}", rest.rsplit_once('@').map_or(rest, |(_, host)| host)))
    }

    /// Whether the files are its own: a repository around them may not know them at all.
    fn has(&self, imports: &[Import]) -> bool {
        self.of_files(&["ls-files", "--error-unmatch", "--"], imports).is_some()
    }

    /// The commit that holds the files as they are.
    fn commit(&self, imports: &[Import]) -> Option<String> {
        let clean = self.of_files(&["status", "--porcelain", "--"], imports).is_some_and(|changes| changes.is_empty());
        clean.then(|| git(&self.0, &["rev-parse", "HEAD"])).flatten()
    }

    fn of_files(&self, command: &[&str], imports: &[Import]) -> Option<String> {
        let files: Vec<String> = imports.iter().map(|import| import.from.display().to_string()).collect();
        let arguments: Vec<&str> = command.iter().copied().chain(files.iter().map(String::as_str)).collect();
        git(&self.0, &arguments)
    }
}

/// What git prints, if it succeeds.
fn git(folder: &Path, arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").arg("-C").arg(folder).args(arguments).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}

fn replace(path: &Path, text: &str) -> io::Result<()> {
    let folder = specs_or_here(path.parent().unwrap_or(Path::new("")));
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    io::Write::write_all(&mut file, text.as_bytes())?;
    file.persist(path).map(drop).map_err(|error| about(path, &error.error))
}

fn specs_or_here(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() { Path::new(".") } else { folder }
}

fn summary(lock: &Lock, imports: &[Import], folder: &Path, config: &Path) -> String {
    let commit = lock.commit.as_ref().map_or_else(String::new, |commit| format!(" at {commit}"));
    format!(
        "{} files from {}{commit} imported to {}; {} names them now\nnext: `cargo xtask codegen`, then `cargo test --workspace`",
        imports.len(),
        lock.source.join(", "),
        folder.display(),
        config.display()
    )
}
