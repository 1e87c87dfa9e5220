# What a writer and a programmer run. Everything needed is installed into .venv first, which takes a minute the first time only.
# The first python3 that is new enough is used; to choose another: make PYTHON=/path/to/python3 serve

new_enough = import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c '$(new_enough)' 2>/dev/null && echo $$p && break; done)
pip = .venv/bin/python -m pip --disable-pip-version-check

# The time of the last change, which pages carry as theirs, so that two builds of one state give the same bytes.
day = $(shell git log -1 --format=%ct 2>/dev/null || date +%s)

# What runs in each browser; the rest of the browser tests is about the page and not about who shows it.
everywhere = $(addprefix tests/browser/test_, journey.py privacy.py faults.py offline.py)

.PHONY: serve test test-firefox test-webkit test-all coverage build bench check release messages lock clean FORCE
.DELETE_ON_ERROR:
.NOTPARALLEL:

serve: .venv/site.ready          ## show the site while it is being written; the address is printed
	.venv/bin/fieldworthy bundle
	.venv/bin/mkdocs serve

test: .venv/test.ready           ## every test and every linter
	.venv/bin/pytest -n 2 --dist loadfile --no-loadscope-reorder

test-firefox: .venv/test.ready   ## the main journey, privacy, faults and the copy on the device in Firefox
	.venv/bin/pytest --browser firefox $(everywhere)

test-webkit: .venv/test.ready    ## the same in WebKit
	.venv/bin/pytest --browser webkit $(everywhere) tests/browser/test_webkit.py

test-all: test test-firefox test-webkit   ## everything, in all three browsers

coverage: .venv/test.ready       ## which lines and branches of the engine the tests reach that need no browser and no site
	.venv/bin/coverage run -m pytest --ignore=tests/browser --ignore=tests/test_site.py --ignore=tests/test_zensical.py
	.venv/bin/coverage report

build: .venv/site.ready          ## write the whole site into site/, with compressed copies of its files
	.venv/bin/fieldworthy bundle
	SOURCE_DATE_EPOCH=$(day) .venv/bin/mkdocs build --strict
	.venv/bin/fieldworthy compress site

bench: .venv/test.ready          ## how fast, as ratios against baselines of the same run; prints one table, after an hour and a half
	.venv/bin/mkdocs build --strict
	.venv/bin/python -m bench site

check: .venv/site.ready          ## only read the questionnaires, lessons' items and evidence, and say what is wrong
	.venv/bin/fieldworthy check

release: .venv/site.ready        ## keep the words of this edition for ever, below docs/published
	.venv/bin/fieldworthy release

.venv/site.ready: .venv/locked
	$(pip) install --quiet --require-hashes -r requirements-site.txt
	$(pip) install --quiet --no-build-isolation --no-deps -e .
	@touch $@

.venv/test.ready: .venv/locked
	$(pip) install --quiet --require-hashes -r requirements-test.txt
	$(pip) install --quiet --no-build-isolation --no-deps -e .
	@touch $@

# What .venv was last made from. It is written anew only when the content differs, so a checkout's new file times install nothing.
.venv/locked: FORCE | .venv/bin/python
	@cat requirements-*.txt pyproject.toml | cmp -s - $@ || cat requirements-*.txt pyproject.toml > $@

.venv/bin/python:
	@$(or $(PYTHON),false) -c '$(new_enough)' || { echo "Fieldworthy needs Python 3.11 or newer: install it, or name one with make PYTHON=/path/to/python3." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { echo "$(PYTHON) cannot make a virtual environment: install its venv package (on Debian and Ubuntu: apt-get install python3-venv)." >&2; exit 1; }
	$(PYTHON) -m venv --clear .venv

# Pins every package with its hashes, for every system and Python. `site` follows `test`, so that one .venv serves both.
# What is pinned stays as long as pyproject.toml allows it; for the newest of everything: make lock UPGRADE=--upgrade
compile = .cache/uv/bin/uv pip compile $(UPGRADE) --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	--no-emit-package fieldworthy
lock:
	$(PYTHON) -m venv .cache/uv
	.cache/uv/bin/python -m pip install --quiet uv==0.13.8
	$(compile) pyproject.toml --extra test --output-file requirements-test.txt
	$(compile) pyproject.toml --extra site --constraints requirements-test.txt --output-file requirements-site.txt
	$(compile) pyproject.toml --extra node --output-file requirements-node.txt

messages: .venv/site.ready       ## collect every text that can be translated into translations/messages.pot
	.venv/bin/python -m assessment.authoring.messages

clean:                           ## as on the first day
	rm -rf .venv .cache site docs/assets/bundle docs/assets/images/cards docs/data .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
