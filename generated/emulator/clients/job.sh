#!/usr/bin/env bash
# A job that runs a program in Python against the emulator; see GUIDE.md.
#
#     job.sh path/to/program.py
set -euo pipefail
program=$1

apim-emulator --cert-dir certificates --listen 127.0.0.1:8543 --dump world.json &
emulator=$!
trap 'kill "$emulator" 2> /dev/null || true' EXIT
until [ -s certificates/ca.pem ]; do sleep 0.1; done
curl --silent --show-error --retry 50 --retry-delay 1 --retry-connrefused --cacert certificates/ca.pem https://localhost:8543/_emulator/clock
python "$program" certificates/ca.pem https://localhost:8543
kill "$emulator" && wait "$emulator"
grep --quiet '/apis/echo"' world.json
echo "the job: passed"
