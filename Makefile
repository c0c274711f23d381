# One word per task; each can be repeated, and the second time is fast.
#   make run     the atlas on this computer only
#   make phone   the atlas for the phones of your home network too (its notebook is off)
#   make test    every check: style, types, data, tests, a real browser
#   make data    check the data files
#   make bench   measure speed and weight, beside an empty page
#   make clean   remove everything these commands made

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PY     := $(BIN)/python
PIP    := $(PY) -m pip install --quiet --disable-pip-version-check -c constraints.txt

.PHONY: run phone test data bench assets clean
.DEFAULT_GOAL := run

run: assets
	@$(PY) -m tools.run

phone: assets
	@$(PY) -m tools.run --phone

test: $(VENV)/.with-tests assets
	@$(PY) -m tools.browser
	$(BIN)/ruff check .
	$(BIN)/pyright
	if [ -f data/__main__.py ]; then $(PY) -m data; fi
	$(PY) -m pytest $(TESTS)

data: $(VENV)/.installed
	@$(PY) -m data

bench: $(VENV)/.with-tests assets
	@$(PY) -m tools.browser
	@$(PY) -m bench

assets: $(VENV)/.installed
	@$(PY) -m ui.assets

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
	rm -rf $(VENV) static tests/browser/apps/static bench/static build dist .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
