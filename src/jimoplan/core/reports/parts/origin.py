"""What a report was made from, in words."""

from jimoplan.core.views.views import Origin


def say_origin(found: Origin) -> str:
    """How much of the plan could be read, from which commit, and what is not committed."""
    commit = found.commit
    made = f"；提交{commit.short}（{commit.committed.date()}）" if commit else ""
    more = f"，另有未提交的改动{found.uncommitted}处" if found.uncommitted else ""
    return f"{found.readable}/{found.tasks}项可读{made}{more}"
