"""The plan as a value: its parts, its words, and the document it was published as."""
