//! The tasks, in the order in which they are listed, and what several of them need.

pub(crate) mod create_a_service;
pub(crate) mod errors;
pub(crate) mod import_an_api;
pub(crate) mod lists;
pub(crate) mod named_values;
pub(crate) mod operations;
pub(crate) mod policies;
pub(crate) mod products_and_subscriptions;
pub(crate) mod revisions_and_versions;
pub(crate) mod self_hosted_gateways;
pub(crate) mod sign_in;
pub(crate) mod soft_deleted_services;
pub(crate) mod users;
pub(crate) mod workspaces;

use crate::support::Target;
use apim::arm::any_etag;
use apim::models::{ApiCreateOrUpdateParameter, Protocol};
use azure_core::error::ErrorKind;
use azure_core::{Error, Result};

macro_rules! tasks {
    ($($task:ident: $what:literal,)*) => {
        /// The name of each task, and what it does.
        pub(crate) const TASKS: &[(&str, &str)] = &[$((stringify!($task), $what)),*];

        /// Runs the task of that name.
        pub(crate) async fn run(task: &str, target: &Target) -> Result<()> {
            $(if task == stringify!($task) {
                return $task::run(target).await;
            })*
            Err(Error::with_message(ErrorKind::Other, format!("no such task: {task}")))
        }
    };
}

tasks! {
    sign_in: "signs in, in several ways, and reads the service",
    create_a_service: "creates a service, watches the progress, and resumes",
    import_an_api: "imports OpenAPI documents, as text and from an address",
    operations: "describes the operations of an API one by one",
    policies: "sets a policy of an API as raw XML",
    revisions_and_versions: "makes a revision and releases it, and a second version",
    products_and_subscriptions: "offers an API in a product, subscribes, renews keys",
    named_values: "keeps values for policies, also secrets and from a key vault",
    self_hosted_gateways: "registers a self-hosted gateway and gets its token",
    users: "creates a user, puts it in a group, signs it in to the developer portal",
    lists: "lists with conditions, item by item and page by page",
    soft_deleted_services: "deletes a service, restores and purges it",
    workspaces: "gives a team a workspace with an API of its own",
    errors: "tells errors apart: absent, changed by others, refused, too late",
}

/// An API without operations, for tasks that are about something else.
async fn make_api(Target { client, resource_group, service, .. }: &Target, id: &str) -> Result<()> {
    let mut api = ApiCreateOrUpdateParameter::new(id);
    api.properties.display_name = Some(format!("API {id}"));
    api.properties.service_url = Some("https://echo.contoso.example".to_owned());
    api.properties.protocols = Some(vec![Protocol::Https]);
    client.api().begin_create_or_update(resource_group, service, id, api, None)?.await?;
    Ok(())
}

async fn delete_api(Target { client, resource_group, service, .. }: &Target, id: &str) -> Result<()> {
    client.api().begin_delete(resource_group, service, id, any_etag(), None)?.await?;
    Ok(())
}
