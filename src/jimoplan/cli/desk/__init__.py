"""The commands of a desk: report, inbox, fix."""
