"""Changing a plan: proposed, checked, written under a lock, committed by itself."""
