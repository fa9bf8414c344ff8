"""The plan that a draft makes, with the form of its document."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from jimoplan.core.importing.building.item_maker import ItemMaker
from jimoplan.core.importing.building.naming import Ids, plain_number
from jimoplan.core.importing.building.owner_forms import PrintedClause, find_owner_form
from jimoplan.core.importing.building.parts import (
    each_item,
    each_section,
    each_task,
    separate,
    usual_forms,
)
from jimoplan.core.importing.doubts import Inquiry
from jimoplan.core.importing.outline.drafts import Draft, DraftSection, DraftTask, Printed
from jimoplan.core.plan.departments import names_of
from jimoplan.core.plan.header import Header, Period
from jimoplan.core.plan.items import Task
from jimoplan.core.plan.model import Department, Plan, Section
from jimoplan.core.plan.own_fields import FieldDeclaration
from jimoplan.core.plan.published_form import HEADINGS
from jimoplan.core.plan.roster import usual_kind

_ABOUT_FULL_NAMES = frozenset({"left-out-area", "unknown-department"})
_UNTITLED = "(无标题)"


class Frame(NamedTuple):
    """Whose plan it is, what it is called and for when; the departments known before."""

    unit: str
    title: str
    period: Period
    departments: tuple[Department, ...] = ()
    printed_title: str | None = None
    doc_no: str | None = None
    gaps: tuple[str, ...] = ()


def build_plan(draft: Draft, frame: Frame, inquiry: Inquiry, *, proposes: bool) -> Plan:
    """The plan of a document; what its forms cannot say is said by the items themselves."""
    parted, between = separate(draft)
    form = usual_forms(parted).model_copy(
        update={
            "title": frame.printed_title,
            "doc_no": frame.doc_no,
            "front": parted.front,
            "back": parted.back,
            "between": between,
        }
    )
    form = find_owner_form(list(_clauses(parted)), form)
    years = (frame.period.start.year, frame.period.end.year)
    maker = ItemMaker(form, years, inquiry, proposes)
    builder = _Builder(parted, maker)
    tasks = tuple(builder.task(task, "") for task in parted.tasks)
    sections = tuple(builder.section(section, "", 0) for section in parted.sections)
    header = Header(
        unit=frame.unit,
        title=frame.title,
        period=frame.period,
        preamble=parted.preamble.text if parted.preamble else None,
        published=form,
        fields=tuple(FieldDeclaration(name=name) for name in _own_fields(parted)),
        known_gaps=tuple(gap for gap in frame.gaps if gap not in builder.used),
    )
    return Plan.model_validate(
        {
            "schema": "1",
            "plan": header,
            "departments": _departments(frame, parted, dict(_full_names(inquiry))),
            "tasks": tasks,
            "sections": sections,
        }
    )


class _Builder:
    """Makes sections and tasks; `used` are the ids of tasks given out."""

    def __init__(self, draft: Draft, maker: ItemMaker) -> None:
        self._maker = maker
        numbers = [plain_number(task.printed.said("number")) for task in each_task(draft)]
        headings = [_key(section.printed) for section in each_section(draft.sections)]
        self._task_ids = Ids(numbers, headings)
        self._keys = Ids(_key(section.printed) for section in each_section(draft.sections))
        self.used: set[str] = set()
        self._called: set[str] = set()

    def task(self, draft: DraftTask, above: str) -> Task:
        own_id = self._task_ids.give(plain_number(draft.printed.said("number")), above)
        self.used.add(own_id)
        return self._maker.task(draft, own_id)

    def section(self, draft: DraftSection, above: str, depth: int) -> Section:
        printed = draft.printed
        number = printed.said("number") or None
        title = printed.said("title") or number or _UNTITLED
        text = draft.text.text if draft.text else printed.said("text")
        usual = self._maker.form.heading_form(min(depth + 1, len(HEADINGS)))
        own_id = self._own_id(number, title, above)
        path = f"{above}.{plain_number(number)}".strip(".") if number else above
        return Section(
            id=own_id,
            number=number,
            title=title,
            text=text if text and text.strip() else None,
            form=printed.form if printed.form != usual else None,
            tasks=tuple(self.task(task, path) for task in draft.tasks),
            sections=tuple(self.section(each, path, depth + 1) for each in draft.sections),
        )

    def _own_id(self, number: str | None, title: str, above: str) -> str | None:
        """The id of a section whose number or title does not tell it from the others."""
        usual = number or title
        plain = plain_number(number)
        given = self._keys.give(plain, above) if number else None
        if (given and given != plain) or usual in self._called:
            given = given if given and given not in self._called else self._keys.give("", above)
            self._called.add(given)
            return given
        self._called.add(usual)
        return None


def _key(printed: Printed) -> str:
    return plain_number(printed.said("number"))


def _clauses(draft: Draft) -> Iterator[PrintedClause]:
    for printed, charge in each_item(draft):
        words = printed.said("clause")
        others = filter(None, (charge.leader, charge.contact, charge.due))
        if words and not any(other in words for other in others):
            yield PrintedClause(words, charge.groups, charge.owners)


def _own_fields(draft: Draft) -> Iterable[str]:
    return dict.fromkeys(name for _, charge in each_item(draft) for name, _ in charge.fields)


def _full_names(inquiry: Inquiry) -> Iterator[tuple[str, str]]:
    """The names as printed of which somebody has said the full one, each with that."""
    for doubt, answer in inquiry.answered:
        if doubt.code in _ABOUT_FULL_NAMES and answer != doubt.words:
            yield doubt.words, answer


def _departments(
    frame: Frame, draft: Draft, full_names: Mapping[str, str]
) -> tuple[Department, ...]:
    """The departments known before, then those that the document names, with their short names."""
    owned = (names for _, charge in each_item(draft) for _, names in charge.owners.by_role())
    named = dict.fromkeys(name for names in owned for name in names)
    known = {each.name: each for each in frame.departments}
    new = {
        name: Department(name=name, kind=usual_kind(name)) for name in named if name not in known
    }
    every = known | new
    taken = {name for each in every.values() for name in names_of(each)}
    for short, full in full_names.items():
        if full in every and short not in taken:
            aliases = (*every[full].aliases, short)
            every[full] = every[full].model_copy(update={"aliases": aliases})
    return tuple(every.values())
