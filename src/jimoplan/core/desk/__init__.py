"""What waits for whom: what is owed, what is to be reviewed, what to ask about an item."""
