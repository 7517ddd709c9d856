//! What is printed at the start: where the emulator is, and how clients find it.

use apim_emulator::Emulator;
use std::net::SocketAddr;
use std::path::Path;

/// A line for each kind of client.
pub(crate) fn text(emulator: &Emulator, address: SocketAddr, ca: &Path) -> String {
    let host = if address.ip().is_loopback() || address.ip().is_unspecified() {
        format!("localhost:{}", address.port())
    } else {
        address.to_string()
    };
    let url = format!("https://{host}");
    let ca = ca.display();
    let service = emulator.title();
    // Some clients take nothing but a GUID.
    let subscription = "00000000-0000-0000-0000-000000000000";
    format!(
        r#"{service} at {url}
certificate: {ca} (also at {url}/_emulator/ca.pem)
what lives there: {url}/_emulator/

curl       curl --cacert {ca} -H "Authorization: Bearer any" "{url}/subscriptions/{subscription}/…?api-version=…"
Python     ApiManagementClient(credential, "{subscription}", base_url="{url}", connection_verify="{ca}")
JS         NODE_EXTRA_CA_CERTS={ca} node …   with   new ApiManagementClient(credential, "{subscription}", {{ endpoint: "{url}" }})
Go         SSL_CERT_FILE={ca} go run …   with   cloud.Configuration{{Services: map[cloud.ServiceName]cloud.ServiceConfiguration{{cloud.ResourceManager: {{Endpoint: "{url}", Audience: "{url}"}}}}}}
Rust       endpoint "{url}", with a reqwest client that has the certificate: see the emulator's guide
Terraform  SSL_CERT_FILE={ca} terraform apply   with   provider "azapi" {{ endpoint = [{{ resource_manager_endpoint = "{url}", resource_manager_audience = "{url}", active_directory_authority_host = "https://login.microsoftonline.com/" }}] }}
"#
    )
}
