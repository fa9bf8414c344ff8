"""The commands that ask: status, list, show, validate, schema."""
