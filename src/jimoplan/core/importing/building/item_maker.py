"""Tasks and measures of the plan, each made of its draft."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from jimoplan.core.importing.doubts import Choice, Doubt, Inquiry
from jimoplan.core.importing.folding import fold
from jimoplan.core.importing.measures.proposals import Proposal, propose_measures
from jimoplan.core.importing.outline.drafts import DraftMeasure, DraftTask, Printed
from jimoplan.core.importing.owners.charges import Charge
from jimoplan.core.importing.owners.deadlines import find_due, read_due
from jimoplan.core.plan.deadline import plain_day, read_deadline
from jimoplan.core.plan.items import LEAF_KEYS, Measure, Owners, Task
from jimoplan.core.plan.own_fields import OwnFields
from jimoplan.core.plan.published import clause_words
from jimoplan.core.plan.published_form import Published
from jimoplan.core.plan.records import Milestone
from jimoplan.core.plan.words import Kind, Mark

_LONGEST_TITLE = 40
_NO_NAME = re.compile(r"[@\d(].*", re.DOTALL)


class ItemMaker(NamedTuple):
    """What tasks and measures are made by: the document's forms, the plan's years, the answers.

    `proposes` whether the text of a task is cut into measures.
    """

    form: Published
    years: tuple[int, int]
    inquiry: Inquiry
    proposes: bool

    def task(self, draft: DraftTask, own_id: str) -> Task:
        """The task with its measures; one that is not divided is reported itself."""
        printed = draft.printed
        body = printed.said("text") or ""
        title = _title(printed.said("title") or draft.title, body or printed.text)
        said: dict[str, Any] = self._common(printed, draft.charge, self.form.task)
        measures: list[Measure] = []
        apart = self.proposes or any(each.charge != Charge() for each in draft.measures)
        if draft.measures and apart:
            said["text"] = draft.lead_in or None
            measures = [self._set_apart(m, f"{own_id}-{n}") for n, m in _counted(draft.measures)]
        elif self.proposes:
            proposals = propose_measures(body if body.strip() else title)
            if len(proposals) > 1 and body.strip() and not draft.charge.steps:
                measures = [
                    self._proposed(each, f"{own_id}-{n}") for n, each in _counted(proposals)
                ]
            else:
                said |= {"text": body or None, **_brought(proposals)}
                said |= self._due_in(f"{title}。{body}")
        elif body.strip():
            said["text"] = body
        rhythm = self._rhythm(draft.charge, printed.place)
        said |= {key: rhythm[key] for key in rhythm if not (measures and key in LEAF_KEYS)}
        return Task(
            id=own_id,
            number=_unlike(printed.said("number"), own_id),
            title=title,
            measures=tuple(measures),
            **_settled(said),
        )

    def _set_apart(self, draft: DraftMeasure, own_id: str) -> Measure:
        """A measure that the document itself sets apart."""
        printed = draft.printed
        text = printed.said("text") or ""
        brought: dict[str, Any] = {"kind": Kind.ONE_OFF, "proposal": Mark.TO_CONFIRM}
        if self.proposes:
            brought |= _brought(propose_measures(text))
        said = self._common(printed, draft.charge, self.form.measure)
        said |= self._rhythm(draft.charge, printed.place) or self._due_in(text)
        return Measure(
            id=own_id,
            number=printed.said("number"),
            title=_title(None, text if text.strip() else printed.text),
            text=text if text.strip() else None,
            **_settled(brought | said),
        )

    def _proposed(self, proposal: Proposal, own_id: str) -> Measure:
        """A stretch of a task's text, as it is proposed for a measure."""
        said = self._due_in(proposal.text)
        if self.form.measure != "{text}":
            said["form"] = "{text}"
        said = _settled(_brought([proposal]) | said)
        return Measure(id=own_id, title=proposal.title, text=proposal.text, **said)

    def _common(self, printed: Printed, charge: Charge, usual: str) -> dict[str, Any]:
        """How it is printed and who is in charge of it."""
        owners = charge.owners
        said: dict[str, Any] = {role: getattr(owners, role) for role in Owners.model_fields}
        said |= {"leader": _name(charge.leader), "contact": _name(charge.contact)}
        said["form"] = printed.form if printed.form != usual else None
        clause = printed.said("clause")
        if clause and clause_words(self.form, owners) != clause:
            said["clause"] = clause
        elif clause == "" and clause_words(self.form, owners):
            said["form"] = printed.form.replace("{clause}", "")
        if charge.fields:
            said["fields"] = OwnFields.model_validate(dict(charge.fields))
        said["milestones"] = tuple(self._milestones(charge))
        return said

    def _milestones(self, charge: Charge) -> Iterator[Milestone]:
        """What the columns of months or quarters say, in the order of their days."""
        said: dict[date, list[str]] = {}
        for when, text in charge.steps:
            day = read_deadline(read_due(when, self.years).due or "")
            if day and self.years[0] <= day.year <= self.years[1]:
                said.setdefault(plain_day(day), []).append(text)
        days = {plain_day(d): d for w, _ in charge.steps if (d := self._step(w))}
        for day in sorted(said):
            yield Milestone(due=days[day], text=";".join(said[day]))

    def _step(self, when: str) -> date | None:
        return read_deadline(read_due(when, self.years).due or "")

    def _rhythm(self, charge: Charge, place: str) -> dict[str, Any]:
        """The deadline that a clause or a cell names, as the plan writes it."""
        if not charge.due:
            return {}
        due = read_due(charge.due, self.years)
        said: dict[str, Any] = {}
        if due.cadence:
            said |= {"kind": Kind.PERIODIC, "cadence": due.cadence}
        elif due.is_standing:
            said["kind"] = Kind.CONTINUOUS
        day = due.due or self._ask_day(
            charge.due, place, is_sure=due.is_standing or bool(due.cadence)
        )
        read = read_deadline(day) if day else None
        if read and self._is_of_the_plan(read, charge.due, place):
            said["due"] = read
        else:
            said["due_text"] = " ".join(charge.due.split())
        return said

    def _is_of_the_plan(self, day: date, words: str, place: str) -> bool:
        """Whether a deadline lies in the plan's years, or somebody says that it is right."""
        if self.years[0] <= day.year <= self.years[1]:
            return True
        yes = Choice("没有写错", f"时限就是 {day}")
        no = Choice("写错了", "只照录这句话,没有日子,按默认时限掌握")
        question = f"“{words}”不在计划的年份里,写错了吗?"
        doubt = Doubt("deadline-outside", place, words, question, (yes, no))
        return self.inquiry.settle(doubt) == yes.answer

    def _ask_day(self, words: str, place: str, *, is_sure: bool) -> str | None:
        if is_sure:
            return None
        as_is = "照写"
        answer = self.inquiry.settle(
            Doubt(
                "deadline",
                place,
                words,
                f"“{words}”是哪一天?",
                (Choice(as_is, "只照录;也可以写 2024-06、2024-06-30"),),
                is_open=True,
            ),
            r"\d{4}(-(\d\d(-\d\d)?|Q[1-4]|H[12]))?",
        )
        return None if answer == as_is else answer

    def _due_in(self, text: str) -> dict[str, Any]:
        """The last of the deadlines that the text itself names."""
        said = (found.due.due for found in find_due(text, self.years))
        read = map(read_deadline, filter(None, said))
        days = [day for day in read if day and self.years[0] <= day.year <= self.years[1]]
        return {"due": max(days)} if days else {}


