# make report · make test · make mutants · make lab · make docs · make gallery · make bench · make lock; each sets up what it needs.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
PEERS := build/peers
# Byte-code is wanted: imports are four times slower without it.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: report test mutants lab docs gallery bench bench-accuracy bench-batch lock clean

report: $(READY)
	$(BIN)/dateline report

test: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pytest -n 2 --dist loadgroup

# How many small faults the tests of a room find, room by room; takes hours.
mutants: $(READY)
	$(BIN)/python benchmarks/mutants.py

# Everything below but bench-batch asks for development data (DATELINE_GOLD); each script says so where there are none.
bench: bench-accuracy bench-batch $(PEERS)
	PYTHONPATH=$(PEERS) $(BIN)/python benchmarks/terms_speed.py

bench-accuracy: $(READY) $(PEERS)
	$(BIN)/python benchmarks/readings.py
	$(BIN)/python benchmarks/timex_accuracy.py
	$(BIN)/python benchmarks/formats.py
	OMP_NUM_THREADS=1 $(BIN)/python benchmarks/syntax_accuracy.py
	$(BIN)/python benchmarks/quotes_accuracy.py
	$(BIN)/python benchmarks/mentions_accuracy.py
	$(BIN)/python benchmarks/antecedents.py
	PYTHONPATH=$(PEERS) $(BIN)/python benchmarks/tone_accuracy.py
	PYTHONPATH=$(PEERS) $(BIN)/python benchmarks/keyphrases_accuracy.py

# Programs measured beside ours; not part of the environment.
$(PEERS): benchmarks/peers.txt $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --upgrade --target $(PEERS) -r benchmarks/peers.txt
	touch $(PEERS)

bench-batch: $(READY)
	$(BIN)/python benchmarks/batch_speed.py
	$(BIN)/python benchmarks/batch_beyond.py

lab: $(READY)
	$(BIN)/jupyter lab --notebook-dir . --LabApp.default_url=/lab/tree/notebooks

# The reference of the public functions, from their docstrings.
docs: $(READY)
	$(BIN)/python docs/make_reference.py build/reference
	@echo "open build/reference/dateline.html"

# The pictures of docs/gallery.md; they need a Chromium or Chrome.
gallery: report
	$(BIN)/python docs/make_gallery.py reports/venezuela-coup-talks docs/gallery

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
