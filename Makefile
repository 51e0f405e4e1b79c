# Every target sets up what it needs; `make demo` and `make test` are all that a newcomer has to know.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SPEC ?=

.PHONY: help demo test check bench spec generate sync docs format clean

help: ## show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

$(VENV)/.done: pyproject.toml
	@echo "Setting up a virtual environment in $(VENV) (once)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

demo: $(VENV)/.done ## tour the client on a real container (starts a throw-away LXD when there is none)
	@$(BIN)/python scripts/demo.py

test: $(VENV)/.done ## run all tests, against a real LXD too
	@echo "Running all tests: without a server, and against a real LXD where one can be had (as root; some minutes)"
	@$(BIN)/python -m pytest

check: $(VENV)/.done ## lint, types, layers, derived and generated code, docs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy scripts tests docs/examples docs/_ext
	$(BIN)/pyright
	$(BIN)/lint-imports
	$(BIN)/python scripts/unasync.py --check
	$(BIN)/python scripts/generate.py --check
	$(BIN)/python -m sphinx -q -W --keep-going -b html docs docs/_build/html

bench: $(VENV)/.done ## measure against pylxd, lxc, httpx, aiohttp, curl and the bare limit
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	@$(BIN)/python -m tests.benchmarks

spec: $(VENV)/.done ## import LXD's swagger file: make spec SPEC=<path or URL>
	$(BIN)/python scripts/import_spec.py $(SPEC)

generate: $(VENV)/.done ## write generated/ from spec/openapi.yaml
	$(BIN)/python scripts/generate.py

sync: $(VENV)/.done ## write lxd/_sync and the sync tests from their async sources
	$(BIN)/python scripts/unasync.py

docs: $(VENV)/.done ## build the documentation into docs/_build/html
	$(BIN)/python -m sphinx -W --keep-going -b html docs docs/_build/html

format: $(VENV)/.done ## format everything
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean: ## remove what the other targets made
	rm -rf $(VENV) build dist docs/_build .mypy_cache .ruff_cache .pytest_cache
