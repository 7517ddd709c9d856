//! What depends on the whole: each question is a column, one answer for each draft, and the IR is made of them.

pub(super) mod assemble;
pub(super) mod circles;
mod cleared;
mod fields;
mod headers;
mod modules;
mod names;
mod pages;
mod usage;

use super::checks;
use super::document::source::Source;
use super::drafts::Names;
use super::drafts::arena::{Column, DraftId, Drafts};
use super::drafts::operation::Group;
use super::drafts::report::Report;
use crate::ir::{Accessor, Constructor, Family, Usage};
use fields::defaults::{self, Defaults};
use fields::presence::{self, Shown};
use fields::{boxing, constructors};
use names::{definitions, variants};
use pages::Pages;

/// What is known of every draft, a question each.
pub(super) struct Columns {
    names: Column<String>,
    modules: Column<String>,
    usage: Column<Usage>,
    /// The Rust names of the values of enums.
    variants: Column<Vec<String>>,
    /// The fields that structs have.
    fields: Column<Vec<Shown>>,
    defaults: Defaults,
    constructors: Column<Option<Constructor<DraftId>>>,
    accessors: Column<Vec<Accessor>>,
    cleared: Column<bool>,
    pages: Pages,
}

impl Columns {
    /// Answers all questions, each from the drafts and from answers before it.
    pub(super) fn find<'a>(
        source: &Source<'a>,
        drafts: &Drafts<'a>,
        (client, groups, families): (&str, &[Group], &[Family]),
        names: &mut Names<'a>,
        report: &mut Report<'a>,
    ) -> Self {
        let pages = pages::find(drafts, groups, report);
        let variants = variants::find(source, drafts, names);
        let defaults = defaults::find(drafts, groups, report);
        checks::parameters::check_types(drafts, groups, report);
        let usage = usage::find(drafts, groups);
        let modules = modules::find(drafts, groups, families);
        let boxed = boxing::find(drafts);
        let fields = presence::find(drafts, &usage, &boxed, &pages.items);
        let cleared = cleared::find(drafts, &usage, &fields);
        let constructors = constructors::find(drafts, &usage, &fields, &defaults.fields);
        let accessors = constructors::accessors(drafts, &usage, &fields);
        let names = definitions::find(source, drafts, (client, groups), names);
        Self { names, modules, usage, variants, fields, defaults, constructors, accessors, cleared, pages }
    }
}
