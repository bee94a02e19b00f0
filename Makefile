# make          regenerate the client, the sandbox's models and contract, and the reference from openapi.yaml
# make check    lint, types (of the documentation's code too), the spec's own rules, drift between spec and generated code
# make check-contract   other people's tools and clients on openapi.yaml and the sandbox; needs Node (18 or newer) and npm
# make docs     the site of docs/ into site/
# make check-docs   the site, and the sandbox's console, in a real Chromium: no error, no other host, no heavy page, usable on
#               a phone; CONSOLE_PICTURES=docs takes the pictures of the console anew
# make test     every test; TESTS=tests/runtime for some; TEST_ON=httpx2, aiohttp or curl: on another transport
# make demo     a coupon from its picture to the end of its stock, against a local WeChat Pay
# make soak     20,000 calls on each transport, side by side, through faults and give-ups, and a job of 200,000 lines killed
#               50 times; CALLS=2000 KILLS=5 for less
# make bench    CPU time of a call beside a bare RSA signature
# make bench-jobs   what a job costs: memory, CPU, resuming, the use of the quota; CODES=10000000 for more
# make bench-console   how long a page of the sandbox's console takes with 100,000 requests and a million codes
# make bench-against BEFORE=folder   the same calls by this checkout and by another one, in one run
# make release  what would be uploaded: built twice to the same bytes, checked, and installed on each Python that is there
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
# The first that is new enough and can make environments; another one: make PYTHON=/path/to/python
ifndef PYTHON
PYTHON := $(shell for python in python3 python3.{15..11}; do \
    $$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
endif
CALLS ?= 20000
CODES ?= 1000000
KILLS ?= 50
REQUESTS ?= 100000
BIN := .venv/bin

CONTRACT_TOOLS := tests/contract

.PHONY: generate check check-contract check-docs docs test demo soak soak-jobs soak-sandbox soak-transports bench bench-console bench-jobs bench-against release
.DEFAULT_GOAL := generate

generate: .venv/installed
	$(BIN)/python -m codegen

check: .venv/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy --cache-dir .mypy_cache/win32 --platform win32 --package wechatpay_sandbox
	$(BIN)/mypy --cache-dir .mypy_cache/darwin --platform darwin --package wechatpay_sandbox
	$(BIN)/python -m tests.examples.typed_pages
	$(BIN)/python -m codegen --check
	$(BIN)/python -m codegen.site

check-contract: .venv/installed .venv-schemathesis/installed $(CONTRACT_TOOLS)/node_modules/installed
	$(BIN)/pytest -n 2 $(CONTRACT_TOOLS) --override-ini python_files='check_*.py'

docs: .venv/installed
	$(BIN)/python -m codegen.site
	@echo "The site is in site/: $(BIN)/python -m http.server --directory site --bind 127.0.0.1 8000 shows it."

check-docs: docs .venv-browser/installed
	.venv-browser/bin/pytest -q -c /dev/null --rootdir . --confcutdir tests/site -p no:cacheprovider -o python_files='check_*.py' tests/site

test: .venv/installed
	@echo "Every test, with $$($(BIN)/python -c 'import os; print(os.cpu_count())') cores: about ten minutes with two of them, less with more."
	$(BIN)/pytest -n 4 $(TESTS)

demo: .venv/installed
	@echo "The code is generated first, which takes about 20 seconds; the demo itself takes a few."
	$(BIN)/python -m codegen
	$(BIN)/python examples/demo.py

soak: soak-transports soak-sandbox soak-jobs

soak-transports: .venv/installed
	$(MAKE) --jobs 3 --output-sync=target --no-print-directory soak-httpx soak-httpx2 soak-aiohttp

soak-jobs: .venv/installed
	$(BIN)/python -m tests.jobs.soak --kills $(KILLS)

soak-sandbox: .venv/installed
	$(BIN)/python -m tests.sandbox.soak --calls $(REQUESTS)

soak-%:
	TEST_ON=$* $(BIN)/python -m tests.end_to_end.soak --calls $(CALLS)

bench-jobs: .venv/installed
	$(BIN)/python -m benchmarks.jobs --codes $(CODES)
	$(BIN)/python -m benchmarks.sends

bench-console: .venv/installed
	$(BIN)/python -m benchmarks.console

bench: .venv/installed
	$(BIN)/python -m benchmarks

bench-against: .venv/installed
	$(BIN)/python -m benchmarks.against $(BEFORE)

# $(call environment,FOLDER,LOCK[,COMMAND]): makes an environment, whole or not at all, and tells what arrives. pip is a
# job, so that a signal is met at once and ends pip before the folder goes.
define environment
@[ -n "$(PYTHON)" ] || { echo "This needs Python 3.11 or newer with venv, as python3 or as python3.11 and up on the path; or: make PYTHON=/path/to/python" >&2; exit 1; }; \
trap '[ -e $(1)/installed ] || { kill $$(jobs -p) || true; wait; rm -rf $(1); } 2>/dev/null' EXIT; \
trap 'exit 130' HUP INT TERM; \
echo "$(1): $$($(PYTHON) --version) and the $$(grep -c '^[a-z].*==' $(2)) packages of $(2); the first time this takes a minute or two."; \
[ -e $(1)/installed ] || $(PYTHON) -m venv --clear $(1); \
$(1)/bin/pip install --disable-pip-version-check --require-hashes --requirement $(2) \
    > >(awk '/^Collecting/ && ++count % 10 == 0 { print "  " count " ... " $$2; fflush() }') & wait $$!; \
$(or $(3),true); \
touch $@
endef

# One environment from the lock file; the project itself is installed editable on top.
.venv/installed: requirements.lock pyproject.toml
	$(call environment,.venv,requirements.lock,$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .)

# schemathesis brings a plugin for pytest, which other tests shall not meet: it has an environment of its own.
.venv-schemathesis/installed: $(CONTRACT_TOOLS)/schemathesis.lock
	$(call environment,.venv-schemathesis,$<)

# The browser's driver is heavy, and so is what looks at packages.
.venv-browser/installed: tests/site/browser.lock
	$(call environment,.venv-browser,$<)

.venv-release/installed: tests/release/release.lock
	$(call environment,.venv-release,$<)

release: .venv-release/installed
	.venv-release/bin/python -m tests.release

$(CONTRACT_TOOLS)/node_modules/installed: $(CONTRACT_TOOLS)/package-lock.json
	cd $(CONTRACT_TOOLS) && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	touch $@
