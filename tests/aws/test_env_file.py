"""One file of variables for both who read it: ECS, which takes every line as it is, and the program itself.

https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EnvironmentFile.html: NAME=value, # for a comment,
quotes and spaces belong to the value, nothing is expanded.
"""

import re
from pathlib import Path

import pytest
from dotenv import dotenv_values

ROOT = Path(__file__).resolve().parents[2]

GUIDE = (ROOT / "docs/aws.md").read_text()

# The file as it stands in the guide, and the example with everything in it switched on.
FILES = {
    "docs/aws.md": re.findall(r"^```ini\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)[0],
    ".env.example": re.sub(r"^# (?=[A-Z_]+=)", "", (ROOT / ".env.example").read_text(), flags=re.MULTILINE),
}

CHECK = re.compile(re.findall(r"grep -nEv '(.*?)'", GUIDE)[0])


def as_ecs_reads(text: str) -> dict[str, str]:
    """Return the variables that a container gets."""
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return dict(line.split("=", 1) for line in lines)


@pytest.mark.parametrize("name", FILES)
def test_ecs_and_the_program_read_the_same(tmp_path: Path, name: str) -> None:
    """No value has quotes, spaces or a dollar that one of them would take otherwise."""
    file = tmp_path / "etl.env"
    file.write_text(FILES[name])
    assert as_ecs_reads(FILES[name]) == dotenv_values(file)


@pytest.mark.parametrize("name", FILES)
def test_the_check_of_the_guide_lets_them_pass(name: str) -> None:
    """It finds no line to complain about."""
    assert [] == [line for line in FILES[name].splitlines() if not CHECK.search(line)]


@pytest.mark.parametrize(
    "line",
    [
        'TIME_ZONE="Europe/Berlin"',  # quotes would belong to the value
        "TIME_ZONE='Europe/Berlin'",
        "TIME_ZONE = UTC",  # so would the space
        "TIME_ZONE=UTC # here",  # and the comment
        "export TIME_ZONE=UTC",  # no shell reads it
        "TIME_ZONE=${ZONE}",  # nothing is expanded
        " TIME_ZONE=UTC",
        "TIME_ZONE",
    ],
)
def test_the_check_of_the_guide_finds_what_ecs_reads_otherwise(line: str) -> None:
    """Before the file is on S3."""
    assert not CHECK.search(line)
