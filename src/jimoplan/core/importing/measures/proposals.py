"""The measures that the body of a task is proposed to be cut into."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from jimoplan.core.importing.measures.clauses import Clause, read_clauses
from jimoplan.core.importing.measures.cutting import cut
from jimoplan.core.importing.measures.deliverables import find_deliverables
from jimoplan.core.importing.measures.english import (
    find_english_deliverables,
    find_english_kind,
    is_english,
    read_sentences,
)
from jimoplan.core.importing.measures.kinds import Finding, find_kind
from jimoplan.core.importing.measures.short_titles import shorten
from jimoplan.core.plan.words import Cadence, Direction, Kind


class Proposal(NamedTuple):
    """A measure that a stretch of a body is taken for, until a person has looked at it.

    `cadence` is None also where a rhythm is meant but not said: 定期通报.
    """

    text: str
    title: str
    kind: Kind
    deliverables: tuple[str, ...] = ()
    cadence: Cadence | None = None
    target: Decimal | None = None
    unit: str | None = None
    direction: Direction = Direction.AT_LEAST
    target_text: str | None = None


class _Language(NamedTuple):
    """How a body in a language is read."""

    read: Callable[[str], Iterator[Clause]]
    find_kind: Callable[[Sequence[Clause]], Finding]
    find_deliverables: Callable[[str, Clause], tuple[str, ...]]


_MARKS_IN_A_TITLE = 20
"""How many of its marks are the title of what has no words."""

_CHINESE = _Language(read_clauses, find_kind, find_deliverables)
_ENGLISH = _Language(read_sentences, find_english_kind, find_english_deliverables)


def propose_measures(body: str) -> tuple[Proposal, ...]:
    """The measures of a body, whose texts joined are the body; none of a blank one."""
    if not body.strip():
        return ()
    language = _ENGLISH if is_english(body) else _CHINESE
    return tuple(_propose(body, clauses, language) for clauses in cut(language.read(body)))


def _propose(body: str, clauses: Sequence[Clause], language: _Language) -> Proposal:
    found = language.find_kind(clauses)
    results = (name for clause in clauses for name in language.find_deliverables(body, clause))
    target = found.target
    text = body[clauses[0].start : clauses[-1].end]
    return Proposal(
        text=text,
        title=shorten(body, found.clause) or "".join(text.split())[:_MARKS_IN_A_TITLE],
        kind=found.kind,
        deliverables=tuple(dict.fromkeys(results)),
        cadence=found.cadence,
        target=target and target.value,
        unit=target and target.unit,
        direction=target.direction if target else Direction.AT_LEAST,
        target_text=target and target.words,
    )
