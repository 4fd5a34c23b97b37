# What can be done with this house? Each target says in one line what it does; `make help` lists them.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# Settings of this machine, when there are any: NAME=value lines as in .env.example.
ifneq (,$(wildcard .env))
include .env
export
endif

# The first Python here that can run it: a machine can have python3.11 without a python3, or a python3 that is older.
CAN_RUN := -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))'
PYTHON ?= $(shell for it in python3 python3.11 python3.12 python3.13; do $$it $(CAN_RUN) 2>/dev/null && echo $$it && break; done)
PORT ?= 8000
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help setup run test check bench chaos probes races strange acts year lock clean assets words

help: ## List what make can do
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

setup: .venv/.run ## Build .venv from requirements.lock

run: .venv/.run assets words ## Start everything in one process on http://localhost:8000 (PORT= to change)
	@echo "Starting Sluitend on port $(PORT)."
	@exec $(BIN)/python manage.py start --port $(PORT)

test: .venv/.dev assets words ## Run the whole suite on every engine that is here
	@echo "Running the suite: SQLite, then PostgreSQL with Redis, then a browser, as far as they are here."
	@$(BIN)/python tools/run_tests.py

check: .venv/.dev words ## Check style, types, imports, migrations, words, documents and deployment
	@$(BIN)/python tools/check.py

bench: .venv/.dev ## Run the benchmarks; they print ratios and pass or fail on nothing
	@$(BIN)/python -m bench

chaos: .venv/.dev words ## Run the long form of the tests that kill what they started
	@SLUITEND_LONG=1 $(BIN)/python -m pytest -m "chaos" --timeout=3600 tests

probes: .venv/.dev words ## Ask a million questions of the policy and send fifty thousand requests as a stranger
	@SLUITEND_LONG=1 $(BIN)/python -m pytest -q -s --show-capture=no tests/access

races: .venv/.dev words ## Let two to eight people do the same thing at once, a thousand times (DATABASE_URL= for PostgreSQL)
	@SLUITEND_LONG=1 $(BIN)/python -m pytest -q tests/promises/test_races.py

strange: .venv/.dev words ## Send ten thousand broken and hostile mails, and as many forms (half an hour)
	@SLUITEND_LONG=1 $(BIN)/python -m pytest -q -s --show-capture=no tests/mail/test_strange_mails.py tests/public/test_forms_hold.py

acts: .venv/.dev words ## Let people try whatever they like in ten thousand sequences, and look after every act (an hour)
	@SLUITEND_LONG=1 $(BIN)/python -m pytest -q -s --show-capture=no tests/promises/test_invariants_hold.py

year: .venv/.dev words ## Simulate a year of 1,500 meldingen with careless staff, and print what became of them
	@SLUITEND_LONG=1 $(BIN)/python -m pytest -q -s --show-capture=no tests/duty/test_year.py

lock: .venv/.run ## Pin every dependency again (needs a package registry)
	@echo "Pinning what pyproject.toml asks for, with hashes and without addresses."
	@$(BIN)/python -m venv .venv/uv && .venv/uv/bin/python -m pip --disable-pip-version-check --quiet install uv
	@.venv/uv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		--no-annotate --no-emit-index-url pyproject.toml --output-file requirements.lock
	@.venv/uv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		--no-annotate --no-emit-index-url --extra dev --constraint requirements.lock pyproject.toml \
		--output-file requirements-dev.lock

clean: ## Remove what was built (never the data in var/)
	@echo "Removing .venv, built assets and compiled words."
	@rm -rf .venv node_modules casework/static/casework/vendor locale/*/LC_MESSAGES/*.mo .*_cache

assets: .venv/.run
	@$(BIN)/python tools/build_assets.py

words: .venv/.run
	@$(BIN)/python tools/compile_words.py

.venv/bin/python:
	@$(PYTHON) $(CAN_RUN) 2>/dev/null \
		|| { echo "Sluitend needs Python 3.11, 3.12 or 3.13; point PYTHON= at one."; exit 1; }
	@echo "Making a virtual environment in .venv."
	@$(PYTHON) -m venv .venv >/dev/null 2>&1 \
		|| { rm -rf .venv; echo "Python cannot make a virtual environment here: install its venv module (Debian: apt install python3-venv)."; exit 1; }

.venv/.run: requirements.lock | .venv/bin/python
	@echo "Installing what the product runs on (56 packages, once; usually under a minute)."
	@$(PIP) install --require-hashes -r requirements.lock
	@touch $@

.venv/.dev: requirements-dev.lock .venv/.run
	@echo "Installing what the tests run on (once; usually under a minute)."
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@
