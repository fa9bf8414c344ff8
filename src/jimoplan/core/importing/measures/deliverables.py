"""What is there once a measure is done: the objects of verbs of production."""

import re
from collections.abc import Iterator

from jimoplan.core.importing.measures.clauses import Clause, read_head
from jimoplan.core.importing.measures.enclosed import drop_lone_marks
from jimoplan.core.importing.measures.kinds import is_once, produces
from jimoplan.core.importing.measures.verbs import INTANGIBLE, LISTS, THINGS
from jimoplan.core.importing.measures.wordlists import alternatives, listed

_LONGEST = 60
_LOOKED_AT = 300
_LEAD = 6
"""How many characters may stand before the name of a document that is itself the object."""

_KEPT_UP = frozenset({"完善", "健全", "更新", "健全完善"})
_THINGS = (*THINGS, *listed("机构 队 组 委员会 专班"))
_THING = alternatives(_THINGS)
_BETWEEN_THINGS = re.compile(rf"(?<=[一-鿿\0])(?:和|与|及|以及|、)(?=[^和与及、]*(?:{_THING})$)")
_NAMED = re.compile(r"《\0+》")
_FURTHER = re.compile(r"并(?=.{2,})|(?<!\0)用于|以便|,")
_ABLE = re.compile(r"(?:能|可|具有|符合|适合|体现)[^\0]*的(?=..)")
_ENUMERATED = re.compile(r".*、.*?(?<!\0)等(?=.{4,})", re.DOTALL)
_INSIDE = re.compile("建立|设立|成立|组建")
_NUMBER_BEHIND = re.compile(r"\d+[个项家所处座条套部份支场件篇名人间类]次?$")
_GRAMMAR = re.compile("^(?:了|好|起|出|一批|一个|一套|一份|一支|一本)")


def find_deliverables(body: str, clause: Clause) -> tuple[str, ...]:
    """What a clause says is produced, in the body's characters; () where that is nothing.

    A clause that is longer than any sentence is not looked at.
    """
    words = clause.words
    if len(words) > _LOOKED_AT:
        return ()
    head = read_head(words)
    if head is not None:
        start = len(words) - len(head.rest)
        if head.verb in _KEPT_UP and head.rest.rstrip().endswith(LISTS):
            return tuple(_objects(body, clause, start))
        return tuple(_objects(body, clause, start)) if is_once(head) and produces(head) else ()
    found = _INSIDE.search(words) if words.startswith(("在", "向")) else None
    return tuple(_objects(body, clause, found.end())) if found else ()


def _objects(body: str, clause: Clause, start: int) -> Iterator[str]:
    rest = clause.words[start:]
    further = _FURTHER.search(rest, 2)
    rest = rest[: further.start()] if further else rest
    start, rest = _without_lead(start, rest)
    if not rest.strip() or rest.rstrip().endswith(INTANGIBLE):
        return
    offset = clause.begin + start
    names = [found.span() for found in _NAMED.finditer(rest)]
    if names and names[0][0] <= _LEAD and rest.rstrip().endswith(("》", "等")):
        spans = names
    else:
        spans = list(_split(rest))
    for begin, end in spans:
        name = _tidy(body[offset + begin : offset + end])
        if name and len(name) <= _LONGEST:
            yield name


def _without_lead(start: int, rest: str) -> tuple[int, str]:
    """The object without what only describes it, and where it begins."""
    for pattern in (_GRAMMAR, _ENUMERATED, _ABLE):
        found = pattern.match(rest)
        if found:
            start, rest = start + found.end(), rest[found.end() :]
    return start, rest


def _split(rest: str) -> Iterator[tuple[int, int]]:
    begin = 0
    for found in _BETWEEN_THINGS.finditer(rest):
        if rest[begin : found.start()].endswith((*_THINGS, "》", "”")):
            yield begin, found.start()
            begin = found.end()
    yield begin, len(rest)


def _tidy(name: str) -> str:
    """A name on one line, without a bracket that stands alone."""
    name = _NUMBER_BEHIND.sub("", " ".join(name.split()))
    return drop_lone_marks(name).strip("、,: ")
