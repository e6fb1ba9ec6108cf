# One word for everything. `make demo` and `make test` each set up what they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STORSTHLM := $(BIN)/storsthlm
DEMO := build/demo

.DEFAULT_GOAL := help
.PHONY: help demo test judge check format docs screenshots prove lock clean

help:  ## show this
	@sed -n 's/^\([a-z]*\):.*##/\1\t/p' $(MAKEFILE_LIST) | expand -t 14

$(VENV)/installed: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "storsthlm needs Python 3.11 or newer: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(VENV)/installed  ## validate, render, send to 78 people through the embedded server, verify
	$(STORSTHLM) validate
	$(STORSTHLM) preview --output $(DEMO)
	$(STORSTHLM) send --list kommuner --confirm 78
	$(STORSTHLM) verify
	@printf '\nthe mail          %s\nas text           %s\nas received       %s\nlook at it        %s\n' \
		$(DEMO)/issue.html $(DEMO)/issue.txt "$$(ls -t .storsthlm/outbox/*/*.eml | head -n 1)" '$(STORSTHLM) preview'

# Tests with a browser, a mail server or a process that is killed have the machine for themselves.
ALONE = browser or judge or lab or kill

test: $(VENV)/installed  ## run all tests; those in a browser where there is a Chromium
	$(BIN)/python -m pytest

judge: $(VENV)/installed  ## judge what people see: markup, contrast, layout, messages (needs a Chromium and a Java)
	CI=true $(BIN)/python -m pytest -m 'judge or browser'

check: $(VENV)/installed  ## format, lint, types, imports, schemas, tests: what must pass before a change lands
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(STORSTHLM) schema --check
	$(BIN)/python -m pytest -m 'not ($(ALONE))' -n auto --dist loadfile
	$(BIN)/python -m pytest -m '$(ALONE)'

format: $(VENV)/installed  ## put the code into its one form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: $(VENV)/installed  ## write docs/checks.md and docs/format.md from the catalogue and the format
	$(BIN)/python -m storsthlm_cli.report.documenting docs/checks.md
	$(BIN)/python -m storsthlm_cli.report.manual docs/format.md

screenshots: $(VENV)/installed  ## take the pictures in docs/pictures
	$(BIN)/python docs/pictures/take.py

KILLS ?= 1000
prove: $(VENV)/installed  ## kill the real process KILLS times at random moments: nobody lost, nobody twice (with Postfix: as root)
	STORSTHLM_KILLS=$(KILLS) $(BIN)/python -m pytest -m 'kill or lab' --timeout 0

lock: $(VENV)/installed  ## renew requirements.txt for all systems and Pythons from 3.11 (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
		--group dev pyproject.toml --output-file requirements.txt

clean:  ## remove what was made, but not what the tool remembers (.storsthlm)
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
