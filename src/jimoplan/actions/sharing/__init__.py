"""Sharing a plan with others: bringing both sides together, and what that takes."""
