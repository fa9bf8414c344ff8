"""What values are offered while a command is typed; nothing where the plan cannot be read.

A plan comes from other people, and what is offered ends on a command line. So nothing is offered
that any shell could act on. Functions are named in cli/tab/commands.txt and called from there; of
what has been typed they are given the options by their first names, and the arguments.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from jimoplan.core.display.cells import clip, reveal
from jimoplan.core.plan.ids import number_at_end
from jimoplan.core.plan.words import GROUP, Role, Status

if TYPE_CHECKING:  # every command with options has these, few ever need a plan
    from jimoplan.core.plan.items import Item
    from jimoplan.core.plan.model import Plan

_Offers = list[tuple[str, str]]


class Typed(Protocol):
    """What has been typed before the word in question."""

    options: dict[str, str]
    arguments: list[str]


_ACTED_ON = r"[^\w\u0080-\U0010ffff ,./()%+-]+"
_WORD = r"[\w\u0080-\U0010ffff./%+-][\w\u0080-\U0010ffff./%+=-]*"
_NOTE_CELLS = 60


def offer_words(words: Iterable[str]) -> Callable[[str], _Offers]:
    """The words of a fixed list."""
    return lambda incomplete: [(word, "") for word in words if word.startswith(incomplete)]


def departments(ctx: Typed, incomplete: str) -> _Offers:
    """Departments by name or alias, or else by their initials, with their kind."""
    plan = _plan_at_hand(ctx)
    if plan is None:
        return []
    found = _safe(_department_names(plan), incomplete)
    if found or not incomplete.isascii() or not incomplete.isalpha():
        return found
    from jimoplan.core.plan.departments import is_spelled
    from jimoplan.system.pinyin import initials

    everything = _safe((d.name, d.kind) for d in plan.departments)
    return [offer for offer in everything if is_spelled(incomplete, initials(offer[0]))]


def department_kinds(ctx: Typed, incomplete: str) -> _Offers:
    """The kinds of the plan's departments, and that of groups."""
    kinds = _offer(ctx, incomplete, lambda plan: ((d.kind, "") for d in plan.departments))
    group = [(GROUP, "代表它的成员")] if GROUP.startswith(incomplete) else []
    return list(dict([*kinds, *group]).items())


def sections(ctx: Typed, incomplete: str) -> _Offers:
    """Section numbers with their titles."""
    from jimoplan.core.plan.traverse import each_section

    return _offer(ctx, incomplete, lambda plan: ((s.key, s.title) for _, s in each_section(plan)))


def ids(ctx: Typed, incomplete: str) -> _Offers:
    """Ids of tasks, and of measures once a hyphen is typed, with their titles."""
    return _offer_ids(ctx, incomplete, _measure_ids if "-" in incomplete else _task_ids)


def waiting(ctx: Typed, incomplete: str) -> _Offers:
    """Ids of what waits for a review, with titles."""
    return _offer_ids(ctx, incomplete, _waiting_ids)


def owed_periods(ctx: Typed, incomplete: str) -> _Offers:
    """The numbers of the periods of the first item typed that have begun without a report."""
    return _offer(
        ctx, incomplete, lambda plan: _begun_periods(plan, ctx.arguments[:1], missing=True)
    )


def begun_periods(ctx: Typed, incomplete: str) -> _Offers:
    """The numbers of the periods of the first item typed that have begun."""
    return _offer(ctx, incomplete, lambda plan: _begun_periods(plan, ctx.arguments[:1]))


def milestones(ctx: Typed, incomplete: str) -> _Offers:
    """The days of the milestones of the first item typed, with what is to be there by then."""
    return _offer(
        ctx,
        incomplete,
        lambda plan: (
            (str(each.due), each.text or "")
            for item in _items(plan, ctx.arguments[:1])
            for each in item.milestones
        ),
    )


def report_days(ctx: Typed, incomplete: str) -> _Offers:
    """The days of the reports on the first item typed, the latest first, with what they say."""
    return _offer(
        ctx,
        incomplete,
        lambda plan: {
            str(update.date): update.note or ""
            for item in _items(plan, ctx.arguments[:1])
            for update in sorted(item.updates, key=lambda each: each.date, reverse=True)
        }.items(),
    )


