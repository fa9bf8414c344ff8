"""Commits as values, their graph, and the journal of what each did to the plan."""
