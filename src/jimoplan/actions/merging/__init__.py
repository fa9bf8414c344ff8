"""Bringing two versions of a plan together, and settling what they disagree on."""
