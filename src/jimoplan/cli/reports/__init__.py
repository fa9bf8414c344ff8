"""The commands that make reports: render, templates, ci."""
