# Everything runs in .venv, made from requirements.lock; only Python 3.11+ and make are needed beforehand.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: setup run test dev lint compile clean

setup: .venv/ready

# Bytecode is made by all cores at once; pip makes it with one, which takes as long as the rest of the installation.
.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-compile -r requirements.lock
	$(BIN)/python -m compileall -qq -j 0 .venv/lib
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	touch $@

run: setup
	$(BIN)/trade build
	$(BIN)/trade sql "$$(cat sql/examples/growth_by_partner.sql)"

test: setup
	$(BIN)/python -m pytest -n auto --dist worksteal

dev: setup
	mkdir -p .dagster && cp dagster.yaml .dagster/dagster.yaml
	DAGSTER_HOME="$(CURDIR)/.dagster" $(BIN)/dagster dev -w workspace.yaml

lint: setup
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

compile: setup
	$(BIN)/trade compile --pages tests/rounds

clean:
	rm -rf .venv warehouse .dagster build
