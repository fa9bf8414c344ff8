"""Whether what a commit changed of a plan was its author's to change."""
