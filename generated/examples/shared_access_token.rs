//! Gets a shared access token of a user, valid for an hour.
//!
//! ```sh
//! cargo run -p apim --example shared_access_token -- --offline
//! AZURE_SUBSCRIPTION_ID=… APIM_RESOURCE_GROUP=… APIM_SERVICE=… APIM_USER=… cargo run -p apim --example shared_access_token
//! ```

mod support;

use apim::models::UserTokenParameters;
use azure_core::Result;
use azure_core::time::{Duration, OffsetDateTime};
use std::process::ExitCode;
use support::Target;

/// The administrator, whom every service has.
const DEFAULT_USER: &str = "1";

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    support::exit_code(match Target::from_environment() {
        Ok(target) => Ok(run(&target).await),
        Err(problem) => Err(problem),
    })
}

async fn run(target: &Target) -> Result<()> {
    let user = std::env::var("APIM_USER").unwrap_or_else(|_| DEFAULT_USER.to_owned());
    let parameters = UserTokenParameters::new(OffsetDateTime::now_utc() + Duration::hours(1));
    let token = target
        .client
        .user()
        .shared_access_token(&target.resource_group, &target.service, &user, parameters, None)
        .await?;
    println!("Authorization: {}", token.authorization().secret());
    println!("user:          {}", token.user_id());
    println!("expiry:        {}", token.expiry());
    Ok(())
}
