"""What people ask of a plan: rows, tables and answers that every form draws from."""
