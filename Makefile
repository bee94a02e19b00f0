# make          regenerate the client, the sandbox's models and contract, and the reference from openapi.yaml
# make check    lint, types (of the documentation's code too), the spec's own rules, drift between spec and generated code
# make check-contract   other people's tools and clients on openapi.yaml and the sandbox; needs Node (18 or newer) and npm
# make test     every test; TESTS=tests/runtime for some; TEST_ON=httpx2 or TEST_ON=aiohttp: on another transport
# make demo     a coupon from its picture to its codes, against a local WeChat Pay
# make soak     20,000 calls on each transport, side by side, through faults and give-ups, and a job of 200,000 lines killed
#               50 times; CALLS=2000 KILLS=5 for less
# make bench    CPU time of a call beside a bare RSA signature
# make bench-jobs   what a job costs: memory, CPU, resuming, the use of the quota; CODES=10000000 for more
# make bench-against BEFORE=folder   the same calls by this checkout and by another one, in one run
PYTHON ?= python3
CALLS ?= 20000
CODES ?= 1000000
KILLS ?= 50
BIN := .venv/bin

CONTRACT_TOOLS := tests/contract

.PHONY: generate check check-contract test demo soak bench bench-jobs bench-against
.DEFAULT_GOAL := generate

generate: .venv/installed
	$(BIN)/python -m codegen

check: .venv/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m tests.examples.typed_pages
	$(BIN)/python -m codegen --check

check-contract: .venv/installed .venv-schemathesis/installed $(CONTRACT_TOOLS)/node_modules/installed
	$(BIN)/pytest -n 2 $(CONTRACT_TOOLS) --override-ini python_files='check_*.py'

test: .venv/installed
	$(BIN)/pytest -n 4 $(TESTS)

demo: .venv/installed
	$(BIN)/python -m codegen
	$(BIN)/python examples/demo.py

soak: .venv/installed
	$(MAKE) --jobs 3 --output-sync=target --no-print-directory soak-httpx soak-httpx2 soak-aiohttp
	$(BIN)/python -m tests.jobs.soak --kills $(KILLS)

soak-%:
	TEST_ON=$* $(BIN)/python -m tests.end_to_end.soak --calls $(CALLS)

bench-jobs: .venv/installed
	$(BIN)/python -m benchmarks.jobs --codes $(CODES)

bench: .venv/installed
	$(BIN)/python -m benchmarks

bench-against: .venv/installed
	$(BIN)/python -m benchmarks.against $(BEFORE)

# One environment from the lock file; the project itself is installed editable on top.
.venv/installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

# schemathesis brings a plugin for pytest, which other tests shall not meet: it has an environment of its own.
.venv-schemathesis/installed: $(CONTRACT_TOOLS)/schemathesis.lock
	$(PYTHON) -m venv .venv-schemathesis
	.venv-schemathesis/bin/pip install --quiet --disable-pip-version-check --require-hashes --requirement $<
	touch $@

$(CONTRACT_TOOLS)/node_modules/installed: $(CONTRACT_TOOLS)/package-lock.json
	cd $(CONTRACT_TOOLS) && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	touch $@
