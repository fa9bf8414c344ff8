"""What a shell is offered at a Tab: names and fixed words without importing any command."""
