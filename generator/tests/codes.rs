//! Every code, shown: each folder `fixtures/codes/<CODE>-<slug>` holds a specification that has one thing wrong, and
//! in `expected.txt` what the user reads about it.
//!
//! The roots are those that `apim.toml` names, where there is one that names any; else `root.json` or `root.yaml`,
//! and where neither is there, `root.yaml` is asked for in vain. `UPDATE_EXPECT=1` writes `expected.txt` anew.

use apim_codegen::config::Config;
use apim_codegen::diagnostic::{Code, Diagnostics, MessageFormat, Severity, Style, render};
use apim_codegen::ir::DefinitionKind;
use apim_codegen::load::MemoryFiles;
use apim_codegen::source::Documents;
use apim_codegen::understand;
use expect_test::expect_file;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What is not part of a specification.
const EXPECTED: &str = "expected.txt";

/// A folder of a specification, and what is reported about it.
struct Fixture {
    folder: PathBuf,
    name: String,
    documents: Documents,
    diagnostics: Diagnostics,
}

impl Fixture {
    fn run(folder: PathBuf) -> Self {
        let name = folder.file_name().and_then(|name| name.to_str()).expect("a folder with a name").to_owned();
        let mut files = Vec::new();
        read_all(&folder, Path::new(""), &mut files);
        let (documents, diagnostics) = report(files);
        Self { folder, name, documents, diagnostics }
    }

    /// The part of the name before the first `-`.
    fn code(&self) -> &str {
        self.name.split('-').next().unwrap_or_default()
    }

    fn text(&self, format: MessageFormat) -> String {
        render(&self.diagnostics, &self.documents, format, Style::Plain)
    }
}

fn fixtures() -> Vec<Fixture> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/codes");
    let mut folders: Vec<PathBuf> = entries(&root).into_iter().filter(|path| path.is_dir()).collect();
    folders.sort();
    folders.into_iter().map(Fixture::run).collect()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a readable folder");
    entries.map(|entry| entry.expect("a readable entry").path()).collect()
}

/// Gathers the files in `folder` and in its folders, by their paths below the fixture.
fn read_all(folder: &Path, below: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) {
    for path in entries(folder) {
        let relative = below.join(path.file_name().expect("an entry with a name"));
        if path.is_dir() {
            read_all(&path, &relative, files);
        } else if relative != Path::new(EXPECTED) {
            files.push((relative, fs::read(&path).expect("a readable file")));
        }
    }
}

/// What is reported about a specification, and the files for the excerpts.
fn report(files: Vec<(PathBuf, Vec<u8>)>) -> (Documents, Diagnostics) {
    let content = |name: &str| files.iter().find(|(path, _)| path == Path::new(name)).map(|(_, content)| content);
    let mut config = Config::default();
    if let Some(text) = content("apim.toml") {
        let text = String::from_utf8_lossy(text);
        match Config::parse(&text, Path::new("apim.toml")) {
            Ok(parsed) => config = parsed,
            Err(diagnostics) => {
                let mut documents = Documents::default();
                documents.add_unparsed("apim.toml".into(), text.into_owned());
                return (documents, diagnostics);
            }
        }
    }
    let root = if content("root.json").is_some() { "root.json" } else { "root.yaml" };
    let roots = if config.roots.is_empty() { vec![root.into()] } else { config.roots.clone() };
    let files: MemoryFiles = files.into_iter().collect();
    match understand(&roots, &config, &files, &mut |_| ()) {
        Ok(understood) => (understood.documents, understood.diagnostics),
        Err(rejected) => (rejected.documents, rejected.diagnostics),
    }
}

#[test]
fn every_fixture_reports_its_code_and_reads_as_expected() {
    for fixture in fixtures() {
        let text = fixture.text(MessageFormat::Human);
        expect_file![fixture.folder.join(EXPECTED)].assert_eq(&text);
        let code = fixture.code();
        let title = |line: &str| {
            line.starts_with(&format!("error[{code}]: ")) || line.starts_with(&format!("warning[{code}]: "))
        };
        assert!(text.lines().any(title), "{}: {code} is not reported:\n{text}", fixture.name);
    }
}

#[test]
fn every_code_has_a_fixture_and_every_fixture_a_code() {
    let shown: BTreeSet<String> = fixtures().iter().map(|fixture| fixture.code().to_owned()).collect();
    let known: BTreeSet<String> = Code::ALL.iter().map(|code| code.as_str().to_owned()).collect();
    let unknown: Vec<_> = shown.difference(&known).collect();
    assert!(unknown.is_empty(), "there is no such code: {unknown:?}");
    let missing: Vec<_> = known.difference(&shown).collect();
    assert!(missing.is_empty(), "no folder in tests/fixtures/codes shows {missing:?}");
}

#[test]
fn every_error_says_what_to_do() {
    let mut silent = Vec::new();
    for fixture in fixtures() {
        for diagnostic in fixture.diagnostics.iter().filter(|it| it.severity() == Severity::Error) {
            if diagnostic.help.as_deref().unwrap_or_default().trim().is_empty() {
                silent.push(format!("{}: {}: {}", fixture.name, diagnostic.code, diagnostic.message));
            }
        }
    }
    assert!(silent.is_empty(), "errors without help:\n{}", silent.join("\n"));
}

