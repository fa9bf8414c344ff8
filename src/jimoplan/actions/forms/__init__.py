"""Forms sent to departments, and what comes back of them."""
