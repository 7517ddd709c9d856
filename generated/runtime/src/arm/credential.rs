//! The caller's credential.

use async_trait::async_trait;
use azure_core::credentials::{AccessToken, TokenCredential, TokenRequestOptions};
use azure_core::error::ErrorKind;
use azure_core::{Error, Result};
use std::sync::Arc;

/// Marks the failures of a credential as such: a credential asks services of its own, and what they answer must not
/// pass for an answer of this one.
#[derive(Debug)]
pub(super) struct Marked(pub(super) Arc<dyn TokenCredential>);

#[async_trait]
impl TokenCredential for Marked {
    async fn get_token(&self, scopes: &[&str], options: Option<TokenRequestOptions<'_>>) -> Result<AccessToken> {
        self.0.get_token(scopes, options).await.map_err(|error| {
            let kind = match error.kind() {
                // They are tried again.
                kind @ (ErrorKind::Io | ErrorKind::Connection) => kind.clone(),
                _ => ErrorKind::Credential,
            };
            Error::with_error(kind, error, "the credential gives no token")
        })
    }
}
