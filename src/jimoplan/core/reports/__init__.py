"""What a report says: its kind and period, what was done, what is late, what comes next."""
