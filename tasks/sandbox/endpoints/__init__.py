"""The endpoints, one noun a file; each file's ROUTES is all that the server knows of it."""
