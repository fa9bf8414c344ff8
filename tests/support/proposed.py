"""Proposed measures held against those of the shipped plan, which were made by hand."""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from jimoplan.core.importing.measures.proposals import Proposal, propose_measures
from jimoplan.core.plan.items import Measure, Task
from jimoplan.core.plan.traverse import each_task
from jimoplan.core.text.reading.load import load_bytes

_SHIPPED = Path(__file__).resolve().parents[2] / "plan.yaml"


class Share(NamedTuple):
    """How many of what was proposed is right, and how many of what is right was proposed."""

    proposed: Counter[Hashable]
    right: Counter[Hashable]

    @property
    def precision(self) -> float:
        """The share of what was proposed that is right."""
        return (self.proposed & self.right).total() / max(self.proposed.total(), 1)

    @property
    def recall(self) -> float:
        """The share of what is right that was proposed."""
        return (self.proposed & self.right).total() / max(self.right.total(), 1)


class Quality(NamedTuple):
    """How far proposals agree with measures made by hand; kinds where both are cut alike."""

    cuts: Share
    deliverables: Share
    kinds: tuple[tuple[Measure, Proposal], ...]

    @property
    def kinds_right(self) -> float:
        """The share of kinds that agree."""
        right = sum(measure.kind is proposal.kind for measure, proposal in self.kinds)
        return right / max(len(self.kinds), 1)


def hold_against(tasks: Sequence[Task]) -> Quality:
    """What is proposed for the bodies of tasks, held against the measures that they have."""
    cuts, deliverables = Share(Counter(), Counter()), Share(Counter(), Counter())
    alike: list[tuple[Measure, Proposal]] = []
    for task in tasks:
        texts = [measure.text or "" for measure in task.measures]
        proposals = propose_measures("".join(texts))
        ours = [proposal.text for proposal in proposals]
        cuts.right.update(_cuts(task, texts))
        cuts.proposed.update(_cuts(task, ours))
        deliverables.right.update(_results(task, task.measures))
        deliverables.proposed.update(_results(task, proposals))
        places = dict(zip(_spans(ours), proposals, strict=True))
        spans = zip(_spans(texts), task.measures, strict=True)
        alike += [(measure, places[span]) for span, measure in spans if span in places]
    return Quality(cuts, deliverables, tuple(alike))


def _spans(texts: Sequence[str]) -> list[tuple[int, int]]:
    ends = list(accumulate(map(len, texts)))
    return list(zip([0, *ends], ends, strict=False))


def _cuts(task: Task, texts: Sequence[str]) -> Iterator[tuple[str, int]]:
    """The cuts inside a body; its end is none."""
    return ((task.id, end) for _, end in _spans(texts)[:-1])


def _results(task: Task, measures: Sequence[Measure | Proposal]) -> Iterator[tuple[str, str]]:
    return ((task.id, name) for measure in measures for name in measure.deliverables)


def shipped_tasks() -> list[Task]:
    """The tasks of the shipped plan, whose measures were made by hand."""
    plan = load_bytes(_SHIPPED.read_bytes()).plan
    return [] if plan is None else [task for _, task in each_task(plan) if task.measures]
