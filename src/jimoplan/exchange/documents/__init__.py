"""Documents of other programs, read as blocks: every word with its place, or told as left out."""
