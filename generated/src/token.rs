//! Shared access tokens of users, with which a site signs a user in to the developer portal.

use crate::clients::{UserClient, UserClientGetSharedAccessTokenOptions};
use crate::models::{UserTokenParameters, UserTokenResult};
use azure_core::credentials::Secret;
use azure_core::error::ErrorKind;
use azure_core::http::Url;
use azure_core::time::{Duration, OffsetDateTime, parse_rfc3339};
use azure_core::{Error, Result};
use std::fmt;
use std::str::FromStr;

/// The longest life that the service gives a token.
const LONGEST: Duration = Duration::days(30);

/// A shared access token: `<user>&<yyyyMMddHHmm>&<signature>`. It signs its user in to the developer portal, for sites that
/// do so in the portal's place: see [`SharedAccessToken::sign_in_url`].
///
/// ```
/// use apim::SharedAccessToken;
///
/// let token: SharedAccessToken = "anna&203004210044&c2lnbmF0dXJl".parse()?;
/// assert_eq!(token.user_id(), "anna");
/// assert_eq!(token.expiry().year(), 2030);
/// assert!(!format!("{token:?}").contains("c2lnbmF0dXJl"));
/// # Ok::<(), azure_core::Error>(())
/// ```
#[derive(Clone, Eq, PartialEq)]
pub struct SharedAccessToken {
    user_id: String,
    expiry: OffsetDateTime,
    value: Secret,
}

impl SharedAccessToken {
    /// The address that signs the user in to the developer portal at `portal`, such as
    /// `https://contoso.developer.azure-api.net`, and leads on to the page `return_url`. Whoever has it is signed in.
    ///
    /// ```
    /// # let token: apim::SharedAccessToken = "anna&203004210044&c2ln+YXR1cmU=".parse()?;
    /// let portal = azure_core::http::Url::parse("https://contoso.developer.azure-api.net")?;
    /// let url = token.sign_in_url(&portal, "/products");
    /// let expected = "https://contoso.developer.azure-api.net/signin-sso\
    ///     ?token=anna%26203004210044%26c2ln%2BYXR1cmU%3D&returnUrl=%2Fproducts";
    /// assert_eq!(url.secret(), expected);
    /// # Ok::<(), azure_core::Error>(())
    /// ```
    pub fn sign_in_url(&self, portal: &Url, return_url: &str) -> Secret {
        let mut url = portal.clone();
        url.set_path(&format!("{}/signin-sso", portal.path().trim_end_matches('/')));
        url.query_pairs_mut().clear().append_pair("token", self.value.secret()).append_pair("returnUrl", return_url);
        Secret::new(String::from(url))
    }

    /// The user whose rights the token carries.
    pub fn user_id(&self) -> &str {
        &self.user_id
    }

    /// When the token ends, to the minute.
    pub fn expiry(&self) -> OffsetDateTime {
        self.expiry
    }

    /// The whole token, as the service gave it; it is to be percent-encoded in addresses.
    pub fn value(&self) -> &Secret {
        &self.value
    }

    /// The value of an `Authorization` header, `SharedAccessSignature <token>`, as the direct management API took it until
    /// it was retired on 15 March 2025. Azure Resource Manager takes no such token.
    pub fn authorization(&self) -> Secret {
        Secret::new(format!("SharedAccessSignature {}", self.value.secret()))
    }

    /// Whether the token is of no use any more at that time.
    pub fn is_expired_at(&self, now: OffsetDateTime) -> bool {
        self.expiry <= now
    }
}

impl fmt::Debug for SharedAccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SharedAccessToken")
            .field("user_id", &self.user_id)
            .field("expiry", &self.expiry)
            .finish_non_exhaustive()
    }
}

impl FromStr for SharedAccessToken {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        // A user's identifier may hold the separator, date and signature do not: so from the right.
        let mut parts = text.rsplitn(3, '&');
        let (Some(signature), Some(expiry), Some(user_id)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(malformed("it has not the parts user, expiry and signature"));
        };
        if user_id.is_empty() || signature.is_empty() {
            return Err(malformed("its user or signature is empty"));
        }
        // The text becomes a header, where a line break would begin another one.
        if text.chars().any(char::is_control) {
            return Err(malformed("it has control characters"));
        }
        let expiry = minute(expiry).ok_or_else(|| malformed("its expiry does not read yyyyMMddHHmm"))?;
        Ok(Self { user_id: user_id.to_owned(), expiry, value: Secret::new(text.to_owned()) })
    }
}

impl TryFrom<&UserTokenResult> for SharedAccessToken {
    type Error = Error;

    fn try_from(result: &UserTokenResult) -> Result<Self> {
        result.value.as_ref().ok_or_else(|| malformed("the service sent none"))?.secret().parse()
    }
}

impl UserTokenParameters {
    /// Checks that the expiry lies in the future, and at most 30 days away, as the service demands.
    pub fn check_expiry(&self, now: OffsetDateTime) -> Result<()> {
        let expiry = self.properties.expiry;
        let problem = if expiry <= now {
            "is not in the future"
        } else if expiry - now > LONGEST {
            "is more than 30 days away"
        } else {
            return Ok(());
        };
        Err(Error::with_message(ErrorKind::Other, format!("the token's expiry {expiry} {problem}")))
    }
}

impl UserClient {
    /// Gets a shared access token of a user, checked before and after: the expiry must lie within the next 30 days, and
    /// the service's answer must be a token.
    ///
    /// [`UserClient::get_shared_access_token`] is the bare operation.
    pub async fn shared_access_token(
        &self,
        resource_group_name: &str,
        service_name: &str,
        user_id: &str,
        parameters: UserTokenParameters,
        options: Option<UserClientGetSharedAccessTokenOptions<'_>>,
    ) -> Result<SharedAccessToken> {
        parameters.check_expiry(OffsetDateTime::now_utc())?;
        let response =
            self.get_shared_access_token(resource_group_name, service_name, user_id, parameters, options).await?;
        // The cause is left out: it may quote the answer.
        let result = response.into_model().map_err(|_| malformed("the answer has another shape"))?;
        SharedAccessToken::try_from(&result)
    }
}

/// Reads `yyyyMMddHHmm`, in UTC.
fn minute(text: &str) -> Option<OffsetDateTime> {
    if text.len() != 12 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let part = |start: usize, end: usize| text.get(start..end);
    let (year, month, day, hour, minute) = (part(0, 4)?, part(4, 6)?, part(6, 8)?, part(8, 10)?, part(10, 12)?);
    parse_rfc3339(&format!("{year}-{month}-{day}T{hour}:{minute}:00Z")).ok()
}

fn malformed(what: &str) -> Error {
    Error::with_message(ErrorKind::DataConversion, format!("no shared access token: {what}"))
}
