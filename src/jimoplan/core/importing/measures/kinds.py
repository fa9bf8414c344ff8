"""How a stretch of the body is fulfilled: once, all year, period by period, or by a figure."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from jimoplan.core.importing.measures.clauses import Clause, Head, read_head
from jimoplan.core.importing.measures.cutting import is_introduction
from jimoplan.core.importing.measures.rhythms import find_rhythm
from jimoplan.core.importing.measures.targets import Target, find_target
from jimoplan.core.importing.measures.verbs import (
    EVENTS,
    FINISHING,
    INTANGIBLE,
    LASTING,
    PRODUCING,
    THINGS,
)
from jimoplan.core.importing.measures.wordlists import alternatives
from jimoplan.core.plan.words import Cadence, Kind

_ONLY_THINGS = frozenset({"形成", "建设", "构建", "提出"})
_UNLESS_INTANGIBLE = frozenset({"打造", "建设", "构建", "形成"})
_TAKING_PLACE = frozenset({"开展", "组织", "举行", "组织开展"})
_EVENT = re.compile(alternatives(EVENTS))
_INSIDE = ("在", "组", "推", "将", "把", "通", "向")
"""What clauses begin with whose verb comes later."""

_ONCE_INSIDE = re.compile(r"(?:建立|设立|成立|组建|组成)(?=[^的]*$)|[将把].*纳入")
_LASTING = re.compile(alternatives(LASTING))
_OF_A_YEAR = frozenset({Cadence.YEARLY})
_COUNTED = frozenset({"次", "场", "场次", "期", "篇", "份", "批"})


class Finding(NamedTuple):
    """The kind of a stretch, the clause that says so, and what belongs to that kind."""

    kind: Kind
    clause: Clause
    cadence: Cadence | None = None
    target: Target | None = None


def find_kind(clauses: Sequence[Clause]) -> Finding:
    """How a stretch is fulfilled; what nothing else is said of goes on all year."""
    clauses = [clause for clause in clauses if clause.has_words] or clauses
    main = [clause for clause in clauses if not is_introduction(clause)] or clauses
    return _recurring(clauses) or _by_figure(clauses) or _finished(main) or _lasting(main)


def is_once(head: Head) -> bool:
    """Whether a clause with this head is over once it is done."""
    if _LASTING.search(head.adverbs):
        return False
    if produces(head):
        return True
    return head.verb.endswith(FINISHING) or (
        head.verb in _TAKING_PLACE and _EVENT.search(head.rest) is not None
    )


def produces(head: Head) -> bool:
    """Whether a clause with this head brings about something that remains."""
    if not head.verb.endswith(PRODUCING):
        return False
    if head.verb in _ONLY_THINGS:
        return head.rest.rstrip().endswith(THINGS)
    return head.verb not in _UNLESS_INTANGIBLE or not head.rest.rstrip().endswith(INTANGIBLE)


def _recurring(clauses: Sequence[Clause]) -> Finding | None:
    for clause in clauses:
        words = clause.glance
        rhythm, target = find_rhythm(words), find_target(words)
        if rhythm is None:
            continue
        if target is None or (target.unit in _COUNTED and rhythm.cadence not in _OF_A_YEAR):
            return Finding(Kind.PERIODIC, clause, cadence=rhythm.cadence)
    return None


def _by_figure(clauses: Sequence[Clause]) -> Finding | None:
    for clause in clauses:
        target = find_target(clause.glance)
        if target is not None:
            return Finding(Kind.INDICATOR, clause, target=target)
    return None


def _finished(clauses: Sequence[Clause]) -> Finding | None:
    for clause in clauses:
        words = clause.glance
        head = read_head(words)
        if head is not None and is_once(head):
            return Finding(Kind.ONE_OFF, clause if head.rest.strip() else clauses[0])
        if words.startswith(_INSIDE) and _ONCE_INSIDE.search(words):
            return Finding(Kind.ONE_OFF, clause)
    return None


def _lasting(clauses: Sequence[Clause]) -> Finding:
    headed = (clause for clause in clauses if read_head(clause.glance))
    return Finding(Kind.CONTINUOUS, next(headed, clauses[0]))
