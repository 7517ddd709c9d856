//! The emulator, request by request.

mod lives;
mod model;
mod rules;

use crate::{Answer, Emulator, Request};
use serde_json::{Value, json};

const SERVICE: &str = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.ApiManagement/service/svc";

/// A request with all that every request needs.
fn request(method: &str, path: &str) -> Request {
    let separator = if path.contains('?') { '&' } else { '?' };
    let url = format!("https://management.azure.com{path}{separator}api-version=2024-05-01");
    Request::new(method, url).header("authorization", "Bearer t")
}

fn send(emulator: &Emulator, method: &str, path: &str, body: Value) -> Answer {
    let request = request(method, path);
    emulator.handle(&if body.is_null() { request } else { request.json(&body) })
}

/// An emulator with a service.
fn with_service() -> Emulator {
    let emulator = Emulator::apim();
    let body = json!({
        "location": "westeurope", "sku": {"name": "Developer", "capacity": 1},
        "properties": {"publisherEmail": "a@b.example", "publisherName": "A"},
    });
    let answer = send(&emulator, "PUT", SERVICE, body);
    assert_eq!(answer.status, 201, "{}", answer.value());
    let answer = emulator.handle(
        &Request::new("GET", answer.header("azure-asyncoperation").expect("a link"))
            .header("authorization", "Bearer t"),
    );
    assert_eq!(answer.value(), json!({"status": "Succeeded"}));
    emulator
}
