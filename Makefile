# Every command of the project in one place; `make` alone lists them.
# Students need none of this: the README shows the way without make.

# Choose a Python with `make demo PYTHON=/path/to/python3.12`; else the newest suitable one is found.
PYTHON ?=
# More for pytest or the bench: `make test ARGS="-k makefile"`, `make bench ARGS=animation`.
ARGS ?=

VENV  := .venv
READY := $(VENV)/.ready
# nbgrader and Jupyter call their tools by bare name, so the environment's own come first.
RUN   := PATH="$(CURDIR)/$(VENV)/bin:$$PATH" $(VENV)/bin/python

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_RETRIES ?= 10
export PIP_DEFAULT_TIMEOUT ?= 60

.DEFAULT_GOAL := help
.PHONY: help demo test lab notebooks lint bench clean

help: ## List these commands
	@echo "K-means by hand. The first command makes an environment in $(VENV), once; later ones start at once."
	@echo
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo "Start with: make demo"

demo: $(READY) ## Grade a sample class of twelve, and show its results and report
	@$(RUN) -m autograder demo

lab: $(READY) ## Open your own copy of the student notebooks, lab/, at their start page in JupyterLab
	@mkdir -p lab
	@for folder in notebooks/*/; do [ -e "lab/$$(basename "$$folder")" ] || cp -R "$$folder" lab/; done
	@$(RUN) -m jupyterlab --ServerApp.root_dir=lab --LabApp.default_url=/lab/tree/00_start_here/start_here.ipynb

test: $(READY) ## Run every test
	@$(RUN) -m pytest -n logical --maxprocesses 4 --dist loadgroup $(ARGS)

lint: $(READY) ## Check style, types, spelling, and that notebooks/ is what solutions/ gives
	@$(RUN) -m ruff check
	@$(RUN) -m mypy
	@$(RUN) -m codespell_lib
	@$(RUN) -m autograder release --check

notebooks: $(READY) ## Make the student notebooks again from solutions/
	@$(RUN) -m autograder release

bench: $(READY) ## Measure how fast the course is on this machine: a few minutes, with nothing else running
	@$(RUN) -m autograder.bench $(ARGS)

clean: ## Remove the environment and what tools left behind; submissions and grades stay
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache
	rm -rf __pycache__
	find autograder solutions notebooks \( -name __pycache__ -o -name .ipynb_checkpoints \) -prune -exec rm -rf {} +

# The environment is made anew where it was left half-made, its Python is gone, or the folder was moved.
define MAKE_VENV
set -e
if [ -e $(VENV) ] && [ ! -e $(READY) ] && [ ! -e $(VENV)/.unfinished ]; then
    echo "$(VENV) was made by something else, and stays as it is. Move or delete it, and run the same command again." >&2
    exit 1
fi
if [ "$$(cat $(READY) 2>/dev/null)" != "$$(pwd -P)" ] || ! $(VENV)/bin/python -m pip --version >/dev/null 2>&1; then
    echo "Making $(VENV) with $$FOUND"
    rm -rf $(VENV)
    mkdir $(VENV)
    touch $(VENV)/.unfinished
    problem=$$("$$FOUND" -m venv $(VENV) 2>&1) || {
        rm -rf $(VENV)
        echo "$$FOUND could not make $(VENV): $$(echo "$$problem" | tail -n 1)" >&2
        exit 1
    }
fi
touch $(VENV)/.unfinished
rm -f $(READY)
echo "Installing the course and its tools: a few minutes the first time"
$(VENV)/bin/python -m pip install --editable ".[dev]" || {
    echo "The installation did not finish: the lines above say why. Then run the same command again." >&2
    exit 1
}
pwd -P > $(READY)
rm -f $(VENV)/.unfinished
endef
export MAKE_VENV

# Made again when pyproject.toml is newer, or when the folder is not where it was.
$(READY): pyproject.toml
	$(eval FOUND := $(shell sh .ci/find_python "$(PYTHON)"))
	$(if $(filter No,$(firstword $(FOUND))),$(error $(FOUND)))
	@FOUND="$(FOUND)" sh -c "$$MAKE_VENV"

ifneq ($(shell cat $(READY) 2>/dev/null),$(CURDIR))
.PHONY: $(READY)
endif
