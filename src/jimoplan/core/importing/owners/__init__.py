"""Owner clauses: which departments, in which role, and until when."""
