# One word per task; each can be repeated, and the second time is fast.
#   make run     the atlas on this computer only
#   make phone   the atlas for the phones of your home network too (its notebook is off)
#   make pocket  the atlas as a folder of static files, in build/pocket, handed out on this computer
#   make check   what an author waits for: style, types, data, and the tests that need neither browser nor server
#   make test    everything that a change must pass: make check, a real browser, PostgreSQL and nginx
#   make endure  the long tests: before a change of what they try is called done
#   make format  write the Python, the JavaScript and the CSS in the project's style
#   make snapshots  take the pictures of the drawings anew, after a change that is meant
#   make data    check the data files
#   make bench   measure speed and weight, beside an empty page
#   make clean   remove everything these commands made
# TESTS= takes what pytest takes: make test TESTS="tests/coords/test_cun.py -k thumb"

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PY     := $(BIN)/python
PIP    := $(PY) -m pip install --quiet --disable-pip-version-check -c constraints.txt

.PHONY: run phone pocket check test endure style types rest quick chromium format snapshots data bench assets clean
.DEFAULT_GOAL := run

run: assets
	@$(PY) -m tools.run

phone: assets
	@$(PY) -m tools.run --phone

pocket: assets
	@$(PY) -m tools.pocket

# Some files at a time, in the order of the folders: the long files of the browser come first. Python keeps two cores busy
# with two; browsers wait a good deal, and do with three.
# What was once compiled is kept: the tests start Python some hundred times.
PYTEST := PYTHONDONTWRITEBYTECODE= $(PY) -m pytest -q -rR --dist loadfile --no-loadscope-reorder

check: style
	@$(MAKE) --no-print-directory --jobs 3 --output-sync=target types rest quick

test: chromium style
	@$(MAKE) --no-print-directory --jobs 2 --output-sync=target types rest
	$(PYTEST) -n 3 -m "not endure" $(TESTS)

endure: chromium
	$(PYTEST) -n 3 -m endure $(TESTS)

style: $(VENV)/.with-tests assets
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

# What can go side by side.
types:
	$(BIN)/pyright

rest:
	$(PY) -m tools.javascript
	$(PY) -m data

# The + lets its dots be seen as they come; what the browser's folder imports takes a while.
quick:
	+$(PYTEST) -n 2 -m "not browser and not serial and not endure" --ignore=tests/browser $(TESTS)

chromium: $(VENV)/.with-tests assets
	@$(PY) -m tools.browser

format: $(VENV)/.with-tests
	$(BIN)/ruff format .
	$(PY) -m tools.javascript format

snapshots: chromium
	$(PY) -m pytest -q tests/browser/test_snapshots.py --renew

data: $(VENV)/.installed
	@$(PY) -m data

bench: chromium
	@$(PY) -m bench

assets: $(VENV)/.installed
	@$(PY) -m web.assets

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; try: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python could not make $(VENV); on Debian or Ubuntu first: apt-get install python3-venv"; exit 1; }

$(VENV)/.installed: pyproject.toml constraints.txt | $(PY)
	@echo "Installing the packages into $(VENV) (once; about half a minute) …"
	@$(PIP) -e .
	@touch $@

$(VENV)/.with-tests: $(VENV)/.installed
	@echo "Adding the packages for the tests …"
	@$(PIP) -e '.[test]'
	@touch $@

clean:
	rm -rf $(VENV) node_modules static bench/static build dist .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
