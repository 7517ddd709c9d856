//! The text of a page or of XML, such as proxies and storage answer.

/// What markup says.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// The text of the first element `Code`.
    pub code: Option<String>,
    /// All other text.
    pub text: String,
}

/// Bytes that are looked at: a page may begin with a long style.
const LOOKED_AT: usize = 32_768;

/// Bytes of text that are gathered.
const GATHERED: usize = 4096;

/// Reads markup; anything else has no text in this sense.
pub(super) fn read(body: &[u8]) -> Page {
    let text = String::from_utf8_lossy(body.get(..LOOKED_AT).unwrap_or(body));
    let mut page = Page::default();
    if !text.trim_start().starts_with('<') {
        return page;
    }
    let mut rest = text.trim_start();
    while let Some(tag) = rest.strip_prefix('<').filter(|_| page.text.len() < GATHERED) {
        let (name, content) = match tag {
            _ if tag.starts_with("!--") => ("", after(tag, "-->")),
            _ if tag.starts_with("![CDATA[") => ("![CDATA[", tag.strip_prefix("![CDATA[").unwrap_or_default()),
            _ => (tag.split(|c: char| c.is_whitespace() || c == '>' || c == '/').next().unwrap_or_default(), end(tag)),
        };
        let content = match name {
            "![CDATA[" => {
                let (text, after) = content.split_once("]]>").unwrap_or((content, ""));
                page.add("", text);
                after
            }
            _ if name.eq_ignore_ascii_case("script") => skipped(content, "</script"),
            _ if name.eq_ignore_ascii_case("style") => skipped(content, "</style"),
            _ => content,
        };
        let (text, _) = content.split_once('<').unwrap_or((content, ""));
        page.add(name, &decoded(text));
        rest = content.get(text.len()..).unwrap_or_default();
    }
    page
}

impl Page {
    fn add(&mut self, element: &str, text: &str) {
        let text = text.trim();
        let is_code = ["code", "errorcode"].iter().any(|name| element.eq_ignore_ascii_case(name));
        if is_code && self.code.is_none() && !text.is_empty() {
            self.code = Some(text.to_owned());
        } else if !text.is_empty() {
            self.text.push_str(if self.text.is_empty() { "" } else { " " });
            self.text.push_str(text);
        }
    }
}

/// What follows the end of a tag; a `>` in a quoted attribute does not end it.
fn end(tag: &str) -> &str {
    let mut quote = None;
    for (index, c) in tag.char_indices() {
        match quote {
            Some(open) if open == c => quote = None,
            Some(_) => {}
            None if c == '>' => return tag.get(index + 1..).unwrap_or_default(),
            None if c == '"' || c == '\'' => quote = Some(c),
            None => {}
        }
    }
    ""
}

fn after<'a>(text: &'a str, mark: &str) -> &'a str {
    text.split_once(mark).map_or("", |(_, after)| after)
}

/// From the closing tag on.
fn skipped<'a>(text: &'a str, closing: &str) -> &'a str {
    let is_closing = |(index, _): &(usize, &str)| {
        text.get(*index..index + closing.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(closing))
    };
    text.match_indices('<').find(is_closing).and_then(|(index, _)| text.get(index..)).unwrap_or_default()
}

fn decoded(text: &str) -> String {
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&apos;", "'"), ("&nbsp;", " ")];
    let decoded = entities.iter().fold(text.to_owned(), |text, (entity, plain)| text.replace(entity, plain));
    decoded.replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_and_xml_have_text() {
        let table = [
            ("<html><head><title>Oh</title><style>a>b{}</style></head><body a='>x'>No.<br/>More", None, "Oh No. More"),
            ("<script>if (a<b) {}</script><p>x &lt;&amp;gt; y</p>", None, "x <&gt; y"),
            ("<?xml version='1.0'?><Error><Code>Busy</Code><Message>Later.</Message></Error>", Some("Busy"), "Later."),
            ("<e><![CDATA[a <b> c]]> d</e>", None, "a <b> c d"),
            ("<!-- no > text --><h1>x</h1>", None, "x"),
            ("<!-- without end", None, ""),
            ("<p", None, ""),
            ("<", None, ""),
            ("plain", None, ""),
            ("", None, ""),
        ];
        for (body, code, text) in table {
            let page = read(body.as_bytes());
            assert_eq!((page.code.as_deref(), page.text.as_str()), (code, text), "{body}");
        }
    }
}
