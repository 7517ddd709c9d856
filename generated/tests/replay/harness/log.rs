//! The wire log: a line of JSON for each example that was replayed.

use super::replay::Replay;
use super::text::headers_of;
use azure_core::http::Request;
use serde_json::{Value, json};
use std::io::Write as _;
use std::sync::Mutex;

impl Replay {
    pub(super) fn log(&self, request: &Request, body: Option<Value>, model: Option<Value>) {
        let Ok(file) = std::env::var("APIM_WIRE_LOG") else { return };
        let mut line = json!({
            "operationId": self.case.operation,
            "example": self.case.example,
            "method": self.case.method,
            "url": request.url().as_str(),
            "requestHeaders": headers_of(request),
            "status": self.service.first.status,
            "responseHeaders": self.service.first.headers,
            "responseBody": self.service.first.body,
            "model": model,
        });
        if let (Some(body), Some(line)) = (body, line.as_object_mut()) {
            line.insert("requestBody".to_owned(), body);
        }
        static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
        let _guard = ONE_AT_A_TIME.lock().unwrap();
        let log = std::fs::OpenOptions::new().create(true).append(true).open(&file);
        let written = log.and_then(|mut log| log.write_all(format!("{line}\n").as_bytes()));
        written.unwrap_or_else(|error| self.fail(format!("{file}: {error}")));
    }
}
