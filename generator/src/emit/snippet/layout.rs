//! Expressions as text, broken into lines where they are too long for one.

/// Greatest width of a line: more has to be scrolled on a page of documentation.
const WIDTH: usize = 84;

const INDENT: usize = 4;

/// An expression.
#[derive(Clone, Debug)]
pub(super) enum Code {
    Text(String),
    /// Parts between an opening and a closing mark, such as the arguments of a call.
    Group {
        open: String,
        parts: Vec<Part>,
        close: &'static str,
    },
}

/// A part of a group, with what stands before it: the name of a field.
#[derive(Clone, Debug)]
pub(super) struct Part {
    lead: String,
    code: Code,
}

impl Code {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// `function(arguments)`.
    pub(super) fn call(function: &str, arguments: impl IntoIterator<Item = Code>) -> Self {
        Self::list(format!("{function}("), arguments, ")")
    }

    /// Codes between two marks.
    pub(super) fn list(open: String, codes: impl IntoIterator<Item = Code>, close: &'static str) -> Self {
        let parts = codes.into_iter().map(|code| Part { lead: String::new(), code }).collect();
        Self::Group { open, parts, close }
    }

    /// `Name { field: value, ..rest }`.
    pub(super) fn structure(name: &str, fields: Vec<(String, Code)>, rest: Option<Code>) -> Self {
        let fields = fields.into_iter().map(|(name, code)| Part { lead: format!("{name}: "), code });
        let rest = rest.map(|code| Part { lead: "..".to_owned(), code });
        Self::Group { open: format!("{name} {{"), parts: fields.chain(rest).collect(), close: "}" }
    }

    /// On one line.
    fn flat(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Group { open, parts, close } => {
                let inner: Vec<_> = parts.iter().map(|part| format!("{}{}", part.lead, part.code.flat())).collect();
                let inner = inner.join(", ");
                let space = if *close == "}" && !inner.is_empty() { " " } else { "" };
                format!("{open}{space}{inner}{space}{close}")
            }
        }
    }

    /// Goes on with the line `begun`, and ends the last line with `end`.
    fn lay(&self, begun: String, end: &str, indent: usize, lines: &mut Vec<String>) {
        let flat = format!("{begun}{}{end}", self.flat());
        match self {
            Self::Group { open, parts, close } if flat.chars().count() > WIDTH && !parts.is_empty() => {
                if let [Part { lead, code: inner @ Self::Group { .. } }] = parts.as_slice()
                    && lead.is_empty()
                {
                    return inner.lay(format!("{begun}{open}"), &format!("{close}{end}"), indent, lines);
                }
                lines.push(format!("{begun}{open}"));
                let deeper = indent + INDENT;
                for part in parts {
                    // Nothing stands after the rest of a struct.
                    let comma = if part.lead == ".." { "" } else { "," };
                    part.code.lay(format!("{}{}", " ".repeat(deeper), part.lead), comma, deeper, lines);
                }
                lines.push(format!("{}{close}{end}", " ".repeat(indent)));
            }
            _ => lines.push(flat),
        }
    }
}

/// `let name = code;`
pub(super) fn binding(name: &str, code: &Code) -> Vec<String> {
    let mut lines = Vec::new();
    code.lay(format!("let {name} = "), ";", 0, &mut lines);
    lines
}

/// A chain of calls as a statement, one call a line if it is too long for one.
pub(super) fn chain(begun: &str, receiver: &str, links: &[Code]) -> Vec<String> {
    let flat: String = links.iter().map(Code::flat).collect();
    let flat = format!("{begun}{receiver}{flat};");
    if flat.chars().count() <= WIDTH {
        return vec![flat];
    }
    let mut lines = vec![format!("{begun}{receiver}")];
    for (index, link) in links.iter().enumerate() {
        let end = if index + 1 == links.len() { ";" } else { "" };
        link.lay(" ".repeat(INDENT), end, INDENT, &mut lines);
    }
    lines
}

/// `use parent::{names};`
pub(super) fn import(parent: &str, names: &[&str]) -> Vec<String> {
    let flat = format!("use {parent}::{{{}}};", names.join(", "));
    if flat.chars().count() <= WIDTH {
        return vec![flat];
    }
    let mut lines = vec![format!("use {parent}::{{")];
    let mut line = " ".repeat(INDENT);
    for name in names {
        if line.len() + name.len() > WIDTH {
            lines.push(line.trim_end().to_owned());
            line = " ".repeat(INDENT);
        }
        line.push_str(&format!("{name}, "));
    }
    lines.push(line.trim_end().to_owned());
    lines.push("};".to_owned());
    lines
}
