#!/bin/sh
# Write both lock files from pyproject.toml: every platform, every pin with its hashes.
set -eu
bin=$1
"$bin/python" -m pip --quiet install uv
compile="$bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate"
$compile pyproject.toml --group build -o requirements.lock
$compile pyproject.toml --all-extras --group build --group dev -c requirements.lock -o requirements-dev.lock
