//! How diagnostics look, and that their places are right.

mod excerpts;

use apim_codegen::diagnostic::{Code, Diagnostic, Diagnostics, MessageFormat, Place, Severity, Style, explain, render};
use apim_codegen::load::{MemoryFiles, load};
use apim_codegen::source::{Documents, Location, Pointer};
use expect_test::{Expect, expect};
use proptest::prelude::*;
use serde_json::Value;
use std::path::PathBuf;

const JSON: (&str, &str) = ("users.json", include_str!("../fixtures/diagnostics/users.json"));
const YAML: (&str, &str) = ("users.yaml", include_str!("../fixtures/diagnostics/users.yaml"));
const OPERATION: &str = "/paths/~1users~1{userId}/get";

/// Parsed files, for diagnostics to point at.
struct Fixture(Documents);

impl Fixture {
    fn new(files: &[(&str, &str)]) -> Self {
        let roots: Vec<PathBuf> = files.iter().map(|(path, _)| path.into()).collect();
        let reader: MemoryFiles = files.iter().copied().collect();
        let mut diagnostics = Diagnostics::default();
        let documents = load(&roots, &reader, &mut diagnostics);
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        Self(documents)
    }

    fn at(&self, (file, _): (&str, &str), pointer: &str) -> Location {
        Location::new(self.0.find(file.as_ref()).expect("the file is loaded"), Pointer::from_text(pointer))
    }

    fn operation(&self, file: (&str, &str), rest: &str) -> Location {
        self.at(file, &format!("{OPERATION}{rest}"))
    }

    fn check(&self, format: MessageFormat, entries: Vec<Diagnostic>, expected: Expect) {
        expected.assert_eq(&self.text(format, Style::Plain, entries));
    }

    fn text(&self, format: MessageFormat, style: Style, entries: Vec<Diagnostic>) -> String {
        let mut diagnostics = Diagnostics::default();
        entries.into_iter().for_each(|entry| diagnostics.push(entry));
        render(&diagnostics, &self.0, format, style)
    }
}

