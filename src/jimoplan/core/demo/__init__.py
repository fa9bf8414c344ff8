"""A made-up year of the real plan, told as dated steps; the same every time."""
