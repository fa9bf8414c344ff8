"""A year of sample data (year.yaml, guide.md), and the small program that plays it out."""
