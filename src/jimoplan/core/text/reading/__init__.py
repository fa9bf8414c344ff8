"""From text to a plan: load, and load_many for texts that are mostly alike."""
