"""The objects of the Web API, one noun a file: record in, JSON-ready dict out, in full and in simplified form."""
