"""What a periodic report says: the period, what was done in it, what is late, what comes next."""
