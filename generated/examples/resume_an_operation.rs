//! Creates a service, which takes up to 45 minutes, in two processes: the first run begins it and stops midway, the
//! second one goes on by the token that the first one left in a file.
//!
//! ```sh
//! cargo run -p apim --example resume_an_operation -- --offline   # begins
//! cargo run -p apim --example resume_an_operation -- --offline   # finishes
//! AZURE_SUBSCRIPTION_ID=… APIM_RESOURCE_GROUP=… APIM_SERVICE=… cargo run -p apim --example resume_an_operation
//! ```
//!
//! The token is a secret: the links in it may be signed.

#[path = "support/slow.rs"]
mod slow;
mod support;

use apim::arm::ArmOperation;
use apim::models::{
    ApiManagementServiceProperties, ApiManagementServiceResource, ApiManagementServiceSkuProperties, SkuType,
};
use azure_core::credentials::Secret;
use azure_core::{Error, Result};
use futures::TryStreamExt as _;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use support::Target;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    support::exit_code(match Target::from_environment_with(slow::service) {
        Ok(target) => Ok(run(&target).await),
        Err(problem) => Err(problem),
    })
}

async fn run(target: &Target) -> Result<()> {
    let file = token_file(target);
    match fs::read_to_string(&file) {
        Ok(token) => finish(target, Secret::new(token), &file).await,
        Err(_) => begin(target, &file).await,
    }
}

async fn begin(target: &Target, file: &Path) -> Result<()> {
    let Target { client, resource_group, service, .. } = target;
    let resource = ApiManagementServiceResource {
        location: Some("westeurope".to_owned()),
        sku: Some(ApiManagementServiceSkuProperties { name: Some(SkuType::Developer), capacity: Some(1) }),
        properties: Some(ApiManagementServiceProperties {
            publisher_name: Some("Contoso".to_owned()),
            publisher_email: Some("apis@contoso.example".to_owned()),
            ..Default::default()
        }),
        ..Default::default()
    };
    let services = client.api_management_service();
    let mut creation = services.begin_create_or_update(resource_group, service, resource, None)?;
    let mut states = 0;
    while let Some(state) = creation.try_next().await? {
        println!("{} {}", state.status, percent(state.percent_complete));
        // Whatever happens from here on, nothing is lost: the token is safe.
        if let Some(token) = creation.token() {
            save(token, file)?;
        }
        states += 1;
        if states == 3 {
            println!("stopping midway; run it again to go on");
            std::process::exit(0);
        }
    }
    done(creation, file).await
}

async fn finish(Target { client, .. }: &Target, token: Secret, file: &Path) -> Result<()> {
    println!("going on");
    let mut creation = client.api_management_service().resume_create_or_update(&token, None)?;
    while let Some(state) = creation.try_next().await? {
        println!("{} {}", state.status, percent(state.percent_complete));
    }
    done(creation, file).await
}

async fn done(creation: ArmOperation<ApiManagementServiceResource>, file: &Path) -> Result<()> {
    let created = creation.await?.into_model()?;
    println!("created: {}", created.id.unwrap_or_default());
    fs::remove_file(file).map_err(Error::from)
}

fn percent(done: Option<f64>) -> String {
    done.map(|done| format!("{done} %")).unwrap_or_default()
}

fn token_file(Target { service, .. }: &Target) -> PathBuf {
    std::env::temp_dir().join(format!("creation-of-{service}.token"))
}

/// Saves the token for its owner alone.
fn save(token: &Secret, file: &Path) -> Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    Ok(options.open(file)?.write_all(token.secret().as_bytes())?)
}
