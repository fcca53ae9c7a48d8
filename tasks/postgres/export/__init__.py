"""Marts as files: read in batches, in one snapshot, while nobody puts others in their place."""
