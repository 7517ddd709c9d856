#!/usr/bin/env bash
# The life of an API Management service, through curl.
#
#     lifecycle.sh https://localhost:8443 path/to/ca.pem
set -euo pipefail
url=$1 ca=$2
service=$url/subscriptions/s/resourceGroups/rg-sh/providers/Microsoft.ApiManagement/service/contoso-sh
version=api-version=2024-05-01

call() { # METHOD ADDRESS [ARGUMENT…]: prints the body
    local method=$1 address=$2
    shift 2
    curl --silent --show-error --fail-with-body --cacert "$ca" -H 'Authorization: Bearer any' -H 'Content-Type: application/json' \
        -X "$method" "$address" "$@"
}
status() { # as call, prints the status
    curl --silent --output /dev/null --write-out '%{http_code}' --cacert "$ca" -H 'Authorization: Bearer any' \
        -H 'Content-Type: application/json' -X "$@"
}
expect() { # WANTED GOT WHAT
    [[ $2 == *"$1"* ]] || { echo "$3: '$2' instead of '$1'" >&2; exit 1; }
}

# The service: the status of its creation is asked for until it has ended.
monitor=$(call PUT "$service?$version" --dump-header - --output /dev/null --data '{
    "location": "westeurope", "sku": {"name": "Developer", "capacity": 1},
    "properties": {"publisherEmail": "ada@contoso.com", "publisherName": "Contoso"}}' |
    tr -d '\r' | sed -n 's/^azure-asyncoperation: //Ip')
for _ in 1 2 3 4 5; do
    state=$(call GET "$monitor")
    [[ $state == *Succeeded* ]] && break
    sleep 1
done
expect Succeeded "$state" "the creation of the service"
expect '"provisioningState":"Succeeded"' "$(call GET "$service?$version")" "the service"

expect 401 "$(curl --silent --output /dev/null --write-out '%{http_code}' --cacert "$ca" "$service?$version")" "without a token"
expect 404 "$(status GET "$service/users/nobody?$version")" "a user that is not there"
user='{"properties": {"email": "ada@contoso.com", "firstName": "Ada", "lastName": "Lovelace"}}'
expect 201 "$(status PUT "$service/users/ada?$version" --data "$user")" "a new user"
expect 200 "$(status PUT "$service/users/ada?$version" --data "$user")" "the same user"
expect 400 "$(status PUT "$service/users/bob?$version" --data '[]')" "a user that is none"
tag=$(call GET "$service/users/ada?$version" --dump-header - --output /dev/null | tr -d '\r' | sed -n 's/^etag: //Ip')
change='{"properties": {"note": "one"}}'
expect 200 "$(status PATCH "$service/users/ada?$version" -H "If-Match: $tag" --data "$change")" "the present tag"
expect 412 "$(status PATCH "$service/users/ada?$version" -H "If-Match: $tag" --data '{"properties": {"note": "two"}}')" "a stale tag"
call POST "$url/_emulator/faults" --data '{"operation": "User_Get", "cut": 20, "times": 1}' > /dev/null
if call GET "$service/users/ada?$version" > /dev/null 2>&1; then
    echo "a body that was cut passed for whole" >&2
    exit 1
fi
expect Ada "$(call GET "$service/users/ada?$version")" "the user"
call DELETE "$service?$version" > /dev/null
sleep 1
echo "curl: passed"
