"""A document as a tree of headings and items: numbers, levels, tables, what stands around."""
