"""Words looked for in all that a plan says: in any order, whatever brackets and widths."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from jimoplan.core.display.cells import cell_width, clip
from jimoplan.core.history.journal import Event
from jimoplan.core.input.characters import fold_text, fold_with_places
from jimoplan.core.plan.departments import Departments, effective_owners
from jimoplan.core.plan.items import Item, Task
from jimoplan.core.plan.model import Plan
from jimoplan.core.plan.traverse import each_branch
from jimoplan.core.plan.vocabulary import MODELS, field_titles
from jimoplan.core.views.answer import Answer, Table
from jimoplan.core.views.views import Heading, about_of

_TEXTS = ("text", "due_text", "target_text", "definition", "reason", "clause")
_LISTS = ("deliverables", "evidence")
_EXCERPT, _BEFORE = 60, 16
"""How many cells of a text are shown, and how many characters stand before the first word found."""


Wants = Callable[[Task, Item], bool]
"""Whether an item of a task is wanted."""


class Passage(NamedTuple):
    """A text of a plan: of which item or section, what it is there, and of which day.

    `context` is what else says what it is about: the titles of the item and of its task. `gone`
    says by whom it was taken out or replaced, when and in which commit, '' where it stands.
    """

    id: str
    title: str
    where: str
    text: str
    context: str = ""
    day: date | None = None
    gone: str = ""

    @property
    def place(self) -> str:
        """What it is, and of which day: 进展情况 2024-06-14."""
        return f"{self.where} {self.day or ''}".strip()


class Hit(NamedTuple):
    """A passage that has the words, and where in its text they stand: from, to."""

    passage: Passage
    marks: tuple[tuple[int, int], ...]

    @property
    def excerpt(self) -> str:
        """The part of the text around the first word, on one line, the words within 【】."""
        return _mark(self.passage.text, self.marks)


class Search(NamedTuple):
    """What was looked for, in which plan, and what was found."""

    heading: Heading
    words: tuple[str, ...]
    hits: tuple[Hit, ...]


def find_words(words: Sequence[str], passages: Iterable[Passage]) -> tuple[Hit, ...]:
    """The passages that have the words, in their order.

    A word may also stand in the title that the passage belongs to, as long as not all do.
    """
    return tuple(hit for passage in passages if (hit := _find(words, passage)))


def _find(words: Sequence[str], passage: Passage) -> Hit | None:
    folded, places = fold_with_places(passage.text)
    there = [word for word in words if word in folded]
    if not there:
        return None
    if len(there) < len(words):
        context = fold_text(passage.context)
        told = [word for word in words if word in context]
        if len(told) == len(words) or not set(words) <= {*there, *told}:
            return None
    return Hit(passage, tuple(_merge(_places_of(there, folded, places))))


def _places_of(
    words: Iterable[str], folded: str, places: Sequence[int]
) -> Iterator[tuple[int, int]]:
    for word in words:
        start = folded.find(word)
        while start >= 0:
            yield places[start], places[start + len(word) - 1] + 1
            start = folded.find(word, start + len(word))


def _merge(marks: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The marks in their order, those that touch as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(marks):
        if merged and start <= merged[-1][1]:
            start, end = merged[-1][0], max(end, merged.pop()[1])  # noqa: PLW2901 - made one
        merged.append((start, end))
    return merged


def _mark(text: str, marks: Sequence[tuple[int, int]]) -> str:
    begin = max(marks[0][0] - _BEFORE, 0) if cell_width(text) > _EXCERPT else 0
    shown, at = "…" if begin else "", begin
    for start, end in marks:
        shown += f"{text[at:start]}【{text[start:end]}】"
        at = end
    line = " ".join((shown + text[at:]).split())
    return line if cell_width(line) <= _EXCERPT else clip(line, _EXCERPT - 1) + "…"


def each_passage(plan: Plan, wants: Wants | None = None) -> Iterator[Passage]:
    """Every text of a plan, in its order; of its items those that are wanted.

    What stands above them is left out where only some are.
    """
    if wants is None:
        yield from _head_passages(plan)
    branches = [(), *each_branch(plan)]
    for branch in branches:
        if branch and wants is None:
            section = branch[-1]
            yield Passage(section.key, section.title, "板块标题", section.title)
            if section.text:
                yield Passage(section.key, section.title, "板块原文", section.text)
        for task in (branch[-1] if branch else plan).tasks:
            yield from _task_passages(task, wants)


def concerns(plan: Plan, name: str) -> Wants:
    """Whether a department owns an item by name or through a group."""
    meant = {name, *Departments(plan.departments).groups_of(name)}

    def owns(task: Task, item: Item) -> bool:
        owners = effective_owners(item, task)
        return any(meant & set(names) for _, names in owners.by_role())

    return owns


def _head_passages(plan: Plan) -> Iterator[Passage]:
    yield Passage("", plan.plan.title, "标题", plan.plan.title)
    if plan.plan.preamble:
        yield Passage("", plan.plan.title, "总体思路", plan.plan.preamble)


def _task_passages(task: Task, wants: Wants | None) -> Iterator[Passage]:
    items: tuple[Item, ...] = (task, *task.measures)
    for item in items:
        if wants is None or wants(task, item):
            for where, text, day in _texts_of(item):
                yield Passage(item.id, item.title, where, text, f"{item.title}\n{task.title}", day)


def _texts_of(item: Item) -> Iterator[tuple[str, str, date | None]]:
    """What an item says in words, with what that is and of which day."""
    titles = field_titles(type(item))
    yield titles["title"], item.title, None
    for key in _TEXTS:
        if text := getattr(item, key, None):
            yield titles[key], text, None
    for key in _LISTS:
        yield from ((titles[key], text, None) for text in getattr(item, key))
    for name, value in item.fields.said.items():
        yield name, str(value), None
    yield from _entries_of(item)


def _entries_of(item: Item) -> Iterator[tuple[str, str, date | None]]:
    """What was entered for an item in the course of the year."""
    for update in item.updates:
        for key in ("note", "problem", "solved", "next"):
            if text := getattr(update, key):
                yield _TITLES["updates"][key], text, update.date
    for remark in item.remarks:
        yield str(remark.kind), remark.text, remark.date
    for step in item.milestones:
        yield _TITLES["milestones"]["text"], step.text or "", None
    for change in item.due_changes:
        yield _TITLES["due_changes"]["reason"], change.reason, change.changed
    for pause in item.suspensions:
        yield _TITLES["suspensions"]["reason"], pause.reason, pause.since
    for review in item.reviews:
        yield f"审核意见({review.result})", review.reason or "", review.date


_TITLES: Mapping[str, Mapping[str, str]] = {key: field_titles(MODELS[key]) for key in MODELS}


def gone_passages(events: Iterable[Event], plan: Plan) -> Iterator[Passage]:
    """The texts that history has and the plan has not any more, the latest first."""
    standing = {passage.text for passage in each_passage(plan)}
    titles = {item.id: item.title for task in plan.all_tasks() for item in (task, *task.measures)}
    for event in events:
        commit = event.commit
        gone = f"{commit.day} {commit.author.name} {commit.short}"
        for record in event.outcome.records:
            data = record.data
            old = data.get("old") if data["change"] == "set" else None
            value = data.get("value") if data["change"] == "remove" else None
            title = titles.get(record.id, "")
            for key, text in _strings(data.get("field", ""), old if value is None else value):
                if text not in standing:
                    standing.add(text)
                    yield Passage(record.id, title, _title_of(data, key), text, title, gone=gone)


def _strings(key: str, value: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - plain JSON
    """The texts in a value, each with the key it stands under."""
    match value:
        case str():
            yield key, value
        case dict():
            for name, part in value.items():
                yield from _strings(name, part)
        case list() | tuple():
            for part in value:
                yield from _strings(key, part)


def _title_of(data: Mapping[str, Any], key: str) -> str:
    """The Chinese title of a field."""
    known = (*_TITLES.get(str(data.get("field")), {}).items(), *_ALL_TITLES.items())
    return next((title for name, title in known if name == key), key)


_ALL_TITLES = {key: title for titles in _TITLES.values() for key, title in titles.items()}


def answer_search(found: Search) -> Answer:
    """The answer to `search`."""
    words = "、".join(f"“{word}”" for word in found.words)
    items = len({hit.passage.id for hit in found.hits})
    sentence = f"{words}:{len(found.hits)} 处,{items} 项" if found.hits else f"{words}:没有找到"
    gone = ("改去或删去的提交",) if any(hit.passage.gone for hit in found.hits) else ()
    rows = tuple(
        (*(hit.passage.id, hit.passage.title, hit.passage.place, hit.excerpt), hit.passage.gone)
        for hit in found.hits
    )
    labels = ("编号", "名称", "在哪里", "文字", *gone)
    shown = tuple(row[: len(labels)] for row in rows)
    table = Table("找到的", labels, shown, frozenset({"名称", "文字"}))
    data = {"words": found.words, "hits": [_hit_data(hit) for hit in found.hits]}
    return Answer("search", about_of(found.heading), (sentence,), (table,) if rows else (), data)


def _hit_data(hit: Hit) -> dict[str, Any]:
    passage = hit.passage
    return {
        "id": passage.id,
        "title": passage.title,
        "where": passage.where,
        "date": passage.day,
        "text": passage.text,
        "marks": [list(mark) for mark in hit.marks],
        "gone": passage.gone or None,
    }
