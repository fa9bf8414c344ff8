"""search: where in a plan, or in what it said before, some words stand."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from jimoplan.actions.history.as_of import answer_as_of
from jimoplan.actions.plan.ask import find_department
from jimoplan.actions.plan.given import Asked
from jimoplan.core.input.words import split_words
from jimoplan.core.plan.model import Plan
from jimoplan.core.views.search import (
    Hit,
    Search,
    concerns,
    each_passage,
    find_words,
    gone_passages,
)
from jimoplan.core.views.views import head_answer
from jimoplan.errors import UsageError


class SearchQuery(NamedTuple):
    """What is looked for, as it was typed: words, whose items, and whether in the past as well."""

    words: tuple[str, ...]
    department: str | None = None
    history: bool = False


def search_plan(
    file: Path | None, start: Path, asked: SearchQuery, as_of: date, today: date
) -> Search:
    """Where the words stand, all of them together, in the plan that a day means.

    With its history, also in what no longer stands there. Raises UsageError for no words and for a
    day in the past together with history, and what answer_as_of does.
    """
    words = split_words(asked.words)
    if asked.history and as_of < today:
        raise UsageError("--history 找的是全部历史,不和 --as-of 一起写", "去掉一样")

    def ask(plan: Plan) -> Search:
        name = find_department(plan, asked.department).name if asked.department else None
        wants = concerns(plan, name) if name else None
        hits = find_words(words, each_passage(plan, wants))
        return Search(head_answer(plan, as_of, ()), words, hits)

    found = answer_as_of(Asked(file, start, as_of, today), ask)
    if not asked.history:
        return found
    return found._replace(hits=(*found.hits, *_search_past(file, start, asked, words)))


def _search_past(
    file: Path | None, start: Path, asked: SearchQuery, words: Iterable[str]
) -> Iterable[Hit]:
    from jimoplan.actions.history.past import find_departments, open_past

    past = open_past(file, start)
    names = find_departments(past.plan, asked.department)
    ids = {
        record.id
        for event in past.journal.events
        for record in event.outcome.records
        if names & set(record.departments)
    }
    hits = find_words(tuple(words), gone_passages(past.journal.events, past.plan))
    return [hit for hit in hits if not names or hit.passage.id in ids]
