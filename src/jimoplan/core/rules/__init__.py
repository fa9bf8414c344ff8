"""What a plan must keep to and what a 督查员 should settle, each a check that knows no other."""
