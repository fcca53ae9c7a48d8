"""End to end from the same track objects as JSON lines into the same Postgres: ours against other loaders."""
