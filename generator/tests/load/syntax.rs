//! Files that cannot be parsed.

use super::*;

#[test]
fn syntax_errors() {
    refused(
        &["a.json"],
        &[("a.json", "{\n  \"é\": \"é\", \"b\" 1\n}")],
        expect![[r#"
        a.json:2:17: error[E102]: expected `:`
    "#]],
    );
    refused(
        &["a.json"],
        &[("a.json", "{\"a\": 1")],
        expect![[r#"
            a.json:1:7: error[E102]: the file ends within an object
        "#]],
    );
    refused(
        &["a.json"],
        &[("a.json", "")],
        expect![[r#"
            a.json:1:1: error[E102]: the file ends within a value
        "#]],
    );
    refused(
        &["a.json"],
        &[("a.json", "{} {}")],
        expect![[r#"
        a.json:1:4: error[E102]: trailing characters
    "#]],
    );
    refused(
        &["a.yaml"],
        &[("a.yaml", "a: [é, 1\nb: 2\n")],
        expect![[r#"
        a.yaml:2:2: error[E102]: did not find expected ',' or ']', while parsing a flow sequence at line 1 column 4
    "#]],
    );
    refused(
        &["a.yaml"],
        &[("a.yaml", "a: 1\n---\nb: 2\n")],
        expect![[r#"
        a.yaml:1:1: error[E102]: deserializing from YAML containing more than one document is not supported
    "#]],
    );
    refused(
        &["a.yaml"],
        &[("a.yaml", "a: .inf\n")],
        expect![[r#"
        a.yaml:1:4: error[E102]: a: a number is not finite
    "#]],
    );
    refused(
        &["a.yaml"],
        &[("a.yaml", "a: *nowhere\n")],
        expect![[r#"
        a.yaml:1:4: error[E102]: unknown anchor
    "#]],
    );
}

#[test]
fn keys_given_twice() {
    refused(
        &["a.json"],
        &[("a.json", "{\"a\": {\n  \"b\": 1,\n  \"b\": 2}}")],
        expect![[r#"
            a.json:3:3: error[E102]: the key `b` is given twice
        "#]],
    );
    refused(
        &["a.yaml"],
        &[("a.yaml", "a:\n  200: 1\n  '200': 2\n")],
        expect![[r#"
            a.yaml:3:3: error[E102]: the key `200` is given twice
        "#]],
    );
}

#[test]
fn not_utf8() {
    let utf16 = |mark: &[u8]| [mark, &"{}".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()].concat();
    let latin1 = b"{\"\xc3\xa9\": \"\xe9\"}".to_vec();
    for (bytes, place, what) in [
        (latin1, "1:8", "not UTF-8 text"),
        (utf16(b"\xff\xfe"), "1:1", "UTF-16, not UTF-8"),
        (utf16(b""), "1:1", "UTF-16, not UTF-8"),
    ] {
        let reader: MemoryFiles = [("a.json", bytes)].into_iter().collect();
        let mut diagnostics = Diagnostics::default();
        let documents = load(&["a.json".into()], &reader, &mut diagnostics);
        let report = render(&diagnostics, &documents, MessageFormat::Short, Style::Plain);
        assert_eq!(report, format!("a.json:{place}: error[E102]: the file is {what}\n"));
        assert_eq!(diagnostics.iter().next().and_then(|entry| entry.help.as_deref()), Some("save the file as UTF-8"));
    }
}

#[test]
fn deep_nesting_is_an_error_and_no_overflow() {
    let deep = "[".repeat(10_000);
    refused(
        &["a.json"],
        &[("a.json", &deep)],
        expect![[r#"
            a.json:1:128: error[E105]: lists and objects are nested deeper than 128 levels
        "#]],
    );
    refused(
        &["a.yaml"],
        &[("a.yaml", &deep)],
        expect![[r#"
            a.yaml:1:129: error[E105]: lists and objects are nested deeper than 128 levels
        "#]],
    );
}

#[test]
fn alias_bombs_are_refused() {
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let alias = format!("*a{}, ", level - 1).repeat(10);
        bomb += &format!("a{level}: &a{level} [{alias}]\n");
    }
    refused(
        &["a.yaml"],
        &[("a.yaml", &bomb)],
        expect![[r#"
            a.yaml:1:1: error[E105]: the aliases of the file amount to too much
        "#]],
    );
}
