//! The guides: every program does offline what its page says, and every excerpt on a page stands in its program.

#[path = "../examples/support/mod.rs"]
mod support;
#[path = "../examples/guide/tasks.rs"]
mod tasks;

use std::collections::BTreeSet;
use std::path::PathBuf;
use support::Target;
use tasks::TASKS;

/// Pages whose code is not that of a program: it compiles with the documentation.
const WITHOUT_PROGRAM: [&str; 2] = ["coming_from_azure_mgmt", "coming_from_python"];

#[tokio::test(start_paused = true)]
async fn every_task_runs_offline() {
    for (task, _) in TASKS {
        let target = Target::emulated().expect("a client");
        tasks::run(task, &target).await.unwrap_or_else(|error| panic!("{task}: {error}"));
    }
}

#[test]
fn every_program_has_a_page_and_every_page_a_program() {
    let tasks: BTreeSet<_> = TASKS.iter().map(|(task, _)| (*task).to_owned()).collect();
    let mut programs = names_in("examples/guide", ".rs");
    assert!(programs.remove("main") && programs.remove("tasks"), "{programs:?}");
    assert_eq!(programs, tasks, "the programs in examples/guide are the tasks of tasks.rs");
    let mut pages = names_in("docs", ".md");
    assert!(pages.remove("README"), "{pages:?}");
    for page in WITHOUT_PROGRAM {
        assert!(pages.remove(page), "docs/{page}.md");
    }
    assert_eq!(pages, tasks, "the pages in docs are the tasks of tasks.rs");
}

#[test]
fn every_excerpt_stands_in_its_program() {
    let mut missing = String::new();
    for (task, _) in TASKS {
        let program = lines(&read(&format!("examples/guide/{task}.rs")));
        let excerpts = excerpts(&read(&format!("docs/{task}.md")));
        assert!(!excerpts.is_empty(), "docs/{task}.md shows nothing of its program");
        for excerpt in excerpts.iter().filter(|excerpt| !stands_in(excerpt, &program)) {
            missing += &format!("docs/{task}.md:\n{}\n\n", excerpt.join("\n"));
        }
    }
    assert!(missing.is_empty(), "not in the programs, apart from how far lines are indented:\n\n{missing}");
}

#[test]
fn every_page_is_linked() {
    let index = read("docs/README.md");
    let guide = read("README.md");
    let modules = read("src/guide.rs");
    let links = read("src/links.md");
    for page in names_in("docs", ".md").iter().filter(|page| *page != "README") {
        assert!(index.contains(&format!("]({page}.md)")), "docs/README.md has no link to {page}.md");
        assert!(guide.contains(&format!("[{page}]: docs/{page}.md")), "README.md has no link to docs/{page}.md");
        assert!(guide.contains(&format!("][{page}]")), "README.md does not list {page}");
        assert!(links.contains(&format!("[{page}]: crate::guide::{page}\n")), "src/links.md has no {page}");
        assert!(modules.contains(&format!("../docs/{page}.md")), "src/guide.rs does not show {page}.md");
    }
}

#[test]
fn links_between_pages_lead_somewhere() {
    let pages = names_in("docs", ".md");
    for page in &pages {
        let text = read(&format!("docs/{page}.md"));
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            // In rustdoc the pages are modules: only the index, which is none, has links to files.
            let is_file = page == "README" && path("docs").join(target).exists();
            assert!(target.starts_with("https://") || is_file, "docs/{page}.md: {target}");
        }
    }
}

/// Whether the lines of the excerpt follow each other in the program.
fn stands_in(excerpt: &[String], program: &[String]) -> bool {
    program.windows(excerpt.len()).any(|window| window == excerpt)
}

/// The Rust code on a page, block by block.
fn excerpts(page: &str) -> Vec<Vec<String>> {
    let mut excerpts = Vec::new();
    let mut rest = page;
    while let Some((_, block)) = rest.split_once("```") {
        let (block, after) = block.split_once("```").expect("a block of code has an end");
        let (language, code) = block.split_once('\n').expect("a block of code has lines");
        match language {
            "rust,ignore" => excerpts.push(lines(code)),
            other => assert!(!other.starts_with("rust"), "``` {other}: excerpts are `rust,ignore`"),
        }
        rest = after;
    }
    excerpts
}

fn lines(text: &str) -> Vec<String> {
    text.trim().lines().map(|line| line.trim().to_owned()).collect()
}

fn names_in(folder: &str, ending: &str) -> BTreeSet<String> {
    let entries = std::fs::read_dir(path(folder)).expect("the folder is there");
    let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    names.filter_map(|name| name.strip_suffix(ending).map(str::to_owned)).collect()
}

fn read(file: &str) -> String {
    std::fs::read_to_string(path(file)).unwrap_or_else(|error| panic!("{file}: {error}")).replace('\r', "")
}

fn path(below: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(below)
}
