"""How an item moves on: which status may follow which, and what each step records."""
