"""The machine around: files, locks, the editor, optional libraries."""
