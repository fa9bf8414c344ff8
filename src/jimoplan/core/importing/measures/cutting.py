"""Where a body is cut: behind full stops, and before clauses that stand on their own."""

import re
from collections.abc import Iterable, Iterator

from jimoplan.core.importing.measures.clauses import Bound, Clause, Head, read_head
from jimoplan.core.importing.measures.introductions import ATTACHED, INTRODUCTION, NEW_INTRODUCTION
from jimoplan.core.importing.measures.targets import names_own_target
from jimoplan.core.importing.measures.verbs import (
    EFFECT_ADVERBS,
    EFFECTS,
    FINISHING,
    LASTING,
    MEANS,
    PRODUCING,
)
from jimoplan.core.importing.measures.wordlists import alternatives, listed

_SHORT_MEANS = 8
_LONGER_MEANS = 12
"""How many characters a clause has that only leads up to the next, and to a product."""

_EFFECT = re.compile(alternatives(EFFECT_ADVERBS))
_EFFECT_ENDINGS = listed("化 融合 发展 实效 见效 成效 衔接 落地 提升 升级")
_GOALS = frozenset(listed("提升 提高 增强"))
_DIRECTED = re.compile(
    r"对.*(?:开展|进行|实施)|在(?![线校建册岗]).*|为.*提供|(?:推动|推进)?[将把].*纳入"
)


def is_introduction(clause: Clause) -> bool:
    """Whether a clause only leads up to the next."""
    return clause.bound is Bound.LEADING or INTRODUCTION.match(clause.glance) is not None


def cut(clauses: Iterable[Clause]) -> Iterator[tuple[Clause, ...]]:
    """The stretches of a body that are measures, each as its clauses.

    None is without words, unless all the body is.
    """
    run: list[Clause] = []
    has_words = False
    for clause in clauses:
        if has_words and clause.has_words and _is_cut(run[-1], clause, is_first=len(run) == 1):
            yield tuple(run)
            run, has_words = [], False
        run.append(clause)
        has_words = has_words or clause.has_words
    if run:
        yield tuple(run)


def _is_cut(last: Clause, clause: Clause, *, is_first: bool) -> bool:
    if last.bound is Bound.STRONG or is_introduction(last):
        return last.bound is Bound.STRONG
    words = clause.glance
    if names_own_target(words):
        return True
    return _begins(words) and not _leads_to(last.glance, words, is_first=is_first)


def _begins(words: str) -> bool:
    """Whether words, after a comma, stand on their own."""
    if ATTACHED.match(words):
        return False
    if NEW_INTRODUCTION.match(words) or _DIRECTED.match(words):
        return True
    if INTRODUCTION.match(words):
        return False
    head = read_head(words)
    return head is not None and not _is_effect(head)


def _is_effect(head: Head) -> bool:
    """Whether a clause says what the one before it is good for."""
    if _EFFECT.search(head.adverbs) or {head.aid, head.verb} & EFFECTS:
        return True
    if head.verb.endswith(FINISHING) and not head.rest.strip():
        return True
    if head.verb in PRODUCING and any(word in head.adverbs for word in LASTING):
        return True
    return head.verb == "推进" and head.rest.rstrip('”" ').endswith(_EFFECT_ENDINGS)


def _leads_to(last: str, words: str, *, is_first: bool) -> bool:
    """Whether the last clause is a means to the end that the next one names."""
    head, following = read_head(last), read_head(words)
    if head is None or head.adverbs or head.verb not in MEANS or following is None:
        return False
    if _are_parallel(last, words):
        return False
    if is_first and head.verb in _GOALS:
        return True
    longest = _LONGER_MEANS if following.verb in PRODUCING else _SHORT_MEANS
    return len(last) <= longest


def _are_parallel(one: str, other: str) -> bool:
    return len(one) == len(other) and one[-2:] == other[-2:]
