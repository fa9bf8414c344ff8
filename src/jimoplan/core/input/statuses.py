"""Statuses as people say them: 进行中, 在办, 办结, 销号, 暂停."""

from jimoplan.core.input.characters import even_out
from jimoplan.core.input.reading import Reading
from jimoplan.core.plan.vocabulary import SYNONYMS, find_word
from jimoplan.core.plan.words import Status

_UNSURE = frozenset({"推迟", "关闭"})
"""Words that may mean another thing than the status nearest to them: a deadline moved, say."""


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
