//! `cargo xtask check`: everything that must hold before a change lands, step by step.

mod run;
mod step;

use crate::refusal::refuse;
use crate::{Exit, specification};
use step::Step;

/// Names of steps, and what happens when one fails.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The steps to run, in their usual order; all where none is named.
    #[arg(value_name = "STEP", hide_possible_values = true)]
    steps: Vec<Step>,
    /// Print the steps with what each runs, and run none.
    #[arg(long, conflicts_with = "keep_going")]
    list: bool,
    /// Run the steps after a failed one too.
    #[arg(long)]
    keep_going: bool,
}

/// What a failed step means for the next.
#[derive(Clone, Copy, Eq, PartialEq)]
enum AfterFailure {
    /// They are not run.
    Stop,
    /// They are run all the same.
    Continue,
}

/// Runs the steps that are named, or all.
pub(crate) fn run(arguments: &Arguments) -> Exit {
    let steps: Vec<Step> = Step::all().filter(|s| arguments.steps.is_empty() || arguments.steps.contains(s)).collect();
    let context = step::Context::of_this_machine();
    if arguments.list {
        for step in steps {
            run::list(step, &context);
        }
        return Exit::Fine;
    }
    if specification::checkout().is_none() {
        return refuse("this is no checkout of the project, whose checks they are", "run it in a checkout");
    }
    run::run(&steps, &context, if arguments.keep_going { AfterFailure::Continue } else { AfterFailure::Stop })
}
