"""How an item stands on a day: working days, progress, lights, each with its reason."""
