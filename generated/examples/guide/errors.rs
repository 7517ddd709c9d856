//! Tells errors apart: absent, changed by others, refused, too late.

use super::delete_api;
use crate::support::{Target, check};
use apim::arm::{ContextExt as _, Deadline, FailedOperation, Interrupted, answer, any_etag};
use apim::clients::UserClientGetOptions;
use apim::models::{
    ApiCreateOrUpdateParameter, ApiManagementServiceResource, ApiManagementServiceSkuProperties, ContentFormat,
    ErrorResponse, OperationContract, SkuType, UserCreateParameters, UserUpdateParameters,
    UserUpdateParametersProperties,
};
use apim::{ApiManagementClientOptions, Behavior, ResponseHeaders as _};
use apim_emulator::Fault;
use azure_core::http::{ClientMethodOptions, ClientOptions, ExponentialRetryOptions, RetryOptions, StatusCode};
use azure_core::time::Duration;
use azure_core::{Error, Result};

const USER: &str = "guide-grace";
const API: &str = "guide-tides";

pub(crate) async fn run(target: &Target) -> Result<()> {
    absent(target).await?;
    not_even_sent(target).await?;
    changed_by_others(target).await?;
    refused(target).await?;
    too_late(target).await?;
    failed(target).await?;
    busy(target).await?;
    let options = patient();
    check(options.behavior.conflict_patience == Duration::minutes(10), "conflicts are waited for longer")
}

async fn absent(Target { client, resource_group, service, .. }: &Target) -> Result<()> {
    match client.user().get(resource_group, service, "guide-nobody", None).await {
        Ok(_) => check(false, "there is no such user"),
        Err(error) if error.http_status() == Some(StatusCode::NotFound) => {
            println!("{error}");
            Ok(())
        }
        Err(error) => Err(error),
    }
}

async fn not_even_sent(Target { client, resource_group, .. }: &Target) -> Result<()> {
    let Err(error) = client.user().get(resource_group, "no_such_name", USER, None).await else {
        return check(false, "a name with an underscore is refused");
    };
    println!("{error}");
    check(answer(&error).is_none(), "the service was not asked")
}

async fn changed_by_others(Target { client, resource_group, service, .. }: &Target) -> Result<()> {
    let users = client.user();
    let grace = UserCreateParameters::new("grace@contoso.example", "Grace", "Hopper");
    users.create_or_update(resource_group, service, USER, grace, None).await?;
    let update = |note: &str| UserUpdateParameters {
        properties: UserUpdateParametersProperties { note: note.into(), ..Default::default() }.into(),
    };

    let tag = users.get(resource_group, service, USER, None).await?.etag()?.unwrap_or_else(any_etag);
    // Meanwhile, somebody else:
    users.update(resource_group, service, USER, any_etag(), update("faster"), None).await?;

    match users.update(resource_group, service, USER, tag, update("slower"), None).await {
        Ok(_) => check(false, "the tag is one of the past"),
        Err(error) if error.http_status() == Some(StatusCode::PreconditionFailed) => {
            println!("changed meanwhile: read it again, and decide again");
            Ok(())
        }
        Err(error) => Err(error),
    }
}

async fn refused(Target { client, resource_group, service, .. }: &Target) -> Result<()> {
    let same_email = UserCreateParameters::new("grace@contoso.example", "Grace", "Kelly");
    let Err(error) = client.user().create_or_update(resource_group, service, "guide-other", same_email, None).await
    else {
        return check(false, "an e-mail address is for one user");
    };
    let Some(told) = ErrorResponse::from_error(&error).and_then(|body| body.error) else { return Err(error) };
    println!("{}", told.code.unwrap_or_default());
    for detail in told.details.unwrap_or_default() {
        println!("  {}: {}", detail.target.unwrap_or_default(), detail.message.unwrap_or_default());
    }
    let whole = answer(&error).map(|answer| (answer.status(), answer.body().len()));
    println!("  {whole:?}");
    client.user().begin_delete(resource_group, service, USER, any_etag(), None)?.await?;
    Ok(())
}

async fn too_late(Target { client, resource_group, service, .. }: &Target) -> Result<()> {
    let method_options = ClientMethodOptions::default().with_deadline(Duration::ZERO);
    let options = UserClientGetOptions { method_options };
    match client.user().get(resource_group, service, USER, Some(options)).await {
        Ok(_) => check(false, "no time is too little"),
        Err(error) if Deadline::is_cause_of(&error) => {
            println!("{error}");
            Ok(())
        }
        Err(error) => Err(error),
    }
}

/// There is no such region. A real service says so at once, the emulated one, as it is asked to, when it has begun.
async fn failed(target: &Target) -> Result<()> {
    let Target { client, resource_group, service, .. } = target;
    let sku = ApiManagementServiceSkuProperties::new(SkuType::Consumption, 0);
    let resource = ApiManagementServiceResource::new("apis@contoso.example", "Contoso", sku, "nowhere");
    let name = format!("{service}-never");
    if let Some(emulator) = &target.emulator {
        let failure = Fault::at("ApiManagementService_CreateOrUpdate").fails("LocationNotAvailableForResourceType");
        emulator.fault(failure.once());
    }
    let creation = client.api_management_service().begin_create_or_update(resource_group, &name, resource, None)?;
    let Err(error) = creation.await else { return check(false, "there is no such region") };
    tell(&error);
    check(FailedOperation::of(&error).is_some() == target.is_offline(), "the operation began, and failed")
}

/// What became of a long-running operation that has ended with an error.
fn tell(error: &Error) {
    if let Some(failed) = FailedOperation::of(error) {
        println!("the service gave up: {} {:?}", failed.state(), failed.code());
    } else if let Some(interrupted) = Interrupted::of(error) {
        println!("it goes on; to be resumed by {:?}", interrupted.token());
    } else {
        println!("it never began, or nobody can tell how it ended: {error}");
    }
}

/// After an import an API is busy for a while: the client waits, and nothing is to be done.
async fn busy(target: &Target) -> Result<()> {
    let Target { client, resource_group, service, .. } = target;
    let mut api = ApiCreateOrUpdateParameter::new(API);
    api.properties.format = Some(ContentFormat::Openapi);
    api.properties.value = Some("{openapi: 3.0.3, info: {title: Tides, version: '1'}, paths: {}}".to_owned());
    let import = client.api().begin_create_or_update(resource_group, service, API, api, None)?;
    import.await?;
    if let Some(emulator) = &target.emulator {
        let busy = Fault::at("ApiOperation_CreateOrUpdate").busy();
        emulator.fault(busy.once());
    }
    let today = OperationContract::new("Tides of today", "GET", "/today");
    client.api_operation().create_or_update(resource_group, service, API, "today", today, None).await?;
    delete_api(target, API).await
}

/// For a job at night, which has time.
fn patient() -> ApiManagementClientOptions {
    let retry =
        ExponentialRetryOptions { max_retries: 20, max_total_elapsed: Duration::minutes(30), ..Default::default() };
    ApiManagementClientOptions {
        client_options: ClientOptions { retry: RetryOptions::exponential(retry), ..Default::default() },
        behavior: Behavior { conflict_patience: Duration::minutes(10), ..Default::default() },
        ..Default::default()
    }
}
