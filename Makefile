# Every target sets up what it needs; only python3 and make must be there.
# Nothing is installed outside this folder.

MAKEFLAGS += --no-print-directory
PYTHON := .venv/bin/python
# Some machines forbid Python to keep compiled files; the CDK takes 8 seconds to compile each time.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help setup demo run synth apply check format unit test prove simulate

help: ## say what can be done
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 10

setup: .venv/.for-testing ## install everything into .venv/ (all other targets do it too)

demo: .venv/.for-running ## run sample jobs from drop to invoice here; results in out/
	@$(PYTHON) -m examples.demo

run: .venv/.for-running ## start the local cloud for people, until Ctrl-C
	@$(PYTHON) -m localcloud

synth: .venv/.for-running ## write the CloudFormation template to cdk.out/
	@$(PYTHON) -m infra.app
	@echo "cdk.out/Hinterland.template.json"

apply: .venv/.for-running ## store a catalogue: make apply DIR=examples/catalogue
	@bin/hinterland apply $(DIR)

SEEDS ?= 200
simulate: .venv/.for-testing ## the whole backend under faults: make simulate SEEDS=200
	@$(PYTHON) -m simulation --seeds $(SEEDS)

check: .venv/.for-testing ## lint, format, types, arrows between packages; the page too
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/lint-imports
	.venv/bin/mypy
	@$(PYTHON) -m infra.page_check

format: .venv/.for-testing ## set the code as the formatter likes it
	.venv/bin/ruff check --fix
	.venv/bin/ruff format

unit: .venv/.for-testing ## rules and use cases, in memory: in about a minute
	.venv/bin/pytest --numprocesses auto --stores=memory -m "not prove" tests/unit tests/use_cases

test: check ## check, then what everybody should see pass: stores, pages and the whole loop too
	@bin/need-chromium
	.venv/bin/pytest --numprocesses auto -m "not prove"

prove: .venv/.for-testing ## all other tests: use cases on AWS doubles, bad days, every screen
	@bin/need-chromium
	.venv/bin/pytest --numprocesses auto -m prove

.venv/.for-running .venv/.for-testing: .venv/.for-%: pyproject.toml uv.lock bin/set-up
	@bin/set-up $*
