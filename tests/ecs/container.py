"""One container of the Docker engine, run as Fargate would run what a container definition says."""

import json
import os
import subprocess
from collections.abc import Iterator
from typing import Any

DOCKER = os.environ.get("DOCKER_PROGRAM", "docker")


class Container:
    """A container by its name in the engine; the engine's network is the machine's."""

    def __init__(self, name: str, definition: dict[str, Any], override: dict[str, Any]) -> None:
        self.name = name
        self._definition = definition
        self._command = override.get("command") or definition.get("command", [])

    def run(self, variables: dict[str, str]) -> "subprocess.Popen[str]":
        """Start it; what comes out of the process is what it prints, its exit code is the container's."""
        command = [DOCKER, "run", "--rm", "--name", self.name, "--network", "host", *self._options()]
        return subprocess.Popen(
            [*command, *(f"--env={name}" for name in variables), self._definition["image"], *self._arguments()],
            env=os.environ | variables,  # the values stand on no command line
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def stop(self) -> None:
        """Let it end within the seconds that its definition gives it, and kill it then."""
        seconds = str(self._definition.get("stopTimeout", 30))
        subprocess.Popen([DOCKER, "stop", "--time", seconds, self.name], stdout=subprocess.DEVNULL)

    def _options(self) -> Iterator[str]:
        if self._definition.get("linuxParameters", {}).get("initProcessEnabled"):
            yield "--init"
        if self._definition.get("readonlyRootFilesystem"):
            yield "--read-only"
        if memory := self._definition.get("memory"):
            yield f"--memory={memory}m"
        for folder in (one["containerPath"] for one in self._definition.get("mountPoints", [])):
            yield f"--mount={self._volume(folder)}"
        if program := self._definition.get("entryPoint"):
            yield f"--entrypoint={program[0]}"

    def _arguments(self) -> list[str]:
        return [*self._definition.get("entryPoint", [])[1:], *self._command]

    def _volume(self, folder: str) -> str:
        """Return what is mounted: root's own, where the image does not declare a volume with another owner.

        https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bind-mounts.html
        """
        asked = [DOCKER, "image", "inspect", "--format", "{{json .Config.Volumes}}", self._definition["image"]]
        declared = json.loads(subprocess.run(asked, capture_output=True, text=True, check=True).stdout) or {}
        kind = "type=volume" if folder in declared else "type=tmpfs,tmpfs-mode=0755"
        return f"{kind},destination={folder}"
