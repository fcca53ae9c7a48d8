"""The flows: each a table of contents of its tasks."""
