"""What git knows of a plan: log, diff, blame and audit."""