def own_fields(ctx: Typed, incomplete: str) -> _Offers:
    """The fields of the body's own with the values that they may have, as 优先级=高."""
    return _offer(
        ctx,
        incomplete,
        lambda plan: (
            (f"{field.name}={value}", field.type)
            for field in plan.plan.fields
            for value in field.options or ("",)
        ),
    )


def authors(ctx: Typed, incomplete: str) -> _Offers:
    """The people of the plan with their duty, and who has changed it lately."""
    from jimoplan.actions.history.authors import find_late_authors

    file = ctx.options.get("--file")
    names = find_late_authors(Path(file) if file else None, Path.cwd())
    offers = _offer(ctx, incomplete, lambda plan: (*_people(plan), *((n, "") for n in names)))
    return list({name: (name, duty) for name, duty in reversed(offers)}.values())[::-1]


def people(ctx: Typed, incomplete: str) -> _Offers:
    """The people of the plan with their duty."""
    return _offer(ctx, incomplete, _people)


def approvers(ctx: Typed, incomplete: str) -> _Offers:
    """The people listed who may approve, with their duty."""
    return _offer(ctx, incomplete, _approvers)


def periods(ctx: Typed, incomplete: str) -> _Offers:
    """The periods of the plan that the report typed before can be on, with what they are called."""
    from jimoplan.core.plan.period_keys import offer_keys
    from jimoplan.core.reports.kinds import REPORT_KINDS

    kind = next((REPORT_KINDS[word] for word in ctx.arguments if word in REPORT_KINDS), None)
    cadence = kind.cadence if kind else None
    if cadence is None:
        return []
    return _offer(ctx, incomplete, lambda plan: offer_keys(cadence, plan.plan.period))


def leaders(ctx: Typed, incomplete: str) -> _Offers:
    """Whoever is named as 分管领导, or listed as one."""
    from jimoplan.core.plan.in_charge import leaders_of, listed_leaders

    return _offer(ctx, incomplete, lambda plan: _named((*leaders_of(plan), *listed_leaders(plan))))


def contacts(ctx: Typed, incomplete: str) -> _Offers:
    """Whoever is named as 责任人, or listed at all."""
    from jimoplan.core.plan.in_charge import contacts_of
    from jimoplan.core.plan.rights import people_of

    return _offer(
        ctx,
        incomplete,
        lambda plan: _named((*contacts_of(plan), *(p.name for p in people_of(plan)))),
    )


def roles(incomplete: str) -> _Offers:
    """The roles, 主责 among them."""
    words = (("主责", "牵头和责任"), *((role, "") for role in Role))
    return [(word, note) for word, note in words if word.startswith(incomplete)]


def fields(incomplete: str) -> _Offers:
    """The titles of the fields that history can be asked for."""
    from jimoplan.core.plan.vocabulary import MODELS, POSITION_TITLE, field_titles

    titles = {title for kind in MODELS.values() for title in field_titles(kind).values()}
    titles.add(POSITION_TITLE)
    return [(title, "") for title in sorted(titles) if title.startswith(incomplete)]


def columns(incomplete: str) -> _Offers:
    """Column keys, the last of a list separated by commas being completed."""
    from jimoplan.core.views.columns import COLUMNS

    return _next_in_list(incomplete, ((column.key, column.label) for column in COLUMNS))


def sort_keys(incomplete: str) -> _Offers:
    """Sort keys, each with and without a minus, the last of a list being completed."""
    from jimoplan.core.views.sorting import SORT_KEYS

    ways = (("", "升序"), ("-", "倒序"))
    both = ((sign + key.key, key.label + note) for key in SORT_KEYS for sign, note in ways)
    return _next_in_list(incomplete, both)


def _next_in_list(incomplete: str, offers: Iterable[tuple[str, str]]) -> _Offers:
    written, comma, last = incomplete.rpartition(",")
    return [(f"{written}{comma}{word}", note) for word, note in offers if word.startswith(last)]


