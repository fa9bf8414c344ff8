"""The form that a department fills in: what it asks, what came back, and what that changes."""
