"""The commands around a merge: merge, resolve, git."""
