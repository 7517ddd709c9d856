//! Each operation is one span, by the operation's name.

use super::script::{Script, json};
use super::things::{long_running, thing};
use crate::arm::{FinalState, Outcome};
use azure_core::http::{Context, Method, NoFormat, Request};
use azure_core::tracing::{
    AsAny, Attribute, AttributeValue, Span, SpanGuard, SpanKind, SpanStatus, Tracer, TracerProvider,
};
use std::any::Any;
use std::borrow::Cow;
use std::error::Error;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};

/// Notes the spans that are opened for operations; those of single requests are of another kind. What is said of any
/// span is noted too.
#[derive(Clone, Debug, Default)]
pub(super) struct Notes {
    operations: Arc<Mutex<Vec<String>>>,
    said: Arc<Mutex<String>>,
}

impl Notes {
    fn note(&self, what: impl Debug) {
        self.said.lock().unwrap().push_str(&format!("{what:?}\n"));
    }

    pub(super) fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }
}

impl TracerProvider for Notes {
    fn get_tracer(&self, _: Option<&'static str>, _: &'static str, _: Option<&'static str>) -> Arc<dyn Tracer> {
        Arc::new(self.clone())
    }
}

impl Tracer for Notes {
    fn start_span(&self, name: Cow<'static, str>, kind: SpanKind, attributes: Vec<Attribute>) -> Arc<dyn Span> {
        self.note((&name, attributes));
        if kind == SpanKind::Internal {
            self.operations.lock().unwrap().push(name.into_owned());
        }
        Arc::new(self.clone())
    }

    fn start_span_with_parent(
        &self,
        name: Cow<'static, str>,
        kind: SpanKind,
        attributes: Vec<Attribute>,
        _: Arc<dyn Span>,
    ) -> Arc<dyn Span> {
        self.start_span(name, kind, attributes)
    }

    fn namespace(&self) -> Option<&'static str> {
        Some("Microsoft.Test")
    }
}

impl Span for Notes {
    fn is_recording(&self) -> bool {
        true
    }

    fn span_id(&self) -> [u8; 8] {
        [0; 8]
    }

    fn end(&self) {}

    fn set_status(&self, status: SpanStatus) {
        self.note(status);
    }

    fn set_attribute(&self, name: &'static str, value: AttributeValue) {
        self.note((name, value));
    }

    fn record_error(&self, error: &dyn Error) {
        self.note(error);
    }

    fn set_current(&self, _: &Context<'_>) -> Box<dyn SpanGuard> {
        Box::new(Guard)
    }

    fn propagate_headers(&self, _: &mut Request) {}
}

impl AsAny for Notes {
    fn as_any(&self) -> &dyn Any {
        self
    }
}

struct Guard;

impl SpanGuard for Guard {
    fn end(self) {}
}

#[tokio::test]
async fn every_operation_is_one_span() {
    let notes = Notes::default();
    let moved = (202, vec![("location", "/one"), ("retry-after", "0")], "");
    let script = Script::of([json(200, "{}"), moved, json(200, "{}")]);
    let client = script.traced_client(Arc::new(notes.clone()));
    client.send(thing(&client, Method::Get), Default::default()).await.unwrap();
    let poller = client.operation::<(), NoFormat>(
        thing(&client, Method::Post),
        long_running(FinalState::Location, Outcome::Result),
        Default::default(),
    );
    poller.unwrap().await.unwrap();
    assert_eq!(*notes.operations.lock().unwrap(), ["Microsoft.Test.Thing.Call", "Microsoft.Test.Thing.Call"]);
}
