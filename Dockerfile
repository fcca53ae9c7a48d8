# docker run spotify-etl                      the demo: sandbox and embedded Postgres, no account needed
# docker run --env-file .env spotify-etl ...  your app, your databases, and options as of flows/main.py
# docs/image.md says what is in it, what is not, and how the same commit makes the same image.
ARG PYTHON_IMAGE=python:3.12-slim-bookworm
ARG BUILD_IMAGE=${PYTHON_IMAGE}

# ---- what the project needs
FROM ${BUILD_IMAGE} AS build
SHELL ["/bin/bash", "-euo", "pipefail", "-c"]
# Whatever version it is, it ends up in no image.
# hadolint ignore=DL3008
RUN apt-get update && apt-get install --yes --no-install-recommends binutils && rm -rf /var/lib/apt/lists/*
WORKDIR /build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_NO_COMPILE=1 PIP_QUIET=1

# Everything that is locked, by hash; and out of that what the project asks for, and what this asks for in turn. So
# what is locked for developers stays out, and nobody has to name it.
COPY requirements.lock ./
RUN pip download --no-deps --require-hashes -r requirements.lock --dest /wheels
COPY pyproject.toml ./
# With another value everything from here on is made anew: how a test sees that the same comes of it.
ARG AGAIN=
ENV PIP_NO_INDEX=1 PIP_FIND_LINKS=/wheels PIP_ROOT_USER_ACTION=ignore
RUN python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["dependencies"], sep="\n")' > wanted \
    && python -m venv --without-pip /venv \
    && pip --python /venv/bin/python install -r wanted \
    && echo /opt/etl > "$(/venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/spotify-etl.pth"
COPY deploy/image/trim.sh deploy/image/settle.sh ./
ARG SOURCE_DATE_EPOCH=0
RUN ./trim.sh /venv/lib/python3.*/site-packages && ./settle.sh /venv && mkdir dependencies && mv /venv dependencies/

COPY README.md LICENSE ./
COPY flows flows
COPY tasks tasks
RUN pip install --no-deps --target /opt/etl .
COPY pyproject.toml prefect.yaml /opt/etl/
COPY sql /opt/etl/sql
COPY deploy/automations /opt/etl/deploy/automations
COPY deploy/ecs-job-template.json deploy/image/worker.sh /opt/etl/deploy/
# .data is the default of DATA_DIR, which an --env-file may restore.
RUN ln -s /data /opt/etl/.data && ./settle.sh /opt && mkdir project && mv /opt project/

# ---- Debian and Python
FROM ${PYTHON_IMAGE} AS system
SHELL ["/bin/bash", "-euo", "pipefail", "-c"]
WORKDIR /build
ARG AGAIN=
COPY deploy/image/system.sh deploy/image/settle.sh ./
ARG SOURCE_DATE_EPOCH=0
RUN ./system.sh && ./settle.sh /usr/local/lib / && rm -r /build

# ---- the image, begun anew: what a layer takes away still lies in the one below. Each layer brings folders that those
# before it do not have, for one that is there would get the time of the build.
FROM scratch
# hadolint ignore=DL3067
COPY --from=system / /
COPY --from=build /build/dependencies /
COPY --from=build /build/project /
ARG PYTHON_IMAGE
ARG ETL_VERSION=unreleased
ARG ETL_REVISION=unknown
ARG ETL_SOURCE=unknown
LABEL org.opencontainers.image.title="spotify-etl" \
      org.opencontainers.image.description="Extracts Spotify Web API data into Postgres, in either quota mode, and never loses or invents a row." \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.source="${ETL_SOURCE}" \
      org.opencontainers.image.version="${ETL_VERSION}" \
      org.opencontainers.image.revision="${ETL_REVISION}" \
      org.opencontainers.image.base.name="${PYTHON_IMAGE}"
# Everything that is written lies under /data: the root file system may be read-only. /tmp is used where it is there.
ENV PATH=/venv/bin:/usr/local/bin:/usr/bin:/bin \
    LANG=C.UTF-8 \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DATA_DIR=/data \
    PREFECT_HOME=/data/prefect \
    ETL_VERSION=${ETL_VERSION}
WORKDIR /opt/etl
USER 10001:10001
VOLUME /data
ENTRYPOINT ["python", "flows/main.py"]
