# Two commands for a stranger: `make run` and `make test`. Each sets up what it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN_READY := $(VENV)/.run-$(shell cksum < requirements.lock | cut -d' ' -f1)
DEV_READY := $(VENV)/.dev-$(shell cat requirements.lock requirements-dev.lock | cksum | cut -d' ' -f1)
PACKAGES := bot domain engine handlers scheduler storage
DATA ?= $(wildcard ../shared/data)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help cluster server run test check format lint types imports crash machines powerloss overload adversarial bench peers load language memory smoke lock clean

help:  ## show what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

run: $(RUN_READY)  ## start the assistant on an SQLite file under data/
	@exec $(BIN)/sparkone run

test: $(DEV_READY)  ## all tests, within ten minutes
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

check: format lint types imports test  ## what CI runs

format: $(DEV_READY)
	$(BIN)/ruff format --check .

lint: $(DEV_READY)
	$(BIN)/ruff check .

types: $(DEV_READY)
	$(BIN)/mypy

imports: $(DEV_READY)
	$(BIN)/lint-imports

server: $(RUN_READY)  ## also what PostgreSQL, Redis and encrypted backups need
	@$(PIP) install --require-hashes -r requirements-server.lock

crash: $(DEV_READY)  ## kill the process at 1,200 points, also over Telegram; ON=postgres
	$(BIN)/python -m tests.crash --points 1000 --on $(or $(ON),sqlite)
	$(BIN)/python -m tests.crash --points 200 --over telegram

machines: $(DEV_READY)  ## deeds in any order over channels that fail, ten times what every test run tries
	MACHINE_TIMES=$(or $(TIMES),10) $(BIN)/python -m pytest -n auto tests/contracts -k machine

powerloss: $(DEV_READY)  ## cut the power in 500 days, unsynced writes lost or torn; a few minutes
	$(BIN)/python -m tests.powerloss --seeds 500

overload: $(DEV_READY)  ## ten times what can be borne, over the webhook; MINUTES=10
	$(BIN)/python -m tests.overload --minutes $(or $(MINUTES),10)

cluster: $(DEV_READY)  ## many processes on PostgreSQL and Redis, killed for a minute; the account
	$(BIN)/python -m tests.cluster $(ARGS)

adversarial: $(DEV_READY)  ## a hostile model in a real house: at least 100,000 calls
	$(BIN)/python -m tests.policy

language: $(DEV_READY)  ## how well and how fast sentences are understood; DATA=folder adds corpora
	$(BIN)/python -m benchmarks.language $(if $(DATA),--data $(DATA))

memory: $(DEV_READY)  ## how much of what was said is found again, and how fast; needs the extra `memory`
	$(BIN)/python -m benchmarks.memory

bench: $(DEV_READY)  ## the figures of the README, beside the peers; a quarter of an hour, ARGS=--quick a minute
	$(BIN)/python -m benchmarks $(ARGS)

peers: $(DEV_READY)  ## install the peers of the benchmarks, each in an environment of its own
	$(BIN)/python -m benchmarks.peers.environments

load: $(DEV_READY)  ## load over the webhook beside the baseline, two minutes; ARGS=--keep keeps a new one
	$(BIN)/python -m benchmarks.load $(ARGS)

smoke: $(RUN_READY)  ## try a running installation: make smoke URL=http://127.0.0.1:8321
	@$(BIN)/sparkone smoke $(URL)

lock: $(DEV_READY)  ## write the lock files anew from pyproject.toml
	deploy/lock.sh $(BIN)

clean:
	rm -rf $(VENV) .venv-peers build dist

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'SparkOne needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 run'; exit 1; }
	@echo 'Setting up (once, about a minute)...'
	@$(PYTHON) -m venv $(VENV)

$(RUN_READY): $(BIN)/python requirements.lock
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-build-isolation --no-deps --editable .
	@$(BIN)/python -m compileall -q $(PACKAGES)
	@touch $@

$(DEV_READY): $(BIN)/python requirements.lock requirements-dev.lock
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@$(PIP) install --no-build-isolation --no-deps --editable .
	@$(BIN)/python -m compileall -q $(PACKAGES)
	@touch $@
