# One command for each thing that is done often. Everything runs through uv and the lock; see scripts/run.
#
#   make demo                the whole month on invented data, then the site     SERVE=0 RESET=1
#   make test                all tests       PG=/usr/lib/postgresql/15/bin       ARGS="-k rewards"
#   make bench               imports, closing, the phone, letters; a tenth of the size    FULL=1  ARGS="closing"
#   make dev check fix test-deep vendor messages clean

RUN := scripts/run
SERVE ?= 1
RESET ?= 0
FULL ?= 0
PG ?=
ARGS ?=
ADDRESS ?= 127.0.0.1:8000
FLAGS := $(if $(filter 0,$(SERVE)),--no-serve) $(if $(filter 1,$(RESET)),--reset)
TEMPLATES := $(wildcard templates */templates kaderjkn/*/templates)

ifneq ($(PG),)
export KADERJKN_PG_BIN := $(PG)
endif

.PHONY: help demo dev test test-deep check fix bench vendor messages clean
.DEFAULT_GOAL := help

help:
	@sed -n 's/^#   //p' Makefile

demo:
	$(RUN) manage.py demo $(FLAGS)

dev:
	$(RUN) manage.py migrate --verbosity 0
	$(RUN) manage.py serve $(ADDRESS) --reload

# servers of their own, which give up durability for speed
test test-deep: export KADERJKN_LOCAL_FAST = 1

test:
	@scripts/ensure_chromium
	$(RUN) pytest -n 2 $(ARGS)

test-deep:
	@scripts/ensure_chromium
	$(RUN) pytest -n 2 --hypothesis-profile=deep $(ARGS)

check:
	$(RUN) ruff check
	$(RUN) ruff format --check
	$(RUN) djlint $(TEMPLATES) --lint --quiet
	$(RUN) manage.py makemigrations --check --dry-run
	$(RUN) scripts/check_translations.py
	$(RUN) scripts/check_production.py

fix:
	$(RUN) ruff check --fix
	$(RUN) ruff format

bench:
ifneq ($(ARGS),)
	$(RUN) manage.py bench $(ARGS)
else
	$(RUN) manage.py bench imports --rows $(if $(filter 1,$(FULL)),1000000,100000)
	$(RUN) manage.py bench closing $(if $(filter 1,$(FULL)),--full)
	$(RUN) manage.py bench phone
	$(RUN) manage.py bench lists $(if $(filter 1,$(FULL)),--full)
	$(RUN) manage.py bench letters
endif

vendor:
	npm ci --ignore-scripts --no-audit --no-fund
	$(RUN) scripts/vendor.py

messages:
	$(RUN) manage.py makemessages --locale en --no-wrap --no-obsolete --add-location file \
		--ignore .venv --ignore .local --ignore node_modules --ignore tests
	$(RUN) manage.py makemessages --domain djangojs --locale en --no-wrap --no-obsolete --add-location file \
		--ignore .venv --ignore .local --ignore node_modules --ignore tests --ignore static/vendor --ignore staticfiles
	$(RUN) manage.py compilemessages --locale en --ignore .venv --ignore node_modules

clean:
	-@test ! -x .venv/bin/python || .venv/bin/python -m kaderjkn.local stop
	rm -rf .local .venv node_modules staticfiles .ruff_cache .hypothesis