#[test]
fn places_in_json() {
    let fixture = Fixture::new(&[JSON]);
    let at = |rest: &str| Diagnostic::at(Code::Structure, fixture.operation(JSON, rest), rest);
    let entries = vec![
        at("/operationId"),
        at("/operationId").on_key(),
        at("/summary"),
        at("/parameters"),
        at("/parameters/0"),
        at("/parameters/0/$ref"),
        at("/responses/200/description"),
        at("/responses/404/schema"),
        at(""),
        Diagnostic::at(Code::Structure, fixture.at(JSON, ""), "everything"),
    ];
    fixture.check(
        MessageFormat::Short,
        entries,
        expect![[r#"
        users.json:1:1: error[E301]: everything
        users.json:6:4: error[E301]: 
        users.json:7:5: error[E301]: /operationId
        users.json:7:20: error[E301]: /operationId
        users.json:7:43: error[E301]: /summary
        users.json:7:52: error[E301]: /parameters
        users.json:7:67: error[E301]: /parameters/0
        users.json:7:77: error[E301]: /parameters/0/$ref
        users.json:8:5: error[E301]: /responses/404/schema
        users.json:8:44: error[E301]: /responses/200/description
    "#]],
    );
}

#[test]
fn places_in_yaml() {
    let fixture = Fixture::new(&[YAML]);
    let at = |rest: &str| Diagnostic::at(Code::Structure, fixture.operation(YAML, rest), rest);
    let entries = vec![
        at("/operationId"),
        at("/operationId").on_key(),
        at("/größe"),
        at("/größe/0"),
        at("/größe/1/$ref"),
        at("/description"),
        at("/responses/200"),
        at("/responses/default/description"),
        at("/responses/404"),
        at("/responses/500/schema"),
    ];
    fixture.check(
        MessageFormat::Short,
        entries,
        expect![[r#"
        users.yaml:6:7: error[E301]: /operationId
        users.yaml:6:20: error[E301]: /operationId
        users.yaml:7:7: error[E301]: /größe
        users.yaml:7:17: error[E301]: /größe/0
        users.yaml:7:29: error[E301]: /größe/1/$ref
        users.yaml:9:9: error[E301]: /description
        users.yaml:11:7: error[E301]: /responses/500/schema
        users.yaml:12:9: error[E301]: /responses/200
        users.yaml:15:24: error[E301]: /responses/default/description
        users.yaml:16:9: error[E301]: /responses/404
    "#]],
    );
}

#[test]
fn json_lines() {
    let fixture = Fixture::new(&[JSON, YAML]);
    let entries = vec![
        Diagnostic::at(
            Code::Ignored,
            fixture.operation(YAML, "/responses/default/description"),
            "a \"quoted\"\nmessage",
        ),
        Diagnostic::at(Code::OperationDuplicate, fixture.operation(JSON, "/summary"), "message")
            .related(fixture.operation(YAML, "/operationId"), "first used here")
            .help("rename it"),
        Diagnostic::new(Code::NoRoots, "no root is given"),
    ];
    fixture.check(MessageFormat::Json, entries, expect![[r#"
        {"code":"E103","severity":"error","message":"no root is given","help":null,"related":[]}
        {"code":"E402","severity":"error","message":"message","file":"users.json","line":7,"column":43,"endLine":7,"endColumn":50,"help":"rename it","related":[{"label":"first used here","file":"users.yaml","line":6,"column":20,"endLine":6,"endColumn":28}]}
        {"code":"W303","severity":"warning","message":"a \"quoted\"\nmessage","file":"users.yaml","line":15,"column":24,"endLine":15,"endColumn":34,"help":null,"related":[]}
    "#]]);
}

#[test]
fn github_annotations() {
    let fixture = Fixture::new(&[JSON]);
    let entries = vec![
        Diagnostic::at(Code::Ignored, fixture.operation(JSON, "/summary"), "100 %\nsure").help("remove it"),
        Diagnostic::at(Code::FileUnreadable, Place::File("a,b:c.json".into()), "the file cannot be read"),
        Diagnostic::new(Code::NoRoots, "no root is given"),
    ];
    fixture.check(
        MessageFormat::Github,
        entries,
        expect![[r#"
        ::error title=E103::no root is given
        ::error file=a%2Cb%3Ac.json,line=1,col=1,endColumn=1,title=E101::the file cannot be read
        ::warning file=users.json,line=7,col=43,endColumn=50,title=W303::100 %25%0Asure%0Ahelp: remove it
    "#]],
    );
}

#[test]
fn sorted_by_file_and_place_and_told_once() {
    let fixture = Fixture::new(&[YAML, JSON]);
    let at = |file, pointer: &str| Diagnostic::at(Code::Structure, fixture.at(file, pointer), "message");
    let entries =
        vec![at(YAML, "/paths"), at(JSON, "/info"), at(YAML, "/info"), at(YAML, "/paths"), at(JSON, "/swagger")];
    fixture.check(
        MessageFormat::Short,
        entries,
        expect![[r#"
        users.json:2:13: error[E301]: message
        users.json:3:2: error[E301]: message
        users.yaml:2:1: error[E301]: message
        users.yaml:3:1: error[E301]: message
    "#]],
    );
}

#[test]
fn text_that_does_not_parse_is_shown() {
    let text = "{\n  \"é\": \"é\", \"b\" 1\n}\n";
    let reader: MemoryFiles = [("a.json", text)].into_iter().collect();
    let mut diagnostics = Diagnostics::default();
    let documents = load(&["a.json".into()], &reader, &mut diagnostics);
    expect![[r#"
        error[E102]: expected `:`
         --> a.json:2:17
          |
        2 |   "é": "é", "b" 1
          |                 ^
          |
          = help: put a colon between a key and its value

    "#]]
    .assert_eq(&render(&diagnostics, &documents, MessageFormat::Human, Style::Plain));
}

#[test]
fn colours_only_when_asked_for() {
    let fixture = Fixture::new(&[JSON]);
    let entries = || vec![Diagnostic::at(Code::Structure, fixture.at(JSON, "/info"), "\u{1b}[31mmessage")];
    assert!(fixture.text(MessageFormat::Human, Style::Coloured, entries()).contains("\u{1b}["));
    assert!(!fixture.text(MessageFormat::Human, Style::Plain, entries()).contains('\u{1b}'));
}

#[test]
fn every_code_has_a_story_and_a_severity_that_shows() {
    for code in Code::ALL {
        assert!(code.story().len() > 100, "{code}: the story is missing");
        assert!(code.story().contains("\n    "), "{code}: the story has no example");
        assert!(!code.title().is_empty(), "{code}");
        assert_eq!(code.as_str().starts_with('W'), code.severity() == Severity::Warning, "{code}");
        assert_eq!(explain(&code.as_str().to_lowercase()), Some(*code));
    }
    let mut codes: Vec<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), Code::ALL.len(), "two codes are spelt alike");
    assert_eq!(explain("E000"), None);
}

const FORMATS: [MessageFormat; 4] =
    [MessageFormat::Human, MessageFormat::Short, MessageFormat::Json, MessageFormat::Github];

/// A diagnostic at every value of every document.
fn everywhere(documents: &Documents) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    for (id, document) in documents.iter() {
        let mut pending = vec![(&document.content, Location::new(id, Pointer::root()))];
        while let Some((value, location)) = pending.pop() {
            diagnostics
                .push(Diagnostic::at(Code::Structure, location.clone(), "message").related(location.clone(), "é"));
            match value {
                Value::Object(object) => pending.extend(object.iter().map(|(key, it)| (it, location.key(key)))),
                Value::Array(items) => {
                    pending.extend(items.iter().enumerate().map(|(at, it)| (it, location.index(at))))
                }
                _ => {}
            }
        }
    }
    diagnostics
}

proptest! {
    #[test]
    fn any_range_of_any_text_is_shown(text in "[a-zé😀\t\r\n \u{200b}]{0,40}", start in 0_usize..90, length in 0_usize..90) {
        let mut documents = Documents::default();
        documents.add_unparsed("a.toml".into(), text);
        let mut diagnostics = Diagnostics::default();
        let place = Place::Text("a.toml".into(), start..start + length);
        diagnostics.push(Diagnostic::at(Code::Configuration, place, "message"));
        for format in FORMATS {
            prop_assert!(render(&diagnostics, &documents, format, Style::Plain).contains("a.toml"));
        }
    }

    #[test]
    fn any_file_is_read_or_refused_and_every_place_in_it_is_shown(
        text in r#"(swagger: x\n)?[-a:é"' \t\r\n#\[\]{},&*!|>?%~<0\\]{0,60}"#,
        file in prop_oneof![Just("a.json"), Just("a.yaml"), Just("a.txt")],
    ) {
        let reader: MemoryFiles = [(file, text)].into_iter().collect();
        let mut diagnostics = Diagnostics::default();
        let documents = load(&[file.into()], &reader, &mut diagnostics);
        prop_assert_ne!(diagnostics.is_empty(), documents.roots().next().is_none());
        for format in FORMATS {
            prop_assert_eq!(render(&diagnostics, &documents, format, Style::Plain).is_empty(), diagnostics.is_empty());
            render(&everywhere(&documents), &documents, format, Style::Plain);
        }
    }
}
