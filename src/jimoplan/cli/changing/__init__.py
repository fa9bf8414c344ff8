"""The commands that change a plan, each with one commit."""
