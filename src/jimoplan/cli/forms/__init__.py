"""The commands of forms."""
