"""The models of the project in the order in which they must be built, which their references decide."""

from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from tasks.postgres.extracts.files import discover_extracts
from tasks.postgres.models.model import BUILT, MADE, Model, read_model
from tasks.postgres.models.references import ModelError

FOLDER = Path(__file__).resolve().parents[3] / "sql"

FOLDERS = (*MADE, "checks")

# Schemas whose tables the migrations or Postgres itself provide.
PROVIDED = ("spotify", "etl", "pg_catalog", "information_schema")


def discover(folder: Path = FOLDER) -> list[Model]:
    """Return every view, mart and check, each after what it reads; raises ModelError."""
    models = [read_model(path) for schema in FOLDERS for path in sorted((folder / schema).glob("*.sql"))]
    if not models:
        # An empty list would otherwise mean that all marts are stale.
        raise ModelError(f"{folder} holds no models: nothing is built and nothing is dropped.")
    _require_provided(models, {extract.target for extract in discover_extracts(folder / "extract")})
    return ordered(models)


def of_schema(models: Iterable[Model], schema: str) -> list[Model]:
    """Return the models of staging, marts, public or checks, in the order given."""
    return [model for model in models if model.schema == schema]


def ordered(models: list[Model]) -> list[Model]:
    """Return the models, each after what it reads; raises ModelError for an unknown reference or a circle."""
    by_name = {model.full_name: model for model in models}
    graph = {model.full_name: _built_references(model, by_name) for model in models}
    try:
        order = [by_name[name] for name in TopologicalSorter(graph).static_order()]
    except CycleError as error:
        # graphlib lists each model before the one that reads it.
        circle = " -> ".join(by_name[name].file for name in reversed(error.args[1]))
        raise ModelError(f"These models read each other in a circle: {circle}.") from None
    return sorted(order, key=_place)


def _require_provided(models: list[Model], extracted: set[str]) -> None:
    for model in models:
        for reference in model.references:
            if reference.schema not in (*BUILT, *PROVIDED) and reference.full_name not in extracted:
                raise ModelError(
                    f"{model.file} reads {reference.full_name}, but there is no file in sql/extract with this target."
                )


def _place(model: Model) -> tuple[int, str]:
    # Sorting is stable: within staging and marts the order of the references stays; checks are read by their names.
    return FOLDERS.index(model.schema), model.name if model.schema == "checks" else ""


def _built_references(model: Model, by_name: dict[str, Model]) -> list[str]:
    built = sorted({r.full_name for r in model.references if r.schema in BUILT})
    for name in built:
        if name not in by_name:
            raise ModelError(f"{model.file} reads {name}, but there is no sql/{name.replace('.', '/')}.sql.")
    return built
