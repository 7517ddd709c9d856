// clients/note.rs
//! The operation group `Note`.

use azure_core::Result;
use azure_core::http::{Method, Response};
use crate::arm::{Client, MethodOptions};
use crate::models::Note;

/// The operations of the group `Note`, from [`LibraryClient::note`](crate::LibraryClient::note).
#[derive(Clone, Debug)]
pub struct NoteClient {
    pub(crate) client: Client,
}

impl NoteClient {
    /// The operation `Note_Get`.
    ///
    /// `GET /notes`
    pub async fn get(
        &self,
        options: Option<NoteClientGetOptions<'_>>,
    ) -> Result<Response<Note>> {
        let options = options.unwrap_or_default();
        let path = "/notes";
        let call = self
            .client
            .call("Note_Get", Method::Get, path, &[200])
            .without_api_version();
        Ok(self.client.send_json(call, options.method_options).await?.into())
    }
}

/// Options of [`NoteClient::get`].
pub type NoteClientGetOptions<'a> = MethodOptions<'a>;

// models/note.rs
//! Models of the operation group `note`.

use azure_core::fmt::SafeDebug;
use crate::arm::{Dict, Same, model};
use std::collections::HashMap;

/// `Note` of the specification.
#[derive(Clone, Default, SafeDebug)]
#[non_exhaustive]
pub struct Note {
    /// `text` of the specification.
    pub text: Option<String>,
    /// Properties that the specification does not name.
    pub additional_properties: HashMap<String, i64>,
}

model! {
    Note {
        text,
        ..additional_properties: Dict<Same>,
    }
}

// wire.rs
//! The parameters of the operations: names on the wire, constraints, how lists are written.

