"""The life of an API Management service, through the official client for Python (azure-mgmt-apimanagement).

    python lifecycle.py https://localhost:8443 path/to/ca.pem
"""

import json
import ssl
import sys
import time
import urllib.request
from datetime import datetime, timedelta, timezone

from azure.core.credentials import AccessToken
from azure.core.exceptions import HttpResponseError, ResourceNotFoundError
from azure.mgmt.apimanagement import ApiManagementClient

URL, CA = sys.argv[1:3]
SUBSCRIPTION = "00000000-0000-0000-0000-000000000000"
GROUP, SERVICE = "rg-py", "contoso-py"


class Credential:
    """Any token will do."""

    def get_token(self, *scopes, **options):
        return AccessToken("any", int(time.time()) + 3600)


def emulator(method, what, body=None):
    """Says something to the emulator itself."""
    request = urllib.request.Request(f"{URL}/_emulator/{what}", method=method, data=body and json.dumps(body).encode())
    with urllib.request.urlopen(request, context=ssl.create_default_context(cafile=CA)) as answer:
        text = answer.read()
    return json.loads(text) if text else None


def refused(status, call, *arguments, **options):
    """The error with which a call is refused."""
    try:
        call(*arguments, **options)
    except HttpResponseError as error:
        assert error.status_code == status, f"{error.status_code} instead of {status}: {error}"
        return error
    raise AssertionError(f"{call} was not refused")


OPENAPI = {
    "openapi": "3.0.1",
    "info": {"title": "Orders", "version": "1"},
    "paths": {"/orders/{id}": {"get": {"operationId": "get-order", "parameters": [
        {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}], "responses": {"200": {"description": "An order"}}}}},
}
POLICY = '<policies><inbound><base /><set-header name="x-from"><value>@("py")</value></set-header></inbound></policies>'

client = ApiManagementClient(Credential(), SUBSCRIPTION, base_url=URL, connection_verify=CA, polling_interval=1)

# The service, which takes its time.
service = client.api_management_service.begin_create_or_update(GROUP, SERVICE, {
    "location": "westeurope",
    "sku": {"name": "Developer", "capacity": 1},
    "properties": {"publisherEmail": "ada@contoso.com", "publisherName": "Contoso"},
}).result()
assert service.name == SERVICE and service.provisioning_state == "Succeeded", service
assert [found.name for found in client.api_management_service.list_by_resource_group(GROUP)] == [SERVICE]

# An API: it is busy at first, and tried again.
emulator("POST", "faults", {"operation": "Api_CreateOrUpdate", "status": 409, "code": "PessimisticConcurrencyConflict", "times": 1})
document = {"properties": {"path": "orders", "format": "openapi+json", "value": json.dumps(OPENAPI)}}
busy = refused(409, client.api.begin_create_or_update, GROUP, SERVICE, "orders", document)
assert busy.error.code == "PessimisticConcurrencyConflict", busy
api = client.api.begin_create_or_update(GROUP, SERVICE, "orders", document).result()
assert api.display_name == "Orders" and api.path == "orders", api
assert [it.name for it in client.api_operation.list_by_api(GROUP, SERVICE, "orders")] == ["get-order"]

# An operation, and a policy.
client.api_operation.create_or_update(GROUP, SERVICE, "orders", "list-orders", {
    "properties": {"displayName": "List orders", "method": "GET", "urlTemplate": "/orders"}})
assert len(list(client.api_operation.list_by_api(GROUP, SERVICE, "orders"))) == 2
client.api_policy.create_or_update(GROUP, SERVICE, "orders", "policy", {"properties": {"format": "rawxml", "value": POLICY}})
assert client.api_policy.get(GROUP, SERVICE, "orders", "policy", format="rawxml").value == POLICY

# A product with the API, and a subscription with its keys.
client.product.create_or_update(GROUP, SERVICE, "starter", {"properties": {"displayName": "Starter", "state": "published"}})
client.product_api.create_or_update(GROUP, SERVICE, "starter", "orders")
assert [it.name for it in client.product_api.list_by_product(GROUP, SERVICE, "starter")] == ["orders"]
scope = f"{service.id}/products/starter"
client.subscription.create_or_update(GROUP, SERVICE, "first", {"properties": {"scope": scope, "displayName": "First", "state": "active"}})
keys = client.subscription.list_secrets(GROUP, SERVICE, "first")
assert keys.primary_key and keys.primary_key != keys.secondary_key
assert client.subscription.get(GROUP, SERVICE, "first").primary_key is None
client.subscription.regenerate_primary_key(GROUP, SERVICE, "first")
assert client.subscription.list_secrets(GROUP, SERVICE, "first").primary_key != keys.primary_key

# Users, a token, and a list over pages with a filter.
for number in range(25):
    client.user.create_or_update(GROUP, SERVICE, f"user-{number:02}", {"properties": {
        "email": f"user{number}@contoso.com", "firstName": "Even" if number % 2 == 0 else "Odd", "lastName": str(number)}})
expiry = datetime.now(timezone.utc) + timedelta(days=1)
token = client.user.get_shared_access_token(GROUP, SERVICE, "user-00", {"properties": {"keyType": "primary", "expiry": expiry.isoformat()}})
assert token.value.startswith("user-00&"), token.value
even = client.user.list_by_service(GROUP, SERVICE, filter="firstName eq 'Even'", top=5)
assert len(list(even)) == 13

# A named value, which only the holder of its present entity tag may change.
def named_value(value):
    return {"properties": {"displayName": "backend-key", "value": value, "secret": True}}


client.named_value.begin_create_or_update(GROUP, SERVICE, "backend-key", named_value("first")).result()
tags = []
client.named_value.get_entity_tag(GROUP, SERVICE, "backend-key", cls=lambda response, _, headers: tags.append(headers["ETag"]))


def update(tag, value):
    return client.named_value.begin_update(GROUP, SERVICE, "backend-key", tag, {"properties": {"value": value}})


update(tags[0], "second").result()
stale = refused(412, lambda: update(tags[0], "third").result())
assert client.named_value.list_value(GROUP, SERVICE, "backend-key").value == "second"
assert client.named_value.get(GROUP, SERVICE, "backend-key").value is None

# What is not there, and what is throttled: the client waits and asks again.
missing = refused(404, client.user.get, GROUP, SERVICE, "nobody")
assert isinstance(missing, ResourceNotFoundError) and missing.error.code == "ResourceNotFound", missing
emulator("DELETE", "requests")
emulator("POST", "faults", {"operation": "User_Get", "status": 429, "code": "TooManyRequests", "retryAfter": 1, "times": 1})
assert client.user.get(GROUP, SERVICE, "user-01").last_name == "1"
asked = emulator("GET", "requests?operation=User_Get")["requests"]
assert [it["status"] for it in asked] == [429, 200], asked

# The end: deleted, found among the deleted, purged.
client.api_management_service.begin_delete(GROUP, SERVICE).result()
refused(404, client.api_management_service.get, GROUP, SERVICE)
assert SERVICE in [it.name for it in client.deleted_services.list_by_subscription()]
client.deleted_services.begin_purge(SERVICE, "westeurope").result()
assert SERVICE not in [it.name for it in client.deleted_services.list_by_subscription()]
print("azure-mgmt-apimanagement: passed")
