# Short verbs. `make demo` and `make test` set everything up themselves; Python >= 3.11 and a package index suffice.
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
WORKERS ?= 2
ROUNDS ?= 100
READY := .venv/.ready
# pytest compiles every test file; where a machine forbids to keep that, each worker does it in each
# run: ten seconds of a processor.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help setup demo test test-slow search crash races mutate bench bench-quick load growth rebuilds budget check lint types imports \
  docs messages lock clean

help:   ## list the verbs
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY)   ## make .venv with the locked versions

# uv where it is installed; otherwise uv from the package index, inside .venv.
UV := $(shell command -v uv || echo $(BIN)/uv)
$(BIN)/uv:
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv

$(READY): requirements.lock pyproject.toml | $(UV)
	@test -x $(BIN)/python || $(UV) venv --quiet --python $(PYTHON) .venv
	@$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@

demo: $(READY)   ## record, replay and audit the Haryana talks of September 2024
	@$(BIN)/parley demo

test: $(READY) check   ## lint, types, contracts, tests
	@$(BIN)/pytest -n $(WORKERS) --dist worksteal -m "not slow" $(ARGS)

test-slow: $(READY)   ## the slow marks too
	@$(BIN)/pytest -n $(WORKERS) $(ARGS)

search: $(READY)   ## the property tests with examples that no run has tried; ARGS='-k words'
	@$(BIN)/pytest -n $(WORKERS) --hypothesis-profile=search $(ARGS)

crash: $(READY)   ## kill writers at random moments, long; ROUNDS=5000 on each engine are ten thousand, SEED=7, ARGS="--out part.json"
	@$(BIN)/python -m tests.crash.campaign --rounds $(ROUNDS) $(if $(SEED),--seed $(SEED)) $(ARGS)

races: $(READY)   ## two recorders at once on two exclusive negotiations, a thousand times on each engine
	@PARLEY_RACES=$(or $(RACES),1000) $(BIN)/pytest -n $(WORKERS) -k in_many_races tests/test_two_recorders.py $(ARGS)

mutate: $(READY)   ## plant faults by machine in what hashes and answers stand on; 40 minutes of one processor
	@$(BIN)/python -m tests.mutate $(ARGS)

load: $(READY)   ## measure writers at once, and how soon a reader hears of them; four minutes
	@$(BIN)/python -m bench.limits writers
	@$(BIN)/python -m bench.feed

bench: .venv-bench/.ready   ## measure parley beside raw drivers and peers, into docs/benchmarks.md, and where the time goes, into docs/profiles.md; fifty minutes
	@.venv-bench/bin/python -m bench.compare --write $(ARGS)
	@.venv-bench/bin/python -m bench.profiles --write

bench-quick: .venv-bench/.ready   ## the same in five minutes, written nowhere; ARGS='one_step growing'
	@.venv-bench/bin/python -m bench.compare --quick $(ARGS)

.venv-bench/.ready: requirements.lock bench/requirements.lock pyproject.toml | $(UV)
	@test -x .venv-bench/bin/python || $(UV) venv --quiet --python $(PYTHON) .venv-bench
	@$(UV) pip install --quiet --python .venv-bench/bin/python --require-hashes -r requirements.lock
	@$(UV) pip install --quiet --python .venv-bench/bin/python --require-hashes -r bench/requirements.lock
	@$(UV) pip install --quiet --python .venv-bench/bin/python --no-deps --no-build-isolation -e .
	@touch $@

growth: $(READY)   ## measure ledgers of up to a million records on both engines; an hour, ARGS='--sizes 10000,100000 SQLite'
	@$(BIN)/python -m bench.growth $(ARGS)

rebuilds: $(READY)   ## measure long streams, and rebuilds in one process and in two; half an hour
	@$(BIN)/python -m bench.limits --full stream ledger record
	@$(BIN)/python -m bench.rebuild

budget: $(READY)   ## seconds of processor time of each folder of tests; ARGS=tests/events for its files
	@$(BIN)/python -m tests.budget $(ARGS)

check: lint types imports   ## everything but the tests

lint: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(READY)
	@$(BIN)/mypy

imports: $(READY)
	@$(BIN)/lint-imports

docs: $(READY)   ## write the generated pages again
	@$(BIN)/python -m tests.generate
	@$(BIN)/python -m tests.generate_pictures

messages: $(READY)   ## bring the catalogues of other languages up to the code; NEW=pl begins one
	@$(BIN)/python -m tests.messages $(NEW)

lock: | $(UV)   ## write requirements.lock again (versions and hashes, no index)
	@$(UV) pip compile --quiet --universal --python-version 3.11 --group dev --all-extras --generate-hashes \
	  --no-header --no-emit-index-url --no-annotate -o requirements.lock pyproject.toml
	@$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-emit-index-url --no-annotate -c requirements.lock -o bench/requirements.lock bench/requirements.in

clean:   ## remove what make made
	rm -rf .venv .venv-bench .demo .mypy_cache .pytest_cache .ruff_cache .hypothesis
