"""The version of the JSON answers."""

FORMAT_VERSION = 2
"""Raised when a key of the JSON answers goes or changes its meaning; new keys do not raise it."""
