#!/bin/sh
# Write the lock files from pyproject.toml: every platform, every pin with its hashes.
set -eu
bin=$1
"$bin/python" -m pip --quiet install uv
compile="$bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate"
$compile pyproject.toml --group build -o requirements.lock
$compile pyproject.toml --extra postgres --extra redis --extra backup --group build -c requirements.lock -o requirements-server.lock
$compile pyproject.toml --all-extras --group build --group dev -c requirements-server.lock -o requirements-dev.lock
