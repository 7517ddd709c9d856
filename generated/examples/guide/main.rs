//! The programs of the guide, one for each task; the pages in `docs` explain them.
//!
//! ```sh
//! cargo run -p apim --example guide                               # lists the tasks
//! cargo run -p apim --example guide -- import_an_api --offline
//! cargo run -p apim --example guide -- all --offline
//! AZURE_SUBSCRIPTION_ID=… APIM_RESOURCE_GROUP=… APIM_SERVICE=… cargo run -p apim --example guide -- import_an_api
//! ```

#[path = "../support/mod.rs"]
mod support;
#[path = "tasks.rs"]
mod tasks;

use azure_core::Result;
use std::process::ExitCode;
use support::Target;
use tasks::TASKS;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        [] => {
            TASKS.iter().for_each(|(task, what)| println!("{task:26} {what}"));
            ExitCode::SUCCESS
        }
        ["all", "--offline"] => support::exit_code(Ok(all().await)),
        [task, "--offline"] if is_one(task) => support::exit_code(Ok(offline(task).await)),
        [task] if is_one(task) => support::exit_code(match Target::online() {
            Ok(target) => Ok(tasks::run(task, &target).await),
            Err(problem) => Err(problem),
        }),
        other => support::exit_code(Err(format!("no such task: {other:?}; without arguments, they are listed"))),
    }
}

fn is_one(task: &str) -> bool {
    TASKS.iter().any(|(name, _)| *name == task)
}

async fn all() -> Result<()> {
    for (task, _) in TASKS {
        println!("== {task}");
        offline(task).await?;
    }
    Ok(())
}

/// Each task has a service of its own.
async fn offline(task: &str) -> Result<()> {
    tasks::run(task, &Target::emulated()?).await
}
