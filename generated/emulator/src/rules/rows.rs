//! What API Management sets and says by itself. `[rec]` stands for recorded traffic of the service.

use super::{Own, OwnRow, row};

/// What the service sets when a thing is made \[rec\].
pub(super) const OWN: &[OwnRow] = &[
    row("/service", "properties/createdAtUtc", Own::Now),
    row("/service", "properties/gatewayUrl", Own::Text("https://{name}.azure-api.net")),
    row("/service", "properties/managementApiUrl", Own::Text("https://{name}.management.azure-api.net")),
    row("/service", "properties/developerPortalUrl", Own::Text("https://{name}.developer.azure-api.net")),
    row("/service", "properties/targetProvisioningState", Own::Text("")),
    row("/service", "properties/publicNetworkAccess", Own::Text("Enabled")),
    row("/service", "properties/platformVersion", Own::Text("stv2")),
    row("/service", "properties/gatewayRegionalUrl", Own::Text("https://{name}-01.regional.azure-api.net")),
    row("/service", "properties/publicIPAddresses", Own::Json(r#"["203.0.113.1"]"#)),
    row("/service", "tags", Own::Json("{}")),
    row(
        "/service",
        "properties/hostnameConfigurations",
        Own::Json(
            r#"[{"type": "Proxy", "hostName": "{name}.azure-api.net", "negotiateClientCertificate": false,
            "defaultSslBinding": true, "certificateSource": "BuiltIn"}]"#,
        ),
    ),
    OwnRow { kind: "/service", property: "identity/principalId", own: Own::Guid, needs: Some("identity") },
    OwnRow { kind: "/service", property: "identity/tenantId", own: Own::Guid, needs: Some("identity") },
    row("/diagnostics", "properties/httpCorrelationProtocol", Own::Text("Legacy")),
    row("/diagnostics", "properties/logClientIp", Own::True),
    row("/groups", "properties/builtIn", Own::False),
    row("/users", "properties/registrationDate", Own::Now),
    row("/users", "properties/state", Own::Text("active")),
    row("/subscriptions", "properties/createdDate", Own::Now),
    row("/subscriptions", "properties/state", Own::Text("submitted")),
    row("/subscriptions", "properties/primaryKey", Own::Key),
    row("/subscriptions", "properties/secondaryKey", Own::Key),
    row("/gateways", "properties/primary", Own::Key),
    row("/gateways", "properties/secondary", Own::Key),
    row("/tenant", "properties/primaryKey", Own::Key),
    row("/tenant", "properties/secondaryKey", Own::Key),
    row("/recipientEmails", "properties/email", Own::Name),
    row("/recipientUsers", "properties/userId", Own::Name),
    row("/apis", "properties/apiRevision", Own::Text("1")),
    row("/apis", "properties/isCurrent", Own::True),
    row("/releases", "properties/createdDateTime", Own::Now),
    row("/releases", "properties/updatedDateTime", Own::Now),
    row("/groups", "properties/type", Own::Text("custom")),
    row("/products", "properties/state", Own::Text("notPublished")),
];

/// What is missing, as the service says it \[rec\].
pub(super) const LABELS: &[(&str, &str)] = &[("/policies", "PoliciesConfiguration"), ("/namedValues", "Property")];
