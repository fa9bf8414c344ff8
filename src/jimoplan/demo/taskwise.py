"""A plan's text through many changes, rewritten a task at a time.

Rewriting a whole plan takes as long as reading it; nearly every change is about one task, and is
made in a text that holds that task alone.
"""

from collections.abc import Mapping
from copy import copy
from itertools import pairwise
from typing import NamedTuple

from jimoplan.core.changes.diff import diff
from jimoplan.core.plan.items import Task
from jimoplan.core.plan.model import Plan
from jimoplan.core.text.reading.load import Loaded, garbage_collection_off, load
from jimoplan.core.text.writing.apply import RewriteError, apply_to


class TaskwiseText:
    """A plan's text, which is made to say one plan after the other."""

    def __init__(self, text: str) -> None:
        """Take a text that says a plan; raises RewriteError where it says none."""
        self._parts = _take_apart(load(text, with_advice=False))
        self._alone: Mapping[int, Loaded] = {}

    @property
    def plan(self) -> Plan:
        """What the text says."""
        return self._parts.plan

    def fork(self) -> "TaskwiseText":
        """Another one with the same text, which goes its own way from now on."""
        return copy(self)

    def write(self, plan: Plan) -> str:
        """The text saying that plan.

        Raises NotSplicableError where a comment would be lost, RewriteError where the text would
        not say it, or would break a rule.
        """
        with garbage_collection_off():
            changed = _find_changed_tasks(self.plan, plan)
            if changed is None:
                whole = apply_to(self._load_whole(), diff(self.plan, plan))
                self._parts, self._alone = _take_apart(whole), {}
            else:
                for number, task in changed:
                    self._rewrite(number, task)
                self._parts = self._parts._replace(plan=plan)
        return self._parts.text

    def finish(self) -> str:
        """The text, read once more as a whole; raises RewriteError where it says another plan."""
        loaded = self._load_whole()
        if loaded.has_errors or loaded.plan != self.plan:
            raise RewriteError
        return loaded.document.text

    def _load_whole(self) -> Loaded:
        return load(self._parts.text, with_advice=False)

    def _rewrite(self, number: int, task: Task) -> None:
        lead, own = self._parts.places[number]
        texts = self._parts.texts
        before = texts[0] + texts[lead]
        alone = self._alone.get(number) or load(before + texts[own], with_advice=False)
        if alone.plan is None:
            raise RewriteError
        (section,) = alone.plan.sections
        sections = (section.model_copy(update={"tasks": (task,)}),)
        target = alone.plan.model_copy(update={"sections": sections})
        written = apply_to(alone, diff(alone.plan, target))
        if written.has_errors or not written.document.text.startswith(before):
            raise RewriteError
        piece = written.document.text.removeprefix(before)
        self._parts = self._parts._replace(texts=(*texts[:own], piece, *texts[own + 1 :]))
        self._alone = {**self._alone, number: written}


class _Parts(NamedTuple):
    """A plan's text cut in front of every section and task.

    `places` has the position of each task's section and of its own text.
    """

    plan: Plan
    texts: tuple[str, ...]
    places: tuple[tuple[int, int], ...]

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(self.texts)


def _take_apart(loaded: Loaded) -> _Parts:
    if loaded.plan is None or loaded.has_errors:
        raise RewriteError
    document, cuts = loaded.document, [0]
    places: list[tuple[int, int]] = []
    for number, section in enumerate(loaded.plan.sections):
        lead = len(cuts)
        cuts.append(document.value_span(("sections", number)).start)
        for task in range(len(section.tasks)):
            places.append((lead, len(cuts)))
            cuts.append(document.value_span(("sections", number, "tasks", task)).start)
    starts = [document.text.rfind("\n", 0, at) + 1 for at in cuts]
    texts = [document.text[a:b] for a, b in pairwise((*starts, len(document.text)))]
    return _Parts(loaded.plan, tuple(texts), tuple(places))


def _find_changed_tasks(old: Plan, new: Plan) -> list[tuple[int, Task]] | None:
    """The tasks that are others now, with their positions; None where anything else is."""
    before, after = old.all_tasks(), new.all_tasks()
    if len(before) != len(after) or _without_tasks(old) != _without_tasks(new):
        return None
    pairs = enumerate(zip(before, after, strict=True))
    return [(number, task) for number, (was, task) in pairs if was is not task]


def _without_tasks(plan: Plan) -> Plan:
    sections = tuple(section.model_copy(update={"tasks": ()}) for section in plan.sections)
    return plan.model_copy(update={"sections": sections})
