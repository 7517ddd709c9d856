//! Creates a user, changes and lists it, and deletes it again.
//!
//! ```sh
//! cargo run -p apim --example users -- --offline
//! AZURE_SUBSCRIPTION_ID=… APIM_RESOURCE_GROUP=… APIM_SERVICE=… cargo run -p apim --example users
//! ```

mod support;

use apim::ResponseHeaders as _;
use apim::arm::Patch;
use apim::clients::{UserClientCreateOrUpdateOptions, UserClientListByServiceOptions};
use apim::models::{UserCreateParameters, UserUpdateParameters, UserUpdateParametersProperties};
use azure_core::Result;
use futures::TryStreamExt as _;
use std::process::ExitCode;
use support::Target;

const USER: &str = "apim-rust-example";

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    support::exit_code(match Target::from_environment() {
        Ok(target) => Ok(run(&target).await),
        Err(problem) => Err(problem),
    })
}

async fn run(Target { client, resource_group, service, .. }: &Target) -> Result<()> {
    let users = client.user();

    let mut parameters = UserCreateParameters::new("ada@example.com", "Ada", "Lovelace");
    parameters.properties.note = Some("made by an example".to_owned());
    let options = UserClientCreateOrUpdateOptions { notify: Some(false), ..Default::default() };
    let created = users.create_or_update(resource_group, service, USER, parameters, Some(options)).await?;
    println!("created: {}", created.into_model()?.id.unwrap_or_default());

    // The entity tag makes sure that nobody has changed the user in the meantime; `null` deletes the note.
    let tag = users.get_entity_tag(resource_group, service, USER, None).await?.etag()?;
    let properties =
        UserUpdateParametersProperties { first_name: "Augusta Ada".into(), note: Patch::Null, ..Default::default() };
    let update = UserUpdateParameters { properties: properties.into() };
    let tag = tag.unwrap_or_else(|| "*".into());
    users.update(resource_group, service, USER, tag, update, None).await?;

    let options = UserClientListByServiceOptions { filter: Some(format!("name eq '{USER}'")), ..Default::default() };
    let mut list = users.list_by_service(resource_group, service, Some(options))?;
    while let Some(user) = list.try_next().await? {
        let properties = user.properties.unwrap_or_default();
        println!("listed:  {:?}, note: {:?}", properties.first_name, properties.note);
    }

    users.begin_delete(resource_group, service, USER, "*".into(), None)?.await?;
    println!("deleted: {USER}");
    Ok(())
}
