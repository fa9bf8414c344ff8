"""The year as it is written down in year.yaml: who did what to the plan, when."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from importlib.resources import files
from typing import Any

from pydantic import ConfigDict, Field

from jimoplan.core.history.commits import BEIJING, Identity
from jimoplan.core.plan.fields import (
    Day,
    Email,
    Figure,
    ItemId,
    Line,
    Percent,
    PlanPart,
    Text,
    Whole,
)
from jimoplan.core.plan.items import Measure
from jimoplan.core.plan.person import Duty
from jimoplan.core.plan.words import RemarkKind, Status, Verdict
from jimoplan.core.text.nodes import Faults
from jimoplan.core.text.reading.events import compose
from jimoplan.core.text.reading.load import FAST_LOADER
from jimoplan.core.text.reading.values import build_value


class Entry(PlanPart):
    """What is recorded of one item: a report, with `result` a review, with `due` a new deadline.

    `dept` and `by` say whose report it is where somebody else enters it; `remarks` are by kind.
    """

    date: Day | None = None
    """The day it is about, where that is not the day of the commit."""
    dept: Line | None = None
    by: Line | None = None
    status: Status | None = None
    progress: Percent | None = None
    value: Figure | None = None
    period: Whole | None = None
    note: Text | None = None
    problem: Text | None = None
    solved: Text | None = None
    next: Text | None = None
    evidence: tuple[Line, ...] = ()
    due: Day | None = None
    reason: Text | None = None
    approved_by: Line | None = None
    result: Verdict | None = None
    remarks: Mapping[RemarkKind, Text] = Field(default_factory=dict)


class Step(PlanPart):
    """What somebody does to the plan in one commit; keys that are no fields are items' ids.

    `apart` says that the commit before was not there yet for whoever made this one. `removed` are
    measures, `files` what is put beside the plan, without text what is taken away.
    """

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Entry] = Field(init=False)

    at: datetime
    who: Line
    why: Line | None = None
    apart: bool = False
    people: Mapping[Line, Mapping[Line, Duty]] = Field(default_factory=dict)
    policy: Mapping[str, Any] = Field(default_factory=dict)
    fields: Mapping[str, Mapping[str, Any]] = Field(default_factory=dict)
    measures: tuple[Measure, ...] = ()
    removed: tuple[ItemId, ...] = ()
    files: Mapping[Line, Text | None] = Field(default_factory=dict)

    @property
    def entries(self) -> Mapping[str, Entry]:
        """What is recorded, by item."""
        return self.__pydantic_extra__

    @property
    def items(self) -> tuple[str, ...]:
        """The ids of the items it is about."""
        return (*self.fields, *(measure.id for measure in self.measures), *self.entries)


class Story(PlanPart):
    """Everything in year.yaml; the steps in the order of time."""

    registered: Step
    mark: Line
    comment: Line
    people: Mapping[Line, Email]
    steps: tuple[Step, ...]

    def identity(self, name: str) -> Identity:
        """Somebody's name and address as git has them; raises KeyError for a stranger."""
        return Identity(name, self.people[name])

    def files_at(self, at: datetime) -> Mapping[str, str]:
        """The texts of the files that lie beside the plan at a time."""
        put = {
            path: text for step in self.steps if step.at <= at for path, text in step.files.items()
        }
        return {path: text for path, text in put.items() if text is not None}


def read_story() -> Story:
    """The year that comes with jimoplan; raises ValueError where it is not well written."""
    return parse_story((files(__package__) / "year.yaml").read_text("utf-8"))


def read_guide() -> str:
    """What the sample repository's own README says."""
    return (files(__package__) / "guide.md").read_text("utf-8")


def parse_story(text: str) -> Story:
    """The year in a text that is written as year.yaml is; raises ValueError where it is not."""
    faults = Faults()
    root = compose(text, FAST_LOADER, faults)
    said: Any = build_value(root, faults) if root else None
    if faults.found:
        raise ValueError(faults.found[0].message)
    registered: dict[str, dict[str, Any]] = {said.pop("registered"): {}}
    sections = (said.pop("plan"), *said.pop("tasks").values())
    steps = sorted((step for each in sections for step in _steps(each)), key=lambda step: step.at)
    return Story.model_validate({**said, "registered": next(_steps(registered)), "steps": steps})


def _steps(section: Mapping[str, Mapping[str, Any]]) -> Iterator[Step]:
    """The steps of a section, each under the time in Beijing and the name of who took it."""
    for heading, said in section.items():
        time, _, name = heading.rpartition(" ")
        at = datetime.fromisoformat(time).replace(tzinfo=BEIJING)
        yield Step.model_validate({**said, "at": at, "who": name})
