"""Statuses as people say them: 进行中, 在办, 办结, 销号, 暂停."""

from jimoplan.core.input.characters import even_out
from jimoplan.core.input.reading import Reading
from jimoplan.core.plan.vocabulary import SYNONYMS, find_word
from jimoplan.core.plan.words import Status

_UNSURE = frozenset({"推迟", "关闭"})
"""Words that may mean another thing than the status nearest to them: a deadline moved, say."""


def read_status(written: str) -> Reading[Status]:
    """The status that was typed; raises UnknownNameError with the nearest one."""
    text = even_out(written)
    meant = SYNONYMS.get(text, "")
    known = [status.value for status in Status]
    sure = text if text in known else meant if meant in known and text not in _UNSURE else ""
    found = Status(sure) if sure else find_word(text or written, Status, "状态")
    return Reading(found, "状态", written, found.value)
