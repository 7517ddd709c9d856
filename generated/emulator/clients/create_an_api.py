"""Creates an API against the emulator.

    cargo run -p apim-emulator -- --cert-dir target/emulator
    python create_an_api.py target/emulator/ca.pem
"""

import sys
import time

from azure.core.credentials import AccessToken
from azure.mgmt.apimanagement import ApiManagementClient

ca = sys.argv[1]
url = sys.argv[2] if len(sys.argv) > 2 else "https://localhost:8443"


class Credential:
    """Any token will do."""

    def get_token(self, *scopes, **options):
        return AccessToken("any", int(time.time()) + 3600)


client = ApiManagementClient(Credential(), "00000000-0000-0000-0000-000000000000", base_url=url, connection_verify=ca)
client.api_management_service.begin_create_or_update("group", "contoso", {
    "location": "westeurope",
    "sku": {"name": "Developer", "capacity": 1},
    "properties": {"publisherEmail": "ada@contoso.com", "publisherName": "Contoso"},
}).result()
api = client.api.begin_create_or_update("group", "contoso", "echo", {
    "properties": {"displayName": "Echo", "path": "echo", "protocols": ["https"]},
}).result()
print(f"{api.display_name} is at {api.id}")
