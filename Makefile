# make report · make test · make lab · make bench · make lock; each sets up what it needs.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
# Byte-code is wanted: imports are four times slower without it.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: report test lab bench bench-accuracy bench-batch lock clean

report: $(READY)
	$(BIN)/dateline report

test: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pytest -n 2 --dist loadgroup

bench-batch: $(READY)
	$(BIN)/python benchmarks/batch_speed.py

lab: $(READY)
	$(BIN)/jupyter lab --notebook-dir . --LabApp.default_url=/lab/tree/notebooks

# pyproject.toml says what is wanted, the lock what is installed: no index address in it, a hash on every file.
lock: $(READY)
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --all-extras \
		--quiet --upgrade pyproject.toml --output-file requirements.lock

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12 ...")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q lib
	touch $(READY)

clean:
	rm -rf .venv reports build dist
