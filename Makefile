# The developer's manual: every job of the house in one page.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin

.PHONY: demo test lint types setup evaluate clean

demo: $(VENV)/.installed ## code the example reports, link them, show the events
	@$(BIN)/python -m istor.demo

test: $(VENV)/.dev ## every test, the linters and the type checker
	$(BIN)/ruff check istor tests evaluation
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n 2

evaluate: $(VENV)/.dev ## the outside sets, beside the peers' figures
	$(BIN)/python -m evaluation

setup: $(VENV)/.dev

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml requirements.lock | $(VENV)/bin/python
	$(BIN)/python -m pip install -q --disable-pip-version-check -c requirements.lock -e .
	@touch $@

$(VENV)/.dev: pyproject.toml requirements.lock | $(VENV)/bin/python
	$(BIN)/python -m pip install -q --disable-pip-version-check -c requirements.lock -e '.[dev]'
	@touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache
