"""Checks over a whole plan: contradictions that refuse it, and advice for the 督查员."""
