//! Operations of the invented service in `service/`, by `operationId`.

use super::given::Given;
use super::outcome::{Outcome, Settle, Wants};
use super::service::Service;
use crate::clients::{ThingClientPutResult, ThingClientSetPictureOptions};
use crate::models::Bag;
use crate::{InventedClient, InventedClientOptions};
use futures::future::LocalBoxFuture;
use std::collections::HashMap;
use std::sync::Arc;

pub(super) const API_VERSION: &str = InventedClientOptions::DEFAULT_API_VERSION;

/// Where it is unless the situation says otherwise.
const ENDPOINT: &str = "https://management.azure.com";

/// The call of an operation, if the table has it.
pub(super) fn call<'a>(
    operation: &str,
    given: &'a Given<'a>,
    service: Arc<Service>,
    wants: Wants,
) -> Option<LocalBoxFuture<'a, Outcome>> {
    #[allow(clippy::needless_update, reason = "whatever else the client takes")]
    let options = InventedClientOptions {
        api_version: given.api_version(API_VERSION),
        audience: given.audience(),
        client_options: given.client_options(&service),
        ..Default::default()
    };
    let endpoint = given.endpoint().unwrap_or_else(|| ENDPOINT.to_owned());
    let api = InventedClient::new(&endpoint, given.credential(&service), Some(options));
    super::table! { operation, wants, api;
        "Assignment_List" => api.assignment().list(&given.text("scope"), None);
        "Class_List" => api.class().list(None);
        "Job_Create" => api.job().begin_create(&given.text("name"), given.body(), None);
        "Job_Delete" => api.job().begin_delete(&given.text("name"), None);
        "Job_ReplaceAll" => api.job().replace_all(given.plain_body(), None).await;
        "Job_ReplaceByName" => api.job().replace_by_name(given.plain_body(), None).await;
        "Job_Start" => api.job().begin_start(&given.text("name"), None);
        "Job_Update" => api.job().begin_update(&given.text("name"), given.body(), None);
        "Meter_Count" => api.meter().count(None).await;
        "Meter_Get" => api.meter().get(&given.text("name"), None).await;
        "Meter_List" => api.meter().list(None);
        "Meter_Put" => api.meter().put(&given.text("name"), given.body(), None).await;
        "Meter_SetNames" => api.meter().set_names(given.plain_body(), None).await;
        "Pet_Get" => api.pet().get(&given.text("name"), None).await;
        "Pet_House" => api.pet().house(None).await;
        "Pet_Put" => api.pet().put(&given.text("name"), given.body(), None).await;
        "Reply_Get" => api.reply().get(&given.text("name"), None).await;
        "Reply_List" => api.reply().list(None);
        "Reply_Put" => api.reply().put(&given.text("name"), given.body(), None).await;
        "Student_Query" => api.student().query(given.body(), None);
        "Student_Search" => api.student().search(given.body(), None);
        "Table_Run" => api.table().run(None).await;
        "Thing_Copy" => api.thing().copy(None).await;
        "Thing_Put" => api.thing().put(&given.text("name"), None).await;
        "Thing_PutBag" => api.thing().put_bag(&given.text("name"), bag(given), None).await;
        "Thing_SetPicture" =>
            api.thing().set_picture(&given.text("name"),
                Some(ThingClientSetPictureOptions { picture: given.optional_raw_body(), ..Default::default() })).await;
        "Thing_Update" => api.thing().update(&given.text("name"), given.body(), None).await;
    }
}

/// The body, with the argument `rest` among what is not declared: only a caller can put a declared name there.
fn bag(given: &Given<'_>) -> Bag {
    let mut bag: Bag = given.plain_body();
    bag.additional_properties.extend(given.optional::<HashMap<String, i32>>("rest").unwrap_or_default());
    bag
}

impl Settle for azure_core::Result<ThingClientPutResult> {
    async fn settle(self, wants: Wants) -> Outcome {
        match self {
            Ok(ThingClientPutResult::Ok(thing)) => Ok(thing).settle(wants).await,
            Ok(ThingClientPutResult::Accepted(ticket)) => Ok(ticket).settle(wants).await,
            Err(error) => Outcome::from(error),
        }
    }
}
