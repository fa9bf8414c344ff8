"""git: the only part that runs it, in a scrubbed environment, its output read without guessing."""
