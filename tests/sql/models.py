"""The models of the project, read once."""

from tasks.postgres.models.discover import discover

MODELS = discover()
