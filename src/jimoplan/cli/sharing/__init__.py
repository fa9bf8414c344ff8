"""The commands of sharing: sync, doctor."""
