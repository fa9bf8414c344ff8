"""Two plans that grew out of one, put together by id and field: merge(base, ours, theirs)."""
