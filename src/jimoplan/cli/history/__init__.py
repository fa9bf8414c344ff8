"""The commands about the past: log, diff, blame, audit."""
