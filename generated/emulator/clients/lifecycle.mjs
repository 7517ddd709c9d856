// The life of an API Management service, through the official client for JavaScript (@azure/arm-apimanagement).
//
//     NODE_EXTRA_CA_CERTS=path/to/ca.pem node lifecycle.mjs https://localhost:8443

import assert from "node:assert/strict";
import { ApiManagementClient } from "@azure/arm-apimanagement";

const url = process.argv[2];
const [group, name] = ["rg-js", "contoso-js"];
// Any token will do.
const credential = { getToken: async () => ({ token: "any", expiresOnTimestamp: Date.now() + 3_600_000 }) };
const client = new ApiManagementClient(credential, "00000000-0000-0000-0000-000000000000", { endpoint: url });
const quickly = { updateIntervalInMs: 100 };

/** Says something to the emulator itself. */
async function emulator(method, what, body) {
  const answer = await fetch(`${url}/_emulator/${what}`, { method, body: body && JSON.stringify(body) });
  assert.ok(answer.ok, `${method} ${what}: ${answer.status}`);
  const text = await answer.text();
  return text ? JSON.parse(text) : undefined;
}

/** The error with which a call is refused. */
async function refused(status, call) {
  const error = await Promise.resolve().then(call).then(() => assert.fail("it was not refused"), (error) => error);
  assert.equal(error.statusCode, status, String(error));
  return error;
}

async function all(pages) {
  const items = [];
  for await (const item of pages) items.push(item);
  return items;
}

const openapi = {
  openapi: "3.0.1",
  info: { title: "Orders", version: "1" },
  paths: {
    "/orders/{id}": {
      get: {
        operationId: "get-order",
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
        responses: { 200: { description: "An order" } },
      },
    },
  },
};
const policy = '<policies><inbound><base /><set-header name="x-from"><value>@("js")</value></set-header></inbound></policies>';

// The service, which takes its time.
const service = await client.apiManagementService.beginCreateOrUpdateAndWait(group, name, {
  location: "westeurope",
  sku: { name: "Developer", capacity: 1 },
  publisherEmail: "ada@contoso.com",
  publisherName: "Contoso",
}, quickly);
assert.equal(service.name, name);
assert.equal(service.provisioningState, "Succeeded");
assert.deepEqual((await all(client.apiManagementService.listByResourceGroup(group))).map((it) => it.name), [name]);

// An API: it is busy at first, and tried again.
await emulator("POST", "faults", { operation: "Api_CreateOrUpdate", status: 409, code: "PessimisticConcurrencyConflict", times: 1 });
const document = { path: "orders", format: "openapi+json", value: JSON.stringify(openapi) };
const create = () => client.api.beginCreateOrUpdateAndWait(group, name, "orders", document, quickly);
assert.equal((await refused(409, create)).code, "PessimisticConcurrencyConflict");
const api = await create();
assert.deepEqual([api.displayName, api.path], ["Orders", "orders"]);
assert.deepEqual((await all(client.apiOperation.listByApi(group, name, "orders"))).map((it) => it.name), ["get-order"]);

// An operation, and a policy.
await client.apiOperation.createOrUpdate(group, name, "orders", "list-orders", {
  displayName: "List orders", method: "GET", urlTemplate: "/orders",
});
assert.equal((await all(client.apiOperation.listByApi(group, name, "orders"))).length, 2);
await client.apiPolicy.createOrUpdate(group, name, "orders", "policy", { format: "rawxml", value: policy });
// This client reads policies as XML though JSON comes, and has no value: what came is looked at.
const read = await new Promise((resolve, reject) => {
  const onResponse = ({ bodyAsText }) => resolve(JSON.parse(bodyAsText));
  client.apiPolicy.get(group, name, "orders", "policy", { format: "rawxml", onResponse }).catch(reject);
});
assert.equal(read.properties.value, policy);

// A product with the API, and a subscription with its keys.
await client.product.createOrUpdate(group, name, "starter", { displayName: "Starter", state: "published" });
await client.productApi.createOrUpdate(group, name, "starter", "orders");
assert.deepEqual((await all(client.productApi.listByProduct(group, name, "starter"))).map((it) => it.name), ["orders"]);
await client.subscription.createOrUpdate(group, name, "first", {
  scope: `${service.id}/products/starter`, displayName: "First", state: "active",
});
const keys = await client.subscription.listSecrets(group, name, "first");
assert.ok(keys.primaryKey && keys.primaryKey !== keys.secondaryKey);
assert.equal((await client.subscription.get(group, name, "first")).primaryKey, undefined);
await client.subscription.regeneratePrimaryKey(group, name, "first");
assert.notEqual((await client.subscription.listSecrets(group, name, "first")).primaryKey, keys.primaryKey);

// Users, a token, and a list over pages with a filter.
for (let number = 0; number < 25; number++) {
  await client.user.createOrUpdate(group, name, `user-${number}`, {
    email: `user${number}@contoso.com`, firstName: number % 2 === 0 ? "Even" : "Odd", lastName: String(number),
  });
}
const expiry = new Date(Date.now() + 86_400_000);
const token = await client.user.getSharedAccessToken(group, name, "user-0", { keyType: "primary", expiry });
assert.ok(token.value.startsWith("user-0&"), token.value);
assert.equal((await all(client.user.listByService(group, name, { filter: "firstName eq 'Even'", top: 5 }))).length, 13);

// A named value, which only the holder of its present entity tag may change.
await client.namedValue.beginCreateOrUpdateAndWait(group, name, "backend-key", {
  displayName: "backend-key", value: "first", secret: true,
}, quickly);
const { eTag } = await client.namedValue.getEntityTag(group, name, "backend-key");
const update = (value) => client.namedValue.beginUpdateAndWait(group, name, "backend-key", eTag, { value }, quickly);
await update("second");
await refused(412, () => update("third"));
assert.equal((await client.namedValue.listValue(group, name, "backend-key")).value, "second");
assert.equal((await client.namedValue.get(group, name, "backend-key")).value, undefined);

// What is not there, and what is throttled: the client waits and asks again.
assert.equal((await refused(404, () => client.user.get(group, name, "nobody"))).code, "ResourceNotFound");
await emulator("DELETE", "requests");
await emulator("POST", "faults", { operation: "User_Get", status: 429, code: "TooManyRequests", retryAfter: 1, times: 1 });
assert.equal((await client.user.get(group, name, "user-1")).lastName, "1");
const { requests } = await emulator("GET", "requests?operation=User_Get");
assert.deepEqual(requests.map((it) => it.status), [429, 200]);

// The end: deleted, found among the deleted, purged.
await client.apiManagementService.beginDeleteAndWait(group, name, quickly);
await refused(404, () => client.apiManagementService.get(group, name));
const deleted = async () => (await all(client.deletedServices.listBySubscription())).map((it) => it.name);
assert.ok((await deleted()).includes(name));
await client.deletedServices.beginPurgeAndWait(name, "westeurope", quickly);
assert.ok(!(await deleted()).includes(name));
console.log("@azure/arm-apimanagement: passed");
