use super::*;
use proptest::prelude::*;

fn shown(text: &str) -> String {
    blocks::markdown(text).join("\n")
}

/// Foreign text, and the Markdown that shows it.
const TABLE: &[(&str, &str)] = &[
    ("Gets a book", "Gets a book."),
    ("Gets a book.", "Gets a book."),
    ("  four spaces would be a doctest", "four spaces would be a doctest."),
    ("one<br>two</br>three<br/>four", "one two three four."),
    ("<p>one</p><p>two</p>", "one.\n\ntwo."),
    ("a <b>bold</b> <i>word</i>", "a bold word."),
    ("a <policies> element", "a \\<policies> element."),
    ("Vec<T> &lt;x&gt; &amp;", "Vec\\<T> \\<x> &"),
    ("<code>x y</code>", "`x y`."),
    ("see [this] or [x](y)", "see \\[this\\] or \\[x\\](y)."),
    ("[the page](https://a.b/c)", "[the page](https://a.b/c)."),
    ("at https://a.b/c.", "at <https://a.b/c>."),
    ("(http://a.b/c_d)", "(<http://a.b/c_d>)."),
    ("a*b* snake_case _x_", "a\\*b\\* snake_case \\_x\\_"),
    ("`code` and ` one", "`code` and \\` one."),
    ("```rust fn", "\\`\\`\\`rust fn."),
    ("# head", "\\# head."),
    ("> quote", "\\> quote."),
    ("1. first", "1\\. first."),
    ("one\n- two\n- three", "one.\n\n* two.\n* three."),
    ("|a|b|</br>|---|---|</br>|c|d*|", "| a | b |\n|---|---|\n| c | d\\* |"),
    ("end */ \"# \\n", "end \\*/ \"# \\\\n."),
    ("tab\tbell\u{7} bidi\u{202e}x", "tab bell bidix."),
    ("<ul><li>one</li><li>two</li></ul>", "* one.\n* two."),
    ("--- ===", "\\--- ==="),
    ("", ""),
    ("<br>", ""),
];

#[test]
fn foreign_text_is_shown_as_it_is_meant() {
    for (text, expected) in TABLE {
        assert_eq!(shown(text), *expected, "{text:?}");
    }
}

#[test]
fn long_text_is_wrapped_and_no_line_starts_a_block() {
    let text = shown(&"number 1. - # > word ".repeat(40));
    assert!(text.lines().count() > 5);
    for line in text.lines() {
        assert!(line.chars().count() <= WIDTH + 2, "{line}");
        assert!(!line.starts_with(['-', '#', '>', ' ']) && !line.starts_with("1. "), "{line}");
    }
}

#[test]
fn code_shows_any_text() {
    assert_eq!(code("^a`b$"), "``^a`b$``");
    assert_eq!(code("`"), "`` ` ``");
}

#[test]
fn a_description_that_repeats_the_summary_is_left_out() {
    let docs = Docs {
        summary: Some("Gets it".to_owned()),
        description: Some("gets it.".to_owned()),
        external: Some("https://a.b".to_owned()),
    };
    assert_eq!(Doc::of(&docs, "").into_lines(), ["Gets it.", "", "See <https://a.b>."]);
}

#[test]
fn facts_join_prose_but_not_lists() {
    let facts = ["At most 3 characters.".to_owned()];
    let doc = |text: &str| Doc::of(&Docs { description: Some(text.to_owned()), ..Docs::default() }, "").facts(&facts);
    assert_eq!(doc("Name").into_lines(), ["Name. At most 3 characters."]);
    assert_eq!(doc("- Name").into_lines(), ["* Name.", "", "At most 3 characters."]);
    let docs = Docs { description: Some("One.\n\nTwo.".to_owned()), ..Docs::default() };
    assert_eq!(Doc::of(&docs, "").facts(&[]).into_lines(), ["One.", "", "Two."]);
}

/// Characters that hide what follows.
const TURNING: [char; 2] = ['\u{202e}', '\u{2028}'];

proptest! {
    /// Whatever a description holds, it stays a comment: each line is one attribute, and nothing hides or escapes.
    #[test]
    fn documentation_stays_documentation(text in "(?s)\\PC{0,40}([\\x00-\\x7f\u{202e}\u{2028}<>`\\[\\]*_|#]{0,60})\\PC{0,20}") {
        for line in blocks::markdown(&text) {
            prop_assert!(!line.contains(|c: char| c.is_control()), "{line:?}");
            prop_assert!(!line.contains(TURNING));
            prop_assert!(!line.starts_with("    "));
            prop_assert!(!line.contains("```"));
        }
        let docs = Docs { description: Some(text), ..Docs::default() };
        let attributes = Doc::of(&docs, "Something.").attributes();
        let item = syn::parse2::<syn::ItemStruct>(quote!(#attributes struct Documented;));
        prop_assert!(item.is_ok_and(|item| item.attrs.iter().all(|attribute| attribute.path().is_ident("doc"))));
    }
}

#[test]
fn the_first_sentence_ends_where_the_next_begins() {
    let table = [
        ("One. Two.", "One."),
        ("Names, e.g. Tom. More", "Names, e.g. Tom."),
        ("Version 1.5 of it. More", "Version 1.5 of it."),
        ("No end", "No end"),
        ("First\n\nSecond. Third", "First"),
        ("Is it? Yes", "Is it?"),
        ("", ""),
    ];
    for (text, expected) in table {
        assert_eq!(inline::first_sentence(text), expected);
    }
}
