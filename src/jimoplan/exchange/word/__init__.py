"""Reports and letters as Word documents, in the format of official documents (GB/T 9704-2012)."""
