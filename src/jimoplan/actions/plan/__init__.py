"""Opening a plan and answering from it."""
