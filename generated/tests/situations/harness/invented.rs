//! Operations of the invented service in `service/`, by `operationId`.

use super::given::Given;
use super::outcome::{Outcome, Settle, Wants};
use super::service::Service;
use crate::clients::ThingClientPutResult;
use crate::{InventedClient, InventedClientOptions};
use futures::future::LocalBoxFuture;
use std::sync::Arc;

pub(super) const API_VERSION: &str = InventedClientOptions::DEFAULT_API_VERSION;

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
        client_options: given.client_options(&service),
        ..Default::default()
    };
    let api = InventedClient::new(given.credential(&service), Some(options)).unwrap();
    super::table! { operation, wants;
        "Assignment_List" => api.assignment().list(&given.text("scope"), None);
        "Class_List" => api.class().list(None);
        "Job_Create" => api.job().begin_create(&given.text("name"), given.body(), None);
        "Job_Delete" => api.job().begin_delete(&given.text("name"), None);
        "Job_Start" => api.job().begin_start(&given.text("name"), None);
        "Job_Update" => api.job().begin_update(&given.text("name"), given.body(), None);
        "Meter_Count" => api.meter().count(None).await;
        "Meter_Get" => api.meter().get(&given.text("name"), None).await;
        "Meter_List" => api.meter().list(None);
        "Meter_Put" => api.meter().put(&given.text("name"), given.body(), None).await;
        "Meter_SetNames" => api.meter().set_names(given.plain_body(), None).await;
        "Reply_Get" => api.reply().get(&given.text("name"), None).await;
        "Reply_Put" => api.reply().put(&given.text("name"), given.body(), None).await;
        "Student_Query" => api.student().query(given.body(), None);
        "Student_Search" => api.student().search(given.body(), None);
        "Table_Run" => api.table().run(None).await;
        "Thing_Copy" => api.thing().copy(None).await;
        "Thing_Put" => api.thing().put(&given.text("name"), None).await;
        "Thing_PutBag" => api.thing().put_bag(&given.text("name"), given.body(), None).await;
        "Thing_Update" => api.thing().update(&given.text("name"), given.body(), None).await;
    }
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
