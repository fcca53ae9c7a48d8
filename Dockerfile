# docker run spotify-etl                      the demo: sandbox and embedded Postgres, no account needed
# docker run --env-file .env spotify-etl ...  your app, your databases, and options as of flows/main.py
ARG PYTHON_IMAGE=python:3.12-slim-bookworm
ARG BUILD_IMAGE=${PYTHON_IMAGE}

FROM ${BUILD_IMAGE} AS build
WORKDIR /opt/etl
COPY requirements.lock ./
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY flows flows
COPY tasks tasks
COPY sql sql
RUN /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check --no-deps --no-build-isolation -e . \
    && /opt/venv/bin/pip uninstall --quiet --yes mypy pytest ruff types-pyyaml types-requests

FROM ${PYTHON_IMAGE}
# .data is the default of DATA_DIR, which an --env-file may restore.
RUN useradd --create-home --uid 10001 etl && mkdir /data && chown etl /data && mkdir /opt/etl && ln -s /data /opt/etl/.data
COPY --from=build /opt/venv /opt/venv
COPY --from=build /opt/etl /opt/etl
WORKDIR /opt/etl
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 DATA_DIR=/data
USER etl
VOLUME /data
ENTRYPOINT ["python", "flows/main.py"]
