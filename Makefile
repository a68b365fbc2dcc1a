# Python 3.11 or newer and make are all that is needed; the rest comes from the package registries.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STORE ?= sqlite:policygraph.db

.PHONY: run test install lint types imports unit neo4j browser evaluate clean

run: $(VENV)/installed
	$(BIN)/policygraph ingest data --store $(STORE)
	$(BIN)/policygraph serve --store $(STORE)

# Everything that must hold: style, types, direction of imports, tests on a real Neo4j and in a real browser.
test: lint types imports unit

install: $(VENV)/installed

$(VENV)/installed: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -qq --disable-pip-version-check -e '.[test,neo4j-server]'
	touch $@

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: install
	$(BIN)/mypy

imports: install
	$(BIN)/lint-imports

unit: install neo4j browser
	$(BIN)/pytest

# The server's jars are fetched once and kept; starting it once here shows early whether it works.
neo4j: install
	$(BIN)/policygraph neo4j start --home .neo4j/check && $(BIN)/policygraph neo4j stop --home .neo4j/check

# A browser and a Chinese font from the system's packages, where they are missing.
browser:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null \
	|| { apt-get update -qq && apt-get install -y -qq chromium fonts-noto-cjk; } \
	|| { echo "no Chromium: install it (Debian, Ubuntu: apt-get install chromium fonts-noto-cjk)"; test -z "$$CI"; }

# Scores on gold that lies beside the checkout; a fact that is lost fails. After a change that is meant: make evaluate RENEW=--renew
GOLD ?= ../shared/gold
CORPUS ?= ../shared/corpus
evaluate: install
	$(BIN)/policygraph evaluate $(GOLD) $(CORPUS) --baseline tests/baseline/facts.json $(RENEW)
	$(BIN)/policygraph evaluate $(GOLD)/structure $(CORPUS) --baseline tests/baseline/structure.json $(RENEW)
	$(BIN)/policygraph evaluate $(GOLD)/identity $(CORPUS) --baseline tests/baseline/identity.json $(RENEW)

clean:
	rm -rf $(VENV) .neo4j build dist *.egg-info
