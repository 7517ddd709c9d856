//! `cargo xtask explain CODE`.

use crate::Exit;
use crate::refusal::refuse;
use apim_codegen::diagnostic::{self, Code};

/// Explain a diagnostic: what it means, an example, what to do.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The code in brackets behind `error` or `warning`; without it all codes are listed.
    code: Option<String>,
}

pub(crate) fn run(arguments: &Arguments) -> Exit {
    let Some(text) = &arguments.code else {
        for code in Code::ALL {
            anstream::println!("{code}  {}", code.title());
        }
        return Exit::Fine;
    };
    match diagnostic::explain(text) {
        Some(code) => {
            anstream::println!("{code}: {}\n\n{}", code.title(), code.story().trim_end());
            Exit::Fine
        }
        None => refuse(format!("there is no diagnostic `{text}`"), "`cargo xtask explain` lists them all"),
    }
}