def _brought(proposals: Sequence[Proposal]) -> dict[str, Any]:
    """What the proposals say an item is to bring; it is marked as proposed.

    The one with results speaks for several, else the first.
    """
    if not proposals:
        return {}
    best = next((each for each in proposals if each.deliverables or each.target), proposals[0])
    said: dict[str, Any] = {
        "kind": best.kind,
        "deliverables": tuple(dict.fromkeys(d for each in proposals for d in each.deliverables)),
        "cadence": best.cadence,
        "target": best.target,
        "target_text": best.target_text,
        "unit": best.unit,
        "direction": best.direction,
        "proposal": Mark.TO_CONFIRM,
    }
    if best.kind is not Kind.ONE_OFF:
        said["deliverables"] = best.deliverables
    return said


def _settled(said: dict[str, Any]) -> dict[str, Any]:
    """The same with the kind that the rest asks for: a target, a rhythm, or a day to end on."""
    if said.get("target") is not None or said.get("target_text"):
        return said | {"kind": Kind.INDICATOR, "cadence": None}
    if said.get("cadence"):
        return said | {"kind": Kind.PERIODIC, "due_text": None}
    if said.get("due") and said.get("kind") is Kind.CONTINUOUS:
        return said | {"kind": Kind.ONE_OFF}
    return said


def _title(printed: str | None, text: str) -> str:
    """The title that is printed; else the beginning of the text."""
    if printed and printed.strip():
        return printed
    proposals = propose_measures(text[:400])
    if proposals:
        return proposals[0].title
    return " ".join(text.split())[:_LONGEST_TITLE] or "待明确"


def _name(written: str | None) -> str | None:
    """The names of people without the numbers behind them."""
    name = _NO_NAME.sub("", fold(written)).strip() if written else ""
    return " ".join(written[: len(name)].split()) or None if written and name else None


def _unlike(number: str | None, own_id: str) -> str | None:
    return number if number and number != own_id else None


def _counted(parts: Sequence[Any]) -> enumerate[Any]:
    return enumerate(parts, 1)
