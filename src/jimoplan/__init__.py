"""Keep a public body's yearly work plan as plain, version-controlled YAML."""

__version__ = "0.1.0"