def _offer(
    ctx: Typed,
    incomplete: str,
    find: "Callable[[Plan], Iterable[tuple[str, str]]]",
) -> _Offers:
    plan = _plan_at_hand(ctx)
    return _safe(find(plan), incomplete) if plan else []


def _offer_ids(
    ctx: Typed, incomplete: str, find: "Callable[[Plan], Iterable[tuple[str, str]]]"
) -> _Offers:
    """Ids, or where none begins so the numbers at their ends that are enough: 8-3 of 2024年8-3."""
    found = _offer(ctx, incomplete, find)
    return found or _offer(ctx, incomplete, lambda plan: _ends_of(list(find(plan))))


def _ends_of(ids_: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    ends = [number_at_end(id_) for id_, _ in ids_]
    for (id_, title), end in zip(ids_, ends, strict=True):
        if end and ends.count(end) == 1:
            yield end, f"{id_} {title}"


def _safe(offers: Iterable[tuple[str, str]], incomplete: str = "") -> _Offers:
    """The offers that go on with what is typed, without what a shell could act on."""
    return [
        (word, clip(re.sub(_ACTED_ON, " ", reveal(note)), _NOTE_CELLS))
        for word, note in offers
        if word.startswith(incomplete) and re.fullmatch(_WORD, word) and word.isprintable()
    ]


def _plan_at_hand(ctx: Typed) -> "Plan | None":
    from jimoplan.actions.plan.workplace import open_plan
    from jimoplan.errors import JimoplanError

    named, written = ctx.options.get("--file"), ctx.options.get("--as-of")
    file = Path(named) if named else None
    try:
        if written:
            from jimoplan.actions.history.as_of import open_as_of
            from jimoplan.cli.shared.asked import read_as_of

            return open_as_of(file, Path.cwd(), *read_as_of(written, file)).plan
        return open_plan(file, Path.cwd()).text.loaded.plan
    except JimoplanError:
        return None


def _department_names(plan: "Plan") -> Iterator[tuple[str, str]]:
    for department in plan.departments:
        yield department.name, department.kind
        for alias in department.aliases:
            yield alias, department.name


def _approvers(plan: "Plan") -> Iterator[tuple[str, str]]:
    from jimoplan.core.plan.rights import approvers_of, people_of

    duties = {person.name: person.role for person in people_of(plan)}
    return ((name, duties[name]) for name in approvers_of(plan))


def _people(plan: "Plan") -> Iterator[tuple[str, str]]:
    from jimoplan.core.plan.rights import people_of

    return ((person.name, person.role) for person in people_of(plan))


def _waiting_ids(plan: "Plan") -> Iterator[tuple[str, str]]:
    for task in plan.all_tasks():
        items = (task, *task.measures)
        yield from ((each.id, each.title) for each in items if each.status is Status.COMPLETED)


def _items(plan: "Plan", ids: list[str]) -> "Iterator[Item]":
    from jimoplan.core.plan.traverse import each_item

    return (item for _, item in each_item(plan) if item.id in ids)


def _begun_periods(
    plan: "Plan", ids: list[str], *, missing: bool = False
) -> Iterator[tuple[str, str]]:
    """The periods of items that have begun; those `missing` a report alone where that is asked."""
    from jimoplan.cli.shared.options import find_today
    from jimoplan.core.assessment.assess import assess

    today = find_today()
    found = assess(plan, today).items
    for rhythm in (found[each].rhythm for each in ids if each in found):
        for owed in rhythm.owed if rhythm else ():
            if owed.start <= today and not (missing and rhythm and owed.number in rhythm.reported):
                yield str(owed.number), owed.period.words


def _named(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((name, "") for name in dict.fromkeys(names))


def _task_ids(plan: "Plan") -> Iterator[tuple[str, str]]:
    return ((task.id, task.title) for task in plan.all_tasks())


def _measure_ids(plan: "Plan") -> Iterator[tuple[str, str]]:
    return ((m.id, m.title) for task in plan.all_tasks() for m in task.measures)
