"""The short name of a measure in the ledger, made from its words."""

import re
from string import ascii_letters, digits

from jimoplan.core.display.cells import cell_width, clip
from jimoplan.core.importing.folding import fold
from jimoplan.core.importing.measures.clauses import Clause, read_head
from jimoplan.core.importing.measures.enclosed import drop_lone_marks

_CHARACTERS = 20
_BEFORE, _BEHIND = 9, 10
_CELLS = 40
_LOOKED_AT = 200
_ENUMERATION = re.compile(r"、[^、]*(?:、[^、]*)*?等(?=.)|(?:、[^、]+){2,}(?=等)")
_ASIDE = re.compile(r"[(（][^()（）]{1,30}[)）](》?)$")
_LATIN = ascii_letters + digits + "—-.%"
_LOOSE_END = re.compile(r"(?: (?:by|for|the|a|an|to|of|in|on|and|with|at|from|or|as)){1,4}$")
_MARKS = " \t,。;:!?、.…-—,；：！？，．"
_CHINESE = re.compile("[㐀-鿿]")


def shorten(body: str, clause: Clause) -> str:
    """A name of at most 20 Chinese characters, or as wide, from what a clause says.

    It is on one line and does not end in a mark; "" where there is nothing else.
    """
    words = _glance(body, clause.begin, clause.begin + len(clause.words))
    name = _tidy(words) or _tidy(_glance(body, clause.start, clause.end))
    if not _CHINESE.search(name):
        return _clip_words(name)
    for shorter in (_without_adverbs, _without_aside, _without_enumeration, _without_middle):
        if len(name) > _CHARACTERS:
            name = shorter(name) or name
    return _tidy(name) or name


def _glance(body: str, start: int, end: int) -> str:
    """What stands there; of very much the beginning and the end."""
    if end - start <= 2 * _LOOKED_AT:
        return body[start:end]
    return body[start : start + _LOOKED_AT] + "…" + body[end - _LOOKED_AT : end]


def _without_adverbs(name: str) -> str:
    head = read_head(fold(name))
    return name[len(head.adverbs) :] if head else name


def _without_aside(name: str) -> str:
    return _ASIDE.sub(r"\1", name)


def _without_enumeration(name: str) -> str:
    return _ENUMERATION.sub("等", name, count=1)


def _without_middle(name: str) -> str:
    """The beginning and the end of a name, no figure or Latin word broken."""
    behind = name[-_BEHIND:]
    if name[-_BEHIND - 1].isascii():
        behind = behind.lstrip(_LATIN) or behind
    return name[:_BEFORE] + "…" + behind


def _clip_words(name: str) -> str:
    if cell_width(name) <= _CELLS:
        return name
    cut = clip(name, _CELLS)
    return _LOOSE_END.sub("", _tidy(cut.rpartition(" ")[0])) or cut


def _tidy(name: str) -> str:
    """Words on one line, without brackets that stand alone and without marks at the end."""
    return drop_lone_marks(" ".join(name.split())).strip(_MARKS)
