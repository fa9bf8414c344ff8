"""The clauses of a body: what stands between two marks, and the verb at its head."""

import re
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from jimoplan.core.importing.folding import fold
from jimoplan.core.importing.measures.enclosed import find_enclosed, hide
from jimoplan.core.importing.measures.verbs import (
    ADVERBS,
    AIDS,
    CONTINUING,
    FINISHING,
    PRODUCING,
)
from jimoplan.core.importing.measures.wordlists import alternatives

_READ_FROM_EACH_END = 80
_NUMERAL = "一二三四五六七八九十"
_LABEL = re.compile(
    rf"(?:(?:\([{_NUMERAL}]{{1,3}}\)|\(?\d{{1,2}}\)|[{_NUMERAL}]{{1,2}}(?:是|要(?!素))"
    rf"|[①-⑳]|—{{2,}}|[•●▪◆★□■·]|[-*] |[{_NUMERAL}]{{1,3}}、(?![{_NUMERAL}])|\d{{1,2}}[.、](?!\d)"
    r"|\d{1,2}(?:\.\d{1,2}){1,3}(?= |[一-鿿])(?![万亿元个倍%]))\s*){1,3}"
)
_END = re.compile(
    r"[。;!?…\r\n①-⑳]|(?<!\d),|,(?!\d{3}(?!\d))|(?<=[一-鿿)”》])\.(?!\d)"
    rf"|:(?=\s*(?:[{_NUMERAL}]{{1,2}}[是要]|\d{{1,2}}[.、]|\(?[{_NUMERAL}\d\0]{{1,3}}\)"
    r"|[①-⑳—•●\r\n]))"
)
_MARKS = re.compile(r"[。;!?….,:\s]*")
_STRONG = re.compile(r"[。;!?….]")
_WORD = re.compile(r"[^\W_]|\0")
_ONCE = alternatives((*PRODUCING, *FINISHING))
_ALL_YEAR = alternatives(CONTINUING)
_VERBS = alternatives((*PRODUCING, *FINISHING, *CONTINUING))
_TIME = (
    r"(?:\d{4}年)?\d{1,2}月份?(?:[上中下]旬)?[底末]?之?前?|\d{4}年|年内|年底前?"
    r"|[上下]半年|第?[一二三四]季度[底末]?前?"
)
_AND = "(?:并|和|、)?"
_HEAD = re.compile(
    rf"(?P<adverbs>(?:[一-鿿、]{{1,15}}?(?:[^主需重必只纲摘简概想]要|负责|牵头))?(?:(?:{alternatives(ADVERBS)}|{_TIME})、?)*)"
    rf"(?P<aid>(?:(?:{alternatives(AIDS)})(?={_VERBS}))?)"
    rf"(?P<verb>(?:{_ONCE}){_AND}(?:{_ONCE})|(?:{_ALL_YEAR}){_AND}(?:{_ALL_YEAR})|{_VERBS})"
)


class Bound(Enum):
    """What separates a clause from the next."""

    STRONG = "a full stop, or the next has a label"
    WEAK = "a comma or the end of a line"
    LEADING = "a colon before a list"


class Head(NamedTuple):
    """The verb that a clause begins with, what stands before it, and what behind.

    `aid` is a verb that only leads to it: 研究 of 研究制定.
    """

    adverbs: str
    aid: str
    verb: str
    rest: str


class Clause(NamedTuple):
    """A clause: where it begins and ends, its marks included; its words without label and marks.

    `words` are folded, what is enclosed in them made unreadable; they stand from `begin` on.
    """

    start: int
    end: int
    begin: int
    words: str
    bound: Bound

    @property
    def has_words(self) -> bool:
        """Whether there is a letter, a digit or anything enclosed in it."""
        return _WORD.search(self.words) is not None

    @property
    def glance(self) -> str:
        """Its words, or the beginning and the end of very many."""
        if len(self.words) <= 2 * _READ_FROM_EACH_END:
            return self.words
        return self.words[:_READ_FROM_EACH_END] + "\0" + self.words[-_READ_FROM_EACH_END:]


@lru_cache(maxsize=64)
def read_head(words: str) -> Head | None:
    """The verb that words begin with; None where they begin with something else."""
    found = _HEAD.match(words)
    return found and Head(found["adverbs"], found["aid"], found["verb"], words[found.end() :])


def read_clauses(body: str) -> Iterator[Clause]:
    """The clauses of a body in order; all of them joined are the body."""
    folded = fold(body)
    closes = find_enclosed(folded)
    hidden = hide(folded, closes)
    start = 0
    while start < len(body):
        label = _LABEL.match(folded, start)
        begin = label.end() if label else start
        stop, end = _find_end(hidden, begin)
        bound = _bound(hidden[stop:end])
        while bound is Bound.STRONG and end in closes and folded[end] == "(":
            if _LABEL.match(folded, end):
                break
            end = _skip_marks(hidden, closes[end] + 1)
        if bound is Bound.WEAK and _LABEL.match(folded, end):
            bound = Bound.STRONG
        yield Clause(start, end, begin, hidden[begin:stop], bound)
        start = end


def _find_end(hidden: str, begin: int) -> tuple[int, int]:
    """Where the words of a clause stop, and where the marks behind them end."""
    found = _END.search(hidden, begin)
    stop = found.start() if found else len(hidden)
    return stop, _skip_marks(hidden, stop)


def _skip_marks(hidden: str, position: int) -> int:
    found = _MARKS.match(hidden, position)
    return found.end() if found else position


def _bound(marks: str) -> Bound:
    if _STRONG.search(marks):
        return Bound.STRONG
    return Bound.LEADING if ":" in marks else Bound.WEAK
