"""Statuses as people say them: 进行中, 在办, 办结, 销号, 暂停."""

from jimoplan.core.input.characters import even_out
from jimoplan.core.input.reading import Reading
from jimoplan.core.plan.vocabulary import SYNONYMS, find_word
from jimoplan.core.plan.words import DONE, Status

_UNSURE = frozenset({"推迟", "关闭"})
"""Words that may mean another thing than the status nearest to them: a deadline moved, say."""
_FINISHED = frozenset({"办结", "已办结"})
"""What counts as finished, verified or not, where items are counted; 办结率 is of these."""


def find_status(written: str) -> Status | None:
    """The status that is surely meant by a word; None for any other word."""
    text = even_out(written)
    known = frozenset(Status)
    meant = text if text in known else SYNONYMS.get(text, "") if text not in _UNSURE else ""
    return Status(meant) if meant in known else None


def read_status(written: str) -> Reading[Status]:
    """The status that was typed; raises UnknownNameError with the nearest one."""
    found = find_status(written) or find_word(even_out(written) or written, Status, "状态")
    return Reading(found, "状态", written, found.value)


def read_statuses(written: str) -> Reading[tuple[Status, ...]]:
    """The statuses that are asked about by a word: 办结 is 已完成 and 已销号, all else is one.

    Raises UnknownNameError as `read_status`.
    """
    if even_out(written) not in _FINISHED:
        one = read_status(written)
        return Reading((one.value,), one.what, written, one.standard)
    both = tuple(each for each in Status if each in DONE)
    return Reading(both, "状态", written, "、".join(both))
