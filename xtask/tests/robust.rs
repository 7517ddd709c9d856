//! Nothing is lost: full disks, kills, links, several runs at once.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

#[test]
fn a_windows_checkout_is_no_drift() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path().join("crate");
    for options in ["--out", "--into"] {
        let arguments = ["codegen", "--config", "specs/apim.toml", options, &root.to_string_lossy()];
        assert_eq!(xtask(&arguments).status.code(), Some(0));
        let files = files(&root);
        assert!(files.len() > 15, "only {} files", files.len());
        for (path, text) in files {
            // What is up to date is not written again, so the second round finds the files of the first.
            let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\n', "\r\n");
            fs::write(path, format!("\u{feff}{text}")).expect("a writable file");
        }
        let checked = xtask(&[&arguments[..], &["--check"]].concat());
        assert_eq!(checked.status.code(), Some(0), "{}", text(&checked));
    }
    let attributes = fs::read_to_string(workspace().join(".gitattributes")).expect("attributes");
    assert!(attributes.contains("eol=lf"), "a checkout may change line ends: {attributes}");
}

/// Files may not grow beyond a few blocks, which to a program is a full disk.
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_old_crate() {
    let specs = Specs::new();
    let root = specs.folder.path().join("crate");
    assert_eq!(specs.generate(0, &root).wait_with_output().expect("it ends").status.code(), Some(0));
    let before = files(&root);
    let limited = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 8; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_apim-codegen"), "codegen"])
        .args(["--spec", &specs.roots[1].to_string_lossy(), "--out", &root.to_string_lossy()])
        .output()
        .expect("a shell");
    assert_eq!(limited.status.code(), Some(2), "{}", text(&limited));
    assert!(text(&limited).contains("File too large"), "{}", text(&limited));
    assert_eq!(files(&root), before);
    specs.assert_mends(1, &root);
}

/// Each run is killed a little later after it began to write: old files, new files, never half of one.
#[test]
fn a_killed_run_leaves_whole_files_and_the_next_mends() {
    let specs = Specs::new();
    let root = specs.folder.path().join("crate");
    let crates: Vec<_> = (0..2).map(|which| specs.whole(which)).collect();
    assert_eq!(specs.generate(0, &root).wait_with_output().expect("it ends").status.code(), Some(0));
    let mut killed = 0;
    for round in 0..24 {
        let which = (round + 1) % 2;
        let mut run = specs.generate(which, &root);
        let begun = root.join(".codegen/stage");
        while !begun.exists() && run.try_wait().expect("a process").is_none() {}
        std::thread::sleep(Duration::from_micros(u64::try_from(round).expect("a small number") * 400));
        run.kill().expect("a process");
        let output = run.wait_with_output().expect("it ends");
        killed += usize::from(output.status.code().is_none_or(|code| code != 0));
        for (path, text) in files(&root) {
            let path = path.strip_prefix(&root).expect("a path below the root");
            let known = crates.iter().any(|known| known.get(path) == Some(&text));
            assert!(known, "{} is of neither crate after kill {round}", path.display());
        }
        specs.assert_mends(which, &root);
    }
    assert!(killed > 0, "every run ended before it was killed");
}

#[test]
fn runs_at_once_leave_the_crate_of_one() {
    let specs = Specs::new();
    let root = specs.folder.path().join("crate");
    let runs: Vec<Child> = (0..8).map(|run| specs.generate(run % 2, &root)).collect();
    for run in runs {
        let output = run.wait_with_output().expect("it ends");
        assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    }
    let found: BTreeMap<_, _> = relative(&root);
    assert!((0..2).any(|which| found == specs.whole(which)), "the crate is of neither specification");
}

#[test]
fn a_check_beside_a_writer_says_what_it_waits_for() {
    let specs = Specs::new();
    let root = specs.folder.path().join("crate");
    assert_eq!(specs.generate(0, &root).wait_with_output().expect("it ends").status.code(), Some(0));
    let lock = fs::File::options().read(true).write(true).open(root.join(".codegen/lock")).expect("the lock");
    lock.lock().expect("nobody holds it");
    let mut check = specs.command(0, &root).arg("--check").spawn().expect("xtask starts");
    let mut said = BufReader::new(check.stderr.take().expect("standard error")).lines();
    // Warnings about the specification come first.
    let waits = said.any(|line| line.expect("it says something").starts_with("waiting"));
    assert!(waits, "it does not say that it waits");
    assert!(check.try_wait().expect("a process").is_none(), "it did not wait");
    lock.unlock().expect("it is held");
    assert_eq!(check.wait().expect("it ends").code(), Some(0));
}

/// Two specifications of different services, and a folder to generate into.
struct Specs {
    folder: tempfile::TempDir,
    roots: [PathBuf; 2],
}

impl Specs {
    fn new() -> Self {
        let roots = ["generator/tests/fixtures/zoo/zoo.yaml", "specs/users.yaml"].map(|path| workspace().join(path));
        Self { folder: tempfile::tempdir().expect("a temporary folder"), roots }
    }

    fn command(&self, which: usize, root: &Path) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_apim-codegen"));
        command.args(["codegen", "--spec"]).arg(&self.roots[which]).arg("--out").arg(root);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn generate(&self, which: usize, root: &Path) -> Child {
        self.command(which, root).spawn().expect("xtask starts")
    }

    /// The files of the whole crate, by path below its root.
    fn whole(&self, which: usize) -> BTreeMap<PathBuf, String> {
        let root = self.folder.path().join(format!("whole-{which}"));
        let output = self.generate(which, &root).wait_with_output().expect("it ends");
        assert_eq!(output.status.code(), Some(0), "{}", text(&output));
        relative(&root)
    }

    /// The next run makes the crate whole and leaves nothing behind.
    fn assert_mends(&self, which: usize, root: &Path) {
        let run = |command: &mut Command| command.output().expect("xtask runs");
        let generated = run(&mut self.command(which, root));
        assert_eq!(generated.status.code(), Some(0), "{}", text(&generated));
        let checked = run(self.command(which, root).arg("--check"));
        assert_eq!(checked.status.code(), Some(0), "{}", text(&checked));
        assert!(!root.join(".codegen/stage").exists(), "something is left");
    }
}

fn xtask(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_apim-codegen"))
        .args(arguments)
        .current_dir(workspace())
        .output()
        .expect("xtask runs")
}

fn relative(root: &Path) -> BTreeMap<PathBuf, String> {
    let below = |path: PathBuf| path.strip_prefix(root).expect("a path below the root").to_path_buf();
    files(root).into_iter().map(|(path, text)| (below(path), text)).collect()
}

/// The files below a root, without those that no compiler sees.
fn files(root: &Path) -> BTreeMap<PathBuf, String> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(root).expect("a readable folder") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            if !path.ends_with(".codegen") {
                found.extend(files(&path));
            }
        } else {
            let text = fs::read_to_string(&path).expect("a readable file");
            found.insert(path, text);
        }
    }
    found
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a workspace").to_path_buf()
}

fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}
