# make run: the main job. make test: ruff, mypy, pytest. Both set up what they need first.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
PROOF := .venv/.proof
COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

.DEFAULT_GOAL := help
.PHONY: help setup run login doctor health psql ui report export deploy test heavy proof lint aws containers ecs image replay kills peers lock clean

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

setup: $(READY)  ## create .venv from requirements.lock

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; $(PYTHON) is older. Try: make PYTHON=python3.12 run"; exit 1; }
	@echo "Setting up .venv (once, about a minute) ..."
	@$(PYTHON) -m venv --clear .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(PROOF): $(READY) requirements-proof.lock
	@echo "Adding moto, the AWS command line and linters to .venv (once, about a minute) ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-proof.lock
	@touch $@

run: $(READY)  ## run the pipeline (ARGS="--help" lists the options)
	@$(BIN)/python flows/main.py $(ARGS)

login: $(READY)  ## sign in at Spotify for the library (ARGS="--listener NAME", "--no-browser")
	@$(BIN)/python flows/login.py $(ARGS)

doctor: $(READY)  ## look at settings, Spotify, databases and Prefect, and say what to mend
	@$(BIN)/python flows/doctor.py $(ARGS)

health: $(READY)  ## say in one line whether the pipeline is well (ARGS="--json", "--hours 3")
	@$(BIN)/python flows/healthcheck.py $(ARGS)

psql: $(READY)  ## open psql on the embedded Postgres (ARGS="-c 'select 1'" runs a statement)
	@$(BIN)/python -m tasks.postgres.psql "$${DATA_DIR:-.data}" $(ARGS)

ui: $(READY)  ## open the Prefect UI on the runs made here, at http://127.0.0.1:4200
	@test -e ~/.prefect/profiles.toml || export PREFECT_HOME="$${PREFECT_HOME:-$${DATA_DIR:-$(CURDIR)/.data}/prefect}"; \
	echo "The UI is at http://127.0.0.1:4200 (Ctrl-C ends it)."; \
	$(BIN)/prefect server start --log-level ERROR

report: $(READY)  ## open the report of the newest run in the browser
	@$(BIN)/python -m tasks.report_files "$${DATA_DIR:-.data}"

export: $(READY)  ## write marts as Parquet or CSV (ARGS="--marts NAME NAME --format csv --to FOLDER", or s3://BUCKET)
	@$(BIN)/python flows/export.py $(ARGS)

deploy: $(READY)  ## deploy to the Prefect server of PREFECT_API_URL (ARGS="--ecs OUTPUTS.json", "--notify slack-webhook/NAME")
	@$(BIN)/python flows/deployment.py $(ARGS)

test: $(READY)  ## ruff, mypy and pytest (ARGS="-k name" picks tests)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest $(ARGS)

heavy: $(READY)  ## the tests that take minutes: every fault at every rate, requests counted, full disks, kills
	$(BIN)/pytest -m heavy $(ARGS)

proof: $(PROOF)  ## lint, aws, containers and ecs together
	$(BIN)/pytest -n0 -rs -m proof $(ARGS)

lint: $(PROOF)  ## bandit, cfn-lint, hadolint, zizmor, and whether a secret was committed
	$(BIN)/pytest -n0 -rs -m proof tests/proof $(ARGS)

aws: $(PROOF)  ## the stack, its roles, the job template and the guide, against moto
	$(BIN)/pytest -n0 -rs -m proof tests/aws tests/s3 $(ARGS)

containers: $(PROOF)  ## the image and what compose.yaml starts, in a Docker engine (one that runs, or Linux, root, docker.io, mmdebstrap)
	$(BIN)/pytest -n0 -rs -m proof tests/containers $(ARGS)

ecs: $(PROOF)  ## worker, ECS, container, flow, rows: every way in which a run ends, against moto and a Docker engine
	$(BIN)/pytest -n0 -rs -m proof tests/ecs $(ARGS)

image: ## build the image spotify-etl (docs/image.md)
	docker build --tag spotify-etl --build-arg ETL_VERSION="$$(git rev-parse --short HEAD)" --build-arg ETL_REVISION="$$(git rev-parse HEAD)" .

replay: $(READY)  ## replay every playlist and day of the playlist archive (ARCHIVE=/path, about an hour)
	@test -f "$(ARCHIVE)/playlist_history.jsonl.xz" || { echo "ARCHIVE names no playlist archive: make replay ARCHIVE=/path (see tasks/sandbox/catalogue/PROVENANCE.md)"; exit 1; }
	@PLAYLIST_ARCHIVE="$(ARCHIVE)" $(BIN)/pytest -n0 -s -m heavy tests/replay/test_whole_archive.py $(ARGS)

kills: $(READY)  ## kill -9 at 30 random points, twice, and with the embedded Postgres (KILL_SEED=… draws the same again)
	@PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL=CRITICAL $(BIN)/pytest -n0 -s -m "heavy or not heavy" tests/flows/test_kill.py $(ARGS)

peers: $(READY)  ## load the same tracks with four other tools as well (Linux, 10 GB, hours; ARGS="--rows 20000 --rounds 1")
	$(BIN)/python -m benchmarks.peers $(ARGS)

lock:  ## resolve both locks anew (needs uv)
	$(COMPILE) --group dev --group build pyproject.toml -o requirements.lock
	$(COMPILE) --group proof -c requirements.lock -o requirements-proof.lock

clean:  ## remove .venv and the local data
	rm -rf .venv .data
