//! What people see: excerpts of the source with the place marked.

use super::*;

#[test]
fn excerpt_of_json() {
    let fixture = Fixture::new(&[JSON]);
    let reference = fixture.operation(JSON, "/parameters/0/$ref");
    let diagnostic = Diagnostic::at(Code::ReferencePointer, reference, "`users.json` has no `/parameters/UserID`")
        .help("did you mean `/parameters/UserId`?");
    fixture.check(MessageFormat::Human, vec![diagnostic], expect![[r##"
        error[E202]: `users.json` has no `/parameters/UserID`
         --> users.json:7:77
          |
        7 |                 "operationId": "User_Get", "summary": "größe", "parameters": [{ "$ref": "#/parameters/UserID" }],
          |                                                                                         ^^^^^^^^^^^^^^^^^^^^^
          |
          = help: did you mean `/parameters/UserId`?

    "##]]);
}

#[test]
fn excerpt_of_yaml() {
    let fixture = Fixture::new(&[YAML]);
    let reference = fixture.operation(YAML, "/größe/1/$ref");
    let diagnostic = Diagnostic::at(Code::ReferencePointer, reference, "`users.yaml` has no `/parameters/UserID`");
    fixture.check(
        MessageFormat::Human,
        vec![diagnostic],
        expect![[r#"
        error[E202]: `users.yaml` has no `/parameters/UserID`
         --> users.yaml:7:29
          |
        7 |       "größe": [é, {"$ref": '#/parameters/UserID'}]
          |                             ^^^^^^^^^^^^^^^^^^^^^

    "#]],
    );
}

#[test]
fn excerpt_with_related_places() {
    let fixture = Fixture::new(&[JSON, YAML]);
    let diagnostic =
        Diagnostic::at(Code::OperationDuplicate, fixture.operation(YAML, "/operationId"), "`User_Get` is taken")
            .related(fixture.operation(YAML, "/responses/200"), "answers this")
            .related(fixture.operation(JSON, "/operationId"), "first used here");
    fixture.check(MessageFormat::Human, vec![diagnostic], expect![[r##"
        error[E402]: `User_Get` is taken
          --> users.yaml:6:20
           |
         6 |       operationId: User_Get   # größe
           |                    ^^^^^^^^
        ...
        12 |         200:
           |         --- answers this
           |
          ::: users.json:7:20
           |
         7 |                 "operationId": "User_Get", "summary": "größe", "parameters": [{ "$ref": "#/parameters/UserID" }],
           |                                ---------- first used here

    "##]]);
}

#[test]
fn excerpt_of_a_long_line_is_cut() {
    let text =
        format!("{{\"swagger\": \"2.0\", \"{0}é\": 1, \"x\": 12, \"{0}\": 0, \"y\": \"{0}\"}}", "long".repeat(200));
    let file = ("a.json", text.as_str());
    let fixture = Fixture::new(&[file]);
    let entries = vec![
        Diagnostic::at(Code::Structure, fixture.at(file, "/x"), "short value"),
        Diagnostic::at(Code::Structure, fixture.at(file, "/y"), "long value"),
    ];
    fixture.check(MessageFormat::Human, entries, expect![[r#"
        error[E301]: short value
         --> a.json:1:833
          |
        1 | ...longlonglonglonglonglonglonglonglonglonglonglonglongé": 1, "x": 12, "longlonglonglonglonglonglonglonglonglonglonglonglonglonglongl...
          |                                                                    ^^

        error[E301]: long value
         --> a.json:1:1649
          |
        1 | ...": "longlonglonglonglonglonglonglonglonglonglong...longlonglonglonglonglonglonglonglonglonglong"}
          |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^...^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    "#]]);
}

#[test]
fn very_many_of_one_kind_are_counted() {
    let fixture = Fixture::new(&[JSON]);
    let many = |format| {
        let entries =
            (0..52).map(|index| Diagnostic::at(Code::Ignored, fixture.at(JSON, "/info"), format!("{index:02}")));
        let other = Diagnostic::at(Code::Structure, fixture.at(JSON, "/info"), "another");
        fixture.text(format, Style::Plain, entries.chain([other]).collect())
    };
    let human = many(MessageFormat::Human);
    let end = human.find("warning[W303]: 49").expect("the last that is shown");
    expect![[r#"
        warning[W303]: 49
         --> users.json:3:2
          |
        3 |     "info": { "title": "Benutzer – 用户 😀 \ud83d\ude00", "version": "1" },
          |     ^^^^^^

        warning[W303]: 2 more like these: a key has no meaning here and is ignored
         |
         = help: `--message-format short` lists them all

    "#]]
    .assert_eq(&human[end..]);
    assert!(human.contains("error[E301]: another"), "{human}");
    assert_eq!(many(MessageFormat::Short).lines().count(), 53);
}

/// What is on the screen must be what is in the file: no character may change the order of others, or hide.
#[test]
fn excerpt_of_characters_that_deceive() {
    let text = "{\r\n\t\"a\": \"\u{202e}gfe\u{202c}\u{1b}[31m\", \"用户\": 1,\t\"b\": \"x\u{7f}\"}\r\n";
    let file = ("a.json", text);
    let mut documents = Documents::default();
    documents.add_unparsed("a.json".into(), text.to_owned());
    let mut diagnostics = Diagnostics::default();
    let start = text.find("1,").expect("the value");
    let place = Place::Text(file.0.into(), start..start + 1);
    diagnostics.push(Diagnostic::at(Code::Structure, place, "message of \u{202e}\u{1b}[31mthe file"));
    expect![[r#"
        error[E301]: message of �␛[31mthe file
         --> a.json:2:27
          |
        2 |     "a": "�gfe�␛[31m", "用户": 1,    "b": "x␡"}
          |                                ^

    "#]]
    .assert_eq(&render(&diagnostics, &documents, MessageFormat::Human, Style::Plain));
}

#[test]
fn a_megabyte_on_a_line_is_shown_in_part() {
    let members: String = (0..60_000).map(|index| format!("\"key{index}\": {index}, ")).collect();
    let text = format!("{{\"swagger\": \"2.0\", {members}\"end\": 0}}");
    let file = ("a.json", text.as_str());
    let fixture = Fixture::new(&[file]);
    let diagnostic = Diagnostic::at(Code::Structure, fixture.at(file, "/key30000"), "message")
        .related(fixture.at(file, "/key59999"), "far away");
    let coloured = fixture.text(MessageFormat::Human, Style::Coloured, vec![diagnostic.clone()]);
    assert!(coloured.contains("a.json:1:547812") && coloured.contains("a.json:1:1117793"), "{coloured}");
    fixture.check(MessageFormat::Human, vec![diagnostic], expect![[r#"
        error[E301]: message
         --> a.json:1:547812
          |
        1 | ...97": 29997, "key29998": 29998, "key29999": 29999, "key30000": 30000, "key30001": 30001, "key30002": 30002, "key30003": 30003, "key...
          |                                                                  ^^^^^
          |
         ::: a.json:1:1117793
          |
        1 | ... 59996, "key59997": 59997, "key59998": 59998, "key59999": 59999, "end": 0}
          |                                                              ----- far away

    "#]]);
}

#[test]
fn warnings_and_files_without_text() {
    let fixture = Fixture::new(&[JSON]);
    let entries = vec![
        Diagnostic::at(Code::Ignored, fixture.at(JSON, "/info/version"), "ignored"),
        Diagnostic::at(Code::FileUnreadable, Place::File("no/such.json".into()), "the file cannot be read"),
        Diagnostic::new(Code::NoRoots, "no root is given"),
    ];
    fixture.check(
        MessageFormat::Human,
        entries,
        expect![[r#"
        error[E103]: no root is given

        error[E101]: the file cannot be read
        --> no/such.json

        warning[W303]: ignored
         --> users.json:3:64
          |
        3 |     "info": { "title": "Benutzer – 用户 😀 \ud83d\ude00", "version": "1" },
          |                                                                      ^^^

    "#]],
    );
}