#[test]
fn every_format_tells_the_same_places() {
    for fixture in fixtures() {
        let short = places(&fixture.text(MessageFormat::Short), short_place);
        assert_eq!(short, places(&fixture.text(MessageFormat::Json), json_place), "{}", fixture.name);
        assert_eq!(short, places(&fixture.text(MessageFormat::Github), github_place), "{}", fixture.name);
        assert_eq!(short, human_places(&fixture.text(MessageFormat::Human)), "{}", fixture.name);
        assert!(!short.is_empty(), "{}: nothing is reported", fixture.name);
    }
}

/// `file:line:column` of each line, which must have them.
fn places(text: &str, place: fn(&str) -> Option<String>) -> Vec<String> {
    text.lines().map(|line| place(line).unwrap_or_else(|| panic!("no place in: {line}"))).collect()
}

fn short_place(line: &str) -> Option<String> {
    let mut parts = line.splitn(4, ':');
    let (file, line, column) = (parts.next()?, number(parts.next()?)?, number(parts.next()?)?);
    Some(format!("{file}:{line}:{column}"))
}

fn number(text: &str) -> Option<usize> {
    text.parse().ok().filter(|number| *number > 0)
}

fn json_place(line: &str) -> Option<String> {
    let value: Value = serde_json::from_str(line).ok()?;
    Some(format!("{}:{}:{}", value["file"].as_str()?, value["line"], value["column"]))
}

fn github_place(line: &str) -> Option<String> {
    let properties = line.split("::").nth(1)?.split_once(' ')?.1;
    let property = |name: &str| properties.split(',').find_map(|it| it.strip_prefix(name)?.strip_prefix('='));
    Some(format!("{}:{}:{}", property("file")?, property("line")?, property("col")?))
}

/// The first place below each title; one without a line stands for the whole file.
fn human_places(text: &str) -> Vec<String> {
    let place = |line: &str| {
        let place = line.trim_start().strip_prefix("--> ")?;
        Some(if short_place(place).is_some() { place.to_owned() } else { format!("{place}:1:1") })
    };
    text.lines().filter_map(place).collect()
}

#[test]
fn every_story_shows_the_wrong_and_the_right() {
    for code in Code::ALL {
        let has = |word: &str| code.story().lines().any(|line| line.starts_with("    ") && line.contains(word));
        assert!(has("wrong") && has("right"), "{code}: the story lacks an example that is marked wrong or right");
    }
}

/// Help of this form is an edit that can be made as it stands.
const QUOTES: &str = "put it in quotes";

/// Does what the help about quotes says, in every file, and tells how often.
fn quoted(fixture: &Fixture) -> (Vec<(PathBuf, Vec<u8>)>, usize) {
    let mut files = Vec::new();
    read_all(&fixture.folder, Path::new(""), &mut files);
    let mut edits: Vec<Value> =
        fixture.text(MessageFormat::Json).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    edits.retain(|edit| edit["help"].as_str().is_some_and(|help| help.starts_with(QUOTES)));
    // From the end, so that no edit moves the others.
    edits.reverse();
    for edit in &edits {
        let help = edit["help"].as_str().expect("a help");
        let new: Vec<&str> = help.split('"').collect();
        let number = |key: &str| usize::try_from(edit[key].as_u64().expect("a number")).expect("a small number") - 1;
        let path = Path::new(edit["file"].as_str().expect("a file"));
        let (_, content) = files.iter_mut().find(|(own, _)| own == path).expect("the file");
        let text = String::from_utf8(std::mem::take(content)).expect("text");
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let line = &mut lines[number("line")];
        assert!(line.is_ascii(), "columns are taken for bytes");
        line.replace_range(number("column")..number("endColumn"), &format!("\"{}\"", new[1]));
        *content = lines.join("\n").into_bytes();
    }
    (files, edits.len())
}

#[test]
fn quotes_where_the_help_says_so_settle_it() {
    let mut made = 0;
    for fixture in fixtures() {
        let (files, edits) = quoted(&fixture);
        if edits > 0 {
            made += edits;
            let (documents, diagnostics) = report(files);
            let text = render(&diagnostics, &documents, MessageFormat::Human, Style::Plain);
            assert!(!text.contains(QUOTES), "{}:\n{text}", fixture.name);
        }
    }
    assert!(made > 10, "only {made} edits");
}

#[test]
fn quotes_as_the_help_says_keep_what_was_written() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/codes/E504-as-written");
    let (files, _) = quoted(&Fixture::run(root));
    let files: MemoryFiles = files.into_iter().collect();
    let understood = understand(&["root.yaml".into()], &Config::default(), &files, &mut |_| ());
    let api = understood.expect("nothing is wrong any more").api;
    let values = api.definitions.iter().find_map(|definition| match &definition.kind {
        DefinitionKind::Enum(content) => Some(&content.variants),
        _ => None,
    });
    let values: Vec<&str> = values.expect("an enum").iter().map(|variant| variant.name.wire.as_str()).collect();
    assert_eq!(values, ["1.9", "1.10", "0x1F", "1e3", "0o7", "+1", "True"]);
}
