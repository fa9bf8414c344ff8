"""The JSON answers key by key: the types that published schemas and docs/json.md are made of."""
