"""What a merge brings to a parent, and whether anybody who had a hand in it may bring it."""

from collections.abc import Iterator, Sequence

from jimoplan.core.audit.permission import Permission
from jimoplan.core.audit.rules import Violation
from jimoplan.core.change.changes import Changes
from jimoplan.core.model import Plan
from jimoplan.core.people import people_of

BROUGHT = "A14"
"""The code of what a merge brings, which its own commit may have been told of already."""


def judge_brought(
    before: Plan, brought: Changes, authors: Sequence[str], merger: str | None
) -> Iterator[Violation]:
    """What a merge brings to a parent that nobody who had a hand in it may do by its list.

    The merger is None where nobody has merged yet.
    """
    if not brought or not people_of(before):
        return
    everybody = dict.fromkeys([*authors, *([merger] if merger else [])])
    hands = [Permission(before, address, brought) for address in everybody]
    who = "、".join(everybody)
    for change in brought:
        if not any(hand.allows(change) for hand in hands):
            words = f"按合并进去那一方的名单,改动和合并的人({who})都无权做"
            yield Violation(BROUGHT, change, words)
