# Everything runs in a virtual environment of this checkout, .venv; nothing is installed elsewhere.
# PYTHON=… names the Python to make it with, PORT=… the playground's port, ARGS=… is passed to pytest.

BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
PINS := uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-header pyproject.toml
CATALOGUE := bot/locales/en/LC_MESSAGES/relawan.po

# What is compiled is kept, so that every start and every process of the tests is quicker.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup demo run test check faults bench understand-report definitions script pictures texts pins
.DELETE_ON_ERROR:

help: ## this list
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/make \1	\2/p' Makefile

setup: .venv/run.stamp ## make .venv with the bot in it
	@echo "Ready: $(BIN)/relawan"

demo: .venv/run.stamp ## the whole bot with phones in the browser, no Telegram account needed (PORT=8123 chooses the port)
	@$(BIN)/relawan demo $(if $(PORT),--port $(PORT))

run: .venv/run.stamp ## the bot on Telegram; needs RELAWAN_TELEGRAM_TOKEN, from the environment or .env
	@$(BIN)/relawan run

test: .venv/dev.stamp ## all tests but the long ones, a file on each core (ARGS=… for pytest)
	@$(BIN)/python -m pytest --numprocesses=auto --dist=loadfile --no-loadscope-reorder $(ARGS)

check: .venv/dev.stamp ## format, lint, types, layers, texts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest --quiet tests/test_texts.py

faults: .venv/dev.stamp ## the long tests: many kills, many faults
	@$(BIN)/python -m pytest -m long $(ARGS)

bench: .venv/dev.stamp ## the measurements, printed
	@$(BIN)/python -m pytest -m bench --capture=no $(ARGS)

understand-report: .venv/dev.stamp ## measure how well messages are understood, into docs/understanding.md
	@mkdir -p build
	@$(BIN)/python -m tests.understanding_report > build/understanding.md
	@mv build/understanding.md docs/understanding.md

definitions: .venv/dev.stamp ## write docs/definisi.md anew from the definitions of the figures
	@$(BIN)/python -m tests.definitions > docs/definisi.md

script: .venv/dev.stamp ## write the conversation of a registration, as it is, into docs/percakapan.md
	@mkdir -p build
	@$(BIN)/python -m tests.script > build/percakapan.md
	@mv build/percakapan.md docs/percakapan.md

pictures: .venv/dev.stamp ## take the pictures in docs/pictures anew, of the demo in Chromium
	@$(BIN)/python -m tests.pictures

texts: .venv/run.stamp ## take new texts over into the English catalogue, for translating
	@mkdir -p build
	$(BIN)/pybabel --quiet extract --no-default-keywords --keyword=_ --keyword=gettext --keyword=marked \
		--add-location=file --sort-by-file --project=Relawan --version=0 --msgid-bugs-address="Relawan contributors" \
		--output-file=build/relawan.pot bot handlers
	$(BIN)/pybabel --quiet update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width=120 \
		--locale=en --input-file=build/relawan.pot --output-file=$(CATALOGUE)

pins: ## write requirements/*.txt anew from pyproject.toml (needs uv)
	$(PINS) --group dev --output-file requirements/dev.txt
	$(PINS) --group build --constraints requirements/dev.txt --output-file requirements/run.txt
	@! grep -n "://" requirements/*.txt

.venv/made.stamp:
	@for candidate in $(or $(PYTHON),python3 python3.14 python3.13 python3.12 python3.11); do \
		if $$candidate -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then python=$$candidate; break; fi; \
	done; \
	if [ -z "$$python" ]; then echo "Relawan needs Python 3.11 or newer; PYTHON=/path/to/python names one." >&2; exit 1; fi; \
	if ! $$python -c 'import ensurepip, venv' 2>/dev/null; then \
		echo "$$python cannot make virtual environments; on Debian or Ubuntu: sudo apt install python3-venv" >&2; exit 1; fi; \
	echo "Making .venv with $$($$python --version) …"; \
	rm -rf .venv && $$python -m venv .venv
	@touch $@

.venv/run.stamp: .venv/made.stamp requirements/run.txt pyproject.toml
	@echo "Installing what the bot needs (at first this takes a minute) …"
	@$(INSTALL) --require-hashes -r requirements/run.txt
	@$(INSTALL) --no-build-isolation --no-deps --editable .
	@touch $@

.venv/dev.stamp: .venv/run.stamp requirements/dev.txt
	@echo "Installing what the tests need (at first this takes a minute) …"
	@$(INSTALL) --require-hashes -r requirements/dev.txt
	@touch $@
