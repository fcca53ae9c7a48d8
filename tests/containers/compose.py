"""compose.yaml on an engine that has neither a network of its own nor a registry: the same services on the machine's.

Postgres is a stand-in out of the binaries that the image has; every name leads to 127.0.0.1, every port is a free one.
"""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.containers.base import ROOT
from tests.containers.engine import Docker
from tests.ports import free_port

FILE = ROOT / "compose.yaml"

PROJECT = "spotify-etl-proof"

# What the official image of Postgres does with its variables.
POSTGRES = r"""
set -eu
printf %s "$POSTGRES_PASSWORD" > /tmp/password
initdb --pgdata=$PGDATA --username="$POSTGRES_USER" --pwfile=/tmp/password --auth=scram-sha-256 \
    --encoding=UTF8 --locale=C
echo "create database $POSTGRES_DB" | postgres --single -D $PGDATA postgres
exec postgres -D $PGDATA -h 127.0.0.1 -k /tmp
"""

BINARIES = "from tasks.postgres.embedded.binaries import program; print(program('postgres').rpartition('/')[0])"


def command_of(docker: Docker) -> list[str]:
    """Return the command, of either generation, or skip."""
    kinds = [docker.program, "compose"], [shutil.which("docker-compose") or ""]
    if working := [one for one in kinds if one[0] and _works(one, docker)]:
        return working[0]
    pytest.skip("There is no Compose: apt-get install docker-compose tries compose.yaml")


def _works(command: list[str], docker: Docker) -> bool:
    asked = subprocess.run([*command, "version"], env=docker.environment(), capture_output=True, check=False)
    return asked.returncode == 0


class Project:
    """The services, up or down."""

    def __init__(self, docker: Docker, image: str, folder: Path) -> None:
        self.docker, self.command = docker, command_of(docker)
        self.postgres, self.prefect = free_port(), free_port()
        self.file = folder / "compose.yaml"
        self.file.write_text(yaml.safe_dump(self._adapted(image)))

    def __call__(self, *arguments: str, check: bool = True) -> "subprocess.CompletedProcess[str]":
        """Run one command of Compose and return how it ended."""
        done = subprocess.run(
            [*self.command, "--project-name", PROJECT, "--file", str(self.file), *arguments],
            cwd=self.file.parent,
            env=self.docker.environment() | {"PREFECT_PORT": str(self.prefect)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert not check or done.returncode == 0, f"{arguments}: {done.stdout}{done.stderr}{self._logs()}"
        return done

    def _logs(self) -> str:
        lists = self.docker("ps", "--all", "--quiet", "--filter", f"label=com.docker.compose.project={PROJECT}")
        return "".join(
            f"\n{one}: {done.stdout[-2000:]}{done.stderr[-2000:]}"
            for one in lists.stdout.split()
            for done in [self.docker("logs", one)]
        )

    def _adapted(self, image: str) -> dict[str, Any]:
        text = FILE.read_text().replace("@postgres:5432", f"@postgres:{self.postgres}")
        file: dict[str, Any] = yaml.safe_load(text.replace(":4200/api", f":{self.prefect}/api"))
        for service in file["services"].values():
            for name in ("ports", "build"):
                service.pop(name, None)
            service |= {"network_mode": "host", "extra_hosts": ["postgres:127.0.0.1", "prefect:127.0.0.1"]}
            if service["image"].startswith("${"):
                service["image"] = image
        file["services"]["prefect"]["environment"]["PREFECT_SERVER_API_PORT"] = str(self.prefect)
        file["services"]["worker"]["environment"]["TARGET_PORT"] = str(self.postgres)
        self._replace_postgres(file["services"]["postgres"], image)
        return {name: file[name] for name in ("services", "volumes")}

    def _replace_postgres(self, service: dict[str, Any], image: str) -> None:
        binaries = self.docker("run", "--rm", "--entrypoint", "python", image, "-c", BINARIES).stdout.strip()
        service.pop("volumes")
        service |= {"image": image, "entrypoint": ["bash", "-c", POSTGRES.replace("$", "$$")], "tmpfs": "/cluster"}
        service["environment"] |= {
            "PATH": f"{binaries}:{os.defpath}",
            "PGDATA": "/cluster/data",
            "PGPORT": str(self.postgres),
        }
