"""What the image is: whose it is, what is in it and what is not."""

import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tasks.console.terminal import say
from tests.containers.base import ROOT, Base, named
from tests.containers.engine import Docker
from tests.containers.image import build

pytestmark = [pytest.mark.proof, pytest.mark.timeout(1800)]  # an image takes minutes, on a slow machine many

HERE = Path(__file__).parent

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

# A byte more is no harm; ten thousand times ten thousand are a package that came in unseen.
LARGEST = 720_000_000

TOOLS = ("pip", "uv", "gcc", "cc", "ld", "strip", "make", "git", "curl", "wget", "hatchling")

INSTALLERS = ("pip", "setuptools", "wheel", "ensurepip", "hatchling", "pytest", "mypy")

LEFT_BEHIND = ".env .env.* .git .netrc .pypirc pip.conf id_rsa id_ed25519 *.key requirements*.lock __editable__*"


def inspected(docker: Docker, image: str) -> dict[str, Any]:
    """Return what the engine knows of the image."""
    [facts] = json.loads(docker("image", "inspect", image).stdout)
    return dict(facts)


def python(docker: Docker, image: str, program: str) -> str:
    """Return what a program prints in a container that may write nowhere."""
    return docker("run", "--rm", "--read-only", "--entrypoint", "python", image, "-c", program).stdout.strip()


def shell(docker: Docker, image: str, command: str) -> str:
    """Return what a command prints in a container."""
    return docker("run", "--rm", "--entrypoint", "sh", image, "-c", command).stdout.strip()


def test_hadolint_has_nothing_to_say() -> None:
    """What it would say of a line that has a reason stands with the reason in the line above."""
    linter = shutil.which("hadolint", path=str(Path(sys.executable).parent)) or shutil.which("hadolint")
    if not linter:
        pytest.skip("hadolint is not installed: make proof installs it")
    done = subprocess.run([linter, "--no-color", "Dockerfile"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (0, "") == (done.returncode, done.stdout)


def test_it_is_nobody_s_root(docker: Docker, image: str) -> None:
    """The user has a number, so that whoever starts it can tell, and a name, which Postgres wants to make a cluster."""
    assert "10001:10001" == inspected(docker, image)["Config"]["User"]
    assert "uid=10001(etl) gid=10001(etl) groups=10001(etl)" == shell(docker, image, "id")


def test_nothing_but_data_is_the_user_s(docker: Docker, image: str) -> None:
    """So whoever gets in could not change what runs."""
    anybody_s = "-perm -o+w ! -type l ! -perm -1000"
    places = f"find / -xdev \\( -user 10001 -o {anybody_s} \\) -not -path '/proc/*' 2>/dev/null || true"
    assert "/data" == shell(docker, image, places)


def test_every_package_is_one_that_the_project_asks_for(docker: Docker, image: str) -> None:
    """Or one that such a package asks for; the lock has those of developers, too."""
    assert "" == python(docker, image, (HERE / "reachable.py").read_text())


def test_every_version_is_that_of_the_lock(docker: Docker, image: str) -> None:
    """Name by name."""
    listing = "from importlib.metadata import distributions\nfor d in distributions(): print(d.name, d.version)"
    there = {
        re.sub(r"[-_.]+", "-", name).lower(): version
        for name, version in map(str.split, python(docker, image, listing).splitlines())
    }
    locked = dict(re.findall(r"^([a-z0-9.-]+)==([^ ]+)", (ROOT / "requirements.lock").read_text(), re.MULTILINE))
    assert PROJECT["version"] == there.pop("spotify-etl")
    assert {name: locked[name] for name in there} == there


def test_nothing_in_it_installs_or_builds(docker: Docker, image: str) -> None:
    """Neither as a program nor as a module."""
    assert "" == shell(docker, image, f"command -v {' '.join(TOOLS)} || true")
    find = "import importlib.util as u; print([n for n in {} if u.find_spec(n)])"
    assert "[]" == python(docker, image, find.format(INSTALLERS))


def test_every_library_can_be_loaded(docker: Docker, image: str) -> None:
    """Those that were stripped, too."""
    assert int(python(docker, image, (HERE / "loadable.py").read_text())) > 40


def test_every_service_of_aws_that_a_role_may_use_is_known(docker: Docker, image: str) -> None:
    """The descriptions of the others are left out; iam and logs of the roles are for ECS itself."""
    allowed = set(re.findall(r"\b([a-z0-9]+):[A-Z][A-Za-z]+\b", (ROOT / "deploy/aws.yaml").read_text()))
    services = {one for one in allowed if one in {"ec2", "ecr", "ecs", "logs", "s3", "secretsmanager", "sqs", "sts"}}
    known = python(docker, image, "import boto3; print(*boto3.Session().get_available_services())").split()
    assert {"ecs", "s3", "secretsmanager", "sqs"} <= services <= set(known)


def test_no_secret_and_nothing_of_the_machine_that_built_it(docker: Docker, image: str) -> None:
    """In no file, variable, label or step."""
    names = " -o ".join(f"-name '{name}'" for name in LEFT_BEHIND.split())
    assert "" == shell(docker, image, f"find / -xdev \\( {names} \\) -not -path '/proc/*' 2>/dev/null || true")
    facts = inspected(docker, image)
    told = json.dumps(facts["Config"]) + docker("history", "--no-trunc", "--format", "{{.CreatedBy}}", image).stdout
    assert [] == re.findall(r"(?i)\w*(?:password|secret|token|api_key)\w*|https?://\S+", told)


def test_it_says_what_it_is(docker: Docker, image: str) -> None:
    """In the labels that registries show."""
    labels = inspected(docker, image)["Config"]["Labels"]
    told = {name.removeprefix("org.opencontainers.image."): value for name, value in labels.items()}
    assert (PROJECT["name"], PROJECT["description"], PROJECT["license"]) == tuple(
        told[name] for name in ("title", "description", "licenses")
    )
    assert {"source", "version", "revision", "base.name"} <= set(told)
    assert named().split(":", maxsplit=1)[0] in {told["base.name"].split(":")[0], "python"}


def test_it_has_the_size_that_is_written_down(docker: Docker, image: str) -> None:
    """About: docs/image.md says what takes it."""
    size = inspected(docker, image)["Size"]
    say(f"{size / 1e6:.0f} MB unpacked")
    assert size < LARGEST


def test_the_same_commit_makes_the_same_image(docker: Docker, base: Base, image: str) -> None:
    """Everything behind the downloads, which have hashes, done once more: the layers are the same to the byte."""
    build(docker, base, "--build-arg", "AGAIN=1", "--tag", f"{image}-again")
    first, again = (inspected(docker, tag)["RootFS"]["Layers"] for tag in (image, f"{image}-again"))
    docker("rmi", f"{image}-again")
    assert first == again
