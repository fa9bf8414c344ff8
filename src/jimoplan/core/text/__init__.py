"""The text of a plan: nodes with their places, problems, and the ways in and out."""
