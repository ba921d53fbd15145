# Two commands are all a newcomer needs: `make run` and `make test`. `make` lists the rest.
.DEFAULT_GOAL := help
SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= python3
PIP := $(BIN)/pip --disable-pip-version-check --quiet
TEST_POSTGRES := $(shell echo $${LVXUN_TEST_POSTGRES:-})

.PHONY: help run test install install-dev system lint format docs bench lock clean

help: ## List what can be made
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

run: install ## Set everything up, load Liaoning, print its assessment, start the site
	@$(BIN)/lvxun run

test: install-dev system ## Set everything up, then run all tests (on SQLite, and on PostgreSQL where one answers)
	@scripts/test

install: $(VENV)/.installed ## Create .venv with the `lvxun` command

install-dev: $(VENV)/.installed-dev ## The same with what tests, docs and benchmarks need

system: ## Debian's Chromium and CJK fonts for the browser tests, where we may install them
	@scripts/system-packages

lint: install-dev ## Ruff, mypy, import contracts
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: install-dev ## Put the code into its form
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

docs: install-dev ## Build the documentation into site/
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

bench: install-dev ## Run the benchmarks and print ratios against the named peers
	@for script in benchmarks/*.py; do case $$script in */_*) ;; *) echo "== $$script"; $(BIN)/python $$script || exit 1;; esac; done

lock: ## Write constraints.txt anew from the newest versions that fit pyproject.toml
	@scripts/lock

clean: ## Remove what was built, never your data in var/
	@rm -rf $(VENV) site dist build .pytest_cache .mypy_cache .ruff_cache

$(VENV)/bin/python:
	@scripts/make-venv $(PYTHON) $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "Installing Lvxun into $(VENV) …"
	@$(PIP) install --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "Installing Lvxun with its test tools into $(VENV) …"
	@$(PIP) install --constraint constraints.txt --editable '.[dev]'
	@touch $@ $(VENV)/.installed
