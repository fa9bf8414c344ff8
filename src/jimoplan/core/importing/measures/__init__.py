"""The text of a task cut into measures, each proposed with its kind and results."""
